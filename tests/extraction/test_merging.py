"""Which mentions are one event, and whose date it takes."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Event
from events.extraction.vocabulary import Assertion, Kind

DAY = date(2024, 3, 13)


def read(text: str) -> tuple[Event, ...]:
    return extract(Document("x", text, published=DAY)).events


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param(
            "The High Court on Monday set aside the licence, ruling that the ministry had not heard the villagers.",
            1,
            id="a ruling told twice in one sentence",
        ),
        pytest.param(
            "Order No. 5, creating the Harbour Fund, was signed by the president on Monday.",
            1,
            id="an order that does what it says",
        ),
        pytest.param(
            "The High Court on Monday set aside the licence. The council on Friday approved the budget of the port.",
            2,
            id="two decisions of two bodies",
        ),
    ],
)
def test_one_act_is_one_decision(text: str, number: int) -> None:
    assert len([e for e in read(text) if e.kind is Kind.DECISION]) == number


def test_plan_does_not_take_the_day_on_which_it_is_told() -> None:
    events = read(
        "The ministry will expand the Ferry Scheme. The ministry said on Monday that it expanded ferry lines."
    )
    assert not [e for e in events if e.assertion is Assertion.PLANNED and e.date and e.date.basis == "publication"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The committee on trade, chaired by a banker, has rejected the plan.", False, id="who heads a body"
        ),
        pytest.param("The governor chaired a meeting of the committee on Monday.", True, id="who chaired a meeting"),
    ],
)
def test_head_of_a_body_is_no_meeting(text: str, found: bool) -> None:
    assert any(e.kind is Kind.MEETING for e in read(text)) is found


def test_deadline_alone_is_no_record_beside_what_was_decided() -> None:
    events = read(
        "The cabinet approved the Harbour Plan on Monday. The ministry will publish the tariffs by 30 April. The "
        "premier will meet the unions on 2 April."
    )
    assert not any("tariffs" in e.title for e in events)
    assert any(e.kind is Kind.MEETING for e in events)


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        pytest.param("Another 40 more suspects held in the raids.", Assertion.REPORTED, id="suspects are no verb"),
        pytest.param("The mayor allegedly signed the deal.", Assertion.DISPUTED, id="the own clause is doubted"),
    ],
)
def test_doubt_concerns_its_own_clause(text: str, assertion: Assertion) -> None:
    assert {e.assertion for e in read(text) if e.kind is not Kind.STATEMENT} <= {assertion}
