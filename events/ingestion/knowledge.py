"""What the tracker knows of the names that occur in a text: what curators taught, nothing that machines guessed.

Were names learnt by machine handed back, an article's extraction would depend on which articles came before it.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models.functions import Lower

from events.extraction.documents import Knowledge, KnownActor, KnownPolicy, KnownTenure
from events.models import Actor, ActorName, Origin, Policy, PolicyName, Tenure, name_key

LONGEST_NAME = 10  # words
KEYS_A_QUERY = 5000


def knowledge_for(title: str, text: str) -> Knowledge:
    """Give the curated actors and policies of which a name, or an office held, occurs in the text."""
    actors: set[str] = set()
    policies: set[str] = set()
    names = ActorName.objects.filter(origin=Origin.CURATED)
    tenures = Tenure.objects.annotate(office_key=Lower("office"))
    policy_names = PolicyName.objects.filter(origin=Origin.CURATED)
    if names.exists() or policy_names.exists() or Tenure.objects.exists():
        for keys in _batches(set(_phrases(f"{title}\n{text}"))):
            actors |= set(names.filter(key__in=keys).values_list("actor", flat=True))
            actors |= set(tenures.filter(office_key__in=keys).values_list("actor", flat=True))
            policies |= set(policy_names.filter(key__in=keys).values_list("policy", flat=True))
    return Knowledge(actors=tuple(_actors(actors)), policies=tuple(_policies(policies)))


def as_json(knowledge: Knowledge) -> dict[str, Any]:
    """Give knowledge as plain values in a fixed order: part of what identifies an extraction."""
    return {
        "actors": [
            [a.id, a.kind, a.country, list(a.names), [[t.office, t.body, str(t.start), str(t.end)] for t in a.tenures]]
            for a in knowledge.actors
        ],
        "policies": [[p.id, p.kind, list(p.names), p.parent] for p in knowledge.policies],
    }


def _phrases(text: str) -> Iterator[str]:
    words = name_key(text).split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            yield " ".join(words[start:end])


def _batches(keys: set[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), KEYS_A_QUERY):
        yield ordered[start : start + KEYS_A_QUERY]


def _actors(ids: set[str]) -> Iterator[KnownActor]:
    rows = Actor.objects.in_bulk(ids)
    for pk in sorted(ids):
        names = ActorName.objects.filter(actor=pk, origin=Origin.CURATED).order_by("pk")
        texts = tuple(names.values_list("text", flat=True)) or ((rows[pk].name,) if pk in rows else ())
        tenures = tuple(
            KnownTenure(t.office, t.body or None, t.earliest, t.latest)
            for t in Tenure.objects.filter(actor=pk).order_by("pk")
        )
        if texts:
            kind, country = (rows[pk].kind, rows[pk].country or None) if pk in rows else ("body", None)
            yield KnownActor(pk, kind, country, texts, tenures)


def _policies(ids: set[str]) -> Iterator[KnownPolicy]:
    rows = Policy.objects.select_related("parent").in_bulk(ids)
    for pk in sorted(ids):
        names = PolicyName.objects.filter(policy=pk, origin=Origin.CURATED).order_by("pk")
        texts = tuple(names.values_list("text", flat=True))
        policy = rows.get(pk)
        parent = policy.parent.name if policy and policy.parent else None
        yield KnownPolicy(pk, policy.kind or None if policy else None, texts, parent)
