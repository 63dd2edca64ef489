"""What speaks for a name's kind: its own words, and the words that stand beside it."""

from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.holders import office_before
from events.extraction.lexicon import load, words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind

BODIES, OFFICES, PLACES = "actors/lexicon/bodies", "actors/lexicon/offices", "actors/lexicon/places"
CONTEXT = "actors/lexicon/context"
CLASSES = {"person": ActorKind.PERSON, "organisation": ActorKind.ORGANISATION, "place": ActorKind.PLACE, "thing": None}
ADDRESSES = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "hon", "hon.", "sheikh"])
WHERE = 4.5
LEGAL = frozenset(["inc", "inc.", "corp", "corp.", "ltd", "ltd.", "plc", "co.", "gmbh"])
SITED = frozenset({"district", "municipality", "province", "town", "city", "village", "county", "outskirts", "suburb"})
COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "downtown",
        "nearby",
    ]
)

Weighed = list[tuple[ActorKind | None, float]]


def evidence_of(reading: Reading, start: int, end: int) -> Weighed:
    """Weigh everything that the text says of the kind of the name at tokens `start` to `end`."""
    return _of_words(reading, start, end) + _of_neighbours(reading, start, end) + _of_syntax(reading, start, end)


def noun_class(table: str, word: str) -> tuple[bool, ActorKind | None]:
    """Tell whether a lexicon table lists a word, and under which kind."""
    for name, kind in CLASSES.items():
        listed = load(CONTEXT)[table].get(name)
        if listed is not None and word in words(CONTEXT, f"{table}.{name}"):
            return True, kind
    return False, None


def _of_words(reading: Reading, start: int, end: int) -> Weighed:
    cut = next((t for t in range(start + 1, end) if reading.lower[t] in ("of", "on", "for", "at", "in", ",")), end)
    text, last, first = reading.slice(start, end), reading.lower[cut - 1], reading.lower[start]
    several = end - start > 1
    found: Weighed = []
    known = load(BODIES)["known"].get(text.casefold())
    if known:
        found.append((None if known == "none" else ActorKind(known), 20.0))
    place = look_up(text)
    if place is not None:
        kind = None if place.role == "people" else ActorKind.COUNTRY if place.role == "country" else ActorKind.PLACE
        found.append((kind, 9.0))
    if (
        not several
        and text.isupper()
        and text.isalpha()
        and 2 < len(text) <= 5
        and place is None
        and reading.field == "text"
        and not _in_capitals(reading, start)
    ):
        found.append((ActorKind.ORGANISATION, 2.5))
    if text in words(CONTEXT, "capitals.thing"):
        found.append((None, 8.0))
    if text[:1].islower() and text[1:2].isupper():
        found.append((None, 6.0))
    if not several:
        return found + ([(ActorKind.PERSON, 2.5)] if text in words(CONTEXT, "given.names") else [])
    return found + _of_several(reading, start, end, first, last)


def _of_several(reading: Reading, start: int, end: int, first: str, last: str) -> Weighed:
    """Weigh the first and the last word of a longer name."""
    found: Weighed = []
    if reading.words[start] in words(CONTEXT, "given.names") and last not in words(BODIES, "private"):
        found.append((ActorKind.PERSON, 3.0))
    ranked = first in words(OFFICES, "titles") and end - start > 2 and last not in words(BODIES, "private")
    if ranked and last not in words(BODIES, "public") and reading.words[end - 1].istitle():
        found.append((ActorKind.PERSON, 3.0))
    if last in words(BODIES, "public"):
        found.append((ActorKind.BODY, 6.0))
    elif last in words(CONTEXT, "heads.thing"):
        found.append((None, 5.0))
    elif last in words(CONTEXT, "heads.place") or last in words(PLACES, "heads"):
        found.append((ActorKind.PLACE, 8.0 if last in words(PLACES, "roads") else 5.0))
    elif last in words(BODIES, "private"):
        found.append((ActorKind.ORGANISATION, 5.0))
    if first in words(PLACES, "before"):
        found.append((ActorKind.PLACE, 4.0))
    if end - start > 2 and reading.lower[start + 1] in ("of", "for", "on"):
        if first in words(BODIES, "public"):
            found.append((ActorKind.BODY, 6.0))
        elif first in words(BODIES, "private"):
            found.append((ActorKind.ORGANISATION, 6.0))
        elif first in words(PLACES, "heads"):
            found.append((ActorKind.PLACE, 4.0))
    return found


