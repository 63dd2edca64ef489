"""Policies whose names do not say so: "Clean Streets, a programme that ...", "a scheme called Bright Coast"."""

from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading

LEXICON = "policies/lexicon/policies"
CALLED = frozenset({"called", "named", "dubbed", "titled", "entitled", "nicknamed", "codenamed"})
ELSEWHERE = frozenset({"PERSON", "GPE", "NORP", "LOC", "FAC", "DATE", "LANGUAGE"})
ARTICLES = frozenset({"a", "an", "its", "the", "their", "his", "her"})
LONGEST, SHORTEST = 7, 2


def explained(reading: Reading, token: int) -> tuple[int, int] | None:
    """Read the name that a sort of policy, at a token, is called or explains; None where there is none."""
    if reading.lower[token] not in words(LEXICON, "explaining") or reading.words[token][:1].isupper():
        return None
    return _called(reading, token) or _before(reading, token)


def _called(reading: Reading, token: int) -> tuple[int, int] | None:
    after = reading.lower[token + 1 : token + 3]
    first = token + 2 if after[:1] and after[0] in CALLED else token + 3 if after == ["known", "as"] else None
    if first is None:
        return None
    first += first < len(reading) and reading.words[first] in OPENING
    last = first
    while last < len(reading) and last - first < LONGEST and reading.words[last][:1].isupper():
        last += 1
    return (first, last) if last - first >= SHORTEST else None


def _before(reading: Reading, token: int) -> tuple[int, int] | None:
    """Read back from "..., a programme": over its article and adjectives to a comma, and the name before that."""
    comma, end = token - 1, reading.sentence(token)[0]
    while comma > end and token - comma < LONGEST and reading.words[comma] != ",":
        comma -= 1
    opening = reading.lower[comma + 1] in ARTICLES and all(
        p in ("ADJ", "NOUN", "NUM", "PUNCT", "PROPN") for p in reading.pos[comma + 2 : token]
    )
    if comma <= end or reading.words[comma] != "," or not opening:
        return None
    last = comma - (reading.words[comma - 1] in CLOSING)
    first = last
    while first > end and last - first < LONGEST and reading.words[first - 1][:1].isupper():
        first -= 1
    first += first < last and reading.lower[first] in ARTICLES
    if last - first < SHORTEST or any(reading.label.get(t) in ELSEWHERE for t in range(first, last)):
        return None
    return first, last
