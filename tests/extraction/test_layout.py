"""What stands at the end of a page is no part of the story."""

from events.extraction.layout import links

STORY = "The council met on Monday.\n\nIt voted to close the quay.\n\n"


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in links(text)]


def test_bare_lines_that_end_a_text_lead_to_other_stories() -> None:
    last = "Farmers condemn the water law; leave the talks\n\nMinister suspends two clerks after an audit"
    assert found(STORY + last) == last.split("\n\n")


def test_a_last_line_alone_a_list_and_an_unfinished_text_are_kept() -> None:
    assert found(STORY + "Farmers condemn the water law") == []
    assert found(STORY + "It decided:\n\nto close the quay\n\nto sell the crane") == []
    assert found(STORY + "- the quay is closed\n\n- the crane is sold") == []
    assert found("The council met on Monday\n\nIt voted to close the quay") == []
