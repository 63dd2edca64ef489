"""Sitemaps and news sitemaps (sitemaps.org 0.9, Google News 0.9), plain lists of URLs, and indexes of them.

Exports `read_sitemap(data)` -> `Sitemap`. Files come packed or not; entities are never expanded and nothing is fetched.
"""

import re
from dataclasses import dataclass

from lxml import etree

from events.ingestion.datestrings import Moment, read_moment
from events.ingestion.feeds import FeedError
from events.ingestion.pages.encoding import decode_page
from events.ingestion.pages.page import PageError

MOST_LINKS = 50_000
_DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,300}\?>")


@dataclass(frozen=True, slots=True)
class SitemapLink:
    """One page: `published` and `title` only in news sitemaps, `modified` where the file says so."""

    url: str
    modified: Moment | None = None
    published: Moment | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Links to pages, or (in an index) to further sitemaps, in the file's order."""

    links: tuple[SitemapLink, ...] = ()
    sitemaps: tuple[SitemapLink, ...] = ()


def read_sitemap(data: bytes) -> Sitemap:
    """Read a sitemap of at most 50,000 links (the rest is left out); raises FeedError for what is none."""
    try:
        text, _ = decode_page(data)
    except PageError as error:
        raise FeedError(str(error).replace("page", "sitemap")) from error
    if "<" not in text[:2000]:
        lines = [line.strip() for line in text.splitlines()[:MOST_LINKS]]
        return Sitemap(tuple(SitemapLink(line) for line in lines if line.startswith(("http://", "https://"))))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8"), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(f"the sitemap is no XML: {error}"[:200]) from error
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise FeedError("the file is no sitemap")
    links = [link for child in list(root)[:MOST_LINKS] if (link := _link(child)) is not None]
    return Sitemap(sitemaps=tuple(links)) if _name(root) == "sitemapindex" else Sitemap(links=tuple(links))


def _link(element: etree._Element) -> SitemapLink | None:
    facts: dict[str, str] = {}
    for part in element.iter():
        text = " ".join((part.text or "").split())
        if text:
            facts.setdefault(_name(part), text[:4000])
    url = facts.get("loc", "")
    if not url.startswith(("http://", "https://")):
        return None
    modified, published = facts.get("lastmod"), facts.get("publication_date")
    return SitemapLink(
        url=url,
        modified=read_moment(modified) if modified else None,
        published=read_moment(published) if published else None,
        title=facts.get("title"),
        language=facts.get("language"),
    )


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
