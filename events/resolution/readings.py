"""What an event's mentions and judgements add up to: a pure function from rows read to one public document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from events.extraction.vocabulary import STATE_AFTER, Assertion, Basis, Effect
from events.models import EventMention, Evidence, Judgement, Reliability, Review, TextShown
from events.publishing.documents import (
    DateDocument,
    EventDocument,
    ParticipantDocument,
    PlaceDocument,
    PolicyDocument,
    QuoteDocument,
    RelationDocument,
    SourceDocument,
)

NEARNESS = {value: rank for rank, value in enumerate(Reliability.values)}
BASIS_RANK = {basis.value: rank for rank, basis in enumerate((Basis.EXPLICIT, Basis.RELATIVE, Basis.INHERITED))}
PUBLISHED_ASSERTIONS = {Assertion.REPORTED.value, Assertion.PLANNED.value}


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor as participants show it."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Names:
    """The actors and policies that the mentions of an event were bound to, after merges."""

    actors: Mapping[tuple[int, int], NamedActor]
    policies: Mapping[int, tuple[str, str]]


@dataclass(slots=True)
class Reading:
    """An event as it is to be shown, with where each field comes from."""

    document: EventDocument
    provenance: dict[str, dict[str, int]] = field(default_factory=dict)
    earliest: date | None = None
    latest: date | None = None

    @property
    def is_published(self) -> bool:
        """Say whether everybody may see it: never what was rejected, nor what no curator has confirmed as real."""
        review = self.document["review"]
        return review != Review.REJECTED and (
            self.document["assertion"] in PUBLISHED_ASSERTIONS or review == Review.CONFIRMED
        )


def read_event(
    record: str,
    mentions: Sequence[EventMention],
    judgements: Sequence[Judgement],
    names: Names,
    relations: Iterable[RelationDocument],
) -> Reading:
    """Add up an event's mentions (at least one) and the judgements in force, the oldest first."""
    ranked = sorted(mentions, key=_rank)
    best, dated = ranked[0], min(ranked, key=_date_rank)
    placed = next((m for m in ranked if m.place), None)
    reported = next((m for m in ranked if m.assertion == Assertion.REPORTED), best)
    document: EventDocument = {
        "id": record,
        "kind": best.kind,
        "assertion": reported.assertion,
        "title": best.title,
        "review": Review.NONE.value,
        "date": _date(dated),
        "place": {"name": placed.place, "country": placed.country} if placed else None,
        "participants": _participants(ranked, names),
        "policies": _policies(ranked, names),
        "relations": sorted(relations, key=lambda r: (r["type"], r["event"])),
        "sources": _sources(ranked),
        "disagreements": _disagreements(ranked, dated),
        "confidence": round(max(m.confidence for m in ranked), 3),
    }
    provenance = {"kind": best, "assertion": reported, "title": best, "date": dated, "place": placed}
    reading = Reading(
        document,
        {name: {"mention": m.pk} for name, m in provenance.items() if m},
        dated.earliest,
        dated.latest,
    )
    for judgement in judgements:
        _judge(reading, judgement)
    return reading


def _rank(m: EventMention) -> tuple[int, float, str, int, int]:
    article = m.extraction.version.article
    return (NEARNESS[article.source.reliability], -m.confidence, article.identity, m.start, m.index)


def _date_rank(m: EventMention) -> tuple[bool, int, Any]:
    return (not m.edtf, BASIS_RANK.get(m.basis, len(BASIS_RANK)), _rank(m))


def _date(m: EventMention) -> DateDocument | None:
    if not m.edtf:
        return None
    return {
        "edtf": m.edtf,
        "earliest": m.earliest.isoformat() if m.earliest else None,
        "latest": m.latest.isoformat() if m.latest else None,
        "precision": m.precision,
        "basis": m.basis,
        "expression": m.expression,
        "rule": m.rule,
        "confidence": m.date_confidence,
    }


def _participants(ranked: Sequence[EventMention], names: Names) -> list[ParticipantDocument]:
    found: dict[tuple[str, str], ParticipantDocument] = {}
    for m in ranked:
        for p in m.participants.all():
            actor = names.actors.get((m.extraction_id, p.cluster))
            name = actor.name if actor else p.name
            row: ParticipantDocument = {
                "role": p.role,
                "name": name,
                "actor": actor.id if actor else None,
                "kind": actor.kind if actor else "",
            }
            found.setdefault((p.role, actor.id if actor else name), row)
    return sorted(found.values(), key=_participant_order)


def _participant_order(p: ParticipantDocument) -> tuple[str, str, str]:
    return (p["role"], p["name"], p["actor"] or "")


