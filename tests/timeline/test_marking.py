from events.timeline.marking import Marked, Run, marked_paragraphs

TEXT = "One two three.\n\nFour five."


def test_gives_every_character_of_the_text_but_line_ends_once() -> None:
    marks = [Marked(0, 7, 1), Marked(4, 20, 2), Marked(4, 20, 3), Marked(90, 99, 4)]
    paragraphs = marked_paragraphs(TEXT, marks)
    assert ["".join(run.text for run in p) for p in paragraphs] == ["One two three.", "Four five."]


def test_notes_each_event_once_where_its_evidence_ends() -> None:
    (first, second) = marked_paragraphs(TEXT, [Marked(0, 14, 1), Marked(4, 7, 2)])
    assert first == [Run("One ", True, ()), Run("two", True, (2,)), Run(" three.", True, (1,))]
    assert second == [Run("Four five.", False, ())]


def test_marks_go_on_into_the_next_paragraph() -> None:
    (first, second) = marked_paragraphs(TEXT, [Marked(8, 20, 1)])
    assert [(r.text, r.is_marked) for r in first] == [("One two ", False), ("three.", True)]
    assert [(r.text, r.is_marked) for r in second] == [("Four", True), (" five.", False)]
