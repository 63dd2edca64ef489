"""Dates written for machines, in feeds and markup: many formats, each read whole or not at all.

RFC 822 and 2822, asctime, ISO 8601 (W3C profile, basic, ordinal, two-digit years), and what Korean, Greek and Hungarian
feeds send. Never tries one format after another on part of a string, which is how dates get invented.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

_WORDS = Path(__file__).with_name("datestrings.toml")
_CLOCK = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d\d)(\d\d)|(\d\d)-?(\d\d)-?(\d\d)")
_ORDINAL = re.compile(r"(\d{4}|\d\d(?=-))-?(\d{3})")
_MONTH_ONLY = re.compile(r"(\d{4})-(\d\d)|-(\d\d)-?(\d\d)")
_NAMED_ISO = re.compile(r"(\d{4})-([^\W\d_]{3,12})-(\d{1,2})")
_KOREAN = re.compile(r"(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일")
_COMPACT_CLOCK = re.compile(r"(\d\d)(\d\d)(\d\d)?(?:[.,]\d{1,9})?")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?, ?|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6} (?=\S)", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"[A-Za-z]{1,5}")
_KOREA = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A month (or, with `month` None, a year) where a string says no more."""

    year: int
    month: int | None = None

    def isoformat(self) -> str:
        """Give YYYY or YYYY-MM."""
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"


Moment = date | datetime | PartialDate


def read_moment(text: str) -> Moment | None:
    """Read a whole date string; None for what is no date or no possible one.

    An instant has an offset, which is UTC where the string names none; a day, month or year alone stays one.
    """
    text = " ".join(text.replace("\u00a0", " ").split()).strip(" .")
    if not 4 <= len(text) <= 80:
        return None
    try:
        return _read(text)
    except (ValueError, OverflowError, KeyError):
        return None


def _read(text: str) -> Moment | None:
    if text.isdecimal() and text.isascii() and len(text) == 4:
        return PartialDate(_year(text))
    if found := _MONTH_ONLY.fullmatch(text):
        month = int(found[2] or found[4])
        return PartialDate(_year(found[1] or found[3]), month) if 1 <= month <= 12 else None
    body = _WEEKDAY.sub("", text, count=1)
    day, rest, korean = _day(body)
    if day is None:
        return None
    rest = rest.strip(" ,T") if rest[:1] in ("T", "t", " ", ",") else rest
    if not rest:
        return day
    return _instant(day, rest, korean)


def _day(text: str) -> tuple[date | None, str, bool]:
    """Give the day that a string begins with (or that stands around its clock), the rest, and whether it is Korean."""
    head, _, tail = text.partition("T") if re.match(r"[\w-]{6,22}T\d", text) else text.partition(" ")
    for pattern in (_ISO, _NAMED_ISO, _ORDINAL):
        if found := pattern.fullmatch(head):
            return _from_iso(pattern, found), tail, False
    if found := _KOREAN.match(text):
        return date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :].strip(), True
    return _from_words(text)


def _from_iso(pattern: re.Pattern[str], found: re.Match[str]) -> date:
    if pattern is _ORDINAL:
        number, whole_year = int(found[2]), _year(found[1])
        day = date(whole_year, 1, 1) + timedelta(days=number - 1)
        if number < 1 or day.year != whole_year:
            raise ValueError(number)
        return day
    if pattern is _NAMED_ISO:
        return date(int(found[1]), _months()[found[2].casefold()], int(found[3]))
    year, month, day_of_month = (group for group in found.groups() if group is not None)
    return date(_year(year), int(month), int(day_of_month))


def _from_words(text: str) -> tuple[date | None, str, bool]:
    """Read `5 Mar 2019 REST`, `Mar 5, 2019 REST`, `Mar 5 CLOCK [ZONE] 2019`."""
    words = [word for word in text.replace(",", " ").split(" ") if word]
    if words and words[0].count("-") == 2:
        words[:1] = words[0].split("-")
    if len(words) < 3:
        return None, "", False
    first, second = words[0].strip("."), words[1].strip(".")
    if _is_day(first) and (month := _months().get(second.casefold())):
        day_of_month = int(first.rstrip("stndrhe"))
    elif (month := _months().get(first.casefold())) and _is_day(second):
        day_of_month = int(second.rstrip("stndrhe"))
    else:
        return None, "", False
    rest = words[2:]
    place = 0 if _is_year(rest[0]) else len(rest) - 1
    if not _is_year(rest[place]) or (place and len(rest[place]) != 4):
        return None, "", False
    year = _year(rest.pop(place))
    return date(year, month, day_of_month), " ".join(rest), False


def _instant(day: date, rest: str, korean: bool) -> datetime | None:
    words = rest.split(" ")
    half: str | None = None
    for index, word in enumerate(words):
        if word.casefold() in _halves():
            half = _halves()[words.pop(index).casefold()]
            korean = korean or word in ("오전", "오후")
            break
    clock = " ".join(words)
    if found := re.fullmatch(r"([\d:.,]{4,18}) ?(am|pm|a\.m|p\.m)\.?(.*)", clock, re.IGNORECASE):
        half, clock = found[2].lower().replace(".", ""), found[1] + found[3]
    found = _CLOCK.match(clock) or _COMPACT_CLOCK.match(clock)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    zone_text = clock[found.end() :].strip()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    offset = _offset(zone_text) if zone_text else (_KOREA if korean else timedelta(0))
    if offset is None or minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        return None
    start = datetime(day.year, day.month, day.day, tzinfo=timezone(offset) if offset else UTC)
    return start + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _offset(text: str) -> timedelta | None:
    text = text.removeprefix("Etc/")
    if found := _OFFSET.fullmatch(text):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        size = timedelta(hours=hours, minutes=minutes)
        return -size if found[1] == "-" else size
    name = re.sub(r" ?\([^()]{1,40}\)$", "", text)
    if name != text and name:
        return _offset(name)
    if _NAMED_ZONE.fullmatch(text) and text.casefold() in _zones():
        return timedelta(seconds=_zones()[text.casefold()])
    return None


def _is_day(word: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", word))


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"\d{4}|\d\d", word))


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        if year < 1:
            raise ValueError(text)
        return year
    return year + (2000 if year < 70 else 1900)


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, object]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    table = _words()["months"]
    return {str(name): int(month) for month, names in table.items() if isinstance(names, list) for name in names}


@lru_cache(maxsize=1)
def _zones() -> dict[str, int]:
    return {name: seconds for name, seconds in _words()["zones"].items() if isinstance(seconds, int)}


@lru_cache(maxsize=1)
def _halves() -> dict[str, str]:
    table = _words()["halves"]
    return {str(word): half for half, names in table.items() if isinstance(names, list) for word in names}


def month_number(name: str) -> int | None:
    """Give the number of a month by its name or abbreviation in one of the languages of the table."""
    return _months().get(name.strip(".").casefold())
