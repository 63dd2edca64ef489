"""What people and programs hand in: kept until an article has come of it, and what came of it."""

from django.conf import settings
from django.db import models

from events.models.articles import Article
from events.models.sources import Source


class ArticleSubmission(models.Model):
    """One article handed in, as a text or as an address; the same one for one source is one row, however often."""

    id = models.CharField(primary_key=True, max_length=20, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="submissions")
    sha256 = models.CharField(max_length=64, help_text="Of what was handed in.")
    content = models.JSONField(default=dict, help_text="What was handed in; emptied once the article is stored.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="submissions")
    reason = models.TextField(blank=True, help_text="Why it is not taken in, where that is final.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "sha256"], name="articlesubmission_once")]

    def __str__(self) -> str:
        return self.pk

    @property
    def target(self) -> str:
        """Name it as work is known by."""
        return f"submission:{self.pk}"
