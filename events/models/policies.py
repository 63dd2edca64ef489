"""Policies with their names and their status histories."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from events.models.actors import EXTRACTED_BY_PROJECTION, Name
from events.models.choices import POLICY_STATES
from events.models.fields import HISTORY_OF, DatedModel
from events.models.guards import projected
from events.models.identity import PublicId
from events.models.record import Event


class Policy(models.Model):
    """A plan, programme, operation, law or strategy. Made by the projection."""

    public = models.OneToOneField(PublicId, primary_key=True, db_column="id", on_delete=models.PROTECT)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    state = models.CharField(max_length=12, choices=POLICY_STATES, blank=True)
    events = models.PositiveIntegerField(default=0, help_text="Published events that speak of it.")

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "public"], name="policy_by_name"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="policy_name_trigrams"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [projected()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the policy's page."""
        return reverse("policy", args=[self.pk])


@pghistory.track(model_name="PolicyNameHistory", obj_field=HISTORY_OF)
class PolicyName(Name):
    """A name or spelling of a policy."""

    policy = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="policy_names")

    class Meta:
        ordering = ["policy", "-origin", "text"]
        constraints = [models.UniqueConstraint(fields=["policy", "text", "origin"], name="policyname_unique")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [EXTRACTED_BY_PROJECTION]


class PolicyStatus(DatedModel):
    """What an event made of a policy, and when."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="statuses")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="policy_statuses")
    state = models.CharField(max_length=12, choices=POLICY_STATES)

    class Meta:
        verbose_name_plural = "policy statuses"
        ordering = ["policy", "earliest", "pk"]
        constraints = [models.UniqueConstraint(fields=["policy", "event", "state"], name="policystatus_unique")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [projected()]

    def __str__(self) -> str:
        return f"{self.state} {self.edtf}".strip()
