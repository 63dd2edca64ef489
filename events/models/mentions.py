"""What was said: extractions and their mentions. Rows are only ever added."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from events.models.articles import ArticleVersion
from events.models.choices import (
    ACTOR_KINDS,
    ASSERTIONS,
    BASES,
    EFFECTS,
    KINDS,
    PRECISIONS,
    RELATION_TYPES,
    ROLES,
)
from events.models.fields import DatedModel
from events.models.guards import append_only

APPEND_ONLY: list[pgtrigger.Trigger] = [append_only()]


class Extraction(models.Model):
    """One run of one extractor release over one version with one set of inputs."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="extractions")
    extractor = models.CharField(max_length=100)
    inputs_hash = models.CharField(max_length=64)
    inputs = models.JSONField(help_text="Publication date, time zone, language, and the known names that occur.")
    warnings = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "extractor", "inputs_hash"], name="extraction_run_unique"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.extractor} on {self.version_id}"


class Mention(models.Model):
    """Something that an extraction says about a stretch of the text."""

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True


class ActorMention(Mention):
    """A name in the text; mentions of one actor share a cluster."""

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="actor_mentions")
    kind = models.CharField(max_length=12, choices=ACTOR_KINDS)
    name = models.CharField(max_length=300)
    written = models.CharField(max_length=300)
    cluster = models.PositiveIntegerField()
    stands_for = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["extraction", "cluster"], name="actormention_cluster")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.written


class EventMention(Mention, DatedModel):
    """What one extraction says about one event."""

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="event_mentions")
    index = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    assertion = models.CharField(max_length=12, choices=ASSERTIONS)
    title = models.CharField(max_length=500)
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    basis = models.CharField(max_length=12, choices=BASES, blank=True)
    date_confidence = models.FloatField(null=True)
    expression = models.CharField(max_length=300, blank=True)
    rule = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=100, blank=True)
    confidence = models.FloatField()

    class Meta:
        ordering = ["extraction", "index"]
        constraints = [
            models.UniqueConstraint(fields=["extraction", "index"], name="eventmention_index_unique"),
            models.CheckConstraint(
                name="eventmention_precision_known", condition=Q(precision__in=["", *dict(PRECISIONS)])
            ),
        ]
        indexes = [models.Index(fields=["earliest", "latest", "kind"], name="eventmention_by_day")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.title


class ParticipantMention(Mention):
    """A name in a role, as the text writes it."""

    event = models.ForeignKey(EventMention, on_delete=models.PROTECT, related_name="participants")
    role = models.CharField(max_length=12, choices=ROLES)
    name = models.CharField(max_length=300)
    cluster = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class PolicyMention(Mention):
    """A policy that an event speaks of, and what the event does to it."""

    event = models.ForeignKey(EventMention, on_delete=models.PROTECT, related_name="policies")
    name = models.CharField(max_length=300)
    written = models.CharField(max_length=300)
    effect = models.CharField(max_length=12, choices=EFFECTS, blank=True)
    parent = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.name


class RelationMention(models.Model):
    """How one event of an extraction stands to another."""

    event = models.ForeignKey(EventMention, on_delete=models.PROTECT, related_name="relations")
    to = models.ForeignKey(EventMention, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=12, choices=RELATION_TYPES)

    class Meta:
        ordering = ["pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.type


class StatementMention(Mention):
    """A quotation: `start` and `end` are its content's."""

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="statement_mentions")
    source_start = models.PositiveIntegerField(null=True)
    source_end = models.PositiveIntegerField(null=True)
    cue_start = models.PositiveIntegerField(null=True)
    cue_end = models.PositiveIntegerField(null=True)
    parts = models.JSONField(default=list)
    speaker = models.CharField(max_length=300, blank=True)
    direct = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.speaker or "statement"


class CommitmentMention(Mention, DatedModel):
    """Something promised; the dates are the deadline's."""

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="commitment_mentions")
    by = models.CharField(max_length=300, blank=True)
    to = models.CharField(max_length=300, blank=True)
    what = models.TextField()
    conditional = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.what[:80]


EVIDENCE_OWNERS = ("event", "participant", "policy", "statement", "commitment")


def _exactly_one_owner() -> Q:
    condition = Q()
    for owner in EVIDENCE_OWNERS:
        condition |= Q(**{f"{other}__isnull": other != owner for other in EVIDENCE_OWNERS})
    return condition


class Evidence(Mention):
    """An exact quote with its surroundings (W3C Web Annotation: text quote and text position selectors)."""

    class Part(models.TextChoices):
        MENTION = "mention", "that it is so"
        DATE = "date", "when"
        PLACE = "place", "where"

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="evidence")
    field = models.CharField(max_length=5, choices=[("text", "text"), ("title", "title")], default="text")
    part = models.CharField(max_length=7, choices=Part, default=Part.MENTION)
    exact = models.TextField()
    prefix = models.CharField(max_length=40, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    event = models.ForeignKey(EventMention, null=True, on_delete=models.PROTECT, related_name="evidence")
    participant = models.ForeignKey(ParticipantMention, null=True, on_delete=models.PROTECT, related_name="evidence")
    policy = models.ForeignKey(PolicyMention, null=True, on_delete=models.PROTECT, related_name="evidence")
    statement = models.ForeignKey(StatementMention, null=True, on_delete=models.PROTECT, related_name="evidence")
    commitment = models.ForeignKey(CommitmentMention, null=True, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["version", "field", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="evidence_one_owner", condition=_exactly_one_owner()),
            models.CheckConstraint(name="evidence_not_empty", condition=Q(start__lt=F("end"))),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = APPEND_ONLY

    def __str__(self) -> str:
        return self.exact[:80]
