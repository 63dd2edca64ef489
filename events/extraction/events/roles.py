"""Who takes part in an event, and in which role."""

from collections.abc import Iterable
from dataclasses import replace

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.actors.nouns import place_word
from events.extraction.events.arguments import PROPOSED, Argument, arguments_of, objects, subjects
from events.extraction.events.chairing import described_by, in_the_chair, leaders_below
from events.extraction.events.conditions import is_actor, is_force, owners_of
from events.extraction.events.implied import appointed_by_it, beneficiaries, participant
from events.extraction.events.lists import listed_after, read_list, within_office
from events.extraction.events.senses import nouns
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import load, words
from events.extraction.reading import Reading
from events.extraction.results import Participant
from events.extraction.vocabulary import PERSONAL, PLACED, ActorKind, Effect, Kind, Role

CUES = "events/cues/roles"
WHERE_ONLY = frozenset(
    {"in", "at", "near", "from", "across", "inside", "outside", "into", "around", "over", "within", "during", "through"}
)
WHITHER = frozenset({"at", "to", "into", "around", "off", "near", "in", "towards"})
HAPPENING = frozenset({Kind.MEETING, Kind.INCIDENT, Kind.OPERATION})
RECEIVING = frozenset({"receive", "get", "obtain", "secure", "win", "await"})
ASKING = frozenset({"seek", "request", "demand"})
ANNOUNCING = frozenset({"announce", "declare", "confirm", "unveil"})
SENDING = frozenset({"deploy", "send", "dispatch", "mobilise", "mobilize", "station", "rush", "position", "redeploy"})
AIMING = frozenset({"fire", "shoot", "aim", "throw", "hurl", "lob", "shell", "strike", "point", "direct", "lash"})
SUPPORT = frozenset({"support", "help", "assistance", "backing", "aid"})
CONSENTS = frozenset({"approval", "consent", "clearance", "permission", "assent", "concurrence", "authorisation"})
DEEDS = ("tion", "sion", "ment", "sure", "val", "sal", "lease", "ing", "arrest")
GATHERING = frozenset({"of", "for"})
GATHERED = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION})
JOINT = frozenset({"subject", "with", "between", "among"})
HOLDING = frozenset({ActorKind.OFFICE, ActorKind.PERSON, ActorKind.GROUP})
MET = frozenset({"at", "in", "during", "after", "following"})


def participants_of(trigger: Trigger, cast: Cast, *, pronouns: bool = False) -> tuple[Participant, ...]:
    """Give the participants of an event in the order of the text; one role an actor, the stronger of several.

    With `pronouns` a pronoun stands where the text writes it, else where the name that it stands for is.
    """
    reading = trigger.reading
    found: dict[tuple[int, int], Participant] = {}
    own = arguments_of(reading, trigger.token, trigger.light)
    for argument in (*own, *_of_carried_noun(trigger), *_further_between(trigger, own)):
        role = _role(trigger, argument, cast)
        if role is not None:
            for one in _participants(reading, cast, argument, role):
                start, end = (
                    reading.span(argument.token, argument.token + 1)
                    if pronouns and reading.pos[argument.token] == "PRON"
                    else (one.start, one.end)
                )
                found.setdefault((start, end), replace(one, start=start, end=end))
    for one in (*beneficiaries(trigger, cast), *appointed_by_it(trigger, cast)):
        found.setdefault((one.start, one.end), one)
    for one in _by_phrases(trigger, cast):
        found[one.start, one.end] = one
    for one in (*_impersonal(trigger, cast), *_met_there(trigger, cast)):
        found.setdefault((one.start, one.end), one)
    return _one_role_each(sorted(found.values(), key=lambda p: (p.start, p.end)))


def _further_between(trigger: Trigger, own: list[Argument]) -> list[Argument]:
    """Read "a meeting at the Town Hall between A and B", where the parser hangs "between" on the hall."""
    reading, noun = trigger.reading, trigger.token
    carried = not trigger.sense.verbal or trigger.sense.kind is Kind.MEETING
    if not carried or trigger.sense.role("between") is None or any(a.relation == "between" for a in own):
        return []
    inside = range(noun + 1, reading.right[noun] + 1)
    between = next((t for t in inside if reading.lower[t] == "between" and reading.dep[t] == "prep"), None)
    named = reading.all_children(between, "pobj") if between is not None else []
    return [Argument("between", t) for first in named for t in reading.conjuncts(first)]


