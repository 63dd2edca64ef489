import gzip
import socket
import time
import zlib
from collections.abc import Iterable

import pytest

from events.net.client import Limits, Response, fetch, user_agent
from events.net.errors import (
    HttpStatusError,
    NotAUrlError,
    RedirectError,
    RefusedAddressError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
)
from tests.net.local_server import LocalServer, dripping, http, redirect, serving

QUICK = Limits(connect=2, read=0.4, whole=1.2, packed=100_000, unpacked=1_000_000)
PUBLIC = "93.184.215.14"


def get(server: LocalServer, path: str = "/", **options: object) -> Response:
    settings: dict[str, object] = {"allowed_hosts": {server.host}, "limits": QUICK, "environment": {}}
    return fetch(server.url(path), **(settings | options))  # type: ignore[arg-type]


def test_brings_bytes_headers_and_validators() -> None:
    answer = http(b"<p>hello", Content_Type="text/html; charset=ISO-8859-2", ETag='"1"', Last_Modified="yesterday")
    with serving({"/a?b=c": answer}) as server:
        response = get(server, "/a?b=c#d", contact="https://example.org/about")
    assert response.body == b"<p>hello"
    assert (response.content_type, response.charset) == ("text/html", "ISO-8859-2")
    assert (response.etag, response.last_modified, response.address) == ('"1"', "yesterday", "127.0.0.1")
    head = server.requests[0]
    assert f"Host: {server.host}" in head
    assert "User-Agent: PolicyTracker/0.1 (+https://example.org/about)" in head


def test_asks_conditionally_and_reports_what_is_still_current() -> None:
    with serving({"/": http(status="304 Not Modified", ETag='"2"')}) as server:
        response = get(server, etag='"2"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT")
    assert response.not_modified
    assert response.body == b""
    assert 'If-None-Match: "2"' in server.requests[0]
    assert "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT" in server.requests[0]


def test_sends_no_validator_that_would_inject_a_header() -> None:
    with serving({"/": http(b"x")}) as server:
        get(server, etag='"1"\r\nX-Injected: 1')
    assert "Injected" not in server.requests[0]


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(b"text " * 1000), "gzip"),
        (gzip.compress(b"text " * 400) + gzip.compress(b"text " * 600), "x-gzip"),
        (zlib.compress(b"text " * 1000), "deflate"),
        (zlib.compress(b"text " * 1000)[2:-4], "deflate"),
        (b"text " * 1000, "identity"),
    ],
    ids=["gzip", "two members", "zlib", "raw deflate", "identity"],
)
def test_unpacks_every_encoding_it_asks_for(packed: bytes, encoding: str) -> None:
    with serving({"/": http(packed, Content_Encoding=encoding)}) as server:
        assert get(server).body == b"text " * 1000


def test_reads_chunks() -> None:
    body = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n5\r\npedia\r\n0\r\n\r\n"
    with serving({"/": body}) as server:
        assert get(server).body == b"wikipedia"


def test_stops_a_decompression_bomb_at_its_limit() -> None:
    with serving({"/": http(gzip.compress(b"\0" * 90_000_000), Content_Encoding="gzip")}) as server:
        started = time.monotonic()
        with pytest.raises(TooLargeError):
            get(server)
        assert time.monotonic() - started < 1


def test_stops_an_answer_that_never_ends() -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with serving({"/": endless}) as server, pytest.raises(TooLargeError):
        get(server)


def test_refuses_packing_it_did_not_ask_for() -> None:
    with serving({"/": http(b"x", Content_Encoding="br")}) as server, pytest.raises(UnreachableError, match="packed"):
        get(server)


@pytest.mark.slow
@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"", id="says nothing, then drips a head without an end"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: ", id="drips a header"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", id="drips a body"),
    ],
)
def test_ends_a_dripping_server_when_the_whole_time_is_over(start: bytes) -> None:
    with serving({"/": dripping(start, 0.1)}) as server:
        started = time.monotonic()
        with pytest.raises(TooSlowError):
            get(server)
        assert time.monotonic() - started < QUICK.whole + 1


