"""A policy spoken of again by its sort: "the act", "the programme"."""

from events.extraction.lexicon import load, words
from events.extraction.policies.mentions import PolicyMention
from events.extraction.reading import Reading

LEXICON = "policies/lexicon/policies"
DEFINITE, INDEFINITE = frozenset({"the", "this", "that"}), frozenset({"a", "an"})
AHEAD = 3
"""Sentences within which a paper first told of without its name is named."""


def spoken_of_again(reading: Reading, mentions: list[PolicyMention]) -> list[PolicyMention]:
    """Find the definite nouns of a reading that stand for a policy named before, the last one of their sort."""
    named = sorted((m for m in mentions if m.reading is reading), key=lambda m: m.start)
    taken = {t for m in named for t in range(m.start, m.end)}
    found: list[PolicyMention] = []
    for token in range(1, len(reading)):
        if token in taken or reading.dep[token] in ("compound", "amod", "nmod"):
            continue
        meant = _named_before(reading, token, named) or _named_after(reading, token, named)
        if meant is not None:
            found.append(PolicyMention(reading, token, token + 1, meant.name, meant.parent))
    return found


def _named_before(reading: Reading, token: int, named: list[PolicyMention]) -> PolicyMention | None:
    """Find what "the plan" stands for: the last plan named, else the last policy of its kin."""
    word = reading.lower[token]
    if word not in words(LEXICON, "anaphors") or reading.lower[token - 1] not in DEFINITE:
        return None
    told = reading.all_children(token, "prep", "acl")
    if any(reading.words[reading.left[c] - 1] != "," for c in told):
        return None
    before = [m for m in named if m.end <= token]
    kin = {word, *load(LEXICON)["kin"].get(word, ())}
    alike = [m for m in before if reading.lower[_head(m)] == word] or [
        m for m in before if reading.lower[_head(m)] in kin
    ]
    return alike[-1] if alike else None


def _named_after(reading: Reading, token: int, named: list[PolicyMention]) -> PolicyMention | None:
    """Find what "vetoed a bill" is about, where the only bill of the text is named in one of the next sentences."""
    word, article = reading.lower[token], reading.left[token]
    if word not in words(LEXICON, "papers") or reading.lower[article] not in INDEFINITE or token - article > AHEAD:
        return None
    alike = [m for m in named if reading.lower[_head(m)] == word]
    if len({m.name for m in alike}) != 1 or alike[0].start < token:
        return None
    apart = reading.sentence_of[alike[0].start] - reading.sentence_of[token]
    return alike[0] if 0 < apart <= AHEAD else None


def _head(mention: PolicyMention) -> int:
    """Give the token that says what sort a policy is: its first word for operations, else the last that heads one."""
    reading = mention.reading
    if reading.lower[mention.start] in words(LEXICON, "operations"):
        return mention.start
    heads = [t for t in range(mention.start, mention.end) if reading.lower[t] in words(LEXICON, "heads")]
    return heads[-1] if heads else mention.end - 1
