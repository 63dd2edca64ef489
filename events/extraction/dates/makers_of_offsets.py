"""Makers of what counts from the publication or the context, of vague references and of times of day."""

import re

from events.extraction.dates.groups import (
    Found,
    Made,
    Options,
    day_named,
    group,
    month_named,
    ordinal,
    unit_name,
    year_of,
)
from events.extraction.dates.lexicon import (
    HOLIDAY_NAMES,
    HOLIDAYS,
    UNITS,
    WEEKDAYS,
    WORDS,
    number_of,
)
from events.extraction.dates.makers_of_dates import month_day
from events.extraction.dates.makers_of_lengths import CLOCK_UNITS, MONTHS_OF, length_value
from events.extraction.dates.meanings import (
    Anchor,
    Clock,
    Content,
    Holding,
    Islamic,
    Length,
    Moved,
    Offset,
    Reading,
    Recurring,
    Shift,
    Vague,
)
from events.extraction.dates.periods import Unit

OFFSETS: dict[str, tuple[Unit, int]] = {
    "day": (Unit.DAY, 1), "night": (Unit.DAY, 1), "week": (Unit.WEEK, 1), "weekend": (Unit.WEEKEND, 1),
    "fortnight": (Unit.WEEK, 2), "month": (Unit.MONTH, 1), "quarter": (Unit.QUARTER, 1), "year": (Unit.YEAR, 1),
    "decade": (Unit.YEAR, 10), "century": (Unit.YEAR, 100),
}  # fmt: skip
BESIDE_THE_HOUR = re.compile(r"half\s|(?:a\s)?quarter\s")
PARTS = WORDS["part_of_day"]
NAMED_HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def day_offset(_found: Found, options: Options) -> Made:
    return Offset(Unit.DAY, options["count"], Anchor.PUBLISHED)


def named(found: Found, options: Options) -> Made:
    shift = Shift(options["shift"])
    if group(found, "day") or group(found, "dayword"):
        return month_day(found, options)
    if group(found, "fullweekday"):
        return Recurring(Unit.DAY, ("weekday", WEEKDAYS[group(found, "fullweekday") or ""]), shift)
    if group(found, "fullmonth"):
        return Recurring(Unit.MONTH, (month_named(found),), shift)
    if group(found, "holiday"):
        if "islamic" in HOLIDAYS[HOLIDAY_NAMES[group(found, "holiday") or ""]]:
            return Islamic(*HOLIDAYS[HOLIDAY_NAMES[group(found, "holiday") or ""]]["islamic"])
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
        return Length(length_value("a", unit), -1, MONTHS_OF[unit])
    fiscal = bool(re.search(r"\b(?:fiscal|financial)\b", found[0], re.IGNORECASE))
    outgoing = bool(options.get("outgoing"))
    return Offset(
        _calendar_unit(found), options["count"], Anchor.PUBLISHED, fiscal=fiscal, outgoing=outgoing and not fiscal
    )


def day_of_a_month(found: Found, options: Options) -> Made:
    month = Offset(Unit.MONTH, options["count"], Anchor.PUBLISHED)
    return [Reading(found.start(), found.end(), Recurring(Unit.DAY, (day_named(found),)), "", within=month)]


def half_of_a_year(found: Found, options: Options) -> Made:
    number = ordinal(group(found, "ord") or "2nd")
    if number > 2:
        return None
    said = Recurring(Unit.HALF, (number,))
    return [Reading(found.start(), found.end(), said, "", within=Offset(Unit.YEAR, options["count"], Anchor.PUBLISHED))]


def moved_day(found: Found, options: Options) -> Made:
    """Read "a week from Tuesday", "two years ago today": so long before or after another expression."""
    unit, size = OFFSETS[unit_name(found["units"])]
    count = number_of(found["quantity"])
    if count is None or count != int(count):
        return None
    named = group(found, "fullweekday")
    shift = Shift.NEXT if options["sign"] > 0 else Shift.LAST
    base: Content = Recurring(Unit.DAY, ("weekday", WEEKDAYS[named]), shift) if named else _named_period(found)
    return Moved(base, unit, options["sign"] * int(count) * size)


def _named_period(found: Found) -> Offset:
    unit = group(found, "calunit")
    if unit:
        return Offset(Unit(unit), 0, Anchor.PUBLISHED)
    day = {"tomorrow": 1, "yesterday": -1}.get(found[0].lower().split()[-1], 0)
    return Offset(Unit.DAY, day, Anchor.PUBLISHED)


def next_or_from_now(found: Found, _: Options) -> Made:
    if found[0].lower().endswith("decade"):
        return Length("P10Y", 1, MONTHS_OF["decade"])
    return Offset(_calendar_unit(found), 1, Anchor.STORY)


def context_shift(found: Found, options: Options) -> Made:
    clock = "TMO" if found[0].lower().endswith("morning") else ""
    return Offset(_calendar_unit(found), options["count"], Anchor.CONTEXT, whole=True), clock


def ago(found: Found, options: Options) -> Made:
    return _counted(found, options["sign"], Anchor.PUBLISHED)


def earlier(found: Found, options: Options) -> Made:
    return _counted(found, options["sign"], Anchor.CONTEXT)


