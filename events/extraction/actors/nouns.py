"""Actors that common nouns name: offices, groups, bodies without a name ("the premier", "service chiefs", "the
police").
"""

from events.extraction.actors.evidence import BODIES, OFFICES, PLACES
from events.extraction.actors.gazetteer import Country, look_up
from events.extraction.actors.mentions import Mention
from events.extraction.actors.shapes import begins_holder
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind

GROUPS = "actors/lexicon/groups"
LONGEST_OFFICE = 14
PHRASE = frozenset({"of", "for"})
HOME = frozenset({"of", "from", "at", "in"})
GENERAL_THINGS = frozenset(["meeting", "meetings", "election", "elections", "hospital", "assembly", "strike", "public"])
POWERS = frozenset({"granted", "conferred", "vested", "delegated", "given", "to", "over", "under"})
LEADS_ON = frozenset({"and", "&", ","})


def common_actors(reading: Reading, names: list[Mention]) -> list[Mention]:
    """Find offices, groups and unnamed bodies in a reading whose names are known."""
    named = [-1] * len(reading)
    for number, name in enumerate(names):
        named[name.start : name.end] = [number] * (name.end - name.start)
    found: list[Mention] = []
    heads = words(OFFICES, "heads")
    for token, word in enumerate(reading.lower):
        if named[token] >= 0 and names[named[token]].kind is not ActorKind.PERSON:
            continue
        if reading.pos[token] not in ("NOUN", "PROPN", "ADJ"):
            continue
        lemma = word if word in heads else reading.lemma[token]
        mention = None
        if lemma in heads and named[token] < 0 and not (found and found[-1].start <= token < found[-1].end):
            mention = _office(reading, token, lemma, named)
        if mention is None and named[token] < 0:
            mention = _group_or_body(reading, token, word, named)
        if mention is not None:
            found.append(mention)
    return found


def _office(reading: Reading, token: int, lemma: str, named: list[int]) -> Mention | None:
    """Read an office around its head: modifiers before it, "of" and "for" phrases after it."""
    following = token + 1
    if (
        following < len(reading)
        and reading.lower[following]
        in ("general", "minister", "secretary", "executive", "officer", "justice", "commissioner", "whip")
        and reading.head[token] != token
    ):
        return (
            None if reading.lower[following] in words(OFFICES, "heads") else _bounded(reading, token, following, named)
        )
    if reading.words[following : following + 1] == ["-"] and reading.lower[following + 1 : following + 2] == [
        "general"
    ]:
        return _bounded(reading, token, following + 1, named)
    return _bounded(reading, token, token, named, lemma)


def _bounded(reading: Reading, token: int, head: int, named: list[int], lemma: str = "officer") -> Mention | None:
    if lemma == "general" and reading.lower[head + 1 : head + 2] and reading.lower[head + 1] in GENERAL_THINGS:
        return None
    start = _office_start(reading, token, named)
    capital = reading.words[token][:1].isupper()
    plural = reading.tag[head] in ("NNS", "NNPS")
    if not capital and start == token and lemma not in words(OFFICES, "alone"):
        return None
    if (
        lemma
        in (
            "head",
            "chief",
            "leader",
            "representative",
            "executive",
            "manager",
            "candidate",
            "general",
            "major",
            "deputy",
        )
        and start == token
        and not capital
        and _office_end(reading, head, named) == head + 1
    ):
        return None
    if reading.dep[head] in ("compound", "amod", "nmod") and not capital and not _before_name(reading, head, named):
        return None
    if head + 1 < len(reading) and reading.lower[head + 1] in ("office", "'s", "’s") and _of_body(reading, head):
        return None
    if plural and not capital:
        start = _plural_start(reading, start, named)
    end = _office_end(reading, head, named)
    kind = ActorKind.GROUP if plural else ActorKind.OFFICE
    return Mention(
        reading, start, end, kind, head, named=capital, listed=not plural or _capitalised(reading, start, end)
    )


