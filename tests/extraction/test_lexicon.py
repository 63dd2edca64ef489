"""Every trigger of the lexicon shows itself in its examples, and not in its counter-examples."""

from collections.abc import Iterator

import pytest

from events.extraction.documents import Document
from events.extraction.events.senses import LEXICON, lexicon_kinds
from events.extraction.extractor import extract
from events.extraction.lexicon import load
from events.extraction.results import Event, Span
from events.extraction.vocabulary import Kind


def marked(sentence: str) -> tuple[str, Span]:
    """Take the square brackets out of a sentence and say where they stood."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), Span(start, end)


def sentences(key: str) -> Iterator[tuple[Kind, str]]:
    for kind in lexicon_kinds():
        for row in load(f"{LEXICON}/{kind}")["trigger"]:
            for sentence in row[key]:
                yield Kind(row.get("kind", kind)), sentence


def told(sentence: str) -> Event:
    text, span = marked(sentence)
    event = extract(Document("example", text, spans=(span,))).about[0]
    assert event is not None
    return event


@pytest.mark.parametrize(("kind", "sentence"), list(sentences("examples")))
def test_example_is_of_its_kind(kind: Kind, sentence: str) -> None:
    assert told(sentence).kind is kind


@pytest.mark.parametrize(("kind", "sentence"), list(sentences("counterexamples")))
def test_counterexample_makes_no_record_of_the_kind(kind: Kind, sentence: str) -> None:
    text, _ = marked(sentence)
    assert kind not in {event.kind for event in extract(Document("example", text)).events}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_defined_with_its_border(kind: Kind) -> None:
    lexicon = load(f"{LEXICON}/{kind}")
    assert len(lexicon["definition"]) > 40
    assert len(lexicon["border"]) > 40
