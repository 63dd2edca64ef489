"""What an extraction is given: one document, and what the tracker already knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from events.extraction.results import Span


class DocumentError(ValueError):
    """A document that cannot be read; the message says which key is wrong and what it should be."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its publication date (a day, or an instant with an offset) and where it was published."""

    id: str
    text: str
    title: str | None = None
    published: date | datetime | None = None
    timezone: str | None = None
    language: str = "en"
    spans: tuple[Span, ...] = ()

    @property
    def published_day(self) -> date | None:
        """The day of publication where it was published: an instant is moved into the document's time zone."""
        if not isinstance(self.published, datetime):
            return self.published
        if self.timezone and self.published.tzinfo:
            return self.published.astimezone(ZoneInfo(self.timezone)).date()
        return self.published.date()


@dataclass(frozen=True, slots=True)
class KnownTenure:
    """Who held an office of a body from when to when (None: open)."""

    office: str
    body: str | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor that the tracker knows; the first name is the canonical one."""

    id: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    tenures: tuple[KnownTenure, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPolicy:
    """A policy that the tracker knows; the first name is the canonical one."""

    id: str
    kind: str | None
    names: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the tracker already knows of the names that occur in a text."""

    actors: tuple[KnownActor, ...] = ()
    policies: tuple[KnownPolicy, ...] = field(default=())


NOTHING_KNOWN = Knowledge()


def read_document(row: Mapping[str, Any]) -> Document:
    """Check one input line of the command line and make a Document of it; raises DocumentError."""
    if not isinstance(row, Mapping):
        raise DocumentError("a line must be a JSON object")
    text = row.get("text")
    if not isinstance(text, str):
        raise DocumentError('"text" must be a string')
    title, zone = row.get("title"), row.get("timezone")
    if title is not None and not isinstance(title, str):
        raise DocumentError('"title" must be a string or null')
    return Document(
        id=str(row.get("id", "")),
        text=text,
        title=title,
        published=read_instant(row.get("published")),
        timezone=_zone(zone),
        language=row.get("language") or "en",
        spans=tuple(_span(pair, len(text)) for pair in row.get("spans") or ()),
    )


def read_instant(value: Any) -> date | datetime | None:
    """Read a date or a date-time of ISO 8601; raises DocumentError for anything else but None and ""."""
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError as error:
        raise DocumentError(f'"published" must be a date or date-time of ISO 8601, not {value!r}') from error


def read_knowledge(row: Mapping[str, Any]) -> Knowledge:
    """Read the knowledge file's object; raises DocumentError."""
    try:
        return Knowledge(
            actors=tuple(_known_actor(actor) for actor in row.get("actors") or ()),
            policies=tuple(
                KnownPolicy(str(p["id"]), p.get("kind"), _names(p["names"]), p.get("parent"))
                for p in row.get("policies") or ()
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"knowledge: {error!r} is missing or of the wrong type") from error


def _known_actor(row: Mapping[str, Any]) -> KnownActor:
    tenures = tuple(
        KnownTenure(t["office"], t.get("body"), _day(t.get("from")), _day(t.get("to")))
        for t in row.get("tenures") or ()
    )
    return KnownActor(str(row["id"]), row["kind"], row.get("country"), _names(row["names"]), tenures)


def _names(rows: Any) -> tuple[str, ...]:
    return tuple(row if isinstance(row, str) else row["text"] for row in rows)


def _day(value: Any) -> date | None:
    found = read_instant(value)
    return found.date() if isinstance(found, datetime) else found


def _zone(name: Any) -> str | None:
    if name in (None, ""):
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise DocumentError(f'"timezone" must be an IANA name such as Asia/Karachi, not {name!r}') from error
    return str(name)


def _span(pair: Any, length: int) -> Span:
    try:
        start, end = pair
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
            raise ValueError
    except (TypeError, ValueError) as error:
        raise DocumentError(f'"spans": {pair!r} is not [start, end] within the text') from error
    return Span(start, end)
