"""Where a public id leads: to its record, to the one it was merged into, to a removed one, or nowhere."""

from collections.abc import Iterable
from enum import Enum

from django.db.models import Model

from events.models import Actor, Article, Commitment, Event, Policy, PublicId, PublicKind

RECORDS: dict[PublicKind, type[Model]] = {
    PublicKind.EVENT: Event,
    PublicKind.ACTOR: Actor,
    PublicKind.POLICY: Policy,
    PublicKind.ARTICLE: Article,
    PublicKind.COMMITMENT: Commitment,
}
LONGEST_CHAIN = 100  # merges of merges; more would be a circle


class Lost(Enum):
    """Why a public id has no record."""

    UNKNOWN = "unknown"
    REMOVED = "removed"


def leads_to(kind: PublicKind, public_id: str) -> str | Lost:
    """Follow merges from a public id to the record that it stands for now."""
    if not PublicId.objects.filter(pk=public_id, kind=kind).exists():
        return Lost.UNKNOWN
    here = follow([public_id])[public_id]
    return here if RECORDS[kind]._default_manager.filter(pk=here).exists() else Lost.REMOVED


def follow(ids: Iterable[str]) -> dict[str, str]:
    """Give for each public id the one that it was merged into at last; one query for each step of merging."""
    found = {public_id: public_id for public_id in ids}
    frontier = set(found)
    for _ in range(LONGEST_CHAIN):
        rows = PublicId.objects.filter(pk__in=frontier).values_list("pk", "merged_into_id")
        steps = {pk: into for pk, into in rows if into}
        if not steps:
            break
        found = {start: steps.get(now, now) for start, now in found.items()}
        frontier = set(steps.values())
    return found


def all_ids(record: str) -> set[str]:
    """Give a record's public id and those of all that were merged into it."""
    found, frontier = {record}, {record}
    while frontier:
        frontier = set(PublicId.objects.filter(merged_into__in=frontier).values_list("pk", flat=True)) - found
        found |= frontier
    return found
