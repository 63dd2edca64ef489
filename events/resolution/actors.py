"""Rows of actors and their names, made from the names that texts and curators use."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from django.db import connection
from django.db.models import Count

from events.extraction.vocabulary import ActorKind
from events.models import (
    Actor,
    ActorName,
    Commitment,
    Judgement,
    Origin,
    Participation,
    Statement,
    Tenure,
    name_key,
)
from events.resolution.identity import absorbed, judged_fields


def project_actors(records: Collection[str], renamed: set[str]) -> dict[str, Actor]:
    """Make the rows of these actors agree with names and judgements; give them by id. Needs the projection's writer.

    Adds to `renamed` those that were there and are now called otherwise, or of another kind.
    """
    if not records:
        return {}
    owner = {pk: record for record, ids in absorbed(records).items() for pk in ids}
    said = _names_said(owner)
    taught: dict[str, list[str]] = defaultdict(list)
    for row in ActorName.objects.filter(actor__in=owner, origin=Origin.CURATED).order_by("pk"):
        taught[owner[row.actor_id]].append(row.text)
    judged = judged_fields(owner)
    present = {a.pk: a for a in Actor.objects.filter(pk__in=records)}
    new: list[Actor] = []
    differing: list[Actor] = []
    for record in sorted(records):
        if not said[record] and not taught[record] and record not in present:
            continue
        values = _values(said[record], taught[record]) | judged[record]
        actor = present.get(record) or Actor(pk=record)
        if actor._state.adding or any(getattr(actor, f) != v for f, v in values.items()):
            (new if actor._state.adding else differing).append(actor)
            for name, value in values.items():
                setattr(actor, name, value)
            present[record] = actor
    renamed |= {actor.pk for actor in differing}
    Actor.objects.bulk_create(new)
    Actor.objects.bulk_update(differing, ["name", "kind", "country"])
    _write_names({record: {name for _, name in said[record]} for record in present})
    return present


def refresh_actors(records: Collection[str]) -> None:
    """Bring counts of published events up to date; drop actors that no role, statement or curator names any more."""
    if not records:
        return
    counts = dict(
        Participation.objects.filter(actor__in=records, event__is_published=True)
        .values("actor")
        .annotate(n=Count("event", distinct=True))
        .values_list("actor", "n")
    )
    said, *others = (
        Participation.objects.filter(actor__in=records).order_by().values_list("actor", flat=True),
        Statement.objects.filter(speaker__in=records).order_by().values_list("speaker", flat=True),
        Commitment.objects.filter(by__in=records).order_by().values_list("by", flat=True),
        ActorName.objects.filter(actor__in=records, origin=Origin.CURATED).order_by().values_list("actor", flat=True),
        Tenure.objects.filter(actor__in=records).order_by().values_list("actor", flat=True),
        Judgement.objects.filter(target__in=records).order_by().values_list("target", flat=True),
    )
    used = set(said.union(*others))
    differing = []
    for actor in Actor.objects.filter(pk__in=records):
        if actor.pk not in used:
            actor.public.actor_names.all().delete()
            actor.delete()
        elif actor.events != counts.get(actor.pk, 0):
            actor.events = counts.get(actor.pk, 0)
            differing.append(actor)
    Actor.objects.bulk_update(differing, ["events"])


NAMES_SAID = """
    SELECT b.record_id, m.kind, m.name, count(DISTINCT (m.extraction_id, m.cluster))
    FROM events_actorbinding b
    JOIN events_article a ON a.current_extraction_id = b.extraction_id
    JOIN events_actormention m ON m.extraction_id = b.extraction_id AND m.cluster = b.cluster
    WHERE b.record_id = ANY(%s)
    GROUP BY 1, 2, 3
"""


def _names_said(owner: Mapping[str, str]) -> dict[str, Counter[tuple[str, str]]]:
    """Give for each actor how many current articles call it by which (kind, canonical name).

    Counted by the database: a government is named in more articles than a process can read.
    """
    found: dict[str, Counter[tuple[str, str]]] = {record: Counter() for record in owner.values()}
    with connection.cursor() as cursor:
        cursor.execute(NAMES_SAID, [list(owner)])
        for pk, kind, name, n in cursor.fetchall():
            found[owner[pk]][kind, name] += n
    return found


def _values(said: Counter[tuple[str, str]], taught: list[str]) -> dict[str, object]:
    if not said:
        return {"name": taught[0]} if taught else {}
    kinds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for (kind, name), n in said.items():
        kinds[kind] += n
        names[name] += n
    best = min(names, key=lambda name: (-names[name], name.isupper(), name))
    kind = min(kinds, key=lambda k: (-kinds[k], list(ActorKind).index(ActorKind(k))))
    return {"name": taught[0] if taught else best, "kind": kind}


def _write_names(names: Mapping[str, Collection[str]]) -> None:
    """Make the extracted names of these actors be just these."""
    present: dict[tuple[str, str], int] = {
        (row.actor_id, row.text): row.pk for row in ActorName.objects.filter(actor__in=names, origin=Origin.EXTRACTED)
    }
    wanted = {(record, text) for record, texts in names.items() for text in texts}
    if stale := [pk for pair, pk in present.items() if pair not in wanted]:
        ActorName.objects.filter(pk__in=stale).delete()
    ActorName.objects.bulk_create(
        ActorName(actor_id=record, text=text, key=name_key(text)[:300], origin=Origin.EXTRACTED)
        for record, text in sorted(wanted - present.keys())
    )
