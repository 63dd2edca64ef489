"""Whom an event is about besides its own arguments: the actors within what was said, decided or agreed."""

from collections.abc import Sequence, Set

from events.extraction.actors import Cast, Mention
from events.extraction.actors.nouns import place_word
from events.extraction.events.argument_roles import HAPPENING, SENDING, WHERE_ONLY, WHITHER, is_mere_place
from events.extraction.events.arguments import objects
from events.extraction.events.implied import participant
from events.extraction.events.lists import read_list, tells_of_it
from events.extraction.events.roles import CUES, is_title_of
from events.extraction.events.senses import nouns
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import load, words
from events.extraction.reading import Reading
from events.extraction.results import Participant
from events.extraction.vocabulary import PLACED, ActorKind, Kind, Role

WORDS = "events/cues/words"
OWN_CLAUSES = frozenset({"relcl", "acl", "advcl", "parataxis", "npadvmod"})
BESIDE = frozenset({"with", "without", "under", "by"})
AWAY = frozenset(
    {"after", "following", "during", "before", "since", "amid", "despite", "until", "along", "outside", "inside"}
    | {"near", "alongside", "beside", "behind", "off", "around", "at"}
)
FARTHEST = 25


def concerned(trigger: Trigger, cast: Cast, taking_part: Sequence[Participant]) -> tuple[Participant, ...]:
    """Give the actor, or the list of them, that a decision, demand or deal is about: in its content, without a role.

    Only who hangs on the event's own words where these name already whom it is done to.
    """
    role = load(CUES)["concerned"].get(trigger.sense.kind)
    known = {p.cluster for p in taking_part}
    done_to = any(p.role in (Role.TARGET, Role.AFFECTED) for p in taking_part)
    only_direct = done_to and (trigger.sense.kind in HAPPENING or _asks_somebody(trigger))
    if role is None or (role == Role.PARTICIPANT and len(known) > 1):
        return ()
    sent = trigger.sense.kind is Kind.OPERATION and trigger.reading.lemma[trigger.governor] in SENDING
    if trigger.sense.role("subject") is Role.ANNOUNCER or sent:
        return ()  # what is announced concerns somebody, the announcement nobody
    reading = trigger.reading
    last = min(reading.right[trigger.governor] + 1, trigger.last + FARTHEST, reading.sentence(trigger.token)[1])
    position = trigger.last if trigger.light is None else min(trigger.last, trigger.light + 1)
    for mention in cast.near(reading, trigger.token):
        if not position <= mention.start < last or mention.cluster in known:
            continue
        if not _may_be(mention, trigger, cast, known) or (only_direct and not _hangs_on(mention, trigger)):
            continue
        listed = [m for m in read_list(reading, cast, mention) if m.cluster not in known and m.named]
        return tuple(participant(m, Role(role)) for m in dict.fromkeys((mention, *listed)))
    return ()


def _hangs_on(mention: Mention, trigger: Trigger) -> bool:
    above = trigger.reading.head[mention.head]
    return trigger.reading.head[above] in (trigger.token, trigger.governor)


def _asks_somebody(trigger: Trigger) -> bool:
    """See "urged the council to mend the road": who is asked is named, and what for concerns nobody else."""
    reading, verb = trigger.reading, trigger.token
    asks = trigger.sense.kind is Kind.STATEMENT and trigger.sense.verbal
    return asks and bool(objects(reading, verb)) and reading.child(verb, "xcomp", "ccomp") is not None


def _may_be(mention: Mention, trigger: Trigger, cast: Cast, known: set[int]) -> bool:
    reading, kind = trigger.reading, trigger.sense.kind
    if is_title_of(mention) or not (mention.named or mention.listed):
        return False
    if mention.start and reading.words[mention.start - 1] == "(":
        return False
    if _within_title(mention, cast) or tells_of_it(mention):
        return False
    if kind in HAPPENING and _modifies(reading, mention) and is_mere_place(cast, mention):
        return False
    if reading.lower[reading.head[mention.head]] in WHITHER and is_mere_place(cast, mention):
        return False
    if _located(reading, mention, PLACED if kind in HAPPENING else {ActorKind.PLACE}):
        return False
    placed = mention.kind is ActorKind.PLACE and (kind in HAPPENING or kind is Kind.STATEMENT)
    house = kind is Kind.LEGISLATION and {*mention.text.lower().split()} & words(WORDS, "legislatures")
    if placed or house or _owns_a_name(reading, mention):  # "presented to Parliament"
        return False
    if kind is Kind.INCIDENT and len(known) > 1 and mention.kind is ActorKind.COUNTRY:
        return False
    if kind is Kind.STATEMENT and (_suffers(reading, mention) or _owns_a_detail(trigger, mention)):
        return False
    if kind is Kind.DECISION and (mention.kind is ActorKind.PLACE or _names_a_thing(mention) or _is_origin(mention)):
        return False
    return not (_aside(reading, mention, trigger) or _attributed(reading, mention)) and _in_content(mention, trigger)


def _in_content(mention: Mention, trigger: Trigger) -> bool:
    """Follow a mention up to its event: through objects and content clauses, never out of a clause of its own."""
    reading, below = trigger.reading, mention.head
    ends = (trigger.token, trigger.governor)
    for above in reading.ancestors(mention.head):
        if (reading.dep[below] in OWN_CLAUSES and not _is_cause(trigger, below)) or _leads_away(reading, below):
            return False
        if reading.dep[below] == "conj" and reading.pos[below] in ("VERB", "AUX"):
            return False
        if above in ends:
            return reading.dep[below] not in ("prep", "agent") or reading.lower[below] not in BESIDE
        below = above
    return False


