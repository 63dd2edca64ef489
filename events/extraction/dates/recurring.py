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

WEEKDAY, NTH = "weekday", "nth"
FAR_PAST = 270
"""Days back beyond which a writer gives the year; a date without one, and near ahead, is then the coming one."""
BACKWARDS = 4
"""How much farther a day before the one told last counts as than one after it."""
JUST_PAST = 14
"""Days back up to which a day without its year is rather that of this year, whatever the words near it say."""
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
    return nth_day(year, *holiday["weekday"])


def nth_day(year: int, month: int, weekday: int, nth: int) -> Period | None:
    """Give the nth (-1: last) such weekday of a month, or with weekday 0 its nth day; None where it has none."""
    whole = month_of(year, month)
    if not weekday:
        return day_period(whole.last) if nth < 0 else calendar_day(year, month, nth)
    if nth < 0:
        return day_period(whole.last - timedelta((whole.last.isoweekday() - weekday) % 7))
    found = day_period(whole.first + timedelta((weekday - whole.first.isoweekday()) % 7 + 7 * (nth - 1)))
    return found if found.last <= whole.last else None


def in_year(said: Recurring, year: int) -> Period | None:
    """Give the period in a year; None where that year has none (29 February) or it cannot be told."""
    key = said.key
    try:
        if key[0] == NTH:
            return nth_day(year, int(key[1]), int(key[2]), int(key[3]))
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

    `certain` says that the expression's own verb tells the direction: then even a date far away is taken.
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


def next_told(said: Recurring, reference: date) -> Period | None:
    """Give the occurrence that a story means after it told of a day: the nearest, rather ahead, as stories go on."""
    found = _occurrences(said, reference)
    return min(found, key=lambda period: _distance(period, reference), default=None)


def _distance(period: Period, reference: date) -> int:
    days = (period.first - reference).days
    return days if days >= 0 else 0 if period.last >= reference else -BACKWARDS * days


def nearest(said: Recurring, reference: date) -> Period | None:
    """Give the occurrence that lies nearest to a day, before or after."""
    if said.key[0] == WEEKDAY:
        days = (int(said.key[1]) - reference.isoweekday()) % 7
        return day_period(reference + timedelta(days if days <= 3 else days - 7))
    found = _occurrences(said, reference)
    return min(found, key=lambda period: abs((period.first - reference).days), default=None)


def within(said: Recurring, outer: Period) -> Period | None:
    """Give the occurrence in a year, a month or a week that the text names; None where there is none to be told."""
    if outer.unit is Unit.WEEK:
        return resolve(said, outer.last, Direction.PAST)
    if outer.unit is Unit.MONTH and said.unit is Unit.DAY and len(said.key) == 1 and isinstance(said.key[0], int):
        return calendar_day(outer.first.year, outer.first.month, said.key[0])
    if said.key[0] == WEEKDAY:
        return None
    if outer.moved and said.unit in (Unit.QUARTER, Unit.HALF):
        return Period(said.unit, part_of_year(said.unit, outer.number, int(said.key[0])).number, outer.moved)
    return in_year(said, outer.number if outer.unit is Unit.YEAR else outer.first.year)


def since(said: Recurring, day: date) -> Period | None:
    """Give the first occurrence after a day."""
    if said.key[0] == WEEKDAY:
        return day_period(day + timedelta((int(said.key[1]) - day.isoweekday() - 1) % 7 + 1))
    return next((period for period in _occurrences(said, day) if period.first > day), None)


def up_to(said: Recurring, day: date) -> Period | None:
    """Give the last occurrence before a day."""
    if said.key[0] == WEEKDAY:
        return day_period(day - timedelta((day.isoweekday() - int(said.key[1]) - 1) % 7 + 1))
    return next((period for period in reversed(_occurrences(said, day)) if period.first < day), None)


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
        pool = begun[-1:] if not certain and _just_missed(said, begun, ahead, reference) else ahead[:1]
    else:
        pool = _nearest(begun, later, reference)
    return pool[0] if pool else None


def _long_past(begun: list[Period], reference: date) -> bool:
    return not begun or (reference - begun[-1].last).days > FAR_PAST


def _just_missed(said: Recurring, begun: list[Period], ahead: list[Period], reference: date) -> bool:
    """Say whether a day said to come is a few days past, and its next time a year off: "by May 3", on the 4th."""
    if said.unit is not Unit.DAY or not begun or not ahead or begun[-1].last >= reference:
        return False
    return (reference - begun[-1].last).days <= JUST_PAST and (ahead[0].first - reference).days > FAR_PAST


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
    if key[0] == NTH:
        return f"XXXX-{key[1]:02}-XX"
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
