"""The groups of a match, read: years, months, days, units, as the rules' patterns name them."""

import re
from collections.abc import Mapping
from typing import Any

from events.extraction.dates.lexicon import (
    MONTHS,
    UNITS,
    WORDS,
    year_in_words,
)
from events.extraction.dates.meanings import (
    Content,
    Reading,
)

Found = re.Match[str]
Options = Mapping[str, Any]
Made = Content | tuple[Content, str] | list[Reading] | None
CENTURY_TURN = 30


def group(found: Found, name: str) -> str | None:
    """Give a group's text in lower case; None where the pattern has no such group or it is missing."""
    text = found.groupdict().get(name)
    return " ".join(text.lower().split()) if text else None


def unit_name(text: str) -> str:
    """Reduce "years", "Centuries" to the unit's own name."""
    text = text.lower()
    text = WORDS["unit_short"].get(text, text)
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


def fiscal_year_of(text: str) -> tuple[int, bool] | None:
    """Read "FY25", "fiscal 2024" or "2024-25": the year named (of two, the first), and whether there are two."""
    named = re.findall(r"\d+", text)
    years = [int(figures) if len(figures) == 4 else short_year(int(figures)) for figures in named]
    if len(years) == 2 and len(named[1]) == 2:
        years[1] = years[0] // 100 * 100 + int(named[1]) + (100 if named[1] == "00" else 0)
    if len(years) == 2 and years[1] != years[0] + 1:
        return None
    return years[0], len(years) == 2


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
