"""What is to be done: the row is the truth, the broker only wakes people up."""

from datetime import timedelta
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

TASKS = {
    "poll": "events.tasks.poll_source",
    "ingest": "events.tasks.ingest_article",
    "reextract": "events.tasks.reextract_article",
    "learn": "events.tasks.learn_name",
    "show": "events.tasks.show_source",
}


class WorkQuerySet(models.QuerySet["Work"]):
    """Asking for work, taking it, and finding what was dropped."""

    def request(self, kind: str, target: str, **payload: Any) -> "Work":
        """Ask for a piece of work; the one already waiting serves, and one that runs is done once more afterwards."""
        work, made = self.get_or_create(
            kind=kind, target=target, state__in=OPEN, defaults={"payload": payload, "state": Work.State.WAITING}
        )
        if not made:
            self.filter(pk=work.pk).update(payload=payload, again=Q(state=Work.State.RUNNING))
        transaction.on_commit(work.wake)
        return work

    def due(self) -> "WorkQuerySet":
        """Keep what waits and may run now, and what was begun by somebody who died."""
        now = timezone.now()
        waiting = Q(state=Work.State.WAITING, next_run_at__lte=now)
        return self.filter(waiting | Q(state=Work.State.RUNNING, lease_until__lt=now))

    def claim(self, pk: int) -> "Work | None":
        """Take a piece of work for one lease; None where somebody else has it, or it is not due."""
        lease = timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS)
        taken = (
            self.due()
            .filter(pk=pk)
            .update(state=Work.State.RUNNING, attempts=F("attempts") + 1, lease_until=lease, again=False)
        )
        return self.get(pk=pk) if taken else None


class Work(models.Model):
    """One piece of work; at most one of a kind and target is open at a time."""

    class Kind(models.TextChoices):
        POLL = "poll", "look what a source has"
        INGEST = "ingest", "take in one article"
        REEXTRACT = "reextract", "read one article again"
        LEARN = "learn", "find the articles in which a name occurs"
        SHOW = "show", "show a source's events anew"

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
    next_run_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True, help_text="Why it failed, and what can be done.")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "work"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target"], condition=Q(state__in=["waiting", "running"]), name="work_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "target", "-id"], name="work_by_target"),
            models.Index(fields=["next_run_at"], condition=Q(state="waiting"), name="work_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="work_running"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"

    def wake(self) -> None:
        """Tell the workers; where the broker is away, the sweep tells them later."""
        try:
            current_app.send_task(TASKS[self.kind], args=[self.pk], retry=False)
        except OperationalError as error:
            log.warning("broker_away", work=self.pk, error=str(error))

    def finish(self) -> None:
        """Note that it is done, or put it back where it was asked for again meanwhile."""
        self._leave(Q(again=True), state=Work.State.WAITING, attempts=0, again=False)
        self._leave(Q(again=False), state=Work.State.DONE, finished_at=timezone.now(), reason="")

    def set_aside(self, reason: str) -> None:
        """Keep it with its reason, to be retried by hand."""
        self._leave(Q(), state=Work.State.SET_ASIDE, finished_at=timezone.now(), reason=reason)

    def retry(self, reason: str, *, after: timedelta) -> None:
        """Put it back for later."""
        self._leave(Q(), state=Work.State.WAITING, next_run_at=timezone.now() + after, reason=reason)

    def _leave(self, condition: Q, **values: Any) -> None:
        mine = Work.objects.filter(condition, pk=self.pk, state=Work.State.RUNNING, attempts=self.attempts)
        mine.update(lease_until=None, **values)


OPEN = [Work.State.WAITING, Work.State.RUNNING]
