"""A good guest: robots.txt, turns, and rest for hosts in trouble."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from events.ingestion import politeness
from events.ingestion.politeness import NotYet, fetch_politely
from events.models import Article, Host, Work
from events.net import FetchError
from tests.ingestion.web import do, feed, item, make_due, page, source
from tests.net.local_server import LocalServer, http, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    with serving({"/robots.txt": http(b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"), "/a": page()}) as found:
        settings.ALLOWED_INTERNAL_HOSTS = frozenset({found.host})
        yield found


@pytest.fixture
def strange_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the site count as somebody else's, whose pace is kept."""
    monkeypatch.setattr(politeness, "is_allowed", lambda *_: False)


def test_robots_are_asked_once_and_obeyed(server: LocalServer) -> None:
    fetch_politely(server.url("/a"))
    fetch_politely(server.url("/a"))
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch_politely(server.url("/private/a"))
    assert server.paths() == ["/robots.txt", "/a", "/a"]


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 Not Found", True), ("403 Forbidden", True), ("503 Service Unavailable", False)]
)
def test_what_holds_without_robots_follows_the_standard(server: LocalServer, status: str, allowed: bool) -> None:
    server.answers["/robots.txt"] = http(b"", status=status)
    if allowed:
        assert fetch_politely(server.url("/a")).status == 200
    else:
        with pytest.raises(NotYet):
            fetch_politely(server.url("/a"))


@pytest.mark.usefixtures("strange_host")
def test_requests_to_one_host_take_turns_of_the_length_it_asks_for(server: LocalServer) -> None:
    fetch_politely(server.url("/a"))
    with pytest.raises(NotYet) as first:
        fetch_politely(server.url("/a"))
    with pytest.raises(NotYet) as second:
        fetch_politely(server.url("/a"))
    assert first.value.slot
    assert second.value.until - first.value.until == timedelta(seconds=7)
    assert server.paths().count("/a") == 1
    assert fetch_politely(server.url("/a"), slot=timezone.now()).status == 200, "its turn has come"


@pytest.mark.usefixtures("strange_host")
def test_work_that_waits_for_its_turn_costs_no_attempt(server: LocalServer) -> None:
    server.answers |= {"/feed": feed(server, item(server, "/a"), item(server, "/b"))} | {"/b": page("B", ["B."] * 9)}
    source(server)
    do("poll", "ingest", rounds=2)
    waiting = Work.objects.filter(kind="ingest", state="waiting")
    assert waiting
    assert {w.attempts for w in waiting} == {0}
    assert all("slot" in w.payload for w in waiting)
    for _ in range(5):  # woken too early, again and again
        make_due()
        do("ingest", rounds=1)
    assert {w.attempts for w in waiting.all()} == {0}
    for work in waiting.all():
        work.payload |= {"slot": (timezone.now() - timedelta(seconds=1)).isoformat()}
        work.save()
    make_due()
    do("ingest")
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (http(b"", status="429 Too Many Requests", Retry_After="120"), 120),
        (http(b"", status="503 Service Unavailable", Retry_After="120"), 120),
        (http(b"", status="429 Too Many Requests"), 15),
    ],
)
def test_a_host_that_asks_for_rest_gets_it(server: LocalServer, answer: bytes, seconds: int) -> None:
    server.answers["/busy"] = answer
    with pytest.raises(FetchError):
        fetch_politely(server.url("/busy"))
    with pytest.raises(NotYet) as wait:
        fetch_politely(server.url("/a"))
    assert not wait.value.slot
    assert timedelta(seconds=seconds - 1) < wait.value.until - timezone.now() < timedelta(seconds=seconds * 2)
    assert "/a" not in server.paths()


def test_a_host_in_trouble_again_and_again_is_left_alone_and_one_success_forgives(server: LocalServer) -> None:
    server.answers["/bad"] = http(b"", status="500 Internal Server Error")

    def fail(times: int, *, apart: bool) -> None:
        for _ in range(times):
            with pytest.raises(FetchError):
                fetch_politely(server.url("/bad"))
            if apart:
                Host.objects.update(failed_at=timezone.now() - timedelta(minutes=1))

    fail(6, apart=False)
    assert Host.objects.get().failures == 1, "what fails at the same time is one trouble"
    fail(1, apart=True)
    assert fetch_politely(server.url("/a")).status == 200
    assert Host.objects.get().failures == 0
    fail(3, apart=True)
    with pytest.raises(NotYet):
        fetch_politely(server.url("/a"))


def test_a_missing_page_says_nothing_about_its_host(server: LocalServer) -> None:
    for _ in range(5):
        with pytest.raises(FetchError, match="404"):
            fetch_politely(server.url("/nowhere"))
    assert fetch_politely(server.url("/a")).status == 200


def test_articles_of_a_host_without_rules_for_now_are_fetched_later(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server, item(server, "/a"))
    source(server)
    do("poll")
    server.answers["/robots.txt"] = http(b"", status="503 Service Unavailable")
    Host.objects.update(robots_until=None)
    do("ingest")
    work = Work.objects.get(kind="ingest")
    assert (work.state, work.attempts) == ("waiting", 0)
    server.answers["/robots.txt"] = http(b"")
    Host.objects.update(robots_until=None)
    make_due()
    do("ingest")
    assert Article.objects.exists()


def test_rules_that_are_too_long_to_be_read_are_not_broken(server: LocalServer) -> None:
    server.answers["/robots.txt"] = http(b"User-agent: *\nDisallow: /a\n" + b"#" * 11_000_000)
    with pytest.raises(NotYet):
        fetch_politely(server.url("/a"))
    assert "/a" not in server.paths()
