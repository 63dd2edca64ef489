"""The closed lists of words that every room shares, each once, with its definition."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of policy event it is (after PLOVER's event types, read for policy)."""

    DECISION = "decision"
    MEETING = "meeting"
    OPERATION = "operation"
    LEGISLATION = "legislation"
    AGREEMENT = "agreement"
    APPOINTMENT = "appointment"
    STATEMENT = "statement"
    INCIDENT = "incident"


class Assertion(StrEnum):
    """How the text speaks of an event."""

    REPORTED = "reported"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    DISPUTED = "disputed"


class Role(StrEnum):
    """What an actor does in an event."""

    DECIDER = "decider"
    CHAIR = "chair"
    PARTICIPANT = "participant"
    CONSENTING = "consenting"
    ANNOUNCER = "announcer"
    SPEAKER = "speaker"
    TARGET = "target"
    AFFECTED = "affected"
    IMPLEMENTER = "implementer"


class ActorKind(StrEnum):
    """What sort of actor a name stands for."""

    PERSON = "person"
    OFFICE = "office"
    BODY = "body"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    GROUP = "group"
    COUNTRY = "country"
    PLACE = "place"


PERSONAL = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
PLACED = frozenset({ActorKind.PLACE, ActorKind.COUNTRY})
BODY_LIKE = frozenset({ActorKind.BODY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT})


class Basis(StrEnum):
    """Where a date comes from."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    INHERITED = "inherited"
    PUBLICATION = "publication"
    CURATED = "curated"


class Precision(StrEnum):
    """How exactly a date is known, the finest first: the order in which equal beginnings are shown."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class TimeType(StrEnum):
    """TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Effect(StrEnum):
    """What an event does to a policy."""

    PROPOSES = "proposes"
    APPROVES = "approves"
    LAUNCHES = "launches"
    REVIEWS = "reviews"
    AMENDS = "amends"
    SUSPENDS = "suspends"
    ENDS = "ends"


class PolicyState(StrEnum):
    """Where a policy stands, made by the effects of its events."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    LAUNCHED = "launched"
    UNDER_WAY = "under way"
    REVIEWED = "reviewed"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    ENDED = "ended"


STATE_AFTER: dict[Effect, PolicyState] = {
    Effect.PROPOSES: PolicyState.PROPOSED,
    Effect.APPROVES: PolicyState.APPROVED,
    Effect.LAUNCHES: PolicyState.LAUNCHED,
    Effect.REVIEWS: PolicyState.REVIEWED,
    Effect.AMENDS: PolicyState.AMENDED,
    Effect.SUSPENDS: PolicyState.SUSPENDED,
    Effect.ENDS: PolicyState.ENDED,
}


class RelationType(StrEnum):
    """How one event stands to another."""

    PART_OF = "part of"
    FOLLOWS = "follows"
    IMPLEMENTS = "implements"
    ENDORSES = "endorses"
    CLARIFIES = "clarifies"
    SUPERSEDES = "supersedes"
    CONTRADICTS = "contradicts"
