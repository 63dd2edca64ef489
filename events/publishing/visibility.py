"""Who sees what: the public what is published, curators everything; texts as far as their source allows."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from events.models import Article, Event, TextShown
from events.models.record import EventQuerySet

User = AbstractBaseUser | AnonymousUser


def is_curator(user: User) -> bool:
    """Say whether somebody may see what is not published."""
    return bool(user.is_authenticated and getattr(user, "has_perm", lambda _: False)("events.view_event"))


def events_for(user: User) -> EventQuerySet:
    """Give the events that somebody may see."""
    return Event.objects.all() if is_curator(user) else Event.objects.published()


def text_shown(article: Article, user: User) -> TextShown:
    """Say how much of an article's text somebody may see: full, quotes or none."""
    if article.erased_at:
        return TextShown.NONE
    return TextShown.FULL if is_curator(user) else TextShown(article.source.text_shown)


def with_quotes_for(user: User, events: Iterable[Event]) -> list[Event]:
    """Take from events' documents the quotes that somebody may not see; one query.

    Documents are stored without them, but a source may have been closed, or an article taken down, since.
    """
    rows = list(events)
    sources = [source for event in rows for source in event.document["sources"] if source["quotes"]]
    if not sources or is_curator(user):
        return rows
    closed = Q(source__text_shown=TextShown.NONE) | Q(erased_at__isnull=False)
    quoted = {source["article"] for source in sources}
    hidden = set(Article.objects.filter(closed, pk__in=quoted).values_list("pk", flat=True))
    for source in sources:
        if source["article"] in hidden:
            source["quotes"] = []
    return rows
