"""Where an event was: the place that its own phrase names, never the dateline."""

from collections.abc import Set

from events.extraction.actors import Cast, Mention
from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.nouns import place_word
from events.extraction.events.argument_roles import SENDING, is_mere_place
from events.extraction.events.arguments import objects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Place
from events.extraction.vocabulary import PLACED, ActorKind, Kind

CALENDAR, PLACES = "actors/lexicon/calendar", "actors/lexicon/places"
REACHING = frozenset({Kind.INCIDENT, Kind.OPERATION, Kind.DECISION, Kind.MEETING, Kind.AGREEMENT})
IN_THE_FIELD = frozenset({Kind.INCIDENT, Kind.OPERATION})
SIGNED = frozenset({Kind.AGREEMENT, Kind.APPOINTMENT})
EXACT = frozenset({"in", "at", "near", "off", "outside"})
WHITHER = frozenset({"to", "into"})
MOVING = frozenset({"move", "advance", "push", "cross", "march", "enter", "fly", "sail", "return", "withdraw"})
LEADING = frozenset({"prep", "dative"})
ALONG = frozenset({"on", "across", "along", "in", "at", "near", "off", "from"})
BOUNDARIES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj"})
"""Where another clause begins."""
REACHED = frozenset({"dobj", "nsubjpass", "nsubj", "pobj", "prep", "conj", "advcl", "attr"})
DEEPEST = 3


def place_of(trigger: Trigger, cast: Cast) -> Place | None:
    """Find the place of an event in the phrases that hang on its words; None where the text names none."""
    reading = trigger.reading
    where = _where(reading, cast, trigger.governor) or _reached(trigger, cast) or _hosting(trigger, cast)
    if where is not None:
        return where
    carried = objects(reading, trigger.token) if trigger.sense.verbal and trigger.sense.objects else []
    starts = list(dict.fromkeys((trigger.token, trigger.governor, *carried)))
    for depth in range(DEEPEST):
        for token in starts:
            found = _at_token(trigger, cast, token, depth)
            if found is not None:
                return found
        starts = [c for t in starts for c in reading.children[t] if depth < 2 and _reaches(trigger, c)]
    return (
        _in_its_clause(trigger, cast)
        or _of_the_gathering(trigger, cast)
        or _there(trigger, cast)
        or _deeper(trigger, cast)
    )


def _reached(trigger: Trigger, cast: Cast) -> Place | None:
    """Read "visited Tulmek", "the army entered the Vash valley": a place that is itself what is acted on."""
    reading = trigger.reading
    if not trigger.sense.verbal or reading.lemma[trigger.token] not in words(PLACES, "reaching"):
        return None
    mentions = (cast.headed_by(reading, t) for t in objects(reading, trigger.token))
    found = next((m for m in mentions if m is not None and _names_a_place(m)), None)
    return as_place(found, cast) if found is not None else None


def _hosting(trigger: Trigger, cast: Cast) -> Place | None:
    """Read "Oslo will host the talks"."""
    reading, verb = trigger.reading, trigger.governor
    if reading.lemma[verb] != "host":
        return None
    mentions = (cast.headed_by(reading, t) for t in reading.all_children(verb, "nsubj"))
    found = next((m for m in mentions if m is not None and _is_town(m)), None)
    return as_place(found, cast) if found is not None else None


def _of_the_gathering(trigger: Trigger, cast: Cast) -> Place | None:
    """Read "ministers, meeting in Oslo, agreed to ...": where those who act are gathered."""
    reading, verb = trigger.reading, trigger.governor
    ranges = [range(*reading.subtree(t)) for t in reading.all_children(verb, "nsubj")]
    for clause in (*reading.all_children(verb, "acl", "advcl"), *(t for inside in ranges for t in inside)):
        gathered = reading.tag[clause] == "VBG" and reading.dep[clause] in ("acl", "advcl")
        if gathered and reading.lemma[clause] in words(PLACES, "gathering"):
            found = _in_phrases(reading, cast, clause, words(PLACES, "locative"))
            return as_place(found, cast) if found is not None else _unknown_place(reading, cast, clause, EXACT)
    return None


