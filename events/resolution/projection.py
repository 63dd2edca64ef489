"""The only writer of the record: rows of events, actors, policies, statements and commitments, and the log.

Everything written here can be thrown away and made again from mentions, bindings and judgements.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value

from events.extraction.vocabulary import Assertion
from events.models import (
    Actor,
    ActorBinding,
    Change,
    Event,
    EventBinding,
    EventMention,
    EventPolicy,
    EventRelation,
    Extraction,
    Judgement,
    Participation,
    Place,
    Policy,
    PolicyBinding,
    PolicyStatus,
    RelationMention,
    Writer,
    name_key,
    writing_as,
)
from events.models.choices import PRECISION_RANK
from events.publishing.documents import EventDocument, RelationDocument, changed_fields, searchable
from events.resolution.actors import project_actors, refresh_actors
from events.resolution.binding import all_mentions, clusters_of
from events.resolution.identity import absorbed, lock_resolution, roots
from events.resolution.policies import project_policies, refresh_policies
from events.resolution.readings import NamedActor, Names, Reading, read_event


def project(records: Collection[str], *, cause: str, also: Collection[str] = ()) -> set[str]:
    """Make the rows of these events agree with their mentions and judgements; give those that changed.

    `also` are actors that something else names or named. Takes the resolution lock; must be called within a
    transaction. Writes, and logs, only what differs.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("project() must be called within a transaction")
    lock_resolution()
    with writing_as(Writer.PROJECTION):
        now = set(roots(records).values())
        gone = set(records) - now
        renamed: set[str] = set()
        readings = _readings(now, renamed)
        removed = (now - readings.keys()) | gone
        related = set(EventRelation.objects.filter(to__in=removed).values_list("event", flat=True)) - now
        readings |= _readings(related, renamed, without=removed)
        actors, policies = _referred({*readings, *removed})
        changed = _write(readings, cause) | _remove(removed, cause)
        actors_now, policies_now = _referred(readings.keys())
        changed |= _write(_readings(_showing(renamed) - readings.keys(), set()), cause)
        refresh_actors(actors | actors_now | set(also))
        refresh_policies(policies | policies_now)
        return changed


def named_in(extractions: Collection[Extraction]) -> set[str]:
    """Give the actors and policies that extractions name, whether or not in an event."""
    actors = ActorBinding.objects.filter(extraction__in=extractions).values_list("record_id", flat=True)
    policies = PolicyBinding.objects.filter(mention__event__extraction__in=extractions)
    return set(roots({*actors, *policies.values_list("record_id", flat=True)}).values())


def rename(records: Collection[str]) -> set[str]:
    """Bring the names of actors and policies that have rows up to date; give the events that show what has changed.

    Each article that names somebody has a say in the name, even where it tells no event of theirs.
    """
    renamed: set[str] = set()
    project_actors(set(Actor.objects.filter(pk__in=records).values_list("pk", flat=True)), renamed)
    project_policies(set(Policy.objects.filter(pk__in=records).values_list("pk", flat=True)), renamed)
    return _showing(renamed)


def _showing(renamed: Collection[str]) -> set[str]:
    """Give the events whose documents show one of these actors or policies, by whatever name."""
    actors = Participation.objects.filter(actor__in=renamed).values_list("event_id", flat=True)
    policies = EventPolicy.objects.filter(policy__in=renamed).values_list("event_id", flat=True)
    return {*actors, *policies}


def _referred(events: Collection[str]) -> tuple[set[str], set[str]]:
    """Give the actors and policies that these events' rows refer to now."""
    actors = Participation.objects.filter(event__in=events).exclude(actor=None).values_list("actor_id", flat=True)
    return {a for a in actors if a}, set(
        EventPolicy.objects.filter(event__in=events).values_list("policy_id", flat=True)
    )


def _readings(records: Collection[str], renamed: set[str], *, without: Collection[str] = ()) -> dict[str, Reading]:
    """Read the events that have mentions; an event without current ones lives on only by a judgement.

    Adds to `renamed` the actors and policies whose names have changed by that.
    """
    current, older = _mentions(records)
    judgements = _judgements({*current, *older})
    kept = current | {r: _latest(ms) for r, ms in older.items() if r not in current and judgements[r]}
    if not kept:
        return {}
    names = _names([m for ms in kept.values() for m in ms], renamed)
    relations = _relations(kept, without)
    return {r: read_event(r, ms, judgements[r], names, relations[r]) for r, ms in kept.items()}


