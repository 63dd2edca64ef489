"""The record that a careful analyst makes of the sample article, with and without its publication date."""

from datetime import date
from pathlib import Path

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Event, Extraction
from events.extraction.vocabulary import Assertion, Basis, Effect, Kind, RelationType, Role

TEXT = (Path(__file__).parents[2] / "seeds" / "azm-e-istehkam.txt").read_text(encoding="utf-8")
DAY = date(2024, 6, 22)
PREMIER, OFFICE = "Shehbaz Sharif", "Prime Minister’s Office"
COMMITTEE = "Central Apex Committee on the National Action Plan"
OPERATION, PLAN = "Operation Azm-e-Istehkam", "National Action Plan"


@pytest.fixture(scope="module")
def dated() -> Extraction:
    return extract(Document("sample", TEXT, published=DAY, timezone="Asia/Karachi"))


@pytest.fixture(scope="module")
def undated() -> Extraction:
    return extract(Document("sample", TEXT))


def only(extraction: Extraction, kind: Kind) -> Event:
    found = [event for event in extraction.events if event.kind is kind]
    assert len(found) == 1, [event.title for event in found]
    return found[0]


def names(event: Event, role: Role) -> set[str]:
    return {p.name for p in event.participants if p.role is role}


def quoted(event: Event) -> str:
    return " | ".join(TEXT[q.start : q.end] for q in event.evidence if q.field == "text")


def test_makes_the_four_records_of_the_analyst_and_no_more(dated: Extraction) -> None:
    kinds = sorted(str(event.kind) for event in dated.events)
    assert kinds == ["decision", "meeting", "operation", "statement"]


def test_decision_has_decider_consent_and_announcer(dated: Extraction) -> None:
    decision = only(dated, Kind.DECISION)
    assert names(decision, Role.DECIDER) == {PREMIER}
    assert names(decision, Role.CONSENTING) == {"provinces", "Gilgit-Baltistan", "Azad Jammu and Kashmir"}
    assert names(decision, Role.ANNOUNCER) == {OFFICE}
    assert decision.assertion is Assertion.REPORTED
    assert [(p.name, p.effect) for p in decision.policies] == [(OPERATION, Effect.APPROVES)]


def test_decision_is_dated_by_its_own_weekday_and_part_of_the_meeting(dated: Extraction) -> None:
    decision = only(dated, Kind.DECISION)
    assert decision.date is not None
    assert (decision.date.earliest, decision.date.latest, decision.date.basis) == (DAY, DAY, Basis.RELATIVE)
    assert decision.when is not None
    assert decision.when.expression == "Saturday"
    assert [(r.type, dated.events[r.to].kind) for r in decision.relations] == [(RelationType.PART_OF, Kind.MEETING)]


def test_decision_is_told_by_several_sentences(dated: Extraction) -> None:
    said = quoted(only(dated, Kind.DECISION))
    assert all(part in said for part in ("gave the go-ahead", "This critical decision", "with the consensus"))


def test_meeting_inherits_its_date_and_reviews_the_plan(dated: Extraction) -> None:
    meeting = only(dated, Kind.MEETING)
    assert meeting.date is not None
    assert (meeting.date.earliest, meeting.date.latest, meeting.date.basis) == (DAY, DAY, Basis.INHERITED)
    assert (PLAN, Effect.REVIEWS) in [(p.name, p.effect) for p in meeting.policies]
    assert COMMITTEE in meeting.title


def test_groups_that_attended_stay_groups_and_the_list_is_read_to_its_end(dated: Extraction) -> None:
    attending = names(only(dated, Kind.MEETING), Role.PARTICIPANT)
    assert {
        PREMIER,
        "chief ministers of all provinces and GB",
        "service chiefs",
        "chief secretaries of the provinces",
        "other senior officers",
    } <= attending
    assert attending <= {
        PREMIER,
        COMMITTEE,
        "chief ministers of all provinces and GB",
        "service chiefs",
        "chief secretaries of the provinces",
        "other senior officers",
    }


def test_consenting_is_not_attending(dated: Extraction) -> None:
    assert "Azad Jammu and Kashmir" not in {p.name for p in only(dated, Kind.MEETING).participants}


