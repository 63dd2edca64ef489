"""The record: what mentions and judgements add up to. Only `resolution.project()` writes these rows."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, GeneratedField, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from psycopg.types.range import Range as DateRange

from events.models.actors import Actor, Place
from events.models.choices import ASSERTIONS, BASES, EFFECTS, KINDS, POLICY_STATES, RELATION_TYPES, ROLES
from events.models.fields import DatedModel
from events.models.guards import projected
from events.models.identity import PublicId
from events.models.mentions import StatementMention

if TYPE_CHECKING:
    from events.models.policies import Policy

PROJECTED: list[pgtrigger.Trigger] = [projected()]


def days() -> Func:
    """Give the days that a row may cover, as a range; NULL ends are open."""
    return Func(F("earliest"), F("latest"), Value("[]"), function="daterange", output_field=DateRangeField())


class Review(models.TextChoices):
    """What a curator has said of an event."""

    NONE = "none", "not reviewed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class EventQuerySet(models.QuerySet["Event"]):
    """Questions to the record, in its own words."""

    def published(self) -> "EventQuerySet":
        """Leave out what was rejected, and what is not reported or planned until a curator confirms it."""
        return self.filter(is_published=True)

    def chronological(self) -> "EventQuerySet":
        """Put the earliest first, of equals the most precise, and what has no date last."""
        return self.order_by(F("day").asc(nulls_last=True), "precision_rank", "pk")

    def newest_first(self) -> "EventQuerySet":
        """Put the latest beginning first, of equals the most precise, and what has no date last."""
        return self.order_by(F("day").desc(nulls_last=True), "precision_rank", "pk")

    def overlapping(self, start: date | None, end: date | None) -> "EventQuerySet":
        """Keep what may have happened on a day from `start` to `end`, both included; None is open."""
        wanted = DateRange(start, end, "[]")
        return self.exclude(edtf="").annotate(days=days()).filter(days__overlap=wanted)

    def involving(self, actor: Actor) -> "EventQuerySet":
        """Keep what an actor has a role in."""
        return self.filter(pk__in=Participation.objects.filter(actor=actor).values("event"))

    def concerning(self, policy: "Policy") -> "EventQuerySet":
        """Keep what speaks of a policy."""
        return self.filter(pk__in=EventPolicy.objects.filter(policy=policy).values("event"))

    def saying(self, words: str) -> "EventQuerySet":
        """Keep what matches a search as people type it: words, "phrases", or, -not."""
        return self.filter(search=SearchQuery(words, config="english", search_type="websearch"))


class Event(DatedModel):
    """A policy event. `document` is its whole public document, `provenance` says where each field comes from."""

    public = models.OneToOneField(PublicId, primary_key=True, db_column="id", on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=KINDS)
    assertion = models.CharField(max_length=12, choices=ASSERTIONS)
    title = models.CharField(max_length=500)
    precision_rank = models.PositiveSmallIntegerField(default=99)
    day = GeneratedField(expression=Coalesce("earliest", "latest"), output_field=models.DateField(), db_persist=True)
    basis = models.CharField(max_length=12, choices=BASES, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    confidence = models.FloatField(default=0)
    review = models.CharField(max_length=10, choices=Review, default=Review.NONE)
    is_published = models.BooleanField(default=False)
    sources = models.PositiveIntegerField(
        default=0, help_text="Articles that speak of it; copies of one text count once."
    )
    provenance = models.JSONField(default=dict)
    disagreements = models.JSONField(default=dict, help_text="Where sources differ: what else they say.")
    document = models.JSONField(default=dict)
    search = SearchVectorField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["day", "precision_rank", "pk"]
        indexes = [
            models.Index(
                F("day").desc(nulls_last=True),
                "precision_rank",
                "public",
                name="event_newest_first",
                condition=Q(is_published=True),
            ),
            models.Index(
                F("day").asc(nulls_last=True),
                "precision_rank",
                "public",
                name="event_chronological",
                condition=Q(is_published=True),
            ),
            GistIndex(OpClass(days(), name="range_ops"), name="event_days"),
            GinIndex(fields=["search"], name="event_search"),
            models.Index(fields=["kind", "day"], name="event_by_kind"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the event's page."""
        return reverse("event", args=[self.pk])


class Participation(models.Model):
    """An actor's role in an event; without an actor the name as written stays."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=ROLES)
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["event", "role", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "role", "actor"], condition=Q(actor__isnull=False), name="participation_actor_unique"
            ),
            models.UniqueConstraint(
                fields=["event", "role", "name"], condition=Q(actor=None), name="participation_name_unique"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class EventPolicy(models.Model):
    """That an event speaks of a policy, and what it does to it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="event_policies")
    policy = models.ForeignKey("events.Policy", on_delete=models.PROTECT, related_name="event_policies")
    effect = models.CharField(max_length=12, choices=EFFECTS, blank=True)
    state = models.CharField(max_length=12, choices=POLICY_STATES, blank=True)

    class Meta:
        ordering = ["event", "policy", "effect"]
        constraints = [
            models.UniqueConstraint(fields=["event", "policy", "effect"], name="eventpolicy_effect_unique"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.policy_id} {self.effect}"


class EventRelation(models.Model):
    """How one event stands to another."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="relations")
    to = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="related_from")
    type = models.CharField(max_length=12, choices=RELATION_TYPES)

    class Meta:
        ordering = ["event", "type", "to"]
        constraints = [
            models.UniqueConstraint(fields=["event", "to", "type"], name="eventrelation_unique"),
            models.CheckConstraint(name="eventrelation_not_to_itself", condition=~Q(event=F("to"))),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.event_id} {self.type} {self.to_id}"


class Statement(models.Model):
    """A quotation with its speaker."""

    mention = models.OneToOneField(StatementMention, primary_key=True, on_delete=models.PROTECT)
    article = models.ForeignKey("events.Article", on_delete=models.CASCADE, related_name="statements")
    speaker = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="statements")
    speaker_name = models.CharField(max_length=300, blank=True)
    content = models.TextField()
    direct = models.BooleanField()

    class Meta:
        ordering = ["article", "mention"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return self.content[:80]


class CommitmentState(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    KEPT = "kept"
    BROKEN = "broken"
    LAPSED = "lapsed"


class Commitment(DatedModel):
    """Something promised: by whom, what, by when (the dates are the deadline's)."""

    public = models.OneToOneField(PublicId, primary_key=True, db_column="id", on_delete=models.PROTECT)
    article = models.ForeignKey("events.Article", on_delete=models.CASCADE, related_name="commitments")
    by = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="commitments")
    by_name = models.CharField(max_length=300, blank=True)
    to_name = models.CharField(max_length=300, blank=True)
    what = models.TextField()
    quote = models.TextField(blank=True)
    conditional = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=CommitmentState, default=CommitmentState.OPEN)

    class Meta:
        ordering = ["article", "pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return self.what[:80]


class CommitmentStatus(models.Model):
    """What a commitment's state became, by which article or judgement."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="statuses")
    state = models.CharField(max_length=12, choices=CommitmentState)
    day = models.DateField(null=True)
    cause = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "commitment statuses"
        ordering = ["commitment", "day", "pk"]
        constraints = [models.UniqueConstraint(fields=["commitment", "cause"], name="commitmentstatus_cause_unique")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return self.state
