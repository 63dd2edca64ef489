"""The closed vocabularies as choices for database columns."""

from enum import StrEnum

from events.extraction.vocabulary import (
    ActorKind,
    Assertion,
    Basis,
    Effect,
    Kind,
    PolicyState,
    Precision,
    RelationType,
    Role,
)


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


KINDS = _choices(Kind)
ASSERTIONS = _choices(Assertion)
ROLES = _choices(Role)
ACTOR_KINDS = _choices(ActorKind)
BASES = _choices(Basis)
PRECISIONS = _choices(Precision)
EFFECTS = _choices(Effect)
POLICY_STATES = _choices(PolicyState)
RELATION_TYPES = _choices(RelationType)
PRECISION_RANK = {word.value: rank for rank, word in enumerate(Precision)}
