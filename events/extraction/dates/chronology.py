"""Texts that are chronologies: entries that each begin with their date, which dates all that the entry tells."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence

from events.extraction.results import TimeExpression
from events.extraction.vocabulary import TimeType

STATED = re.compile(r"(?:weekday, day|month|iso date|date in figures|year(?!s| that))")
FEWEST_ENTRIES = 3
LONGEST_ENTRY = 1500
BULLET = re.compile(r"[ \t]*(?:[-–—*•·▪]|\d{1,2}[.)])?[ \t]*")
AFTER_DATE = re.compile(r"[ \t]*(?:[:–—-]|\n|$|(?=[ \t](?:[A-Z“\"‘'(])))")


class Chronology:
    """The entries of a text, by the place that each begins at; none where fewer than three lines begin with a date."""

    def __init__(self, text: str, times: Sequence[TimeExpression]) -> None:
        found = [time for time in times if _opens_entry(text, time)]
        ordered = len({time.earliest for time in found}) >= FEWEST_ENTRIES and _run_one_way(found)
        self._entries = found if len(found) >= FEWEST_ENTRIES and ordered else []
        self._starts = [time.start for time in self._entries]

    def entry(self, start: int) -> TimeExpression | None:
        """Give the date of the entry that a place lies in; None outside of all."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start - self._starts[at] > LONGEST_ENTRY:
            return None
        return self._entries[at]


def _opens_entry(text: str, time: TimeExpression) -> bool:
    if time.type is not TimeType.DATE or time.earliest is None or time.latest is None:
        return False
    if not STATED.match(time.rule):
        return False
    line = text.rfind("\n", 0, time.start) + 1
    return bool(BULLET.fullmatch(text, line, time.start) and AFTER_DATE.match(text, time.end))


def _run_one_way(times: Sequence[TimeExpression]) -> bool:
    days = [time.earliest for time in times if time.earliest]
    steps = [(b > a) - (b < a) for a, b in itertools.pairwise(days)]
    # A stray line between them may begin with another date.
    return steps.count(-1) <= len(steps) // 4 or steps.count(1) <= len(steps) // 4