def _mentions(records: Collection[str]) -> tuple[dict[str, list[EventMention]], dict[str, list[EventMention]]]:
    """Give the mentions of current extractions, and those of older ones, by record."""
    owner = {pk: record for record, ids in absorbed(records).items() for pk in ids}
    bound = dict(EventBinding.objects.filter(record__in=owner).values_list("mention", "record_id"))
    current: dict[str, list[EventMention]] = defaultdict(list)
    older: dict[str, list[EventMention]] = defaultdict(list)
    told = all_mentions().filter(pk__in=bound, extraction__version__article__erased_at=None)
    for m in told.select_related("extraction__current_of"):
        is_current = getattr(m.extraction, "current_of", None) is not None
        (current if is_current else older)[owner[bound[m.pk]]].append(m)
    return dict(current), dict(older)


def _latest(mentions: Sequence[EventMention]) -> list[EventMention]:
    latest = max(m.extraction_id for m in mentions)
    return [m for m in mentions if m.extraction_id == latest]


def _judgements(records: Collection[str]) -> dict[str, list[Judgement]]:
    owner = {pk: record for record, ids in absorbed(records).items() for pk in ids}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in Judgement.objects.in_force().filter(target__in=owner).order_by("pk"):
        found[owner[judgement.target_id]].append(judgement)
    return found


def _names(mentions: Sequence[EventMention], renamed: set[str]) -> Names:
    """Name the mentions' actors and policies, making or refreshing their rows first."""
    used = {(m.extraction_id, p.cluster) for m in mentions for p in m.participants.all()}
    bound = {pair: record for pair, record in clusters_of({e for e, _ in used}).items() if pair in used}
    actors = project_actors(set(bound.values()), renamed)
    policy_mentions = [p.pk for m in mentions for p in m.policies.all()]
    policy_bound = dict(PolicyBinding.objects.filter(mention__in=policy_mentions).values_list("mention", "record_id"))
    now = roots(policy_bound.values())
    policies = project_policies(set(now.values()), renamed)
    return Names(
        actors={
            pair: NamedActor(record, actors[record].name, actors[record].kind)
            for pair, record in bound.items()
            if record in actors
        },
        policies={m: (now[r], policies[now[r]].name) for m, r in policy_bound.items()},
    )


def _relations(
    mentions: Mapping[str, Iterable[EventMention]], without: Collection[str]
) -> dict[str, list[RelationDocument]]:
    owner = {m.pk: record for record, ms in mentions.items() for m in ms}
    related = RelationMention.objects.filter(event__in=owner, to__binding__isnull=False)
    rows = list(related.values_list("event", "type", "to__binding__record", "to__extraction__current_of"))
    now = roots(target for _, _, target, _ in rows)
    found: dict[str, list[RelationDocument]] = defaultdict(list)
    for mention, relation, target, current in rows:
        row: RelationDocument = {"type": relation, "event": now[target]}
        stands = current is not None or now[target] in mentions
        if stands and now[target] not in {owner[mention], *without} and row not in found[owner[mention]]:
            found[owner[mention]].append(row)
    return found


def _write(readings: Mapping[str, Reading], cause: str) -> set[str]:
    """Write what differs: the events' own rows first, then what refers from one to another."""
    before = {e.pk: e for e in Event.objects.filter(pk__in=readings)}
    changed = {
        record: reading
        for record, reading in sorted(readings.items())
        if record not in before or before[record].document != reading.document
    }
    if not changed:
        return set()
    _write_events(changed)
    targets = _targets(changed.values())
    present = set(Event.objects.filter(pk__in=targets).values_list("pk", flat=True)) if targets else set()
    _write_children(changed, present)
    log = [(r, before[r].document if r in before else None, reading.document) for r, reading in changed.items()]
    _log(log, cause)
    return set(changed)


def _targets(readings: Iterable[Reading]) -> set[str]:
    return {relation["event"] for reading in readings for relation in reading.document["relations"]}


def _write_events(readings: Mapping[str, Reading]) -> None:
    rows = [_event_row(record, reading) for record, reading in readings.items()]
    written = [f.name for f in Event._meta.concrete_fields if not f.generated and not f.primary_key]
    Event.objects.bulk_create(rows, update_conflicts=True, unique_fields=["public"], update_fields=written)


