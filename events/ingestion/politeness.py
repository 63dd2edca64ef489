"""Fetching as a good guest: robots.txt, a pace for each host that all workers share, and rest for hosts that fail.

Exports `fetch_politely(url)`; what has to wait raises `NotYet`, and is put back until then instead of holding a worker.
"""

import random
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from events.ingestion.metrics import stage
from events.models import Host
from events.net import FetchError, Response, Url, fetch, parse_url
from events.net.client import PRODUCT, Limits
from events.net.errors import HttpStatusError, RedirectError, TooLargeError, TooSlowError, UnreachableError
from events.net.robots import Robots, read_robots, robots_for_status, robots_url
from events.net.urls import is_allowed

LIMITS = Limits(connect=8.0, read=15.0, whole=30.0)
ROBOTS_LIMITS = Limits(connect=5.0, read=8.0, whole=12.0, unpacked=2_000_000)
TOO_LARGE = 507
ROBOTS_KEPT = timedelta(days=1)
ROBOTS_UNKNOWN_KEPT = timedelta(minutes=10)
SHORT_WAIT = 1.0  # seconds that are waited out on the spot
LONGEST_DELAY = 60.0
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(hours=1)
TROUBLED = 3  # failures in a row after which a host is left alone


class NotYet(Exception):  # noqa: N818 - nothing has gone wrong
    """It is not this URL's turn: `until` says when it is; `slot` is set where a place in the queue was given."""

    def __init__(self, until: datetime, reason: str, *, slot: bool = False) -> None:
        super().__init__(reason)
        self.until, self.reason, self.slot = until, reason, slot


def fetch_politely(
    url: str, *, etag: str = "", last_modified: str = "", slot: datetime | None = None, limits: Limits = LIMITS
) -> Response:
    """Fetch a URL if its host lets us, and when it lets us; raises FetchError or NotYet.

    `slot` is a place in the host's queue that an earlier NotYet gave.
    """
    parsed = parse_url(url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)
    host = _host(parsed)
    rules = _robots(host, parsed)
    if rules.known is None and not rules.otherwise:
        large = host.robots_status == TOO_LARGE
        limit = f"{ROBOTS_LIMITS.unpacked:,} bytes"
        why = f"has a robots.txt of more than {limit}" if large else "gives no robots.txt now"
        raise NotYet(host.robots_until or timezone.now() + ROBOTS_UNKNOWN_KEPT, f"{parsed.netloc} {why}")
    if not rules.allows(str(parsed), PRODUCT):
        raise FetchError(url, "the host's robots.txt asks not to fetch this")
    _wait_for_turn(host, parsed, rules, slot)
    try:
        response = _get(url, limits, etag=etag, last_modified=last_modified)
    except FetchError as error:
        _note_failure(host, error)
        raise
    if host.failures:
        Host.objects.filter(pk=host.pk).update(failures=0, closed_until=None, reason="")
    return response


def _get(url: str, limits: Limits, *, etag: str = "", last_modified: str = "") -> Response:
    with stage("fetch"):
        return fetch(
            url,
            etag=etag or None,
            last_modified=last_modified or None,
            allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS,
            contact=settings.CONTACT,
            limits=limits,
        )


def _host(url: Url) -> Host:
    """Give the row of a URL's host; raises NotYet while the host is left alone."""
    host, _ = Host.objects.get_or_create(name=f"{url.scheme}://{url.netloc}"[:300])
    if host.closed_until and host.closed_until > timezone.now():
        raise NotYet(host.closed_until, f"{url.netloc} is left alone until then: {host.reason}")
    return host


def _robots(host: Host, url: Url) -> Robots:
    """Give a host's rules, asked for once a day; a host that does not answer is asked again after ten minutes."""
    now = timezone.now()
    if host.robots_until and host.robots_until > now:
        return _rules(host)
    try:
        answer = _get(robots_url(url), ROBOTS_LIMITS)
        host.robots, host.robots_status = answer.body.decode("utf-8", "replace").replace("\0", ""), answer.status
    except HttpStatusError as error:
        host.robots, host.robots_status = "", error.status
    except RedirectError:  # RFC 9309: as if there were none
        host.robots, host.robots_status = "", 404
    except TooLargeError:  # its rules are not known, so they are not broken
        host.robots, host.robots_status = "", TOO_LARGE
    except (UnreachableError, TooSlowError) as error:
        _note_failure(host, error)
        raise
    certain = host.robots_status is not None and host.robots_status < 500 and host.robots_status != 429
    host.robots_until = now + (ROBOTS_KEPT if certain else ROBOTS_UNKNOWN_KEPT)
    host.save(update_fields=["robots", "robots_status", "robots_until"])
    return _rules(host)


def _rules(host: Host) -> Robots:
    if host.robots_status is not None and host.robots_status < 400:
        return read_robots(host.robots.encode())
    return robots_for_status(host.robots_status)


def _wait_for_turn(host: Host, url: Url, rules: Robots, slot: datetime | None) -> None:
    """Take the next free place in the host's queue, and wait for it if that is soon; raises NotYet otherwise."""
    now = timezone.now()
    if slot is not None and slot <= now:
        return
    if is_allowed(url.host, url.port, frozenset(settings.ALLOWED_INTERNAL_HOSTS)):
        return  # the operator's own host needs no sparing
    asked_for = min(rules.delay(PRODUCT) or 0.0, LONGEST_DELAY)
    delay = timedelta(seconds=max(asked_for, settings.HOST_DELAY_SECONDS))
    if slot is None:
        Host.objects.filter(pk=host.pk).update(next_at=Greatest(F("next_at"), now) + delay)
        host.refresh_from_db(fields=["next_at"])
        slot = host.next_at - delay
    wait = (slot - now).total_seconds()
    if wait > SHORT_WAIT:
        raise NotYet(slot, f"waiting for its turn at {url.netloc}", slot=True)
    time.sleep(max(0.0, wait))


def _note_failure(host: Host, error: FetchError) -> None:
    """Leave a host alone for as long as it asks, or, where it fails again and again, for longer each time."""
    if not error.temporary:
        return
    now = timezone.now()
    # What fails at the same time, in many workers, is one trouble.
    earlier = Q(failed_at=None) | Q(failed_at__lt=now - FIRST_REST)
    Host.objects.filter(earlier, pk=host.pk).update(failures=F("failures") + 1, failed_at=now)
    host.refresh_from_db(fields=["failures"])
    asked = error.retry_after if isinstance(error, HttpStatusError) else None
    if asked:
        rest = min(timedelta(seconds=asked), LONGEST_REST)
    elif host.failures >= TROUBLED or (isinstance(error, HttpStatusError) and error.status == 429):
        rest = min(FIRST_REST * 2 ** min(host.failures, 12), LONGEST_REST) * random.uniform(0.75, 1.25)  # noqa: S311
    else:
        return
    Host.objects.filter(pk=host.pk).update(closed_until=now + rest, reason=error.reason[:500])
