"""Names that follow the office their person holds: "the envoy in the capital, Ada Lind, ...", "governor Ada Lind"."""

from collections.abc import Set

from events.extraction.actors.gazetteer import look_up
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind

BODIES, OFFICES, CONTEXT = "actors/lexicon/bodies", "actors/lexicon/offices", "actors/lexicon/context"
WITHIN = frozenset({"of", "for", "in", "at", "to", "the", "and", "'s", "’s", "-", "its", "their", "his", "her"})
STOPS = frozenset({",", ".", ")", ";", "”", '"', "(", "–", "—", ":"})
LONGEST_PHRASE, LONGEST_PERSON = 9, 5


def held_names(reading: Reading) -> list[tuple[int, int, ActorKind | None]]:
    """Find the persons that stand between commas after their office, or right behind it; each name whole."""
    found: list[tuple[int, int, ActorKind | None]] = []
    for before in range(len(reading) - 1):
        if reading.words[before] == "," and office_before(reading, before + 1) is not None:
            end = _name_end(reading, before + 1, STOPS)
        elif _is_plain_office(reading, before):
            end = _name_end(reading, before + 1)
        else:
            continue
        if end:
            found.append((_after_titles(reading, before + 1, end), end, ActorKind.PERSON))
    return found


def _is_plain_office(reading: Reading, token: int) -> bool:
    """See an office without a capital, as in "the bank's governor Ada Lind"."""
    word = reading.words[token]
    return word.islower() and word in words(OFFICES, "heads") and reading.pos[token] in ("NOUN", "PROPN", "ADJ")


def office_before(reading: Reading, start: int) -> int | None:
    """Give the head of the office that ends at the comma before a name; None where no single office does."""
    comma = start - 1
    if comma < 1 or reading.words[comma] != ",":
        return None
    first = reading.sentence(comma)[0]
    for token in range(comma - 1, max(first, comma - LONGEST_PHRASE) - 1, -1):
        word = reading.lower[token]
        if word in words(OFFICES, "heads"):
            return token if reading.tag[token] in ("NN", "NNP") else None
        if word not in WITHIN and reading.pos[token] not in ("NOUN", "PROPN", "ADJ"):
            return None
    return None


def _name_end(reading: Reading, start: int, stops: Set[str] = frozenset()) -> int:
    """Give the end of a run of two to five capitalised words, before one of the marks `stops`; 0 for none."""
    end, capitals = start, 0
    while end < len(reading) and capitals <= LONGEST_PERSON:
        word = reading.words[end]
        if word[:1].isupper() and reading.pos[end] in ("PROPN", "NOUN", "ADJ", "X"):
            capitals += reading.lower[end] not in words(OFFICES, "titles")
        elif word == "." and end > start and len(reading.words[end - 1]) <= 2:
            pass
        elif not (_hyphenated(reading, end) or (end > start and reading.lower[end] in _particles())):
            break
        end += 1
    closed = not stops or (end < len(reading) and reading.words[end] in stops)
    if not closed or not 2 <= capitals <= LONGEST_PERSON or _is_other(reading, start, end):
        return 0
    return end


def _hyphenated(reading: Reading, token: int) -> bool:
    """See the hyphen and the second half of "Seo-yun"."""
    return (reading.words[token] == "-" and reading.words[token + 1 : token + 2] != []) or (
        reading.words[token - 1] == "-" and reading.words[token].isalpha()
    )


def _particles() -> frozenset[str]:
    return words(CONTEXT, "around.particles")


def _is_other(reading: Reading, start: int, end: int) -> bool:
    """Tell a place, a body or a company from a person."""
    kinds = words(BODIES, "public") | words(BODIES, "private") | words(BODIES, "portfolios") | words(OFFICES, "heads")
    kinds |= words(CONTEXT, "heads.thing") | words(CONTEXT, "heads.place")
    known = any(look_up(reading.slice(t, end)) is not None for t in range(start, end))
    return known or any(word in kinds for word in reading.lower[start:end])


def _after_titles(reading: Reading, start: int, end: int) -> int:
    return next((t for t in range(start, end - 1) if reading.lower[t] not in words(OFFICES, "titles")), start)
