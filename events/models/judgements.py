"""What people decided, and what machines take mentions to mean."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from events.models.articles import Article
from events.models.guards import projected
from events.models.identity import PublicId
from events.models.mentions import CommitmentMention, EventMention, Extraction, PolicyMention
from events.models.record import PROJECTED


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Questions to what was decided."""

    def in_force(self) -> "JudgementQuerySet":
        """Leave out what was undone."""
        return self.filter(undone_at=None)


class Judgement(models.Model):
    """What a person decided about a record or a pair of them."""

    class Action(models.TextChoices):
        ACCEPT = "accept", "it is so"
        REJECT = "reject", "it is not an event, or not so"
        FIELD = "field", "a field's value"
        ADD = "add", "one more value of a field"
        REMOVE = "remove", "one value of a field less"
        SAME = "same", "both are one"
        DIFFERENT = "different", "they are not one"

    action = models.CharField(max_length=10, choices=Action)
    target = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="judgements")
    other = models.ForeignKey(PublicId, null=True, blank=True, on_delete=models.PROTECT, related_name="judged_with")
    field = models.CharField(max_length=40, blank=True)
    value = models.JSONField(null=True, blank=True)
    based_on = models.JSONField(null=True, blank=True, help_text="What the record said when it was judged.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements")
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="judgement_pairs_have_two",
                condition=Q(action__in=["same", "different"], other__isnull=False)
                | (~Q(action__in=["same", "different"]) & Q(other=None)),
            ),
            models.CheckConstraint(name="judgement_not_on_itself", condition=~Q(target=F("other")) | Q(other=None)),
            models.CheckConstraint(
                name="judgement_field_named",
                condition=Q(action__in=["field", "add", "remove"]) ^ Q(field=""),
            ),
        ]
        indexes = [models.Index(fields=["target"], condition=Q(undone_at=None), name="judgement_in_force")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="undeletable", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_undone_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["undone_at", "undone_by"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.field} {self.target_id}".replace("  ", " ")


class Anchor(models.Model):
    """Where a judgement was made: the quote in the article, by which it finds its event again."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="anchors")
    record = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="anchors")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="anchors")
    kind = models.CharField(max_length=12, blank=True)
    field = models.CharField(max_length=5, default="text")
    exact = models.TextField()
    start = models.PositiveIntegerField()
    trigger = models.PositiveIntegerField(default=0, help_text="Characters from `start` to the event's own words.")

    class Meta:
        indexes = [models.Index(fields=["article"], name="anchor_by_article")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="undeletable", operation=pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.exact[:80]


class Binding(models.Model):
    """What a machine takes a mention to mean, how sure it is and why."""

    record = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=10, choices=[("machine", "machine"), ("judgement", "judgement")])
    score = models.FloatField(default=1.0)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class EventBinding(Binding):
    """Which event an event mention speaks of."""

    mention = models.OneToOneField(EventMention, primary_key=True, on_delete=models.CASCADE, related_name="binding")

    class Meta:
        indexes = [models.Index(fields=["record"], name="eventbinding_record")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.mention_id} is {self.record_id}"


class ActorBinding(Binding):
    """Which actor a cluster of an extraction is."""

    extraction = models.ForeignKey(Extraction, on_delete=models.CASCADE, related_name="actor_bindings")
    cluster = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extraction", "cluster"], name="actorbinding_unique")]
        indexes = [models.Index(fields=["record"], name="actorbinding_record")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.extraction_id}/{self.cluster} is {self.record_id}"


class PolicyBinding(Binding):
    """Which policy a policy mention names."""

    mention = models.OneToOneField(PolicyMention, primary_key=True, on_delete=models.CASCADE, related_name="binding")

    class Meta:
        indexes = [models.Index(fields=["record"], name="policybinding_record")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.mention_id} is {self.record_id}"


class CommitmentBinding(Binding):
    """Which commitment a commitment mention states."""

    mention = models.OneToOneField(
        CommitmentMention, primary_key=True, on_delete=models.CASCADE, related_name="binding"
    )

    class Meta:
        indexes = [models.Index(fields=["record"], name="commitmentbinding_record")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = PROJECTED

    def __str__(self) -> str:
        return f"{self.mention_id} is {self.record_id}"


class NameKey(models.Model):
    """Which public id stands for a name that only texts have used so far: names decide identity, not chance."""

    sort = models.CharField(max_length=12, help_text="Names are told apart by it: person, office, body, place, policy.")
    key = models.CharField(max_length=300)
    record = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="name_keys")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sort", "key"], name="namekey_unique")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [projected()]

    def __str__(self) -> str:
        return f"{self.sort} {self.key}"