def _plural_start(reading: Reading, start: int, named: list[int]) -> int:
    """Take in what tells which ones: "two rebel commanders", "senior officials"."""
    first = reading.sentence(start)[0]
    while start > first and named[start - 1] < 0 and reading.pos[start - 1] in ("NOUN", "ADJ", "NUM"):
        if reading.words[start - 1][:1].isupper() or reading.lower[start - 1] in words(OFFICES, "outside"):
            break
        start -= 1
    return start


def _capitalised(reading: Reading, start: int, end: int) -> bool:
    return any(reading.words[t][:1].isupper() for t in range(start, end) if reading.pos[t] in ("PROPN", "ADJ", "NOUN"))


def _of_body(reading: Reading, head: int) -> bool:
    """See "Prime Minister's Office": the title is part of a body's name."""
    after = head + 1 if reading.lower[head + 1] == "office" else head + 2
    return after < len(reading) and reading.words[after] in ("Office", "House", "Secretariat")


def _before_name(reading: Reading, head: int, named: list[int]) -> bool:
    return head + 1 < len(reading) and named[head + 1] >= 0


def _office_start(reading: Reading, token: int, named: list[int]) -> int:
    modifiers, outside = words(OFFICES, "modifiers"), words(OFFICES, "outside")
    start, first = token, reading.sentence(token)[0]
    lower = reading.words[token][:1].islower()  # "the port manager"
    while start > first and token - start < 8:
        before = start - 1
        word = reading.lower[before]
        if (
            word in outside
            or reading.pos[before] in ("DET", "PRON", "VERB", "ADP", "AUX")
            or (named[before] >= 0 and not _attached(reading, before, token))
        ):
            break
        capital = reading.words[before][:1].isupper() and reading.pos[before] in ("PROPN", "ADJ", "NOUN")
        joined = start == token and lower and reading.dep[before] == "compound" and reading.pos[before] == "NOUN"
        if word in modifiers or capital or joined:
            start = before
        elif (word in ("-", "–") and before > first and token - before < 3) or (
            word in ("and", "&")
            and before > first
            and (reading.lower[before - 1] in modifiers)
            and reading.head[before - 1] <= token
        ):
            start = before - 1
        else:
            break
    return start


def _attached(reading: Reading, before: int, token: int) -> bool:
    return reading.dep[before] in ("compound", "amod", "nmod") and before < token


def _office_end(reading: Reading, head: int, named: list[int]) -> int:
    end, size = head + 1, len(reading)
    limit = min(size, reading.sentence(head)[1], head + LONGEST_OFFICE)
    while end < limit and (
        reading.lower[end] in PHRASE or _accredited(reading, head, end) or _advises(reading, head, end)
    ):
        ahead = end + 1
        while ahead < limit and (reading.lower[ahead] in ("the", "all", "both") or reading.tag[ahead] == "PRP$"):
            ahead += 1
        if ahead >= limit:
            break
        stop = _object_end(reading, ahead, limit, named)
        if stop == ahead:
            break
        end = stop
    if end == head + 1 and end + 1 < limit and reading.words[end] == "(" and reading.words[end + 1].isupper():
        return end
    return end


def _accredited(reading: Reading, head: int, token: int) -> bool:
    """See "Secretary to the Treasury", "Ambassador to Norway": offices that serve or are sent to somebody."""
    if reading.lower[token] != "to" or reading.lemma[head] not in words(OFFICES, "accredited"):
        return False
    ahead = token + 2 if token + 1 < len(reading) and reading.lower[token + 1] == "the" else token + 1
    return ahead < len(reading) and reading.words[ahead][:1].isupper() and reading.words[head][:1].isupper()


def _advises(reading: Reading, head: int, token: int) -> bool:
    """See "Senior Adviser to the President on Trade", "Special Envoy on Water"."""
    if reading.lower[token] != "on" or reading.lemma[head] not in words(OFFICES, "advising"):
        return False
    ahead = token + 1
    capital = ahead < len(reading) and reading.words[ahead][:1].isupper() and reading.words[head][:1].isupper()
    return capital and reading.label.get(ahead) not in ("DATE", "TIME")


