"""Where an event was, by the phrases of its own clause."""

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.vocabulary import Kind


def place_in(text: str, kind: Kind) -> str | None:
    event = next(e for e in extract(Document("x", text)).events if e.kind is kind)
    return event.place.name if event.place is not None else None


@pytest.mark.parametrize(
    ("text", "kind", "place", "why"),
    [
        (
            "Fiji and Samoa renewed their pact on tuna licences in Apia.",
            Kind.AGREEMENT,
            "Apia",
            "the end of the clause",
        ),
        ("Police seized nine boats on the Orinda river.", Kind.OPERATION, "Orinda river", "a river"),
        ("Rebels fired on a patrol in the upper Vash valley.", Kind.INCIDENT, "Vash valley", "a valley"),
        ("A bomb at Tulmek killed six soldiers.", Kind.INCIDENT, "Tulmek", "a village the model does not know"),
        ("A meeting was held on Friday at the town hall.", Kind.MEETING, "town hall", "a building without a name"),
        (
            "The envoy met the miners at the Ministry of Energy.",
            Kind.MEETING,
            "Ministry of Energy",
            "the seat of a body",
        ),
        ("The army will send troops to Tulmek on Monday.", Kind.OPERATION, "Tulmek", "where forces are sent"),
        ("The council will send a team to Tulmek to raid farms.", Kind.OPERATION, "Tulmek", "to whom it may look sent"),
        (
            "The ministers, sitting in Oslo, signed a pact on Friday.",
            Kind.AGREEMENT,
            "Oslo",
            "who gathered there",
        ),
        ("Oslo will host the next talks in April.", Kind.MEETING, "Oslo", "the host"),
        (
            "The fifth round of talks between Peru and Chile opened in Oslo on Monday.",
            Kind.MEETING,
            "Oslo",
            "a round of them",
        ),
        ("The committee is to visit Oslo on 5 May.", Kind.MEETING, "Oslo", "what is visited"),
        ("The council met in Oslo. A bomb killed nine people there.", Kind.INCIDENT, "Oslo", "there"),
        ("In Velm, where miners blocked the road on Monday, no food arrived.", Kind.INCIDENT, "Velm", "where"),
    ],
)
def test_place_is_read_from_the_clause_of_the_event(text: str, kind: Kind, place: str, why: str) -> None:
    assert place_in(text, kind) == place, why


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("Dockers shunned work to protest at the settlement of Danish migrants.", Kind.INCIDENT, "whose they are"),
        ("Sweden recalled its ambassador in Oslo, Nils Brandt.", Kind.APPOINTMENT, "where an office is held"),
        (
            "The two ministries signed the pact, which lawyers had criticised in Quito.",
            Kind.AGREEMENT,
            "another clause",
        ),
    ],
)
def test_place_of_something_else_is_not_taken(text: str, kind: Kind, why: str) -> None:
    assert place_in(text, kind) is None, why