def test_ends_a_silent_server_at_the_read_limit() -> None:
    with serving({"/": lambda connection: time.sleep(5)}) as server:
        started = time.monotonic()
        with pytest.raises(TooSlowError):
            get(server)
        assert time.monotonic() - started < 1


def test_ends_a_resolver_that_hangs() -> None:
    with pytest.raises(TooSlowError, match="resolving"):
        fetch("http://example.org/", limits=Limits(connect=0.2), resolver=lambda host, port: time.sleep(3) or [])  # type: ignore[func-returns-value]


@pytest.mark.parametrize("reply", [b"", b"rubbish\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"])
def test_reports_rubbish_as_unreachable(reply: bytes) -> None:
    with serving({"/": reply}) as server, pytest.raises(UnreachableError):
        get(server)


def test_reports_a_closed_port_and_an_unknown_name() -> None:
    with serving({}) as server:
        pass
    with pytest.raises(UnreachableError):
        get(server)
    with pytest.raises(UnreachableError, match="resolve"):
        fetch("http://nowhere.example/", resolver=failing_resolver)


def failing_resolver(host: str, port: int) -> Iterable[str]:
    raise OSError("no such name")


def test_surfaces_status_and_retry_after() -> None:
    with serving({"/": http(status="503 Busy", Retry_After="120"), "/gone": http(status="410 Gone")}) as server:
        with pytest.raises(HttpStatusError) as busy:
            get(server)
        with pytest.raises(HttpStatusError) as gone:
            get(server, "/gone")
    assert (busy.value.status, busy.value.retry_after, busy.value.temporary) == (503, 120.0, True)
    assert (gone.value.status, gone.value.retry_after, gone.value.temporary) == (410, None, False)


@pytest.mark.parametrize(
    ("statuses", "end", "remembered"),
    [
        (["301 Moved"], "/new", True),
        (["308 Moved", "301 Moved"], "/new", True),
        (["301 Moved", "302 Found"], "/new", False),
        (["307 Found"], "/new", False),
        (["301 Moved"], "/maintenance.html", False),
        (["301 Moved"], "/login?next=old", False),
        (["301 Moved"], "/", False),
    ],
)
def test_remembers_only_permanent_moves_to_real_pages(statuses: list[str], end: str, remembered: bool) -> None:
    answers = {f"/{number}": redirect(f"/{number + 1}", status) for number, status in enumerate(statuses)}
    answers[f"/{len(statuses) - 1}"] = redirect(end, statuses[-1])
    with serving(answers | {end: http(b"here")}) as server:
        response = get(server, "/0")
        assert response.permanent_url == (server.url(end) if remembered else None)
    assert response.final_url == server.url(end)
    assert len(response.redirects) == len(statuses)


