"""Which policies an event is about, under which name, and what it does to each."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Extraction
from events.extraction.vocabulary import Effect

PUBLISHED = date(2024, 6, 19)
Done = tuple[str, str | None]


def read(text: str) -> Extraction:
    return extract(Document("example", text, published=PUBLISHED))


def done(text: str) -> set[Done]:
    return {(p.name, p.effect) for e in read(text).events for p in e.policies}


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("The bank approved the extension of the Ferry Scheme.", ("Ferry Scheme", Effect.AMENDS), "of it"),
        ("The court struck down two sections of the Seed Act.", ("Seed Act", Effect.AMENDS), "only a part"),
        ("Parliament approved changes to the Seed Act.", ("Seed Act", Effect.AMENDS), "changes"),
        ("The council approved the repeal of the Toll Ordinance.", ("Toll Ordinance", Effect.ENDS), "repeal"),
        ("The judge suspended the application of the Toll Ordinance.", ("Toll Ordinance", Effect.SUSPENDS), "halted"),
        ("The agency activated the Flood Plan.", ("Flood Plan", Effect.LAUNCHES), "the verb's own"),
        ("The minister shelved the Lake Levels Strategy.", ("Lake Levels Strategy", Effect.SUSPENDS), "not its end"),
        ("The board extended the mandate of the Delta Plan.", ("Delta Plan", Effect.AMENDS), "its mandate"),
        ("The council voted to scrap the Quay Reform Plan.", ("Quay Reform Plan", Effect.ENDS), "what was voted"),
        ("The ministry cancelled nine permits under the Reef Policy Act.", ("Reef Policy Act", None), "rests on it"),
        ("The committee, which met on Monday, cleared the Seed Bill.", ("Seed Bill", None), "only sent on"),
        ("The Seed Bill cleared its second reading on Monday.", ("Seed Bill", None), "only a stage"),
        ("The cabinet approved the Reef Mechanism.", ("Reef Mechanism", Effect.APPROVES), "heads"),
        ("The Coast Plan, which the cabinet adopted in May, bans nets.", ("Coast Plan", Effect.APPROVES), "a clause"),
    ],
)  # fmt: skip
def test_what_is_done_to_a_policy(text: str, expected: Done, why: str) -> None:
    assert expected in done(text), why


def test_policy_of_another_clause_is_not_decided_on() -> None:
    text = "The governor vetoed a levy on Monday and signed a bill that sets up the Drought Relief Fund."
    assert "vetoes" not in {effect for name, effect in done(text) if name == "Drought Relief Fund"}
    assert ("Coast Fund", Effect.ENDS) not in done("The coalition scrapped a tax that paid for the Coast Fund.")


@pytest.mark.parametrize(
    "text",
    [
        "The cabinet approved the Reef Charter, a component of the Blue Strategy.",
        "The cabinet approved the Reef Charter within the Blue Strategy.",
        "The cabinet approved the Reef Charter as part of the Blue Strategy.",
    ],
)
def test_part_of_a_policy_has_it_as_parent(text: str) -> None:
    found = [p for e in read(text).events for p in e.policies]
    assert [(p.name, p.effect, p.parent) for p in found] == [("Reef Charter", Effect.APPROVES, "Blue Strategy")]


def test_whole_may_stand_before_its_part() -> None:
    text = "The Blue Strategy, of which the Reef Scheme is part, is old. The cabinet ended the Reef Scheme on Monday."
    assert {p.parent for e in read(text).events for p in e.policies if p.name == "Reef Scheme"} == {"Blue Strategy"}


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("The council scrapped Get The Nets Out, a programme launched in 2017.", "Get The Nets Out", "explained"),
        ("The council scrapped a scheme called Bright Harbour.", "Bright Harbour", "called so"),
        ("The governor vetoed a bill. The Ditch Water Bill would let cities buy wells.", "Ditch Water Bill", "later"),
        ("The Coast Plan is old, the Blue Strategy new. The plan was scrapped on Monday.", "Coast Plan", "same word"),
    ],
)  # fmt: skip
def test_name_of_a_policy_is_found_where_it_stands(text: str, name: str, why: str) -> None:
    assert name in {n for n, _ in done(text)}, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The city ended its contract with Ilse Aubert, a law professor.", "a person"),
        ("The cabinet thanked the World Food Programme on Monday.", "a body"),
        ("The governor vetoed a bill. A Seed Bill and a Reef Bill were debated.", "one of two"),
    ],
)
def test_what_is_no_policy(text: str, why: str) -> None:
    assert not [p for e in read(text).events if e.title and "debate" not in e.title for p in e.policies], why
