"""Say of a URL whether it would be fetched: what an operator asks when a source is refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.net.connections import Resolver, checked_peer, system_resolver
from events.net.errors import FetchError
from events.net.urls import is_allowed, parse_url


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a URL may be fetched; the reason where it may not, the addresses where it may."""

    allowed: bool
    reason: str | None = None
    addresses: tuple[str, ...] = ()


def check_url(
    text: str,
    *,
    allowed_hosts: Iterable[str] = frozenset(),
    resolver: Resolver = system_resolver,
    seconds: float = 10.0,
) -> Verdict:
    """Check a URL as `fetch` would, without connecting; never raises."""
    hosts = frozenset(allowed_hosts)
    try:
        url = parse_url(text, allowed_hosts=hosts)
        peer = checked_peer(url, allowed=is_allowed(url.host, url.port, hosts), resolver=resolver, seconds=seconds)
    except FetchError as error:
        return Verdict(False, error.reason)
    return Verdict(True, None, peer.addresses)
