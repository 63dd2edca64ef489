"""Doing work: claimed for one lease, retried where that can help, set aside with its reason where it cannot."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from events.ingestion.files import FileError, read_file
from events.ingestion.pipeline import ErasedError, ingest, reread
from events.ingestion.sandbox import SandboxError, sandbox
from events.ingestion.sources import poll, request_due_polls
from events.ingestion.urls import NotAnArticleError, ingest_url
from events.models import Article, ArticleVersion, EventBinding, Source, Work
from events.net import FetchError
from events.resolution import project

log = structlog.get_logger(__name__)

BATCH = 200
FIRST_PAUSE = timedelta(seconds=5)
HOPELESS = (
    FileError,
    ValidationError,
    ErasedError,
    NotAnArticleError,
    SandboxError,
    FileNotFoundError,
    Article.DoesNotExist,
    Source.DoesNotExist,
)
PLAIN_SPOKEN = (FileError, FetchError, ErasedError, NotAnArticleError, SandboxError)


def run(work_id: int) -> None:
    """Do one piece of work, unless somebody else does or it is done."""
    work = Work.objects.claim(work_id)
    if work is None:
        return
    with structlog.contextvars.bound_contextvars(work=work.pk, target=work.target):
        if work.attempts > settings.WORK_ATTEMPTS:
            work.set_aside(work.reason or f"Whoever did it died {settings.WORK_ATTEMPTS} times; look at the input.")
            return
        try:
            DOERS[Work.Kind(work.kind)](work)
        except HOPELESS as error:
            _give_up(work, error)
        except FetchError as error:
            _give_up(work, error) if not error.temporary else _later(work, error)
        except Exception as error:
            log.exception("work_failed")
            _later(work, error)
        else:
            work.finish()


def sweep() -> int:
    """Wake up what is due (sources to look at, what the broker lost, what its worker died of); give how many."""
    request_due_polls()
    due = list(Work.objects.due().order_by("next_run_at")[:500])
    for work in due:
        work.wake()
    return len(due)


def _poll(work: Work) -> None:
    poll(Source.objects.get(pk=work.target))


def _ingest(work: Work) -> None:
    source = Source.objects.get(pk=work.payload["source"])
    if "url" in work.payload:
        ingest_url(work.payload["url"], source)
        return
    location = work.payload["location"]
    path = Path(source.location) / location
    source.clean()
    if Path(source.location).resolve() not in path.resolve().parents:
        raise ValidationError(f"{location} leads out of the source's folder.")
    submission = read_file(path, limit=settings.ARTICLE_BYTES, read=sandbox().file)
    ingest(submission, source, location=location, url=submission.url or "")


def _reextract(work: Work) -> None:
    reread(work.target)


def _learn(work: Work) -> None:
    """Ask for every article to be read again in whose current version a name occurs."""
    with transaction.atomic():
        for article in ArticleVersion.objects.holding(work.target).values_list("article", flat=True):
            Work.objects.request(Work.Kind.REEXTRACT, article)


def _show(work: Work) -> None:
    """Project the events of a source's articles again, a few at a time."""
    bound = EventBinding.objects.filter(mention__extraction__current_of__source=int(work.target))
    records = sorted(set(bound.values_list("record", flat=True)))
    for start in range(0, len(records), BATCH):
        with transaction.atomic():
            project(records[start : start + BATCH], cause=f"source {work.target}")


DOERS: dict[Work.Kind, Callable[[Work], None]] = {
    Work.Kind.POLL: _poll,
    Work.Kind.INGEST: _ingest,
    Work.Kind.REEXTRACT: _reextract,
    Work.Kind.LEARN: _learn,
    Work.Kind.SHOW: _show,
}


def _later(work: Work, error: Exception) -> None:
    if work.attempts >= settings.WORK_ATTEMPTS:
        _give_up(work, error)
        return
    pause = FIRST_PAUSE * 2**work.attempts * random.uniform(0.5, 1.5)  # noqa: S311 (jitter)
    work.retry(_reason(error), after=pause)


def _give_up(work: Work, error: Exception) -> None:
    log.warning("work_set_aside", reason=_reason(error))
    work.set_aside(_reason(error))
    if work.kind == Work.Kind.POLL:
        Source.objects.filter(pk=work.target).update(last_error=_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    return f"{error}" if isinstance(error, PLAIN_SPOKEN) else f"{type(error).__name__}: {error}"
