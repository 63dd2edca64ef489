"""Which stretches of a text may be proper names: by their head, by the model, by the gazetteer."""

from collections.abc import Set

from events.extraction.actors.body_names import body_names
from events.extraction.actors.evidence import BODIES, OFFICES, PLACES
from events.extraction.actors.gazetteer import first_words, look_up
from events.extraction.actors.holders import held_names
from events.extraction.actors.shapes import begins_holder, counts_something, has_capital, is_title_word
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading
from events.extraction.vocabulary import ActorKind

LABELS = {
    "PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "GPE": ActorKind.PLACE, "LOC": ActorKind.PLACE,
    "FAC": ActorKind.PLACE,
}  # fmt: skip
OTHER = frozenset({"EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE"})
NO_FIRM = frozenset(
    {"new", "mr", "mr.", "republic", "kingdom", "government", "in", "of", "the", "greater", "modern", "team"}
)
SUMS = frozenset({"million", "billion", "trillion", "crore", "lakh"})
CONTEXT = "actors/lexicon/context"
JUNK = OPENING | CLOSING | frozenset(",.;:()[]{}-–—/*•|&_@#…!?")
Candidate = tuple[int, int, ActorKind | None]


def name_candidates(reading: Reading) -> list[Candidate]:
    taken = [False] * len(reading)
    found: list[Candidate] = []

    def take(candidates: list[Candidate]) -> None:
        for start, end, kind in candidates:
            if start < end and not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append((start, end, kind))

    take(body_names(reading))
    take(held_names(reading))
    take(_with_initials(reading))
    take(_introduced(reading))
    modelled = [
        c
        for name in reading.names
        for piece in _pieces(reading, *name)
        if (c := _cleaned(reading, *piece)) and not _is_currency(reading, c[1])
    ]
    take([c for c in modelled if c[1] - c[0] > 1 and not place_at(reading, c[0], c[1])])
    take(_gazetteered(reading))
    take(modelled)
    headlines = title_cased(reading)
    found = _with_country(reading, found, headlines)
    if not headlines:
        return found
    return [c for c in found if reading.sentence_of[c[0]] not in headlines or place_at(reading, c[0], c[1]) == c[1]]


def _with_country(reading: Reading, found: list[Candidate], headlines: Set[int]) -> list[Candidate]:
    """Read "Unilever Norland" as the one name of a firm, where the model finds but the country."""
    by_end = {end: (start, end, kind) for start, end, kind in found}
    joined: list[Candidate] = []
    for start, end, kind in found:
        place = look_up(reading.slice(start, end))
        before = start - 1
        firm = (
            place is not None
            and place.role == "country"
            and before >= 0
            and reading.sentence_of[before] == reading.sentence_of[start]
            and reading.sentence_of[start] not in headlines
            and reading.dep[before] == "compound"
            and start <= reading.head[before] < end
            and reading.pos[before] == "PROPN"
            and not is_title_word(reading, before)
            and reading.lower[before] not in NO_FIRM | words(PLACES, "directions") | words(OFFICES, "heads")
        )
        if firm and (before + 1 not in by_end or by_end[before + 1][2] is ActorKind.ORGANISATION):
            first = by_end[before + 1][0] if before + 1 in by_end else before
            joined.append((first, end, ActorKind.ORGANISATION))
        else:
            joined.append((start, end, kind))
    spans = [(start, end) for start, end, _ in joined]
    return [c for c in joined if not any(s <= c[0] and c[1] <= e and (s, e) != (c[0], c[1]) for s, e in spans)]


def _pieces(reading: Reading, start: int, end: int, label: str) -> list[tuple[int, int, str]]:
    """Split "NHP - Ada Lind" and "NHP Ada Lind", which the model takes for one name."""
    headed = reading.field == "title" or reading.heading(start) is not None
    if headed and end - start > 1 and reading.tag[end - 1] == "VBZ":  # "Lind Meets"
        return _pieces(reading, start, end - 1, label)
    led = label == "PERSON" and end - start > 2 and reading.words[start + 1].istitle()
    if led and len(reading.words[start]) > 2 and reading.words[start].isalpha() and reading.words[start].isupper():
        return [(start, start + 1, "ORG"), *_pieces(reading, start + 1, end, label)]
    for token in range(start + 1, end - 2):  # what follows has two words: "Rolls - Royce" is one name
        apart = reading.end[token - 1] < reading.start[token] and reading.end[token] < reading.start[token + 1]
        quoted = reading.words[token] in CLOSING and reading.words[token] not in "'’"
        if quoted or (reading.words[token] in ("-", "–", "—") and apart):
            return [(start, token, label), *_pieces(reading, token + 1, end, label)]
    return [(start, end, label)]


