"""How articles were edited after their publication: versions, passages, and what was taken away."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.models import Article, ArticleGroup, ArticleSketch, ArticleUrl, ArticleVersion, Writer, writing_as
from tests.factories import Telling, publish, source

pytestmark = pytest.mark.django_db
FIRST = "The council approved the plan. Nine members voted for it. The mayor was absent."
SECOND = "The council approved the plan. Eight members voted for it. The mayor was absent."
THIRD = "The council approved the plan. Eight members voted for it. A protest is announced."
URL = "https://example.org/plan"


def edited(shown: str, *texts: str) -> Article:
    """Give an article that was seen with these texts, a day apart."""
    article = None
    for number, text in enumerate(texts):
        told = publish(source("Sample Wire", text_shown=shown), text, Telling(), title="Council approves", url=URL)
        article = told.article
        with writing_as(Writer.ERASURE):
            day = datetime(2024, 6, 22 + number, 10, tzinfo=UTC)
            ArticleVersion.objects.filter(pk=article.current_version_id).update(seen_at=day)
    assert article
    return Article.objects.get(pk=article.pk)


def test_changes_are_given_passage_by_passage_the_latest_first(client: Client) -> None:
    article = edited("full", FIRST, SECOND, THIRD)
    found = client.get(f"/api/v1/articles/{article.pk}/changes/").json()
    latest, first = found["results"]
    assert first["passages"] == [
        {"kind": "changed", "old": "Nine members voted for it.", "new": "Eight members voted for it."}
    ]
    assert (latest["added"], latest["removed"], latest["changed"]) == (1, 1, 0)
    assert latest["before"] == first["after"]
    assert (found["current"], found["more"], found["gone_since"]) == (latest["after"], False, None)
    assert 0 < first["share"] < 1


@pytest.mark.parametrize(
    ("since", "number"),
    [
        ("2024-06-21", 2),
        ("2024-06-23", 2),
        ("2024-06-23T10:00Z", 1),
        ("2024-06-23T15:00%2B05:00", 1),
        ("2024-06-23T15:00+05:00", 1),
        ("2024-06-24T11:00", 0),
    ],
)
def test_changes_since_a_time_leave_out_what_was_seen_by_then(client: Client, since: str, number: int) -> None:
    article = edited("full", FIRST, SECOND, THIRD)
    assert len(client.get(f"/api/v1/articles/{article.pk}/changes/?since={since}").json()["results"]) == number


@pytest.mark.parametrize("query", ["since=lately", "since=2024-13-01", "since=2024", "colour=red"])
def test_what_is_no_time_is_refused(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/articles/{edited('full', FIRST).pk}/changes/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_only_the_latest_edits_are_compared(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.ingestion.edits.edits_of.__kwdefaults__", {"since": None, "most": 1})
    found = client.get(f"/api/v1/articles/{edited('full', FIRST, SECOND, THIRD).pk}/changes/").json()
    assert (len(found["results"]), found["more"]) == (1, True)


@pytest.mark.parametrize("shown", ["quotes", "none"])
def test_passages_and_texts_are_for_curators_where_the_source_does_not_let_texts_be_seen(
    client: Client, curator: User, shown: str
) -> None:
    article = edited(shown, FIRST, SECOND)
    changes, versions = (f"/api/v1/articles/{article.pk}/{name}/" for name in ("changes", "versions"))
    for address in (changes, versions, article.get_absolute_url()):
        assert "members voted" not in client.get(address).content.decode()
    (edit,) = client.get(changes).json()["results"]
    assert (edit["passages"], edit["changed"], edit["share"] > 0) == (None, 1, True)
    client.force_login(curator)
    assert client.get(changes).json()["results"][0]["passages"]
    assert [row["text"] for row in client.get(versions).json()["results"]] == [SECOND, FIRST]


def test_versions_come_in_pages_the_latest_first(client: Client) -> None:
    article = edited("full", FIRST, SECOND, THIRD)
    first = client.get(f"/api/v1/articles/{article.pk}/versions/?limit=2").json()
    rest = client.get(first["next"]).json()
    rows = [*first["results"], *rest["results"]]
    assert [(row["text"], row["length"]) for row in rows] == [(t, len(t)) for t in (THIRD, SECOND, FIRST)]
    assert [row["current"] for row in rows] == [True, False, False]
    assert rows[0]["sha256"] == client.get(f"/api/v1/articles/{article.pk}/").json()["version"]
    assert rest["next"] is None


@pytest.mark.parametrize(("name", "queries"), [("versions", 3), ("changes", 3)])
def test_versions_and_changes_take_the_same_number_of_queries_however_many(
    client: Client, name: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for texts in ([FIRST, SECOND], [FIRST, SECOND, THIRD]):
        article = edited("full", *texts)
        with django_assert_num_queries(queries):  # the article, its addresses, its versions
            assert client.get(f"/api/v1/articles/{article.pk}/{name}/").status_code == 200


def test_what_was_taken_down_has_neither_versions_nor_changes(client: Client) -> None:
    article = edited("full", FIRST, SECOND)
    Article.objects.filter(pk=article.pk).update(erased_at=timezone.now())
    for name in ("versions", "changes"):
        assert client.get(f"/api/v1/articles/{article.pk}/{name}/").status_code == 410
        assert client.get(f"/api/v1/articles/2222222222/{name}/").status_code == 404


def test_an_article_that_is_gone_says_since_when(client: Client) -> None:
    article = edited("full", FIRST)
    assert "No longer at its address" not in client.get(article.get_absolute_url()).content.decode()
    ArticleUrl.objects.filter(article=article).update(gone_at=datetime(2024, 7, 1, tzinfo=UTC))
    assert client.get(f"/api/v1/articles/{article.pk}/").json()["gone_since"] == "2024-07-01T00:00:00Z"
    assert client.get(f"/api/v1/articles/{article.pk}/changes/").json()["gone_since"]
    page = client.get(article.get_absolute_url()).content.decode()
    assert "No longer at its address since" in page
    assert "1 July 2024" in page


def test_an_articles_page_says_when_it_was_changed_and_by_how_much(client: Client) -> None:
    article = edited("full", FIRST, SECOND, THIRD)
    page = " ".join(client.get(article.get_absolute_url()).content.decode().split())
    assert "Changed by its publisher" in page
    assert "23 June 2024, 10:00 UTC</time>, 1 passage<" in page
    assert "24 June 2024, 10:00 UTC</time>, 2 passages<" in page
    assert "<del>Nine members voted for it.</del> <ins>Eight members voted for it.</ins>" in page


def test_copies_of_a_text_are_named_on_each(client: Client) -> None:
    article = edited("full", FIRST)
    other = publish(source("Sample Gazette"), SECOND, Telling(), title="The plan is approved").article
    gone = publish(source("Sample Gazette"), THIRD, Telling(), title="Taken down").article
    group = ArticleGroup.objects.create()
    ArticleSketch.objects.update(group=group)
    Article.objects.filter(pk=gone.pk).update(erased_at=timezone.now())
    assert client.get(f"/api/v1/articles/{article.pk}/").json()["copies"] == [other.pk]
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'<a href="{other.get_absolute_url()}">The plan is approved</a>' in page
    assert "Taken down" not in page


def test_an_articles_page_takes_the_same_number_of_queries_however_often_it_was_edited_and_copied(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (2, 5):
        texts = [f"{FIRST} Note {n}." for n in range(number)]
        article = edited("full", *texts)
        group = ArticleGroup.objects.create()
        for copy in range(number):
            publish(source("Sample Gazette"), f"Copy {copy}.", Telling(), title=f"Copy {copy}")
        ArticleSketch.objects.update(group=group)
        with django_assert_num_queries(7):
            assert client.get(article.get_absolute_url()).status_code == 200


@pytest.fixture
def curator() -> User:
    user = User.objects.create_user("curator")
    user.user_permissions.add(Permission.objects.get(codename="view_event"))
    return user
