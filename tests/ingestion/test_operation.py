"""What operators use: health, metrics, the doctor, reading again, and lists of feeds."""

import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from celery import Celery, current_app
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django.fixtures import Settings

from events.ingestion import pipeline, work
from events.ingestion.files import Submission
from events.ingestion.opml import OpmlError, read_opml, take_in, write_opml
from events.ingestion.sandbox import Sandbox, SandboxLimits
from events.ingestion.work import adopt_release, keep_house, sweep
from events.models import Article, Change, Event, Heartbeat, Source, SourceState, Work
from events.models.work import IN_FLIGHT, QUEUES, room_in
from tests.factories import Telling, Told, on, publish
from tests.factories import source as written_source
from tests.ingestion.web import do
from tests.net.local_server import LocalServer, http, serving

pytestmark = pytest.mark.django_db
TEXT = "The council of Lowport approved the harbour plan on Saturday. The secretary spoke of two quays."
OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline type="rss" text="Lowport Herald" xmlUrl="https://herald.example.org/feed" language="en-GB"/>
<outline type="rss" text="Inside" xmlUrl="http://10.0.0.1/feed"/></outline></body></opml>"""


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    with serving({}) as found:
        settings.ALLOWED_INTERNAL_HOSTS = frozenset({found.host})
        yield found


def test_up_is_up_even_without_a_database(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/healthz").content == b"ok\n"


def test_ready_says_what_is_not_and_names_no_details(client: Client) -> None:
    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").json()["sweep"] == "failing"
    sweep()
    answer = client.get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})
    Work.objects.create(kind="ingest", target="old", next_run_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["queue fetch"] == "failing"
    Work.objects.all().delete()
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=5))
    assert client.get("/readyz").json()["sweep"] == "failing"


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "203.0.113.9"}, 404),
        ("", {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, 404),
        ("word", {}, 404),
        ("word", {"HTTP_AUTHORIZATION": "Bearer another"}, 404),
        ("word", {"HTTP_AUTHORIZATION": "Bearer word", "REMOTE_ADDR": "203.0.113.9"}, 200),
    ],
)
def test_metrics_are_for_those_who_may_see_them(
    client: Client, settings: Settings, token: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN = token
    assert client.get("/metrics", **headers).status_code == status  # type: ignore[arg-type]


def test_metrics_tell_of_every_stage_and_of_the_tables(client: Client) -> None:
    publish(written_source(), TEXT, Telling([Told("Council approves", TEXT[:40])]), title="A")
    Work.objects.create(kind="ingest", target="aside", state="set aside")
    told = client.get("/metrics").content.decode()
    for line in (
        'tracker_stage_seconds_count{stage="store"}',
        'tracker_stage_seconds_count{stage="resolve"}',
        'tracker_work_rows{kind="ingest",state="set aside"} 1.0',
        'tracker_queue_age_seconds{queue="extract"} 0.0',
        "tracker_articles 1.0",
    ):
        assert line in told


@pytest.mark.slow
def test_the_doctor_says_what_is_wrong_and_goes_on(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.WORK_LEASE_SECONDS = 10
    out = StringIO()
    with pytest.raises(CommandError, match="bad"):
        call_command("doctor", stdout=out, no_color=True)
    told = out.getvalue()
    assert "ok    database: answers" in told
    assert "bad   sweep: there has been none; is beat running?" in told
    assert "bad   time limits: task" in told
    assert "bad   workers for extract: no worker serves it; start one" in told
    assert "ok    sandbox" in told


def test_a_dry_run_reports_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    day = timezone.now().date()
    before = Telling([Told("Council approves plan", TEXT[:40], when=on(day))])
    publish(written_source(), TEXT, before, title="A")
    after = Telling([Told("Council passes plan", TEXT[:40], when=on(day)), Told("Secretary speaks", TEXT[63:])])
    after_run = type("Later", (), {"release": "told/2", "__call__": lambda _, *a, **k: after(*a, **k)})()
    monkeypatch.setattr(pipeline, "default_extract", lambda: after_run)
    changes = Change.objects.count()
    out = StringIO()
    call_command("reextract", "--dry-run", stdout=out)
    assert "created\t" in out.getvalue()
    assert "Council passes plan (" in out.getvalue()
    assert "1 would be created, 1 would be updated" in out.getvalue()
    assert Event.objects.get().title == "Council approves plan"
    assert Change.objects.count() == changes
    call_command("reextract", "--now", stdout=out)
    assert Event.objects.count() == 2


def test_reading_again_refuses_what_it_does_not_know() -> None:
    for arguments in (["nosuchid"], ["--source", "Nobody"]):
        with pytest.raises(CommandError, match="There"):
            call_command("reextract", *arguments)


def test_a_new_release_asks_for_what_older_ones_have_read(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(written_source(), TEXT, Telling([]), title="A")
    adopt_release()
    assert not Work.objects.filter(kind="release").exists()
    monkeypatch.setattr(work, "extractor_release", lambda _: "told/2")
    adopt_release()
    do("release")
    assert [w.target for w in Work.objects.filter(kind="reextract")] == [Article.objects.get().pk]


def test_house_is_kept_and_what_was_set_aside_stays() -> None:
    old = timezone.now() - timedelta(days=60)
    for state in ("done", "set aside"):
        Work.objects.create(kind="ingest", target=state, state=state, finished_at=old)
    Work.objects.create(kind="ingest", target="new", state="done", finished_at=timezone.now())
    keep_house()
    assert set(Work.objects.values_list("target", flat=True)) == {"set aside", "new"}


def test_the_broker_is_told_of_a_bounded_number_and_again_of_what_it_lost() -> None:
    empty_broker()
    Work.objects.request_many("ingest", {f"t{n}": {} for n in range(IN_FLIGHT + 50)})
    assert Work.objects.wake_due() == IN_FLIGHT
    Work.objects.filter(woken_at__isnull=False).update(woken_at=timezone.now() - timedelta(minutes=1))
    assert Work.objects.wake_due() == 0  # the broker still holds them
    assert room_in("fetch") == 0
    empty_broker()
    assert Work.objects.wake_due() == IN_FLIGHT
    empty_broker()


def test_a_backlog_does_not_hold_up_what_comes_last() -> None:
    empty_broker()
    long_ago = timezone.now() - timedelta(hours=1)
    Work.objects.request_many("ingest", {f"old {n}": {} for n in range(2 * IN_FLIGHT)})
    Work.objects.update(next_run_at=long_ago)
    Work.objects.request_many("ingest", {"news": {}})
    Work.objects.wake_due()
    assert Work.objects.get(target="news").woken_at is not None
    assert Work.objects.filter(target__startswith="old", woken_at__isnull=False).count() == IN_FLIGHT - 1
    empty_broker()


def empty_broker() -> None:
    with current_app.connection_for_write() as connection:
        for queue in QUEUES:
            connection.default_channel.queue_declare(queue=queue)
            connection.default_channel.queue_purge(queue)


def test_opml_goes_in_and_out() -> None:
    rows = read_opml(OPML)
    assert [(row.name, row.url) for row in rows] == [
        ("Lowport Herald", "https://herald.example.org/feed"),
        ("Inside", "http://10.0.0.1/feed"),
    ]
    facts = {"language": "de", "timezone": "Asia/Karachi", "reliability": "official"}
    where = "https://herald.example.org/feed"
    Source.objects.create(name="Lowport Herald", kind="feed", location=where, active=False, **facts)
    [row] = read_opml(write_opml(Source.objects.all()))
    assert {name: getattr(row, name) for name in facts} == facts
    Source.objects.all().delete()
    [made], _ = take_in([row])
    assert not made.active
    assert {name: str(getattr(made, name)) for name in facts} == facts


@pytest.mark.parametrize(
    "data",
    [b"", b"no xml", b"<rss/>", b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml', b"\xff\xfe<"],
)
def test_what_is_no_opml_is_refused(data: bytes) -> None:
    with pytest.raises(OpmlError):
        read_opml(data)


def test_opml_makes_sources_once(tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_bytes(OPML.replace(b"10.0.0.1", b"other.example.org"))
    for _ in range(2):
        call_command("opml", "import", str(file), stdout=StringIO())
    assert Source.objects.filter(kind="feed").count() == 2


def test_feeds_are_found_from_a_home_page(server: LocalServer) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml">'
    server.answers["/"] = http(f"<html><head>{link}</head></html>".encode(), Content_Type="text/html")
    out = StringIO()
    call_command("find_feeds", server.url("/"), stdout=out)
    assert out.getvalue() == f"{server.url('/feed.xml')}\tAll\n"
    with pytest.raises(CommandError, match=r"refused|not fetched|public"):
        call_command("find_feeds", "http://127.0.0.1:1/")


def test_a_poisonous_document_is_set_aside_after_three_deaths_and_can_be_tried_again(client: Client) -> None:
    poison = Work.objects.create(kind="reextract", target="x", state="running", attempts=3)
    poison.lease_until = timezone.now() - timedelta(seconds=1)
    poison.save()
    do("reextract")
    poison.refresh_from_db()
    assert poison.state == "set aside"
    assert "died 3 times" in poison.reason


def test_a_document_that_takes_too_long_is_tried_three_times(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.ingestion.sandbox._MODULE", "tests.ingestion.misbehaving")
    box = Sandbox(SandboxLimits(cpu=0.3))
    monkeypatch.setattr("events.ingestion.urls.sandbox", lambda: box)
    server.answers["/1"] = http(b"spin", Content_Type="text/html")
    asked = Work.objects.request("ingest", "url:1", source=written_source().pk, url=server.url("/1"))
    states = []
    for _ in range(3):
        work.run(asked.pk)
        asked.refresh_from_db()
        states.append(asked.state)
        Work.objects.filter(pk=asked.pk).update(next_run_at=timezone.now())
    box.close()
    assert states == ["waiting", "waiting", "set aside"]
    assert asked.reason == "reading the document took more than 0.3 s of CPU time"
    assert box.started == 3


def test_nobody_waits_for_a_broker_that_is_away() -> None:
    app = Celery(set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = "redis://127.0.0.1:1/0"
    began = time.monotonic()
    with pytest.raises(OperationalError):
        app.send_task("events.tasks.sweep", retry=False)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(("others", "deaths", "state"), [(2, 3, "set aside"), (3, 3, "done"), (9, 10, "set aside")])
def test_a_document_whose_workers_die_like_all_others_is_not_suspected_so_soon(
    others: int, deaths: int, state: str
) -> None:
    past = timezone.now() - timedelta(seconds=1)
    for number in range(others):
        Work.objects.create(kind="learn", target=f"name {number}", state="done", died_at=past)
    last = Work.objects.create(kind="learn", target="name", state="running", attempts=deaths, lease_until=past)
    do("learn")
    last.refresh_from_db()
    assert last.died_at is not None
    assert last.state == state


def test_a_source_without_a_state_is_looked_at() -> None:
    Source.objects.bulk_create([Source(name="Bulk", kind="feed", location="https://herald.example.org/feed")])
    sweep()
    assert SourceState.objects.exists()
    assert Work.objects.filter(kind="poll").exists()


def test_asking_again_for_what_waits_keeps_its_turn_and_its_rest() -> None:
    later = timezone.now() + timedelta(hours=1)
    waiting = Work.objects.create(kind="ingest", target="a", payload={"url": "u", "slot": "then"}, next_run_at=later)
    Work.objects.request("ingest", "a", url="u")
    waiting.refresh_from_db()
    assert (waiting.next_run_at, waiting.payload["slot"]) == (later, "then")
    Work.objects.request("ingest", "a", url="another")
    waiting.refresh_from_db()
    assert waiting.next_run_at < later
    assert waiting.payload == {"url": "another"}


def test_putting_work_back_keeps_what_was_asked_for_while_it_ran() -> None:
    Work.objects.create(kind="ingest", target="a", payload={"url": "old"})
    running = Work.objects.claim(Work.objects.get().pk)
    assert running
    Work.objects.request("ingest", "a", url="new")
    running.postpone(timezone.now(), "not its turn", slot="then")
    assert Work.objects.get().payload == {"url": "new", "slot": "then"}


def test_what_is_stored_is_asked_to_be_read_in_the_same_transaction() -> None:
    try:
        with transaction.atomic():
            pipeline.store(Submission(TEXT, title="A"), written_source(), location="a")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert not Work.objects.filter(kind="reextract").exists()
    pipeline.store(Submission(TEXT, title="A"), written_source(), location="a")
    Work.objects.all().delete()
    pipeline.store(Submission(TEXT, title="A"), written_source(), location="a")
    assert Work.objects.filter(kind="reextract").count() == 1, "it has not been read yet"


def test_work_asked_for_while_it_ends_is_done_once_more() -> None:
    Work.objects.create(kind="ingest", target="a")
    running = Work.objects.claim(Work.objects.get().pk)
    assert running
    Work.objects.request("ingest", "a")
    running.finish()
    again = Work.objects.get()
    assert (again.state, again.attempts, again.again, again.finished_at) == ("waiting", 0, False, None)
    claimed = Work.objects.claim(again.pk)
    assert claimed
    claimed.finish()
    assert Work.objects.get().state == "done"


def test_topics_need_a_letter_or_a_digit() -> None:
    for keywords, fine in ((".*\nharbour", False), ("harbour", True), ("\n\n", True)):
        source = Source(name="S", kind="feed", location="https://example.org/feed", keywords=keywords)
        if fine:
            source.full_clean()
        else:
            with pytest.raises(ValidationError, match="letter or a digit"):
                source.full_clean()
