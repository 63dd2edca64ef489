"""Connections whose peer has been checked: names are resolved once, and the socket goes to what was checked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from events.net.addresses import may_be_allowed, refusal
from events.net.errors import RefusedAddressError, TooSlowError, UnreachableError
from events.net.urls import Url

Resolver = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Peer:
    """Where a URL's connection goes: checked addresses, in the resolver's order, and the port."""

    addresses: tuple[str, ...]
    port: int


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_peer(url: Url, *, allowed: bool, resolver: Resolver, seconds: float) -> Peer:
    """Resolve a URL's host and check every address; raises RefusedAddressError, UnreachableError or TooSlowError.

    One address that is refused refuses the host: no honest public site mixes public and private addresses. `allowed`
    opens private networks and loopback, never link-local addresses.
    """
    addresses = (url.host,) if url.literal else _resolved(url, resolver, seconds)
    for address in addresses:
        reason = refusal(address)
        if reason and not (allowed and may_be_allowed(address)):
            raise RefusedAddressError(str(url), f"{address} is refused: {reason}")
    return Peer(addresses, url.port)


def _resolved(url: Url, resolver: Resolver, seconds: float) -> tuple[str, ...]:
    answer: list[Any] = []

    def resolve() -> None:
        try:
            answer.append(tuple(dict.fromkeys(resolver(url.host, url.port))))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=resolve, name="resolve", daemon=True)
    thread.start()
    thread.join(seconds)
    if not answer:
        raise TooSlowError(str(url), f"resolving {url.host} took longer than {seconds:g} s")
    if isinstance(answer[0], Exception):
        raise UnreachableError(str(url), f"{url.host} does not resolve: {answer[0]}")
    addresses: tuple[str, ...] = answer[0]
    if not addresses:
        raise UnreachableError(str(url), f"{url.host} has no address")
    return addresses


class _CheckedPeer:
    """Connects to the addresses that were checked instead of resolving the name again."""

    peer: Peer
    connected_to: str | None = None

    def _new_conn(self) -> socket.socket:
        timeout: Any = getattr(self, "timeout", None)
        failure: OSError | None = None
        for address in self.peer.addresses:
            try:
                connection = socket.create_connection((address, self.peer.port), timeout)
            except OSError as error:
                failure = error
                continue
            self.connected_to = str(connection.getpeername()[0])
            if self.connected_to != address and refusal(self.connected_to) != refusal(address):
                connection.close()
                raise OSError(f"connected to {self.connected_to} instead of {address}")
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        raise failure or OSError("no address")


class _PlainConnection(_CheckedPeer, HTTPConnection):
    pass


class _TlsConnection(_CheckedPeer, HTTPSConnection):
    pass


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Give the one context of this process: the system's authorities, TLS 1.2 or newer."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def open_connection(
    url: Url, peer: Peer, *, connect: float, proxy: Peer | None = None, context: ssl.SSLContext | None = None
) -> _PlainConnection | _TlsConnection:
    """Make the connection object for one exchange; nothing is sent before its first request.

    Through a proxy a TLS exchange is tunnelled to the address that was checked, not to the name.
    """
    if url.scheme == "https":
        secure = _TlsConnection(
            url.host, url.port, timeout=connect, ssl_context=context or tls_context(), server_hostname=url.host
        )
        secure.peer = proxy or peer
        if proxy:
            secure.set_tunnel(peer.addresses[0], url.port)
        return secure
    plain = _PlainConnection(url.host, url.port, timeout=connect)
    plain.peer = proxy or peer
    return plain
