"""Articles with what an extraction says of them, given by phrases of their text instead of by offsets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.extraction import results
from events.extraction.documents import Document
from events.extraction.results import Span
from events.extraction.vocabulary import ActorKind, Assertion, Basis, Effect, Kind, Precision, RelationType, Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import Outcome, ingest
from events.models import Source

DAY = date(2024, 6, 22)


@dataclass(frozen=True)
class Dated:
    """A date: days as a pair, None for an open end."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision = Precision.DAY
    basis: Basis = Basis.EXPLICIT
    expression: str = ""
    rule: str = "as it is written"


def on(day: date, expression: str = "", **more: Any) -> Dated:
    """Give one day."""
    return Dated(day.isoformat(), day, day, expression=expression, **more)


@dataclass(frozen=True)
class Told:
    """An event as a test tells it: `sentence`, `also` (more evidence) and names are phrases of the text."""

    title: str
    sentence: str
    kind: Kind = Kind.DECISION
    assertion: Assertion = Assertion.REPORTED
    when: Dated | None = None
    actors: Sequence[tuple[str, Role]] = ()
    policies: Sequence[tuple[str, Effect | None, str | None]] = ()
    place: tuple[str, str | None] | None = None
    headline: bool = False
    also: Sequence[str] = ()
    relations: Sequence[tuple[RelationType, int]] = ()


@dataclass(frozen=True)
class Said:
    """A statement or commitment: its words, who, by when."""

    words: str
    who: str
    direct: bool = True
    due: Dated | None = None


@dataclass(frozen=True)
class Telling:
    """Everything that an extraction is to say of one text."""

    events: Sequence[Told] = ()
    actors: dict[str, ActorKind] = field(default_factory=dict)
    statements: Sequence[Said] = ()
    commitments: Sequence[Said] = ()

    def __call__(self, document: Document, *, knowledge: object = None) -> results.Extraction:
        """Play the extractor."""
        text, names = document.text, sorted({*self.actors, *(n for e in self.events for n, _ in e.actors)})
        clusters = {name: number for number, name in enumerate(names)}
        return results.Extraction(
            id=document.id,
            actors=tuple(
                results.Actor(*_span(text, n), self.actors.get(n, ActorKind.BODY), n, clusters[n]) for n in names
            ),
            events=tuple(_event(text, document.title or "", e, clusters) for e in self.events),
            statements=tuple(
                results.Statement(None, None, _span(text, s.words), (_span(text, s.words),), s.who, s.direct)
                for s in self.statements
            ),
            commitments=tuple(
                results.Commitment(*_span(text, c.words), c.who, None, c.words, _date(text, c.due)[0], False)
                for c in self.commitments
            ),
            extractor="told/1",
        )


def publish(source: Source, text: str, telling: Telling, **facts: Any) -> Outcome:
    """Take in an article of which an extraction says what is told."""
    url = facts.pop("url", "")
    facts.setdefault("published", DAY)
    return ingest(
        Submission(text, **facts), source, addresses=(url,) if url else (), location=facts["title"], extract=telling
    )


def source(name: str = "Sample Wire", **facts: Any) -> Source:
    """Give a source whose texts everybody may read, unless `facts` say otherwise."""
    defaults = {"kind": Source.Kind.MANUAL, "publisher": name, "text_shown": "full", "timezone": "Asia/Karachi"}
    return Source.objects.get_or_create(name=name, defaults=defaults | facts)[0]


def _span(text: str, phrase: str) -> Span:
    start = text.index(phrase)
    return Span(start, start + len(phrase))


def _date(text: str, when: Dated | None) -> tuple[results.EventDate | None, results.When | None]:
    if when is None:
        return None, None
    span = _span(text, when.expression) if when.expression else Span(0, 0)
    start, end = span if when.expression else (None, None)
    found = results.EventDate(when.edtf, when.earliest, when.latest, when.precision, when.basis, start, end, 0.9)
    return found, results.When(when.expression, start, end, when.rule)


def _event(text: str, title: str, told: Told, clusters: dict[str, int]) -> results.Event:
    sentence = _span(text, told.sentence)
    when, how = _date(text, told.when)
    quotes = [results.Quote("text", *_span(text, phrase)) for phrase in (told.sentence, *told.also)] + (
        [results.Quote("title", 0, len(title))] if told.headline else []
    )
    return results.Event(
        kind=told.kind,
        assertion=told.assertion,
        title=told.title,
        start=sentence.start,
        end=sentence.start + 5,
        sentence=sentence,
        evidence=tuple(quotes),
        date=when,
        when=how,
        place=results.Place(told.place[0], *_span(text, told.place[0]), told.place[1]) if told.place else None,
        participants=tuple(results.Participant(*_span(text, n), role, n, clusters[n]) for n, role in told.actors),
        policies=tuple(
            results.PolicyReference(name, *_span(text, name), effect, parent) for name, effect, parent in told.policies
        ),
        relations=tuple(results.Relation(kind, to) for kind, to in told.relations),
        confidence=0.85,
    )
