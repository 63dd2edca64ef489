"""What is to be done: the row is the truth, the broker only wakes people up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Func, Q, Value, When
from django.utils import timezone
from kombu.exceptions import OperationalError

from events.models.keys import new_public_id

log = structlog.get_logger(__name__)

QUEUES = FETCH, EXTRACT, HOUSEKEEPING = "fetch", "extract", "housekeeping"
TASKS = {
    "poll": ("events.tasks.poll_source", FETCH),
    "ingest": ("events.tasks.ingest_article", FETCH),
    "reextract": ("events.tasks.read_article", EXTRACT),
    "learn": ("events.tasks.learn_name", HOUSEKEEPING),
    "show": ("events.tasks.show_source", HOUSEKEEPING),
    "release": ("events.tasks.adopt_release", HOUSEKEEPING),
}
IN_FLIGHT = 200  # pieces of one queue that the broker is told of at a time; the rest waits in the table
WAKE_AGAIN = timedelta(seconds=30)
OF_THE_RUN = frozenset({"slot", "tries"})  # parts of a payload that nobody asked for


def room_in(queue: str) -> int:
    """Give how many more messages the broker may hold for a queue; 0 where it is away."""
    try:
        with current_app.pool.acquire(block=True) as connection:
            try:
                held = int(connection.default_channel.queue_declare(queue=queue, passive=True).message_count)
            except connection.channel_errors:  # nobody has used it yet
                held = 0
            except connection.connection_errors as error:
                raise OperationalError(str(error)) from error
    except OperationalError as error:
        log.warning("broker_away", queue=queue, error=str(error))
        return 0
    return max(0, IN_FLIGHT - held)


class WorkQuerySet(models.QuerySet["Work"]):
    """Asking for work, taking it, and finding what was dropped."""

    def request(self, kind: str, target: str, *, trace: str = "", **payload: Any) -> "Work":
        """Ask for a piece of work; the one already waiting serves, and one that runs is done once more afterwards.

        `trace` ties it, in the logs, to what it comes from.
        """
        now = timezone.now()
        row = Work(kind=kind, target=target, payload=payload, trace=trace or new_public_id(), woken_at=now)
        self.bulk_create([row], ignore_conflicts=True)
        work = self.filter(kind=kind, target=target, state__in=OPEN).first()
        if work is None:  # the one that was there has ended just now
            return self.request(kind, target, trace=trace, **payload)
        if work.state == Work.State.RUNNING:
            self.filter(pk=work.pk).update(payload=payload, again=Q(state=Work.State.RUNNING))
        elif not work.asks_for(payload):
            self.filter(pk=work.pk).update(payload=payload, next_run_at=now)
        elif kind == Work.Kind.POLL and work.woken_at != now:  # it was there before, and somebody wants to see it now
            self.filter(pk=work.pk).update(next_run_at=now)
        transaction.on_commit(work.announce)
        return work

    def request_many(self, kind: str, payloads: Mapping[str, dict[str, Any]]) -> None:
        """Ask for many pieces of work (target -> payload) at once; the sweep wakes the workers for them in turn."""
        busy = set(self.filter(kind=kind, target__in=payloads, state__in=OPEN).values_list("target", flat=True))
        rows = [
            Work(kind=kind, target=t, payload=p, trace=new_public_id()) for t, p in payloads.items() if t not in busy
        ]
        self.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
        for target in busy:
            self.request(kind, target, **payloads[target])

    def due(self) -> "WorkQuerySet":
        """Keep what waits and may run now, and what was begun by somebody who died."""
        now = timezone.now()
        waiting = Q(state=Work.State.WAITING, next_run_at__lte=now)
        return self.filter(waiting | Q(state=Work.State.RUNNING, lease_until__lt=now))

    def in_queue(self, queue: str) -> "WorkQuerySet":
        """Keep what one queue carries."""
        return self.filter(kind__in=[kind for kind, (_, carried) in TASKS.items() if carried == queue])

    def claim(self, pk: int) -> "Work | None":
        """Take a piece of work for one lease; None where somebody else has it, or it is not due."""
        now = timezone.now()
        values = {
            "state": Work.State.RUNNING,
            "attempts": F("attempts") + 1,
            "lease_until": now + timedelta(seconds=settings.WORK_LEASE_SECONDS),
            "died_at": Case(When(state=Work.State.RUNNING, then=now), default=F("died_at")),
            "again": False,
        }
        return self.get(pk=pk) if self.due().filter(pk=pk).update(**values) else None

    def wake_due(self) -> int:
        """Tell the workers of what is due, as far as the broker has room for each queue; give how many.

        What they were told of a while ago and is still due was lost on the way (or they are slow: being told twice
        does no harm). Half of the room is for what came last, so that a backlog does not hold up the news.
        """
        told, now = 0, timezone.now()
        for queue in QUEUES:
            room = room_in(queue)
            unheard = self.due().in_queue(queue).filter(Q(woken_at=None) | Q(woken_at__lte=now - WAKE_AGAIN))
            batch = list(unheard.order_by("next_run_at")[: room - room // 2])
            batch += unheard.exclude(pk__in=[work.pk for work in batch]).order_by("-next_run_at")[: room // 2]
            self.filter(pk__in=[work.pk for work in batch]).update(woken_at=now)
            told += sum(work.wake() for work in batch)
        return told


class Work(models.Model):
    """One piece of work; at most one of a kind and target is open at a time."""

    class Kind(models.TextChoices):
        POLL = "poll", "look what a source has"
        INGEST = "ingest", "take in one article"
        REEXTRACT = "reextract", "read one article"
        LEARN = "learn", "find the articles in which a name occurs"
        SHOW = "show", "show a source's events anew"
        RELEASE = "release", "have articles read by a new extractor"

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
    woken_at = models.DateTimeField(null=True, blank=True, help_text="When the workers were last told of it.")
    died_at = models.DateTimeField(null=True, blank=True, help_text="When it was last found that its worker had died.")
    trace = models.CharField(max_length=20, blank=True, help_text="What the logs call it, from fetch to event.")
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
            models.Index(fields=["finished_at"], condition=Q(state="done"), name="work_done"),
            models.Index(fields=["-id"], condition=Q(state="set aside"), name="work_set_aside"),
            models.Index(fields=["died_at"], condition=Q(died_at__isnull=False), name="work_died"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"

    def asks_for(self, payload: dict[str, Any]) -> bool:
        """Tell whether just this is asked for already."""
        return self.asked() == payload

    def asked(self) -> dict[str, Any]:
        """Give the payload as it was asked for, without its place in a host's queue and how often it was tried."""
        return {name: value for name, value in self.payload.items() if name not in OF_THE_RUN}

    def announce(self) -> bool:
        """Tell the workers at once, unless the broker holds enough; then the sweep tells them in their turn."""
        return room_in(TASKS[self.kind][1]) > 0 and self.wake()

    def wake(self) -> bool:
        """Tell the workers; where the broker is away (False), the sweep tells them later."""
        task, queue = TASKS[self.kind]
        try:
            current_app.send_task(task, args=[self.pk], queue=queue, retry=False)
        except OperationalError as error:
            log.warning("broker_away", work=self.pk, error=str(error))
            return False
        return True

    def is_deadly(self) -> bool:
        """Tell whether its workers' deaths are its own doing.

        A document that kills whoever reads it does so again and again while the rest goes on. Where as many other
        pieces died in the same time, something else kills the workers, and it takes more to suspect this one.
        """
        deaths = self.attempts - 1
        if deaths < settings.WORK_ATTEMPTS or deaths >= settings.WORK_ATTEMPTS_IN_TROUBLE:
            return deaths >= settings.WORK_ATTEMPTS
        since = timezone.now() - 2 * deaths * timedelta(seconds=settings.WORK_LEASE_SECONDS)
        return Work.objects.exclude(pk=self.pk).filter(died_at__gte=since).count() < deaths

    def finish(self) -> None:
        """Note that it is done, or put it back where it was asked for again meanwhile."""
        waiting, now = Work.State.WAITING, timezone.now()
        self._leave(  # one statement: it may be asked for again at any moment
            Q(),
            state=_either(Value(waiting), Value(Work.State.DONE), models.CharField()),
            finished_at=_either(Value(None), Value(now), models.DateTimeField()),
            attempts=_either(Value(0), F("attempts"), models.PositiveSmallIntegerField()),
            woken_at=_either(Value(None), F("woken_at"), models.DateTimeField()),
            again=False,
            reason="",
        )

    def set_aside(self, reason: str) -> None:
        """Keep it with its reason, to be retried by hand."""
        self._leave(Q(), state=Work.State.SET_ASIDE, finished_at=timezone.now(), reason=reason)

    def retry(self, reason: str, *, after: timedelta) -> None:
        """Put it back for later."""
        then = timezone.now() + after
        self._leave(Q(), state=Work.State.WAITING, next_run_at=then, woken_at=None, reason=reason)

    def postpone(self, until: datetime, reason: str, **payload: Any) -> None:
        """Put it back until its turn comes; that it was begun does not count as an attempt."""
        merged = Func(F("payload"), Value(payload, models.JSONField()), template="%(expressions)s", arg_joiner=" || ")
        values = {"next_run_at": until, "woken_at": None, "reason": reason, "payload": merged}
        self._leave(Q(), state=Work.State.WAITING, attempts_after=self.attempts - 1, **values)

    def _leave(self, condition: Q, *, attempts_after: int | None = None, **values: Any) -> None:
        if attempts_after is not None:
            values["attempts"] = attempts_after
        mine = Work.objects.filter(condition, pk=self.pk, state=Work.State.RUNNING, attempts=self.attempts)
        mine.update(lease_until=None, **values)


def _either(asked_again: Any, otherwise: Any, field: "models.Field[Any, Any]") -> Case:
    """Give one value where the work was asked for again while it ran, another where it was not."""
    return Case(When(again=True, then=asked_again), default=otherwise, output_field=field)


OPEN = [Work.State.WAITING, Work.State.RUNNING]


class Heartbeat(models.Model):
    """When something that must go on happening last happened."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
