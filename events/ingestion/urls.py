"""One URL to the record: asked politely, fetched safely, read as an article."""

from datetime import UTC, datetime

from django.conf import settings

from events.ingestion.files import Submission
from events.ingestion.pages import Page, PageError
from events.ingestion.pipeline import Outcome, ingest
from events.ingestion.sandbox import SandboxError, sandbox
from events.models import Source
from events.net import FetchError, Response, canonical_url, fetch, parse_url
from events.net.client import PRODUCT
from events.net.errors import HttpStatusError
from events.net.robots import Robots, read_robots, robots_for_status, robots_url

CREDIBLE = 0.6  # a publication date less sure than this is not used: it would date events


class NotAnArticleError(ValueError):
    """What a URL brought is no article: a list, a paywall, a block page, or no page at all."""


def ingest_url(url: str, source: Source) -> Outcome:
    """Fetch a URL and take in the article; raises FetchError, NotAnArticleError, ErasedError."""
    response = fetch_politely(url)
    page = page_of(response)
    address = canonical_url(page.canonical_url or response.permanent_url or response.final_url)
    return ingest(as_submission(page, address), source, url=address)


def fetch_politely(url: str) -> Response:
    """Fetch a URL if its host's robots.txt lets us; raises FetchError."""
    parsed = parse_url(url)
    rules = _robots(robots_url(parsed))
    if not rules.allows(str(parsed), PRODUCT):
        raise FetchError(url, "the host's robots.txt asks not to fetch this")
    return _get(url)


def page_of(response: Response) -> Page:
    """Read a response as an article; raises NotAnArticleError."""
    kind = response.content_type
    if kind and not kind.endswith(("html", "xhtml+xml", "plain")):
        raise NotAnArticleError(f"{response.final_url} is {kind}, not a web page.")
    try:
        page = sandbox().page(response.body, url=response.final_url, charset=response.charset, now=datetime.now(UTC))
    except (PageError, SandboxError) as error:
        raise NotAnArticleError(f"{response.final_url}: {error}") from error
    if not page.is_article or not page.text.strip():
        raise NotAnArticleError(f"{response.final_url} is no article: {page.reason or 'it has no text'}.")
    return page


def as_submission(page: Page, url: str) -> Submission:
    """Give a page in the form that every way in shares."""
    return Submission(
        text=page.text,
        title=page.title,
        published=page.published if page.confidence >= CREDIBLE else None,
        updated=page.updated,
        publisher=page.publisher,
        url=url,
        author=page.author,
        language=page.language,
        section=page.section,
        media_type="html",
        page=page,
    )


def _robots(url: str) -> Robots:
    try:
        return read_robots(_get(url).body)
    except HttpStatusError as error:
        return robots_for_status(error.status)


def _get(url: str) -> Response:
    return fetch(url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS, contact=settings.CONTACT)