def _in_capitals(reading: Reading, token: int) -> bool:
    first, last = reading.sentence(token)
    around = [w for w in reading.words[max(first, token - 4) : min(last, token + 5)] if w.isalpha()]
    return sum(w.isupper() for w in around) > len(around) / 2


def _of_neighbours(reading: Reading, start: int, end: int) -> Weighed:
    return _of_words_before(reading, start, end) + _of_word_after(reading, end) + _of_marks_after(reading, start, end)


def _of_words_before(reading: Reading, start: int, end: int) -> Weighed:
    before = reading.lower[start - 1] if start else ""
    found: Weighed = []
    if before in ADDRESSES:
        found.append((ActorKind.PERSON, 6.0))
    elif before in words(OFFICES, "titles") and reading.words[start - 1][:1].isupper():
        found.append((ActorKind.PERSON, 2.5))
    elif before == "," and end - start > 1 and office_before(reading, start) is not None:
        found.append((ActorKind.PERSON, 6.0))
    elif start and reading.words[start - 1][:1].islower() and reading.pos[start - 1] == "NOUN":
        listed, kind = noun_class("nouns", reading.lemma[start - 1])
        found += [(kind, 2.5)] if listed else []
    if before in ("a", "an") or (start and reading.tag[start - 1] == "PRP$") or before in ("new", "latest"):
        found.append((None, 1.5))
    if before == "the" and end - start == 1:
        if reading.lower[start].endswith("s") and not reading.lower[start].endswith("ss"):
            found.append((ActorKind.ORGANISATION, 4.5))
        elif not reading.words[start].isupper():
            found.append((None, 0.5))
    if before in COMPASS:
        found.append((ActorKind.PLACE, 1.5))
    if before == "of" and start > 1 and (reading.lemma[start - 2] in SITED or reading.lower[start - 2] in COMPASS):
        found.append((ActorKind.PLACE, 6.0))  # "in the districts of Velm", "south of Velm"
    return found


def _of_word_after(reading: Reading, end: int) -> Weighed:
    if end >= len(reading):
        return []
    found: Weighed = []
    if reading.lower[end] in LEGAL:
        found.append((ActorKind.ORGANISATION, 6.0))
    elif reading.words[end][:1].islower() and reading.pos[end] == "NOUN" and reading.head[end - 1] == end:
        listed, kind = noun_class("nouns", reading.lemma[end])
        if listed and kind in (ActorKind.PLACE, None):
            found.append((kind, 2.0))
        elif reading.lemma[end] in words(CONTEXT, "nouns.person") and reading.lower[end] != "family":
            found.append((ActorKind.ORGANISATION, 0.8))
    if reading.lower[end] in ("'s", "’s"):
        listed, kind = noun_class("possessed", _possessed(reading, end))
        found += [(kind, 2.5)] if listed else []
    return found


def _of_marks_after(reading: Reading, start: int, end: int) -> Weighed:
    """Weigh the hyphen, comma or bracket after a name with the word behind it."""
    after, later = ([*reading.lower[end : end + 2], "", ""])[:2]
    found: Weighed = []
    if after in ("-", "–") and later in ("based", "born", "area", "held", "controlled"):
        found.append((ActorKind.PLACE, 3.0))
    if (
        after == "who"
        or (after == "," and (later == "who" or (later.isdigit() and len(later) == 2)))
        or (after == "(" and later in ("born", "b.", "né", "née"))
    ):
        found.append((ActorKind.PERSON, 3.0))
    if after == "," and later and reading.words[end + 1][:1].isupper():
        wider = look_up(reading.words[end + 1])
        listed = (start and reading.words[start - 1] == ",") or (reading.lower[end + 2 : end + 3] or [""])[0] in (
            "'s",
            "and",
            ",",
        )
        if wider is not None and wider.role in ("country", "division") and not listed:
            found.append((ActorKind.PLACE, 2.0))
    return found


def _possessed(reading: Reading, mark: int) -> str:
    for token in range(mark + 1, min(mark + 4, len(reading))):
        if reading.pos[token] in ("NOUN", "PROPN") and (
            token + 1 >= len(reading) or reading.pos[token + 1] not in ("NOUN", "PROPN")
        ):
            return reading.lower[token]
    return ""


