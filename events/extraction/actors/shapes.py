"""What a word's shape and place tell of names: capitals, titles, articles."""

from events.extraction.actors.evidence import BODIES, OFFICES
from events.extraction.lexicon import words
from events.extraction.reading import Reading

POLICIES, CONTEXT = "policies/lexicon/policies", "actors/lexicon/context"
NO_TITLES = frozenset({"house", "father", "brother", "sister"})


def is_title_word(reading: Reading, token: int) -> bool:
    return reading.lower[token] in words(OFFICES, "titles") and reading.lower[token] not in NO_TITLES


def begins_holder(reading: Reading, start: int, token: int) -> bool:
    """See where "of Public Security Ada Lind" goes over to a person: after the last word for a portfolio.

    `start` is the token that the portfolio's words begin with.
    """
    portfolios = words(BODIES, "portfolios")
    if token <= start or reading.lower[token - 1] not in portfolios or token + 1 >= len(reading):
        return False
    end = token
    while end < len(reading) and end - token < 5 and has_capital(reading, end):
        end += 1
    others = portfolios | words(BODIES, "public") | words(BODIES, "private") | words(POLICIES, "heads")
    others |= words(CONTEXT, "heads.thing") | words(OFFICES, "heads")
    return 2 <= end - token < 5 and not any(word in others for word in reading.lower[token:end])


def has_capital(reading: Reading, token: int) -> bool:
    return reading.words[token][:1].isupper()


def is_shouted(reading: Reading, token: int) -> bool:
    return reading.words[token].isupper() and len(reading.words[token]) > 3


def after_article(reading: Reading, start: int) -> bool:
    return start > 0 and reading.lower[start - 1] in ("the", "by", "its", "our")


def counts_something(reading: Reading, first: int, last: int) -> bool:
    """Tell a table's line, with its numbers, from a headline."""
    return sum(reading.words[t].isdigit() for t in range(first, last)) > 2
