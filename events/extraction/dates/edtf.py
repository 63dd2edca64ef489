"""EDTF levels 0 and 1 (ISO 8601-2:2019, Library of Congress specification), read into first and last day."""

import re
from datetime import date

from events.extraction.dates.periods import (
    Period,
    Unit,
    calendar_day,
    month_of,
    part_of_year,
)
from events.extraction.vocabulary import Precision

OPEN = ("", "..")
QUALIFIED = re.compile(r"(.+?)[?~%]?")
FORMS = re.compile(
    r"(?P<century>\d\d)XX|(?P<decade>\d{3})X|(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
)
SPRING, WINTER = 21, 24
MONTH_NAMES = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def looks_like_edtf(text: str) -> bool:
    """Say whether a text has the form of an EDTF date or interval, right or wrong."""
    ends = text.split("/")
    return (
        len(ends) <= 2
        and any(end not in OPEN for end in ends)
        and all(end in OPEN or re.fullmatch(r"\d{2,6}X{0,2}(?:-[\dX]{2}){0,2}[?~%]?", end) for end in ends)
    )


def read_edtf(text: str) -> tuple[date | None, date | None, Precision]:
    """Read a date or an interval; gives first and last day (None: open) and precision.

    Raises ValueError, saying what to write instead, for days that do not exist and for years outside 1 to 9999.
    """
    if "/" not in text:
        period = _period(text)
        return period.first, period.last, period.precision
    begin, end = text.split("/")
    first = None if begin in OPEN else _period(begin)
    last = None if end in OPEN else _period(end)
    if first and last and first.first > last.last:
        raise ValueError(f"the interval {text} ends before it begins: write the earlier date first")
    return first.first if first else None, last.last if last else None, Precision.INTERVAL


def _period(text: str) -> Period:
    qualified = QUALIFIED.fullmatch(text)
    form = FORMS.fullmatch(qualified[1] if qualified else "")
    if not form:
        raise ValueError(_outside(text))
    if form["century"]:
        return Period(Unit.CENTURY, int(form["century"]))
    if form["decade"]:
        return Period(Unit.DECADE, int(form["decade"]))
    year = int(form["year"])
    if year == 0:
        raise ValueError(_outside(text))
    if form["month"] in (None, "XX"):
        if form["day"] not in (None, "XX"):
            raise ValueError(f"{text}: a day without its month is no date; write the year alone: {year:04}")
        return Period(Unit.YEAR, year)
    return _within_year(year, int(form["month"]), form["day"], text)


def _within_year(year: int, month: int, day: str | None, text: str) -> Period:
    if SPRING <= month <= WINTER and day is None:
        return part_of_year(Unit.SEASON, year, month - SPRING + 1)
    if not 1 <= month <= 12:
        raise ValueError(f"{text}: there is no month {month}; write year-month-day, such as {year:04}-06-22")
    whole = month_of(year, month)
    if day in (None, "XX"):
        return whole
    if not 1 <= int(day or 0) <= whole.last.day:
        raise ValueError(
            f"{text} is no day of the calendar: {MONTH_NAMES[month]} {year} has {whole.last.day} days;"
            f" write the right day, or {whole.edtf} for the month"
        )
    return calendar_day(year, month, int(day or 0))


def _outside(text: str) -> str:
    return f"{text}: years go from 0001 to 9999; write four figures, such as 2024, 2024-06 or 2024-06-22"
