"""Looking what sources have: what is new or changed becomes a piece of work, and how the source fares is noted."""

import hashlib
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from events.ingestion.feeds import FeedError
from events.ingestion.folders import misnamed, signed_files
from events.ingestion.listings import COLD_SITEMAP, Listed, Listing, read_listing
from events.ingestion.pages import PageError
from events.ingestion.politeness import NotYet, fetch_politely
from events.ingestion.sandbox import SandboxError
from events.models import ArticleUrl, Source, SourceCheck, SourceItem, SourceState, Work
from events.models.work import OPEN
from events.net import FetchError, HttpStatusError, Response

log = structlog.get_logger(__name__)

REFUSED = "of its addresses are not fetched (check_urls says why)"
FAILURES = (FetchError, FeedError, PageError, SandboxError, ValidationError, OSError)
BATCH = 1000
LONGEST_REST = timedelta(hours=6)
LONGEST_TTL = timedelta(days=1)
REST_LATER = timedelta(seconds=60)
SPARING = 10  # a look that takes long comes more seldom
JUST_CHECKED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look came to: how much was listed and asked for, and whether some of it has to wait."""

    listed: int = 0
    asked: int = 0
    more: bool = False
    note: str = ""
    minutes: int | None = None


def poll(source: Source, *, sitemap: str = "", slot: datetime | None = None) -> Look | None:
    """Look what a source has and ask for it; None where the look failed, which its state then says. Raises NotYet.

    `sitemap` is one of the source's further sitemaps, to be looked at instead.
    """
    state, _ = SourceState.objects.get_or_create(source=source)
    began = time.monotonic()
    try:
        source.clean()  # what the operator allows may have changed, or the folder may be gone
        look = _sitemap(source, sitemap, slot) if sitemap else _look(source, state, slot)
    except NotYet as wait:
        if wait.slot:
            raise
        SourceState.objects.filter(pk=state.pk).update(next_poll_at=wait.until, last_error=wait.reason)
        return None
    except FAILURES as error:
        _failed(source, state, error, time.monotonic() - began)
        return None
    except DatabaseError:
        raise
    except Exception as error:  # a fault of ours: its health must say so too
        log.exception("look_failed", source=source.pk)
        _failed(source, state, error, time.monotonic() - began)
        return None
    _succeeded(source, state, look, time.monotonic() - began)
    return look


def request_due_polls() -> None:
    """Ask for a look at every active source whose time has come."""
    now = timezone.now()
    lost = timedelta(seconds=settings.WORK_LEASE_SECONDS)  # a look that ends says itself when the next one is
    for source in Source.objects.due().select_related("state")[:500]:
        state = getattr(source, "state", None) or SourceState.objects.get_or_create(source=source)[0]
        mine = SourceState.objects.filter(pk=state.pk, next_poll_at=state.next_poll_at)
        if mine.update(next_poll_at=now + max(source.interval, lost)):
            Work.objects.request(Work.Kind.POLL, str(source.pk))


def target(source: Source, location: str) -> str:
    """Name a file of a source, as work is known by."""
    return f"{source.pk}/{location}"


def _look(source: Source, state: SourceState, slot: datetime | None) -> Look:
    if source.kind == Source.Kind.FOLDER:
        return _folder(source)
    response = _fetch(source, state, slot)
    sha256 = hashlib.sha256(response.body).hexdigest()
    if response.not_modified or sha256 == state.sha256:
        return Look(note=state.last_error if REFUSED in state.last_error else "")
    listing = read_listing(response, source)
    for further in listing.sitemaps:
        _ask_for_sitemap(source, further)
    look = _ask(source, listing)
    if look.more:
        sha256, etag, last_modified = "", "", ""
    else:
        etag, last_modified = (response.etag or "")[:1000], (response.last_modified or "")[:100]
    SourceState.objects.filter(pk=state.pk).update(
        sha256=sha256,
        etag=etag,
        last_modified=last_modified,
        moved_to=(response.permanent_url or state.moved_to)[:2000],
    )
    return look


def _fetch(source: Source, state: SourceState, slot: datetime | None) -> Response:
    """Fetch a source's address, or the one where it has moved for good; a wrong move is forgotten."""
    url = state.moved_to or source.location
    try:
        return fetch_politely(url, etag=state.etag, last_modified=state.last_modified, slot=slot)
    except HttpStatusError as error:
        if state.moved_to and error.status in (404, 410):
            SourceState.objects.filter(pk=state.pk).update(moved_to="", etag="", last_modified="", sha256="")
        raise


def _sitemap(source: Source, url: str, slot: datetime | None) -> Look:
    listing = read_listing(fetch_politely(url, slot=slot), source)
    return _ask(source, listing)


def _ask_for_sitemap(source: Source, listed: Listed) -> None:
    """Ask for a further sitemap, if its index says that it has changed; where that says nothing, once an hour."""
    mark = listed.signature or f"{datetime.now(UTC):%Y-%m-%d %H}"
    item, new = SourceItem.objects.get_or_create(source=source, key=listed.key, defaults={"signature": mark})
    if new or item.signature != mark:
        SourceItem.objects.filter(pk=item.pk).update(signature=mark, asked_at=timezone.now())
        Work.objects.request(Work.Kind.POLL, f"{source.pk} {listed.key.removeprefix(COLD_SITEMAP)}", **listed.payload)