def _after_portfolio(reading: Reading, start: int, end: int) -> int:
    """Give where the person begins in "National Integration Ada Lind": after an office's words, if two are left."""
    office = [
        t
        for t in range(start, end)
        if is_title_word(reading, t) or reading.lower[t] in words(BODIES, "portfolios") | words(OFFICES, "heads")
    ]
    last = office[-1] + 1 if office else start
    return last if end - last >= 2 else start


def _with_initials(reading: Reading) -> list[Candidate]:
    """Find persons named by initials and a surname: "H C D L Silva", "R.M.A.L. Perera", "G. L. Peiris"."""
    found: list[Candidate] = []
    token = 0
    while token + 1 < len(reading):
        end = token
        while end < len(reading) and end - token < 8 and _is_initial(reading, end):
            end += 1 + (end + 1 < len(reading) and reading.words[end + 1] == ".")
        last = end
        while last < len(reading) and last - end < 3 and _is_surname(reading, last):
            last += 1
        several = end - token > 1 or reading.words[token].count(".") > 1
        within = token and has_capital(reading, token - 1) and end - token < 2 and reading.words[token].count(".") < 2
        if last > end > token and several and not within:
            found.append((token, last, ActorKind.PERSON))
            token = last
        else:
            token += 1
    return found


def _introduced(reading: Reading) -> list[Candidate]:
    """Find persons whom the model overlooks: two or three names behind an office or profession that introduces them.

    "the Resident Representative in Lima Ana Quispe", "Attorney-at-Law Ana Quispe".
    """
    found: list[Candidate] = []
    for token in range(1, len(reading)):
        if reading.dep[token] != "appos" and not _begins_with_profession(reading, token):
            continue
        start = token
        while (
            start - 1 > reading.head[token]
            and reading.head[start - 1] == token
            and _may_name_person(reading, start - 1)
        ):
            start -= 1
        above = reading.head[token] if reading.dep[token] == "appos" else token
        office = reading.lower[above] in words(OFFICES, "heads") or _begins_with_profession(reading, token)
        apart = reading.pos[start - 1] in ("PUNCT", "CCONJ")
        if office and not apart and 1 < token + 1 - start < 4 and _may_name_person(reading, token):
            found.append((start, token + 1, ActorKind.PERSON))
    return found


def _begins_with_profession(reading: Reading, token: int) -> bool:
    return reading.lower[reading.left[token]] in words(OFFICES, "professions")


def _may_name_person(reading: Reading, token: int) -> bool:
    word = reading.words[token]
    plain = word[:1].isupper() and word[1:].islower() and len(word) > 2 and reading.pos[token] == "PROPN"
    office = is_title_word(reading, token) or word.lower() in words(OFFICES, "heads") | words(BODIES, "public")
    return plain and not office and look_up(word) is None and reading.label.get(token) not in ("GPE", "DATE", "LOC")


def _is_initial(reading: Reading, token: int) -> bool:
    letters = reading.words[token].replace(".", "")
    dotted = reading.words[token].count(".") >= len(letters) - 1 and "." in reading.words[token]
    return letters.isupper() and letters.isalpha() and (len(letters) == 1 or (dotted and len(letters) < 7))


def _is_surname(reading: Reading, token: int) -> bool:
    word = reading.words[token]
    return (
        word[:1].isupper()
        and word[1:2].islower()
        and word.isalpha()
        and reading.pos[token] in ("PROPN", "NOUN", "ADJ")
        and word.lower() not in words(CONTEXT, "around.leading")
        and reading.lower[token] not in words(OFFICES, "heads")
    )


