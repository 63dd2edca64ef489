"""Takedown: an article's words go from everywhere, a tombstone with the reason stays, and nobody fetches it again."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from events.curation.errors import CurationError
from events.models import (
    ActorMention,
    Anchor,
    Article,
    ArticleVersion,
    Change,
    CommitmentMention,
    EventBinding,
    EventMention,
    Evidence,
    ParticipantMention,
    PolicyMention,
    StatementMention,
    Writer,
    writing_as,
)
from events.resolution import project, reproject_sayings
from events.resolution.identity import lock_resolution


def erase(article: str, *, reason: str, user: User | None = None) -> set[str]:
    """Take an article down; give the events that changed. Raises CurationError.

    Events that other articles tell stay, without its quotes; those that only it told go.
    """
    if not reason.strip():
        raise CurationError("A takedown needs its reason: it is what remains of the article.")
    with transaction.atomic():
        lock_resolution()
        row = Article.objects.select_for_update().filter(pk=article).first()
        if row is None or row.erased_at:
            raise CurationError(f"There is no article {article}, or it has been taken down already.")
        told = EventBinding.objects.filter(mention__extraction__version__article=row)
        records = set(told.values_list("record", flat=True))
        row.erased_at, row.erased_reason = timezone.now(), reason.strip()
        row.current_version = row.current_extraction = None
        row.title = row.author = row.section = ""
        row.stated = {}
        row.save()
        with writing_as(Writer.ERASURE):
            _empty(row)
        cause = f"takedown of article {article}" + (f" by {user}" if user else "")
        changed = project(records, cause=cause)
        reproject_sayings([], articles=[article])
        with writing_as(Writer.ERASURE):
            _empty_log(article)
    return changed


def _empty(article: Article) -> None:
    """Take the words out of everything that was stored of an article."""
    of_extraction: dict[str, Any] = {"extraction__version__article": article}
    of_event: dict[str, Any] = {"event__extraction__version__article": article}
    ArticleVersion.objects.filter(article=article).update(title="", text="")
    Evidence.objects.filter(version__article=article).update(exact="", prefix="", suffix="")
    EventMention.objects.filter(**of_extraction).update(title="", expression="", rule="", place="")
    ActorMention.objects.filter(**of_extraction).update(name="", written="", stands_for="")
    StatementMention.objects.filter(**of_extraction).update(speaker="")
    CommitmentMention.objects.filter(**of_extraction).update(by="", to="", what="")
    ParticipantMention.objects.filter(**of_event).update(name="")
    PolicyMention.objects.filter(**of_event).update(name="", written="", parent="")
    Anchor.objects.filter(article=article).update(exact="")


def _empty_log(article: str) -> None:
    """Take the article's quotes and title out of the log's documents, and whole documents that rest on it alone."""
    for change in Change.objects.filter(document__sources__contains=[{"article": article}]):
        document: dict[str, Any] = change.document or {}
        if len(document["sources"]) == 1:
            document = {"id": document["id"], "sources": [], "erased": True}
        else:
            for source in document["sources"]:
                if source["article"] == article:
                    source["quotes"], source["title"] = [], ""
        Change.objects.filter(pk=change.pk).update(document=document)