def _ask(source: Source, listing: Listing) -> Look:
    """Ask for what is new or changed, as much as the source's backlog lets."""
    fresh = [item for item in listing.items if not _too_old(source, item)]
    known = dict(
        SourceItem.objects.filter(source=source, key__in=[i.key for i in fresh]).values_list("key", "signature")
    )
    wanted = [item for item in fresh if known.get(item.key) != item.signature]
    unknown = [item.key for item in wanted if item.key not in known]
    checked = ArticleUrl.objects.filter(key__in=unknown, checked_at__gt=timezone.now() - JUST_CHECKED)
    elsewhere = set(checked.values_list("key", flat=True))
    _note(source, [item for item in wanted if item.key in elsewhere], SourceItem.Outcome.TAKEN)
    wanted = [item for item in wanted if item.key not in elsewhere]
    backlog = Work.objects.filter(
        kind=Work.Kind.INGEST, state__in=OPEN, payload__source=source.pk, target__startswith="url:"
    ).count()
    room = max(0, source.most_per_look - backlog)
    asked = wanted[:room]
    with transaction.atomic():
        _note(source, asked, SourceItem.Outcome.ASKED)
        Work.objects.request_many(
            Work.Kind.INGEST, {f"url:{i.key}": {"source": source.pk, "key": i.key} | i.payload for i in asked}
        )
        transaction.on_commit(Work.objects.wake_due)
    more = len(wanted) > len(asked)
    return Look(len(listing.items), len(asked), more=more, note=_refusals(listing), minutes=listing.minutes)


def _refusals(listing: Listing) -> str:
    if not listing.refused:
        return ""
    shown = ", ".join(url[:100] for url in listing.refused[:3])
    return f"{len(listing.refused)} {REFUSED}: {shown}"


def _too_old(source: Source, item: Listed) -> bool:
    if not source.oldest_days or item.published is None:
        return False
    day = item.published.date() if isinstance(item.published, datetime) else item.published
    return day < (timezone.now() - timedelta(days=source.oldest_days)).date()


def _folder(source: Source) -> Look:
    """Ask for every file of a folder that is new or changed, a batch at a time: what was asked for stays asked for."""
    folder = Path(source.location)
    known = dict(SourceItem.objects.filter(source=source).values_list("key", "signature"))
    seen = asked = 0
    for batch in _batches(signed_files(folder)):
        seen += len(batch)
        files = {path.relative_to(folder).as_posix(): mark for path, mark in batch}
        changed = {location: mark for location, mark in files.items() if known.get(location) != mark}
        asked += len(changed)
        with transaction.atomic():
            _note(source, [Listed(k, mark, {}) for k, mark in changed.items()], SourceItem.Outcome.ASKED)
            payloads = {target(source, k): {"source": source.pk, "location": k, "key": k} for k in changed}
            Work.objects.request_many(Work.Kind.INGEST, payloads)
    if asked:
        Work.objects.wake_due()
    bad = misnamed(folder)
    note = f"Passed over, because their names are no UTF-8 (rename them): {', '.join(bad[:10])}" if bad else ""
    return Look(seen, asked, note=note)


def _note(source: Source, items: Iterable[Listed], outcome: str) -> None:
    now = timezone.now()
    SourceItem.objects.bulk_create(
        [SourceItem(source=source, key=i.key, signature=i.signature, outcome=outcome, asked_at=now) for i in items],
        update_conflicts=True,
        unique_fields=["source", "key"],
        update_fields=["signature", "outcome", "asked_at"],
        batch_size=BATCH,
    )


def _batches(files: Iterator[tuple[Path, str]]) -> Iterator[list[tuple[Path, str]]]:
    while batch := list(islice(files, BATCH)):
        yield batch


def _succeeded(source: Source, state: SourceState, look: Look, seconds: float) -> None:
    now = timezone.now()
    pause = max(source.interval, timedelta(seconds=seconds * SPARING))
    if look.minutes and not source.poll_seconds:
        pause = min(max(pause, timedelta(minutes=look.minutes)), LONGEST_TTL)
    values: dict[str, Any] = {"last_look_at": now, "last_success_at": now, "last_error": look.note, "failures": 0}
    if source.is_on_the_web:
        pause *= random.uniform(0.9, 1.1)  # noqa: S311 - so that sources do not all come due at once
    values["next_poll_at"] = now + (min(pause, REST_LATER) if look.more else pause)
    SourceState.objects.filter(pk=state.pk).update(**values)
    if look.asked or state.failures:
        SourceCheck.objects.create(
            source=source, succeeded=True, listed=look.listed, asked=look.asked, seconds=seconds, reason=look.note
        )
    log.info("source_looked_at", source=source.pk, listed=look.listed, asked=look.asked, seconds=round(seconds, 3))


def _failed(source: Source, state: SourceState, error: Exception, seconds: float) -> None:
    """Note why a look failed; the next one comes later each time."""
    reason = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    now = timezone.now()
    pause = min(source.interval * 2 ** min(state.failures + 1, 12), max(LONGEST_REST, source.interval))
    pause *= random.uniform(0.75, 1.25)  # noqa: S311 - jitter
    SourceState.objects.filter(pk=state.pk).update(
        last_look_at=now, last_error=reason, failures=F("failures") + 1, next_poll_at=now + pause
    )
    if state.last_error != reason or source.is_on_the_web:
        SourceCheck.objects.create(source=source, succeeded=False, seconds=seconds, reason=reason)
    log.warning("source_failed", source=source.pk, reason=reason, failures=state.failures + 1)
