"""An event as a page shows it: its public document with every closed word put into plain ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from events.extraction.vocabulary import Assertion, Basis
from events.models import Event, Review
from events.publishing.dates import day_in_words, in_words, machine_readable
from events.publishing.documents import DateDocument, EventDocument, ParticipantDocument, PolicyDocument, SourceDocument
from events.publishing.wording import ASSERTIONS, BASES, DISAGREEMENTS, RELIABILITY, ROLES


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the address of its page ("" where it has none) and a word on it."""

    name: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class InRole:
    """The names that share a role."""

    role: str
    names: list[Named]


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """An article that speaks of an event, with what it says; `link` is "" unless it is on the web."""

    title: str
    page: str
    link: str
    publisher: str
    published: str
    published_iso: str
    reliability: str
    copy: bool
    sentences: list[str]
    headlines: list[str]


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a date is known."""

    expression: str
    rule: str
    basis: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, ready for a page."""

    id: str
    url: str
    kind: str
    title: str
    caveat: str
    not_reviewed: bool
    edtf: str
    day: date | None
    when: str
    when_machine: str
    is_dated_by_publication: bool
    derivation: Derivation | None
    place: str
    roles: list[InRole]
    policies: list[Named]
    sources: list[QuotedSource]
    disagreements: list[tuple[str, str]]

    @property
    def when_long(self) -> str:
        """Say when it was, with the weekday where the day is known."""
        is_day = self.day is not None and self.when_machine == self.day.isoformat()
        return day_in_words(self.day) if is_day and self.day else self.when

    @property
    def has_quotes(self) -> bool:
        """Say whether any source lets its sentence be shown."""
        return any(source.sentences or source.headlines for source in self.sources)


def entry(event: Event) -> Entry:
    """Make an event ready for a page, from its document alone."""
    d: EventDocument = event.document
    when = d["date"]
    edtf = when["edtf"] if when else ""
    return Entry(
        id=event.pk,
        url=event.get_absolute_url(),
        kind=d["kind"],
        title=d["title"],
        caveat=ASSERTIONS.get(d["assertion"], "") if d["assertion"] != Assertion.REPORTED else "",
        not_reviewed=d["review"] == Review.NONE,
        edtf=edtf,
        day=event.day,
        when=in_words(edtf, when["precision"] if when else ""),
        when_machine=machine_readable(edtf),
        is_dated_by_publication=bool(when and when["basis"] == Basis.PUBLICATION),
        derivation=_derivation(when),
        place=_place(d),
        roles=_roles(d["participants"]),
        policies=[_policy(p) for p in d["policies"]],
        sources=[_source(s) for s in d["sources"]],
        disagreements=_disagreements(d),
    )


def _derivation(when: DateDocument | None) -> Derivation | None:
    return Derivation(when["expression"], when["rule"], BASES.get(when["basis"], "")) if when else None


def _place(d: EventDocument) -> str:
    place = d["place"]
    if not place:
        return ""
    parts = [place["name"]] + ([place["country"]] if place["country"] != place["name"] else [])
    return ", ".join(part for part in parts if part)


def _roles(participants: Iterable[ParticipantDocument]) -> list[InRole]:
    found: dict[str, list[Named]] = {role: [] for role in ROLES}
    for p in participants:
        url = reverse("actor", args=[p["actor"]]) if p["actor"] else ""
        found[p["role"]].append(Named(p["name"], url))
    return [InRole(ROLES[role], names) for role, names in found.items() if names]


def _policy(p: PolicyDocument) -> Named:
    return Named(p["name"], reverse("policy", args=[p["id"]]), p["state"])


def _source(s: SourceDocument) -> QuotedSource:
    said = [q for q in s["quotes"] if q["part"] == "mention"]
    return QuotedSource(
        title=s["title"],
        page=reverse("article", args=[s["article"]]),
        link=web_address(s["url"]),
        publisher=s["publisher"] or "Publisher not known",
        published=in_words(s["published"] or ""),
        published_iso=s["published"] or "",
        reliability=RELIABILITY.get(s["reliability"], ""),
        copy=s.get("copy", False),
        sentences=list(dict.fromkeys(q["exact"] for q in said if q["field"] == "text")),
        headlines=list(dict.fromkeys(q["exact"] for q in said if q["field"] == "title")),
    )


def web_address(url: str) -> str:
    """Give an address back if it is one of the web, else nothing: other schemes do not belong into links."""
    return url if url.startswith(("https://", "http://")) else ""


def _disagreements(d: EventDocument) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for field, values in d["disagreements"].items():
        plain: Sequence[str] = [in_words(v) for v in values] if field == "date" else values
        rows.append((DISAGREEMENTS.get(field, field), "; ".join(plain)))
    return rows
