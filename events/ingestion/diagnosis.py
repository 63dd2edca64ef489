"""What a deployment has wrong, found by trying it: one finding for each thing that `manage.py doctor` looks at."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import redis
from celery import current_app
from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from events.extraction.parsing import PIPELINES, chosen_pipeline
from events.ingestion.health import check_broker, check_database, check_queues, check_sweep
from events.ingestion.sandbox import sandbox
from events.models import Source, Work
from events.models.work import QUEUES
from events.net.urls import is_allowed, parse_url

GOOD, DOUBTFUL, BAD = "ok", "look", "bad"
OLDEST_POSTGRES = 150_000
LEAST_FREE = 2_000_000_000
MOST_DRIFT = 5.0
NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing: ok, look (works, but) or bad (does not work), and what to do."""

    name: str
    state: str
    detail: str


def diagnose() -> Iterator[Finding]:
    """Try everything that a deployment needs, what others rest on first; never raises."""
    database = check_database()
    yield Finding("database", GOOD if database.well else BAD, " ".join(database.detail.split()))
    for look in (*(_WITH_DATABASE if database.well else ()), *_ALWAYS):
        try:
            yield from look()
        except Exception as error:  # a doctor who faints helps nobody
            yield Finding(look.__name__.strip("_").replace("_", " "), BAD, f"{type(error).__name__}: {error}"[:300])


def _postgres() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), now()")
        version, encoding, now = cursor.fetchone()
    new = version >= OLDEST_POSTGRES
    yield Finding("PostgreSQL's version", GOOD if new else BAD, f"{version // 10000}, 15 or newer is needed")
    yield Finding("its encoding", GOOD if encoding == "UTF8" else BAD, f"{encoding}, UTF8 is needed (see initdb)")
    drift = abs((datetime.now(UTC) - now).total_seconds())
    yield Finding("its clock", GOOD if drift < MOST_DRIFT else DOUBTFUL, f"{drift:.1f} s from this machine's")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    todo = f"{len(missing)} to be applied: run manage.py migrate" if missing else "all applied"
    yield Finding("migrations", BAD if missing else GOOD, todo)


def _work() -> Iterator[Finding]:
    for check in (*check_queues(), check_sweep()):
        yield Finding(check.name, GOOD if check.well else BAD, check.detail)
    aside = Work.objects.filter(state=Work.State.SET_ASIDE).count()
    said = f"{aside} inputs set aside; the admin says why (Work)" if aside else "nothing set aside"
    yield Finding("inputs", DOUBTFUL if aside else GOOD, said)
    failing = list(Source.objects.failing().values_list("name", flat=True))
    more = f" and {len(failing) - NAMED} more" if len(failing) > NAMED else ""
    said = f"failing: {', '.join(failing[:NAMED])}{more}; the admin says why" if failing else "none failing"
    yield Finding("sources", DOUBTFUL if failing else GOOD, said)


def _broker() -> Iterator[Finding]:
    check = check_broker()
    yield Finding("broker", GOOD if check.well else BAD, check.detail)
    if not check.well:
        return
    client = redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=3)
    policy = str(_config(client, "maxmemory-policy"))
    fine = policy in ("noeviction", "unknown")
    yield Finding("broker's memory", GOOD if fine else DOUBTFUL, f"maxmemory-policy {policy}: noeviction loses nothing")
    kept = _config(client, "appendonly") == "yes" or bool(_config(client, "save"))
    said = "kept on disk" if kept else "not kept on disk: after its restart the sweep finds what it forgot"
    yield Finding("broker's data", GOOD if kept else DOUBTFUL, said)


def _config(client: "redis.Redis", name: str) -> str:
    try:
        found = client.config_get(name)
    except redis.RedisError:
        return "unknown"
    return str(dict(found).get(name, "unknown"))


def _workers() -> Iterator[Finding]:
    queues = current_app.control.inspect(timeout=3).active_queues() or {}
    served = {queue["name"] for found in queues.values() for queue in found}
    for queue in QUEUES:
        said = f"of {len(queues)} workers, some serve it" if queue in served else "no worker serves it; start one"
        yield Finding(f"workers for {queue}", GOOD if queue in served else BAD, said)


def _times() -> Iterator[Finding]:
    task, lease = settings.CELERY_TASK_TIME_LIMIT, settings.WORK_LEASE_SECONDS
    visible = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    fine = task < lease < visible
    yield Finding("time limits", GOOD if fine else BAD, f"task {task} s < lease {lease} s < redelivery {visible} s")


def _settings() -> Iterator[Finding]:
    for message in checks.run_checks(include_deployment_checks=True):
        state = BAD if message.is_serious() else DOUBTFUL
        yield Finding(f"setting ({message.id})", state, " ".join(f"{message.msg} {message.hint or ''}".split())[:300])
    if not settings.CONTACT:
        yield Finding("CONTACT", DOUBTFUL, "publishers cannot tell who asks; set an address or URL")
    for entry in sorted(settings.ALLOWED_INTERNAL_HOSTS):
        host = parse_url(f"http://{entry}/", allowed_hosts=[entry])
        fine = is_allowed(host.host, host.port, [entry])
        yield Finding(f"internal host {entry}", DOUBTFUL if fine else BAD, "may be fetched; is that meant?")


def _language() -> Iterator[Finding]:
    name = chosen_pipeline()
    if not (Path(name).is_dir() or find_spec(name)):
        yield Finding("English pipeline", BAD, f"{name} is not installed")
    elif name == PIPELINES[-1]:
        yield Finding("English pipeline", DOUBTFUL, f"{name}; {PIPELINES[0]} finds more names (requirements-model.txt)")
    else:
        yield Finding("English pipeline", GOOD, name)


def _sandbox() -> Iterator[Finding]:
    page = sandbox().page(b"<html><title>A</title><body><h1>A</h1><p>" + b"The council met on Tuesday. " * 20)
    yield Finding("sandbox", GOOD if page.text else BAD, "reads a page in a process of its own")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.LOCAL_DIR).free
    yield Finding("disk", GOOD if free > LEAST_FREE else DOUBTFUL, f"{free / 1e9:.1f} GB free at {settings.LOCAL_DIR}")


def _addresses() -> Iterator[Finding]:
    public = [host for host in settings.ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]")]
    said = ", ".join(public) or "only this machine; set ALLOWED_HOSTS to be reached from elsewhere"
    yield Finding("ALLOWED_HOSTS", GOOD if public else DOUBTFUL, said)
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        fine = urlsplit(origin).scheme in ("http", "https")
        yield Finding("CSRF_TRUSTED_ORIGINS", GOOD if fine else BAD, f"{origin} (begins with https://)")


_WITH_DATABASE: tuple[Callable[[], Iterator[Finding]], ...] = (_postgres, _migrations, _work)
_ALWAYS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _broker,
    _workers,
    _times,
    _settings,
    _addresses,
    _language,
    _sandbox,
    _disk,
)
