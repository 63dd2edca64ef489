"""What stands around an event: whose sitting it was, which day is its own, who says so, how far the list goes."""

import datetime

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Event
from events.extraction.vocabulary import Assertion, Kind

PUBLISHED = datetime.date(2024, 6, 26)


def events(text: str, title: str | None = None) -> list[Event]:
    return list(extract(Document("x", text, title=title, published=PUBLISHED)).events)


def first(text: str, kind: Kind) -> Event:
    return next(e for e in events(text) if e.kind is kind)


def edtf(event: Event) -> str | None:
    return event.date.edtf if event.date is not None else None


def test_who_presided_over_a_sitting_stands_with_what_its_body_decided_there() -> None:
    text = (
        "The City Council of Arran approved a zoning plan on Monday. The council met on Monday under the chairmanship "
        "of Mayor Ada Lind."
    )
    assert ("Ada Lind", "chair") in {(p.name, str(p.role)) for p in first(text, Kind.DECISION).participants}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The regulator suspended the auctions until 18 November.", "2024-06-26"),
        (
            "The proposal of the minister to present the order dated 11 May 2024 was approved by the cabinet.",
            "2024-06-26",
        ),
        ("The council held a meeting on the budget for 2026.", "2024-06-26"),
        ("The ban takes effect on 14 December.", "2024-12-14"),
        ("The minister is scheduled to address a forum in Lima and meet with the miners on Friday.", "2024-06-28"),
    ],
)
def test_a_day_of_something_else_is_not_the_events(text: str, day: str) -> None:
    assert day in {edtf(e) for e in events(text)}
    assert not {edtf(e) for e in events(text)} & {"2024-11-18", "2024-05-11", "2026", "2024-06-21"}


def test_what_is_condemned_was_on_its_day_and_the_condemnation_is_news() -> None:
    text = "The council condemned the attack on traders at Tulmek on 2 March."
    assert {(e.kind, edtf(e)) for e in events(text)} >= {(Kind.STATEMENT, "2024-06-26")}


def test_a_session_of_several_days_dates_what_was_decided_there_with_all_of_them() -> None:
    text = "The Council of Arran held its session in Lowport from 22 to 24 June 2024. The Council approved a plan."
    assert edtf(first(text, Kind.DECISION)) == "2024-06-22/2024-06-24"


def test_it_is_whoever_says_so() -> None:
    text = "Norway said it shot down a drone on Monday and the Harbour Movement said it had fired a rocket at Tulmek."
    fired = next(e for e in events(text) if "rocket" in e.title)
    assert [p.name for p in fired.participants][:1] == ["Harbour Movement"]


def test_lines_below_a_body_are_its_acts() -> None:
    text = "The council took these decisions on Monday:\n\n- imposed a fine of 40 crowns on the port company;\n"
    fine = next(e for e in events(text) if "fine" in e.title)
    assert ("council", "decider") in {(p.name, str(p.role)) for p in fine.participants}


def test_the_apposition_of_a_name_acts_as_the_name() -> None:
    text = "Ada Lind, a Lowport Democrat who introduced the bill in May, resigned on Monday."
    assert [p.name for p in first(text, Kind.LEGISLATION).participants] == ["Ada Lind"]


def test_a_headline_appoints_nobody_by_himself() -> None:
    headline = "Ada Lind Appointed Chief Secretary of Arran"
    text = f"{headline}\n\nThe President has appointed Ada Lind as Chief Secretary of Arran."
    roles = {(p.name, str(p.role)) for e in events(text) for p in e.participants if e.kind is Kind.APPOINTMENT}
    assert ("Ada Lind", "affected") in roles
    assert ("Ada Lind", "decider") not in roles


def test_nobody_denies_an_attack_by_not_owning_up_to_it() -> None:
    attack = first("No group has claimed responsibility for the attack in Tulmek on Friday.", Kind.INCIDENT)
    assert attack.assertion is Assertion.REPORTED


def test_a_noun_of_the_headline_alone_is_no_event() -> None:
    found = events("The court of Lowport issued an order on Monday.", title="Court issues order on protest")
    assert [e.kind for e in found] == [Kind.DECISION]


def test_what_is_awaited_has_not_come() -> None:
    text = "Until the policy is approved by the cabinet, the committee will carry out the work."
    assert all(e.assertion is not Assertion.REPORTED for e in events(text))


@pytest.mark.parametrize(
    "text",
    [
        "The then president Ada Lind signed an agreement with the miners.",
        "Ada Lind, who won the election in 2015, suspended the port scheme soon after she took over.",
    ],
)
def test_what_somebody_did_in_another_office_or_year_was_not_done_today(text: str) -> None:
    assert "2024-06-26" not in {edtf(e) for e in events(text)}