def _object_end(reading: Reading, start: int, limit: int, named: list[int]) -> int:
    """Read "Industry and Commerce", "all provinces and GB", "foreign affairs" to their end."""
    modifiers, token = words(OFFICES, "modifiers"), start
    institutions = words(BODIES, "generic") | words(GROUPS, "plural")
    while token < limit:
        word = reading.lower[token]
        capital = reading.words[token][:1].isupper() and reading.pos[token] in ("PROPN", "NOUN", "ADJ")
        if (
            capital
            and token > start
            and (
                word in words(OFFICES, "titles")
                or reading.name_starts.get(token) == "PERSON"
                or begins_holder(reading, start, token)
            )
        ):
            break
        if capital or word in modifiers or word in institutions or word in ("staff", "country", "region"):
            token += 1
            continue
        if word in LEADS_ON and start < token < limit - 1:
            ahead = token + 1
            if reading.lower[ahead] in ("and", "the") and ahead + 1 < limit:
                ahead += 1
            more = reading.words[ahead][:1].isupper() or reading.lower[ahead] in modifiers
            portfolio = word == "," and reading.lower[ahead] in words(BODIES, "portfolios") | {"civil"}
            joined = (portfolio or _joined(reading, ahead, start)) and reading.lower[ahead] not in words(
                OFFICES, "titles"
            )
            if (
                more
                and joined
                and (word != "," or _list_goes_on(reading, token, limit))
                and _not_person(reading, ahead, named)
            ):
                token = ahead
                continue
        break
    while token > start and (reading.lower[token - 1] in LEADS_ON or reading.lower[token - 1] == "the"):
        token -= 1
    return token


def _joined(reading: Reading, token: int, start: int) -> bool:
    """See whether a word hangs on the phrase begun at `start`, not on what stands outside it."""
    return any(above >= start and above < token for above in list(reading.ancestors(token))[:3])


def _list_goes_on(reading: Reading, token: int, limit: int) -> bool:
    return any(reading.lower[t] in ("and", "&") for t in range(token, min(limit, token + 6)))


def _not_person(reading: Reading, token: int, named: list[int]) -> bool:
    return reading.label.get(token) != "PERSON" or named[token] < 0


def _group_or_body(reading: Reading, token: int, word: str, named: list[int]) -> Mention | None:
    """Take a noun phrase whose head is a word for people or for a body."""
    if reading.dep[token] in ("compound", "amod", "nmod", "npadvmod") and not _acts_as_modifier(reading, token):
        return None
    if token and f"{reading.lower[token - 1]} {reading.lemma[token]}" in words(GROUPS, "no_bodies"):
        return None
    people = look_up(reading.words[token])
    plural = _are_people(reading, token) or word in words(GROUPS, "plural") or _people(people)
    collective, person = word in words(GROUPS, "collective"), word in words(GROUPS, "person")
    body = _is_body(reading, token, word)
    if not (plural or collective or person or body):
        return None
    start = _phrase_start(reading, token)
    if word in words(BODIES, "sessions") and start < token:
        return None
    start = _before_bracket(reading, token, start)
    capital = any(reading.words[t][:1].isupper() for t in range(start, token + 1) if reading.pos[t] in ("PROPN", "ADJ"))
    if body and not plural and not collective:
        if reading.tag[token] in ("NNS", "NNPS"):
            return None
        kind = _kind_of_body(word)
    else:
        kind = ActorKind.PERSON if person and not plural and not collective else ActorKind.GROUP
    while start < token and (
        reading.pos[start] in ("ADP", "PART", "ADV", "PUNCT", "SPACE")
        or reading.lower[start] in ("least", "most", "more")
    ):
        start += 1
    end = _with_home(reading, token, named)
    return Mention(reading, start, end, kind, token, named=False, listed=capital and kind is not ActorKind.PERSON)


def _is_body(reading: Reading, token: int, word: str) -> bool:
    if word == "authority" and POWERS & set(reading.lower[token + 1 : token + 2]):
        return False
    pair = f"{reading.lower[token - 1]} {word}" if token else word
    generic = words(BODIES, "generic")
    return word in generic or pair in generic or word in words(BODIES, "sessions") or _acting_place(reading, token)


def _kind_of_body(word: str) -> ActorKind:
    if word in words(BODIES, "private") and word not in words(BODIES, "public"):
        return ActorKind.ORGANISATION
    return ActorKind.GOVERNMENT if word in ("government", "regime", "administration") else ActorKind.BODY


