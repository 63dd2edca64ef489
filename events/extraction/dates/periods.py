"""Stretches of the calendar: a unit and its running number, with their TIMEX3 value, EDTF, first and last day.

`Period(MONTH, 24293)` is May 2024: units are counted from year 0, so that "the one before" is always `number - 1`.
Sources: ISO 8601-2:2019 (EDTF levels 0 and 1), TIMEX3 of ISO-TimeML (ISO 24617-1).
"""

import calendar
import functools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from events.extraction.vocabulary import Precision


class Unit(StrEnum):
    """A calendar unit that a period can be."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}
YEARS_IN = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}
SEASONS = ("SP", "SU", "FA", "WI")
SPRING_BEGINS = 3
PRECISION = {unit: Precision(unit.value) for unit in Unit if unit is not Unit.WEEKEND} | {
    Unit.WEEKEND: Precision.INTERVAL
}
LAST_YEAR = 9999


@functools.lru_cache(maxsize=4096)
def bounds(unit: Unit, number: int, moved: int = 0) -> tuple[date, date]:
    """Give first and last day of a unit's running number; `moved` shifts years and their parts by months.

    Raises ValueError or OverflowError outside years 1 to 9999.
    """
    if unit is Unit.DAY:
        return (date.fromordinal(number),) * 2
    if unit in (Unit.WEEK, Unit.WEEKEND):
        monday = date.fromordinal(number * 7 + 1)
        return monday + timedelta(5 if unit is Unit.WEEKEND else 0), date.fromordinal(number * 7 + 7)
    size = MONTHS_IN.get(unit) or 12 * YEARS_IN[unit]
    begin = number * size + moved + (SPRING_BEGINS - 1 if unit is Unit.SEASON else 0)
    year, month = divmod(begin + size - 1, 12)
    # The first decade and century begin with year 1, since there is no year 0.
    first = date(max(begin // 12, 1 if unit in YEARS_IN else 0), begin % 12 + 1, 1)
    return first, date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week, month ... of the calendar. Raises ValueError outside years 1 to 9999."""

    unit: Unit
    number: int
    moved: int = 0
    """Months by which the days of a fiscal year or quarter lie from those of the calendar's of the same name."""

    def __post_init__(self) -> None:
        try:
            first, last = bounds(self.unit, self.number, self.moved)
        except (ValueError, OverflowError) as error:
            raise ValueError(f"{self.unit} number {self.number} is outside years 1 to 9999") from error
        if first > last:
            raise ValueError(f"{self.unit} number {self.number} ends before it begins")

    @property
    def first(self) -> date:
        """The first day."""
        return bounds(self.unit, self.number, self.moved)[0]

    @property
    def last(self) -> date:
        """The last day."""
        return bounds(self.unit, self.number, self.moved)[1]

    def shifted(self, count: int) -> "Period":
        """Give the period of the same unit `count` further on (negative: back)."""
        return replace(self, number=self.number + count)

    def years_later(self, count: int) -> "Period":
        """Give the same day, month, quarter ... `count` years on; 29 February becomes 28 in a common year."""
        if self.unit is Unit.DAY:
            return day_period(same_day(self.first, 12 * count))
        if self.unit in (Unit.WEEK, Unit.WEEKEND):
            return period_of(self.unit, same_day(self.first, 12 * count))
        if self.unit in MONTHS_IN:
            return self.shifted(count * 12 // MONTHS_IN[self.unit])
        return self.shifted(count // YEARS_IN[self.unit])

    def moved_on(self, unit: Unit, count: int) -> "Period":
        """Give the same day, month ... `count` days, weeks, months or years on (negative: back)."""
        if unit is Unit.YEAR:
            return self.years_later(count)
        if self.unit is not Unit.DAY:
            return self.shifted(count) if self.unit is unit else period_of(self.unit, self._day_on(unit, count))
        return day_period(self._day_on(unit, count))

    def _day_on(self, unit: Unit, count: int) -> date:
        if unit in MONTHS_IN:
            return same_day(self.first, MONTHS_IN[unit] * count)
        return self.first + timedelta(count * (1 if unit is Unit.DAY else 7))

    @property
    def value(self) -> str:
        """The TIMEX3 value, such as 2024-06-22, 2024-W25, 2024-Q2, 2024-SU, 2024, 202, 20."""
        first = self.first
        match self.unit:
            case Unit.DAY:
                return first.isoformat()
            case Unit.WEEK | Unit.WEEKEND:
                year, week, _ = first.isocalendar()
                return f"{year:04}-W{week:02}" + ("-WE" if self.unit is Unit.WEEKEND else "")
            case Unit.MONTH:
                return first.isoformat()[:7]
            case Unit.QUARTER:
                return f"{self.number // 4:04}-Q{self.number % 4 + 1}"
            case Unit.HALF:
                return f"{self.number // 2:04}-H{self.number % 2 + 1}"
            case Unit.SEASON:
                return f"{first.year:04}-{SEASONS[self.number % 4]}"
            case Unit.YEAR:
                return f"{self.number:04}"
            case Unit.DECADE:
                return f"{self.number:03}"
            case Unit.CENTURY:
                return f"{self.number:02}"

    @property
    def edtf(self) -> str:
        """The EDTF string, level 1 at most: weeks, quarters and halves are written as intervals."""
        first, last = self.first, self.last
        if self.moved:
            return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
        match self.unit:
            case Unit.DAY:
                return first.isoformat()
            case Unit.MONTH:
                return first.isoformat()[:7]
            case Unit.YEAR:
                return f"{self.number:04}"
            case Unit.DECADE:
                return f"{self.number:03}X"
            case Unit.CENTURY:
                return f"{self.number:02}XX"
            case Unit.SEASON:
                return f"{first.year:04}-{21 + self.number % 4}"
            case Unit.QUARTER | Unit.HALF:
                return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
            case Unit.WEEK | Unit.WEEKEND:
                return f"{first.isoformat()}/{last.isoformat()}"

    @property
    def precision(self) -> Precision:
        """How exactly the period dates something."""
        return PRECISION[self.unit]

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the period."""
        return self.first <= day <= self.last


def period_of(unit: Unit, day: date) -> Period:
    """Give the period of this unit that the day lies in (the weekend: of its week, Monday to Sunday)."""
    months = day.year * 12 + day.month - 1
    match unit:
        case Unit.DAY:
            return Period(unit, day.toordinal())
        case Unit.WEEK | Unit.WEEKEND:
            return Period(unit, (day.toordinal() - 1) // 7)
        case Unit.YEAR | Unit.DECADE | Unit.CENTURY:
            return Period(unit, day.year // YEARS_IN[unit])
        case Unit.SEASON:
            return Period(unit, (months - SPRING_BEGINS + 1) // 3)
        case _:
            return Period(unit, months // MONTHS_IN[unit])


def day_period(day: date) -> Period:
    """Give the period of one day."""
    return Period(Unit.DAY, day.toordinal())


def calendar_day(year: int, month: int, day: int) -> Period:
    """Give the period of a day; raises ValueError where there is no such day."""
    return day_period(date(year, month, day))


def month_of(year: int, month: int) -> Period:
    """Give a month of a year."""
    return Period(Unit.MONTH, year * 12 + month - 1)


def part_of_year(unit: Unit, year: int, part: int) -> Period:
    """Give the quarter, season (1 is spring), or half of a year, counted from 1."""
    return Period(unit, year * (12 // MONTHS_IN[unit]) + part - 1)


def same_day(day: date, months: int) -> date:
    """Move a day by months, to the last day of the month where it has no such day; raises ValueError out of range."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= LAST_YEAR:
        raise ValueError(f"year {year} is outside 1 to 9999")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
