"""Where a public id leads: to its record, to the one it was merged into, to a removed one, or nowhere."""

from collections.abc import Iterable
from enum import Enum

from django.db.models import Model

from events.models import (
    Actor,
    ActorName,
    Article,
    Commitment,
    Event,
    Policy,
    PolicyName,
    PublicId,
    PublicKind,
    name_key,
)
from events.models.keys import ALPHABET, PUBLIC_ID_LENGTH

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


def is_public_id(text: str) -> bool:
    """Say whether a text has the form of a public id."""
    return len(text) == PUBLIC_ID_LENGTH and set(text) <= set(ALPHABET)


def named(kind: PublicKind, name: str) -> set[str]:
    """Give the public ids of the actors or policies that bear a name, whatever its case, accents and punctuation."""
    key = name_key(name)
    actors = ActorName.objects.filter(key=key).values_list("actor_id", flat=True)
    policies = PolicyName.objects.filter(key=key).values_list("policy_id", flat=True)
    ids = list(actors) if kind == PublicKind.ACTOR else list(policies)
    now = set(follow(ids).values())
    return set(RECORDS[kind]._default_manager.filter(pk__in=now).values_list("pk", flat=True))


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
