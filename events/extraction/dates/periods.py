"""Stretches of the calendar: a unit and its running number, with their TIMEX3 value, EDTF, first and last day.

`Period(MONTH, 24293)` is May 2024: units are counted from year 0, so that "the one before" is always `number - 1`.
Sources: ISO 8601-2:2019 (EDTF levels 0 and 1), TIMEX3 of ISO-TimeML (ISO 24617-1).
"""

import calendar
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week, month ... of the calendar. Raises ValueError outside years 1 to 9999."""

    unit: Unit
    number: int

    def __post_init__(self) -> None:
        try:
            first, last = self.first, self.last
        except (ValueError, OverflowError) as error:
            raise ValueError(f"{self.unit} number {self.number} is outside years 1 to 9999") from error
        if first > last:
            raise ValueError(f"{self.unit} number {self.number} ends before it begins")

    @property
    def first(self) -> date:
        """The first day."""
        if self.unit is Unit.DAY:
            return date.fromordinal(self.number)
        if self.unit in (Unit.WEEK, Unit.WEEKEND):
            return date.fromordinal(self.number * 7 + 1) + timedelta(5 if self.unit is Unit.WEEKEND else 0)
        if self.unit in YEARS_IN:
            return date(max(self.number * YEARS_IN[self.unit], 1), 1, 1)
        return _month_start(self.number * MONTHS_IN[self.unit] + self._offset)

    @property
    def last(self) -> date:
        """The last day."""
        if self.unit is Unit.DAY:
            return date.fromordinal(self.number)
        if self.unit in (Unit.WEEK, Unit.WEEKEND):
            return date.fromordinal(self.number * 7 + 7)
        if self.unit in YEARS_IN:
            return date((self.number + 1) * YEARS_IN[self.unit] - 1, 12, 31)
        return _month_end((self.number + 1) * MONTHS_IN[self.unit] + self._offset - 1)

    @property
    def _offset(self) -> int:
        return SPRING_BEGINS - 1 if self.unit is Unit.SEASON else 0

    def shifted(self, count: int) -> "Period":
        """Give the period of the same unit `count` further on (negative: back)."""
        return Period(self.unit, self.number + count)

    def years_later(self, count: int) -> "Period":
        """Give the same day, month, quarter ... `count` years on; 29 February becomes 28 in a common year."""
        if self.unit is Unit.DAY:
            return day_period(same_day(self.first, 12 * count))
        if self.unit in (Unit.WEEK, Unit.WEEKEND):
            return period_of(self.unit, same_day(self.first, 12 * count))
        if self.unit in MONTHS_IN:
            return self.shifted(count * 12 // MONTHS_IN[self.unit])
        return self.shifted(count // YEARS_IN[self.unit])

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
                return f"{first.year:04}-{first.month:02}"
            case Unit.QUARTER:
                return f"{first.year:04}-Q{self.number % 4 + 1}"
            case Unit.HALF:
                return f"{first.year:04}-H{self.number % 2 + 1}"
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


def _month_start(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _month_end(months: int) -> date:
    year, month = divmod(months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