def _of_carried_noun(trigger: Trigger) -> list[Argument]:
    """Give the arguments of the noun that a verb trigger carries ("the approval of the cabinet was granted")."""
    if not trigger.sense.verbal:
        return []
    reading = trigger.reading
    if trigger.sense.role("on") is Role.TARGET:
        laid = [t for t in objects(reading, trigger.token) if reading.lemma[t] in words(CUES, "burdens")]
        on = [c for t in laid for c in range(t, reading.right[t] + 1) if reading.lower[c] in ("on", "against", "upon")]
        borne = [t for c in on for child in reading.all_children(c, "pobj") for t in reading.conjuncts(child)]
        if borne:
            return [Argument("on", t) for t in borne]
    asked = [a.token for a in arguments_of(reading, trigger.token) if a.relation in ("to", "on")]
    for token in (*objects(reading, trigger.token), *(t for t in asked if reading.lemma[t] in PROPOSED)):
        ordered = trigger.sense.role("object") is Role.IMPLEMENTER and reading.lemma[token].endswith(DEEDS)
        if (
            reading.lemma[token] in nouns()
            or reading.hyphenated(token) in nouns()
            or reading.lemma[token] in trigger.sense.objects
            or ordered
        ):
            acts = reading.lemma[token] in nouns() or reading.hyphenated(token) in nouns() or ordered
            owned = ("of", "poss", "compound")
            suffered = trigger.sense.kind is Kind.STATEMENT and reading.lemma[token] in words(CUES, "suffered")
            own = "object" if subjects(reading, trigger.token) else "poss"
            if own == "object" and trigger.sense.role("object") is Role.IMPLEMENTER:
                own = "against"  # "ordered the arrest of ..."
            proposing = ("by", "agent", "poss", "of") if reading.lemma[token] in PROPOSED else ()
            return [
                Argument(
                    "proposer"
                    if a.relation in proposing
                    else own
                    if a.relation == "of" and trigger.sense.role("of") is None
                    else a.relation,
                    a.token,
                )
                for a in arguments_of(reading, token)
                if a.relation not in ("object", "subject")
                and (acts or proposing or a.relation != "by")  # "an amendment by the party was voted down"
                and (acts or a.relation not in owned or proposing)
                and not (suffered and a.relation == "of")
            ]
    return []


def is_mere_place(cast: Cast, mention: Mention) -> bool:
    """Tell a place that nobody speaks of as doing anything: the model takes many a village for a person or a firm."""
    if mention.kind is ActorKind.PLACE:
        return True
    if mention.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION) or mention.end - mention.start > 1:
        return False
    same = [m for m in cast.mentions if m.cluster == mention.cluster]
    return all(m.end - m.start == 1 and m.reading.dep[m.head] in ("pobj", "conj", "compound") for m in same)


