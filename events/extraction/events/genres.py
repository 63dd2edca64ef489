"""Texts of another kind than news of policy: reports of matches and of a day at the stock exchange."""

from events.extraction.lexicon import words
from events.extraction.reading import Reading

GENRES = ("sport", "markets")
DISTINCT, SHARE = 7, 0.045


def is_of_another_genre(reading: Reading) -> bool:
    """Tell a match or market report by the density and the variety of its words."""
    for genre in GENRES:
        cues = words("events/cues/words", genre)
        found = [lemma for lemma in reading.lemma if lemma in cues]
        if len(set(found)) >= DISTINCT and len(found) >= SHARE * len(reading):
            return True
    return False
