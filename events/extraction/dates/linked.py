"""Two expressions that tell of one another: "July to September", "May and June 2023", "the quarter ended June 30"."""

from datetime import date, timedelta

from events.extraction.dates import recurring
from events.extraction.dates.meanings import Content, Fixed, Holding, Length, Link, Offset, Recurring
from events.extraction.dates.periods import MONTHS_IN, Period, Unit, day_period, month_of, part_of_year, period_of

Pair = tuple[Period, Period]
Ended = tuple[Period, str, str, date]
LONGEST_UNDER_WAY = 60
"""Days up to which "from February 12 to 17", printed in between, is still taken to be under way."""
MIDDLE_OF_MONTH = 15
"""Day up to which a fiscal period that ends early in a month is said to end with the month before."""


def joined_range(
    said: Recurring, begin: Period | None, other: Content, end: Period, link: Link, ahead: bool, published: date | None
) -> Pair | None:
    """Give first and last of a stretch or a list; None where the two have nothing to do with one another.

    With a stated year at the end, the beginning lies in that year, or before it; without one, a stretch ahead is
    counted on from its beginning, one behind back from its end; one that is under way is the one meant.
    """
    if isinstance(other, Fixed):
        found = recurring.in_year(said, end.first.year)
        if found and link is Link.RANGE and found.first > end.first:
            found = recurring.in_year(said, end.first.year - 1)
        return (found, end) if found else None
    if not isinstance(other, Recurring) or begin is None:
        return None
    under_way = recurring.up_to(said, published + timedelta(1)) if ahead and published else None
    dated = said.unit is Unit.DAY and said.key[0] != recurring.WEEKDAY
    if under_way and published and dated and under_way.first <= published:
        until = recurring.since(other, under_way.first)
        if until and published <= until.last and (until.last - under_way.first).days <= LONGEST_UNDER_WAY:
            return under_way, until
    if ahead:
        after = recurring.since(other, begin.first)
        return (begin, after) if after else None
    before = recurring.up_to(said, end.first)
    return (before, end) if before else None


def ended_on(said: Content, end: date) -> Ended | None:
    """Give the period that ended on a day, with its value, its EDTF string and its last day; None for what is none.

    "The quarter" takes its name from its middle month; "the fourth quarter" keeps its own number, as companies count.
    """
    if isinstance(said, Length) and said.days:
        first = day_period(end - timedelta(said.days - 1))
        return first, said.value, f"{first.edtf}/{end.isoformat()}", end
    unit = said.unit if isinstance(said, (Holding, Recurring, Offset)) else None
    if unit is Unit.WEEK:
        first = day_period(end - timedelta(6))
        week = period_of(Unit.WEEK, end - timedelta(3))
        return first, week.value, f"{first.edtf}/{end.isoformat()}", end
    months = (
        said.months if isinstance(said, Length) else 12 if unit is Unit.YEAR else MONTHS_IN.get(unit or Unit.DAY, 0)
    )
    if not months or unit is Unit.MONTH:
        return None
    last = period_of(Unit.MONTH, end).shifted(-1 if end.day <= MIDDLE_OF_MONTH else 0)
    first = last.shifted(1 - months)
    if isinstance(said, Length):
        return first, said.value, f"{first.edtf}/{last.edtf}", last.last
    named = _named(said, unit or Unit.QUARTER, first, last)
    return named, named.value, named.edtf, named.last


def _named(said: Content, unit: Unit, first: Period, last: Period) -> Period:
    if isinstance(said, Recurring) and isinstance(said.key[0], int):
        calendar = part_of_year(unit, last.first.year, said.key[0])
    else:
        middle = first.shifted((last.number - first.number) // 2)
        calendar = period_of(unit, last.first if unit is Unit.YEAR else middle.first)
    begins = month_of(calendar.first.year, calendar.first.month)
    return Period(unit, calendar.number, moved=first.number - begins.number)
