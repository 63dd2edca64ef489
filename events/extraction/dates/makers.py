"""From a rule's match to what it says: one small function for each `make` of the grammar's files."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from events.extraction.dates.lexicon import (
    DECADE_WORDS,
    HOLIDAY_NAMES,
    MONTHS,
    UNITS,
    WEEKDAYS,
    WORDS,
    number_of,
    year_in_words,
)
from events.extraction.dates.meanings import (
    Anchor,
    Clock,
    Content,
    Fixed,
    Holding,
    Length,
    Offset,
    Often,
    Reading,
    Recurring,
    Shift,
    Vague,
)
from events.extraction.dates.periods import Period, Unit, calendar_day, month_of, part_of_year, period_of

Found = re.Match[str]
Options = Mapping[str, Any]
Made = Content | tuple[Content, str] | list[Reading] | None
CENTURY_TURN = 30
NUMBER_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "fortnight": "2W",
                "decade": "10Y", "century": "100Y", "weekend": "WE", "night": "D"}  # fmt: skip
CLOCK_UNITS = ("S", "M", "H")
OFFSETS: dict[str, tuple[Unit, int]] = {
    "day": (Unit.DAY, 1), "night": (Unit.DAY, 1), "week": (Unit.WEEK, 1), "weekend": (Unit.WEEKEND, 1),
    "fortnight": (Unit.WEEK, 2), "month": (Unit.MONTH, 1), "quarter": (Unit.QUARTER, 1), "year": (Unit.YEAR, 1),
    "decade": (Unit.YEAR, 10), "century": (Unit.YEAR, 100),
}  # fmt: skip
DAYS_OF = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
ADVERBS = {"hourly": "PT1H", "nightly": "P1D", "daily": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
           "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "biennially": "P2Y"}  # fmt: skip
PARTS = WORDS["part_of_day"]
NAMED_HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def group(found: Found, name: str) -> str | None:
    """Give a group's text in lower case; None where the pattern has no such group or it is missing."""
    text = found.groupdict().get(name)
    return " ".join(text.lower().split()) if text else None


def unit_name(text: str) -> str:
    """Reduce "years", "Centuries" to the unit's own name."""
    text = text.lower()
    if text in UNITS:
        return text
    return "century" if text == "centuries" else text.removesuffix("s")


def year_of(found: Found, name: str = "year") -> int | None:
    """Read a year group: four figures, two after an apostrophe, or words."""
    text = group(found, name) or group(found, "anyyear")
    if text:
        text = text.lstrip("'’‘")
        return int(text) if len(text) == 4 else short_year(int(text))
    words = group(found, "yearword")
    return year_in_words(words) if words else None


def short_year(number: int) -> int:
    """Read a two-figure year: up to 29 it is this century's."""
    return 2000 + number if number < CENTURY_TURN else 1900 + number


def month_named(found: Found, name: str = "month") -> int:
    """Read the month group."""
    return MONTHS[(group(found, name) or group(found, "fullmonth") or "").rstrip(".")]


def ordinal(text: str) -> int:
    """Read "third", "3rd", "3", "twenty-third"."""
    figures = re.match(r"\d+", text)
    return int(figures[0]) if figures else int(WORDS["ordinal"][text.replace(" ", "-")])


def day_named(found: Found, name: str = "day") -> int:
    """Read the day of the month."""
    return ordinal(group(found, name) or group(found, "ordday") or group(found, "dayword") or "0")


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


def short_year_alone(found: Found, _: Options) -> Made:
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


def day_offset(_found: Found, options: Options) -> Made:
    return Offset(Unit.DAY, options["count"], Anchor.PUBLISHED)


def weekday(found: Found, _: Options) -> Made:
    named = group(found, "weekday") or group(found, "fullweekday") or ""
    return Recurring(Unit.DAY, ("weekday", WEEKDAYS[named.rstrip(".")]))


def named(found: Found, options: Options) -> Made:
    shift = Shift(options["shift"])
    if group(found, "day") or group(found, "dayword"):
        return month_day(found, options)
    if group(found, "fullweekday"):
        return Recurring(Unit.DAY, ("weekday", WEEKDAYS[group(found, "fullweekday") or ""]), shift)
    if group(found, "fullmonth"):
        return Recurring(Unit.MONTH, (month_named(found),), shift)
    if group(found, "holiday"):
        return Recurring(Unit.DAY, (HOLIDAY_NAMES[group(found, "holiday") or ""],), shift)
    return Recurring(Unit.SEASON, (WORDS["season"][found["season"].lower()],), shift)


