"""Where articles come from, what was seen there, and how each source fares."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models.fields import HISTORY_OF, TimeZoneField
from events.models.keys import name_key
from events.models.work import Work
from events.net import NotAUrlError, parse_url
from events.net.addresses import refusal
from events.net.urls import is_allowed

MONTH = 31 * 24 * 3600  # seconds
CENTURY = 36_525  # days


class Reliability(models.TextChoices):
    """How near a source is to the facts, the nearest first."""

    OFFICIAL = "official"
    WIRE = "wire"
    PRESS = "press"
    OTHER = "other"


class TextShown(models.TextChoices):
    """How much of its articles' text a source lets everybody see."""

    FULL = "full"
    QUOTES = "quotes"
    NONE = "none"


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions to the sources."""

    def looked_at(self) -> "SourceQuerySet":
        """Keep those that are looked at by themselves: active, and of a kind that has something to look at."""
        return self.filter(active=True, kind__in=Source.INTERVALS)

    def due(self) -> "SourceQuerySet":
        """Keep those whose next look has come, the longest waiting first."""
        due = Q(state=None) | Q(state__next_poll_at__lte=timezone.now())
        return self.looked_at().filter(due).order_by("state__next_poll_at", "pk")

    def failing(self) -> "SourceQuerySet":
        """Keep active sources whose last look failed."""
        return self.looked_at().filter(state__failures__gt=0)


class HostQuerySet(models.QuerySet["Host"]):
    """Questions to the hosts."""

    def resting(self) -> "HostQuerySet":
        """Keep those that are left alone now."""
        return self.filter(closed_until__gt=timezone.now())


@pghistory.track(model_name="SourceHistory", obj_field=HISTORY_OF)
class Source(models.Model):
    """Where articles come from."""

    class Kind(models.TextChoices):
        FEED = "feed", "feed (RSS, Atom or JSON)"
        SITEMAP = "sitemap", "sitemap"
        INDEX = "index", "page with links to articles"
        FOLDER = "folder", "folder on the server"
        PAGE = "page", "single pages"
        MANUAL = "manual", "manual submission"

    INTERVALS = {
        Kind.FEED: timedelta(minutes=15),
        Kind.SITEMAP: timedelta(minutes=30),
        Kind.INDEX: timedelta(minutes=30),
        Kind.FOLDER: timedelta(seconds=3),
    }
    SHORTEST = timedelta(seconds=30)

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    location = models.CharField(
        max_length=2000, blank=True, help_text="The address, or the folder's path on the server."
    )
    publisher = models.CharField(max_length=200, blank=True, help_text="Used where an article does not name its own.")
    timezone = TimeZoneField(default="UTC", help_text="IANA name, such as Asia/Karachi: it decides the day.")
    language = models.CharField(max_length=35, default="en")
    reliability = models.CharField(max_length=10, choices=Reliability, default=Reliability.PRESS)
    text_shown = models.CharField(max_length=10, choices=TextShown, default=TextShown.QUOTES)
    active = models.BooleanField(default=True)
    poll_seconds = models.PositiveIntegerField(
        "seconds between looks",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MONTH)],
        help_text="Empty: 3 for folders, 15 minutes for feeds (or what the feed asks for), 30 minutes for the others.",
    )
    most_per_look = models.PositiveIntegerField(
        default=200, validators=[MinValueValidator(1)], help_text="How many new articles one look may ask for."
    )
    oldest_days = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(CENTURY)],
        help_text="Leave out what was published longer ago. Empty: take everything.",
    )
    keywords = models.TextField(
        blank=True, help_text="One phrase a line. Only articles with one of them, or with a name below, are taken in."
    )
    topic_actors = models.TextField("actors", blank=True, help_text="Names the tracker knows, one a line.")
    topic_policies = models.TextField("policies", blank=True, help_text="Names the tracker knows, one a line.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="source_name_unique"),
            models.UniqueConstraint(
                fields=["kind", "location"],
                condition=~Q(location=""),
                name="source_location_unique",
                violation_error_message="Another source already looks there; change that one instead.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, have what it holds looked at at once, and its events shown anew where that has changed."""
        before = Source.objects.filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        if before and (before.text_shown, before.reliability) != (self.text_shown, self.reliability):
            Work.objects.request(Work.Kind.SHOW, str(self.pk))
        if before and (before.kind, before.location) != (self.kind, self.location):
            SourceState.objects.filter(pk=self.pk).delete()
        if self.active and self.kind in self.INTERVALS:
            Work.objects.request(Work.Kind.POLL, str(self.pk))

    def clean(self) -> None:
        """Refuse what cannot be looked at: folders outside those that the operator allows, addresses that are none."""
        for field in ("keywords", "topic_actors", "topic_policies"):
            if any(line.strip() and not name_key(line) for line in getattr(self, field).splitlines()):
                raise ValidationError({field: "Each line needs a letter or a digit."})
        if self.kind == self.Kind.FOLDER:
            self.location = str(self._folder())
        elif self.is_on_the_web:
            self.location = self._address()

    @property
    def interval(self) -> timedelta:
        """Give the time between two looks."""
        own = timedelta(seconds=self.poll_seconds) if self.poll_seconds else None
        return own or self.INTERVALS.get(self.Kind(self.kind), timedelta(hours=1))

    @property
    def is_on_the_web(self) -> bool:
        """Tell whether its location is fetched."""
        return self.kind in {self.Kind.FEED, self.Kind.SITEMAP, self.Kind.INDEX}

    def _address(self) -> str:
        if not self.location:
            raise ValidationError({"location": "Give the address, beginning with https:// or http://."})
        try:
            url = parse_url(self.location, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)
        except NotAUrlError as error:
            raise ValidationError({"location": f"This address is not fetched: {error.reason}."}) from error
        inside = refusal(url.host) if url.literal else None
        if inside and not is_allowed(url.host, url.port, settings.ALLOWED_INTERNAL_HOSTS):
            raise ValidationError({"location": f"This address is not fetched: {url.host} is {inside}."})
        if self.poll_seconds and self.poll_seconds < self.SHORTEST.total_seconds():
            raise ValidationError({"poll_seconds": f"At least {self.SHORTEST.seconds} s between two looks."})
        return self.location.strip()

    def _folder(self) -> Path:
        if not self.location:
            raise ValidationError({"location": "A folder source needs the folder's path on the server."})
        folder = Path(self.location).resolve()
        if not any(folder == root or root in folder.parents for root in settings.FOLDER_ROOTS):
            allowed = ", ".join(str(root) for root in settings.FOLDER_ROOTS)
            raise ValidationError({"location": f"Folders are read only below {allowed} (FOLDER_ROOTS)."})
        if not folder.is_dir():
            raise ValidationError({"location": f"There is no folder {folder}."})
        return folder


