"""Actors with their names and tenures, and places."""

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse

from events.models.choices import ACTOR_KINDS
from events.models.fields import HISTORY_OF, DatedModel
from events.models.guards import projected
from events.models.identity import PublicId
from events.models.keys import name_key
from events.models.work import Work


class Origin(models.TextChoices):
    """Who says a name: the texts, or a curator."""

    EXTRACTED = "extracted"
    CURATED = "curated"


class Actor(models.Model):
    """A person, office, body, organisation, government, group or country. Made by the projection."""

    public = models.OneToOneField(PublicId, primary_key=True, db_column="id", on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=ACTOR_KINDS)
    name = models.CharField(max_length=300)
    country = models.CharField(max_length=100, blank=True)
    events = models.PositiveIntegerField(default=0, help_text="Published events with a role for it.")

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "public"], name="actor_by_name"),
            models.Index(fields=["-events", "name", "public"], name="actor_by_events"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="actor_name_trigrams"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [projected()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the actor's page."""
        return reverse("actor", args=[self.pk])


class Name(models.Model):
    """A name under which something is known; curators add and change theirs, texts' come from the projection."""

    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    language = models.CharField(max_length=35, blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.CURATED, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the text, and have the articles read again in which a taught name occurs."""
        self.key = name_key(self.text)
        super().save(*args, **kwargs)
        if self.origin == Origin.CURATED:
            Work.objects.request(Work.Kind.LEARN, self.text)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Forget the name, and have the articles read again in which it occurs."""
        if self.origin == Origin.CURATED:
            Work.objects.request(Work.Kind.LEARN, self.text)
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a name without a letter or digit, and set the key that it is compared by."""
        self.key = name_key(self.text)
        if not self.key:
            raise ValidationError({"text": "A name needs at least one letter or digit."})


EXTRACTED_BY_PROJECTION = projected(unless="COALESCE(NEW.origin, OLD.origin) = 'curated'")


@pghistory.track(model_name="ActorNameHistory", obj_field=HISTORY_OF)
class ActorName(Name):
    """A name of an actor."""

    actor = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="actor_names")

    class Meta:
        ordering = ["actor", "-origin", "text"]
        constraints = [models.UniqueConstraint(fields=["actor", "text", "origin"], name="actorname_unique")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [EXTRACTED_BY_PROJECTION]


@pghistory.track(model_name="TenureHistory", obj_field=HISTORY_OF)
class Tenure(DatedModel):
    """Who held an office, of which body, from when to when."""

    actor = models.ForeignKey(PublicId, on_delete=models.PROTECT, related_name="tenures")
    office = models.CharField(max_length=300)
    body = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["office", "earliest"]
        constraints = [
            models.CheckConstraint(
                name="tenure_not_backwards",
                condition=Q(earliest=None) | Q(latest=None) | Q(earliest__lte=models.F("latest")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.edtf}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, and have the articles read again in which the office occurs."""
        super().save(*args, **kwargs)
        Work.objects.request(Work.Kind.LEARN, self.office)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Forget it, and have the articles read again in which the office occurs."""
        Work.objects.request(Work.Kind.LEARN, self.office)
        return super().delete(*args, **kwargs)


@pghistory.track(model_name="PlaceHistory", obj_field=HISTORY_OF)
class Place(models.Model):
    """Where something was."""

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False)
    country = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="within")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["key", "country"], name="place_unique")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the name."""
        self.key = name_key(self.name)
        super().save(*args, **kwargs)
