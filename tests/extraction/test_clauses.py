"""What a list of infinitives, a relative clause and a name with a year say of an event."""

import datetime

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.parsing import parse
from events.extraction.reading import Reading, _mend_days, read
from events.extraction.results import Event
from events.extraction.vocabulary import Assertion, Basis, Kind, Role

PUBLISHED = datetime.date(2024, 5, 15)


def read_parse(text: str) -> Reading:
    return read(parse(text))


def events(text: str) -> list[Event]:
    return list(extract(Document("x", text, published=PUBLISHED)).events)


def test_all_infinitives_of_a_list_are_planned() -> None:
    said = "Minister Dorne pledged to repeal the Quay Act, which allows it; amend the Press Act; and open a school."
    laws = [e for e in events(said) if e.kind is Kind.LEGISLATION]
    assert [e.assertion for e in laws] == [Assertion.PLANNED, Assertion.PLANNED]


def test_what_a_relative_clause_tells_of_an_event_is_that_event() -> None:
    found = events("The 2019 bombings of two markets that killed over 90 people led to a curfew.")
    (bombing,) = (e for e in found if e.kind is Kind.INCIDENT)
    assert bombing.date is not None
    assert bombing.date.edtf == "2019"
    assert [p.name for p in bombing.participants] == ["90 people"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The council should renew it at its 60th session, which begins on 8 September 2025.", "2025-09-08"),
        ("Ministers prepared the summit, which will be held on 3 June.", "2024-06-03"),
    ],
)
def test_a_relative_clause_says_when_a_meeting_is(text: str, edtf: str) -> None:
    (meeting,) = (e for e in events(text) if e.kind is Kind.MEETING)
    assert (meeting.date is not None and meeting.date.edtf, meeting.assertion) == (edtf, Assertion.PLANNED)


def test_a_year_in_a_name_is_no_date() -> None:
    (named,) = events("The president has appointed a new chairman to the 1990 ‘Swift Help’ Foundation.")
    assert named.date is not None
    assert named.date.basis is Basis.PUBLICATION


def test_what_was_done_over_the_years_is_not_of_today() -> None:
    (adopted,) = events("The council over the years has adopted a series of resolutions on the quay.")
    assert adopted.date is None


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Three killed in bus crash near Vellmora", Kind.INCIDENT),
        ("42 arrested over harassing passengers", Kind.OPERATION),
        ("Minister dismissed over fraud charges", Kind.APPOINTMENT),
    ],
)
def test_a_headline_without_an_auxiliary_tells_what_was_done_to_somebody(headline: str, kind: Kind) -> None:
    (told,) = events(headline)
    assert (told.kind, told.assertion) == (kind, Assertion.REPORTED)
    assert headline.startswith(told.title)
    assert not any(p.role in (Role.IMPLEMENTER, Role.DECIDER) for p in told.participants)


def test_a_headline_in_the_active_stays_so() -> None:
    (told,) = events("Army killed nine rebels")
    assert [(p.name, p.role) for p in told.participants][:1] == [("Army", Role.IMPLEMENTER)]


def test_who_asks_whether_something_happened_does_not_report_it() -> None:
    found = events("The council adopted the budget on Monday. Has the army killed nine people in the raid, then?")
    assert [e.kind for e in found] == [Kind.DECISION]


def test_a_paper_that_nothing_is_said_of_is_no_record() -> None:
    found = events("Issuing a statement, the bank said that it suspended the licence of Mo Finance on Monday.")
    assert [e.kind for e in found] == [Kind.DECISION]
    (told,) = events("The ministry issued a statement condemning the raid.")
    assert told.kind is Kind.STATEMENT


def test_to_begin_to_strike_is_one_strike() -> None:
    assert len(events("Doctors to begin strike against the suspension of allowances")) == 1


LOOK_BACK = """The party held a rally in Havn on 9 May 2024.

In 1949 Anders Vik founded the party. In 1957 it entered the assembly. The party decided that change needed votes. In
1971 it won the state. In 1977 the rival party captured the assembly. In 1987 Vik died. {last}"""