def _calendar_unit(found: Found) -> Unit:
    text = group(found, "calunit")
    if text is None:
        tail = re.search(r"(day|night|morning|week|month|quarter|year)s?(?:\s\w+)?$", found[0].lower())
        text = tail[1] if tail else "year"
    return Unit("day") if text in ("night", "morning") else Unit(text)


def shifted(found: Found, options: Options) -> Made:
    unit = group(found, "calunit")
    if unit == "day" and options["count"]:
        return Offset(Unit.DAY, 1, Anchor.CONTEXT) if options["count"] > 0 else None
    if unit in ("decade", "century") and found[0].lower().startswith("past"):
        return Length(_length("a", unit), -1, MONTHS_OF[unit])
    return Offset(_calendar_unit(found), options["count"], Anchor.PUBLISHED)


def context_shift(found: Found, options: Options) -> Made:
    clock = "TMO" if found[0].lower().endswith("morning") else ""
    return Offset(_calendar_unit(found), options["count"], Anchor.CONTEXT), clock


def ago(found: Found, options: Options) -> Made:
    return _counted(found, options["sign"], Anchor.PUBLISHED)


def earlier(found: Found, options: Options) -> Made:
    return _counted(found, options["sign"], Anchor.CONTEXT)


def _counted(found: Found, sign: int, anchor: Anchor) -> Made:
    name = unit_name(found["units"])
    if UNITS[name] in CLOCK_UNITS:
        return Length(_length(found["quantity"], name), 0)
    unit, size = OFFSETS[name]
    count = number_of(found["quantity"])
    if count is None:
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
    if count != int(count):
        return (
            Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
            if size == 1
            else Offset(unit, sign * int(count * size), anchor)
        )
    return Offset(unit, sign * int(count), anchor, size, compares=name == "year" and count == 1 and sign < 0)


def year_before(_found: Found, _: Options) -> Made:
    return Offset(Unit.YEAR, -1, Anchor.CONTEXT, compares=True)


def period_of_year(found: Found, _: Options) -> Made:
    return Holding(None, year=int(found["year"]))


def year_ended(_found: Found, _: Options) -> Made:
    return Length("P1Y")


def holding(found: Found, _: Options) -> Made:
    last = found[0].lower().split()[-1]
    return Holding(None if last == "period" else Unit(last))


def unit_end(found: Found, _: Options) -> Made:
    return Holding(Unit(re.split(r"[\s'’-]", found[0].lower())[0]))


def week_of(found: Found, _: Options) -> Made:
    return Recurring(Unit.WEEK, (month_named(found), day_named(found)))


def _length(quantity: str, unit: str) -> str:
    count = number_of(quantity)
    if UNITS[unit] in CLOCK_UNITS:
        return "PT" + _counted_unit(count, UNITS[unit], {"H": ("M", 60), "M": ("S", 60)}.get(UNITS[unit]))
    letters = NUMBER_UNITS[unit]
    size, letter = int(re.sub(r"\D", "", letters) or 1), re.sub(r"\d", "", letters)
    if count is None:
        return f"PX{'DE' if unit == 'decade' else 'CE' if unit == 'century' else letter}"
    return "P" + _counted_unit(count * size, letter, {"Y": ("M", 12), "W": ("D", 7), "D": ("T", 24)}.get(letter))


def _counted_unit(count: float | None, letter: str, smaller: tuple[str, int] | None) -> str:
    if count is None:
        return f"X{letter}"
    whole, rest = divmod(count, 1)
    if not rest or not smaller:
        return f"{int(count) if not rest else count:g}{letter}"
    fraction = round(rest * smaller[1])
    part = f"T{fraction}H" if smaller[0] == "T" else f"{fraction}{smaller[0]}"
    return (f"{int(whole)}{letter}" if whole else "") + part


def duration(found: Found, _: Options) -> Made:
    return _span(found, 0)


def span(found: Found, _: Options) -> Made:
    word = found[0].lower().split()[0]
    return _span(
        found,
        {"next": 1, "coming": 1, "ensuing": 1, "following": 1}.get(
            word, 0 if word in ("first", "final", "initial") else -1
        ),
    )


def _span(found: Found, reach: int) -> Content | None:
    quantity = group(found, "quantity") or ("a couple of" if "couple" in found[0].lower() else "a")
    if re.search(r"and[\s-]a[\s-]half$", found[0], re.IGNORECASE):
        quantity = f"{(number_of(quantity) or 1) + 0.5}"
    unit = unit_name(found["units"])
    if (
        UNITS[unit] in ("S", "Q", "quarter")
        and found["units"].lower() in ("second", "quarter")
        and quantity in ("a", "an")
    ):
        return None
    if quantity in ("a", "an") and found["units"].lower() != unit:
        return None
    count = number_of(quantity)
    months = int(MONTHS_OF.get(unit, 0) * count) if count else 0
    days = int(DAYS_OF.get(unit, 0) * count) if count else 0
    return Length(_length(quantity, unit), reach, months, days)