def _counted(found: Found, sign: int, anchor: Anchor) -> Made:
    name = unit_name(found["units"])
    if UNITS[name] in CLOCK_UNITS:
        return Length(length_value(found["quantity"], name), 0)
    unit, size = OFFSETS[name]
    count = number_of(found["quantity"])
    if count is None and anchor is Anchor.CONTEXT:
        return Length(length_value(found["quantity"], name))
    if count is None:
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
    if count != int(count):
        return (
            Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
            if size == 1
            else Offset(unit, sign * int(count * size), anchor)
        )
    return Offset(unit, sign * int(count), anchor, size, compares=name == "year" and count == 1 and sign < 0)


def year_before(found: Found, _: Options) -> Made:
    named = group(found, "ord")
    if named:
        quarter, year = Recurring(Unit.QUARTER, (ordinal(named),)), Offset(Unit.YEAR, -1, Anchor.PUBLISHED)
        return [Reading(found.start(), found.end(), quarter, "", within=year)] if 1 <= ordinal(named) <= 4 else None
    months = re.search(r"(\w+)\smonths$", found[0].lower())
    if months:
        return Length(length_value(months[1], "month"), months=int(number_of(months[1]) or 0))
    said = re.search(r"\b(?:month|quarter|half)\b", found[0], re.IGNORECASE)
    like = Unit(said[0].lower()) if said else None
    return Offset(Unit.YEAR, -1, Anchor.PUBLISHED, like=like, compares=True)


def period_of_year(found: Found, _: Options) -> Made:
    return Holding(Unit.QUARTER if re.search(r"\bquarter\b", found[0], re.IGNORECASE) else None, year=year_of(found))


def year_ended(_found: Found, _: Options) -> Made:
    return Length("P1Y", months=12)


def holding(found: Found, _: Options) -> Made:
    words = found[0].lower().split()
    ended = words[0] in ("latest", "most")
    return Holding(None if words[-1] == "period" else Unit(words[-1]), ended=ended)


def unit_end(found: Found, _: Options) -> Made:
    return Holding(Unit(re.split(r"[\s'’-]", found[0].lower())[0]), close=True)


def vague(_found: Found, options: Options) -> Made:
    return Vague(options["ref"])


def clock(found: Found, _: Options) -> Made:
    word = found[0].lower()
    last = word.split()[-1]
    if last in NAMED_HOURS:
        return Clock(), NAMED_HOURS[last]
    if BESIDE_THE_HOUR.match(word):
        return Clock(), _beside_the_hour(found)
    if group(found, "hhmm"):
        return Clock(), f"T{found['hhmm'][:2]}:{found['hhmm'][2:]}"
    if group(found, "hour"):
        hours, minutes = int(number_of(found["hour"]) or 0), "00"
    else:
        stated = group(found, "clock") or group(found, "fullclock") or group(found, "dotclock")
        parts = re.split(r"[:.]", stated or "0")
        hours, minutes = int(parts[0]), parts[1] if len(parts) > 1 else "00"
    return (Clock(), f"T{_on_24(hours, found):02}:{minutes}") if hours <= 24 else None


def _beside_the_hour(found: Found) -> str:
    """Read "half past two", "a quarter to nine"."""
    words, hour = found[0].lower().split(), int(number_of(found["hour"]) or 0)
    minutes = 30 if words[0] == "half" else 15
    if "to" in words:
        hour, minutes = hour - 1, 60 - minutes
    if not 0 <= hour <= 23:
        raise ValueError(found[0])
    return f"T{hour:02}:{minutes}"


def _on_24(hours: int, found: Found) -> int:
    half_day = group(found, "ampm") or group(found, "part") or ""
    later = half_day.startswith("p") or half_day in ("afternoon", "evening") or (half_day == "night" and hours > 5)
    if later and hours < 12:
        return hours + 12
    return 0 if (half_day.startswith("a.") and hours == 12) or (half_day == "am" and hours == 12) else hours


def part_of_day(found: Found, _: Options) -> Made:
    words = found[0].lower().split()
    part = PARTS.get(words[-1]) or PARTS.get(words[0]) or (words[0] == "the" and PARTS.get(words[1])) or "TNI"
    if group(found, "fullweekday"):
        return Recurring(Unit.DAY, ("weekday", WEEKDAYS[group(found, "fullweekday") or ""])), part
    if words[-2:] == ["before", "last"]:
        return Offset(Unit.DAY, -2, Anchor.PUBLISHED), part
    if words[0] in ("the", "same", "following", "next", "previous", "that"):
        word = "same" if words[0] == "that" else words[1] if words[0] == "the" else words[0]
        return Offset(Unit.DAY, {"same": 0, "previous": -1}.get(word, 1), Anchor.CONTEXT), part
    count = -1 if words[0] in ("last", "yesterday", "overnight") or words[-1] == "yesterday" else 0
    return Offset(Unit.DAY, 1 if words[0] == "tomorrow" else count, Anchor.PUBLISHED), part


def that_part(found: Found, _: Options) -> Made:
    return Clock(), PARTS[group(found, "part") or ""]


def turn_of_day(found: Found, options: Options) -> Made:
    if not found[0].islower():
        return None
    return Clock(), options["part"]