def title_cased(reading: Reading) -> set[int]:
    """Give the sentences in which capitals tell nothing: headlines that capitalise verbs and prepositions too."""
    found: set[int] = set()
    for number, (first, last) in enumerate(reading.sentences):
        long = [t for t in range(first + 1, last) if len(reading.words[t]) > 3 and reading.words[t].isalpha()]
        capital = [t for t in long if reading.words[t].istitle()]
        heading = reading.field == "title" or reading.heading(first) is not None
        if len(long) >= 4 and len(capital) >= 0.8 * len(long):
            telling = [t for t in capital if reading.tag[t][:2] in ("VB", "IN", "RB", "MD", "DT", "WD")]
            enough = len(telling) >= (1 if heading else 2) and not counts_something(reading, first, last)
            found |= {number} if enough else set()
    return found


def _gazetteered(reading: Reading) -> list[Candidate]:
    found: list[Candidate] = []
    firsts, token = first_words(), 0
    while token < len(reading):
        longest = firsts.get(reading.words[token], 0)
        end = place_at(reading, token, min(token + longest, len(reading))) if longest else 0
        end = 0 if end and _is_currency(reading, end) else end
        people = _people_at(reading, token, longest) if not end and longest > 1 else 0
        longer = _longer_name(reading, token, end) if end else 0
        if longer:
            found.append((token, longer, ActorKind.ORGANISATION))
            token = longer
        elif end or people:
            found.append((token, end or people, ActorKind.PLACE if end else None))
            token = end or people
        else:
            token += 1
    return found


def _is_currency(reading: Reading, end: int) -> bool:
    """See "US $5 million", "9.99 US dollars": no country does anything there."""
    after = reading.lower[end : end + 1]
    return after in (["$"], ["dollar"], ["dollars"]) or (after == ["-"] and reading.lower[end + 1 : end + 2] == ["$"])


def _longer_name(reading: Reading, start: int, end: int) -> int:
    """Give the end of a longer name that only begins with a place ("Valletta Harbour Trust"); 0 where it does not."""
    head = reading.head[end - 1]
    if (
        reading.dep[end - 1] != "compound"
        or not end <= head < end + 4
        or reading.lower[head] in words(OFFICES, "heads")
    ):
        return 0
    run = range(end, head + 1)
    named = all(reading.pos[t] == "PROPN" and has_capital(reading, t) and not reading.words[t].isupper() for t in run)
    known = any(look_up(reading.words[t]) is not None or is_title_word(reading, t) for t in run)
    people = any(reading.label.get(t) in ("PERSON", "DATE", "EVENT") for t in range(end, head + 1))
    return head + 1 if named and not known and not people and _whole_run(reading, start, head + 1) else 0


def _whole_run(reading: Reading, start: int, end: int) -> bool:
    after = end < len(reading) and reading.pos[end] == "PROPN" and has_capital(reading, end)
    return not after and not (start and reading.words[start - 1] in "-–")


def _people_at(reading: Reading, start: int, longest: int) -> int:
    """Give the end of an adjective of several words for a country's people ("Sri Lankan")."""
    for end in range(min(start + longest, len(reading)), start + 1, -1):
        if look_up(reading.slice(start, end)) is not None:
            return end
    return 0


def place_at(reading: Reading, start: int, limit: int) -> int:
    """Give the end of the longest country, capital or division that begins at a token; 0 for none."""
    for end in range(limit, start, -1):
        place = look_up(reading.slice(start, end))
        if place and place.role != "people":
            inside = end < len(reading) and reading.words[end] in "-–" and end == start + 1
            return (
                0
                if inside
                and end + 1 < len(reading)
                and reading.lower[end + 1] not in ("led", "based", "backed", "born")
                else end
            )
    return 0


def _is_office(reading: Reading, start: int, end: int) -> bool:
    """See "Minister of Lands, Roads and Water", which models take for a ministry."""
    if reading.lower[start] in words(OFFICES, "heads"):
        return reading.lower[start + 1 : start + 2] in (["of"], ["to"]) and start + 1 < end
    if reading.lower[start] in words(OFFICES, "ranked") and "general" in reading.lower[start + 1 : start + 3]:
        return True  # "Inspector General of Police"
    head = next((t for t in range(start, min(end, start + 4)) if reading.lower[t] in words(OFFICES, "alone")), None)
    return head is not None and reading.lower[head + 1 : head + 2] == ["of"] and head + 1 < end


