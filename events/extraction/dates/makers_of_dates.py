"""Makers of what the calendar names: days, months, quarters, years, decades, holidays."""

import re
from datetime import date

from events.extraction.dates.groups import (
    Found,
    Made,
    Options,
    day_named,
    fiscal_year_of,
    group,
    month_named,
    ordinal,
    short_year,
    year_of,
)
from events.extraction.dates.lexicon import (
    DECADE_WORDS,
    HOLIDAY_NAMES,
    HOLIDAYS,
    WEEKDAYS,
    WORDS,
)
from events.extraction.dates.meanings import (
    Content,
    Fixed,
    Islamic,
    Reading,
    Recurring,
)
from events.extraction.dates.periods import Period, Unit, calendar_day, month_of, part_of_year, period_of
from events.extraction.dates.recurring import in_year

LONGEST_RANGE, LONGEST_LIFE = 60, 120
"""Years that "1914-18" and "1841-1907" can span, and not be a score or a number."""


def iso(found: Found, _: Options) -> Made:
    text = found["iso"]
    day = date.fromisoformat(text[:10].replace("/", "-"))
    return Fixed(period_of(Unit.DAY, day)), text[10:16]


def slashed(found: Found, options: Options) -> Made:
    first, second, year = (int(part) for part in re.split(r"[/.-]", found["slashed"]))
    if len(found["slashed"].rsplit(found["sep"], 1)[1]) == 2:
        if found["sep"] == ".":
            return None
        year = short_year(year)
    readings = [(first, second), (second, first)]
    day, month = next(((d, m) for d, m in readings[:: -1 if options["order"] == "MDY" else 1] if m <= 12), (0, 0))
    swapped = calendar_day(year, day, month) if day <= 12 and day != month else None
    return Fixed(calendar_day(year, month, day), swapped=swapped)


def month_day(found: Found, _: Options) -> Made:
    month, day, year = month_named(found), day_named(found), year_of(found)
    if year is None:
        date(2000, month, day)
        named = group(found, "weekday")
        return Recurring(Unit.DAY, (month, day, WEEKDAYS[named.rstrip(".")]) if named else (month, day))
    return Fixed(calendar_day(year, month, day))


def day_range(found: Found, _: Options) -> Made:
    """Read days of one month that share its name: "June 22-24", "14, 15 and 16 June"."""
    month, year = month_named(found), year_of(found)
    names = [name for name in ("day", "day2", "day3", "day4") if group(found, name)]
    days = [day_named(found, name) for name in names]
    if days != sorted(set(days)):
        return None
    readings = []
    for number, (name, day) in enumerate(zip(names, days, strict=True)):
        date(year or 2000, month, day)
        said = Fixed(calendar_day(year, month, day)) if year else Recurring(Unit.DAY, (month, day))
        start = found.start() if number == 0 else found.start(name)
        end = found.end() if number == len(days) - 1 else found.end(name)
        readings.append(Reading(start, end, said, ""))
    return readings


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
    first, figures = int(found["year"]), found["year2"]
    short = 10 ** len(figures)
    last = int(figures) if len(figures) == 4 else first // short * short + int(figures)
    if not first < last <= first + (LONGEST_LIFE if len(figures) == 4 else LONGEST_RANGE):
        return None
    return [
        Reading(found.start(), found.end("year"), Fixed(Period(Unit.YEAR, first)), ""),
        Reading(found.start("year2"), found.end(), Fixed(Period(Unit.YEAR, last)), ""),
    ]


def fiscal_year(found: Found, _: Options) -> Made:
    named = fiscal_year_of(group(found, "fiscalyear") or group(found, "twoyears") or "")
    return Fixed(Period(Unit.YEAR, named[0]), fiscal=True, spans_two=named[1]) if named else None


def quarter(found: Found, _: Options) -> Made:
    return _part(found, Unit.QUARTER, 4)


def half(found: Found, _: Options) -> Made:
    return _part(found, Unit.HALF, 2)


def season(found: Found, _: Options) -> Made:
    year, number = year_of(found), WORDS["season"][found["season"].lower()]
    return Fixed(part_of_year(Unit.SEASON, year, number)) if year else Recurring(Unit.SEASON, (number,))


def _part(found: Found, unit: Unit, most: int) -> Content | None:
    named = group(found, "ord") or group(found, "digit")
    number = ordinal(named) if named else _number_in_words(found[0].lower(), most)
    if not 1 <= number <= most:
        return None
    fiscal = group(found, "fiscalyear") or group(found, "twoyears")
    if fiscal:
        year = fiscal_year_of(fiscal)
        return Fixed(part_of_year(unit, year[0], number), fiscal=True, spans_two=year[1]) if year else None
    named_year = group(found, "shortyear")
    stated = short_year(int(named_year)) if named_year else year_of(found)
    return Fixed(part_of_year(unit, stated, number)) if stated else Recurring(unit, (number,))


def _number_in_words(text: str, most: int) -> int:
    return 1 if re.search(r"\b(?:opening|initial)\b", text) else most


