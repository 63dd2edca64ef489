"""Join what stands side by side and says one thing, and link what tells of one another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.extraction.dates.meanings import (
    Clock,
    Content,
    Fixed,
    Holding,
    Length,
    Link,
    Offset,
    Reading,
    Recurring,
)
from events.extraction.dates.periods import Unit

POSSESSIVE = re.compile(r"['’]s[ ]")
ADJACENT = re.compile(r"(?:[ ]?,)?[ \t\xa0]{0,2}\r?\n?[ ]?(?:(?:at|on|of|in)[ ])?(?:the )?", re.IGNORECASE)
LONGEST_GAP = 24
ENDED = re.compile(r",? (?:(?:that|which) )?(?:ended|ending|ends|to|through)(?: on)? ", re.IGNORECASE)
RANGE = re.compile(r"(?:[ ]?[-–—/][ ]?|\s(?:to|through|thru|until|till)\s)", re.IGNORECASE)
AND = re.compile(r"(?:\s(?:and|or|&)\s|,\s|,\s(?:and|or)\s)", re.IGNORECASE)
OF_A_YEAR = re.compile(r"\s(?:of|in)\s", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
YEARLY = (Unit.DAY, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.SEASON)


def joined(text: str, readings: list[Reading]) -> Iterator[Reading]:
    """Join what stands side by side and says one thing: a time and its day, a month and its year."""
    current: Reading | None = None
    for reading in readings:
        if current is None:
            current = reading
            continue
        whole = _owned(text, current, reading)
        if whole is None and ADJACENT.fullmatch(text, current.end, reading.start):
            whole = _one(text, current, reading)
        if whole is None:
            yield current
        current = whole or reading
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
        and gap in ("", ",", "at", ", at")
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
    if not _is_year(a.content) or b.content.unit is Unit.DAY:
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


def linked(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Tell each expression of the one after it where that says when it is."""
    found: list[Reading] = []
    for number, a in enumerate(readings):
        b = readings[number + 1] if number + 1 < len(readings) else None
        link = _link(text, a, b) if b and 0 < b.start - a.end <= LONGEST_GAP else None
        found.append(replace(a, link=link, other=b) if link else a)
    return _listed(found)


def _link(text: str, a: Reading, b: Reading) -> Link | None:
    gap = text[a.end : b.start]
    if ENDED.fullmatch(gap) and _can_end(a) and _is_day_or_month(b.content):
        return Link.ENDED
    if isinstance(a.content, Length) and a.content.months and _begins(text, a) and _is_year(b.content):
        return Link.OF if OF_A_YEAR.fullmatch(gap) else None
    if not isinstance(a.content, Recurring) or a.content.shift or a.within is not None or b.within is not None:
        return None
    if not isinstance(b.content, (Recurring, Fixed)) or (isinstance(b.content, Recurring) and b.content.shift):
        return None
    if not _alike(a.content, b.content):
        return None
    if RANGE.fullmatch(gap) or (AND.fullmatch(gap) and BETWEEN.search(text[max(0, a.start - 9) : a.start])):
        return Link.RANGE
    return Link.LIST if AND.fullmatch(gap) and isinstance(b.content, Fixed) else None


def _listed(readings: list[Reading]) -> list[Reading]:
    """Give every member of a list the year of its last one: "3 May, 4 June and 5 July 2023"."""
    for number in range(len(readings) - 2, 0, -1):
        a, b = readings[number - 1], readings[number]
        beside = a.link is None and 0 < b.start - a.end <= 2
        if beside and b.link is Link.LIST and b.other is not None and _is_plain(a.content, b.content):
            readings[number - 1] = replace(a, link=Link.LIST, other=b.other)
    return readings


def _is_plain(a: Content, b: Content) -> bool:
    return isinstance(a, Recurring) and not a.shift and _alike(a, b)


def _alike(a: Recurring, b: Content) -> bool:
    """Say whether both are weekdays, or both days, months ... of a year."""
    if isinstance(b, Fixed):
        return b.period.unit is a.unit and a.unit in YEARLY and isinstance(a.key[0], int) and _has_year(a)
    if not isinstance(b, Recurring) or a.unit is not b.unit or a.unit not in YEARLY:
        return False
    if a.key[0] == "weekday" or b.key[0] == "weekday":
        return a.key[0] == b.key[0] and a.key != b.key
    return all(isinstance(key, int) for key in (*a.key, *b.key)) and a.key != b.key and len(a.key) == len(b.key)


def _has_year(said: Recurring) -> bool:
    return said.unit is not Unit.DAY or len(said.key) > 1


def _can_end(a: Reading) -> bool:
    content = a.content
    if isinstance(content, Length):
        return bool(content.months or content.days)
    if isinstance(content, Holding):
        return content.unit in (Unit.WEEK, Unit.QUARTER, Unit.YEAR) and not content.year
    return isinstance(content, (Recurring, Offset)) and content.unit in (Unit.QUARTER, Unit.HALF, Unit.YEAR)


def _is_day_or_month(content: Content) -> bool:
    if isinstance(content, Fixed):
        return content.period.unit in (Unit.DAY, Unit.MONTH)
    return isinstance(content, Recurring) and content.unit in (Unit.DAY, Unit.MONTH) and not content.shift


def _begins(text: str, a: Reading) -> bool:
    return bool(re.match(r"(?:the )?(?:first|opening|initial)\s", text[a.start : a.end], re.IGNORECASE))


def _is_year(content: Content) -> bool:
    return (isinstance(content, Fixed) and content.period.unit is Unit.YEAR) or (
        isinstance(content, Offset) and content.unit is Unit.YEAR and content.size == 1
    )
