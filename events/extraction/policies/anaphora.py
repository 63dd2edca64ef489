"""A policy spoken of again by its sort: "the act", "the programme"."""

from events.extraction.lexicon import load, words
from events.extraction.policies.mentions import PolicyMention
from events.extraction.reading import Reading

LEXICON = "policies/lexicon/policies"
DEFINITE = frozenset({"the", "this", "that"})


def spoken_of_again(reading: Reading, mentions: list[PolicyMention]) -> list[PolicyMention]:
    """Find the definite nouns of a reading that stand for a policy named before, the last one of their sort."""
    named = sorted((m for m in mentions if m.reading is reading), key=lambda m: m.start)
    taken = {t for m in named for t in range(m.start, m.end)}
    found: list[PolicyMention] = []
    for token in range(1, len(reading)):
        word = reading.lower[token]
        if word not in words(LEXICON, "anaphors") or token in taken or reading.lower[token - 1] not in DEFINITE:
            continue
        if reading.child(token, "prep", "acl") is not None or reading.dep[token] in ("compound", "amod", "nmod"):
            continue
        kin = {word, *load(LEXICON)["kin"].get(word, ())}
        before = [m for m in named if m.end <= token and reading.lower[_head(m)] in kin]
        if before:
            found.append(PolicyMention(reading, token, token + 1, before[-1].name, before[-1].parent))
    return found


def _head(mention: PolicyMention) -> int:
    """Give the token that says what sort a policy is: its first word for operations, else the last that heads one."""
    reading = mention.reading
    if reading.lower[mention.start] in words(LEXICON, "operations"):
        return mention.start
    heads = [t for t in range(mention.start, mention.end) if reading.lower[t] in words(LEXICON, "heads")]
    return heads[-1] if heads else mention.end - 1