class SourceState(models.Model):
    """How a source fares; written by the workers, and apart from what people edit."""

    source = models.OneToOneField(Source, primary_key=True, on_delete=models.CASCADE, related_name="state")
    next_poll_at = models.DateTimeField(default=timezone.now, db_index=True)
    last_look_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="How many looks in a row have failed.")
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of what the last look brought.")
    moved_to = models.CharField(max_length=2000, blank=True, help_text="Where its address leads for good.")

    def __str__(self) -> str:
        return f"{self.source}: {self.last_error or 'all is well'}"


class SourceCheck(models.Model):
    """One look at a source that brought something new or failed; kept for a month."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField(default=timezone.now)
    succeeded = models.BooleanField()
    listed = models.PositiveIntegerField(default=0, help_text="Articles that the source listed.")
    asked = models.PositiveIntegerField(default=0, help_text="New or changed ones that were asked for.")
    seconds = models.FloatField(default=0)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["source", "-at"], name="sourcecheck_by_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.at:%Y-%m-%d %H:%M}"


class SourceItem(models.Model):
    """Something that a source lists: a file, an entry of a feed, a page of a sitemap; and what became of it."""

    class Outcome(models.TextChoices):
        ASKED = "asked", "asked for"
        TAKEN = "taken", "taken in"
        OFF_TOPIC = "off topic"
        TOO_OLD = "too old"
        REFUSED = "refused"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(
        max_length=2100, help_text="The file's place, or its address without what makes no difference."
    )
    signature = models.CharField(max_length=200, blank=True, help_text="Another one: the item has changed.")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.ASKED)
    first_seen_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="sourceitem_unique")]

    def __str__(self) -> str:
        return self.key


class Host(models.Model):
    """What is known of a web host: its rules for crawlers, and when it may be asked again. All workers share it."""

    name = models.CharField(primary_key=True, max_length=300, help_text="Scheme, host and port.")
    robots = models.TextField(blank=True)
    robots_status = models.PositiveSmallIntegerField(
        null=True, help_text="What asking for robots.txt brought; none: no answer."
    )
    robots_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(default=timezone.now, help_text="The next free place in the queue for this host.")
    closed_until = models.DateTimeField(null=True, help_text="Until then it is left alone.")
    failures = models.PositiveIntegerField(default=0, help_text="How often in a row it was in trouble.")
    failed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = HostQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
