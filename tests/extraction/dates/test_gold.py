"""The labelled sentences of tests/gold/, each read exactly."""

import pytest

from events.extraction.dates import Dater, recognise
from events.extraction.parsing import parse
from tests.gold import Labelled, LabelledEvent, labelled_events, labelled_times

SENTENCES = list(labelled_times())


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: f"line {sentence.line}")
def test_reads_labelled_sentence(sentence: Labelled) -> None:
    doc = parse(sentence.text) if sentence.parsed else None
    times = recognise(sentence.text, published=sentence.published, doc=doc)
    assert tuple((t.start, t.end, t.type.value, t.value) for t in times) == sentence.times


@pytest.mark.parametrize("event", list(labelled_events()), ids=lambda event: f"line {event.line}")
def test_dates_labelled_event(event: LabelledEvent) -> None:
    doc = parse(event.text)
    dater = Dater(doc, recognise(event.text, published=event.published, doc=doc), event.published)
    found, _ = dater.date_of(event.start, event.end)
    assert (None if found is None else (found.edtf, found.basis.value)) == event.said


def test_there_are_nine_hundred_sentences() -> None:
    assert len(SENTENCES) >= 900
