"""What a word's shape and place tell of names: capitals, titles, articles."""

from events.extraction.actors.evidence import OFFICES
from events.extraction.lexicon import words
from events.extraction.reading import Reading

NO_TITLES = frozenset({"house", "father", "brother", "sister"})


def is_title_word(reading: Reading, token: int) -> bool:
    return reading.lower[token] in words(OFFICES, "titles") and reading.lower[token] not in NO_TITLES


def has_capital(reading: Reading, token: int) -> bool:
    return reading.words[token][:1].isupper()


def is_shouted(reading: Reading, token: int) -> bool:
    return reading.words[token].isupper() and len(reading.words[token]) > 3


def after_article(reading: Reading, start: int) -> bool:
    return start > 0 and reading.lower[start - 1] in ("the", "by", "its", "our")


def counts_something(reading: Reading, first: int, last: int) -> bool:
    """Tell a table's line, with its numbers, from a headline."""
    return sum(reading.words[t].isdigit() for t in range(first, last)) > 2
