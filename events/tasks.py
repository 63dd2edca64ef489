"""What Celery runs: each takes an id and calls one function."""

import os
from typing import Any

from celery import shared_task
from celery.signals import celeryd_after_setup, task_postrun, task_prerun, worker_ready
from django.db import close_old_connections
from prometheus_client import REGISTRY, CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from events.ingestion import work
from events.models.work import EXTRACT


@celeryd_after_setup.connect
def give_metrics(**_: Any) -> None:
    """Answer Prometheus on METRICS_PORT, for all processes of this worker."""
    if os.environ.get("METRICS_PORT"):
        registry = REGISTRY
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        start_http_server(int(os.environ["METRICS_PORT"]), registry=registry)


def _reads(worker: Any) -> bool:
    return EXTRACT in worker.app.amqp.queues.consume_from


@task_prerun.connect
@task_postrun.connect
def drop_dead_connections(sender: Any, **_: Any) -> None:
    """Leave connections that are too old, or that failed, to be opened anew."""
    if not sender.request.is_eager:
        close_old_connections()


@celeryd_after_setup.connect
def load_language_model(instance: Any, **_: Any) -> None:
    """Load the model once, before a worker that reads makes its processes, which then share it."""
    if _reads(instance):
        from events.extraction.parsing import pipeline  # noqa: PLC0415 - those that only fetch do without it

        pipeline()


@worker_ready.connect
def adopt_release_at_start(sender: Any, **_: Any) -> None:
    """Have articles read again that an older release has read."""
    if _reads(sender.controller if hasattr(sender, "controller") else sender):
        work.adopt_release()


@shared_task(acks_late=True, reject_on_worker_lost=True)
def poll_source(work_id: int) -> None:
    """Look what a source has."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def ingest_article(work_id: int) -> None:
    """Take in one article."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def read_article(work_id: int) -> None:
    """Read one article."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def learn_name(work_id: int) -> None:
    """Find the articles in which a name occurs."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def show_source(work_id: int) -> None:
    """Show a source's events anew."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def adopt_release(work_id: int) -> None:
    """Have articles read by a new extractor."""
    work.run(work_id)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Wake up what is due or was dropped."""
    work.sweep()


@shared_task(ignore_result=True)
def keep_house() -> None:
    """Forget what was done long ago."""
    work.keep_house()
