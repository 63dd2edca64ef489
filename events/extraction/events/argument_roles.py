"""Which role an argument of an event has: by its relation, by the event's sense, and by the words around it."""

from events.extraction.actors import Cast, Mention
from events.extraction.events.arguments import Argument, objects, subjects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.vocabulary import PLACED, ActorKind, Effect, Kind, Role

WHERE_ONLY = frozenset(
    {"in", "at", "near", "from", "across", "inside", "outside", "into", "around", "over", "within", "during", "through"}
)
WHITHER = frozenset({"at", "to", "into", "around", "off", "near", "in", "towards"})
HAPPENING = frozenset({Kind.MEETING, Kind.INCIDENT, Kind.OPERATION})
RECEIVING = frozenset({"receive", "get", "obtain", "secure", "win", "await"})
SPOKEN = frozenset({"speech", "address", "keynote", "lecture", "sermon", "testimony"})
ASKING = frozenset({"seek", "request", "demand"})
ANNOUNCING = frozenset({"announce", "declare", "confirm", "unveil"})
SENDING = frozenset({"deploy", "send", "dispatch", "mobilise", "mobilize", "station", "rush", "position", "redeploy"})
AIMING = frozenset({"fire", "shoot", "aim", "throw", "hurl", "lob", "shell", "strike", "point", "direct", "lash"})


def role_of(trigger: Trigger, argument: Argument, cast: Cast) -> Role | None:
    """Give an argument's role in a trigger's event, None where what it names takes no part."""
    relation, reading, sense = argument.relation, trigger.reading, trigger.sense
    mention = cast.at(reading, argument.token)
    role = _of_circumstances(trigger, argument, mention)
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


def _of_circumstances(trigger: Trigger, argument: Argument, mention: Mention | None) -> Role | None:
    """Give the role that the words around an argument tell, whatever the trigger's own roles."""
    relation, reading = argument.relation, trigger.reading
    if relation == "subject" and trigger.light is not None and reading.lemma[trigger.light] in ANNOUNCING:
        return Role.ANNOUNCER
    if relation == "subject" and trigger.light is not None and reading.lemma[trigger.light] in RECEIVING:
        return Role.TARGET if trigger.sense.kind is Kind.STATEMENT else Role.AFFECTED
    if relation == "from" and trigger.sense.kind is Kind.STATEMENT and trigger.sense.words[0] in ASKING:
        return Role.TARGET  # "sought approval from the regulator"
    if relation in ("subject", "agent") and _is_a_speech(trigger):
        return Role.SPEAKER  # "delivered a keynote speech"
    if relation == "proposer":
        return Role.PARTICIPANT  # "approved a proposal by the minister": who asks does not decide
    if relation == "object" and reading.lemma[trigger.governor] in SENDING and trigger.sense.kind is Kind.OPERATION:
        return Role.IMPLEMENTER
    if _house_in_which(trigger, argument, mention):
        return Role.DECIDER
    return Role.AFFECTED if relation == "subject" and _are_casualties(trigger) else None


def _is_a_speech(trigger: Trigger) -> bool:
    """Tell a speech, which somebody holds, from a paper, by which somebody makes something known."""
    said = {trigger.reading.lemma[t] for t in (trigger.token, *objects(trigger.reading, trigger.token))}
    return trigger.sense.kind is Kind.STATEMENT and bool(said & SPOKEN)


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


def is_mere_place(cast: Cast, mention: Mention) -> bool:
    """Tell a place that nobody speaks of as doing anything: the model takes many a village for a person or a firm."""
    if mention.kind is ActorKind.PLACE:
        return True
    if mention.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION) or mention.end - mention.start > 1:
        return False
    same = [m for m in cast.mentions if m.cluster == mention.cluster]
    return all(m.end - m.start == 1 and m.reading.dep[m.head] in ("pobj", "conj", "compound") for m in same)