def _there(trigger: Trigger, cast: Cast) -> Place | None:
    """Read "a bomb went off there" as the place named last, in this sentence or the one before."""
    reading = trigger.reading
    around = (trigger.token, trigger.governor, *objects(reading, trigger.governor))
    there = [
        c for t in around for c in reading.children[t] if reading.lower[c] == "there" and reading.dep[c] == "advmod"
    ]
    if not there:
        return None
    first = reading.sentences[max(0, reading.sentence_of[there[0]] - 1)][0]
    named = [
        m
        for m in cast.mentions
        if m.reading is reading and first <= m.start < there[0] and m.kind is ActorKind.PLACE and _names_a_place(m)
    ]
    return as_place(max(named, key=lambda m: m.start), cast) if named else None


def _deeper(trigger: Trigger, cast: Cast) -> Place | None:
    """Find a place farther down in what the event is about: "growers who had blocked the road in Masasi"."""
    reading, governor = trigger.reading, trigger.governor
    if trigger.sense.kind not in REACHING or trigger.sense.kind is Kind.MEETING:
        return None
    where = words(PLACES, "locative") | {"on", "through"}
    for token in range(governor + 1, reading.right[governor] + 1):
        if reading.dep[token] != "prep" or reading.lower[token] not in where:
            continue
        if not _same_clause(reading, governor, token, besides={"relcl"}):
            continue
        noun, holder = reading.child(token, "pobj"), cast.headed_by(reading, reading.head[token])
        if noun is None or (holder is not None and holder.kind not in (ActorKind.GROUP, ActorKind.PLACE)):
            continue
        mention = cast.headed_by(reading, noun)
        if mention is not None and _names_a_place(mention) and not is_dateline(mention):
            return as_place(mention, cast)
        found = _of_sort(reading, cast, noun)
        if found is None and reading.lower[token] in EXACT:
            found = _only_named(reading, cast, noun)
        if found is not None:
            return found
    return None


def _of_sort(reading: Reading, cast: Cast, noun: int) -> Place | None:
    """Read "the island of Wakenaam", "the waters of Bua": a word for a sort of place before its name."""
    sort = place_word(reading.lower[noun]) or place_word(reading.lemma[noun])  # "the districts of"
    if not sort and reading.lower[noun] not in ("waters", "whole", "area", "outskirts", "municipalities"):
        return None
    named = [t for c in reading.all_children(noun, "prep") for t in reading.all_children(c, "pobj")]
    for token in named:
        mention = cast.headed_by(reading, token)
        if mention is not None and _names_a_place(mention):
            return as_place(mention, cast)
        if mention is None and (found := _only_named(reading, cast, token)) is not None:
            return found
    return None


def _at_token(trigger: Trigger, cast: Cast, token: int, depth: int) -> Place | None:
    reading = trigger.reading
    there = _leading_there(trigger, token)
    found = _in_phrases(reading, cast, token, there)
    if found is not None:
        return as_place(found, cast)
    if depth and trigger.sense.kind not in IN_THE_FIELD:
        return None
    return _unknown_place(reading, cast, token, EXACT | (there & WHITHER))


def _reaches(trigger: Trigger, token: int) -> bool:
    reading, kind = trigger.reading, trigger.sense.kind
    if kind not in REACHING or reading.dep[token] not in REACHED:
        return False
    finite = reading.child(token, "nsubj", "nsubjpass") is not None
    own_clause = reading.pos[token] == "VERB" and (reading.dep[token] != "advcl" or finite)
    return not own_clause and (reading.dep[token] != "nsubj" or kind in IN_THE_FIELD)


def _leading_there(trigger: Trigger, token: int) -> Set[str]:
    """Give the prepositions that tell where: those of place, and "to" where forces are sent."""
    locative = words(PLACES, "locative")
    sent = trigger.sense.kind is Kind.OPERATION and trigger.reading.lemma[trigger.token] in SENDING | MOVING
    locative |= {"on"} if trigger.sense.kind is Kind.MEETING else set()
    return locative | WHITHER if sent and token in (trigger.token, trigger.governor) else locative


def _where(reading: Reading, cast: Cast, verb: int) -> Place | None:
    """Read "was in Oslo, where he signed ...": the place that a clause with "where" describes."""
    if reading.dep[verb] != "relcl" or all(reading.lower[c] != "where" for c in reading.children[verb]):
        return None
    noun = reading.head[verb]
    mention = cast.at(reading, noun)
    if mention is not None:
        return as_place(mention, cast) if mention.kind in PLACED else None
    return _only_named(reading, cast, noun) if reading.dep[noun] == "pobj" else None


