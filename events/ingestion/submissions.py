"""Articles handed in as a text or an address: kept at once, and stored as articles by a worker.

Exports `submit(content, source)`, `store_submission(pk)` for the worker, and `standing(row)`, which says how far it is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from events.ingestion.files import Submission
from events.ingestion.frontmatter import check_facts
from events.ingestion.pipeline import ErasedError, addresses_of, store, url_key
from events.ingestion.topics import is_on_topic
from events.ingestion.urls import NotAnArticleError, OffTopicError, store_url
from events.models import Article, ArticleSubmission, ArticleUrl, Source, Work
from events.models.keys import new_public_id
from events.models.work import OPEN

DEFAULT_SOURCE = "API"
FACTS = ("published", "timezone", "publisher", "language", "author", "section")
TAKEN_DOWN = "The article was taken down, and is not taken in again."


class State(StrEnum):
    """How far a submission is."""

    WAITING = "waiting"
    DONE = "done"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a submission is; `reason` says why it is set aside, or what it waits for."""

    state: State
    article: str | None = None
    reason: str = ""


def default_source() -> Source:
    """Give the source of what is handed in without naming one."""
    return Source.objects.get_or_create(name=DEFAULT_SOURCE, defaults={"kind": Source.Kind.MANUAL})[0]


def submit(content: Mapping[str, str], source: Source, *, by: User | None = None) -> ArticleSubmission:
    """Keep what was handed in and ask for it to be taken in; the same thing again is the same row.

    `content` is checked already: `url` alone, or `text` with what is known of it. What was set aside is tried again.
    """
    written = json.dumps(dict(content), sort_keys=True, ensure_ascii=False)
    sha256 = hashlib.sha256(written.encode()).hexdigest()
    with transaction.atomic():
        row, made = ArticleSubmission.objects.get_or_create(
            source=source, sha256=sha256, defaults={"id": new_public_id(), "content": dict(content), "by": by}
        )
        if row.article_id or _open_work(row):
            return row
        if not made:
            row.content, row.reason = dict(content), ""
            row.save(update_fields=["content", "reason"])
        Work.objects.request(Work.Kind.INGEST, row.target, source=source.pk, submission=row.pk)
    return row


def standing(row: ArticleSubmission) -> Standing:
    """Say how far a submission is; one query."""
    if row.article is not None:
        if row.article.erased_at:
            return Standing(State.SET_ASIDE, reason=TAKEN_DOWN)
        return Standing(State.DONE, article=row.article.pk)
    if row.reason:
        return Standing(State.SET_ASIDE, reason=row.reason)
    work = Work.objects.filter(kind=Work.Kind.INGEST, target=row.target).order_by("-pk").first()
    if work is not None and work.state == Work.State.SET_ASIDE:
        return Standing(State.SET_ASIDE, reason=work.reason)
    return Standing(State.WAITING, reason=work.reason if work is not None else "")


def store_submission(pk: str, *, slot: datetime | None = None) -> None:
    """Store what was handed in as an article and have it read; may run twice.

    `slot` is a place in its host's queue. Raises what `store_url` raises, and
    ErasedError, with which the text goes too.
    """
    row = ArticleSubmission.objects.select_related("source").get(pk=pk)
    if row.article_id:
        return
    try:
        if "text" in row.content:
            _store_text(row)
        else:
            _store_address(row, slot)
    except OffTopicError as error:
        ArticleSubmission.objects.filter(pk=pk).update(reason=str(error))
    except ErasedError:
        ArticleSubmission.objects.filter(pk=pk).update(content={}, reason=TAKEN_DOWN)
        raise


def _store_text(row: ArticleSubmission) -> None:
    content, source = row.content, row.source
    facts = check_facts({"timezone": source.timezone} | {name: content[name] for name in FACTS if name in content})
    submission = Submission(
        text=content["text"],
        title=content.get("title"),
        url=content.get("url"),
        published=facts.published,
        timezone=facts.timezone,
        publisher=facts.publisher,
        author=facts.author,
        language=facts.language,
        section=facts.section,
    )
    if not is_on_topic(source, submission.title or "", submission.text):
        raise OffTopicError("It names none of the source's topics.")
    with transaction.atomic():
        _taken_in(row, store(submission, source, addresses=addresses_of(submission)).article)


def _store_address(row: ArticleSubmission, slot: datetime | None) -> None:
    url = row.content["url"]
    stored = store_url(url, row.source, slot=slot)
    article = stored.article if stored else _known(url)
    _taken_in(row, article)


def _known(url: str) -> Article:
    """Give the article at an address that is unchanged, or gone."""
    rows = ArticleUrl.objects.filter(key=url_key(url)).order_by("-canonical", "pk")
    known = rows.select_related("article").first()
    if known is None:
        raise NotAnArticleError(f"{url} brought nothing.")
    return known.article


def _taken_in(row: ArticleSubmission, article: Article) -> None:
    """Note what became of it; its words are the article's now."""
    ArticleSubmission.objects.filter(pk=row.pk).update(article=article, content={}, reason="")


def _open_work(row: ArticleSubmission) -> bool:
    return Work.objects.filter(kind=Work.Kind.INGEST, target=row.target, state__in=OPEN).exists()
