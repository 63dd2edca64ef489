"""A takedown leaves no word of an article anywhere, and nothing brings it back."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from events.curation import CurationError, accept, erase
from events.extraction.vocabulary import ActorKind, Effect, Kind, Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import ErasedError, ingest
from events.models import Article, Event, Source
from tests.scripted import Line, Scripted

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 6)
COUNCIL = ("Harbour Council", Role.DECIDER, ActorKind.BODY)
EXTRACT = Scripted(
    [
        Line("approved", Kind.DECISION, "Council approves Quay Plan", DAY, actors=[COUNCIL],
             policies=[("Quay Plan", Effect.APPROVES)]),
        Line("xylophone", Kind.MEETING, "Council meets the xylophone players", DAY, actors=[COUNCIL]),
    ],
    commitments=[("marimbas will be bought", "")],
)  # fmt: skip
SECRET = ("xylophone", "marimbas", "glockenspiel")
FIRST = (
    "The Harbour Council approved the Quay Plan with a glockenspiel. The Harbour Council met xylophone players. "
    "For them marimbas will be bought."
)
SECOND = "The Harbour Council approved the Quay Plan."


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="Lowport Herald", kind=Source.Kind.MANUAL, text_shown="full")


def take(text: str, location: str, source: Source) -> Article:
    return ingest(
        Submission(text=text, title=text[:20], published=DAY), source, location=location, extract=EXTRACT
    ).article


def rows_that_hold(word: str) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_app_config("events").get_models():
            table = model._meta.db_table
            cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text ILIKE %s", [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_leaves_no_word_of_the_article_anywhere(source: Source) -> None:
    article = take(FIRST, "a", source)
    take(SECOND, "b", source)
    accept(Event.objects.get(kind="meeting").pk, user=User.objects.create_user("curator"))
    assert all(rows_that_hold(word) for word in SECRET)
    erase(article.pk, reason="asked for by its author")
    assert {word: rows_that_hold(word) for word in SECRET} == {word: [] for word in SECRET}
    remaining = Event.objects.get()
    assert (remaining.kind, remaining.sources) == ("decision", 1)


def test_keeps_the_reason_and_never_takes_it_in_again(source: Source) -> None:
    article = take(FIRST, "a", source)
    erase(article.pk, reason="asked for by its author")
    article.refresh_from_db()
    assert article.erased_reason == "asked for by its author"
    with pytest.raises(ErasedError, match="asked for by its author"):
        take(FIRST, "a", source)
    assert not Event.objects.exists()


def test_needs_a_reason_and_an_article(source: Source) -> None:
    article = take(FIRST, "a", source)
    for pk, reason in ((article.pk, " "), ("nosuchone1", "why not")):
        with pytest.raises(CurationError):
            erase(pk, reason=reason)
    assert Event.objects.count() == 2
