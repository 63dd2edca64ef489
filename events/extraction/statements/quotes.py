"""Stretches in quotation marks, and which of them are speech and not names."""

from bisect import bisect_left

from events.extraction.reading import Reading
from events.extraction.results import Span

PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "``": "''"}
FEWEST_WORDS = 4
LONGEST = 6000


def quotations(reading: Reading) -> "Spoken":
    """Find direct speech: stretches in quotation marks of several words; a paragraph's end closes what stays open."""
    found = Spoken()
    text, at = reading.text, 0
    while at < len(text):
        mark = text[at]
        if mark not in '“«„"':
            at += 1
            continue
        close = _closing(text, at, PAIRS[mark])
        if close is None:
            at += 1
            continue
        if len(text[at + 1 : close].split()) >= FEWEST_WORDS or _spoken(reading, at, close):
            found.append(Span(at, min(close + 1, len(text))))
        at = close + 1
    return found


def _closing(text: str, start: int, mark: str) -> int | None:
    """Find the mark that closes a quotation, or the end of its paragraph."""
    window = text[start + 1 : start + LONGEST]
    close = window.find(mark)
    paragraph = window.find("\n\n")
    if close < 0 and paragraph < 0:
        return None
    if close < 0 or 0 <= paragraph < close:
        return start + 1 + paragraph if mark == "”" and paragraph > 0 else (None if close < 0 else start + 1 + close)
    return start + 1 + close


def _spoken(reading: Reading, start: int, end: int) -> bool:
    """Tell a short utterance ("We won.") from a name or a word in quotation marks."""
    first, last = reading.tokens_in(start, end)
    return (
        any(reading.pos[t] in ("VERB", "AUX") and reading.dep[t] in ("ROOT", "ccomp") for t in range(first, last))
        and last - first > 3
    )


class Spoken(list[Span]):
    """The quotations of a text in their order, found by place."""

    def touching(self, start: int, end: int) -> list[Span]:
        """Give the quotations that share a character with a stretch."""
        first = bisect_left(self, (start, 0))
        while first > 0 and self[first - 1].end > start:
            first -= 1
        last = first
        while last < len(self) and self[last].start < end:
            last += 1
        return [q for q in self[first:last] if q.end > start]
