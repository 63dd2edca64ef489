import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from events.ingestion.feeds import Entry, Feed, FeedError
from events.ingestion.files import FrontMatterError
from events.ingestion.pages import Page, PageError
from events.ingestion.sandbox import Sandbox, SandboxError, SandboxLimits
from events.ingestion.wire import WireError, pack, unpack

PAGE = b"<html><title>Plan approved</title><h1>Plan approved</h1><article>" + b"<p>The council met and agreed.</p>" * 20


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    box = Sandbox()
    yield box
    box.close()


def test_reads_pages_feeds_and_files_in_one_warm_child(box: Sandbox) -> None:
    assert box.page(PAGE).title == "Plan approved"
    assert (
        box.feed(b'<rss version="2.0"><channel><item><title>a</title></item></channel></rss>').entries[0].title == "a"
    )
    assert box.file(b"---\npublished: 2024-06-22\n---\nText.", name="a.md").published == date(2024, 6, 22)
    assert box.sitemap(b"https://gazette.example/1").links[0].url == "https://gazette.example/1"
    index = b'<a href="/1">The council approves the plan for the harbour</a><a href="/feed.xml">RSS</a>'
    assert box.articles_of(index, url="https://gazette.example/")[0].url == "https://gazette.example/1"
    assert box.feeds_of(index, url="https://gazette.example/")[0].url == "https://gazette.example/feed.xml"
    assert box.started == 1


def test_hands_the_errors_of_documents_through(box: Sandbox) -> None:
    with pytest.raises(PageError, match="empty"):
        box.page(b"")
    with pytest.raises(FeedError, match="empty"):
        box.feed(b"")
    with pytest.raises(FrontMatterError, match="calendar"):
        box.file(b"---\npublished: 2024-06-31\n---\nText.", name="a.md")


def test_reads_pages_without_a_start_for_each(box: Sandbox) -> None:
    box.page(PAGE)
    started = time.monotonic()
    for _ in range(20):
        box.page(PAGE)
    assert time.monotonic() - started < 5
    assert box.started == 1


@pytest.mark.slow
def test_kills_what_takes_too_long_and_reads_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.ingestion.sandbox._MODULE", "tests.ingestion.misbehaving")
    box = Sandbox(SandboxLimits(cpu=1, seconds=8, memory=300_000_000))
    try:
        with pytest.raises(SandboxError, match="CPU"):
            box.page(b"spin")
        with pytest.raises(SandboxError, match="memory"):
            box.page(b"eat")
        with pytest.raises(SandboxError, match="ended its reader"):
            box.page(b"die")
        with pytest.raises(SandboxError, match="nothing usable"):
            box.page(b"lie")
        assert box.page(PAGE).title == "Plan approved"
    finally:
        box.close()


def test_a_documents_time_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.ingestion.sandbox._MODULE", "tests.ingestion.misbehaving")
    box = Sandbox(SandboxLimits(cpu=0.5))
    try:
        for _ in range(8):
            assert box.page(b"work").text == "done"
        assert box.started == 1
    finally:
        box.close()


@pytest.mark.slow
def test_kills_what_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.ingestion.sandbox._MODULE", "tests.ingestion.misbehaving")
    box = Sandbox(SandboxLimits(seconds=2.5))
    try:
        started = time.monotonic()
        with pytest.raises(SandboxError, match=r"2\.5 s"):
            box.page(b"sleep")
        assert time.monotonic() - started < 5
    finally:
        box.close()


def test_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr("events.ingestion.sandbox._MODULE", "tests.ingestion.misbehaving")
    box = Sandbox()
    try:
        assert "secret" not in box.page(b"environment").text
    finally:
        box.close()


def test_replaces_a_child_that_somebody_killed(box: Sandbox) -> None:
    box.page(PAGE)
    before = box.started
    assert box._child is not None
    os.kill(box._child.pid, 9)
    box._child.wait()
    assert box.page(PAGE).title == "Plan approved"
    assert box.started == before + 1


@pytest.mark.parametrize(
    "value",
    [
        Page("t", "x\u2028y", published=datetime(2024, 6, 22, 9, tzinfo=timezone(timedelta(hours=5)))),
        Page(None, "", published=date(2024, 6, 22)),
        Feed("rss", entries=(Entry(title="ü", published=datetime(2024, 1, 1, tzinfo=UTC), categories=("a", "b")),)),
        {"error": "PageError", "message": "no"},
    ],
)
def test_wire_brings_values_back(value: object) -> None:
    line = pack(value)
    assert line.count(b"\n") == 1
    assert unpack(line) == value


@pytest.mark.parametrize("line", [b"", b"rubbish", b'{"$":"Popen"}', b'{"$":"Page","x":1}', b"[" * 100_000])
def test_wire_builds_nothing_else(line: bytes) -> None:
    with pytest.raises(WireError):
        unpack(line)