def test_what_a_look_back_tells_without_a_date_is_not_of_its_own_day() -> None:
    text = LOOK_BACK.format(last="The premier dismissed the interior minister.")
    (dismissed,) = (e for e in events(text) if "dismiss" in text[e.start : e.end])
    assert dismissed.date is None


@pytest.mark.parametrize(
    "told",
    ["Previously, the customs office banned such parcels.", "Days after the massacre, Norland launched strikes."],
)
def test_an_open_time_of_its_own_is_not_the_day_of_the_story(told: str) -> None:
    found = events(f"The cabinet approved the tax on Monday. {told}")
    assert all(e.date is None for e in found if e.sentence.start > 0)
    assert any(e.date is not None for e in found)


def test_the_toll_of_a_disaster_is_no_event_beside_it() -> None:
    found = events("An earthquake shook the north on Tuesday. Later 3,124 people were injured in all, a ministry said.")
    (quake,) = (e for e in found if e.kind is Kind.INCIDENT)
    assert len(quake.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "“Our country was made bankrupt,” recalled Minister Dorne on Monday.",
        "The agency is promoting Norland as a destination.",
    ],
)
def test_who_is_quoted_and_what_is_advertised_is_not_appointed(text: str) -> None:
    assert not [e for e in events(text) if e.kind is Kind.APPOINTMENT]


def test_a_suspect_who_is_arrested_is_not_alleged_to_be() -> None:
    (arrest,) = events("Suspect arrested with explosives in Bandar")
    assert arrest.assertion is Assertion.REPORTED


def test_what_was_decided_at_a_meeting_is_read_past_the_meeting() -> None:
    found = events(
        "Speaking at a press conference held today (15), Minister Dorne said that it has been decided at the Cabinet"
        " meeting held on 2 May 2024 to instruct the Legal Draftsman to prepare the bill."
    )
    (decided,) = (e for e in found if e.kind is Kind.DECISION)
    assert (decided.assertion, decided.date and decided.date.edtf) == (Assertion.REPORTED, "2024-05-02")
    assert ("Cabinet", Role.DECIDER) in [(p.name, p.role) for p in decided.participants]
    assert not [e for e in found if e.kind is Kind.STATEMENT]


def test_it_was_decided_by_the_meeting_just_told() -> None:
    found = events("The council met on Friday. It was decided to close the port.")
    decided = next(e for e in found if e.kind is Kind.DECISION)
    assert [(p.name, p.role) for p in decided.participants] == [("council", Role.DECIDER)]


def test_whom_an_appointment_replaces_is_part_of_it() -> None:
    (named,) = events("The president appointed Marshal Sam Thuy as defence secretary, replacing an ex-army general.")
    assert named.title.startswith("President appoints")
    assert {(p.name, p.role) for p in named.participants} >= {("ex-army general", Role.TARGET)}


def test_what_a_former_government_did_is_not_of_today() -> None:
    found = events("The cabinet approved the tax. The last government banned foreign vessels.")
    assert [e.date is None for e in found] == [False, True]


def test_a_suspect_in_the_middle_of_a_headline_is_a_person() -> None:
    found = events("One injured in Padavi shooting, suspect arrested")
    assert {e.assertion for e in found} == {Assertion.REPORTED}


def test_who_is_granted_something_in_a_headline_does_not_grant_it() -> None:
    (granted,) = events("Former minister granted bail")
    assert [(p.name, p.role) for p in granted.participants] == [("minister", Role.AFFECTED)]


@pytest.mark.parametrize(
    "text", ["Notes\n\nSee (5)\n\nRead (5) here (6) now (7).", "a (1)", "(1) (2) (3)", "The (9) met (9)"]
)
def test_numbers_in_brackets_break_nothing(text: str) -> None:
    assert read_parse(text).text == text


def test_a_root_is_never_hung_elsewhere() -> None:
    reading = read_parse("The council met on Monday (5).")
    number = reading.words.index("5")
    reading.head[number], reading.dep[number] = number, "ROOT"
    _mend_days(reading)
    assert reading.head[number] == number
