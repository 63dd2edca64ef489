"""How the events of one article stand to one another, where the text says so."""

from events.extraction.events.arguments import objects
from events.extraction.events.drafts import Draft
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Relation
from events.extraction.vocabulary import Kind, RelationType

CUES = "events/cues/relations"
INSIDE = frozenset({"during", "at", "in", "after", "following"})
PARTS = frozenset({Kind.DECISION, Kind.AGREEMENT, Kind.STATEMENT, Kind.APPOINTMENT, Kind.LEGISLATION})


def relations_of(number: int, drafts: list[Draft]) -> tuple[Relation, ...]:
    """Give the relations of one event of an article to its others."""
    one = drafts[number]
    if one.kind not in PARTS:
        return ()
    for other_number, other in enumerate(drafts):
        if (
            other.kind is Kind.MEETING
            and other.assertion is one.assertion
            and any(is_inside(a, b) for a in (one, *one.others) for b in (other, *other.others))
        ):
            return (Relation(RelationType.PART_OF, other_number),)
    return ()


def is_inside(part: Draft, whole: Draft) -> bool:
    """See "decided at a meeting", "this decision came to the fore during a meeting": the meeting in a phrase of the
    part's clause.
    """
    reading: Reading = part.reading
    if (
        reading is not whole.reading
        or reading.sentence_of[part.trigger.token] != reading.sentence_of[whole.trigger.token]
    ):
        return False
    for above in reading.ancestors(whole.trigger.token):
        if reading.pos[above] == "ADP":
            return reading.lower[above] in INSIDE
        if reading.pos[above] == "VERB":
            return False
    return False


def further_relations(number: int, drafts: list[Draft]) -> tuple[Relation, ...]:
    """Give what else the clause of one event says of the others: what it follows, carries out, endorses, undoes."""
    found: list[Relation] = []
    for other_number, other in enumerate(drafts):
        kinds = [
            kind
            for a in (drafts[number], *drafts[number].others)
            for b in (other, *other.others)
            if other_number != number and (kind := _relation(a, b)) is not None
        ]
        found += [Relation(kinds[0], other_number)] if kinds else []
    return tuple(found)


def _relation(one: Draft, other: Draft) -> RelationType | None:
    """Read how `other`, whose words stand within or beside the clause of `one`, is joined to it."""
    reading = one.reading
    if reading is not other.reading or reading.field != "text":
        return None
    verb, inner = one.trigger.governor, other.trigger.token
    if reading.sentence_of[verb] != reading.sentence_of[inner]:
        return _by_policy(one, other)
    path = _path(reading, inner, verb)
    if path is None:
        return None
    joined = {reading.lower[t] for t in path} | {
        reading.lower[c] for t in path for c in reading.children[t] if reading.dep[c] == "mark"
    }
    if joined & words(CUES, "after"):
        return RelationType.FOLLOWS
    if joined & words(CUES, "under"):
        return RelationType.IMPLEMENTS
    acted_on = any(o in (inner, *path) for o in objects(reading, verb)) or reading.child(verb, "ccomp", "xcomp") in path
    return _by_verb(reading, verb) if acted_on else None


def _path(reading: Reading, inner: int, outer: int) -> list[int] | None:
    """Give the tokens from a word up to the verb that it hangs on in the end; None where it hangs on another."""
    path = [inner]
    for above in reading.ancestors(inner):
        if above == outer:
            return path
        path.append(above)
    return None


def _by_verb(reading: Reading, verb: int) -> RelationType | None:
    """Give what a verb does to the event in its object: "lifted the ban imposed in May", "endorsed the decision"."""
    lemma = reading.lemma[verb]
    for kind in (
        RelationType.ENDORSES,
        RelationType.CLARIFIES,
        RelationType.SUPERSEDES,
        RelationType.CONTRADICTS,
        RelationType.IMPLEMENTS,
    ):
        if lemma in words(CUES, kind.value):
            return kind
    return None


def _by_policy(one: Draft, other: Draft) -> RelationType | None:
    """Read a clarification or a reversal of what another sentence says was done to the same policy."""
    if not one.policies.keys() & other.policies.keys():
        return None
    found = _by_verb(one.reading, one.trigger.governor)
    undone = found is RelationType.SUPERSEDES and one.effect is not other.effect
    return found if found is RelationType.CLARIFIES or undone else None
