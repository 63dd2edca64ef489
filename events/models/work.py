"""What is to be done: the row is the truth, the broker only wakes people up."""

from django.db import models
from django.db.models import Q


class Work(models.Model):
    """One piece of work; at most one of a kind and target is open at a time."""

    class Kind(models.TextChoices):
        POLL = "poll", "look what a source has"
        INGEST = "ingest", "take in one article"
        REEXTRACT = "reextract", "read one article again"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        SET_ASIDE = "set aside"

    kind = models.CharField(max_length=10, choices=Kind)
    target = models.CharField(max_length=2200)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    again = models.BooleanField(default=False, help_text="Asked for once more while it was running.")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_run_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True, help_text="Why it failed, and what can be done.")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "work"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target"], condition=Q(state__in=["waiting", "running"]), name="work_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["next_run_at"], condition=Q(state="waiting"), name="work_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="work_running"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
