"""Copies of one text: found whatever their headline, kept apart as articles, counted once as evidence."""

import itertools

import pytest

from events.extraction.vocabulary import Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import store
from events.models import Article, Event, Source
from tests.factories import DAY, Telling, Told, on, publish, source
from tests.ingestion.web import BODY

pytestmark = pytest.mark.django_db
OTHER = (
    "Farmers in the valley asked the ministry for a new well after the third dry summer in a row.",
    "Officials promised to send an engineer in the coming weeks to look at the old pumping station.",
    "The mayor said that the town had money for half of the work and would need help with the rest.",
)
TEXTS = {
    "original": " ".join(BODY),
    "shortened": " ".join(BODY[:3]),
    "extended": " ".join((*BODY, *OTHER[:1])),
    "another": " ".join(OTHER),
}


def store_all(order: tuple[str, ...]) -> dict[str, int | None]:
    source = Source.objects.create(name="Wires", kind=Source.Kind.MANUAL)
    for name in order:
        store(Submission(TEXTS[name], title=f"Headline of the {name}"), source, location=name)
    return {a.identity.rpartition("/")[2]: a.group_id for a in Article.objects.all()}


@pytest.mark.parametrize("order", list(itertools.permutations(TEXTS)), ids=lambda order: "-".join(o[0] for o in order))
def test_copies_are_one_group_in_any_order_of_arrival(order: tuple[str, ...]) -> None:
    groups = store_all(order)
    assert groups["another"] is None
    assert groups["original"] is not None
    assert groups["original"] == groups["shortened"] == groups["extended"]


def test_an_article_that_is_rewritten_leaves_its_group() -> None:
    store_all(("original", "shortened"))
    source = Source.objects.get()
    store(Submission(TEXTS["another"], title="Rewritten"), source, location="shortened")
    assert {article.group_id for article in Article.objects.all()} == {None}


def test_copies_count_once_as_evidence_and_each_is_listed() -> None:
    sentence = BODY[0]
    actors = [("harbour council of Lowport", Role.DECIDER)]
    telling = Telling([Told("Council approves the Tidal Waters Plan", sentence, when=on(DAY), actors=actors)])
    for name, text in (("wire", " ".join(BODY)), ("daily", " ".join(BODY)), ("own", f"{sentence} {' '.join(OTHER)}")):
        publish(source(name), text, telling, title=f"Headline in the {name}")
    event = Event.objects.get()
    assert len(event.document["sources"]) == 3
    assert event.sources == 2
    assert sorted(source["copy"] for source in event.document["sources"]) == [False, False, True]
