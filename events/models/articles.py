"""What came in: articles, their addresses, and their texts as they were at one time."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from events.models.fields import TimeZoneField
from events.models.guards import append_only
from events.models.identity import PublicId
from events.models.sources import Source


class ArticleGroup(models.Model):
    """Copies of one text: syndicated, shortened, extended, or printed under several addresses."""

    id = models.BigAutoField(primary_key=True)

    def __str__(self) -> str:
        return f"group {self.pk}"


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
            models.Index(fields=["source", "-created_at"], name="article_by_arrival"),
        ]

    def __str__(self) -> str:
        return self.title or self.pk

    def get_absolute_url(self) -> str:
        """Give the article's page."""
        return reverse("article", args=[self.pk])

    @property
    def group_id(self) -> int | None:
        """Give the group of copies that it belongs to; kept in its sketch, apart from what locks the article."""
        found = getattr(self, "sketch", None)
        return found.group_id if found else None

    def gone_since(self) -> datetime | None:
        """Give since when its publisher no longer has it at its own address; reads `urls`, to be prefetched."""
        return next((row.gone_at for row in self.urls.all() if row.canonical), None)


class ArticleUrl(models.Model):
    """An address under which an article was seen, and when it is to be looked at again."""

    url = models.CharField(max_length=2000, unique=True, validators=[URLValidator(schemes=["http", "https"])])
    key = models.CharField(max_length=2000, blank=True, help_text="What all variants of the address have in common.")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="urls")
    canonical = models.BooleanField(default=False)
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True, help_text="Since when the publisher no longer has it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(canonical=True), name="articleurl_one_canonical"),
        ]
        indexes = [
            models.Index(fields=["key"], name="articleurl_by_key"),
            models.Index(fields=["next_check_at"], condition=Q(next_check_at__isnull=False), name="articleurl_due"),
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


class ArticleSketch(models.Model):
    """A sample of a text's word sequences: texts that share one may be copies."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="sketch")
    hashes = ArrayField(models.BigIntegerField())
    group = models.ForeignKey(ArticleGroup, null=True, on_delete=models.SET_NULL, related_name="sketches")

    class Meta:
        indexes = [GinIndex(fields=["hashes"], name="articlesketch_hashes")]

    def __str__(self) -> str:
        return f"sketch of {self.article_id}"
