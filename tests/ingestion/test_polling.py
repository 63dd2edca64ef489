"""Looking at sources on the web: what is new is asked for once, and trouble is noted where it belongs."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from events.ingestion.folders import files_in, signed_files
from events.ingestion.polling import request_due_polls
from events.ingestion.urls import ingest_url
from events.ingestion.work import sweep
from events.models import ActorName, Article, ArticleVersion, Host, PublicId, SourceCheck, SourceItem, SourceState, Work
from events.net import HttpStatusError
from tests.ingestion.web import BODY, do, feed, item, look, make_due, page, source
from tests.net.local_server import LocalServer, http, redirect, serving

pytestmark = pytest.mark.django_db
RSS = "application/rss+xml"


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    with serving({"/robots.txt": http(b"User-agent: *\nDisallow: /private/\n")}) as found:
        settings.ALLOWED_INTERNAL_HOSTS = frozenset({found.host})
        yield found


def asked() -> list[str]:
    return sorted(Work.objects.filter(kind="ingest").values_list("payload__url", flat=True))


def test_new_entries_become_articles_and_are_asked_for_once(server: LocalServer) -> None:
    server.answers |= {"/feed": feed(server, item(server, "/a"), item(server, "/b")), "/a": page("A"), "/b": page("B")}
    lowport = source(server)
    do("poll", "ingest")
    assert sorted(Article.objects.values_list("title", flat=True)) == ["A", "B"]
    assert set(SourceItem.objects.values_list("outcome", flat=True)) == {"taken"}
    look(lowport)
    do("ingest")
    assert server.paths().count("/a") == 1
    assert Work.objects.filter(kind="reextract", state="waiting").count() == 2


def test_asks_with_the_validators_that_the_server_gave(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server, ETag='"v1"', Last_Modified="Wed, 08 May 2024 10:00:00 GMT")
    lowport = source(server)
    do("poll")
    server.answers["/feed"] = http(status="304 Not Modified")
    look(lowport)
    assert 'If-None-Match: "v1"' in server.requests[-1]
    assert "If-Modified-Since: Wed, 08 May 2024 10:00:00 GMT" in server.requests[-1]
    assert SourceState.objects.get().last_error == ""


@pytest.mark.parametrize(
    ("before", "after", "again"),
    [
        ({"guid": "1"}, {"guid": "2"}, False),
        ({"title": "A storm"}, {"title": "A storm, edited"}, False),
        ({"when": "Wed, 08 May 2024 10:00:00 GMT"}, {"when": "Wed, 08 May 2024 12:00:00 GMT"}, True),
    ],
    ids=["another guid", "another title", "another date"],
)
def test_an_entry_is_known_by_its_address(server: LocalServer, before: dict, after: dict, again: bool) -> None:  # type: ignore[type-arg]
    server.answers |= {"/feed": feed(server, item(server, "/a", **before)), "/a": page("A")}
    lowport = source(server)
    do("poll", "ingest")
    server.answers["/feed"] = feed(server, item(server, "/a?utm_source=feed", **after))
    look(lowport)
    assert Work.objects.filter(kind="ingest", state="waiting").exists() is again


def test_one_guid_for_all_items_does_not_make_them_one(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server, *(item(server, f"/{n}", guid="same") for n in range(3)))
    source(server)
    do("poll")
    assert len(asked()) == 3


def test_an_entry_without_a_link_is_an_article_if_it_has_the_text(server: LocalServer) -> None:
    long = "The council approved the harbour plan on Tuesday, its secretary said. " * 8
    entry = f"<title>Council approves plan</title><description>&lt;p&gt;{long}&lt;/p&gt;</description>"
    server.answers["/feed"] = feed(server, entry, "<title>Short</title><description>Nothing here.</description>")
    source(server)
    do("poll", "ingest")
    assert Article.objects.get().title == "Council approves plan"
    assert "content" not in Work.objects.get(kind="ingest").payload, "a takedown would not find it there"


def test_where_a_feed_has_moved_for_good_is_remembered(server: LocalServer) -> None:
    server.answers |= {"/feed": redirect("/new", "301 Moved Permanently"), "/new": feed(server, item(server, "/a"))}
    lowport = source(server)
    do("poll")
    look(lowport)
    assert SourceState.objects.get().moved_to == server.url("/new")
    assert server.paths().count("/feed") == 1
    server.answers["/feed"] = feed(server, item(server, "/b"))
    del server.answers["/new"]
    look(lowport)
    look(lowport)
    assert server.url("/b") in asked()


def test_a_move_to_a_maintenance_page_is_not_remembered(server: LocalServer) -> None:
    server.answers |= {
        "/feed": redirect("/maintenance", "301 Moved Permanently"),
        "/maintenance": feed(server, item(server, "/a")),
    }
    source(server)
    do("poll")
    assert SourceState.objects.get().moved_to == ""


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (http(b"oops", status="500 Internal Server Error"), "the server answered 500"),
        (redirect("/feed"), "redirects go round in a circle"),
        (http(b"\x00\xff" * 500, Content_Type=RSS), "no feed"),
        (http(b"", Content_Type=RSS), "the feed is empty"),
        (http(b"x" * 11_000_000, Content_Type=RSS), "larger than"),
        (
            http(b'<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head></html>'),
            "/real.xml",
        ),
    ],
    ids=["error", "loop", "rubbish", "empty", "too large", "a page"],
)
def test_a_look_that_fails_says_why_and_comes_again_later_each_time(
    server: LocalServer, answer: bytes, reason: str
) -> None:
    server.answers["/feed"] = answer
    lowport = source(server)
    do("poll")
    state = SourceState.objects.get()
    assert reason in state.last_error
    first = state.next_poll_at - timezone.now()
    look(lowport)
    state.refresh_from_db()
    assert state.failures == 2
    assert state.next_poll_at - timezone.now() > first
    assert not Work.objects.filter(state="set aside").exists()
    assert SourceCheck.objects.filter(succeeded=False).count() == 2
    server.answers["/feed"] = feed(server, item(server, "/a"))
    look(lowport)
    state.refresh_from_db()
    assert (state.failures, state.last_error) == (0, "")


def test_a_sitemap_leads_to_its_pages_and_its_further_sitemaps(server: LocalServer) -> None:
    def entry(path: str, tag: str, when: str) -> str:
        return f"<{tag}><loc>{server.url(path)}</loc><lastmod>{when}</lastmod></{tag}>"

    index = f"<sitemapindex>{entry('/news.xml', 'sitemap', '2024-05-08')}</sitemapindex>"
    urls = f"<urlset>{entry('/a', 'url', '2024-05-08')}{entry('/b', 'url', '2024-05-07')}</urlset>"
    server.answers |= {"/sitemap.xml": http(index.encode()), "/news.xml": http(urls.encode())}
    lowport = source(server, "/sitemap.xml", kind="sitemap")
    do("poll")
    assert asked() == [server.url("/a"), server.url("/b")]
    server.answers["/sitemap.xml"] = http(index.replace("05-08", "05-09").encode())
    server.answers["/news.xml"] = http(urls.replace("05-07", "05-09").encode())
    Work.objects.filter(kind="ingest").update(state="done")
    look(lowport)
    assert asked().count(server.url("/b")) == 2
    assert asked().count(server.url("/a")) == 1


def test_a_page_with_links_leads_to_the_articles_it_links(server: LocalServer) -> None:
    links = '<a href="/2024/05/08/council-approves-plan">Council approves the plan</a><a href="/about">About</a>'
    server.answers["/news"] = http(f"<html><body><main>{links}</main></body></html>".encode(), Content_Type="text/html")
    source(server, "/news", kind="index")
    do("poll")
    assert asked() == [server.url("/2024/05/08/council-approves-plan")]


def test_what_was_published_too_long_ago_is_left_out(server: LocalServer) -> None:
    today = f"{timezone.now():%a, %d %b %Y %H:%M:%S} GMT"
    server.answers["/feed"] = feed(server, item(server, "/old"), item(server, "/new", when=today))
    source(server, oldest_days=30)
    do("poll")
    assert asked() == [server.url("/new")]


def test_only_what_names_a_topic_is_taken_in(server: LocalServer) -> None:
    record = PublicId.objects.create(kind="actor")
    for name in ("Harbour Council of Lowport", "HCL"):
        ActorName.objects.create(actor=record, text=name)
    server.answers |= {
        "/feed": feed(server, *(item(server, path) for path in ("/a", "/b", "/c"))),
        "/a": page("A", ["The HCL met on Tuesday to speak about the new quays of the port."] * 3),
        "/b": page("B", ["The weather was fair on Tuesday, and nobody met to speak about anything."] * 3),
        "/c": page("C", ["A breakwater is to be built next year, engineers said on Tuesday at the port."] * 3),
    }
    source(server, keywords="breakwater", topic_actors="Harbour Council of Lowport")
    do("poll", "ingest")
    assert sorted(Article.objects.values_list("title", flat=True)) == ["A", "C"]
    assert SourceItem.objects.get(outcome="off topic").key.endswith("/b")


def test_one_look_asks_for_so_many_and_the_rest_comes_later(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server, *(item(server, f"/{n}") for n in range(5)), ETag='"v1"')
    lowport = source(server, most_per_look=2)
    do("poll")
    assert len(asked()) == 2
    assert SourceState.objects.get().next_poll_at < timezone.now() + timedelta(minutes=2)
    look(lowport)
    assert len(asked()) == 2, "the backlog is still full"
    Work.objects.filter(kind="ingest").update(state="done")
    look(lowport)
    assert len(asked()) == 4


def test_what_another_source_has_just_brought_is_not_fetched_again(server: LocalServer) -> None:
    server.answers |= {
        "/feed": feed(server, item(server, "/a")),
        "/other": feed(server, item(server, "/a?utm_medium=rss")),
        "/a": page("A"),
    }
    source(server)
    do("poll", "ingest")
    source(server, "/other", name="Other")
    do("poll", "ingest")
    assert server.paths().count("/a") == 1
    assert Article.objects.count() == 1


def test_sources_are_looked_at_when_their_time_has_come(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server)
    lowport = source(server)
    do("poll")
    request_due_polls()
    assert not Work.objects.filter(state="waiting").exists()
    SourceState.objects.update(next_poll_at=timezone.now() - timedelta(seconds=1))
    request_due_polls()
    request_due_polls()
    assert Work.objects.filter(kind="poll", target=str(lowport.pk), state="waiting").count() == 1


def test_a_changed_address_forgets_what_was_known_of_the_old_one(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server, ETag='"v1"')
    lowport = source(server)
    do("poll")
    server.answers["/two"] = feed(server, item(server, "/a"))
    lowport.location = server.url("/two")
    lowport.save()
    do("poll")
    assert "If-None-Match" not in server.requests[-1]
    assert len(asked()) == 1


def test_a_changed_text_is_another_version_and_a_change_of_looks_is_none(server: LocalServer) -> None:
    server.answers |= {"/feed": feed(server, item(server, "/a")), "/a": page()}
    source(server)
    do("poll", "ingest")
    article = Article.objects.get()
    for body, versions in (
        ([b.replace("'", "’") for b in BODY], 1),
        (("The harbour council of Lowport rejected the Tidal Waters Plan on Tuesday after a debate.",) * 2, 2),
    ):
        server.answers["/a"] = page(body=body)
        article.urls.update(next_check_at=timezone.now() - timedelta(seconds=1))
        sweep()
        do("ingest")
        assert ArticleVersion.objects.count() == versions


def test_an_article_is_looked_at_again_and_its_disappearance_is_noted(server: LocalServer) -> None:
    server.answers |= {"/feed": feed(server, item(server, "/a")), "/a": page(ETag='"1"')}
    source(server)
    do("poll", "ingest")
    row = Article.objects.get().urls.get()
    assert row.next_check_at
    assert row.next_check_at - timezone.now() < timedelta(hours=1)
    server.answers["/a"] = http(status="304 Not Modified")
    row.article.urls.update(next_check_at=timezone.now() - timedelta(seconds=1))
    sweep()
    do("ingest")
    assert 'If-None-Match: "1"' in server.requests[-1]
    del server.answers["/a"]
    row.article.urls.update(next_check_at=timezone.now() - timedelta(seconds=1))
    sweep()
    do("ingest")
    row.refresh_from_db()
    assert row.gone_at
    assert row.article.current_version
    assert not Work.objects.filter(state="set aside").exists()


def test_a_page_asked_for_by_hand_that_is_gone_is_noted(server: LocalServer) -> None:
    server.answers["/a"] = page()
    lowport = source(server)
    article = ingest_url(server.url("/a"), lowport).article
    server.answers["/a"] = http(b"gone", status="410 Gone")
    with pytest.raises(HttpStatusError):
        ingest_url(server.url("/a"), lowport)
    assert article.urls.get().gone_at


def test_a_host_that_is_away_for_long_loses_no_article(server: LocalServer) -> None:
    away = http(b"", status="503 Service Unavailable")
    server.answers |= {"/feed": feed(server, item(server, "/a")), "/a": away}
    source(server)
    do("poll", "ingest")
    for _ in range(6):
        Host.objects.update(closed_until=None)
        make_due()
        do("ingest", rounds=1)
    work = Work.objects.get(kind="ingest")
    assert (work.state, work.attempts, work.payload["tries"]) == ("waiting", 0, 7)
    assert "tries" not in work.asked()
    server.answers["/a"] = page()
    Host.objects.update(closed_until=None)
    make_due()
    do("ingest", rounds=1)
    assert Article.objects.exists()


def test_variants_of_an_address_and_redirects_lead_to_one_article(server: LocalServer) -> None:
    server.answers |= {
        "/feed": feed(server, item(server, "/a?utm_source=x"), item(server, "/a/amp"), item(server, "/short")),
        "/a": page(),
        "/a?utm_source=x": page(),
        "/a/amp": page(head=f'<link rel="canonical" href="{server.url("/a")}">'),
        "/short": redirect("/a"),
    }
    source(server)
    do("poll", "ingest")
    assert Article.objects.count() == 1
    make_due()


def test_a_folder_gives_files_and_leaves_pipes_hidden_ones_and_ways_out_alone(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    (folder / "deep" / ".hidden").mkdir(parents=True)
    for place in ("a.txt", "deep/b.md", ".c.txt", "deep/.hidden/d.txt", "e.pdf"):
        (folder / place).write_text("text", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "within.txt").symlink_to(folder / "a.txt")
    (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert [path.name for path in files_in(folder)] == ["a.txt", "within.txt", "b.md"]
    before = dict(signed_files(folder))
    (folder / "a.yaml").write_text("title: A", encoding="utf-8")
    after = dict(signed_files(folder))
    assert [path.name for path in before if before[path] != after[path]] == ["a.txt"]


def test_addresses_that_are_never_fetched_are_named(server: LocalServer) -> None:
    elsewhere = "<title>Inside</title><link>http://10.0.0.1:9000/a</link>"
    server.answers["/feed"] = feed(server, item(server, "/a"), elsewhere)
    source(server)
    do("poll")
    assert "1 of its addresses are not fetched" in SourceCheck.objects.get().reason
    assert "http://10.0.0.1:9000/a" in SourceState.objects.get().last_error


def test_a_fault_of_ours_in_a_look_shows_in_the_sources_health(server: LocalServer) -> None:
    server.answers["/feed"] = feed(server, item(server, "/a"))
    source(server, oldest_days=2**31 - 1)
    do("poll")
    assert SourceState.objects.get().failures == 1
    assert not Work.objects.filter(state="set aside").exists()