def test_ends_circles_and_long_chains() -> None:
    answers = {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    with serving({"/": redirect("/back"), "/back": redirect("/"), **answers}) as server:
        for path in ("/", "/0"):
            with pytest.raises(RedirectError):
                get(server, path)


REDIRECT_TRICKS = [
    "http://127.0.0.1:{other}/secret",
    "http://localhost:{other}/secret",
    "http://2130706433:{other}/secret",
    "http://0x7f000001/secret",
    "http://[::1]:{other}/secret",
    "http://[::ffff:127.0.0.1]:{other}/secret",
    "//127.0.0.1:{other}/secret",
    "http://169.254.169.254/latest/meta-data/",
    "http://public.example@127.0.0.1:{other}/secret",
    "http://public.example\\@127.0.0.1:{other}/secret",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{other}/_x",
    "http://metadata.example/",
    "http://127.0.0.1%00.public.example/",
]


@pytest.mark.parametrize("trick", REDIRECT_TRICKS)
def test_no_redirect_reaches_an_internal_address(trick: str) -> None:
    with serving({"/secret": http(b"secret")}) as other, serving({}) as server:
        server.answers["/"] = redirect(trick.format(other=other.port))
        addresses = {"metadata.example": ["169.254.169.254"], "localhost": ["127.0.0.1"]}
        with pytest.raises((NotAUrlError, RefusedAddressError)):
            get(server, resolver=lambda host, port: addresses.get(host, [PUBLIC]))
        assert other.requests == []


def test_allowed_host_is_not_reached_by_a_redirect_from_elsewhere() -> None:
    with serving({"/": http(b"inside")}) as inside, serving({}) as proxy:
        # The proxy stands for a public site, which no test can reach.
        proxy.answers["http://outside.example/"] = redirect(inside.url("/"))
        with pytest.raises(RefusedAddressError):
            fetch(
                "http://outside.example/",
                allowed_hosts={inside.host},
                limits=QUICK,
                environment={"http_proxy": f"http://127.0.0.1:{proxy.port}", "no_proxy": "127.0.0.1"},
                resolver=lambda host, port: [PUBLIC],
            )
        assert inside.requests == []
        assert get(inside).body == b"inside"


def test_name_is_resolved_once_so_that_rebinding_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    reached: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("events.net.connections.socket.create_connection", connect)
    with pytest.raises(UnreachableError):
        fetch("http://rebind.example:8080/", resolver=lambda host, port: next(answers), environment={})
    assert reached == [(PUBLIC, 8080)]
    assert next(answers) == ["127.0.0.1"]


def test_a_host_rebound_between_two_redirects_is_refused() -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    with serving({"/": redirect("/again"), "/again": http(b"secret")}) as server:
        with pytest.raises(RefusedAddressError):
            fetch(
                f"http://rebind.example:{server.port}/",
                allowed_hosts={f"rebind.example:{server.port}"},
                resolver=lambda host, port: next(answers),
                environment={},
            )
        assert server.paths() == ["/"]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%lo"]])
def test_one_internal_address_among_many_refuses_the_host(addresses: list[str]) -> None:
    with pytest.raises(RefusedAddressError):
        fetch("http://mixed.example/", resolver=lambda host, port: addresses, environment={})


def test_refuses_metadata_even_of_an_allowed_host() -> None:
    with pytest.raises(RefusedAddressError):
        fetch("http://wiki.internal/", allowed_hosts={"wiki.internal"}, resolver=lambda h, p: ["169.254.169.254"])


def test_reaches_ipv6_and_the_second_address_of_a_host() -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    try:
        with serving({"/": http(b"six")}, family=socket.AF_INET6) as server:
            options = {"allowed_hosts": {f"six.example:{server.port}"}, "limits": QUICK, "environment": {}}
            url = f"http://six.example:{server.port}/"
            response = fetch(url, resolver=lambda host, port: ["127.0.0.1", "::1"], **options)  # type: ignore[arg-type]
            assert (response.body, response.address) == (b"six", "::1")
    except OSError:
        pytest.skip("no IPv6 loopback here")


def test_a_proxy_gets_the_checked_url() -> None:
    with serving({}) as proxy:
        proxy.answers["http://public.example/a"] = http(b"through")
        environment = {"http_proxy": f"http://127.0.0.1:{proxy.port}"}
        options = {"limits": QUICK, "environment": environment}
        response = fetch("http://public.example/a", resolver=lambda host, port: [PUBLIC], **options)  # type: ignore[arg-type]
        assert response.body == b"through"
        with pytest.raises(RefusedAddressError):
            fetch("http://inside.example/", resolver=lambda host, port: ["10.0.0.1"], **options)  # type: ignore[arg-type]
        with pytest.raises(UnreachableError):
            fetch(
                "https://public.example/b",
                resolver=lambda host, port: [PUBLIC],
                limits=QUICK,
                environment={"https_proxy": f"http://127.0.0.1:{proxy.port}"},
            )
    assert proxy.requests[-1].startswith(f"CONNECT {PUBLIC}:443 ")


def test_user_agent_holds_no_second_header() -> None:
    assert user_agent("mailto:a@example.org\r\nX: (1)") == "PolicyTracker/0.1 (+mailto:a@example.orgX:1)"
