"""Doing work: claimed for one lease, retried where that can help, set aside with its reason where it cannot."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from events.ingestion.files import FileError, Submission, read_file
from events.ingestion.health import SWEEP
from events.ingestion.metrics import DONE, stage
from events.ingestion.pipeline import (
    ErasedError,
    addresses_of,
    default_extract,
    extractor_release,
    reread,
    store,
)
from events.ingestion.politeness import NotYet
from events.ingestion.polling import poll, request_due_polls
from events.ingestion.sandbox import SandboxError, sandbox
from events.ingestion.submissions import store_submission
from events.ingestion.topics import is_on_topic
from events.ingestion.urls import NotAnArticleError, OffTopicError, store_url
from events.models import (
    Article,
    ArticleUrl,
    ArticleVersion,
    EventBinding,
    Heartbeat,
    Source,
    SourceCheck,
    SourceItem,
    Work,
)
from events.net import FetchError
from events.resolution import project

log = structlog.get_logger(__name__)

BATCH = 200
FIRST_PAUSE = timedelta(seconds=5)
FETCH_TRIES = 10  # pauses that double: nearly three hours
HOPELESS = (
    FileError,
    ValidationError,
    ErasedError,
    NotAnArticleError,
    FileNotFoundError,
    Article.DoesNotExist,
    Source.DoesNotExist,
)
PLAIN_SPOKEN = (FileError, FetchError, ErasedError, NotAnArticleError, SandboxError)
DONE_KEPT, CHECKS_KEPT = timedelta(days=7), timedelta(days=31)


def run(work_id: int) -> None:
    """Do one piece of work, unless somebody else does or it is done."""
    work = Work.objects.claim(work_id)
    if work is None:
        return
    with structlog.contextvars.bound_contextvars(trace=work.trace, work=work.pk, target=work.target):
        if work.is_deadly():
            work.set_aside(work.reason or f"Whoever did it died {work.attempts - 1} times; look at the input.")
            return
        try:
            DOERS[Work.Kind(work.kind)](work)
        except NotYet as wait:
            DONE.labels(work.kind, "waits").inc()
            slot = {"slot": wait.until.isoformat()} if wait.slot else {}
            work.postpone(max(wait.until, timezone.now()), wait.reason, **slot)
        except HOPELESS as error:
            _give_up(work, error)
        except FetchError as error:
            _give_up(work, error) if not error.temporary else _when_it_answers(work, error)
        except (OperationalError, InterfaceError) as error:  # the database went away: no fault of the input
            log.warning("database_away", error=str(error).strip()[:300])
            connection.close()
            work.postpone(timezone.now() + FIRST_PAUSE, _reason(error))
        except SandboxError as error:  # a machine out of breath, or a poisonous document: then it does so again
            log.warning("document_not_read", reason=_reason(error))
            _later(work, error)
        except Exception as error:
            log.exception("work_failed")
            _later(work, error)
        else:
            DONE.labels(work.kind, "done").inc()
            work.finish()


def sweep() -> int:
    """Wake up what is due (sources to look at, what the broker lost, what its worker died of); give how many."""
    request_due_polls()
    request_due_revisits()
    woken = Work.objects.wake_due()
    Heartbeat.objects.update_or_create(name=SWEEP, defaults={"at": timezone.now()})
    return woken


def request_due_revisits() -> None:
    """Ask for a second look at articles on the web whose time has come."""
    due = ArticleUrl.objects.filter(next_check_at__lte=timezone.now(), article__erased_at=None)
    for row in due.select_related("article").order_by("next_check_at")[:BATCH]:
        later = timezone.now() + timedelta(hours=1)  # should this look be lost
        if ArticleUrl.objects.filter(pk=row.pk, next_check_at=row.next_check_at).update(next_check_at=later):
            Work.objects.request(Work.Kind.INGEST, f"url:{row.key}", source=row.article.source_id, url=row.url)


def keep_house() -> int:
    """Forget what was done long ago; give how many rows went."""
    now = timezone.now()
    gone = Work.objects.filter(state=Work.State.DONE, finished_at__lt=now - DONE_KEPT).delete()[0]
    gone += SourceCheck.objects.filter(at__lt=now - CHECKS_KEPT).delete()[0]
    return gone


def _poll(work: Work) -> None:
    source = Source.objects.get(pk=int(work.target.split(" ")[0]))
    with stage("look"):
        poll(source, sitemap=work.payload.get("sitemap", ""), slot=_slot(work))


def _ingest(work: Work) -> None:
    source = Source.objects.get(pk=work.payload["source"])
    try:
        _store(work, source)
    except OffTopicError as reason:
        _note_item(work, SourceItem.Outcome.OFF_TOPIC)
        log.info("article_off_topic", reason=str(reason))
        return
    except (*HOPELESS, SandboxError):
        _note_item(work, SourceItem.Outcome.REFUSED)
        raise
    _note_item(work, SourceItem.Outcome.TAKEN)


def _store(work: Work, source: Source) -> None:
    payload = work.payload
    if "submission" in payload:
        store_submission(payload["submission"], slot=_slot(work))
        return
    if "url" in payload:
        store_url(payload["url"], source, stated=payload, slot=_slot(work))
        return
    if "content" in payload:
        _store_entry(work, source)
        return
    location = payload["location"]
    path = Path(source.location) / location
    source.clean()
    if Path(source.location).resolve() not in path.resolve().parents:
        raise ValidationError(f"{location} leads out of the source's folder.")
    submission = read_file(path, limit=settings.ARTICLE_BYTES, read=sandbox().file)
    _store_on_topic(submission, source, location)


def _store_entry(work: Work, source: Source) -> None:
    """Store an entry of a feed that links to no page: its own content is the article."""
    payload = work.payload
    page = f"<!doctype html><html><body><article>{payload['content']}</article></body></html>"
    facts = {name: payload[name] for name in ("title", "published", "author", "language") if payload.get(name)}
    submission = sandbox().file(page.encode(), media_type="html", facts=facts, limit=settings.ARTICLE_BYTES)
    with transaction.atomic():
        _store_on_topic(submission, source, payload["key"])
        # The words are the article's now; a takedown would not find them here.
        Work.objects.filter(pk=work.pk).update(payload={"source": source.pk, "key": payload["key"]})


def _store_on_topic(submission: Submission, source: Source, location: str) -> None:
    if not is_on_topic(source, submission.title or "", submission.text):
        raise OffTopicError(f"{location} names none of the source's topics.")
    store(submission, source, location=location, addresses=addresses_of(submission))


def _slot(work: Work) -> datetime | None:
    slot = work.payload.get("slot")
    return datetime.fromisoformat(slot) if slot else None


def _note_item(work: Work, outcome: str) -> None:
    if key := work.payload.get("key"):
        SourceItem.objects.filter(source=work.payload["source"], key=key).update(outcome=outcome)


def _reextract(work: Work) -> None:
    reread(work.target)


def _learn(work: Work) -> None:
    """Ask for every article to be read again in whose current version a name occurs."""
    with transaction.atomic():
        for article in ArticleVersion.objects.holding(work.target).values_list("article", flat=True):
            Work.objects.request(Work.Kind.REEXTRACT, article, trace=work.trace)


def _show(work: Work) -> None:
    """Project the events of a source's articles again, a few at a time."""
    bound = EventBinding.objects.filter(mention__extraction__current_of__source=int(work.target))
    records = sorted(set(bound.values_list("record", flat=True)))
    for start in range(0, len(records), BATCH):
        with transaction.atomic():
            project(records[start : start + BATCH], cause=f"source {work.target}")


