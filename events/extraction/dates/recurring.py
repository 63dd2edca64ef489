"""Which of the periods that come again is meant: the Monday before, the next October, Easter of a year."""

from datetime import date, timedelta

from events.extraction.dates.direction import Direction
from events.extraction.dates.lexicon import HOLIDAYS
from events.extraction.dates.meanings import Recurring, Shift
from events.extraction.dates.periods import (
    SEASONS,
    Period,
    Unit,
    calendar_day,
    day_period,
    month_of,
    part_of_year,
    period_of,
    same_day,
)

WEEKDAY = "weekday"
FAR_PAST = 270
"""Days back beyond which a writer gives the year; a date without one, and near ahead, is then the coming one."""
NEAR_FUTURE = 75
"""Days ahead up to which a bare month or day without a telling verb is rather the coming one than last year's."""
REPORTED_FOR = 92
"""Days for which a quarter that has ended is still spoken of: its figures are published then, planned or past."""


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday_in(year: int, name: str) -> Period | None:
    """Give a holiday's day in a year; None where only the moon tells."""
    holiday = HOLIDAYS[name]
    if "day" in holiday:
        return calendar_day(year, *holiday["day"])
    if "easter" in holiday:
        return day_period(easter(year) + timedelta(holiday["easter"]))
    if "weekday" not in holiday:
        return None
    month, weekday, nth = holiday["weekday"]
    if nth < 0:
        last = month_of(year, month).last
        return day_period(last - timedelta((last.isoweekday() - weekday) % 7))
    first = date(year, month, 1)
    return day_period(first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1)))


def in_year(said: Recurring, year: int) -> Period | None:
    """Give the period in a year; None where that year has none (29 February) or it cannot be told."""
    key = said.key
    try:
        if isinstance(key[0], str):
            day = holiday_in(year, key[0])
            return period_of(said.unit, day.first) if day else None
        if said.unit is Unit.MONTH:
            return month_of(year, key[0])
        if said.unit in (Unit.DAY, Unit.WEEK):
            return period_of(said.unit, date(year, key[0], int(key[1])))
        return part_of_year(said.unit, year, key[0])
    except ValueError:
        return None


def resolve(said: Recurring, reference: date, direction: Direction, *, certain: bool = False) -> Period | None:
    """Give the occurrence meant, seen from a reference day; None where there is none.

    `certain` says that the expression's own verb tells the direction: then even a date long past is taken.
    """
    if said.key[0] == WEEKDAY:
        return _weekday(int(said.key[1]), reference, said.shift, direction)
    if isinstance(said.key[0], str) and len(said.key) == 2:
        return in_year(said, int(said.key[1]))
    found = _occurrences(said, reference)
    if len(said.key) == 3:
        found = [period for period in found if period.first.isoweekday() == said.key[2]] or found
        if len(found) == 1:
            return found[0]
    return _chosen(found, reference, said, direction, certain=certain)


def nearest(said: Recurring, reference: date) -> Period | None:
    """Give the occurrence that lies nearest to a day, before or after."""
    found = _occurrences(said, reference)
    return min(found, key=lambda period: abs((period.first - reference).days), default=None)


def _occurrences(said: Recurring, reference: date) -> list[Period]:
    if said.unit is Unit.DAY and len(said.key) == 1 and isinstance(said.key[0], int):
        return _days_of_month(said.key[0], reference)
    span = 5 if said.key[:2] == (2, 29) else 2
    years = range(max(reference.year - span, 1), min(reference.year + span, 9998) + 1)
    return [period for year in years if (period := in_year(said, year))]


def _days_of_month(day: int, reference: date) -> list[Period]:
    found = []
    for months in range(-3, 4):
        try:
            month = same_day(reference.replace(day=1), months)
            found.append(calendar_day(month.year, month.month, day))
        except ValueError:
            continue
    return found


def _chosen(
    found: list[Period], reference: date, said: Recurring, direction: Direction, *, certain: bool
) -> Period | None:
    begun = [period for period in found if period.first <= reference]
    over = [period for period in found if period.last < reference]
    ahead = [period for period in found if period.last >= reference]
    later = [period for period in found if period.first > reference]
    if said.shift is Shift.THIS:
        same = [period for period in found if period.first.year == reference.year]
        return same[0] if same else None
    pools = {Shift.LAST: over[-1:], Shift.PREVIOUS: over[-1:], Shift.NEXT: later[:1], Shift.FOLLOWING: later[:1]}
    if said.shift:
        pool = pools[said.shift]
    elif said.unit is Unit.QUARTER and over and (reference - over[-1].last).days <= REPORTED_FOR:
        pool = begun[-1:]
    elif direction is Direction.PAST:
        pool = _nearest(begun, later, reference) if not certain and _long_past(begun, reference) else begun[-1:]
    elif direction is Direction.FUTURE:
        pool = ahead[:1]
    else:
        pool = _nearest(begun, later, reference)
    return pool[0] if pool else None


def _long_past(begun: list[Period], reference: date) -> bool:
    return not begun or (reference - begun[-1].last).days > FAR_PAST


def _nearest(begun: list[Period], later: list[Period], reference: date) -> list[Period]:
    if not begun or not later:
        return begun[-1:] or later[:1]
    behind = (reference - begun[-1].last).days
    before = (later[0].first - reference).days
    return later[:1] if before <= NEAR_FUTURE and before < behind else begun[-1:]


def _weekday(weekday: int, reference: date, shift: Shift, direction: Direction) -> Period | None:
    today = reference.isoweekday()
    if shift in (Shift.LAST, Shift.PREVIOUS):
        days = -((today - weekday - 1) % 7 + 1)
    elif shift in (Shift.NEXT, Shift.FOLLOWING):
        days = (weekday - today - 1) % 7 + 1
    elif (shift is Shift.THIS and direction is not Direction.PAST) or direction is Direction.FUTURE:
        days = (weekday - today) % 7
    else:
        days = -((today - weekday) % 7)
    try:
        return day_period(reference + timedelta(days))
    except OverflowError:
        return None


def unresolved(said: Recurring) -> str:
    """Write the TIMEX3 value of a period whose year is not known."""
    key = said.key
    if key[0] == WEEKDAY:
        return f"XXXX-WXX-{key[1]}"
    if isinstance(key[0], str):
        day = HOLIDAYS[key[0]].get("day")
        return f"XXXX-{day[0]:02}-{day[1]:02}" if day and said.unit is Unit.DAY else "XXXX-XX-XX"
    match said.unit:
        case Unit.MONTH:
            return f"XXXX-{key[0]:02}"
        case Unit.DAY:
            return f"XXXX-{key[0]:02}-{key[1]:02}" if len(key) > 1 else f"XXXX-XX-{key[0]:02}"
        case Unit.SEASON:
            return f"XXXX-{SEASONS[key[0] - 1]}"
        case Unit.QUARTER | Unit.HALF:
            return f"XXXX-{said.unit.value[0].upper()}{key[0]}"
        case _:
            return "XXXX-WXX"