def _event_row(record: str, reading: Reading) -> Event:
    d, when = reading.document, reading.document["date"]
    place = d["place"]
    return Event(
        public_id=record,
        kind=d["kind"],
        assertion=d["assertion"],
        title=d["title"],
        edtf=when["edtf"] if when else "",
        earliest=reading.earliest,
        latest=reading.latest,
        precision=when["precision"] if when else "",
        precision_rank=PRECISION_RANK.get(when["precision"], 98) if when else 99,
        basis=when["basis"] if when else "",
        place=_place(place["name"], place["country"]) if place else None,
        confidence=d["confidence"],
        review=d["review"],
        is_published=reading.is_published,
        sources=sum(not source["copy"] for source in d["sources"]),
        provenance=reading.provenance,
        disagreements=d["disagreements"],
        document=d,
        search=SearchVector(Value(searchable(d)), config="english"),
    )


def _place(name: str, country: str) -> Place:
    return Place.objects.get_or_create(key=name_key(name), country=country, defaults={"name": name})[0]


def _write_children(readings: Mapping[str, Reading], present: Collection[str]) -> None:
    for children in (Participation, EventPolicy, EventRelation, PolicyStatus):
        children.objects.filter(event__in=readings).delete()
    Participation.objects.bulk_create(
        Participation(event_id=record, actor_id=p["actor"], role=p["role"], name=p["name"])
        for record, reading in readings.items()
        for p in reading.document["participants"]
    )
    EventPolicy.objects.bulk_create(
        EventPolicy(event_id=record, policy_id=p["id"], effect=p["effect"], state=p["state"])
        for record, reading in readings.items()
        for p in reading.document["policies"]
    )
    EventRelation.objects.bulk_create(
        EventRelation(event_id=record, to_id=r["event"], type=r["type"])
        for record, reading in readings.items()
        for r in reading.document["relations"]
        if r["event"] in present
    )
    PolicyStatus.objects.bulk_create(
        status for record, reading in readings.items() for status in _policy_statuses(record, reading)
    )


def _policy_statuses(record: str, reading: Reading) -> Iterable[PolicyStatus]:
    """Give what an event that happened makes of its policies."""
    d, when = reading.document, reading.document["date"]
    if not reading.is_published or d["assertion"] != Assertion.REPORTED:
        return
    for p in d["policies"]:
        if p["state"]:
            yield PolicyStatus(
                policy_id=p["id"],
                event_id=record,
                state=p["state"],
                edtf=when["edtf"] if when else "",
                earliest=reading.earliest,
                latest=reading.latest,
                precision=when["precision"] if when else "",
            )


def _remove(records: Collection[str], cause: str) -> set[str]:
    gone = list(Event.objects.filter(pk__in=records).order_by("pk"))
    merged = roots(records)
    Event.objects.filter(pk__in=[e.pk for e in gone]).delete()
    _log([(e.pk, e.document, None) for e in gone], cause, merged=merged)
    return {e.pk for e in gone}


def _log(
    rows: Sequence[tuple[str, EventDocument | None, EventDocument | None]],
    cause: str,
    *,
    merged: Mapping[str, str] | None = None,
) -> None:
    """Append one change for each record, and end the time for which its last document was valid."""
    if not rows:
        return
    ids = [record for record, _, _ in rows]
    known = set(Change.objects.filter(public__in=ids).values_list("public", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment = cursor.fetchone()[0]
    Change.objects.filter(public__in=ids, valid_to=None).update(valid_to=moment)
    Change.objects.bulk_create(
        Change(
            public_id=record,
            action=_action(record, before, after, known, merged or {}),
            cause=cause,
            fields=changed_fields(before, after),
            document=after,
            valid_from=moment,
        )
        for record, before, after in rows
    )


def _action(
    record: str,
    before: EventDocument | None,
    after: EventDocument | None,
    known: Collection[str],
    merged: Mapping[str, str],
) -> str:
    if after is None:
        return Change.Action.MERGED if merged.get(record, record) != record else Change.Action.REMOVED
    if before is None:
        return Change.Action.RESTORED if record in known else Change.Action.CREATED
    return Change.Action.UPDATED