def _suffers(reading: Reading, mention: Mention) -> bool:
    """See "condemned the killing of miners", "the plight of widows": they are not blamed."""
    above = reading.head[mention.head]
    if reading.dep[mention.head] != "pobj" or reading.lower[above] != "of":
        return False
    done = reading.lemma[reading.head[above]]
    return done in words(CUES, "suffered") or any(
        s.kind in HAPPENING and s.role("of") in (None, Role.TARGET, Role.AFFECTED) for s in nouns().get(done, ())
    )


def _modifies(reading: Reading, mention: Mention) -> bool:
    """See "the Malabe shooting": a name before a common noun."""
    return reading.dep[mention.head] in ("compound", "nmod") and reading.pos[mention.head] == "PROPN"


def _owns_a_detail(trigger: Trigger, mention: Mention) -> bool:
    """See "asked members to engage with the council's activities": whose thing it is, is not asked for anything."""
    reading, noun = trigger.reading, trigger.reading.head[mention.head]
    if reading.dep[mention.head] != "poss" or reading.dep[noun] in ("nsubj", "nsubjpass"):
        return False
    direct = reading.head[noun] if reading.dep[noun] == "dobj" else reading.head[reading.head[noun]]
    return direct not in (trigger.token, trigger.governor)


def _names_a_thing(mention: Mention) -> bool:
    """See "the Malabe line", "Harbour Line 2": a name before a word for a thing, or with a number."""
    reading = mention.reading
    modifies = _modifies(reading, mention) and not place_word(reading.lower[reading.head[mention.head]])
    return modifies or reading.words[mention.end - 1].isdigit()


def _owns_a_name(reading: Reading, mention: Mention) -> bool:
    """See "Israel’s prime minister", "India’s Jharkhand": the country only says which one."""
    owned = reading.head[mention.head]
    office = reading.lemma[owned] in words("actors/lexicon/offices", "heads")
    return (
        mention.kind is ActorKind.COUNTRY
        and reading.dep[mention.head] == "poss"
        and (reading.pos[owned] == "PROPN" or office)
    )


def _is_origin(mention: Mention) -> bool:
    """See "purchases of Russian oil" and "Local Government elections": what a thing is of, takes no part."""
    reading, first = mention.reading, mention.head
    while reading.dep[first] == "conj":
        first = reading.head[first]
    of_a_thing = reading.dep[first] in ("amod", "compound", "nmod")
    adjective = reading.pos[mention.head] == "ADJ" and not place_word(reading.lower[reading.head[first]])
    return of_a_thing and (adjective or reading.lemma[reading.head[first]] in ("election", "poll"))


def _is_cause(trigger: Trigger, verb: int) -> bool:
    """See "blocked the road to protest the minister's silence": what a protest is about."""
    reading = trigger.reading
    purpose = reading.dep[verb] == "advcl" and reading.tag[verb] == "VB"
    return trigger.sense.kind is Kind.INCIDENT and purpose and reading.lemma[verb] in words(CUES, "protesting")


def _leads_away(reading: Reading, token: int) -> bool:
    """See "along the border with", "in front of": what they lead to is a place or a time, not the content."""
    if reading.dep[token] != "prep":
        return False
    beside = [c for c in reading.all_children(reading.head[token], "prep") if reading.right[c] == token - 1]
    away = any(reading.lower[c] in AWAY for c in (token, *beside))
    return away or reading.lower[token : token + 2] in (["in", "front"], ["on", "behalf"], ["in", "connection"])


def _within_title(mention: Mention, cast: Cast) -> bool:
    """See the ministry in "Secretary to the Ministry", the nation in "Dutch miners": the officer or they are meant."""
    return any(
        (m.kind is ActorKind.OFFICE and m.start <= mention.start and mention.end <= m.end and m is not mention)
        or (m.kind is ActorKind.GROUP and m.listed and m.start == mention.start and mention.end < m.end)
        for m in cast.near(mention.reading, mention.head)
    )


def _located(reading: Reading, mention: Mention, kinds: Set[ActorKind]) -> bool:
    above = reading.head[mention.head]
    before = reading.words[mention.start - 1 : mention.start]
    if (
        before == [","]
        and mention.kind is ActorKind.COUNTRY
        and reading.dep[mention.head] in ("appos", "conj", "npadvmod")
    ):
        return reading.pos[above] == "PROPN"  # "in Lima, Peru"
    if reading.dep[mention.head] != "pobj":
        return False
    return reading.lower[above] == "at" or (mention.kind in kinds and reading.lower[above] in WHERE_ONLY)


def _attributed(reading: Reading, mention: Mention) -> bool:
    """See "according to Xinhua" and "Chinese state media said": who tells of it."""
    above = reading.head[mention.head]
    if reading.lower[above] == "to" and reading.lower[reading.head[above]] == "according":
        return True
    below = mention.head
    for above in reading.ancestors(mention.head):
        if reading.dep[below] == "nsubj" and reading.pos[above] == "VERB":
            return reading.lemma[above] in words("events/cues/assertion", "reporting")
        below = above
    return False


def _aside(reading: Reading, mention: Mention, trigger: Trigger) -> bool:
    """Leave out the speaker of the sentence and what stands in a clause of its own time or condition."""
    below = mention.head
    for above in reading.ancestors(mention.head):
        if above == trigger.governor:
            beside = reading.dep[below] in ("nsubj", "advcl", "npadvmod") and below > trigger.governor
            return beside and not _is_cause(trigger, below)
        if reading.dep[above] == "advcl" and any(reading.dep[c] == "mark" for c in reading.children[above]):
            return True
        below = above
    return reading.dep[mention.head] == "nsubj"
