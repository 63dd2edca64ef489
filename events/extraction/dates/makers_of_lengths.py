"""Makers of durations and of sets."""

import re

from events.extraction.dates.groups import (
    Found,
    Made,
    Options,
    day_named,
    group,
    month_named,
    unit_name,
)
from events.extraction.dates.lexicon import (
    UNITS,
    WEEKDAYS,
    WORDS,
    number_of,
)
from events.extraction.dates.meanings import (
    Content,
    Length,
    Often,
)

NUMBER_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "fortnight": "2W",
                "decade": "10Y", "century": "100Y", "weekend": "WE", "night": "D"}  # fmt: skip
CLOCK_UNITS = ("S", "M", "H")
COMPOUNDS = (("Y", "M"), ("M", "D"), ("M", "W"), ("W", "D"), ("D", "TH"), ("TH", "TM"), ("TM", "TS"), ("Y", "D"))
DAYS_OF = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
ADVERBS = {"hourly": "PT1H", "nightly": "P1D", "daily": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
           "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "biennially": "P2Y", "biannually": "P6M",
           "triennially": "P3Y", "biweekly": "P2W", "bi-weekly": "P2W", "bi-annually": "P6M"}  # fmt: skip


def length_value(quantity: str, unit: str) -> str:
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
    if found[0].lower().endswith("century") and "quarter" in found[0].lower():
        return Length("P25Y", reach, 300)
    unit = unit_name(group(found, "units") or group(found, "unit") or "")
    if re.search(r"another\s(?:few|several)\b", found[0], re.IGNORECASE):
        quantity = "several"
    elif group(found, "number"):
        quantity = group(found, "number") or quantity
    if group(found, "upto") or re.search(r"\sor\s(?:two|more)$", found[0], re.IGNORECASE):
        return Length(length_value("several", unit), reach)
    if (
        UNITS[unit] in ("S", "Q", "quarter")
        and (group(found, "units") or "") in ("second", "quarter")
        and quantity in ("a", "an")
    ):
        return None
    if quantity in ("a", "an") and group(found, "units") not in (unit, None):
        return None
    count = number_of(quantity)
    value: str | None = length_value(quantity, unit)
    if group(found, "more"):
        value = _with_smaller(found, value or "")
        return Length(value) if value else None
    months = int(MONTHS_OF.get(unit, 0) * count) if count else 0
    days = int(DAYS_OF.get(unit, 0) * count) if count else 0
    return Length(value or "", reach, months, days)


def one_long(found: Found, _: Options) -> Made:
    return Length(length_value("one", re.sub(r"-?long$", "", found[0].lower())))


def _with_smaller(found: Found, value: str) -> str | None:
    """Write "two years and three months" as P2Y3M; None for what does not go together, such as years and hours."""
    smaller = length_value(found["more"], unit_name(found["moreunits"]))
    pair = re.sub(r"[^A-Z]", "", value.removeprefix("P")), re.sub(r"[^A-Z]", "", smaller.removeprefix("P"))
    if pair not in COMPOUNDS or not value[1:].strip("T")[0].isdigit():
        return None
    return value + (smaller.removeprefix("PT") if pair[0].startswith("T") else smaller.removeprefix("P"))


def length_unknown(_found: Found, _: Options) -> Made:
    return Length("PXX")


def bare_plural(found: Found, _: Options) -> Made:
    return Length(length_value("several", unit_name(found["manyunits"])))


def every(found: Found, _: Options) -> Made:
    weekday = group(found, "fullweekday") or (group(found, "weekdays") or "").removesuffix("s")
    if weekday:
        part = WORDS["part_of_day"].get(group(found, "part") or "", "")
        return Often(f"XXXX-WXX-{WEEKDAYS[weekday]}{part}")
    if group(found, "day"):
        return Often(f"XXXX-{month_named(found):02}-{day_named(found):02}")
    if group(found, "fullmonth"):
        return Often(f"XXXX-{month_named(found):02}")
    if group(found, "season"):
        return Often(f"XXXX-{('SP', 'SU', 'FA', 'WI')[WORDS['season'][found['season'].lower()] - 1]}")
    if group(found, "part"):
        return Often(f"XXXX-XX-XX{WORDS['part_of_day'][group(found, 'part') or '']}")
    unit = unit_name(group(found, "calunit") or group(found, "calunits") or group(found, "units") or "")
    step = re.search(r"\b(?:other|second|alternate|third)\b", found[0].lower())
    quantity = group(found, "quantity") or ("one" if not step else "three" if step[0] == "third" else "two")
    return Often(length_value(quantity, unit))


def frequency(found: Found, _: Options) -> Made:
    return Often(ADVERBS[found[0].lower()])


def times_a(found: Found, _: Options) -> Made:
    return Often(length_value("one", group(found, "calunit") or found[0].lower().split()[-1]))


def weekdays(found: Found, _: Options) -> Made:
    named = (group(found, "weekdays") or group(found, "fullweekday") or "").removesuffix("s")
    part = group(found, "parts")
    return Often(f"XXXX-WXX-{WEEKDAYS[named]}{WORDS['part_of_day'][part.removesuffix('s')] if part else ''}")
