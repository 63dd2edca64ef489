"""Who sees what: the public what is published, curators everything; texts as far as their source allows."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

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
