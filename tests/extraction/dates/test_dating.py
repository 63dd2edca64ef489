"""When an event was: bases, confidence, open intervals, datelines, and what is left undated."""

from datetime import date

import pytest

from events.extraction.dates import Dater, date_of, recognise
from events.extraction.dates.surroundings import datelines
from events.extraction.parsing import parse
from events.extraction.results import EventDate, When
from events.extraction.vocabulary import Assertion, Basis

PUBLISHED = date(2024, 6, 22)


def dated(text: str, trigger: str, **options: object) -> tuple[EventDate | None, When | None]:
    doc = parse(text)
    start = text.index(trigger)
    times = recognise(text, published=PUBLISHED, doc=doc)
    return Dater(doc, times, PUBLISHED).date_of(start, start + len(trigger), **options)  # type: ignore[arg-type]


def test_gives_the_expression_and_how_the_date_follows() -> None:
    day, when = dated("The ministers met on Monday.", "met")
    assert day is not None
    assert when is not None
    assert (day.earliest, day.basis, when.expression) == (date(2024, 6, 17), Basis.RELATIVE, "Monday")
    assert "past tense" in when.rule
    assert "Saturday 22 June 2024" in when.rule


@pytest.mark.parametrize("assertion", [Assertion.PLANNED, Assertion.HYPOTHETICAL])
def test_never_dates_a_planned_event_to_the_publication(assertion: Assertion) -> None:
    assert dated("The council approved the budget.", "approved", assertion=assertion) == (None, None)


def test_planned_event_with_a_deadline_gets_an_interval_from_the_publication() -> None:
    day, _ = dated("The bridge will be finished by December 2024.", "finished")
    assert day is not None
    assert (day.earliest, day.latest) == (PUBLISHED, date(2024, 12, 31))


def test_event_after_a_date_has_an_open_end() -> None:
    day, _ = dated("The rules will change after December 2024.", "change")
    assert day is not None
    assert day.latest is None


def test_unresolved_expression_leaves_no_date_but_is_named() -> None:
    day, when = dated("The army recently launched an operation.", "launched")
    assert day is None
    assert when is not None
    assert when.expression == "recently"


def test_part_of_another_event_inherits_its_date() -> None:
    whole = dated("The ministers met on Monday.", "met")
    day, when = dated("The envoys signed a pact.", "signed", inherited=whole)
    assert day is not None
    assert (day.earliest, day.basis, when) == (date(2024, 6, 17), Basis.INHERITED, whole[1])
    assert day.confidence < 0.8


def test_reported_speech_does_not_take_the_date_of_the_saying_for_what_is_still_to_come() -> None:
    assert dated("The minister said on Monday that the army will withdraw.", "withdraw")[0] is None


def test_publication_is_the_least_sure_basis() -> None:
    stated, _ = dated("The council approved the budget on 3 May 2024.", "approved")
    fallen_back, _ = dated("The council approved the budget.", "approved")
    assert stated is not None
    assert fallen_back is not None
    assert fallen_back.basis is Basis.PUBLICATION
    assert fallen_back.confidence < 0.8 <= stated.confidence


def test_without_publication_nothing_falls_back_on_it() -> None:
    text = "The council approved the budget."
    assert date_of(12, 20, doc=parse(text), times=(), published=None) == (None, None)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("KARACHI, March 4: The council met on March 2.", {0}),
        ("ISLAMABAD (News Desk), March 4 - The council met.", {0}),
        ("Council meets\n\nJune 9, 2008\n\nThe council met today.", {0}),
        ("Updated on June 9, 2008\nThe council met today.", {0}),
        ("Published: 9 June 2008\nThe council met on 7 June 2008.", {0}),
        ("The council met on June 9, 2008.", set()),
        ("Lahore fell on March 4: the walls were thin.", set()),
    ],
)
def test_knows_the_dateline_from_dates_of_events(text: str, apart: set[int]) -> None:
    assert datelines(text, recognise(text, published=PUBLISHED)) == apart


def test_recognises_nothing_in_a_language_without_a_grammar() -> None:
    assert recognise("Le conseil se réunit lundi 3 juin.", published=PUBLISHED, language="fr") == ()


def test_entries_of_a_chronology_date_what_they_tell() -> None:
    text = (
        "The bridge so far\n\n3 May 2009 The old arch is closed by engineers.\n9 June 2010: The plan is signed.\n"
        "12 March 2011\nThe mayor orders steel. The council hires divers.\n"
    )
    doc = parse(text)
    dater = Dater(doc, recognise(text, published=PUBLISHED, doc=doc), PUBLISHED)
    found = {}
    for trigger in ("closed", "signed", "orders", "hires"):
        start = text.index(trigger)
        day, _ = dater.date_of(start, start + len(trigger))
        found[trigger] = day.edtf if day else None
    assert found == {
        "closed": "2009-05-03", "signed": "2010-06-09", "orders": "2011-03-12", "hires": "2011-03-12",
    }  # fmt: skip


def test_sentences_that_open_with_a_day_are_no_chronology() -> None:
    text = "On 3 May the council met.\nOn 4 May it voted.\nOn 5 May it rose.\nThe mayor thanked all.\n"
    doc = parse(text)
    dater = Dater(doc, recognise(text, published=PUBLISHED, doc=doc), PUBLISHED)
    start = text.index("thanked")
    day, _ = dater.date_of(start, start + len("thanked"))
    assert day is None or day.edtf != "2024-05-05"


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_dates_events_at_both_ends_of_the_calendar(published: date) -> None:
    text = "The council met on Monday, three weeks after the vote. It will meet next month. In May 2021 it rose."
    doc = parse(text)
    dater = Dater(doc, recognise(text, published=published, doc=doc), published)
    for token in doc:
        dater.date_of(token.idx, token.idx + len(token))