def _are_portfolios(reading: Reading, start: int, end: int) -> bool:
    """See "Ports", "Primary Industries": what some minister is responsible for."""
    portfolios = words(BODIES, "portfolios") | {"and", "&", ","}
    named = reading.lower[start:end]
    return all(w in portfolios for w in named) and not any(w in words(BODIES, "public") for w in named)


def _before_sum(reading: Reading, start: int, end: int) -> int:
    """Cut the sum that follows a name: "fined Acme 2 million"."""
    while end > start + 1 and (
        reading.label.get(end - 1) in ("MONEY", "CARDINAL")
        or reading.lower[end - 1] in SUMS
        or (reading.words[end - 1].isdigit() and reading.lower[end : end + 1] != [] and reading.lower[end] in SUMS)
    ):
        end -= 1
    return end


def _whole_person(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Give the whole of a person's name of which the model saw a part, by the words that hang together with it."""
    while _names_person(reading, start - 1) and start <= reading.head[start - 1] < end:
        start -= 1
    while _names_person(reading, end) and (reading.head[end - 1] == end or start <= reading.head[end] < end):
        end += 1
    return start, end


def _names_person(reading: Reading, token: int) -> bool:
    if not 0 <= token < len(reading) or reading.pos[token] != "PROPN" or token in reading.label:
        return False
    if reading.field == "title" or reading.heading(token) is not None:
        return False  # "Ada Lind Meets"
    word, kinds = reading.words[token], words(BODIES, "public") | words(BODIES, "private") | words(OFFICES, "heads")
    plain = word[:1].isupper() and word[1:].islower() and len(word) > 2 and look_up(word) is None
    return plain and not is_title_word(reading, token) and word.lower() not in kinds | words(BODIES, "portfolios")


def _person_alone(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Cut titles and an office's words before a person's name, and what follows it."""
    while start < end and is_title_word(reading, start):
        start += 1
    start = _after_portfolio(reading, start, end)
    start = next(
        (
            t
            for t in range(start, end)
            if has_capital(reading, t) or reading.lower[t] in words(CONTEXT, "around.particles")
        ),
        end,
    )
    while end > start + 1 and reading.words[end - 1].islower() and reading.pos[end - 1] != "PROPN":
        end -= 1
    for token in range(start, end):
        if reading.words[token] in ("'s", "’s", "(", ",", ":", "–", "—") and token > start:
            end = token
            break
    return start, end


def _cleaned(reading: Reading, start: int, end: int, label: str) -> Candidate | None:
    """Cut what the model took along: articles, quotation marks, titles, line ends, possessives."""
    for token in range(start, end):
        if "\n" in reading.words[token] and token > start:
            end = token
            break
    while end > start and (
        reading.lower[end - 1] in ("and", "of", "for")
        or reading.words[end - 1] in ("'s", "’s", "'", "’")
        or reading.words[end - 1] in JUNK
        or not reading.words[end - 1].strip()
    ):
        end -= 1
    if start + 2 < end and reading.words[start + 1] == ":":  # "Correction: ...", "Explainer: ..."
        start += 2
    while start < end and (
        reading.words[start] in JUNK
        or reading.lower[start] in words(CONTEXT, "around.leading")
        or not reading.words[start].strip()
    ):
        start += 1
    end = _before_sum(reading, start, end)
    if label == "PERSON":
        start, end = _person_alone(reading, *_whole_person(reading, start, end))
    elif label == "ORG" and start and reading.lower[start - 1] in ("and", "of"):
        holder = next((t for t in range(start + 1, end) if begins_holder(reading, start, t)), None)
        if holder is not None and end - holder < 4:
            start, label = holder, "PERSON"
    if all(is_title_word(reading, t) or reading.words[t] in JUNK for t in range(start, end)):
        return None
    if label == "ORG" and (_is_office(reading, start, end) or _are_portfolios(reading, start, end)):
        return None
    if start >= end or not any(has_capital(reading, t) for t in range(start, end)):
        return None
    if label in OTHER or label == "NORP":
        return start, end, None
    kind = LABELS.get(label)
    return (start, end, kind) if kind else None
