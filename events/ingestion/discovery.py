"""What a home page or an index page leads to: its feeds, and the links that look like articles.

Exports `find_feeds(data, url=...)` and `find_articles(data, url=...)`, both giving URLs in the page's order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from events.ingestion.pages.encoding import decode_page
from events.ingestion.pages.markup import parse_markup
from events.net.canonical import canonical_url, identity_key
from events.net.errors import NotAUrlError

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
_FEED_PATH = re.compile(
    r"/(?:feed|rss|atom)(?:/|\.xml|\.rss|$)|\.(?:rss|atom)$|/(?:index|feed|rss|news)\.xml$", re.IGNORECASE
)
_COMMENTS = re.compile(r"comments?[/_-]?feed|/comments/", re.IGNORECASE)
_NO_ARTICLE = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|authors?|search|login|register|about|contact|privacy|terms|imprint|impressum|"
    r"subscribe|newsletter|feed|rss|archive|page)(?:/|$)|\.(?:jpe?g|png|gif|pdf|mp[34]|zip|css|js|xml)$",
    re.IGNORECASE,
)
_LOOKS_DATED = re.compile(r"/(?:19|20)\d\d/\d\d?/|\d{5,}|[a-z0-9]+(?:-[a-z0-9]+){3,}", re.IGNORECASE)
_OUTSIDE = frozenset({"nav", "footer", "form"})
_LONG_TITLE = 25


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A URL without tracking, and the words that link to it."""

    url: str
    title: str | None = None


def find_feeds(data: bytes, *, url: str, allowed_hosts: Iterable[str] = ()) -> list[FoundLink]:
    """Find the feeds that a page names in its head, then those it links to; raises PageError for what is no page.

    Feeds of comments are left out. `allowed_hosts` are internal hosts that the operator has opened.
    """
    tree = parse_markup(decode_page(data)[0])
    found: dict[str, FoundLink] = {}
    for link in tree.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in FEED_TYPES:
            _add(found, link.get("href"), url, link.get("title"), allowed_hosts)
    for link in tree.iter("a"):
        if _FEED_PATH.search(_path(_joined(url, link.get("href") or ""))):
            _add(found, link.get("href"), url, _words(link), allowed_hosts)
    return [link for link in found.values() if not _COMMENTS.search(link.url)]


def find_articles(data: bytes, *, url: str, allowed_hosts: Iterable[str] = ()) -> list[FoundLink]:
    """Find the links of an index page that look like articles of the same site; raises PageError.

    An article is linked by a title (25 characters or more) or has an address with a date, a number or several words,
    and lies outside the page's navigation.
    """
    tree = parse_markup(decode_page(data)[0])
    site, own = _site(url), identity_key(url, allowed_hosts=allowed_hosts)
    found: dict[str, FoundLink] = {}
    for link in tree.iter("a"):
        target = _joined(url, link.get("href") or "")
        path = _path(target)
        if _site(target) != site or path.count("/") < 1 or len(path) < 2 or _NO_ARTICLE.search(path):
            continue
        words = _words(link)
        if (len(words or "") >= _LONG_TITLE or _LOOKS_DATED.search(path)) and not _outside(link):
            _add(found, target, url, words, allowed_hosts)
    return [link for key, link in found.items() if key != own]


def _joined(base: str, reference: str) -> str:
    """Resolve a reference, or give an empty text for one that cannot be."""
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""


def _path(url: str) -> str:
    """Give a URL's path, or an empty text for what is no URL."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _add(
    found: dict[str, FoundLink], reference: str | None, base: str, title: str | None, allowed_hosts: Iterable[str]
) -> None:
    try:
        address = canonical_url(_joined(base, reference or ""), allowed_hosts=allowed_hosts)
        key = identity_key(address, allowed_hosts=allowed_hosts)
    except NotAUrlError:
        return
    known = found.get(key)
    if known is None or len(title or "") > len(known.title or ""):
        found[key] = FoundLink(known.url if known else address, (title or "").strip() or None)


def _words(link: HtmlElement) -> str | None:
    return " ".join(link.text_content()[:1000].split())[:300] or None


def _outside(link: HtmlElement) -> bool:
    return any(around.tag in _OUTSIDE for around in link.iterancestors())


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
