"""How closed words of the record are put to readers."""

from events.extraction.vocabulary import Assertion, Basis, RelationType, Role

ROLES: dict[str, str] = {
    Role.DECIDER: "Decided by",
    Role.CHAIR: "Chaired by",
    Role.PARTICIPANT: "Taking part",
    Role.CONSENTING: "With the consent of",
    Role.ANNOUNCER: "Announced by",
    Role.SPEAKER: "Speaking",
    Role.TARGET: "Directed at",
    Role.AFFECTED: "Affected",
    Role.IMPLEMENTER: "Carried out by",
}
BASES: dict[str, str] = {
    Basis.EXPLICIT: "The text gives the date.",
    Basis.RELATIVE: "Worked out from what the text says and when it was published.",
    Basis.INHERITED: "Taken over from the sentence before, or from the event that this one is part of.",
    Basis.PUBLICATION: "The text gives no date: this is when the article was published.",
    Basis.CURATED: "Given by a curator.",
}
ASSERTIONS: dict[str, str] = {
    Assertion.PLANNED: "planned",
    Assertion.HYPOTHETICAL: "hypothetical",
    Assertion.NEGATED: "did not happen, says the text",
    Assertion.DISPUTED: "disputed",
}
RELATIONS: dict[str, tuple[str, str]] = {  # from this event to another, and from another to this one
    RelationType.PART_OF: ("Part of", "Includes"),
    RelationType.FOLLOWS: ("Follows", "Followed by"),
    RelationType.IMPLEMENTS: ("Implements", "Implemented by"),
    RelationType.ENDORSES: ("Endorses", "Endorsed by"),
    RelationType.CLARIFIES: ("Clarifies", "Clarified by"),
    RelationType.SUPERSEDES: ("Supersedes", "Superseded by"),
    RelationType.CONTRADICTS: ("Contradicts", "Contradicted by"),
}
DISAGREEMENTS: dict[str, str] = {"date": "Date", "place": "Place", "assertion": "Whether it happened"}
RELIABILITY: dict[str, str] = {"official": "official", "wire": "news agency", "press": "press", "other": "other"}