def _adopt(work: Work) -> None:
    """Ask for all articles to be read that an older extractor has read; no process but a reader's may load it."""
    outdated = Article.objects.exclude(current_extraction=None).exclude(current_extraction__extractor=work.target)
    articles = outdated.filter(erased_at=None).order_by("pk").values_list("pk", flat=True)
    Work.objects.request_many(Work.Kind.REEXTRACT, {article: {} for article in articles})


DOERS: dict[Work.Kind, Callable[[Work], None]] = {
    Work.Kind.POLL: _poll,
    Work.Kind.INGEST: _ingest,
    Work.Kind.REEXTRACT: _reextract,
    Work.Kind.LEARN: _learn,
    Work.Kind.SHOW: _show,
    Work.Kind.RELEASE: _adopt,
}


def adopt_release() -> None:
    """Have everything read again that another release has read; called where the extractor is loaded."""
    release = extractor_release(default_extract())
    outdated = Article.objects.exclude(current_extraction=None).exclude(current_extraction__extractor=release)
    if outdated.filter(erased_at=None).exists():
        Work.objects.request(Work.Kind.RELEASE, release)


def _later(work: Work, error: Exception) -> None:
    if work.attempts >= settings.WORK_ATTEMPTS:
        _give_up(work, error)
        return
    DONE.labels(work.kind, "again").inc()
    pause = FIRST_PAUSE * 2**work.attempts * random.uniform(0.5, 1.5)  # noqa: S311 (jitter)
    work.retry(_reason(error), after=pause)


def _when_it_answers(work: Work, error: FetchError) -> None:
    """Try again for some hours what a host does not answer now; that is no fault of the input, nor a death."""
    tries = int(work.payload.get("tries", 0)) + 1
    if tries > FETCH_TRIES:
        _give_up(work, error)
        return
    DONE.labels(work.kind, "again").inc()
    pause = FIRST_PAUSE * 2**tries * random.uniform(0.5, 1.5)  # noqa: S311 (jitter)
    work.postpone(timezone.now() + pause, _reason(error), tries=tries)


def _give_up(work: Work, error: Exception) -> None:
    DONE.labels(work.kind, "set aside").inc()
    log.warning("work_set_aside", reason=_reason(error))
    work.set_aside(_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    return f"{error}" if isinstance(error, PLAIN_SPOKEN) else f"{type(error).__name__}: {error}"