def _policies(ranked: Sequence[EventMention], names: Names) -> list[PolicyDocument]:
    effects: dict[str, tuple[str, str]] = {}
    for m in ranked:
        for p in m.policies.all():
            if p.pk in names.policies:
                record, name = names.policies[p.pk]
                if not effects.get(record, ("", ""))[1]:
                    effects[record] = (name, p.effect)
    rows: list[PolicyDocument] = [
        {"id": record, "name": name, "effect": effect, "state": STATE_AFTER[Effect(effect)].value if effect else ""}
        for record, (name, effect) in effects.items()
    ]
    return sorted(rows, key=lambda p: (p["name"], p["id"]))


def _sources(ranked: Sequence[EventMention]) -> list[SourceDocument]:
    found: dict[str, SourceDocument] = {}
    for m in ranked:
        article = m.extraction.version.article
        source = found.setdefault(
            article.pk,
            {
                "article": article.pk,
                "title": article.title,
                "publisher": article.publisher,
                "published": article.published.isoformat() if article.published else None,
                "url": next((u.url for u in article.urls.all() if u.canonical), ""),
                "reliability": article.source.reliability,
                "copy": False,
                "quotes": [],
            },
        )
        if article.source.text_shown != TextShown.NONE:
            source["quotes"] += [q for e in m.evidence.all() if (q := _quote(e)) not in source["quotes"]]
    for source in found.values():
        source["quotes"].sort(key=lambda q: (q["part"] != Evidence.Part.MENTION, q["field"], q["start"], q["end"]))
    articles = {m.extraction.version.article_id: m.extraction.version.article for m in ranked}
    order = sorted(
        found.values(),
        key=lambda s: (NEARNESS[s["reliability"]], s["published"] or "9", articles[s["article"]].identity),
    )
    seen: set[int] = set()
    for source in order:
        group = articles[source["article"]].group_id
        if group is not None:
            source["copy"] = group in seen
            seen.add(group)
    return order


def _quote(e: Evidence) -> QuoteDocument:
    return {"field": e.field, "part": e.part, "start": e.start, "end": e.end, "exact": e.exact}


def _disagreements(ranked: Sequence[EventMention], dated: EventMention) -> dict[str, list[str]]:
    """Say where sources differ: the other values, in alphabetical order."""
    said: dict[str, set[str]] = {
        "date": {m.edtf for m in ranked if m.edtf},
        "place": {m.place for m in ranked if m.place},
        "assertion": {m.assertion for m in ranked},
    }
    said["date"].discard(dated.edtf)
    for name, chosen in (("place", next((m.place for m in ranked if m.place), "")), ("assertion", "")):
        said[name].discard(chosen)
    if len(said["assertion"]) < 2:
        said["assertion"] = set()
    return {name: sorted(values) for name, values in said.items() if values}


def _judge(reading: Reading, judgement: Judgement) -> None:
    """Lay one judgement over what the mentions say."""
    document = reading.document
    match judgement.action:
        case Judgement.Action.ACCEPT:
            document["review"] = Review.CONFIRMED.value
        case Judgement.Action.REJECT:
            document["review"] = Review.REJECTED.value
        case Judgement.Action.FIELD:
            _set_field(reading, judgement.field, judgement.value)
        case Judgement.Action.ADD if judgement.field == "participants" and judgement.value:
            added = cast("ParticipantDocument", judgement.value)
            if added not in document["participants"]:
                document["participants"] = sorted([*document["participants"], added], key=_participant_order)
        case Judgement.Action.REMOVE if judgement.field == "participants" and judgement.value:
            gone = judgement.value
            document["participants"] = [
                p
                for p in document["participants"]
                if (p["role"], p["actor"] or p["name"]) != (gone["role"], gone["actor"] or gone["name"])
            ]
        case _:
            return
    reading.provenance[judgement.field or "review"] = {"judgement": judgement.pk}


def _set_field(reading: Reading, name: str, value: Any) -> None:
    document = reading.document
    if name == "date":
        document["date"] = curated_date(value) if value else None
        reading.earliest = date.fromisoformat(value["earliest"]) if value and value["earliest"] else None
        reading.latest = date.fromisoformat(value["latest"]) if value and value["latest"] else None
    elif name == "place":
        place: PlaceDocument | None = {"name": value["name"], "country": value.get("country", "")} if value else None
        document["place"] = place
    elif name in ("kind", "assertion", "title"):
        document[name] = value  # type: ignore[literal-required]


def curated_date(value: Mapping[str, Any]) -> DateDocument:
    """Make the public form of a date that a curator gave."""
    return {
        "edtf": value["edtf"],
        "earliest": value["earliest"],
        "latest": value["latest"],
        "precision": value["precision"],
        "basis": Basis.CURATED.value,
        "expression": value.get("expression", ""),
        "rule": "given by a curator",
        "confidence": 1.0,
    }
