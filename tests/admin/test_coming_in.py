"""What curators and operators do with sources and articles in the admin."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from events.models import Article, ArticleSubmission, Source, SourceState, Work
from tests.factories import Telling, publish
from tests.factories import source as written_source
from tests.ingestion.web import do
from tests.net.local_server import LocalServer, http, serving

pytestmark = pytest.mark.django_db
TEXT = "The harbour council approved the plan on Tuesday. Its secretary spoke of two quays."


@pytest.fixture
def curator(client: Client) -> User:
    user = User.objects.create_superuser("curator")
    client.force_login(user)
    return user


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    with serving({}) as found:
        settings.ALLOWED_INTERNAL_HOSTS = frozenset({found.host})
        yield found


def address(model: str, page: str, *arguments: object) -> str:
    return reverse(f"admin:events_{model}_{page}", args=arguments)


def test_a_text_is_handed_in_and_becomes_an_article(client: Client, curator: User) -> None:
    source = written_source("By hand")
    facts = {"source": source.pk, "text": TEXT, "title": "Council approves", "published": "2024-05-08"}
    answer = client.post(address("article", "hand_in"), facts)
    assert answer.status_code == 302
    do("ingest")
    article = Article.objects.get()
    assert (article.title, article.stated["published"], article.source) == ("Council approves", "2024-05-08", source)
    assert ArticleSubmission.objects.get().by == curator


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({}, "Give an address or a text."),
        ({"url": "http://10.0.0.1/a\\b"}, "refused"),
        ({"url": "ftp://example.org/a"}, "only http"),
        ({"text": TEXT, "published": "2024-02-30"}, "2024-02-30"),
        ({"text": TEXT, "timezone": "Mars/Olympus"}, "Mars/Olympus"),
    ],
)
def test_what_cannot_be_handed_in_is_said_beside_its_field(
    client: Client, curator: User, facts: dict[str, str], message: str
) -> None:
    answer = client.post(address("article", "hand_in"), {"source": written_source().pk, **facts})
    assert message in answer.content.decode()
    assert not Work.objects.exists()


def test_who_may_not_add_may_not_hand_in_or_look_for_feeds(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    for page in (address("article", "hand_in"), address("source", "find_feeds"), address("source", "import_opml")):
        assert client.get(page).status_code == 403, page


def test_feeds_of_a_site_are_found_and_one_click_from_being_sources(
    client: Client, curator: User, server: LocalServer
) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="All news" href="/feed.xml">'
    server.answers["/"] = http(f"<html><head>{link}</head></html>".encode(), Content_Type="text/html")
    page = client.post(address("source", "find_feeds"), {"address": server.url("/")}).content.decode()
    assert "All news" in page
    assert "kind=feed" in page
    refused = client.post(address("source", "find_feeds"), {"address": "http://127.0.0.1:1/"}).content.decode()
    assert "127.0.0.1" in refused


def test_a_list_of_feeds_is_taken_in(client: Client, curator: User) -> None:
    opml = b'<opml version="2.0"><body><outline text="Herald" xmlUrl="https://herald.example.org/feed"/></body></opml>'
    file = SimpleUploadedFile("list.opml", opml)
    client.post(address("source", "import_opml"), {"file": file, "timezone": "Europe/Oslo"})
    assert Source.objects.get(kind="feed").timezone == "Europe/Oslo"
    bad = client.post(
        address("source", "import_opml"), {"file": SimpleUploadedFile("list.opml", b"no"), "timezone": "UTC"}
    )
    assert "The file is no XML" in bad.content.decode()
    many = b"".join(b'<outline xmlUrl="https://e%d.example.org/"/>' % n for n in range(501))
    file = SimpleUploadedFile("list.opml", b'<opml version="2.0"><body>' + many + b"</body></opml>")
    answer = client.post(address("source", "import_opml"), {"file": file, "timezone": "UTC"})
    assert "manage.py opml import" in answer.content.decode()
    assert Source.objects.count() == 1


def test_a_sources_page_tells_how_it_fares(client: Client, curator: User) -> None:
    source = Source.objects.create(name="Herald", kind="feed", location="https://herald.example.org/feed")
    SourceState.objects.create(
        source=source, last_error="the server answered 500", failures=3, last_look_at="2024-05-08T10:00Z"
    )
    for page in (address("source", "changelist"), address("source", "change", source.pk)):
        assert "the server answered 500 (3 times in a row)" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"kind": "feed", "location": "http://user:word@example.org/"}, "This address is not fetched"),
        ({"kind": "feed", "location": "http://169.254.169.254/feed"}, "169.254.169.254 is link-local"),
        ({"kind": "feed", "location": ""}, "Give the address"),
        ({"kind": "sitemap", "location": "https://example.org/s.xml", "poll_seconds": "5"}, "At least 30 s"),
        (
            {"kind": "sitemap", "location": "https://example.org/s.xml", "poll_seconds": "99999999999999"},
            "less than or equal to",
        ),
        ({"kind": "feed", "location": "https://example.org/", "timezone": "Mars"}, "IANA time zone"),
    ],
)
def test_a_source_that_cannot_be_looked_at_is_refused(
    client: Client, curator: User, facts: dict[str, str], message: str
) -> None:
    form = {"name": "Herald", "timezone": "UTC", "language": "en", "reliability": "press", "text_shown": "quotes",
            "active": "on", "most_per_look": "200", **facts}  # fmt: skip
    assert message in client.post(address("source", "add"), form).content.decode()
    assert not Source.objects.exists()


def test_an_articles_page_shows_what_each_version_changed(client: Client, curator: User) -> None:
    for text in (TEXT, TEXT.replace("approved", "rejected")):
        article = publish(written_source(), text, Telling(), title="A", url="https://example.org/a").article
    page = client.get(address("article", "change", article.pk)).content.decode()
    assert "<del>The harbour council approved the plan on Tuesday.</del>" in page
    assert "<ins>The harbour council rejected the plan on Tuesday.</ins>" in page


def test_what_was_set_aside_is_tried_again(client: Client, curator: User) -> None:
    aside = Work.objects.create(kind="reextract", target="gone", state="set aside", reason="It was poison.")
    page = client.get(address("work", "changelist") + "?state__exact=set+aside").content.decode()
    assert "It was poison." in page
    client.post(address("work", "changelist"), {"action": "try_again", "_selected_action": [aside.pk]})
    assert Work.objects.filter(kind="reextract", target="gone", state="waiting", attempts=0).exists()
