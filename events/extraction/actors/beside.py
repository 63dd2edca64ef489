"""Names that stand beside an office: "its high commissioner in the capital, Ada Lind, ...", "governor Ada Lind"."""

from events.extraction.actors.gazetteer import look_up
from events.extraction.lexicon import words
from events.extraction.reading import Reading

BODIES, OFFICES, CONTEXT = "actors/lexicon/bodies", "actors/lexicon/offices", "actors/lexicon/context"
FARTHEST = 10  # tokens between an office's noun and the comma
LONGEST = 5
CLOSING = frozenset({",", ".", ";", ")"})


def named_beside(reading: Reading) -> list[tuple[int, int]]:
    """Find the names of persons that stand beside an office, whatever the model takes them for."""
    found = []
    for before in range(len(reading) - 2):
        if reading.words[before] != "," and not _is_plain_office(reading, before):
            continue
        start = _past_titles(reading, before + 1)
        end = start
        while end < len(reading) and end - start < LONGEST and _may_be_of_name(reading, start, end):
            end += 1
        if office_beside(reading, start, end) is not None:
            found.append((start, end))
    return found


def office_beside(reading: Reading, start: int, end: int) -> int | None:
    """Give the head of the office whose holder a name names, behind it or set off by commas; None for none."""
    if not 2 <= end - start <= LONGEST:
        return None
    others = (
        words(BODIES, "public") | words(BODIES, "private") | words(OFFICES, "heads") | words(CONTEXT, "heads.thing")
    )
    if any(reading.lower[t] in others for t in range(start, end)) or look_up(reading.slice(start, end)) is not None:
        return None
    if start and _is_plain_office(reading, start - 1):
        return start - 1
    if end < len(reading) and reading.words[end] not in CLOSING:
        return None
    comma = start - 1
    while comma > 0 and reading.lower[comma] in words(OFFICES, "titles"):
        comma -= 1
    if comma < 1 or reading.words[comma] != ",":
        return None
    return _office_before(reading, comma)


def _office_before(reading: Reading, comma: int) -> int | None:
    first = max(reading.sentence(comma)[0], comma - FARTHEST)
    found = None
    for token in range(comma - 1, first - 1, -1):
        if reading.pos[token] in ("VERB", "AUX", "PRON") and reading.tag[token] != "PRP$":
            break
        if reading.words[token] in (",", ":", ";", "(", ")", "“", '"'):
            break
        ends = token + 1 == comma or reading.pos[token + 1] == "ADP"
        if ends and reading.lower[token] in words(OFFICES, "heads"):
            found = token
    return found


def _is_plain_office(reading: Reading, token: int) -> bool:
    """See an office without a capital, before which or behind which a name begins ("the bank's governor Ada Lind")."""
    word = reading.words[token]
    return word.islower() and word in words(OFFICES, "heads") and reading.pos[token] in ("NOUN", "PROPN", "ADJ")


def _past_titles(reading: Reading, token: int) -> int:
    while token < len(reading) - 1 and reading.lower[token] in words(OFFICES, "titles"):
        token += 1
    return token


def _may_be_of_name(reading: Reading, start: int, token: int) -> bool:
    word = reading.words[token]
    if token > start and (word == "-" or reading.words[token - 1] == "-"):
        return word == "-" or word.isalpha()  # "Lee Jae-min"
    if token > start and word.lower() in words(CONTEXT, "around.particles"):
        return True
    return word[:1].isupper() and word[-1:].isalpha() and not word.isupper() and reading.pos[token] != "DET"