def _in_its_clause(trigger: Trigger, cast: Cast) -> Place | None:
    """Find the town at which the clause of a signing or meeting ends, whatever noun the parser hangs it on."""
    reading, governor = trigger.reading, trigger.governor
    if trigger.sense.kind not in SIGNED | {Kind.MEETING}:
        return None
    if reading.dep[governor] == "pobj" and trigger.sense.kind is Kind.MEETING:  # "the round of talks opened in Oslo"
        governor = next((t for t in reading.ancestors(governor) if reading.pos[t] == "VERB"), governor)
    for token in range(governor + 1, reading.right[governor] + 1):
        where = reading.dep[token] == "prep" and reading.lower[token] in ("in", "at")
        if not where or _posted(reading, cast, token) or not _same_clause(reading, governor, token):
            continue
        noun = reading.child(token, "pobj")
        mention = cast.headed_by(reading, noun) if noun is not None else None
        if mention is not None and _is_town(mention):
            return as_place(mention, cast)
        if noun is not None and (unknown := _only_named(reading, cast, noun)) is not None:
            return unknown
        site = _site(reading, cast, noun) if noun is not None and trigger.sense.kind is Kind.MEETING else None
        if site is not None:
            return site
    return None


def _posted(reading: Reading, cast: Cast, preposition: int) -> bool:
    """See "its ambassador in Oslo": where somebody holds an office."""
    holder = cast.headed_by(reading, reading.head[preposition])
    return holder is not None and holder.kind is ActorKind.OFFICE and reading.tag[holder.head] != "NNS"


def _same_clause(reading: Reading, governor: int, token: int, besides: Set[str] = frozenset()) -> bool:
    for above in reading.ancestors(token):
        if above == governor:
            return True
        if reading.dep[above] in BOUNDARIES - besides and reading.pos[above] in ("VERB", "AUX"):
            return False
        if reading.dep[above] == "relcl" and not _is_told_of_its_noun(reading, above):
            return False
    return False


def _is_told_of_its_noun(reading: Reading, clause: int) -> bool:
    """Tell "growers who had blocked the road" from "the pact that lawyers had criticised"."""
    subject = reading.child(clause, "nsubj", "nsubjpass")
    return subject is None or reading.tag[subject] in ("WDT", "WP") or reading.lower[subject] == "that"


def _is_town(mention: Mention) -> bool:
    known = look_up(mention.text)
    return mention.kind is ActorKind.PLACE and mention.named and (known is None or known.role == "capital")


def _unknown_place(reading: Reading, cast: Cast, token: int, exact: Set[str]) -> Place | None:
    """Take a name after "at" or "near" for a place, though nothing else tells what it is; a hall, a river."""
    for child in reading.children[token]:
        if reading.dep[child] not in LEADING or reading.lower[child] not in exact | ALONG:
            continue
        for noun in reading.all_children(child, "pobj"):
            found = _geographic(reading, noun)
            if found is None and reading.lower[child] in exact:
                found = _site(reading, cast, noun) or _only_named(reading, cast, noun)
            if found is not None:
                return found
    return None


def _geographic(reading: Reading, noun: int) -> Place | None:
    """Read "the Orinda river", "the upper Vash valley": a name before a word for a sort of place."""
    if not place_word(reading.lower[noun]):
        return None
    first = noun
    while (
        first - 1 >= reading.left[noun] and reading.words[first - 1][:1].isupper() and reading.pos[first - 1] != "DET"
    ):
        first -= 1
    if first == noun:
        return None
    return Place(reading.slice(first, noun + 1), *reading.span(first, noun + 1), None)


def _site(reading: Reading, cast: Cast, noun: int) -> Place | None:
    """Read "at the town hall", "at the Foreign Ministry": a building, or the seat of a body."""
    mention = cast.headed_by(reading, noun)
    first, last = (mention.start, mention.end) if mention is not None else (reading.left[noun], noun + 1)
    while first < last and reading.pos[first] in ("DET", "PRON", "NUM", "PUNCT"):
        first += 1
    if not any(w in words(PLACES, "sites") for w in reading.lower[first:last]) or first + 1 == last == noun + 1:
        return None
    return Place(reading.slice(first, last), *reading.span(first, last), None)


