"""Find the expressions of a text: the longest match at each word, what stands before it, and what looks like a date.

Every pattern looks at a bounded stretch of text from one word on, so that time grows with the length of the text.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from events.extraction.dates.groups import Found
from events.extraction.dates.lexicon import (
    CAPITAL,
    DIGITS,
    HOLIDAY_NAMES,
    UNITS,
    VAGUE_QUANTITIES,
    alternatives,
    grammar_file,
    plural,
)
from events.extraction.dates.makers import MAKERS
from events.extraction.dates.meanings import (
    Clock,
    Content,
    Fixed,
    Holding,
    Length,
    Offset,
    Reading,
    Recurring,
    Vague,
)
from events.extraction.dates.patterns import SPACE, Pattern
from events.extraction.dates.periods import Unit
from events.extraction.dates.rules import Rule, dispatch
from events.extraction.dates.traps import is_trap

WORD = re.compile(r"[A-Za-z]+|[0-9]+")
ARTICLES = frozenset({"a", "an", "A", "An", "the", "The"})
NEXT_WORD = re.compile(r"[ \t\xa0\r\n-]{1,4}([A-Za-z]+|[0-9])")
LOOK_BACK = 48
BRACKETS = re.compile(r" ?\((?:the )?(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\)")
POSSESSIVE = re.compile(r"['’]s[ ]")
ADJACENT = re.compile(r"(?:[ ]?,)?[ \t\xa0]{0,2}\r?\n?[ ]?(?:(?:on|of|in)[ ])?(?:the )?", re.IGNORECASE)


def scan(text: str, order: str = "DMY") -> list[Reading]:
    """Find all expressions of a text in their order, none overlapping another; `order` decides 05/06/2024."""
    found: list[Reading] = []
    index = dispatch()
    reached = 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < reached:
            continue
        first = word[0]
        candidates = index.get(DIGITS if first[0] <= "9" else first.lower())
        if not candidates or not _begins(text, start) or (first in ARTICLES and not _goes_on(text, word.end())):
            continue
        readings = _longest(text, start, candidates, order)
        if readings:
            readings[0] = _extended(text, readings[0], reached)
            found += readings
            reached = readings[-1].end
    return list(_joined(text, found))


@functools.cache
def _second_words() -> frozenset[str]:
    """List the words that can follow an article in an expression: most articles of a text cost one look-up."""
    quantities = {part for words in VAGUE_QUANTITIES for part in words.split()}
    named = {word for holiday in HOLIDAY_NAMES for word in re.findall("[a-z]+", holiday)}
    literal = {word for found in dispatch().values() for pattern, _ in found for word in pattern.words}
    return frozenset({*dispatch(), *quantities, *UNITS, *map(plural, UNITS), *named, *literal})


def _goes_on(text: str, end: int) -> bool:
    found = NEXT_WORD.match(text, end)
    return bool(found and (found[1][0] <= "9" or found[1].lower() in _second_words()))


def _begins(text: str, start: int) -> bool:
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before in "_$€£¥₨@#/\\":
        return False
    return not (before in ".,:" and start > 1 and text[start - 2].isdigit() and text[start].isdigit())


def _longest(text: str, start: int, candidates: tuple[tuple[Pattern, Rule], ...], order: str) -> list[Reading]:
    matches = []
    for pattern, rule in candidates:
        match = pattern.regex.match(text, start)
        if match:
            matches.append((match.end(), match, rule))
    matches.sort(key=lambda row: (-row[0], row[2].needs_after is None))
    for _, match, rule in matches:
        readings = _made(text, match, rule, order)
        if readings:
            return readings
    return []


def _made(text: str, match: Found, rule: Rule, order: str) -> list[Reading]:
    if rule.needs_before and not rule.needs_before.search(text[max(0, match.start() - LOOK_BACK) : match.start()]):
        return []
    if rule.needs_after and not rule.needs_after.match(text, match.end()):
        return []
    if _lacks_capital(match) or is_trap(text, match, rule.id):
        return []
    try:
        made = MAKERS[rule.make](match, {**rule.options, "order": order})
    except (ValueError, KeyError, OverflowError):
        return []
    if made is None:
        return []
    if isinstance(made, list):
        return [replace(reading, rule=rule.id) for reading in made]
    content, clock = made if isinstance(made, tuple) else (made, "")
    return [Reading(match.start(), match.end(), content, rule.id, clock=clock, day=_day_in_brackets(text, match.end()))]


def _day_in_brackets(text: str, end: int) -> int:
    """Read the day of the month that South Asian papers set after a relative date: "yesterday (27)"."""
    found = BRACKETS.match(text, end)
    return int(found[1]) if found else 0


def _lacks_capital(match: Found) -> bool:
    for name, text in match.groupdict().items():
        if name in ("month", "fullmonth", "weekday") and text and text[0].islower() and text.rstrip(".") in CAPITAL:
            return True
    return False


@functools.cache
def _before() -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    rows = sorted(grammar_file("modifiers.toml")["before"], key=lambda row: -max(map(len, row["words"])))
    return tuple(
        (
            re.compile(rf"(?<![\w-])(?:{alternatives(row['words'])}){SPACE}$", re.IGNORECASE),
            row["mod"],
            frozenset(row["for"]),
        )
        for row in rows
    )


ARTICLE = re.compile(rf"(?<![\w-])the{SPACE}$", re.IGNORECASE)
WITH_ARTICLE = frozenset({
    "quarter of a year", "half of a year", "half", "decade", "century", "season of a year", "season", "the past",
    "the period a year before",
    "the future", "length up to now or from now", "holiday week",
})  # fmt: skip
LAST_WORD = re.compile(r"([A-Za-z]{1,20})[ \t\xa0\r\n-]{1,3}$")
NUMBERED = re.compile(r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few)[^-]*s$", re.IGNORECASE)


def _extended(text: str, reading: Reading, floor: int) -> Reading:
    """Take in the apostrophe, the article and the modifier before an expression."""
    start, mod = reading.start, reading.mod
    if reading.rule in ("decade", "two-figure year") and text[max(start - 1, floor) : start] in "'’‘":
        start = max(start - 1, floor)
    if _takes_article(text, reading):
        start = _back(ARTICLE, text, start, floor)
    for _ in range(2):
        moved, its_mod = _modified(text, reading, start, floor)
        if moved == start:
            break
        start, mod = moved, its_mod
        if mod in ("START", "MID", "END") and not text[start : start + 9].lower().startswith(
            ("late-", "early-", "mid-")
        ):
            start = _back(ARTICLE, text, start, floor)
    return replace(reading, start=start, mod=mod) if start != reading.start else reading


def _back(pattern: re.Pattern[str], text: str, start: int, floor: int) -> int:
    before = text[max(floor, start - LOOK_BACK) : start]
    match = pattern.search(before)
    return start - len(before) + match.start() if match else start


@functools.cache
def _last_words() -> frozenset[str]:
    """List the words that modifiers end in, so that most expressions cost one look-up."""
    return frozenset(words.split()[-1] for row in grammar_file("modifiers.toml")["before"] for words in row["words"])


def _modified(text: str, reading: Reading, start: int, floor: int) -> tuple[int, str]:
    last = LAST_WORD.search(text, max(floor, start - LOOK_BACK), start)
    if not last or last[1].lower() not in _last_words():
        return start, ""
    found = []
    for pattern, mod, types in _before():
        if _modifiable(reading, types, mod):
            moved = _back(pattern, text, start, floor)
            if moved < start:
                found.append((moved, mod))
    return min(found, default=(start, ""))


def _takes_article(text: str, reading: Reading) -> bool:
    content, said = reading.content, text[reading.start : reading.end]
    if said.lower().startswith("month of"):
        return True
    if reading.rule == "year":
        return said.lower().startswith("year")
    if isinstance(content, Length):
        return reading.rule != "length" or bool(NUMBERED.match(said))
    return (
        isinstance(content, (Offset, Holding))
        or (isinstance(content, Vague) and " " in said)
        or reading.rule in WITH_ARTICLE
        or (reading.rule == "quarter" and "-" not in said)
        or (isinstance(content, Recurring) and bool(content.shift))
        or (isinstance(content, Clock) and reading.rule == "part of the day spoken of")
    )


def _modifiable(reading: Reading, types: frozenset[str], mod: str) -> bool:
    content = reading.content
    if isinstance(content, Vague):
        return False
    if isinstance(content, Length):
        return "DURATION" in types and not (content.reach and mod in ("MORE_THAN", "LESS_THAN"))
    if isinstance(content, Offset) and reading.rule.startswith("so long"):
        return "AGO" in types
    return reading.type in types


def _joined(text: str, readings: list[Reading]) -> Iterator[Reading]:
    """Join what stands side by side and says one thing: a time and its day, a month and its year."""
    current: Reading | None = None
    for reading in readings:
        if current is None:
            current = reading
            continue
        joined = _owned(text, current, reading)
        if joined is None and ADJACENT.fullmatch(text, current.end, reading.start):
            joined = _one(text, current, reading)
        if joined is None:
            yield current
            current = reading
        else:
            current = joined
    if current is not None:
        yield current


def _one(text: str, a: Reading, b: Reading) -> Reading | None:
    gap = text[a.end : b.start].strip()
    rule = f"{a.rule}, {b.rule}"
    if isinstance(a.content, Clock) and _is_day(b.content) and not b.clock:
        return Reading(a.start, b.end, b.content, rule, clock=a.clock, mod=a.mod, day=b.day)
    if (
        isinstance(b.content, Clock)
        and _is_day(a.content)
        and not a.clock
        and gap in ("", ",")
        and b.rule == "time of day"
    ):
        return Reading(a.start, b.end, a.content, rule, clock=b.clock, mod=a.mod)
    if isinstance(a.content, Recurring) and not a.content.shift and a.within is None and _holds(a.content, b.content):
        return Reading(a.start, b.end, a.content, rule, clock=a.clock, mod=a.mod, within=b.content)
    return None


def _owned(text: str, a: Reading, b: Reading) -> Reading | None:
    """Join "this year's" and what it owns: its third quarter, its summer, its October."""
    if not POSSESSIVE.fullmatch(text, a.end, b.start) or not isinstance(b.content, Recurring) or b.content.shift:
        return None
    if not isinstance(a.content, Offset) or a.content.unit is not Unit.YEAR or b.content.unit is Unit.DAY:
        return None
    return Reading(a.start, b.end, b.content, f"{b.rule}, {a.rule}", within=a.content)


def _is_day(content: Content) -> bool:
    if isinstance(content, Fixed):
        return content.period.unit is Unit.DAY
    return isinstance(content, (Recurring, Offset)) and content.unit is Unit.DAY


def _holds(inner: Recurring, outer: Content) -> bool:
    """Say whether the outer expression can name the year (or the week) of the inner one."""
    if isinstance(outer, Offset) and outer.size == 1:
        return outer.unit is Unit.YEAR or (outer.unit is Unit.WEEK and inner.key[0] == "weekday")
    return False