def _impersonal(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Read "it was also decided": who sat at "the council meeting" that is named, else whoever decided before."""
    reading = trigger.reading
    subject = reading.child(trigger.governor, "nsubjpass")
    if trigger.sense.kind is not Kind.DECISION or subject is None or reading.lower[subject] != "it":
        return []
    at = [c for c in reading.all_children(trigger.governor, "prep") if reading.lower[c] in ("at", "in", "during")]
    owners = [m for c in at for noun in reading.all_children(c, "pobj") for m in owners_of(reading, cast, noun)]
    if owners:
        return [participant(owners[0], Role.DECIDER)]
    return _pronoun(reading, cast, subject, Role.DECIDER)


def _met_there(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Read "Canada and Spain raised the matter at a meeting with the minister": who did something there was there."""
    reading, noun = trigger.reading, trigger.token
    if trigger.sense.verbal and reading.dep[noun] == "acl":
        noun = reading.head[noun]
    above = reading.head[noun]
    if trigger.sense.kind is not Kind.MEETING or reading.pos[noun] == "VERB" or reading.dep[noun] != "pobj":
        return []
    verb = reading.head[above]
    if reading.dep[verb] == "dobj":
        verb = reading.head[verb]
    told = reading.lower[above] in MET and reading.pos[verb] == "VERB"
    if not told or reading.child(noun, "prep", "relcl", "acl") is None:
        return []
    later = reading.lower[above] in ("after", "following")
    if later and not any(reading.lower[c] == "with" for c in reading.all_children(noun, "prep")):
        return []  # others may have met
    return [
        p
        for t in subjects(reading, verb)
        for p in _participants(reading, cast, Argument("subject", t), Role.PARTICIPANT)
    ]


def _one_role_each(participants: list[Participant]) -> tuple[Participant, ...]:
    order = list(Role)
    best: dict[int, Participant] = {}
    for one in participants:
        held = best.get(one.cluster)
        if held is None or order.index(one.role) < order.index(held.role):
            best[one.cluster] = one
    return tuple(p for p in participants if best[p.cluster] is p)


def _role(trigger: Trigger, argument: Argument, cast: Cast) -> Role | None:
    relation, reading, sense = argument.relation, trigger.reading, trigger.sense
    mention = cast.at(reading, argument.token)
    role = _of_circumstances(trigger, argument, mention, cast)
    if role is not None:
        return role
    if relation == "by" and sense.verbal and subjects(reading, trigger.governor):
        return Role.TARGET if sense.kind is Kind.STATEMENT else None  # "condemned the arrests by the guard"
    relation = {"poss": "subject", "by": "agent"}.get(relation, relation)
    if _takes_no_part(trigger, argument, relation, mention, cast) or _names_what_is_done_to(trigger, relation, mention):
        return None
    if relation == "compound":
        return sense.role("subject")
    if relation == "of" and sense.role("of") is None:
        return sense.role("subject" if sense.kind is Kind.DECISION else "object")
    return sense.role(relation)


def _names_what_is_done_to(trigger: Trigger, relation: str, mention: Mention | None) -> bool:
    """See "declared the Session of the Ninth Parliament open": the parliament is within the name of what is opened."""
    if mention is None or relation not in ("of", "compound") or not trigger.sense.verbal:
        return False
    return any(mention.start <= t < mention.end for t in objects(trigger.reading, trigger.token))


def _is_the_office(trigger: Trigger, argument: Argument) -> bool:
    """See "was elected president" and "assumed office": into what somebody comes."""
    reading, token = trigger.reading, argument.token
    becomes = reading.dep[token] in ("oprd", "attr") and len(objects(reading, trigger.token)) > 1
    named = trigger.sense.objects | {trigger.sense.words[-1]}
    return becomes or (reading.lower[token] in named and reading.words[token].islower())


def _takes_no_part(trigger: Trigger, argument: Argument, relation: str, mention: Mention | None, cast: Cast) -> bool:
    """See what is set up, the meeting itself, and places that only tell where."""
    kind, sense = trigger.sense.kind, trigger.sense
    place = mention is not None and mention.kind in PLACED
    mere = mention is not None and kind in HAPPENING and is_mere_place(cast, mention)
    if relation == "object" and sense.effect is Effect.LAUNCHES and kind is Kind.DECISION:
        return True
    if relation == "object" and kind is Kind.APPOINTMENT and _is_the_office(trigger, argument):
        return True
    if relation == "at" and kind is Kind.INCIDENT and trigger.reading.lemma[trigger.governor] not in AIMING:
        return True
    if kind is Kind.MEETING and mention is not None and (_is_meeting(mention) or _is_visited(trigger, mention)):
        return True
    if relation == "compound":
        return mention is None or place or mere
    if relation == "of":
        return (sense.verbal and sense.role("of") is None) or (kind is Kind.MEETING and place)
    where = relation in WHERE_ONLY and (place or sense.role(relation) is None)
    return where or (relation in WHITHER and mere)


def _is_visited(trigger: Trigger, mention: Mention) -> bool:
    """See "visited the State Secretariat": a building that somebody came to; whom they met there is not told."""
    if "visit" not in (trigger.reading.lemma[trigger.token], *trigger.sense.words):
        return False
    seat = mention.kind in (ActorKind.BODY, ActorKind.ORGANISATION, ActorKind.PLACE) and mention.named
    return seat and any(w in words("actors/lexicon/places", "sites") for w in mention.text.lower().split())


def _is_meeting(mention: Mention) -> bool:
    """See "the Trade Dialogue was held", "the forum": what was held does not take part in itself."""
    if not mention.named:
        return mention.reading.lower[mention.head] in words("actors/lexicon/bodies", "sessions")
    last = mention.reading.lower[mention.end - 1]
    return last in words("actors/lexicon/bodies", "occasions") and mention.kind is not ActorKind.PERSON


def _of_circumstances(trigger: Trigger, argument: Argument, mention: Mention | None, cast: Cast) -> Role | None:
    """Give the role that the words around an argument tell, whatever the trigger's own roles."""
    relation, reading = argument.relation, trigger.reading
    if relation == "subject" and trigger.light is not None and reading.lemma[trigger.light] in ANNOUNCING:
        return Role.ANNOUNCER
    if relation == "subject" and trigger.light is not None and reading.lemma[trigger.light] in RECEIVING:
        return Role.TARGET if trigger.sense.kind is Kind.STATEMENT else Role.AFFECTED
    if relation == "from" and trigger.sense.kind is Kind.STATEMENT and trigger.sense.words[0] in ASKING:
        return Role.TARGET  # "sought approval from the regulator"
    if relation == "proposer":
        return Role.PARTICIPANT  # "approved a proposal by the minister": who asks does not decide
    if relation == "object" and reading.lemma[trigger.governor] in SENDING and is_force(reading, cast, argument.token):
        return Role.IMPLEMENTER
    if _house_in_which(trigger, argument, mention):
        return Role.DECIDER
    return Role.AFFECTED if relation == "subject" and _are_casualties(trigger) else None


def _house_in_which(trigger: Trigger, argument: Argument, mention: Mention | None) -> bool:
    """See "the bill was passed in the Senate": the house that decides, where no other subject does."""
    if argument.relation != "in" or mention is None or trigger.sense.kind not in (Kind.LEGISLATION, Kind.DECISION):
        return False
    assembled = words("actors/lexicon/bodies", "assembled") - words("actors/lexicon/bodies", "sessions")
    return mention.kind is ActorKind.BODY and any(w in assembled for w in mention.text.lower().split())


def _are_casualties(trigger: Trigger) -> bool:
    """See "another 40 people wounded": those a verb of harm without an object is said of."""
    harmful = trigger.sense.kind is Kind.INCIDENT and trigger.sense.role("object") is Role.AFFECTED
    return harmful and trigger.sense.verbal and not objects(trigger.reading, trigger.token)


def _participants(reading: Reading, cast: Cast, argument: Argument, role: Role) -> Iterable[Participant]:
    """Give an argument's mention, or the list that begins with it, as participants."""
    mention = cast.at(reading, argument.token) or _named_beside(reading, cast, argument.token)
    if mention is not None and _is_in_dateline(mention):
        return ()
    if (
        mention is None
        and reading.pos[argument.token] == "NOUN"
        and argument.relation in ("subject", "agent", "object", "against", "on")
    ):
        if role is Role.AFFECTED and reading.lemma[argument.token] in CONSENTS:
            return ()  # "Cabinet approval was granted"
        owners = owners_of(reading, cast, argument.token)
        if argument.relation == "on" and place_word(reading.lower[argument.token]):  # "on the Nicaraguan border"
            return ()
        if not owners and argument.relation in ("object", "on", "against"):
            owners = _gathered_in(reading, cast, argument.token)
        return [participant(m, role) for m in owners]
    if mention is None or (mention.head != argument.token and not mention.named):
        if reading.lower[argument.token] in ("he", "she", "they", "it", "him", "her", "them", "we", "i") and is_actor(
            reading, cast, argument.token
        ):
            return _pronoun(reading, cast, argument.token, role)
        return ()
    beside = reading.head[argument.token] if reading.dep[argument.token] == "appos" else argument.token
    if (
        mention.head not in (argument.token, beside, reading.child(argument.token, "appos"))
        and reading.dep[argument.token] not in ("compound", "poss", "nmod", "amod")
        and not mention.start <= argument.token < mention.end
    ):
        return ()
    if within_office(cast, mention) and mention.head == argument.token:
        return ()
    several = argument.relation == "agent" or (role is Role.PARTICIPANT and argument.relation in JOINT)
    if argument.relation == "agent":
        mention = _first_after_by(reading, cast, mention)
    return [participant(m, role) for m in (read_list(reading, cast, mention) if several else (mention,))]


def _is_in_dateline(mention: Mention) -> bool:
    """See "ISLAMABAD: The premier ..." and the agency of "Oslo, May 3 (Daily Mirror) - The navy ..."."""
    reading = mention.reading
    if mention.kind in PLACED and reading.words[mention.end : mention.end + 1] == [":"]:
        return True
    bracketed = mention.start > 0 and reading.words[mention.start - 1] == "("
    after = "".join(reading.words[mention.end : mention.end + 2])
    return bracketed and after[:1] == ")" and after[1:] in ("-", "–", "—", ":", ";")


def _named_beside(reading: Reading, cast: Cast, noun: int) -> Mention | None:
    """Find the person in "the government's negotiator, Ada Lind", whose office is no name."""
    named = reading.child(noun, "appos")
    if named is None and reading.dep[noun] == "appos":  # "Ada Lind, a Democrat who introduced the bill"
        named = reading.head[noun]
    mention = cast.headed_by(reading, named) if named is not None and reading.pos[noun] in ("NOUN", "PROPN") else None
    return mention if mention is not None and mention.kind is ActorKind.PERSON and mention.named else None


def _gathered_in(reading: Reading, cast: Cast, noun: int) -> list[Mention]:
    """Find the people of "a convoy of traders" and "a camp for refugees", to whom is done what is done to it."""
    if reading.lemma[noun] not in words(CUES, "gathering") | words(CUES, "belongings"):
        return []
    found = [
        cast.headed_by(reading, t)
        for c in reading.all_children(noun, "prep")
        if reading.lower[c] in GATHERING
        for t in reading.all_children(c, "pobj")
    ]
    return [m for m in found if m is not None and m.kind in GATHERED]


def _pronoun(reading: Reading, cast: Cast, token: int, role: Role) -> list[Participant]:
    mention = antecedent(reading, cast, token)
    if mention is None:
        return []
    return [participant(mention, role)]


def _by_phrases(trigger: Trigger, cast: Cast) -> list[Participant]:
    """Read the phrases that give roles by themselves: "with the consent of", "chaired by", "attended by"."""
    reading, found = trigger.reading, []
    beside = [c for t in subjects(reading, trigger.governor) for c in reading.all_children(t, "prep")]
    if not trigger.sense.verbal:
        beside += reading.all_children(trigger.token, "prep")
    for child in (*reading.children[trigger.governor], *beside):
        if reading.dep[child] == "prep" and reading.lower[child] in ("with", "under", "after", "on", "in"):
            noun = reading.child(child, "pobj")
            role = load(CUES)["nouns"].get(reading.lemma[noun]) if noun is not None else None
            if noun is not None and trigger.sense.kind is Kind.OPERATION and reading.lemma[noun] in SUPPORT:
                role = Role.IMPLEMENTER
            if noun is not None and trigger.sense.kind is Kind.MEETING and reading.lower[child] == "under":
                found += [participant(m, Role.CHAIR) for m in _agents(reading, cast, noun)[:1] if m.kind in PERSONAL]
            if noun is not None and in_the_chair(reading, noun):
                found += [participant(m, Role.CHAIR) for m in _agents(reading, cast, noun)[:1]]
            if noun is not None and role:
                found += [participant(m, Role(role)) for m in listed_after(reading, cast, noun)]
    if trigger.sense.kind is Kind.MEETING and not any(p.role is Role.CHAIR for p in found):
        found += [participant(m, Role.CHAIR) for m in leaders_below(reading, cast, trigger)]
    for verb, role in described_by(reading, trigger):
        for argument in arguments_of(reading, verb):
            if argument.relation == "agent":
                found += [participant(m, role) for m in _agents(reading, cast, argument.token)]
            elif argument.relation == "subject" and role is Role.CHAIR:
                found += list(_participants(reading, cast, argument, role))
    return found


def _agents(reading: Reading, cast: Cast, token: int) -> list[Mention]:
    mention = cast.at(reading, token)
    return read_list(reading, cast, _first_after_by(reading, cast, mention)) if mention is not None else []


def _first_after_by(reading: Reading, cast: Cast, mention: Mention) -> Mention:
    """Give the actor right behind the "by" of a list that the parser hangs on a later one."""
    by = next(
        (t for t in range(mention.start - 1, reading.sentence(mention.head)[0], -1) if reading.lower[t] == "by"), 0
    )
    if not by or any(reading.pos[t] in ("VERB", "AUX") for t in range(by, mention.start)):
        return mention
    first = next((m for m in cast.near(reading, by) if by < m.start <= by + 3), mention)
    owns = reading.dep[first.head] in ("poss", "amod", "compound", "nmod") and first.kind not in HOLDING
    return mention if owns else first


def is_title_of(mention: Mention) -> bool:
    """Tell whether an office only introduces its holder's name."""
    return mention.kind is ActorKind.OFFICE and mention.holder is not None


def security_forces(mention: Mention) -> bool:
    """Tell whether a mention is of forces that carry out operations."""
    return any(w in words(CUES, "forces") for w in mention.text.lower().split())
