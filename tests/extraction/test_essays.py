"""Columns, messages and advertisements tell little that is news; reports that quote such words stay reports."""

from datetime import date

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Event

DAY = date(2024, 3, 13)
FILLER = "A harbour is more than a quay. It needs dredgers, and dredgers need money, which towns rarely have. "


def read(text: str) -> tuple[Event, ...]:
    return extract(Document("x", text, published=DAY)).events


def test_column_gives_no_undated_record() -> None:
    column = (
        "I have watched our harbours decline. Why do we let them? The government closed the ferry line and the council "
        "raised the tolls, and I wonder who gained. " + FILLER * 5
    )
    assert not [e for e in read(column) if e.date is None or e.date.basis == "publication"]


def test_long_text_that_only_describes_is_none_of_news() -> None:
    text = FILLER * 20 + "The ministry supports traders, and the council opens its doors to all. " + FILLER * 5
    assert not read(text)


def test_column_keeps_what_it_dates() -> None:
    column = (
        "I have watched our harbours decline. Why do we let them? The cabinet approved the Harbour Bill on Monday, and "
        "I wonder who gained. My neighbours do not. " + FILLER * 5
    )
    assert [e for e in read(column) if "Harbour Bill" in e.title]


def test_report_that_quotes_such_words_stays_a_report() -> None:
    report = (
        "The cabinet closed the ferry crossing. “I ask you, why do we let our harbours decline? We must save what is "
        "ours, and I will,” said the mayor. The cabinet said it would answer."
    )
    assert [e for e in read(report) if e.date and e.date.basis == "publication"]


def test_explainer_that_answers_its_headings_is_a_report() -> None:
    questions = ("What happened?", "Who pays?", "What is next?", "Who is against it?", "What does it cost?")
    text = "\n\n".join(f"{question} The cabinet closed the crossing at Tulmek." for question in questions)
    assert [e for e in read(text) if e.date and e.date.basis == "publication"]
