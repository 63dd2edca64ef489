"""Reading articles again: which ones, with what result, and what would come of it without doing it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from events.ingestion.pipeline import Extract, default_extract, extractor_release, read
from events.models import Article, Change


@dataclass(frozen=True, slots=True)
class EventChange:
    """What reading an article again did, or would do, to one event; `fields` where it stays and differs."""

    action: str
    event: str
    title: str
    fields: tuple[str, ...] = ()


def to_read(*, source: str = "", outdated: bool = False) -> "QuerySet[Article]":
    """Give the articles that have a text: of one source (its name), or those that another release has read."""
    articles = Article.objects.exclude(current_version=None).filter(erased_at=None).order_by("pk")
    if source:
        articles = articles.filter(source__name=source)
    if outdated:
        release = extractor_release(default_extract())
        articles = articles.exclude(current_extraction__extractor=release)
    return articles


def read_again(article_id: str, *, dry_run: bool = False, extract: Extract | None = None) -> list[EventChange]:
    """Read one article again; give what that changed. A dry run does all of it and takes it back."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article_id)
        last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        changed = read(article, extract=extract)
        report = [_told(c) for c in Change.objects.filter(pk__gt=last, public__in=changed).order_by("pk")]
        if dry_run:
            transaction.set_rollback(True)
    return report


def _told(change: Change) -> EventChange:
    document = change.document or {}
    fields = () if change.action == Change.Action.CREATED else tuple(change.fields)
    return EventChange(change.action, change.public_id, document.get("title", ""), fields)
