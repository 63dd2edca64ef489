"""Feeds: RSS and Atom of every age by feedparser, JSON Feed, and what their entries say.

Exports `read_feed(data, url=..., content_type=...)` -> `Feed` with its `Entry` rows, and `FeedError`. A feed without
entries is no error: an empty one and a home page look alike here, and `kind` tells them apart.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser

from events.ingestion.datestrings import Moment, PartialDate, read_moment
from events.ingestion.pages.encoding import decode_page
from events.ingestion.pages.page import PageError

MOST_ENTRIES = 5000
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,400}\[.*?\]\s{0,50}>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class FeedError(ValueError):
    """Bytes that cannot be read as a feed at all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: what it says, with None for what it does not. `published` and `updated` are what the feed states.

    `content` is markup as the feed sent it, `summary` is plain text; `guid` is whatever the feed calls its identity,
    which several items may share.
    """

    url: str | None = None
    title: str | None = None
    guid: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    author: str | None = None
    summary: str | None = None
    content: str | None = None
    categories: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its kind (rss, atom, json, cdf or empty where it is none), facts and entries in the feed's order."""

    kind: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    minutes: int | None = None
    hub: str | None = None


def read_feed(data: bytes, *, url: str = "", content_type: str = "") -> Feed:
    """Read a feed; raises FeedError for what is empty, too large or cannot be unpacked.

    `url` resolves the links, `content_type` is the header's. Entities are never expanded and nothing is fetched.
    """
    if not data.strip():
        raise FeedError("the feed is empty")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(data, url)
    if data[:3] == b"\x1f\x8b\x08":
        try:
            data = decode_page(data)[0].encode("utf-8")
        except PageError as error:
            raise FeedError(str(error)) from error
    if _ENTITIES.search(data):
        data = _DOCTYPE.sub(b"", data)
    elif b"\0" in data and _ENTITIES.search(data.replace(b"\0", b"")):
        raise FeedError("the feed declares entities in UTF-16, which no publisher needs")
    headers = {"content-location": url} if url else {}
    if "utf-16" in content_type.lower() and data.lstrip()[:5] == b"<?xml":
        content_type = content_type.partition(";")[0]  # its bytes are no UTF-16
    if content_type:
        headers["content-type"] = content_type
    try:
        parsed = feedparser.parse(data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        raise FeedError(f"the feed cannot be read: {error}"[:300]) from error
    return _feed(parsed, url)


def not_later(moment: Moment | None, now: datetime) -> Moment | None:
    """Give a moment unless it lies more than a day in the future."""
    if moment is None:
        return None
    if isinstance(moment, PartialDate):
        return moment if moment.year <= now.year else None
    latest = now + timedelta(days=1)
    if isinstance(moment, datetime):
        return moment if moment <= latest else None
    return moment if moment <= latest.date() else None


def _feed(parsed: Any, url: str) -> Feed:
    about = parsed.feed
    base = about.get("link") or url
    entries = tuple(_entry(entry, url or base) for entry in parsed.entries[:MOST_ENTRIES])
    kind = re.sub(r"[\d.]+$|rss.*", lambda found: "rss" if found[0].startswith("rss") else "", parsed.version or "")
    hub = next((link.get("href") for link in about.get("links", ()) if link.get("rel") == "hub"), None)
    ttl = about.get("ttl")
    return Feed(
        kind=kind or ("rss" if entries else ""),
        title=_text(about.get("title")),
        url=_link(about.get("link"), url),
        language=_text(about.get("language")),
        entries=entries,
        minutes=int(ttl) if isinstance(ttl, str) and ttl.isdecimal() and len(ttl) < 7 else None,
        hub=hub,
    )


def _entry(entry: Any, base: str) -> Entry:
    contents = [part.get("value") for part in entry.get("content", ()) if part.get("value")]
    published = entry.get("published") or entry.get("created")
    updated = entry.get("updated") if "updated" in entry.keys() else None  # noqa: SIM118 - feedparser maps missing keys
    return Entry(
        url=_link(entry.get("link"), base),
        title=_text(entry.get("title")),
        guid=_text(entry.get("id")),
        published=read_moment(published) if published else (read_moment(updated) if updated else None),
        updated=read_moment(updated) if updated else None,
        author=_text(entry.get("author")),
        summary=_text(entry.get("summary")),
        content=_characters(max(contents, key=len)) if contents else None,
        categories=tuple(dict.fromkeys(filter(None, (_text(tag.get("term")) for tag in entry.get("tags", ()))))),
        language=_text(entry.get("language")),
    )


def _json_feed(data: bytes, url: str) -> Feed:
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"the feed is no JSON: {error}"[:200]) from error
    if not isinstance(found, Mapping) or not isinstance(found.get("items"), list):
        return Feed("")
    items = [item for item in found["items"][:MOST_ENTRIES] if isinstance(item, Mapping)]
    return Feed(
        kind="json",
        title=_text(found.get("title")),
        url=_link(found.get("home_page_url"), url),
        language=_text(found.get("language")),
        entries=tuple(_json_entry(item, url) for item in items),
    )


def _json_entry(item: Mapping[str, Any], base: str) -> Entry:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(author.get("name")) for author in authors or () if isinstance(author, Mapping)]
    tags = item.get("tags")
    published, updated = (_text(item.get(key)) for key in ("date_published", "date_modified"))
    content = item.get("content_html")
    return Entry(
        url=_link(item.get("url") or item.get("external_url"), base),
        title=_text(item.get("title")),
        guid=_text(str(item["id"])) if "id" in item else None,
        published=read_moment(published) if published else None,
        updated=read_moment(updated) if updated else None,
        author=", ".join(name for name in names if name) or None,
        summary=_text(item.get("summary") or item.get("content_text")),
        content=_characters(content) if isinstance(content, str) else None,
        categories=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_text(item.get("language")),
    )


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    plain = html.unescape(_TAG.sub(" ", value)) if "<" in value or "&" in value else value
    return " ".join(_characters(plain).split())[:20_000] or None


def _characters(value: str) -> str:
    return _NO_CHARACTERS.sub("", value)


def _link(value: Any, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        found = urljoin(base, value.strip()) if base else value.strip()
    except ValueError:
        return None
    return _characters(found) if found.startswith(("http://", "https://")) else None


def published_instant(moment: Moment | None) -> date | datetime | None:
    """Give a moment as a day or an instant in UTC; None for what is only a month or a year."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC) if moment.year > 1 else None
    return moment if isinstance(moment, date) else None