def _only_named(reading: Reading, cast: Cast, noun: int) -> Place | None:
    mention = cast.at(reading, noun)
    if mention is not None and not (mention.named and mention.head == noun and _may_be_a_place(cast, mention)):
        return None
    if reading.pos[noun] != "PROPN" or reading.lower[noun] in words(CALENDAR, "names") or noun in reading.policies:
        return None
    if reading.lower[noun] in words(CALENDAR, "no_places"):
        return None
    if reading.label.get(noun) in ("DATE", "TIME", "LAW", "EVENT") or (
        mention is None and reading.label.get(noun) == "ORG"
    ):
        return None
    first = noun
    while reading.pos[first - 1] == "PROPN" and first - 1 >= reading.left[noun]:
        first -= 1
    if not reading.words[first][:1].isupper():
        return None
    return Place(reading.slice(first, noun + 1), *reading.span(first, noun + 1), None)


def _may_be_a_place(cast: Cast, mention: Mention) -> bool:
    """Tell a village that was taken for a person or a firm: nowhere named but after "at", "in", "to", "near"."""
    if is_mere_place(cast, mention):
        return True
    if mention.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION) or mention.cluster in cast.in_office:
        return False
    alike = [m for m in cast.mentions if m.cluster == mention.cluster]
    return all(m.start and m.reading.lower[m.start - 1] in EXACT | WHITHER | {"from"} for m in alike)


def _in_phrases(reading: Reading, cast: Cast, token: int, prepositions: Set[str]) -> Mention | None:
    for child in reading.children[token]:
        if reading.dep[child] not in LEADING or reading.lower[child] not in prepositions:
            continue
        for noun in reading.all_children(child, "pobj"):
            mention = cast.headed_by(reading, noun)
            if mention is not None and _names_a_place(mention) and not is_dateline(mention):
                return mention
            inner = _in_phrases(reading, cast, noun, words(PLACES, "locative"))
            if inner is not None:
                return inner
            inside = (cast.at(reading, t) for t in range(*reading.subtree(noun)))
            mention = next((m for m in inside if m is not None and _names_a_place(m)), None)
            named = mention is not None and mention.reading is reading and mention.start - noun <= 4
            if named and reading.pos[noun] in ("NOUN", "PROPN"):
                return mention
    return None


def _names_a_place(mention: Mention) -> bool:
    """Tell "Denmark" and "Aarhus" from "Danish", which only says whose something is."""
    known = look_up(mention.text)
    return mention.kind in PLACED and mention.named and (known is None or known.role != "people")


def is_dateline(mention: Mention) -> bool:
    """Tell a dateline ("GENEVA:", "OSLO, May 3 -") from a place that the text speaks of."""
    reading = mention.reading
    if mention.start > 3 and reading.words[mention.start - 1].strip():
        return False
    ahead = reading.words[mention.end : mention.end + 8]
    return mention.text.isupper() or (
        any(mark in (":", "—", "–", "-", "--") for mark in ahead[:6]) and mention.start == 0
    )


def _is_before_its_sort(mention: Mention) -> bool:
    """See the name in "the upper Vash valley", "Tulmek district": the word after it says what sort of place it is."""
    reading, sort = mention.reading, mention.end
    return place_word(reading.lower[sort]) and reading.dep[mention.end - 1] == "compound"


def as_place(mention: Mention, cast: Cast) -> Place:
    """Give a mention as an event's place, with the country that the gazetteer or the words after it tell."""
    reading = mention.reading
    known = look_up(mention.text)
    sort = mention.end if mention.end < len(reading) and _is_before_its_sort(mention) else None
    if sort is not None and known is None:
        return Place(reading.slice(mention.start, sort + 1), *reading.span(mention.start, sort + 1), None)
    start, end = reading.span(mention.start, mention.end)
    country = known.name if known and known.role != "region" else None
    if country is None and mention.end + 1 < len(reading) and reading.words[mention.end] == ",":
        after = cast.at(reading, mention.end + 1)
        place = look_up(after.text) if after is not None else None
        country = place.name if place is not None and place.role in ("country", "division") else None
    return Place(mention.name if not mention.text.isupper() else mention.text, start, end, country)
