"""The block of facts at the head of a file, or in a file beside it, and its checked values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from frontmatter.default_handlers import YAMLHandler

from events.net.errors import NotAUrlError
from events.net.urls import parse_url

KEYS = frozenset(
    {"published", "updated", "timezone", "publisher", "url", "title", "author", "language", "section", "source"}
)
_OTHER_NAMES = {"date": "published", "byline": "author", "lang": "language", "modified": "updated", "link": "url"}
_LONGEST_BLOCK = 64 * 1024
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(Z|[+-]\d\d:?\d\d)?)?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_HEAD = re.compile(r"---[ \t]*\n")


class FactError(ValueError):
    """A fact that cannot be: `key` is the one in question, the message says what to write instead."""

    def __init__(self, key: str | None, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself; all None where it says nothing. `unknown` are keys that mean nothing here."""

    published: date | datetime | None = None
    updated: date | datetime | None = None
    timezone: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    section: str | None = None
    source: str | None = None
    unknown: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[Mapping[str, Any] | None, str]:
    """Split a text into its block of facts (None where it has none) and the rest; raises FactError."""
    head = text.lstrip("\n")
    if not _HEAD.match(head):
        return None, text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", head[4 : _LONGEST_BLOCK + 4], re.MULTILINE)
    if not end:
        if re.match(r"---[ \t]*\n[A-Za-z_]+:", head):
            raise FactError(None, "the front matter has no end: close it with a line of three hyphens (---)")
        return None, text
    block, rest = head[4 : 4 + end.start()], head[4 + end.end() :]
    if ":" not in block:
        return None, text
    return read_yaml(block), rest.removeprefix("\n")


def read_yaml(block: str) -> Mapping[str, Any]:
    """Read lines of `key: value`; every value stays the text that was written; raises FactError."""
    try:
        # The base loader makes no dates, numbers or truth values of what people wrote.
        found = YAMLHandler().load(block[:_LONGEST_BLOCK], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        hint = 'put values that contain ": " or begin with a special character into quotes'
        problem = getattr(error, "problem", None) or "too deeply nested"
        raise FactError(None, f"the front matter cannot be read{where}: {problem}; {hint}") from error
    if found is None or found == "":
        return {}
    if not isinstance(found, dict):
        raise FactError(None, "the front matter must be lines of the form key: value")
    return {str(key): value for key, value in found.items()}


def check_facts(raw: Mapping[str, Any], *, now: datetime | None = None) -> Facts:
    """Check every value; raises FactError, whose message says what to write.

    A time without an offset is taken in `timezone`; where there is none only its day is kept. Nothing may have been
    published later than a day after `now` (default: the clock).
    """
    values: dict[str, Any] = {}
    unknown = []
    for name, value in raw.items():
        key = name.strip().lower()
        key = _OTHER_NAMES.get(key, key)
        if key not in KEYS:
            unknown.append(name)
        elif key not in values or name.strip().lower() == key:
            values[key] = _one_line(key, value)
    zone = values["timezone"] = _zone(values.get("timezone"))
    latest = (now or datetime.now(UTC)) + timedelta(days=1)
    for key in ("published", "updated"):
        values[key] = _instant(key, values.get(key), zone, latest)
    values["url"] = _url(values.get("url"))
    values["language"] = _language(values.get("language"))
    return Facts(**values, unknown=tuple(unknown))


def _one_line(key: str, value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        raise FactError(key, f"{key} must be one line of text")
    line = " ".join(value.replace("\0", " ").split())
    if len(line) > 2000:
        raise FactError(key, f"{key} is longer than 2,000 characters")
    return None if line in ("", "~", "null") else line


def _zone(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"timezone: {name[:60]!r} is no time zone; write an IANA name such as Asia/Karachi"
        raise FactError("timezone", message) from error
    return name


def _instant(key: str, value: str | None, zone: str | None, latest: datetime) -> date | datetime | None:
    if value is None:
        return None
    found = _ISO.fullmatch(value)
    hint = "write YYYY-MM-DD, or a time with its offset such as 2024-06-22T18:30+05:00"
    if not found:
        raise FactError(key, f"{key}: {value[:60]!r} is no date that can be read; {hint}")
    try:
        day = date.fromisoformat(found[1])
        when = _with_time(found, zone) if found[2] else None
        instant = when or datetime(day.year, day.month, day.day, tzinfo=UTC)
        late = instant > latest
    except (ValueError, OverflowError) as error:
        raise FactError(key, f"{key}: {value[:60]!r} is not in the calendar; {hint}") from error
    if late:
        raise FactError(key, f"{key}: {value[:60]!r} lies in the future; {hint}")
    return when or day


def _with_time(found: re.Match[str], zone: str | None) -> datetime | None:
    when = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ''}")
    if when.tzinfo:
        return when
    return when.replace(tzinfo=ZoneInfo(zone)) if zone else None


def _url(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return str(parse_url(value))
    except NotAUrlError as error:
        message = f"url: {error.reason}; write the address of the article, such as https://example.org/news/1"
        raise FactError("url", message) from error


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    found = _LANGUAGE.fullmatch(value)
    if not found:
        raise FactError("language", f"language: {value[:60]!r} is no language code; write one such as en or ur")
    return found[1].lower()
