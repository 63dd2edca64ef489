"""Until when something is promised: "by June", "within two weeks"."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import EventDate, TimeExpression
from events.extraction.vocabulary import Basis, Precision, TimeType

LEXICON = "commitments/lexicon/promises"
DAYS = {"D": 1, "W": 7}
DURATION = re.compile(r"P(T?)(\d{1,4})([HDWMY])")
WORKING = re.compile(r"\b(?:working|business) days\b", re.IGNORECASE)
WEEKEND = 5
SURE, COUNTED = 0.85, 0.7


class Deadlines:
    """The deadlines of one text, found among its time expressions; what is counted in days counts from the promise.

    `made` tells on which day a verb (characters `start` to `end`) was, None where the text does not say.
    """

    def __init__(
        self,
        reading: Reading,
        times: Sequence[TimeExpression],
        published: date | None,
        made: Callable[[int, int], date | None] = lambda _start, _end: None,
    ) -> None:
        self.reading, self.times, self.published, self.made = reading, times, published, made

    def within(self, start: int, end: int, *, at: int) -> EventDate | None:
        """Give the deadline that a clause (characters `start` to `end`) names, of a promise made by the token `at`.

        None where it names none that is resolved.
        """
        for time in self.times:
            inside = start <= time.start and time.end <= end
            if inside and self._word_before(time) in words(LEXICON, "by_when") and not self._names_a_rest(time):
                return self._resolved(time, at)
        return None

    def coming(self, start: int, end: int, *, at: int) -> EventDate | None:
        """Give the deadline that a clause names, else the coming time in it ("next week", "in January")."""
        deadline = self.within(start, end, at=at)
        if deadline is not None or self.published is None:
            return deadline
        inside = [t for t in self.times if start <= t.start and t.end <= end and t.type is TimeType.DATE]
        return next((self._at(t) for t in inside if self._is_coming(t) and not self._names_a_rest(t)), None)

    def _is_coming(self, time: TimeExpression) -> bool:
        if self.published is None or time.earliest is None or time.latest is None:
            return False
        running = self.reading.text[time.start : time.end].lower().startswith("this ")
        return time.earliest > self.published or (running and time.latest > self.published)

    def _names_a_rest(self, time: TimeExpression) -> bool:
        """See "before the summer break": the day when a break begins is not told."""
        after = self.reading.token_at(time.end)
        return self.reading.start[after] >= time.end and self.reading.lower[after] in words(LEXICON, "rests")

    def _at(self, time: TimeExpression) -> EventDate | None:
        """Give a coming time as a deadline: "next week", "in January"; "this week" until its end."""
        if time.edtf is None or time.latest is None:
            return None
        if time.earliest is not None and self.published is not None and time.earliest <= self.published:
            return _until(time.latest, time, Basis.RELATIVE, COUNTED)
        return EventDate(
            time.edtf, time.earliest, time.latest, Precision.INTERVAL, Basis.RELATIVE, time.start, time.end, COUNTED
        )

    def _word_before(self, time: TimeExpression) -> str:
        token = self.reading.token_at(time.start)
        while token > 0 and self.reading.lower[token - 1] in ("the", "next", "end", "of", "a", "coming"):
            token -= 1
        return self.reading.lower[token - 1] if token else ""

    def _resolved(self, time: TimeExpression, at: int) -> EventDate | None:
        if time.type is TimeType.DURATION:
            length = DURATION.fullmatch(time.value)
            base = self.made(self.reading.start[at], self.reading.end[at]) or self.published
            if length is None or base is None:
                return None
            count = int(length[2]) if not length[1] else -(-int(length[2]) // 24)
            working = WORKING.search(self.reading.text[time.start : time.end + len(" business days")])
            last = _after_work(base, count) if working else _after(base, count, length[3] if not length[1] else "D")
            return _until(last, time, Basis.RELATIVE, COUNTED)
        return _until(time.latest, time, Basis.EXPLICIT, SURE) if time.latest is not None else None


def _until(day: date, time: TimeExpression, basis: Basis, confidence: float) -> EventDate:
    return EventDate(f"../{day.isoformat()}", None, day, Precision.INTERVAL, basis, time.start, time.end, confidence)


def _after(day: date, count: int, unit: str) -> date:
    """Count days, weeks, calendar months or years from a day; a shorter month ends with its last day."""
    if unit in DAYS:
        return day + timedelta(days=count * DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = min(months // 12, 9999), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _after_work(day: date, count: int) -> date:
    """Count working days from a day, weekends left out."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < WEEKEND
    return day
