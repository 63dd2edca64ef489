"""What Celery runs: each takes an id and calls one function."""

from typing import Any

from celery import shared_task
from celery.signals import worker_init

from events.extraction.parsing import pipeline
from events.ingestion import work


@worker_init.connect
def load_language_model(**_: Any) -> None:
    """Load the model once, before the worker makes its processes, which then share it."""
    pipeline()


@shared_task(acks_late=True, reject_on_worker_lost=True)
def poll_source(work_id: int) -> None:
    """Look what a source has."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def ingest_article(work_id: int) -> None:
    """Take in one article."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def reextract_article(work_id: int) -> None:
    """Read one article again."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def learn_name(work_id: int) -> None:
    """Find the articles in which a name occurs."""
    work.run(work_id)


@shared_task(acks_late=True, reject_on_worker_lost=True)
def show_source(work_id: int) -> None:
    """Show a source's events anew."""
    work.run(work_id)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Wake up what is due or was dropped."""
    work.sweep()
