"""One URL to an article: asked politely, fetched safely, read as a page; and looked at again as it ages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone

from events.ingestion.files import Submission
from events.ingestion.metrics import stage
from events.ingestion.pages import Page, PageError
from events.ingestion.pipeline import Outcome, Stored, ingest, store, url_key
from events.ingestion.politeness import fetch_politely
from events.ingestion.sandbox import SandboxError, sandbox
from events.ingestion.topics import is_on_topic
from events.models import Article, ArticleUrl, Source
from events.net import HttpStatusError, NotAUrlError, Response, canonical_url

log = structlog.get_logger(__name__)

CREDIBLE = 0.6  # a publication date less sure than this is not used: it would date events
REVISITS = tuple(timedelta(hours=hours) for hours in (1, 4, 12, 24, 72, 168, 720))
GONE = frozenset({404, 410})


class NotAnArticleError(ValueError):
    """What a URL brought is no article: a list, a paywall, a block page, or no page at all."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page read as an article, with its addresses (the canonical one first) and what its server sent with it."""

    submission: Submission
    addresses: tuple[str, ...]
    response: Response


def ingest_url(url: str, source: Source) -> Outcome:
    """Fetch a URL, take in the article and read it.

    Raises FetchError, NotYet, NotAnArticleError, SandboxError and ErasedError.
    """
    try:
        fetched = _fetch(url, None, {}, None)
    except HttpStatusError as error:
        if error.status in GONE and (known := _known(url)):
            _note_gone(known)
        raise
    assert fetched is not None
    outcome = ingest(fetched.submission, source, addresses=fetched.addresses)
    _plan_next_look(fetched, outcome.article)
    return outcome


def store_url(
    url: str, source: Source, *, stated: Mapping[str, Any] | None = None, slot: datetime | None = None
) -> Stored | None:
    """Fetch a URL and store the article; None where it is unchanged, gone, or off its source's topic.

    `stated` is what the listing says of it (published, title). Raises FetchError, NotYet, NotAnArticleError,
    SandboxError and ErasedError.
    """
    known = _known(url)
    try:
        fetched = _fetch(url, known, stated or {}, slot)
    except HttpStatusError as error:
        if known and error.status in GONE:
            _note_gone(known)
            return None
        raise
    except (NotAnArticleError, SandboxError):
        if known:
            _look_again_later(known)
        raise
    if fetched is None:
        if known:
            _look_again_later(known)
        return None
    if not known and not is_on_topic(source, fetched.submission.title or "", fetched.submission.text):
        raise OffTopicError(f"{url} names none of the source's topics.")
    stored = store(fetched.submission, source, addresses=fetched.addresses)
    _plan_next_look(fetched, stored.article)
    return stored


def _known(url: str) -> ArticleUrl | None:
    return ArticleUrl.objects.filter(key=url_key(url)).order_by("-canonical", "pk").first()


class OffTopicError(ValueError):
    """An article that its source does not want: it names none of the topics."""


def _fetch(url: str, known: ArticleUrl | None, stated: Mapping[str, Any], slot: datetime | None) -> Fetched | None:
    """Fetch and read a page; None where the server says that it has not changed."""
    etag, last_modified = (known.etag, known.last_modified) if known and known.url == url else ("", "")
    response = fetch_politely(url, slot=slot, etag=etag, last_modified=last_modified)
    if response.not_modified:
        return None
    page = page_of(response, feed_published=_moment(stated.get("published")))
    addresses = _addresses(url, response, page)
    submission = as_submission(page, addresses[0])
    if not submission.title and stated.get("title"):
        submission = replace(submission, title=str(stated["title"]))
    return Fetched(submission, addresses, response)


def page_of(response: Response, *, feed_published: date | datetime | None = None) -> Page:
    """Read a response as an article; raises NotAnArticleError or SandboxError."""
    kind = response.content_type
    if kind and not kind.endswith(("html", "xhtml+xml", "plain")):
        raise NotAnArticleError(f"{response.final_url} is {kind}, not a web page.")
    try:
        with stage("parse"):
            page = sandbox().page(
                response.body,
                url=response.final_url,
                charset=response.charset,
                now=datetime.now(UTC),
                feed_published=feed_published,
            )
    except PageError as error:
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


def _addresses(asked: str, response: Response, page: Page) -> tuple[str, ...]:
    """Give an article's addresses, the canonical one first."""
    final = _canonical(response.permanent_url or response.final_url) or response.final_url
    found = [_canonical(page.canonical_url) if page.canonical_url else None, final, _canonical(asked)]
    return tuple(dict.fromkeys(url for url in found if url and len(url) <= 2000))


def _canonical(url: str) -> str | None:
    try:
        return canonical_url(url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)
    except NotAUrlError:
        return None


def _moment(stated: Any) -> date | datetime | None:
    if not isinstance(stated, str) or not stated:
        return None
    return date.fromisoformat(stated) if len(stated) == len("2024-06-22") else datetime.fromisoformat(stated)


def _plan_next_look(fetched: Fetched, article: Article) -> None:
    """Keep what the server sent for the next time, which comes the later the older the article is."""
    response, address = fetched.response, fetched.addresses[0]
    now = timezone.now()
    values: dict[str, Any] = {"checked_at": now, "next_check_at": _next_look(article, now), "gone_at": None}
    if address == response.final_url:
        values |= {"etag": (response.etag or "")[:1000], "last_modified": (response.last_modified or "")[:100]}
    ArticleUrl.objects.filter(url=address).update(**values)


def _next_look(article: Article, now: datetime) -> datetime | None:
    age = now - article.created_at
    return next((article.created_at + after for after in REVISITS if after > age), None)


def _look_again_later(row: ArticleUrl) -> None:
    now = timezone.now()
    row.checked_at = now
    row.next_check_at = _next_look(row.article, now)
    row.save(update_fields=["checked_at", "next_check_at", "gone_at"])


def _note_gone(row: ArticleUrl) -> None:
    """Note that a publisher no longer has an article; what it said stays in the record."""
    row.gone_at = row.gone_at or timezone.now()
    log.warning("article_gone", article=row.article_id, url=row.url)
    _look_again_later(row)