def months_quarter(found: Found, _: Options) -> Made:
    year, last = year_of(found), month_named(found, "month2" if group(found, "month2") else "month")
    first = month_named(found) if group(found, "month2") else last - 2
    if last - first == 2 and first % 3 == 1:
        number = first // 3 + 1
        return Fixed(part_of_year(Unit.QUARTER, year, number)) if year else Recurring(Unit.QUARTER, (number,))
    return None


def nth_day(found: Found, _: Options) -> Made:
    weekday, named = group(found, "fullweekday"), group(found, "ord") or "last"
    number = -1 if named in ("last", "final") else ordinal(named)
    if not 1 <= abs(number) <= 5:
        return None
    said = Recurring(Unit.DAY, ("nth", month_named(found), WEEKDAYS[weekday] if weekday else 0, number))
    year = year_of(found)
    if year is None:
        return said
    day = in_year(said, year)
    return Fixed(day) if day else None


def quarters(found: Found, _: Options) -> Made:
    year = year_of(found)
    first, second = (ordinal(found[name].lower()) for name in ("ord", "ord2"))
    if not 1 <= first < second <= 4:
        return None
    said, also = (
        Fixed(part_of_year(Unit.QUARTER, year, number)) if year else Recurring(Unit.QUARTER, (number,))
        for number in (first, second)
    )
    return _pair(found, "ord", said, "ord2", also)


def seasons(found: Found, _: Options) -> Made:
    year = year_of(found) or 0
    first, second = (
        Fixed(part_of_year(Unit.SEASON, year, WORDS["season"][found[name].lower()])) for name in ("season", "season2")
    )
    return _pair(found, "season", first, "season2", second)


def decades(found: Found, _: Options) -> Made:
    first = _decade(found["decade"])
    if first.unit is not Unit.DECADE:
        return None
    number = int(re.sub(r"\D", "", found["shortdecade"])) // 10
    second = Period(Unit.DECADE, first.number // 10 * 10 + number)
    return _pair(found, "decade", Fixed(first), "shortdecade", Fixed(second)) if second.number > first.number else None


def centuries(found: Found, _: Options) -> Made:
    first, second = (Fixed(Period(Unit.CENTURY, ordinal(found[name].lower()) - 1)) for name in ("ord", "ord2"))
    return _pair(found, "ord", first, "ord2", second)


def _pair(found: Found, first: str, said: Content, second: str, also: Content) -> list[Reading]:
    return [Reading(found.start(), found.end(first), said, ""), Reading(found.start(second), found.end(), also, "")]


def decade(found: Found, _: Options) -> Made:
    return Fixed(_decade(found["decade"]))


def _decade(said: str) -> Period:
    text = said.lower().rstrip("s").rstrip("'’")
    if text.isdigit():
        if len(text) == 4 and text.endswith("00") and int(text) < 2000:
            return Period(Unit.CENTURY, int(text) // 100)
        return Period(Unit.DECADE, int(text) // 10 if len(text) == 4 else 190 + int(text) // 10)
    return Period(Unit.DECADE, 190 + DECADE_WORDS[re.split(r"[\s-]", said.lower())[-1]])


def century(found: Found, _: Options) -> Made:
    return Fixed(Period(Unit.CENTURY, ordinal(group(found, "ord") or "0") - 1))


def holiday(found: Found, _: Options) -> Made:
    named = group(found, "holiday") or ""
    key = HOLIDAY_NAMES[named]
    said = year_of(found)
    if "islamic" in HOLIDAYS[key]:
        month, day = HOLIDAYS[key]["islamic"]
        return Islamic(month, day, common_year=said or 0)
    return Recurring(Unit.DAY, (key, said) if said else (key,))


def holiday_week(found: Found, _: Options) -> Made:
    if "islamic" in HOLIDAYS[HOLIDAY_NAMES[group(found, "holiday") or ""]]:
        return None
    unit = Unit.WEEK if found[0].lower().endswith("week") else Unit.WEEKEND
    return Recurring(unit, (HOLIDAY_NAMES[group(found, "holiday") or ""],))


def hijri(found: Found, _: Options) -> Made:
    named = (group(found, "hijri") or "").replace("-", " ")
    month = next(number for name, number in WORDS["hijri_month"].items() if name.replace("-", " ") == named)
    day = day_named(found) if group(found, "day") else 0
    year = re.match(r"\d+", group(found, "hijriyear") or "")
    return Islamic(month, day, int(year[0]) if year else 0, year_of(found) or 0)


def day_of_month(found: Found, _: Options) -> Made:
    return Recurring(Unit.DAY, (day_named(found),))


def weekday(found: Found, _: Options) -> Made:
    named = group(found, "weekday") or group(found, "fullweekday") or ""
    return Recurring(Unit.DAY, ("weekday", WEEKDAYS[named.rstrip(".")]))


def week_of(found: Found, _: Options) -> Made:
    return Recurring(Unit.WEEK, (month_named(found), day_named(found)))
