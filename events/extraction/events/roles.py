"""Who takes part in an event, and in which role."""

from collections.abc import Iterable
from dataclasses import replace

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.actors.nouns import place_word
from events.extraction.events.argument_roles import role_of
from events.extraction.events.arguments import PROPOSED, Argument, arguments_of, objects, subjects
from events.extraction.events.chairing import described_by, in_the_chair, leaders_below
from events.extraction.events.conditions import is_actor, owners_of
from events.extraction.events.implied import appointed_by_it, beneficiaries, participant
from events.extraction.events.lists import listed_after, read_list, within_office
from events.extraction.events.senses import nouns
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import load, words
from events.extraction.reading import Reading
from events.extraction.results import Participant
from events.extraction.vocabulary import PERSONAL, PLACED, ActorKind, Kind, Role

CUES = "events/cues/roles"
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
        role = role_of(trigger, argument, cast)
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
    if trigger.sense.verbal and trigger.sense.kind is Kind.AGREEMENT:  # "a memorandum of understanding between ..."
        noun = next((t for t in objects(reading, noun) if reading.lemma[t] in trigger.sense.objects), noun)
        carried = noun != trigger.token
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
