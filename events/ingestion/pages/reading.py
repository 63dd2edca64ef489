"""The straight line from bytes to a Page."""

import re
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from events.ingestion.pages.authors import read_author
from events.ingestion.pages.body import read_body
from events.ingestion.pages.dates import current_instant, read_publication
from events.ingestion.pages.encoding import decode_page
from events.ingestion.pages.kinds import what_it_is
from events.ingestion.pages.markup import parse_markup
from events.ingestion.pages.page import Page
from events.ingestion.pages.structured import Structured, read_structured
from events.ingestion.pages.titles import read_title
from events.net.canonical import canonical_url
from events.net.errors import NotAUrlError

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")


def read_page(
    data: bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    now: datetime | None = None,
    feed_published: date | datetime | None = None,
) -> Page:
    """Read a page's bytes as an article; raises PageError for what is no page.

    `url` is where it was fetched, `charset` what the Content-Type header named, `feed_published` what a feed said of
    it. `now` (default: the clock) bounds the dates and is never taken for one.
    """
    text, encoding = decode_page(data, charset=charset)
    tree = parse_markup(text)
    structured = read_structured(tree)
    title = read_title(tree, structured, url=url)
    publication = read_publication(
        tree, structured, title=title, url=url, now=now or current_instant(), feed=feed_published
    )
    publisher = _publisher(structured)
    canonical = _canonical(tree, structured, url)
    body = read_body(tree, url=url, title=title)
    reason = what_it_is(tree, structured, title=title, text=body)
    return Page(
        title=title,
        text=body,
        published=publication.published,
        published_basis=publication.basis,
        confidence=publication.confidence,
        sure=publication.sure,
        updated=publication.updated,
        author=read_author(tree, structured, publisher=publisher),
        language=_language(tree, structured),
        section=structured.said("articleSection") or structured.first_meta("article:section"),
        publisher=publisher,
        canonical_url=canonical,
        is_article=reason is None,
        reason=reason,
        encoding=encoding,
    )


def _publisher(structured: Structured) -> str | None:
    return structured.said("publisher") or structured.first_meta("og:site_name", "application-name", "dc.publisher")


def _language(tree: HtmlElement, structured: Structured) -> str | None:
    for said in (
        tree.get("lang"),
        structured.said("inLanguage"),
        structured.first_meta("og:locale", "content-language"),
    ):
        if said and (found := _LANGUAGE.match(said.strip().lower())):
            return found[0]
    return None


def _canonical(tree: HtmlElement, structured: Structured, url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for candidate in (*links, structured.first_meta("og:url"), url):
        if not candidate:
            continue
        try:
            found = canonical_url(urljoin(url or "", candidate.strip()))
        except (NotAUrlError, ValueError):
            continue
        # A canonical link to a home page is a template's mistake, and would make all articles one; a link to another
        # site would let a page pass for that site's article.
        to_article = found.count("/") > 3 or not found.endswith("/")
        if candidate is url or (to_article and (url is None or _site(found) == _site(url))):
            return found
    return None


def _site(url: str) -> str:
    labels = (urlsplit(url).hostname or "").split(".")
    # "gov.pk" and "co.uk" are no sites, "dawn.com" is one.
    known = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-known:])
