"""Whether the system works: database, broker, age of what waits, last sweep."""

from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from events.models import Heartbeat, Work
from events.models.work import QUEUES

SWEEP = "sweep"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so; `detail` says what was found."""

    name: str
    well: bool
    detail: str


def readiness() -> list[Check]:
    """Check all that a request or a piece of work needs; never raises."""
    database = check_database()
    if not database.well:
        return [database, check_broker()]
    return [database, check_broker(), *check_queues(), check_sweep()]


def check_database() -> Check:
    """Ask the database something."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Check("database", False, str(error).strip()[:200])
    return Check("database", True, "answers")


def check_broker(seconds: float = 2.0) -> Check:
    """Open a connection to the broker."""
    try:
        with current_app.connection_for_write(connect_timeout=seconds) as broker:
            broker.ensure_connection(max_retries=1, timeout=seconds)
    except (OperationalError, RedisError, OSError) as error:
        return Check("broker", False, str(error)[:200])
    return Check("broker", True, "answers")


def check_queues() -> list[Check]:
    """See how long the oldest piece of due work of each queue has waited."""
    found = []
    for queue in QUEUES:
        age = oldest_due_seconds(queue)
        found.append(Check(f"queue {queue}", age < settings.READY_QUEUE_SECONDS, f"oldest due work waits {age:.0f} s"))
    return found


def check_sweep() -> Check:
    """See when the last sweep was: without one, nothing that was dropped is found again."""
    age = seconds_since_sweep()
    if age is None:
        return Check("sweep", False, "there has been none; is beat running?")
    limit = max(60.0, settings.SWEEP_SECONDS * 10)
    return Check("sweep", age < limit, f"{age:.0f} s ago")


def oldest_due_seconds(queue: str) -> float:
    """Give how long the oldest piece of work that may run has waited."""
    row = Work.objects.due().in_queue(queue).order_by("next_run_at").first()
    return max(0.0, (timezone.now() - row.next_run_at).total_seconds()) if row else 0.0


def seconds_since_sweep() -> float | None:
    """Give the time since the last sweep; None where there was none."""
    beat = Heartbeat.objects.filter(name=SWEEP).first()
    return (timezone.now() - beat.at).total_seconds() if beat else None
