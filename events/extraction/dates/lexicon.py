"""The words of the grammar: what a macro of a pattern matches, by which words it can begin, what a word means."""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

LONGEST_FIGURE = 6
MAX_NUMBER_WORDS = 4


@dataclass(frozen=True, slots=True)
class Macro:
    """A named piece of a pattern: its regular expression, and the first words (`#2`: two figures) it can begin with."""

    regex: str
    firsts: frozenset[str]


def grammar_file(name: str) -> dict[str, Any]:
    """Read one TOML file of the grammar."""
    return tomllib.loads(resources.files(__package__).joinpath("grammar", name).read_text(encoding="utf-8"))


WORDS: Mapping[str, Mapping[str, Any]] = grammar_file("words.toml")
HOLIDAYS: Mapping[str, Mapping[str, Any]] = grammar_file("holidays.toml")["holiday"]
CUES: Mapping[str, list[str]] = grammar_file("cues.toml")
CAPITAL = frozenset(WORDS["capital"]["words"])
MONTHS: dict[str, int] = {**WORDS["month"], **WORDS["month_short"]}
WEEKDAYS: dict[str, int] = {**WORDS["weekday"], **WORDS["weekday_short"]}
HOLIDAY_NAMES: dict[str, str] = {name.lower(): key for key, holiday in HOLIDAYS.items() for name in holiday["names"]}
UNITS: dict[str, str] = dict(WORDS["unit"])
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
YEAR = r"(?:1\d|20)\d\d(?!\d)"
YEARS_IN_WORDS = (
    r"(?:(?:nineteen|eighteen)[\s-](?:hundred|oh[\s-]\w{3,5}|(?:" + "|".join(TENS)
    + r")(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|eleven|twelve|\w{3,5}teen)"
    + r"|two[\s]thousand(?:[\s](?:and[\s])?(?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)  # fmt: skip
DECADE_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5,
    "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip
VAGUE_QUANTITIES = (
    "a few", "a fews", "several", "a number of", "many", "some", "a couple of", "a couple", "couple of", "few",
    "dozens of", "hundreds of", "thousands of", "scores of", "a dozen", "half a dozen", "a half", "half", "half a",
    "half an", "a", "an", "one or two", "two or three", "three or four",
)  # fmt: skip
TWO = ("a couple of", "a couple", "couple of")
FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "3/4": 0.75}


def cues(name: str) -> frozenset[str]:
    """Give a list of cue words (verbs, adverbs, prepositions), in lower case."""
    return frozenset(CUES[name])


def plural(unit: str) -> str:
    """Write a unit's plural."""
    return unit[:-1] + "ies" if unit.endswith("y") and unit != "day" else unit + "s"


