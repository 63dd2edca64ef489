"""Find the expressions of a text: the longest match at each word, what stands before it, and what looks like a date.

Every pattern looks at a bounded stretch of text from one word on, so that time grows with the length of the text.
"""

import functools
import re
from dataclasses import replace

from events.extraction.dates.groups import Found
from events.extraction.dates.joining import joined, linked
from events.extraction.dates.lexicon import (
    CAPITAL,
    HOLIDAY_NAMES,
    UNITS,
    VAGUE_QUANTITIES,
    alternatives,
    figure_key,
    grammar_file,
    plural,
)
from events.extraction.dates.makers import MAKERS
from events.extraction.dates.meanings import (
    Clock,
    Holding,
    Length,
    Offset,
    Reading,
    Recurring,
    Vague,
)
from events.extraction.dates.patterns import SPACE, Pattern
from events.extraction.dates.rules import Rule, dispatch, with_article
from events.extraction.dates.traps import is_trap

WORD = re.compile(r"[A-Za-z]+|[0-9]+")
ARTICLES = frozenset({"a", "an", "A", "An", "the", "The"})
NEXT_WORD = re.compile(r"[ \t\xa0\r\n-]{1,4}([A-Za-z]+|[0-9])")
LOOK_BACK = 48
DAY = r"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
BRACKETS = re.compile(rf"(?:['’]s)? ?\((?:the )?(?:{MONTH} )?{DAY}(?: {MONTH})?\)", re.IGNORECASE)


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
        candidates = index.get(figure_key(first) if first[0] <= "9" else first.lower())
        if not candidates or not _begins(text, start) or (first in ARTICLES and not _goes_on(text, word.end())):
            continue
        readings = _longest(text, start, candidates, order)
        if readings:
            readings[0] = _extended(text, readings[0], reached)
            found += readings
            reached = readings[-1].end
    return linked(text, list(joined(text, found)))


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
    matches.sort(key=lambda row: (-row[0], row[2].needs_after is None, row[2].needs_before is None))
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
def _before() -> tuple[tuple[re.Pattern[str], str, frozenset[str], re.Pattern[str] | None], ...]:
    rows = sorted(grammar_file("modifiers.toml")["before"], key=lambda row: -max(map(len, row["words"])))
    return tuple(
        (
            re.compile(rf"(?<![\w-])(?:{_spaced(row['words'])})$", re.IGNORECASE),
            row["mod"],
            frozenset(row["for"]),
            re.compile(rf"(?:^|\b(?:{alternatives(row['after'])}){SPACE})$", re.IGNORECASE) if "after" in row else None,
        )
        for row in rows
    )


def _spaced(words: list[str]) -> str:
    """Write modifiers as one alternation; one that ends in a hyphen needs it ("end-June")."""
    hyphened = [word for word in words if word.endswith("-")]
    plain = rf"(?:{alternatives(word for word in words if word not in hyphened)}){SPACE}"
    return "|".join([plain, *map(re.escape, hyphened)])


ARTICLE = re.compile(rf"(?<![\w-])the{SPACE}$", re.IGNORECASE)
AGES = ("decade", "century")
PERIODS = (" period", " span", " stretch")
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
        hyphened = text[start : start + 9].lower().startswith(("late-", "early-", "mid-"))
        if mod in ("START", "MID", "END") and (not hyphened or reading.rule in AGES):
            start = _back(ARTICLE, text, start, floor)
    return replace(reading, start=start, mod=mod) if start != reading.start else reading


def _back(pattern: re.Pattern[str], text: str, start: int, floor: int) -> int:
    before = text[max(floor, start - LOOK_BACK) : start]
    match = pattern.search(before)
    return start - len(before) + match.start() if match else start


@functools.cache
def _last_words() -> frozenset[str]:
    """List the words that modifiers end in, so that most expressions cost one look-up."""
    return frozenset(
        words.split()[-1].rstrip("-") for row in grammar_file("modifiers.toml")["before"] for words in row["words"]
    )


def _modified(text: str, reading: Reading, start: int, floor: int) -> tuple[int, str]:
    last = LAST_WORD.search(text, max(floor, start - LOOK_BACK), start)
    if not last or last[1].lower() not in _last_words():
        return start, ""
    found = []
    for pattern, mod, types, after in _before():
        if _modifiable(reading, types, mod) and not (mod == "APPROX" and _owns(text, reading)):
            moved = _back(pattern, text, start, floor)
            if moved < start and (after is None or after.search(text[max(floor, moved - LOOK_BACK) : moved])):
                found.append((moved, mod))
    return min(found, default=(start, ""))


def _owns(text: str, reading: Reading) -> bool:
    """Say whether a day owns what follows, and what stands before is of that: "worked around Monday's strike"."""
    return reading.type == "DATE" and text[reading.end : reading.end + 2] in ("'s", "’s")


def _takes_article(text: str, reading: Reading) -> bool:
    content, said = reading.content, text[reading.start : reading.end]
    if said.lower().startswith("month of"):
        return True
    if reading.rule == "year":
        return said.lower().startswith("year")
    if isinstance(content, Length):
        return reading.rule != "length" or bool(NUMBERED.match(said)) or said.lower().endswith(PERIODS)
    return (
        isinstance(content, (Offset, Holding))
        or (isinstance(content, Vague) and " " in said)
        or reading.rule in with_article()
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
