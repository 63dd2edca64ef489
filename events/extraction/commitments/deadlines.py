"""Until when something is promised: "by June", "within two weeks"."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import EventDate, TimeExpression
from events.extraction.vocabulary import Basis, Precision, TimeType

LEXICON = "commitments/lexicon/promises"
DAYS = {"D": 1, "W": 7}
DURATION = re.compile(r"P(\d{1,4})([DWMY])")
SURE, COUNTED = 0.85, 0.7


class Deadlines:
    """The deadlines of one text, found among its time expressions."""

    def __init__(self, reading: Reading, times: Sequence[TimeExpression], published: date | None) -> None:
        self.reading, self.times, self.published = reading, times, published

    def within(self, start: int, end: int) -> EventDate | None:
        """Give the deadline that a clause (characters `start` to `end`) names; None where it names none that is
        resolved.
        """
        for time in self.times:
            if start <= time.start and time.end <= end and self._word_before(time) in words(LEXICON, "by_when"):
                return self._resolved(time)
        return None

    def coming(self, start: int, end: int) -> EventDate | None:
        """Give the deadline that a clause names, else the coming time in it ("next week", "in January")."""
        deadline = self.within(start, end)
        if deadline is not None or self.published is None:
            return deadline
        inside = [t for t in self.times if start <= t.start and t.end <= end and t.type is TimeType.DATE]
        return next((_at(t) for t in inside if t.earliest is not None and t.earliest > self.published), None)

    def _word_before(self, time: TimeExpression) -> str:
        token = self.reading.token_at(time.start)
        while token > 0 and self.reading.lower[token - 1] in ("the", "next", "end", "of", "a", "coming"):
            token -= 1
        return self.reading.lower[token - 1] if token else ""

    def _resolved(self, time: TimeExpression) -> EventDate | None:
        if time.type is TimeType.DURATION:
            length = DURATION.fullmatch(time.value)
            if length is None or self.published is None:
                return None
            last = _after(self.published, int(length[1]), length[2])
            return _until(last, time, Basis.RELATIVE, COUNTED)
        return _until(time.latest, time, Basis.EXPLICIT, SURE) if time.latest is not None else None


def _until(day: date, time: TimeExpression, basis: Basis, confidence: float) -> EventDate:
    return EventDate(f"../{day.isoformat()}", None, day, Precision.INTERVAL, basis, time.start, time.end, confidence)


def _at(time: TimeExpression) -> EventDate | None:
    """Give a coming time as a deadline: "next week", "in January"."""
    if time.edtf is None:
        return None
    return EventDate(
        time.edtf, time.earliest, time.latest, Precision.INTERVAL, Basis.RELATIVE, time.start, time.end, COUNTED
    )


def _after(day: date, count: int, unit: str) -> date:
    """Count days, weeks, calendar months or years from a day; a shorter month ends with its last day."""
    if unit in DAYS:
        return day + timedelta(days=count * DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = min(months // 12, 9999), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
