"""The public document of an event: what the timeline, the API, exports and the log of changes all show.

It is made once, when the event is projected, from plain values; readers get it as stored.
"""

from collections.abc import Iterable
from typing import TypedDict


class DateDocument(TypedDict):
    """A date: EDTF, first and last day as ISO 8601 (None: open), and how it is known."""

    edtf: str
    earliest: str | None
    latest: str | None
    precision: str
    basis: str
    expression: str
    rule: str
    confidence: float | None


class ParticipantDocument(TypedDict):
    """A name in a role; `actor` is None where the name could not be told."""

    role: str
    name: str
    actor: str | None
    kind: str


class PolicyDocument(TypedDict):
    """A policy, what the event does to it, and what it becomes by that."""

    id: str
    name: str
    effect: str
    state: str


class QuoteDocument(TypedDict):
    """A quote: where it stands in the article's version, and which value it bears out."""

    field: str
    part: str
    start: int
    end: int
    exact: str


class SourceDocument(TypedDict):
    """An article that speaks of the event, with its quotes (none where its source does not allow them)."""

    article: str
    title: str
    publisher: str
    published: str | None
    url: str
    reliability: str
    copy: bool
    quotes: list[QuoteDocument]


class RelationDocument(TypedDict):
    """How the event stands to another."""

    type: str
    event: str


class PlaceDocument(TypedDict):
    """Where it was."""

    name: str
    country: str


class EventDocument(TypedDict):
    """An event, whole."""

    id: str
    kind: str
    assertion: str
    title: str
    review: str
    date: DateDocument | None
    place: PlaceDocument | None
    participants: list[ParticipantDocument]
    policies: list[PolicyDocument]
    relations: list[RelationDocument]
    sources: list[SourceDocument]
    disagreements: dict[str, list[str]]
    confidence: float


def changed_fields(before: EventDocument | None, after: EventDocument | None) -> list[str]:
    """Name the keys in which two documents differ, in alphabetical order."""
    old, new = dict(before or {}), dict(after or {})
    return sorted(key for key in {*old, *new} if old.get(key) != new.get(key))


def searchable(document: EventDocument) -> str:
    """Give the words by which an event is found: title, names, places, quotes."""
    parts: list[str] = [document["title"]]
    parts += [p["name"] for p in document["participants"]]
    parts += [p["name"] for p in document["policies"]]
    parts += [document["place"]["name"]] if document["place"] else []
    parts += _quoted(document["sources"])
    return "\n".join(parts)


def _quoted(sources: Iterable[SourceDocument]) -> list[str]:
    return [quote["exact"] for source in sources for quote in source["quotes"] if quote["part"] == "mention"]
