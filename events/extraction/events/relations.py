"""How the events of one article stand to one another."""

from events.extraction.events.drafts import Draft
from events.extraction.reading import Reading
from events.extraction.results import Relation
from events.extraction.vocabulary import Kind, RelationType

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