def test_operation_is_planned_and_open_because_approval_is_not_launch(dated: Extraction) -> None:
    operation = only(dated, Kind.OPERATION)
    assert operation.assertion is Assertion.PLANNED
    assert operation.date is not None
    assert (operation.date.earliest, operation.date.latest) == (DAY, None)
    assert names(operation, Role.TARGET) == {"militants"}
    assert names(operation, Role.IMPLEMENTER) == {"armed forces", "law enforcement agencies"}
    assert [p.name for p in operation.policies] == [OPERATION]


def test_press_release_is_one_statement_with_every_quoting_sentence(dated: Extraction) -> None:
    statement = only(dated, Kind.STATEMENT)
    assert names(statement, Role.ANNOUNCER) == {OFFICE}
    assert statement.date is not None
    assert (statement.date.earliest, statement.date.basis) == (DAY, Basis.INHERITED)
    assert "the release said" in quoted(statement)
    assert "the PMO press release said" in quoted(statement)


def test_dateline_is_no_place_of_an_event(dated: Extraction) -> None:
    assert all(event.place is None or event.place.name.upper() != "ISLAMABAD" for event in dated.events)


def test_titles_read_like_headlines(dated: Extraction) -> None:
    assert [event.title for event in dated.events] == [
        f"{PREMIER} gives go-ahead to {OPERATION}",
        f"Meeting of the {COMMITTEE}",
        f"{OFFICE} issues official statement",
        f"{OPERATION} planned against militants",
    ]


def test_commitments_are_the_three_that_can_be_checked(dated: Extraction) -> None:
    found = [(c.by, c.what.split(" to ")[0].split(" by ")[0], c.due) for c in dated.commitments]
    assert found == [
        (PREMIER, "Diplomatic efforts will be intensified", None),
        (None, "efforts would be intensified", None),
        (None, "The renewed and full-blown kinetic efforts of the armed forces would be augmented", None),
    ]


def test_direct_quotations_are_four_and_a_name_in_quotation_marks_is_none(dated: Extraction) -> None:
    direct = {(s.speaker, TEXT[slice(*s.content)].strip("“”")[:30]) for s in dated.statements if s.direct}
    released = {text for speaker, text in direct if speaker == OFFICE}
    assert released >= {
        "The approval of Operation Azm-",
        "Operation Azm-e-Istehkam will ",
        "The forum reiterated that the ",
    }
    assert (PREMIER, "Diplomatic efforts will be int") in direct
    assert not any(text.startswith("Azm-e-Istehkam") for _, text in direct)


def test_vows_of_resolve_are_statements_of_the_forum(dated: Extraction) -> None:
    said = {(s.speaker, TEXT[slice(*s.cue)]) for s in dated.statements if s.cue}
    assert {(COMMITTEE, "vowed"), (COMMITTEE, "resolved")} <= said


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["Shehbaz Sharif", "premier", "PM"], PREMIER),
        (["Prime Minister’s Office", "PMO"], OFFICE),
        (["Gilgit-Baltistan", "GB"], "Gilgit-Baltistan"),
        (["Azad Jammu and Kashmir", "AJK"], "Azad Jammu and Kashmir"),
    ],
)
def test_one_actor_under_several_names_is_one_cluster(dated: Extraction, mentions: list[str], name: str) -> None:
    found = {TEXT[a.start : a.end]: a for a in dated.actors}
    assert {found[m].name for m in mentions} == {name}
    assert len({found[m].cluster for m in mentions}) == 1


def test_spelling_variants_of_the_operation_are_one_policy(dated: Extraction) -> None:
    named = {p.name for event in dated.events for p in event.policies}
    assert named <= {OPERATION, PLAN}


def test_without_publication_date_nothing_is_dated_but_the_expression_is_kept(undated: Extraction) -> None:
    assert [event.date for event in undated.events] == [None] * 4
    decision = only(undated, Kind.DECISION)
    assert decision.when is not None
    assert decision.when.expression == "Saturday"


def test_publication_date_changes_dates_only(dated: Extraction, undated: Extraction) -> None:
    assert [(e.kind, e.title, e.participants) for e in dated.events] == [
        (e.kind, e.title, e.participants) for e in undated.events
    ]