def _of_syntax(reading: Reading, start: int, end: int) -> Weighed:
    head = next((t for t in range(end - 1, start - 1, -1) if not start <= reading.head[t] < end), end - 1)
    dep, above = reading.dep[head], reading.head[head]
    found: Weighed = []
    if dep == "pobj":
        found += _of_preposition(reading, above)
    elif dep == "nsubj" and reading.pos[above] in ("VERB", "AUX"):
        found += _of_subject(reading, start, above)
    elif dep == "nsubjpass" and reading.lemma[above] in (
        "bear",
        "marry",
        "educate",
        "sentence",
        "bury",
        "appoint",
        "elect",
    ):
        found.append((ActorKind.PERSON, 2.5))
    elif dep == "conj" and _are_seats(reading, head):
        found.append((ActorKind.PLACE, 4.5))
    if dep == "dobj" and reading.lemma[above] in words(CONTEXT, "verbs.made") and _is_definite(reading, start):
        found.append((None, 2.5))
    if dep == "appos" and reading.pos[above] == "NOUN":
        listed, kind = noun_class("nouns", reading.lemma[above])
        found += [(kind, 2.5)] if listed else []
    for child in reading.children[head]:
        if reading.dep[child] == "appos" and reading.pos[child] == "NOUN":
            listed, kind = noun_class("nouns", reading.lemma[child])
            found += [(kind, 5.0)] if listed else []
        elif reading.dep[child] == "conj" and reading.pos[child] == "PROPN":
            place = look_up(reading.words[child])
            found += [(ActorKind.PLACE, 1.0)] if place is not None and place.role != "people" else []
    return found


def _are_seats(reading: Reading, member: int) -> bool:
    """See "the mayors of Oslo, Vikby and Bergen": a list of the places that several officers come from."""
    first = next((t for t in reading.ancestors(member) if reading.dep[t] != "conj"), member)
    officers = first if reading.dep[first] != "pobj" else reading.head[reading.head[first]]
    if reading.tag[officers] not in ("NNS", "NNPS") or reading.lemma[officers] not in words(OFFICES, "heads"):
        return False
    seats = [t for c in reading.all_children(officers, "prep") for t in reading.all_children(c, "pobj")]
    places = [look_up(reading.words[t]) for t in seats if t < member]
    return any(place is not None and place.role != "people" for place in places)


def _is_definite(reading: Reading, start: int) -> bool:
    """See "the", "its" or "new" before a name, as before a ship's or a product's."""
    before = reading.lower[start - 1] if start else ""
    return before in ("the", "new", "a", "an", "this") or (start > 0 and reading.tag[start - 1] == "PRP$")


def _of_subject(reading: Reading, start: int, verb: int) -> Weighed:
    if reading.lemma[verb] == "be":
        attribute = reading.child(verb, "attr")
        if attribute is not None:
            listed, kind = noun_class("nouns", reading.lemma[attribute])
            return [(kind, 5.0)] if listed else []
        return []
    if reading.lemma[verb] in words(CONTEXT, "verbs.working") and _is_definite(reading, start):
        return [(None, 2.0)]
    if reading.lemma[verb] in words(CONTEXT, "verbs.person"):
        return [(ActorKind.PERSON, 1.0)]
    if reading.lemma[verb] in words(CONTEXT, "verbs.organisation"):
        return [(ActorKind.ORGANISATION, 1.0)]
    return []


def _says_where(reading: Reading, preposition: int) -> bool:
    """See "in" or "near" before one capitalised word that is no acronym and is not trusted or invested in."""
    noun = reading.child(preposition, "pobj")
    if noun is None or noun != preposition + 1 or reading.words[noun].isupper():
        return False
    return reading.lemma[reading.head[preposition]] not in words(CONTEXT, "around.abstract_in")


def _of_preposition(reading: Reading, preposition: int) -> Weighed:
    word, governor = reading.lower[preposition], reading.head[preposition]
    if word in ("in", "near", "outside", "through", "across") and _says_where(reading, preposition):
        return [(ActorKind.PLACE, WHERE)]
    if word == "in":
        return [(ActorKind.PLACE, 1.2)]
    if word in ("near", "outside", "towards", "toward"):
        return [(ActorKind.PLACE, 2.0)]
    if word in ("to", "from", "at", "into", "through", "via") and reading.lemma[governor] in words(
        CONTEXT, "verbs.motion"
    ):
        return [(ActorKind.PLACE, 1.5)]
    if word in ("from", "at"):
        return [(ActorKind.PLACE, 0.4)]
    if word == "of":
        if reading.lemma[governor] in words(CONTEXT, "nouns.place") or reading.lower[governor] in COMPASS:
            return [(ActorKind.PLACE, 3.0)]
        if reading.lemma[governor] in words(CONTEXT, "of.person"):
            return [(ActorKind.PERSON, 1.5)]
        if reading.lemma[governor] in words(CONTEXT, "of.organisation"):
            return [(ActorKind.ORGANISATION, 1.2)]
    return []