def length_unknown(_found: Found, _: Options) -> Made:
    return Length("PXX")


def bare_plural(found: Found, _: Options) -> Made:
    return Length(_length("several", unit_name(found["manyunits"])))


def every(found: Found, _: Options) -> Made:
    if group(found, "fullweekday"):
        return Often(f"XXXX-WXX-{WEEKDAYS[group(found, 'fullweekday') or '']}")
    if group(found, "fullmonth"):
        return Often(f"XXXX-{month_named(found):02}")
    if group(found, "season"):
        return Often(f"XXXX-{('SP', 'SU', 'FA', 'WI')[WORDS['season'][found['season'].lower()] - 1]}")
    if group(found, "part"):
        return Often(f"XXXX-XX-XX{PARTS[group(found, 'part') or '']}")
    unit = unit_name(group(found, "calunit") or group(found, "units") or "")
    quantity = group(found, "quantity") or ("two" if " other " in found[0].lower() else "one")
    return Often(_length(quantity, unit))


def frequency(found: Found, _: Options) -> Made:
    return Often(ADVERBS[found[0].lower()])


def times_a(found: Found, _: Options) -> Made:
    return Often(_length("one", group(found, "calunit") or ""))


def weekdays(found: Found, _: Options) -> Made:
    named = (group(found, "weekdays") or group(found, "fullweekday") or "").removesuffix("s")
    part = group(found, "parts")
    return Often(f"XXXX-WXX-{WEEKDAYS[named]}{PARTS[part.removesuffix('s')] if part else ''}")


def vague(_found: Found, options: Options) -> Made:
    return Vague(options["ref"])


def clock(found: Found, _: Options) -> Made:
    word = found[0].lower()
    if word in NAMED_HOURS:
        return Clock(), NAMED_HOURS[word]
    if group(found, "hhmm"):
        return Clock(), f"T{found['hhmm'][:2]}:{found['hhmm'][2:]}"
    if group(found, "hour"):
        hours, minutes = int(number_of(found["hour"]) or 0), "00"
    else:
        parts = re.split(r"[:.]", group(found, "clock") or group(found, "fullclock") or "0")
        hours, minutes = int(parts[0]), parts[1] if len(parts) > 1 else "00"
    return (Clock(), f"T{_on_24(hours, found):02}:{minutes}") if hours <= 24 else None


def _on_24(hours: int, found: Found) -> int:
    half_day = group(found, "ampm") or group(found, "part") or ""
    later = half_day.startswith("p") or half_day in ("afternoon", "evening") or (half_day == "night" and hours > 5)
    if later and hours < 12:
        return hours + 12
    return 0 if (half_day.startswith("a.") and hours == 12) or (half_day == "am" and hours == 12) else hours


def part_of_day(found: Found, _: Options) -> Made:
    words = found[0].lower().split()
    part = PARTS.get(words[-1]) or PARTS.get(words[0]) or "TNI"
    if group(found, "fullweekday"):
        return Recurring(Unit.DAY, ("weekday", WEEKDAYS[group(found, "fullweekday") or ""])), part
    if words[0] in ("the", "same", "following", "next", "previous"):
        word = words[1] if words[0] == "the" else words[0]
        return Offset(Unit.DAY, {"same": 0, "previous": -1}.get(word, 1), Anchor.CONTEXT), part
    count = -1 if words[0] in ("last", "yesterday", "overnight") or words[-1] == "yesterday" else 0
    return Offset(Unit.DAY, 1 if words[0] == "tomorrow" else count, Anchor.PUBLISHED), part


def that_part(found: Found, _: Options) -> Made:
    return Clock(), PARTS[group(found, "part") or ""]


MAKERS: dict[str, Callable[[Found, Options], Made]] = {
    make.__name__: make
    for make in (
        iso, slashed, month_day, day_range, month_year, month, year, year_range, fiscal_years, fiscal_year, quarter,
        half, season, decade, century, holiday, holiday_week, hijri, day_of_month, day_offset, weekday, named, shifted,
        context_shift, ago, earlier, year_before, holding, year_ended, period_of_year, unit_end, week_of, duration, span, length_unknown, bare_plural, every,
        frequency, times_a, weekdays, vague, clock, part_of_day, that_part,
    )
} | {"short_year": short_year_alone}  # fmt: skip
