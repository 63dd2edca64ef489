"""Who takes part though no argument of the trigger names them: whom a decision is for, or puts into office."""

from events.extraction.actors import Cast, Mention
from events.extraction.events.arguments import objects
from events.extraction.events.triggers import Trigger
from events.extraction.results import Participant
from events.extraction.vocabulary import ActorKind, Kind, Role

BENEFITING = frozenset({ActorKind.GROUP, ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.OFFICE})
WANTING = frozenset({"warrant", "summons", "indictment"})
APPOINTING = frozenset({"appoint", "nominate", "reappoint", "promote", "designate"})


def participant(mention: Mention, role: Role) -> Participant:
    """Give a mention a role; what the headline alone names stands where the text first names it."""
    if mention.kind is not ActorKind.OFFICE and mention.holder is not None:
        mention = mention.holder  # "the Harbour Union (HU) secretary Ada Lind"
    start, end = mention.reading.span(mention.start, mention.end)
    return Participant(start, end, role, mention.name, mention.cluster)


def beneficiaries(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Read whom a decision is for or falls on: "a subsidy for fishermen", "a quarantine on farmers"."""
    if trigger.sense.kind is not Kind.DECISION:
        return []
    reading = trigger.reading
    nouns_ = objects(reading, trigger.token) if trigger.sense.verbal else [trigger.token]
    wanted = any(reading.lemma[n] in WANTING for n in nouns_)
    found = [
        cast.headed_by(reading, t)
        for noun in nouns_
        for c in reading.all_children(noun, "prep")
        if reading.lower[c] in ("for", "on", *(("against",) if wanted else ()))
        for first in reading.all_children(c, "pobj")
        for t in (reading.conjuncts(first) if wanted else [first])
    ]
    role = Role.TARGET if wanted else Role.AFFECTED  # "issued a warrant for the general"
    return [participant(m, role) for m in found if m is not None and m.kind in BENEFITING]


def appointed_by_it(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Read "gave approval to appoint Ada Lind as director": whom a decision puts into office."""
    reading, verb = trigger.reading, trigger.governor
    if trigger.sense.kind is not Kind.DECISION:
        return []
    acts = [
        t for t in range(*reading.subtree(verb)) if reading.lemma[t] in APPOINTING and reading.tag[t] in ("VB", "VBG")
    ]
    found = [cast.headed_by(reading, o) for t in acts for o in objects(reading, t)]
    return [participant(m, Role.AFFECTED) for m in found if m is not None and m.kind is ActorKind.PERSON]
