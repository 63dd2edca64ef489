"""What came in: sources, articles, and their texts as they were at one time."""

from pathlib import Path
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from events.models.fields import HISTORY_OF, TimeZoneField
from events.models.guards import append_only
from events.models.identity import PublicId
from events.models.work import Work


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


@pghistory.track(model_name="SourceHistory", obj_field=HISTORY_OF)
class Source(models.Model):
    """Where articles come from."""

    class Kind(models.TextChoices):
        FOLDER = "folder"
        PAGE = "page", "single pages"
        MANUAL = "manual", "manual submission"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    location = models.CharField(max_length=2000, blank=True, help_text="The folder's path on the server.")
    publisher = models.CharField(max_length=200, blank=True, help_text="Used where an article does not name its own.")
    timezone = TimeZoneField(default="UTC", help_text="IANA name, such as Asia/Karachi: it decides the day.")
    language = models.CharField(max_length=35, default="en")
    reliability = models.CharField(max_length=10, choices=Reliability, default=Reliability.PRESS)
    text_shown = models.CharField(max_length=10, choices=TextShown, default=TextShown.QUOTES)
    active = models.BooleanField(default=True)
    poll_seconds = models.PositiveIntegerField(default=3)
    next_poll_at = models.DateTimeField(auto_now_add=True)
    last_success_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="source_name_unique"),
            models.UniqueConstraint(
                fields=["kind", "location"], condition=~Q(location=""), name="source_location_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, have what it holds looked at at once, and its events shown anew where that has changed."""
        shown = Source.objects.filter(pk=self.pk).values_list("text_shown", "reliability").first()
        super().save(*args, **kwargs)
        if shown and shown != (self.text_shown, self.reliability):
            Work.objects.request(Work.Kind.SHOW, str(self.pk))
        if self.active and self.kind == self.Kind.FOLDER:
            Work.objects.request(Work.Kind.POLL, str(self.pk))

    def clean(self) -> None:
        """Refuse a folder outside the folders that the operator allows."""
        if self.kind != self.Kind.FOLDER:
            return
        if not self.location:
            raise ValidationError({"location": "A folder source needs the folder's path on the server."})
        folder = Path(self.location).resolve()
        if not any(folder == root or root in folder.parents for root in settings.FOLDER_ROOTS):
            allowed = ", ".join(str(root) for root in settings.FOLDER_ROOTS)
            raise ValidationError({"location": f"Folders are read only below {allowed} (FOLDER_ROOTS)."})
        if not folder.is_dir():
            raise ValidationError({"location": f"There is no folder {folder}."})
        self.location = str(folder)


class Article(models.Model):
    """One publication. `stated` holds the facts as read from it; the columns hold them with curators' corrections."""

    public = models.OneToOneField(PublicId, primary_key=True, db_column="id", on_delete=models.PROTECT)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles")
    identity = models.CharField(max_length=2000, unique=True, editable=False)
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True, help_text="The day of publication, in the article's own zone.")
    published_at = models.DateTimeField(null=True, blank=True)
    timezone = TimeZoneField(default="UTC")
    language = models.CharField(max_length=35, default="en")
    author = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    stated = models.JSONField(default=dict, editable=False)
    current_version = models.ForeignKey(
        "ArticleVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    current_extraction = models.OneToOneField(
        "Extraction", null=True, blank=True, on_delete=models.SET_NULL, related_name="current_of", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_reason = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-published", "pk"]
        indexes = [
            models.Index(fields=["-published", "public"], name="article_by_day"),
            models.Index(fields=["source", "-published"], name="article_by_source"),
        ]

    def __str__(self) -> str:
        return self.title or self.pk

    def get_absolute_url(self) -> str:
        """Give the article's page."""
        return reverse("article", args=[self.pk])


class ArticleUrl(models.Model):
    """An address under which an article was seen."""

    url = models.CharField(max_length=2000, unique=True, validators=[URLValidator(schemes=["http", "https"])])
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="urls")
    canonical = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(canonical=True), name="articleurl_one_canonical"),
        ]

    def __str__(self) -> str:
        return self.url


class VersionQuerySet(models.QuerySet["ArticleVersion"]):
    """Questions to the texts."""

    def holding(self, phrase: str) -> "VersionQuerySet":
        """Keep the current versions in which a phrase occurs, whatever its case."""
        words = SearchVector("title", "text", config="simple")
        query = SearchQuery(phrase, config="simple", search_type="phrase")
        return self.annotate(words=words).filter(words=query, article__current_version=F("pk"))


class ArticleVersion(models.Model):
    """An article's title and text as they were at one time, known by the SHA-256 of both."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    updated_at = models.DateTimeField(null=True, help_text="When the publisher says that it was changed.")
    seen_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "sha256"], name="articleversion_text_unique")]
        indexes = [GinIndex(SearchVector("title", "text", config="simple"), name="articleversion_words")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [append_only()]

    def __str__(self) -> str:
        return f"{self.article_id} {self.sha256[:8]}"
