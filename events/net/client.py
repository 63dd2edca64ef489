"""Fetch one URL: checked at every step, within limits of time and size, polite, and telling what happened."""

import email.utils
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from urllib3.exceptions import HTTPError, SSLError
from urllib3.exceptions import TimeoutError as Urllib3Timeout

from events.net.connections import Resolver, checked_peer, open_connection, system_resolver
from events.net.decoding import Unpacker, read_body
from events.net.errors import FetchError, HttpStatusError, RedirectError, TooSlowError, UnreachableError
from events.net.proxies import proxy_for
from events.net.urls import Url, is_allowed, join_url, parse_url

PRODUCT = "PolicyTracker/0.1"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,*/*;q=0.8"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_NO_PLACE_TO_REMEMBER = (
    *("maintenance", "unavailable", "error", "404", "notfound", "not-found", "login", "signin"),
    *("consent", "subscribe", "captcha", "blocked", "wartung", "offline"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for connecting, for each read and for the whole; bytes as sent and as unpacked; redirects."""

    connect: float = 10.0
    read: float = 15.0
    whole: float = 60.0
    packed: int = 10_000_000
    unpacked: int = 20_000_000
    redirects: int = 6


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the URL that answered, with which status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. `headers` have lower-case names; `body` is unpacked and empty where `not_modified`.

    `permanent_url` is where the asked URL has moved for good, or None: a chain of permanent redirects only, that ends
    with success and not on a home, error, maintenance, login or consent page. `address` is the one connected to,
    `retry_after` what the server asks for, in seconds.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    redirects: tuple[Hop, ...] = ()
    permanent_url: str | None = None
    retry_after: float | None = None
    seconds: float = 0.0

    @property
    def not_modified(self) -> bool:
        """Tell whether the server says that what is known is still current."""
        return self.status == 304

    @property
    def etag(self) -> str | None:
        """The validator to send next time, as it came."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The other validator, as it came."""
        return self.headers.get("last-modified")

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters; empty where none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the Content-Type names, if any."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip(" \t\"'") or None
        return None


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What stays the same over all hops of one fetch."""

    limits: Limits
    allowed_hosts: frozenset[str]
    resolver: Resolver
    headers: Mapping[str, str]
    context: ssl.SSLContext | None
    deadline: float
    environment: Mapping[str, str] = field(default_factory=dict)

    def left(self, url: Url) -> float:
        """Give the seconds that are left of the whole; raises TooSlowError."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise TooSlowError(str(url), f"the whole exchange took longer than {self.limits.whole:g} s")
        return seconds


def fetch(  # noqa: PLR0913 - each is one thing that a caller decides
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    allowed_hosts: Iterable[str] = frozenset(),
    limits: Limits = Limits(),
    contact: str = "",
    accept: str = ACCEPT,
    resolver: Resolver = system_resolver,
    context: ssl.SSLContext | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Response:
    """Get one URL and give the Response (status below 400, or 304); raises a FetchError of `events.net.errors`.

    `etag` and `last_modified` are what an earlier Response said; `allowed_hosts` the internal hosts that an operator
    has opened; `contact` (a URL or a mail address) stands in the User-Agent; `context` replaces the TLS settings;
    `environment` may name proxies (http_proxy, https_proxy, no_proxy). A redirect from elsewhere never reaches an
    allowed internal host.
    """
    started = time.monotonic()
    exchange = _Exchange(
        limits=limits,
        allowed_hosts=frozenset(host.lower() for host in allowed_hosts),
        resolver=resolver,
        headers=_request_headers(contact, accept, etag, last_modified),
        context=context,
        deadline=started + limits.whole,
        environment=environment,
    )
    current = parse_url(url, allowed_hosts=exchange.allowed_hosts)
    opened = is_allowed(current.host, current.port, exchange.allowed_hosts)
    hops: list[Hop] = []
    while True:
        opened = opened and is_allowed(current.host, current.port, exchange.allowed_hosts)
        status, headers, body, address = _one_exchange(current, exchange, opened=opened)
        if status not in _REDIRECTS or not headers.get("location"):
            break
        hops.append(Hop(str(current), status))
        current = _next_hop(url, current, headers["location"], hops, exchange)
    retry_after = _retry_after(headers.get("retry-after"))
    if status >= 400 or status in _REDIRECTS:
        raise HttpStatusError(str(current), status, retry_after)
    return Response(
        url=url,
        final_url=str(current),
        status=status,
        headers=headers,
        body=body,
        address=address,
        redirects=tuple(hops),
        permanent_url=_permanent_url(hops, current, status),
        retry_after=retry_after,
        seconds=time.monotonic() - started,
    )


def user_agent(contact: str) -> str:
    """Give the truthful name under which the tracker asks: product and, in brackets, whom to write to."""
    clean = "".join(character for character in contact if " " < character < "\x7f" and character not in "()")
    return f"{PRODUCT} (+{clean})" if clean else PRODUCT


def _request_headers(contact: str, accept: str, etag: str | None, last_modified: str | None) -> dict[str, str]:
    headers = {
        "User-Agent": user_agent(contact),
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "en, *;q=0.5",
        "Connection": "close",
    }
    for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
        if value and value.isprintable() and value.isascii():
            headers[name] = value
    return headers


def _one_exchange(url: Url, exchange: _Exchange, *, opened: bool) -> tuple[int, dict[str, str], bytes, str]:
    limits = exchange.limits
    seconds = min(limits.connect, exchange.left(url))
    peer = checked_peer(url, allowed=opened, resolver=exchange.resolver, seconds=seconds)
    proxy = proxy_for(url, exchange.environment)
    via = checked_peer(proxy, allowed=True, resolver=exchange.resolver, seconds=seconds) if proxy else None
    connection = open_connection(
        url, peer, connect=min(limits.connect, exchange.left(url)), proxy=via, context=exchange.context
    )
    with _told_apart(url, limits), _watched(connection, exchange, url):
        connection.connect()
        connection.timeout = min(limits.read, exchange.left(url))
        target = str(url) if proxy and url.scheme == "http" else url.target
        headers = {"Host": url.netloc, **exchange.headers}
        connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
        with closing(connection.getresponse()) as answer:
            answered = {name.lower(): value for name, value in answer.headers.items()}
            body = b""
            if answer.status not in _REDIRECTS and answer.status < 400 and answer.status not in (204, 304):
                unpacker = Unpacker(str(url), answered.get("content-encoding", ""), limits.unpacked)
                body = read_body(answer, unpacker, url=str(url), packed=limits.packed, left=lambda: exchange.left(url))
        return answer.status, answered, body, connection.connected_to or ""


@contextmanager
def _told_apart(url: Url, limits: Limits) -> Iterator[None]:
    try:
        yield
    except FetchError:
        raise
    except (TimeoutError, Urllib3Timeout) as error:
        raise TooSlowError(
            str(url), f"no answer within {limits.connect:g} s (connect) or {limits.read:g} s (read)"
        ) from error
    except (ssl.SSLError, SSLError) as error:
        raise UnreachableError(str(url), f"no secure connection: {error}"[:300]) from error
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        raise UnreachableError(str(url), f"no answer: {error or type(error).__name__}"[:300]) from error


@contextmanager
def _watched(connection: Any, exchange: _Exchange, url: Url) -> Iterator[None]:
    """Cut the connection when the whole time is over, since a server that drips never meets a read time-out."""
    cut = threading.Event()

    def cut_off() -> None:
        cut.set()
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(exchange.left(url), cut_off)
    timer.daemon = True
    timer.start()
    failure: Exception | None = None
    try:
        yield
    except Exception as error:
        failure = error
    finally:
        timer.cancel()
        connection.close()
    if cut.is_set():
        # Also without a failure: a head that was cut off reads like one that has ended.
        raise TooSlowError(str(url), f"the whole exchange took longer than {exchange.limits.whole:g} s") from failure
    if failure:
        raise failure


def _next_hop(asked: str, current: Url, location: str, hops: list[Hop], exchange: _Exchange) -> Url:
    if len(hops) > exchange.limits.redirects:
        raise RedirectError(asked, f"more than {exchange.limits.redirects} redirects")
    with suppress(UnicodeError):
        # A header is read as Latin-1, but what servers mean is UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    following = parse_url(join_url(current, location), allowed_hosts=exchange.allowed_hosts)
    if str(following) in {hop.url for hop in hops}:
        raise RedirectError(asked, "the redirects go round in a circle")
    return following


def _permanent_url(hops: list[Hop], final: Url, status: int) -> str | None:
    if not hops or status != 200 or any(hop.status not in _PERMANENT for hop in hops):
        return None
    first = parse_url(hops[0].url, allowed_hosts=(urlsplit(hops[0].url).netloc,))
    target = final.target.lower()
    if target == "/" and first.target != "/":
        return None
    if any(word in target and word not in first.target.lower() for word in _NO_PLACE_TO_REMEMBER):
        return None
    return str(final)


def _retry_after(value: str | None) -> float | None:
    if not value:
        return None
    if value.strip().isdecimal() and len(value) < 10:
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, when.timestamp() - time.time())