def _phrase_start(reading: Reading, token: int) -> int:
    """Walk back over what modifies a noun, possessors included."""
    start, first = token, reading.left[token]
    while (
        start > first
        and reading.pos[start - 1] in ("NOUN", "PROPN", "ADJ", "NUM", "PART", "ADV", "SPACE")
        and reading.tag[start - 1] != "RB"
        and reading.label.get(start - 1) != "TIME"
    ):
        start -= 1
    while start > first and reading.lower[start - 1] in ("-", "’s", "'s"):
        if start - 2 < first or reading.pos[start - 2] not in ("NOUN", "PROPN", "ADJ", "NUM"):
            break
        start -= 2
    return start


def _before_bracket(reading: Reading, token: int, start: int) -> int:
    """Take in the name before a bracket: "the Harbour Front (HF) rebels"."""
    bracket = reading.left[token]
    if start > bracket and reading.words[start - 1] == ")" and reading.pos[bracket] in ("PROPN", "DET"):
        return bracket + (reading.pos[bracket] == "DET")
    return start


def _with_home(reading: Reading, token: int, named: list[int]) -> int:
    """Read "students of the Academy", "rebels in the Sudan" to the end of the name that tells which ones."""
    following = token + 1
    if following + 1 >= len(reading) or reading.lower[following] not in HOME or reading.head[following] != token:
        return following
    ahead = following + 1
    while (
        ahead < len(reading)
        and (
            reading.lower[ahead] in words(OFFICES, "titles")
            or reading.pos[ahead] in ("DET", "ADJ")
            or reading.tag[ahead] in ("PRP$", "VBN")
        )
        and named[ahead] < 0
    ):
        ahead += 1
    if ahead >= len(reading) or named[ahead] < 0 or ahead - following > 4:
        return following
    if reading.lower[following] == "at" and reading.lemma[token] not in words(GROUPS, "attached"):
        return following
    name = named[ahead]
    while ahead < len(reading) and named[ahead] == name:
        ahead += 1
    described = reading.head[ahead - 1]  # "members of the Sri Lankan expatriate community"
    adjective = reading.dep[ahead - 1] in ("amod", "compound") and ahead <= described < ahead + 4
    return described + 1 if adjective and all(named[t] < 0 for t in range(ahead, described + 1)) else ahead


def _acts_as_modifier(reading: Reading, token: int) -> bool:
    """See "Cabinet approval": a body with a capital before what it does."""
    return (
        reading.words[token][:1].isupper()
        and reading.lower[token] in words(BODIES, "assembled")
        and reading.words[reading.head[token]][:1].islower()
    )


def _are_people(reading: Reading, token: int) -> bool:
    """See "drivers" and "smallholders" by their form, where they do something or something is done to them."""
    word = reading.lower[token]
    formed = word.endswith(("ers", "ors", "ists", "ians", "men", "women", "ees")) and len(word) > 5
    if not formed or reading.tag[token] != "NNS" or word in words(GROUPS, "things"):
        return False
    first = next((t for t in (token, *reading.ancestors(token)) if reading.dep[t] != "conj"), token)
    above = reading.lower[reading.head[first]]
    acting = reading.dep[first] in ("nsubj", "nsubjpass", "dobj") and reading.pos[reading.head[first]] == "VERB"
    return acting or (reading.dep[first] == "pobj" and above in ("by", "against", "to", "with", "for"))


def _acting_place(reading: Reading, token: int) -> bool:
    """See "the province has set up ..." and "was revised by the prefecture": its government."""
    if reading.lower[token] not in words(BODIES, "territories"):
        return False
    above = reading.head[token]
    acts = reading.dep[token] == "nsubj" and reading.pos[above] == "VERB" and reading.tag[above] != "VBG"
    return acts or (reading.dep[token] == "pobj" and reading.dep[above] == "agent")


def _people(place: Country | None) -> bool:
    return place is not None and place.role == "people"


def place_word(word: str) -> bool:
    """Tell whether a common noun names a kind of place ("province", "airport")."""
    return word in words(PLACES, "heads")
