"""From mentions and judgements to the record.

`resolve` takes in what an article says now, `project` makes events' rows agree with mentions and judgements, and
`rebuild` makes the whole record again; `project` is the only writer of its rows.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from events.models import (
    Article,
    Event,
    EventBinding,
    EventMention,
    Extraction,
    Judgement,
    PublicId,
    Writer,
    writing_as,
)
from events.resolution.actors import refresh_actors
from events.resolution.binding import bind_commitments, bind_events, bind_names
from events.resolution.identity import lock_resolution, roots
from events.resolution.projection import named_in, project, rename
from events.resolution.sayings import project_sayings

__all__ = ["project", "rebuild", "reproject_sayings", "resolve", "resolve_again", "roots"]


def resolve(article: Article, *, before: Extraction | None, cause: str) -> set[str]:
    """Bring the record up to date with an article whose current extraction is new; give the events that changed.

    `before` is the extraction that was current until now. Must be called within a transaction.
    """
    lock_resolution()
    with writing_as(Writer.PROJECTION):
        old = EventBinding.objects.filter(mention__extraction=before) if before else EventBinding.objects.none()
        touched = set(old.values_list("record", flat=True))
        fellows = set(EventBinding.objects.filter(record__in=touched).values_list("mention", flat=True))
        if article.current_extraction is not None:
            bind_names(article.current_extraction)
            bind_commitments(article, before)
            seeds = set(article.current_extraction.event_mentions.values_list("pk", flat=True)) | fellows
            touched |= bind_events(seeds, before=before)
        touched |= rename(named_in([e for e in (before, article.current_extraction) if e is not None]))
        speakers = project_sayings(article)
        return project(touched, cause=cause, also=speakers)


def resolve_again(records: Collection[str], *, cause: str, restored: Judgement | None = None) -> set[str]:
    """Bind and project these events anew, after a judgement on them or on what they name.

    `restored` is a merge just undone: its anchors say which mentions were whose.
    """
    lock_resolution()
    with writing_as(Writer.PROJECTION):
        now = set(roots(records).values())
        seeds = set(EventBinding.objects.filter(record__in={*records, *now}).values_list("mention", flat=True))
        touched = bind_events(seeds, restored=restored) | set(records) | now
        return project(touched, cause=cause)


def reproject_sayings(actors: Collection[str], *, articles: Collection[str] = ()) -> None:
    """Make the statements and commitments of these actors and articles agree with mentions and judgements."""
    spoken = Q(statements__speaker__in=actors) | Q(commitments__by__in=actors) | Q(pk__in=articles)
    with writing_as(Writer.PROJECTION):
        for article in Article.objects.filter(spoken).select_related("current_extraction").distinct():
            refresh_actors(project_sayings(article))


def rebuild() -> set[str]:
    """Make the whole record again from mentions and judgements; give the events that changed: none, if all is well."""
    with transaction.atomic():
        lock_resolution()
        with writing_as(Writer.PROJECTION):
            for extraction in Extraction.objects.filter(current_of__isnull=False).order_by("pk"):
                bind_names(extraction)
            current = EventMention.objects.filter(extraction__current_of__isnull=False)
            touched = bind_events(set(current.values_list("pk", flat=True)))
            touched |= set(Event.objects.values_list("pk", flat=True))
            rename(set(PublicId.objects.filter(kind__in=["actor", "policy"]).values_list("pk", flat=True)))
            speakers: set[str] = set()
            for article in Article.objects.select_related("current_extraction", "current_version").order_by("pk"):
                speakers |= project_sayings(article)
            return project(touched, cause="rebuild", also=speakers)
