"""What an extraction says, as frozen dataclasses that mirror the command line's JSON.

Spans are character offsets into the document's text, end exclusive. Every `cluster` is an index that mentions of
one actor share within one document.
"""

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from events.extraction.vocabulary import (
    ActorKind,
    Assertion,
    Basis,
    Effect,
    Kind,
    Precision,
    RelationType,
    Role,
    TimeType,
)


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression: TIMEX3 type and value, EDTF, and the days it may cover (None: open or unresolved)."""

    start: int
    end: int
    type: TimeType
    value: str
    edtf: str | None
    earliest: date | None
    latest: date | None
    rule: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event was: `earliest` None is an open beginning, `latest` None an open end."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    basis: Basis
    start: int | None
    end: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class When:
    """The expression that dates an event, and in words how the date follows from it."""

    expression: str
    start: int | None
    end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of an actor. `name` is the cluster's canonical name, without title or article."""

    start: int
    end: int
    kind: ActorKind
    name: str
    cluster: int
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a value stands: in the text or in the title."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event was."""

    name: str
    start: int
    end: int
    country: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    """A name in a role."""

    start: int
    end: int
    role: Role
    name: str
    cluster: int


@dataclass(frozen=True, slots=True)
class PolicyReference:
    """A policy that an event speaks of, under its canonical name in this document."""

    name: str
    start: int
    end: int
    effect: Effect | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another event of the same document, by its index in `Extraction.events`."""

    type: RelationType
    to: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `start` and `end` are its trigger's, `sentence` the span of the sentence that says so."""

    kind: Kind | None
    assertion: Assertion
    title: str
    start: int
    end: int
    sentence: Span
    evidence: tuple[Quote, ...]
    date: EventDate | None
    when: When | None
    place: Place | None
    participants: tuple[Participant, ...]
    policies: tuple[PolicyReference, ...]
    relations: tuple[Relation, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation. `content` is the hull of its pieces, `content_parts` the pieces."""

    source: Span | None
    cue: Span | None
    content: Span
    content_parts: tuple[Span, ...]
    speaker: str | None
    direct: bool


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something promised: by whom (None where the text does not say), to whom, what, by when."""

    start: int
    end: int
    by: str | None
    to: str | None
    what: str
    due: EventDate | None
    conditional: bool


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one run says about one document."""

    id: str
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    about: tuple[Event | None, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    language: str = "en"
    warnings: tuple[str, ...] = ()
    extractor: str = field(default="")


OPEN_BEGINNING, OPEN_END = "0001-01-01", "9999-12-31"


def as_json(extraction: Extraction) -> dict[str, Any]:
    """Turn an extraction into the command line's JSON: days as ISO 8601, an open end as 9999-12-31."""
    plain: dict[str, Any] = _plain(extraction)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value):
        row = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        if isinstance(value, EventDate):
            row["earliest"] = row["earliest"] or OPEN_BEGINNING
            row["latest"] = row["latest"] or OPEN_END
        return row
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value
