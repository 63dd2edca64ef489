"""What a source on the web lists: entries of a feed, pages of a sitemap, links of an index page, all in one form."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from events.ingestion.datestrings import Moment
from events.ingestion.feeds import Entry, FeedError, not_later, published_instant
from events.ingestion.pages import PageError
from events.ingestion.sandbox import sandbox
from events.ingestion.sitemaps import SitemapLink
from events.models import Source
from events.net import NotAUrlError, Response, identity_key

WHOLE_TEXT = 300  # characters of an entry's own content that make it an article where it links to none
LONGEST_CONTENT = 500_000
COLD_SITEMAP = "sitemap:"  # begins the key of a sitemap that another one names


@dataclass(frozen=True, slots=True)
class Listed:
    """Something listed: `key` says which it is, `signature` in which state, `payload` how to take it in."""

    key: str
    signature: str
    payload: dict[str, Any]
    published: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All that one look at a source found; `sitemaps` are further ones to look at."""

    items: tuple[Listed, ...]
    sitemaps: tuple[Listed, ...] = ()
    minutes: int | None = None


def read_listing(response: Response, source: Source) -> Listing:
    """Read what a source answered; raises FeedError, PageError or SandboxError."""
    if source.kind == Source.Kind.SITEMAP:
        return _sitemap(response)
    if source.kind == Source.Kind.INDEX:
        links = sandbox().articles_of(
            response.body, url=response.final_url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS
        )
        return Listing(tuple(_distinct(_page(link.url) for link in links)))
    return _feed(response)


def _feed(response: Response) -> Listing:
    content_type = response.headers.get("content-type", "")
    feed = sandbox().feed(response.body, url=response.final_url, content_type=content_type)
    if not feed.kind and not feed.entries:
        raise FeedError(_no_feed(response))
    now = datetime.now(UTC)
    return Listing(tuple(_distinct(_entry(entry, now) for entry in feed.entries)), minutes=feed.minutes)


def _no_feed(response: Response) -> str:
    """Say that this is no feed, and which feeds the page names."""
    try:
        links = sandbox().feeds_of(response.body, url=response.final_url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)
    except PageError:
        links = ()
    named = ", ".join(link.url for link in links[:5])
    return f"This is no feed. The page names these: {named}" if named else "This is no feed, and it names none."


def _entry(entry: Entry, now: datetime) -> Listed | None:
    """Give an entry in the common form: known by its address, or, with none, by its own words.

    A guid identifies nothing: publishers send the same one with every item, or a new one each day.
    """
    published = published_instant(not_later(entry.published, now))
    stated = {"published": _written(published), "title": entry.title}
    if entry.url:
        signature = _written(published_instant(entry.updated)) or _written(published) or _digest(entry.title or "")
        return _page(entry.url, signature=signature, published=published, stated=stated)
    content = (entry.content or entry.summary or "")[:LONGEST_CONTENT]
    if len(content) < WHOLE_TEXT:
        return None
    digest = _digest(f"{entry.title}\n{content}")
    facts = stated | {"content": content, "author": entry.author, "language": entry.language}
    return Listed(f"entry:{_digest(entry.title or content)}", digest, facts, published)


def _sitemap(response: Response) -> Listing:
    found = sandbox().sitemap(response.body)
    now = datetime.now(UTC)
    return Listing(
        tuple(_distinct(_link(link, now) for link in found.links)),
        tuple(
            Listed(f"{COLD_SITEMAP}{link.url}"[:2100], _written(_instant(link.modified, now)), {"sitemap": link.url})
            for link in found.sitemaps
        ),
    )


def _link(link: SitemapLink, now: datetime) -> Listed | None:
    published = _instant(link.published, now)
    modified = _instant(link.modified, now)
    return _page(
        link.url,
        signature=_written(modified) or _written(published),
        published=published or modified,
        stated={"published": _written(published), "title": link.title},
    )


def _page(
    url: str, *, signature: str = "", published: date | datetime | None = None, stated: dict[str, Any] | None = None
) -> Listed | None:
    try:
        key = identity_key(url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)
    except NotAUrlError:
        return None
    return Listed(key[:2100], signature[:200], {"url": url} | (stated or {}), published)


def _distinct(listed: Iterable[Listed | None]) -> Iterator[Listed]:
    """Keep the first of each key."""
    seen: set[str] = set()
    for item in listed:
        if item is not None and item.key not in seen:
            seen.add(item.key)
            yield item


def _instant(moment: Moment | None, now: datetime) -> date | datetime | None:
    return published_instant(not_later(moment, now))


def _written(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:32]
