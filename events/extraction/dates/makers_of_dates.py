"""Makers of what the calendar names: days, months, quarters, years, decades, holidays."""

import re
from datetime import date

from events.extraction.dates.groups import (
    Found,
    Made,
    Options,
    day_named,
    group,
    month_named,
    ordinal,
    short_year,
    year_of,
)
from events.extraction.dates.lexicon import (
    DECADE_WORDS,
    HOLIDAY_NAMES,
    WEEKDAYS,
    WORDS,
)
from events.extraction.dates.meanings import (
    Content,
    Fixed,
    Reading,
    Recurring,
    Vague,
)
from events.extraction.dates.periods import Period, Unit, calendar_day, month_of, part_of_year, period_of


def iso(found: Found, _: Options) -> Made:
    text = found["iso"]
    day = date.fromisoformat(text[:10])
    return Fixed(period_of(Unit.DAY, day)), text[10:16]


def slashed(found: Found, options: Options) -> Made:
    first, second, year = (int(part) for part in re.split(r"[/.-]", found["slashed"]))
    if len(found["slashed"].rsplit(found["sep"], 1)[1]) == 2:
        if found["sep"] == ".":
            return None
        year = short_year(year)
    readings = [(first, second), (second, first)]
    day, month = next(((d, m) for d, m in readings[:: -1 if options["order"] == "MDY" else 1] if m <= 12), (0, 0))
    return Fixed(calendar_day(year, month, day))


def month_day(found: Found, _: Options) -> Made:
    month, day, year = month_named(found), day_named(found), year_of(found)
    if year is None:
        date(2000, month, day)
        named = group(found, "weekday")
        return Recurring(Unit.DAY, (month, day, WEEKDAYS[named.rstrip(".")]) if named else (month, day))
    return Fixed(calendar_day(year, month, day))


def day_range(found: Found, _: Options) -> Made:
    month, year = month_named(found), year_of(found)
    ends = [day_named(found, name) for name in ("day", "day2")]
    if ends[0] >= ends[1]:
        return None
    said: list[Content] = [
        Fixed(calendar_day(year, month, day)) if year else Recurring(Unit.DAY, (month, day)) for day in ends
    ]
    date(2000, month, ends[1])
    return [
        Reading(found.start(), found.end("day"), said[0], ""),
        Reading(found.start("day2"), found.end(), said[1], ""),
    ]


def month_year(found: Found, _: Options) -> Made:
    year = year_of(found)
    return Fixed(month_of(year, month_named(found))) if year else None


def month(found: Found, _: Options) -> Made:
    return Recurring(Unit.MONTH, (month_named(found),))


def year(found: Found, _: Options) -> Made:
    number = year_of(found)
    return Fixed(Period(Unit.YEAR, number)) if number else None


def two_figure_year(found: Found, _: Options) -> Made:
    text = found["anyyear"].lstrip("'’‘")
    return Fixed(Period(Unit.YEAR, short_year(int(text)))) if len(text) == 2 else None


def year_range(found: Found, _: Options) -> Made:
    first = int(found["year"])
    last = int(found["year2"]) if len(found["year2"]) == 4 else first // 100 * 100 + int(found["year2"])
    if not first < last <= first + 60:
        return None
    return [
        Reading(found.start(), found.end("year"), Fixed(Period(Unit.YEAR, first)), ""),
        Reading(found.start("year2"), found.end(), Fixed(Period(Unit.YEAR, last)), ""),
    ]


def fiscal_years(found: Found, _: Options) -> Made:
    first, second = int(found["year"]), found["year2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return (
        Fixed(Period(Unit.YEAR, first), until=Period(Unit.YEAR, first + 1)) if last % 100 == (first + 1) % 100 else None
    )


def fiscal_year(found: Found, _: Options) -> Made:
    number = year_of(found)
    if number is None:
        number = short_year(int(found["shortyear"]))
    return Fixed(Period(Unit.YEAR, number))


def quarter(found: Found, _: Options) -> Made:
    number = ordinal(group(found, "ord") or group(found, "digit") or "0")
    return _part(Unit.QUARTER, number, year_of(found), 4)


def half(found: Found, _: Options) -> Made:
    named = group(found, "ord") or group(found, "digit") or "2nd"
    return _part(Unit.HALF, ordinal(named), year_of(found), 2)


def season(found: Found, _: Options) -> Made:
    return _part(Unit.SEASON, WORDS["season"][found["season"].lower()], year_of(found), 4)


def _part(unit: Unit, number: int, year: int | None, most: int) -> Content | None:
    if not 1 <= number <= most:
        return None
    return Fixed(part_of_year(unit, year, number)) if year else Recurring(unit, (number,))


def decade(found: Found, _: Options) -> Made:
    text = found["decade"].lower().rstrip("s").rstrip("'’")
    if text.isdigit():
        return Fixed(Period(Unit.DECADE, int(text) // 10 if len(text) == 4 else 190 + int(text) // 10))
    word = re.split(r"[\s-]", found["decade"].lower())[-1]
    return Fixed(Period(Unit.DECADE, 190 + DECADE_WORDS[word]))


def century(found: Found, _: Options) -> Made:
    return Fixed(Period(Unit.CENTURY, ordinal(group(found, "ord") or "0") - 1))


def holiday(found: Found, _: Options) -> Made:
    named = group(found, "holiday") or ""
    key = HOLIDAY_NAMES[named]
    said = year_of(found)
    return Recurring(Unit.DAY, (key, said) if said else (key,))


def holiday_week(found: Found, _: Options) -> Made:
    unit = Unit.WEEK if found[0].lower().endswith("week") else Unit.WEEKEND
    return Recurring(unit, (HOLIDAY_NAMES[group(found, "holiday") or ""],))


def hijri(_found: Found, _: Options) -> Made:
    return Vague("XXXX-XX-XX")


def day_of_month(found: Found, _: Options) -> Made:
    return Recurring(Unit.DAY, (day_named(found),))


def weekday(found: Found, _: Options) -> Made:
    named = group(found, "weekday") or group(found, "fullweekday") or ""
    return Recurring(Unit.DAY, ("weekday", WEEKDAYS[named.rstrip(".")]))


def week_of(found: Found, _: Options) -> Made:
    return Recurring(Unit.WEEK, (month_named(found), day_named(found)))
