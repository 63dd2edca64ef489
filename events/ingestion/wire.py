"""Results of the sandbox as JSON and back: only known classes are ever built from what a child process says."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from events.ingestion.datestrings import PartialDate
from events.ingestion.discovery import FoundLink
from events.ingestion.feeds import Entry, Feed
from events.ingestion.files import Submission
from events.ingestion.pages import Page
from events.ingestion.sitemaps import Sitemap, SitemapLink

_KNOWN = (Page, Feed, Entry, Submission, PartialDate, Sitemap, SitemapLink, FoundLink)
_CLASSES = {found.__name__: found for found in _KNOWN}


class WireError(ValueError):
    """What came over the wire is not what either side sends."""


def pack(value: Any) -> bytes:
    """Write a value (dataclasses of the table above, dates, plain JSON values, bytes left out) as one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=True).encode("ascii") + b"\n"


def unpack(line: bytes) -> Any:
    """Read a value that `pack` has written; raises WireError."""
    try:
        return _built(json.loads(line))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WireError(f"not a value of the sandbox: {error}"[:200]) from error


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {"$": type(value).__name__} | {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, datetime):
        return {"$": "datetime", "iso": value.isoformat()}
    if isinstance(value, date):
        return {"$": "date", "iso": value.isoformat()}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value.get("$")
    if kind is None:
        return {key: _built(item) for key, item in value.items()}
    if kind == "datetime":
        return datetime.fromisoformat(value["iso"])
    if kind == "date":
        return date.fromisoformat(value["iso"])
    return _CLASSES[kind](**{key: _built(item) for key, item in value.items() if key != "$"})
