from datetime import date

import pytest
from django.http import QueryDict

from events.models import Actor, ActorName, Article, Event, Policy, PublicId
from events.publishing.cursors import page_of
from events.publishing.filters import (
    ACTORS,
    ARTICLE_FILTERS,
    EVENT_FILTERS,
    actors_matching,
    articles_matching,
    events_matching,
    first_day,
    last_day,
)
from events.publishing.parameters import ParameterError, read_parameters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chronicle")]


def _titles(query: str) -> set[str]:
    values = read_parameters(QueryDict(query), EVENT_FILTERS, strict=True)
    return set(events_matching(Event.objects.published(), values).values_list("title", flat=True))


INQUIRY, QUARTER = "Inquiry into the storm", "Coastal Assembly passes the Tidal Waters Act"
STORM, LOAN = "Storm destroys two quays", "Treasury and Norland sign a loan agreement"
TALKS = "Norland and the Coastal Assembly hold talks on fishing rights"
CASES = [
    ("kind=incident", {STORM}, "one kind"),
    ("kind=incident&kind=legislation", {STORM, QUARTER}, "kinds add up"),
    ("kind=incident,legislation", {STORM, QUARTER}, "kinds with a comma between"),
    ("assertion=planned", {"Work under the Harbour Renewal Plan to begin"}, "how it is spoken of"),
    ("assertion=negated", set(), "what is denied is not published"),
    ("review=confirmed", set(), "nobody has looked at anything"),
    ("to=2024-01-10", {STORM, LOAN}, "a month that may have covered the day"),
    ("from=2024-05-10&to=2024-05-20", {QUARTER, INQUIRY}, "a quarter and an open interval overlap"),
    ("from=2023&to=2023", {LOAN}, "a whole year"),
    ("from=2030", {INQUIRY}, "an open end never ends; what has no date is in no period"),
    ("place=sundby", {TALKS}, "a place in any case"),
    ("q=dredger", set(), "only what was extracted is searched"),
    ("q=fishing+rights", {TALKS}, "words"),
    ("q=%22rights+fishing%22", set(), "a phrase keeps its order"),
    ("q=quays+-storm", set(), "a word left out"),
    ("kind=&q=&from=", None, "blank fields of a form say nothing"),
]


@pytest.mark.parametrize(("query", "titles", "reason"), CASES)
def test_finds_what_matches(query: str, titles: set[str] | None, reason: str) -> None:
    everything = set(Event.objects.published().values_list("title", flat=True))
    assert _titles(query) == (everything if titles is None else titles), reason


def test_finds_events_of_an_actor_and_of_a_policy_under_merged_ids_as_well() -> None:
    marsh, plan = Actor.objects.get(name="Jon Marsh"), Policy.objects.get(name="Operation Clear Channel")
    old = PublicId.objects.create(kind="actor", merged_into_id=marsh.pk)
    older = PublicId.objects.create(kind="actor", merged_into=old)
    for public_id in (marsh.pk, old.pk, older.pk):
        assert _titles(f"actor={public_id}") == {"Harbour Authority appoints Jon Marsh"}
    assert _titles(f"policy={plan.pk}") == {"Harbour Authority launches Operation Clear Channel"}


@pytest.mark.parametrize("name", ["Jon Marsh", "jon marsh", "JON  MARSH"])
def test_finds_events_of_an_actor_by_a_name_that_it_alone_bears(name: str) -> None:
    assert _titles(f"actor={name}") == {"Harbour Authority appoints Jon Marsh"}


def test_refuses_a_name_that_two_actors_bear() -> None:
    marsh, venn = Actor.objects.get(name="Jon Marsh"), Actor.objects.get(name="Ada Venn")
    for actor in (marsh, venn):
        ActorName.objects.create(actor_id=actor.pk, text="The Director")
    with pytest.raises(ParameterError, match="a name that only one actor has"):
        _titles("actor=The Director")


BAD = [
    ("kind=war", "kind", "not in the list"),
    ("from=2024-02-30", "from", "no such day"),
    ("from=22.06.2024", "from", "another way to write it"),
    ("from=0000", "from", "no year 0"),
    ("to=2024-1", "to", "a month has two digits"),
    ("from=2024-05&to=2024-04", "to", "ends before it begins"),
    ("from=2024&from=2023", "from", "one thing, twice"),
    ("actor=zzzzzzzzzz", "actor", "no such actor"),
    ("q=" + "x" * 201, "q", "too long"),
    ("place=%00", "place", "NUL"),
    ("colour=red", "colour", "not known"),
]


@pytest.mark.parametrize(("query", "parameter", "reason"), BAD)
def test_says_which_parameter_cannot_be_used(query: str, parameter: str, reason: str) -> None:
    with pytest.raises(ParameterError) as caught:
        _titles(query)
    assert [p.parameter for p in caught.value.problems] == [parameter], reason


def test_searches_articles_texts_but_not_those_that_may_not_be_shown(chronicle: dict[str, Article]) -> None:

    def found(words: str) -> list[str]:
        values = read_parameters(QueryDict(f"q={words}"), ARTICLE_FILTERS, strict=True)
        return [a.pk for a in articles_matching(Article.objects.all(), values)]

    assert found("dredgers pilots") == [chronicle["notice"].pk]
    assert found("loan agreement") == []


def test_sorts_names_as_a_dictionary_does() -> None:
    rows = page_of(actors_matching(Actor.objects.all(), {}), ACTORS.orders["name"], cursor=None, size=50).rows
    names = [actor.name for actor in rows]
    assert names == sorted(names, key=str.lower)
    assert names.index("Pilots") < names.index("Treasury")


def test_reads_the_first_and_the_last_day_of_a_period() -> None:
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day("9999"), last_day("9999")) == (date(9999, 1, 1), date(9999, 12, 31))
