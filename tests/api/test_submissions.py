"""Handing in articles by the API: kept at once, taken in by a worker, once."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.db import connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from redis.exceptions import ConnectionError as RedisAway
from rest_framework.authtoken.models import Token

from events.api.bodies import WriteThrottle
from events.curation.erasure import erase
from events.ingestion.work import run
from events.models import Article, ArticleSubmission, Source, Work
from tests.factories import source
from tests.ingestion.web import do, page
from tests.net.local_server import LocalServer, http, serving

pytestmark = pytest.mark.django_db
TEXT = "The council of Lowport approved the harbour plan on Saturday. The secretary spoke of two quays."
ARTICLE = {"title": "Council approves plan", "text": TEXT, "published": "2024-05-08", "author": "A. Writer"}


class Program:
    """A program with a token."""

    def __init__(self, token: str) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Token {token}"})

    def submit(self, data: Any, **more: Any) -> Any:
        return self.client.post("/api/v1/articles/", data, content_type="application/json", **more)

    def ask(self, address: str) -> dict[str, Any]:
        return self.client.get(address).json()


@pytest.fixture
def account() -> User:
    cache.clear()
    user = User.objects.create_user("robot")
    user.user_permissions.add(Permission.objects.get(codename="add_article"))
    return user


@pytest.fixture
def program(account: User) -> Program:
    return Program(Token.objects.create(user=account).key)


@pytest.fixture
def server(settings: Settings) -> Iterator[LocalServer]:
    with serving({}) as found:
        settings.ALLOWED_INTERNAL_HOSTS = frozenset({found.host})
        yield found


def test_a_text_is_kept_at_once_and_becomes_an_article_with_its_facts(program: Program) -> None:
    source("Lowport Herald", text_shown="quotes")
    answer = program.submit(ARTICLE | {"source": "Lowport Herald", "timezone": "Europe/Oslo", "section": "Politics"})
    assert answer.status_code == 202
    assert answer["Location"] == answer.json()["url"]
    assert answer.json()["state"] == "waiting"
    assert not Article.objects.exists()
    do("ingest")
    told = program.ask(answer["Location"])
    assert told["state"] == "done"
    article = Client().get(told["article"]).json()
    assert (article["title"], article["version"] is not None) == ("Council approves plan", True)
    stored = Article.objects.get()
    assert stored.stated == {
        "published": "2024-05-08",
        "timezone": "Europe/Oslo",
        "publisher": "Lowport Herald",
        "language": "en",
        "author": "A. Writer",
        "section": "Politics",
    }
    assert Work.objects.filter(kind="reextract", target=stored.pk, state="waiting").exists()


def test_the_same_text_again_is_the_same_submission_whether_it_waits_or_is_done(program: Program) -> None:
    first = program.submit(ARTICLE)
    again = program.submit({**ARTICLE, "text": TEXT.replace(". ", ".\r\n").replace("\r\n", " ")})
    assert again.json()["id"] == first.json()["id"]
    do("ingest")
    done = program.submit(ARTICLE)
    assert (done.status_code, done.json()["id"], done.json()["state"]) == (200, first.json()["id"], "done")
    assert Article.objects.count() == Work.objects.filter(kind="ingest").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_text_sent_by_several_at_once_is_one_submission(program: Program) -> None:
    def send(_: int) -> str:
        try:
            return str(program.submit(ARTICLE).json()["id"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(send, range(8)))) == 1
    assert ArticleSubmission.objects.count() == Work.objects.count() == 1


def test_better_facts_for_a_text_known_are_another_submission_of_one_article(program: Program) -> None:
    program.submit({"text": TEXT, "title": "Council approves plan"})
    do("ingest")
    program.submit(ARTICLE)
    do("ingest")
    assert Article.objects.get().stated["published"] == "2024-05-08"
    assert ArticleSubmission.objects.count() == 2


def test_without_a_source_it_belongs_to_the_one_named_api(program: Program) -> None:
    program.submit(ARTICLE)
    made = Source.objects.get()
    assert (made.name, made.kind) == ("API", "manual")
    assert program.submit({"text": "Another text.", "source": made.pk}).json()["source"] == made.pk
    assert program.submit({"text": "A third text.", "source": str(made.pk)}).json()["source"] == made.pk


def test_an_address_is_fetched_by_a_worker(program: Program, server: LocalServer) -> None:
    server.answers["/a"] = page("Council approves Tidal Waters Plan")
    answer = program.submit({"url": server.url("/a")})
    assert (answer.status_code, server.paths()) == (202, [])
    do("ingest")
    assert program.ask(answer["Location"])["state"] == "done"
    assert Article.objects.get().title == "Council approves Tidal Waters Plan"


def test_an_address_that_is_known_already_leads_to_its_article(program: Program, server: LocalServer) -> None:
    server.answers["/a"] = page(ETag='"v1"')
    program.submit({"url": server.url("/a")})
    do("ingest")
    server.answers["/a"] = http(status="304 Not Modified")
    answer = program.submit({"url": server.url("/a"), "source": source().name})
    do("ingest")
    assert program.ask(answer["Location"])["article"].endswith(f"/api/v1/articles/{Article.objects.get().pk}/")


def test_what_cannot_be_taken_in_is_set_aside_with_its_reason_and_tried_again_when_sent_again(
    program: Program, server: LocalServer
) -> None:
    server.answers["/a"] = http(b"no", status="404 Not Found")
    answer = program.submit({"url": server.url("/a")})
    do("ingest")
    told = program.ask(answer["Location"])
    assert (told["state"], told["article"]) == ("set aside", None)
    assert "404" in told["reason"]
    server.answers["/a"] = page()
    again = program.submit({"url": server.url("/a")})
    assert (again.json()["id"], again.json()["state"]) == (told["id"], "waiting")
    do("ingest")
    assert program.ask(answer["Location"])["state"] == "done"


def test_an_address_that_brings_nothing_is_said_so(program: Program, server: LocalServer) -> None:
    server.answers["/a"] = http(status="304 Not Modified")
    answer = program.submit({"url": server.url("/a")})
    do("ingest")
    told = program.ask(answer["Location"])
    assert (told["state"], told["reason"]) == ("set aside", f"{server.url('/a')} brought nothing.")


def test_what_names_none_of_its_sources_topics_is_said_so(program: Program) -> None:
    source("Only fish", keywords="herring")
    answer = program.submit(ARTICLE | {"source": "Only fish"})
    do("ingest")
    told = program.ask(answer["Location"])
    assert (told["state"], told["reason"]) == ("set aside", "It names none of the source's topics.")


def test_a_worker_that_dies_before_or_after_storing_loses_and_doubles_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.submit(ARTICLE)
    work = Work.objects.get(kind="ingest")
    monkeypatch.setattr(Work, "finish", lambda self: None)  # it dies after its transaction, before it says so
    run(work.pk)
    Work.objects.filter(pk=work.pk).update(state="waiting")
    Work.objects.filter(kind="reextract").update(state="done")
    run(work.pk)
    assert Article.objects.count() == 1
    assert Work.objects.filter(kind="reextract").count() == 1


def test_an_address_whose_worker_died_after_storing_is_read_all_the_same(
    program: Program, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/a"] = page(ETag='"v1"')
    answer = program.submit({"url": server.url("/a")})
    with monkeypatch.context() as dying:
        dying.setattr("events.ingestion.submissions._taken_in", lambda *_: sys.exit())
        with pytest.raises(SystemExit):
            run(Work.objects.get(kind="ingest").pk)
    assert Article.objects.count() == 1
    server.answers["/a"] = http(status="304 Not Modified")
    Work.objects.filter(kind="ingest").update(state="waiting")
    do("ingest")
    assert program.ask(answer["Location"])["state"] == "done"
    assert Work.objects.filter(kind="reextract", target=Article.objects.get().pk).exists()


def test_the_text_is_kept_once_and_leaves_no_trace_where_its_article_is_taken_down(program: Program) -> None:
    answer = program.submit(ARTICLE)
    assert "secretary" not in str(Work.objects.get().payload)
    do("ingest")
    assert ArticleSubmission.objects.get().content == {}
    erase(Article.objects.get().pk, reason="asked for")
    assert program.ask(answer["Location"])["reason"] == "The article was taken down, and is not taken in again."
    program.submit(ARTICLE | {"author": "B. Writer"})
    do("ingest")
    assert [row.content for row in ArticleSubmission.objects.all()] == [{}, {}]


@pytest.mark.parametrize(
    ("data", "field", "expected"),
    [
        ({}, "text", "the article's text, or `url` alone"),
        ({"text": " \n\x00"}, "text", "at most 5,242,880 bytes"),
        ({"text": 5}, "text", "at most"),
        ({"text": "\ud800 half a letter"}, "text", "at most"),
        ({"text": TEXT, "published": "last week"}, "published", "a day that has come"),
        ({"text": TEXT, "published": "2999-01-01"}, "published", "a day that has come"),
        ({"text": TEXT, "published": 20240508}, "published", "a day that has come"),
        ({"text": TEXT, "timezone": "Lowport"}, "timezone", "an IANA time zone"),
        ({"text": TEXT, "timezone": "../../etc/passwd"}, "timezone", "an IANA time zone"),
        ({"text": TEXT, "language": "English, mostly"}, "language", "a language code"),
        ({"text": TEXT, "title": "t" * 501}, "title", "at most 500 characters"),
        ({"text": TEXT, "author": ["a"]}, "author", "at most 200 characters"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "url", "the public address"),
        ({"url": "ftp://example.org/a"}, "url", "the public address"),
        ({"url": "https://user:word@example.org/a"}, "url", "the public address"),
        ({"url": "https://example.org/a", "title": "A"}, "title", "nothing without `text`"),
        ({"text": TEXT, "source": "Nobody"}, "source", "the name or the number"),
        ({"text": TEXT, "source": True}, "source", "the name or the number"),
        ({"text": TEXT, "source": 10**30}, "source", "the name or the number"),
        ({"text": TEXT, "headline": "A"}, "headline", "one of the fields title, text"),
    ],
)
def test_every_field_that_cannot_be_used_is_named_with_what_is_expected(
    program: Program, data: dict[str, Any], field: str, expected: str
) -> None:
    answer = program.submit(data)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    (problem,) = answer.json()["errors"]
    assert problem["parameter"] == field
    assert expected in problem["expected"]
    assert not ArticleSubmission.objects.exists()
    assert not Source.objects.exists()


def test_all_bad_fields_are_named_at_once(program: Program) -> None:
    errors = program.submit({"published": "x", "timezone": "y", "colour": "z"}).json()["errors"]
    assert {error["parameter"] for error in errors} == {"published", "timezone", "colour", "text"}


@pytest.mark.parametrize("body", ["[1]", '"text"', "{", "[" * 100_000, '{"text": NaN}', ""])
def test_what_is_no_object_of_json_is_refused(program: Program, body: str) -> None:
    answer = program.submit(body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_what_is_too_large_is_refused_before_it_is_read(program: Program, settings: Settings) -> None:
    settings.ARTICLE_BYTES = 1000
    assert program.submit({"text": "a" * 1001}).status_code == 400
    answer = program.submit({"text": "a" * 70_000})
    assert (answer.status_code, answer.json()["title"]) == (413, "Too large")
    assert program.client.post("/api/v1/articles/", {"text": TEXT}).status_code == 415


def test_only_who_may_add_articles_may_hand_them_in_or_see_what_was(program: Program, account: User) -> None:
    address = program.submit(ARTICLE)["Location"]
    stranger = Client()
    assert stranger.post("/api/v1/articles/", ARTICLE, content_type="application/json").status_code == 401
    assert stranger.get(address).status_code == 401
    account.user_permissions.clear()
    assert program.submit(ARTICLE).status_code == 403
    assert program.client.get(address).status_code == 403
    assert program.client.get("/api/v1/articles/").status_code == 200
    account.is_active = False
    account.save()
    assert program.submit(ARTICLE).status_code == 401
    assert Program("nonsense").submit(ARTICLE).status_code == 401


def test_a_session_needs_its_csrf_token(account: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    answer = browser.post("/api/v1/articles/", ARTICLE, content_type="application/json")
    assert (answer.status_code, ArticleSubmission.objects.count()) == (403, 0)
    trusting = Client()
    trusting.force_login(account)
    assert trusting.post("/api/v1/articles/", ARTICLE, content_type="application/json").status_code == 202


@pytest.mark.django_db(transaction=True)
def test_writing_is_bounded_and_reading_is_not(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WriteThrottle, "rate", "2/min", raising=False)
    codes = [program.submit(ARTICLE | {"title": f"Title {n}"}).status_code for n in range(3)]
    assert codes == [202, 202, 429]
    assert int(program.submit(ARTICLE)["Retry-After"]) > 0
    assert program.client.get("/api/v1/articles/").status_code == 200


def test_a_cache_that_is_away_stops_nobody(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise RedisAway("away")

    monkeypatch.setattr("django.core.cache.cache.get", away)
    assert program.submit(ARTICLE).status_code == 202


def test_how_far_a_submission_is_takes_a_bounded_number_of_queries(
    program: Program, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = program.submit(ARTICLE)["Location"]
    with django_assert_max_num_queries(5):  # token, two of permissions, the submission, its work
        program.ask(address)


def test_submissions_that_are_unknown_are_not_found(program: Program) -> None:
    assert program.client.get("/api/v1/submissions/2222222222/").status_code == 404
    assert program.client.get("/api/v1/submissions/").status_code == 404


def test_a_token_is_made_and_withdrawn_in_the_admin(account: User) -> None:
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    assert boss.get("/admin/authtoken/tokenproxy/").status_code == 200
    assert boss.post("/admin/authtoken/tokenproxy/add/", {"user": account.pk}).status_code == 302
    program = Program(Token.objects.get(user=account).key)
    assert program.submit(ARTICLE).status_code == 202
    boss.post(f"/admin/authtoken/tokenproxy/{account.pk}/delete/", {"post": "yes"})
    assert program.submit(ARTICLE).status_code == 401


def test_what_is_far_too_large_or_of_no_known_length_is_refused_as_a_problem(program: Program) -> None:
    large = program.submit({"text": "a" * 18_000_000})
    assert (large.status_code, large["Content-Type"]) == (413, "application/problem+json")
    chunked = program.client.generic(
        "POST", "/api/v1/articles/", b"", "application/json", headers={"Transfer-Encoding": "chunked"}
    )
    assert chunked.status_code == 411
    assert "Content-Length" in chunked.json()["detail"]