def alternatives(words: Iterable[str]) -> str:
    """Write words as one alternation, the longest first; a space in a word may also be a hyphen or a line break."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(words, key=len, reverse=True))


def first_words(words: Iterable[str]) -> frozenset[str]:
    """List the first words, as the scanner sees them."""
    found = (re.match(r"[a-z]+|\d+", word.lower()) for word in words)
    return frozenset(figure_key(m[0]) if m[0].isdigit() else m[0] for m in found if m)


def figure_key(figures: str) -> str:
    """Give the key under which patterns that begin with so many figures stand: a year is not tried as a day."""
    return f"#{min(len(figures), LONGEST_FIGURE)}"


def _figures(*lengths: int) -> frozenset[str]:
    return frozenset(f"#{length}" for length in lengths)


def _of(words: Iterable[str]) -> Macro:
    listed = list(words)
    return Macro(alternatives(listed), first_words(listed))


def _dotted(full: Iterable[str], short: Iterable[str]) -> Macro:
    full, short = list(full), list(short)
    return Macro(rf"(?:{alternatives(full)}|(?:{alternatives(short)})\.?)", first_words(full + short))


def _number() -> Macro:
    simple = alternatives(set(WORDS["number"]) - set(TENS))
    word = rf"(?:{'|'.join(TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?|{simple}"
    digits = r"\d{1,3}(?:,\d{3}|\d{0,3})(?:\.\d{1,2}|[\s-][13]/[24]|\s?[½¼¾])?"
    words = rf"(?:{word})(?:[\s-](?:hundred|thousand))?(?:[\s-]and[\s-]a[\s-]half)?"
    return Macro(rf"(?:{digits}|{words})", _figures(1, 2, 3, 4, 5, 6) | frozenset(WORDS["number"]))


@functools.cache
def macros() -> dict[str, Macro]:
    """Give all macros of the patterns by name."""
    return {**_words(), **_figured(), **_times_of_day()}


def _words() -> dict[str, Macro]:
    number, plain_units = _number(), list(UNITS)
    calendar_units = ["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
    return {
        "month": _dotted(WORDS["month"], WORDS["month_short"]),
        "dotmonth": Macro(rf"(?:{alternatives(WORDS['month_short'])})\.", first_words(WORDS["month_short"])),
        "fullmonth": _of(WORDS["month"]),
        "weekday": _dotted(WORDS["weekday"], WORDS["weekday_short"]),
        "fullweekday": _of(WORDS["weekday"]),
        "weekdays": _of([day + "s" for day in WORDS["weekday"]]),
        "season": _of(WORDS["season"]),
        "unit": _of(plain_units),
        "units": _of([*plain_units, *map(plural, plain_units), *WORDS["unit_short"]]),
        "manyunits": _of(map(plural, plain_units)),
        "calunit": _of(calendar_units),
        "calunits": _of(map(plural, calendar_units)),
        "number": number,
        "quantity": Macro(
            rf"(?:{alternatives(VAGUE_QUANTITIES)}|{number.regex})", number.firsts | first_words(VAGUE_QUANTITIES)
        ),
        "part": _of(WORDS["part_of_day"]),
        "parts": _of([word + "s" for word in WORDS["part_of_day"]]),
        "holiday": _of(HOLIDAY_NAMES),
        "hijri": _of(WORDS["hijri_month"]),
        "fasting": _of(["ramadan", "ramazan", "ramzan", "ramadhan"]),
    }


def _figured() -> dict[str, Macro]:
    ordinal, decade_words = WORDS["ordinal"], "|".join(DECADE_WORDS)
    short, four = _figures(1, 2), _figures(4)
    return {
        "ord": Macro(rf"(?:{alternatives(ordinal)}|\d{{1,2}}(?:st|nd|rd|th))", first_words(ordinal) | short),
        "dayword": _of(ordinal),
        "day": Macro(r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d)", short),
        "ordday": Macro(r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)", short),
        "year": Macro(YEAR, four),
        "anyyear": Macro(rf"(?:{YEAR}|(?:['’‘]|(?<=['’‘]))\d\d(?!\d))", four | _figures(2)),
        "shortyear": Macro(r"\d\d(?!\d)", _figures(2)),
        "onefigure": Macro(r"[1-9](?!\d)", _figures(1)),
        "yearword": Macro(YEARS_IN_WORDS, frozenset({"nineteen", "eighteen", "two"})),
        "decade": Macro(
            rf"(?:(?:1\d|20)\d0['’]?s|\d0['’]?s|(?:nineteen[\s-])?(?:{decade_words}))",
            _figures(2, 4) | {"nineteen", *DECADE_WORDS},
        ),
        "shortdecade": Macro(r"['’]?\d0['’]?s", _figures(2)),
        "iso": Macro(
            r"\d{4}(?:-[01]\d-|/[01]\d/)[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])", four
        ),
        "slashed": Macro(r"\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/-])", short),
        "digit": Macro(r"[1-4](?!\d)", _figures(1)),
        "fiscalyear": Macro(
            rf"(?:(?:fiscal|financial)[\s-](?:year[\s-])?{YEAR}(?:[-–/](?:{YEAR}|\d\d(?!\d)))?"
            rf"|FY[\s-]?['’]?(?:{YEAR}|\d\d)(?:[-–/](?:{YEAR}|\d\d))?(?!\d))",
            frozenset({"fiscal", "financial", "fy"}),
        ),
        "twoyears": Macro(rf"{YEAR}[-–/](?:{YEAR}|\d\d(?!\d))", four),
        "hijriyear": Macro(r"1[345]\d\d(?!\d)(?:[\s-](?:AH|A\.H\.|Hijri)\b)?", four),
    }


def _times_of_day() -> dict[str, Macro]:
    short, four = _figures(1, 2), _figures(4)
    return {
        "clock": Macro(r"(?:2[0-3]|1\d|0?\d)(?:[:.][0-5]\d(?::[0-5]\d)?)?(?!\d)", short),
        "fullclock": Macro(r"(?:2[0-3]|1\d|0?\d):[0-5]\d(?::[0-5]\d)?(?!\d)", short),
        "dotclock": Macro(r"(?:2[0-3]|1\d|0?\d)\.[0-5]\d(?!\d)", short),
        "ampm": Macro(r"(?:[ap]\.m\.?|[ap]m\b)", frozenset({"a", "p", "am", "pm"})),
        "zone": _of(WORDS["zone"]["words"]),
        "hhmm": Macro(r"(?:[01]\d|2[0-3])[0-5]\d(?!\d)", four),
    }


def number_of(text: str) -> float | None:
    """Read a quantity such as "2 1/2", "twenty-five", "a couple of", "an"; None for a vague one ("several")."""
    text = " ".join(text.lower().replace("-", " ").split())
    if text in TWO:
        return 2
    if text in ("half a", "half an", "a half", "half"):
        return 0.5
    if text in ("a", "an", "one"):
        return 1
    if text in ("a dozen", "half a dozen"):
        return 12 if text == "a dozen" else 6
    if text[0].isdigit():
        return _digits(text)
    words = text.removesuffix(" and a half").split()
    whole = _in_words(words)
    return whole + 0.5 if whole and text.endswith(" and a half") else whole


def _digits(text: str) -> float:
    whole, _, fraction = text.replace("½", " ½").replace("¼", " 1/4").replace("¾", " 3/4").partition(" ")
    number = float(whole.replace(",", ""))
    if fraction in ("hundred", "thousand"):
        return number * (100 if fraction == "hundred" else 1000)
    return number + FRACTIONS.get(fraction.strip(), 0)


def _in_words(words: list[str]) -> float | None:
    total = 0
    for word in words[:MAX_NUMBER_WORDS]:
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        elif word in WORDS["number"]:
            total += WORDS["number"][word]
        else:
            return None
    return total or None


def year_in_words(text: str) -> int | None:
    """Read a year spoken as words, such as "nineteen ninety-seven"; None for what is none."""
    words = text.lower().replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        rest = [word for word in words[2:] if word != "and"]
        return 2000 + int(_in_words(rest) or 0)
    century = {"nineteen": 1900, "eighteen": 1800}.get(words[0])
    if century is None:
        return None
    rest = [word for word in words[1:] if word not in ("hundred", "oh")]
    value = _in_words(rest) if rest else 0
    return None if value is None else century + int(value)
