"""Where an event was: the place that its own phrase names, never the dateline."""

from events.extraction.actors import Cast, Mention
from events.extraction.actors.gazetteer import look_up
from events.extraction.events.arguments import objects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Place
from events.extraction.vocabulary import ActorKind, Kind

CALENDAR = "actors/lexicon/calendar"
PLACED = frozenset({ActorKind.PLACE, ActorKind.COUNTRY})
REACHING = frozenset({Kind.INCIDENT, Kind.OPERATION, Kind.DECISION, Kind.MEETING, Kind.AGREEMENT})
HAPPENING = frozenset({Kind.INCIDENT, Kind.OPERATION})
EXACT = frozenset({"in", "at", "near", "off", "outside"})
DEEPEST = 3


def place_of(trigger: Trigger, cast: Cast) -> Place | None:
    """Find the place of an event in the phrases that hang on its words; None where the text names none."""
    reading = trigger.reading
    carried = objects(reading, trigger.token) if trigger.sense.verbal and trigger.sense.objects else []
    starts = list(dict.fromkeys((trigger.token, trigger.governor, *carried)))
    where = _where(reading, cast, trigger.governor)
    if where is not None:
        return as_place(where, cast)
    for depth in range(DEEPEST):
        for token in starts:
            found = _in_phrases(reading, cast, token)
            if found is not None:
                return as_place(found, cast)
            unknown = _unknown_place(reading, cast, token) if depth == 0 or trigger.sense.kind in HAPPENING else None
            if unknown is not None:
                return unknown
        starts = [
            c
            for t in starts
            for c in reading.children[t]
            if depth < 2
            and trigger.sense.kind in REACHING
            and (reading.dep[c] != "nsubj" or trigger.sense.kind in HAPPENING)
            and reading.dep[c] in ("dobj", "nsubjpass", "nsubj", "pobj", "prep", "conj", "advcl", "attr")
            and not _own_clause(reading, c)
        ]
    return None


def _where(reading: Reading, cast: Cast, verb: int) -> Mention | None:
    """Read "was in Oslo, where he signed ...": the place that a clause with "where" describes."""
    relative = reading.dep[verb] == "relcl" and any(reading.lower[c] == "where" for c in reading.children[verb])
    mention = cast.at(reading, reading.head[verb]) if relative else None
    return mention if mention is not None and mention.kind in PLACED else None


def _unknown_place(reading: Reading, cast: Cast, token: int) -> Place | None:
    """Take a name after "at" or "near" for a place, though nothing else tells what it is."""
    for child in reading.children[token]:
        if reading.dep[child] != "prep" or reading.lower[child] not in EXACT:
            continue
        for noun in reading.all_children(child, "pobj"):
            first = noun
            while first > child + 1 and reading.pos[first - 1] == "PROPN":
                first -= 1
            named = reading.pos[noun] == "PROPN" and reading.words[first][:1].isupper()
            told = cast.at(reading, noun) is not None or reading.label.get(noun) in (
                "DATE",
                "TIME",
                "ORG",
                "LAW",
                "EVENT",
            )
            if (
                named
                and not told
                and reading.lower[noun] not in words(CALENDAR, "names")
                and noun not in reading.policies
            ):
                return Place(reading.slice(first, noun + 1), *reading.span(first, noun + 1), None)
    return None


def _own_clause(reading: Reading, token: int) -> bool:
    return reading.pos[token] == "VERB" and reading.dep[token] not in ("advcl",)


def _in_phrases(reading: Reading, cast: Cast, token: int) -> Mention | None:
    for child in reading.children[token]:
        if reading.dep[child] != "prep" or reading.lower[child] not in words("actors/lexicon/places", "locative"):
            continue
        for noun in reading.all_children(child, "pobj"):
            mention = cast.headed_by(reading, noun)
            if mention is not None and mention.kind in PLACED and mention.named and not is_dateline(mention):
                return mention
            inner = _in_phrases(reading, cast, noun)
            if inner is not None:
                return inner
            mention = next(
                (
                    m
                    for t in range(*reading.subtree(noun))
                    if (m := cast.at(reading, t)) is not None and m.kind in PLACED and m.named
                ),
                None,
            )
            if (
                mention is not None
                and mention.reading is reading
                and reading.pos[noun] in ("NOUN", "PROPN")
                and mention.start - noun <= 4
            ):
                return mention
    return None


def is_dateline(mention: Mention) -> bool:
    """Tell a dateline ("GENEVA:", "OSLO, May 3 -") from a place that the text speaks of."""
    reading = mention.reading
    if mention.start > 3 and reading.words[mention.start - 1].strip():
        return False
    ahead = reading.words[mention.end : mention.end + 8]
    return mention.text.isupper() or (
        any(mark in (":", "—", "–", "-", "--") for mark in ahead[:6]) and mention.start == 0
    )


def as_place(mention: Mention, cast: Cast) -> Place:
    """Give a mention as an event's place, with the country that the gazetteer or the words after it tell."""
    reading = mention.reading
    start, end = reading.span(mention.start, mention.end)
    known = look_up(mention.text)
    country = known.name if known and known.role != "region" else None
    if country is None and mention.end + 1 < len(reading) and reading.words[mention.end] == ",":
        after = cast.at(reading, mention.end + 1)
        place = look_up(after.text) if after is not None else None
        country = place.name if place is not None and place.role in ("country", "division") else None
    return Place(mention.name if not mention.text.isupper() else mention.text, start, end, country)
