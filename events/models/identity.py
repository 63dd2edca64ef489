"""Public ids, and the log of everything that happened to the public record."""

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from events.models.fields import PublicIdField
from events.models.guards import projected, undeletable


class PublicKind(models.TextChoices):
    """What a public id stands for."""

    EVENT = "event"
    ACTOR = "actor"
    POLICY = "policy"
    COMMITMENT = "commitment"
    ARTICLE = "article"


class PublicId(models.Model):
    """A name that stays valid for ever: where its record is now, or what it was merged into."""

    id = PublicIdField(primary_key=True, editable=False)
    kind = models.CharField(max_length=12, choices=PublicKind)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed")
    split_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="split_off")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="publicid_not_into_itself", condition=~Q(merged_into=F("id"))),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [undeletable()]

    def __str__(self) -> str:
        return str(self.id)


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions to the log."""

    def settled(self) -> "ChangeQuerySet":
        """Leave out what an older transaction, still open, may yet write before: safe to page by id."""
        oldest_open = RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", [])
        return self.filter(transaction__lt=oldest_open)

    def as_of(self, moment: datetime) -> "ChangeQuerySet":
        """Give the documents that were valid at a moment."""
        valid = Q(valid_to=None) | Q(valid_to__gt=moment)
        return self.filter(valid, valid_from__lte=moment).exclude(document=None)


class Change(models.Model):
    """One entry of the log: what the record became, why, and how long it stayed so."""

    class Action(models.TextChoices):
        CREATED = "created"
        UPDATED = "updated"
        REMOVED = "removed"
        MERGED = "merged"
        RESTORED = "restored"
        ERASED = "erased"

    id = models.BigAutoField(primary_key=True)
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )
    public = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="changes")
    action = models.CharField(max_length=10, choices=Action)
    cause = models.CharField(max_length=200, help_text="The article or the judgement that brought it about.")
    fields = ArrayField(models.CharField(max_length=40), default=list)
    document = models.JSONField(null=True)
    valid_from = models.DateTimeField(db_default=Func(function="clock_timestamp"))
    valid_to = models.DateTimeField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["public", "valid_from"], name="change_history")]
        constraints = [
            models.UniqueConstraint(fields=["public"], condition=Q(valid_to=None), name="change_one_valid_document"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [projected(erasable=True)]

    def __str__(self) -> str:
        return f"{self.public_id} {self.action} {self.valid_from:%Y-%m-%d %H:%M}"
