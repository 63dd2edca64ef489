"""What happened: assertion, roles, places, policies, merging, titles, and what is no event."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Event, Extraction
from events.extraction.vocabulary import Assertion, Effect, Kind, RelationType, Role

DAY = date(2024, 3, 13)


def read(text: str, title: str | None = None) -> Extraction:
    return extract(Document("x", text, title=title, published=DAY))


def first(text: str, kind: Kind) -> Event:
    return next(e for e in read(text).events if e.kind is kind)


def about(text: str, phrase: str) -> Event:
    from events.extraction.results import Span

    start = text.index(phrase)
    event = extract(Document("x", text, published=DAY, spans=(Span(start, start + len(phrase)),))).about[0]
    assert event is not None
    return event


@pytest.mark.parametrize(
    ("text", "phrase", "assertion"),
    [
        ("The cabinet approved the plan.", "approved", Assertion.REPORTED),
        ("The cabinet has been asked whether it approved the plan.", "approved", Assertion.HYPOTHETICAL),
        ("The cabinet will approve the plan on Friday.", "approve", Assertion.PLANNED),
        ("The minister said the cabinet would approve the plan.", "approve", Assertion.PLANNED),
        ("The cabinet is to approve the plan on Friday.", "approve", Assertion.PLANNED),
        ("The cabinet may approve the plan.", "approve", Assertion.HYPOTHETICAL),
        ("If the cabinet approves the plan, fares will rise.", "approves", Assertion.HYPOTHETICAL),
        ("The opposition urged the cabinet to approve the plan.", "approve", Assertion.HYPOTHETICAL),
        ("The cabinet did not approve the plan.", "approve", Assertion.NEGATED),
        ("The cabinet never approved the plan.", "approved", Assertion.NEGATED),
        ("The cabinet failed to approve the plan.", "approve", Assertion.NEGATED),
        ("The ministry denied that the army attacked the village.", "attacked", Assertion.DISPUTED),
        ("The army allegedly attacked the village.", "attacked", Assertion.DISPUTED),
        ("The two sides plan to sign the treaty in May.", "sign", Assertion.PLANNED),
    ],
)
def test_assertion(text: str, phrase: str, assertion: Assertion) -> None:
    assert about(text, phrase).assertion is assertion


@pytest.mark.parametrize("verb", ["approved", "rejected", "suspended"])
def test_negation_turns_the_assertion(verb: str) -> None:
    said = about(f"The cabinet {verb} the housing plan.", verb)
    base = {"approved": "approve", "rejected": "reject", "suspended": "suspend"}[verb]
    denied = about(f"The cabinet did not {base} the housing plan.", base)
    assert (said.assertion, denied.assertion) == (Assertion.REPORTED, Assertion.NEGATED)


@pytest.mark.parametrize(
    ("text", "kind", "role", "name", "why"),
    [
        ("The plan was approved by the Federal Cabinet.", Kind.DECISION, Role.DECIDER, "Federal Cabinet", "passive"),
        ("The meeting, chaired by Governor Ada Lind, ended late.", Kind.MEETING, Role.CHAIR, "Ada Lind", "participle"),
        ("Ministers from Peru and Chile met in Lima.", Kind.MEETING, Role.PARTICIPANT, "Ministers", "subject"),
        (
            "The Senate approved the levy with the consent of the provinces.",
            Kind.DECISION,
            Role.CONSENTING,
            "provinces",
            "phrase",
        ),
        ("Rebels attacked an army convoy near Kidal.", Kind.INCIDENT, Role.PARTICIPANT, "Rebels", "subject"),
        ("The Union imposed sanctions on Belarus.", Kind.DECISION, Role.TARGET, "Belarus", "preposition"),
        (
            "President Ada Lind, who dismissed Josef Vella, left.",
            Kind.APPOINTMENT,
            Role.DECIDER,
            "Ada Lind",
            "relative clause",
        ),
    ],
)
def test_role(text: str, kind: Kind, role: Role, name: str, why: str) -> None:
    assert name in {p.name for p in first(text, kind).participants if p.role is role}, why


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("The council met on Friday under its president, Ilse Aubert, in Metz.", "Ilse Aubert"),
        (
            "It was set at the third meeting of the board, chaired by governor Ilse Aubert, in Metz.",
            "Ilse Aubert",
        ),
        ("The council met on Friday under heavy guard in Metz.", None),
    ],
)
def test_who_was_in_the_chair(text: str, chair: str | None) -> None:
    found = [p.name for p in first(text, Kind.MEETING).participants if p.role is Role.CHAIR]
    assert found == ([chair] if chair else [])


def test_who_does_something_at_a_meeting_is_there() -> None:
    text = "Peru and Chile raised the matter at a meeting with the harbour commission in Lima on Monday."
    assert {"Peru", "Chile"} <= {p.name for p in first(text, Kind.MEETING).participants if p.role is Role.PARTICIPANT}
    unsure = "Peru would decide after a public hearing in Lima on Monday."
    assert "Peru" not in {p.name for e in read(unsure).events if e.kind is Kind.MEETING for p in e.participants}


def test_a_village_is_no_target() -> None:
    text = "The army bombed the market at Korvassa on Monday and sent a battalion to Korvassa on Friday."
    assert not [p for e in read(text).events for p in e.participants if p.name == "Korvassa"]


def test_who_only_tells_of_the_rest_announces_nothing() -> None:
    text = "Peru and Chile signed a treaty on fishing, the minister, Ilse Aubert, announced on Monday."
    assert [e.kind for e in read(text).events] == [Kind.AGREEMENT]
    assert first("The minister announced new fares on Monday.", Kind.STATEMENT).participants


def test_place_is_where_it_happened_and_not_the_dateline() -> None:
    event = first("GENEVA: Gunmen attacked a market in Bamako on Sunday, officials said.", Kind.INCIDENT)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Bamako", "Mali")


@pytest.mark.parametrize(
    ("text", "name", "effect"),
    [
        ("The government approved the National Water Plan.", "National Water Plan", Effect.APPROVES),
        ("The army launched Operation Blue-e-Stone in the north.", "Operation Blue-e-Stone", Effect.LAUNCHES),
        ("The ministry suspended the Clean Air Programme.", "Clean Air Programme", Effect.SUSPENDS),
        ("The committee reviewed the National Water Plan.", "National Water Plan", Effect.REVIEWS),
    ],
)
def test_effect_on_a_policy(text: str, name: str, effect: Effect) -> None:
    assert (name, effect) in {(p.name, p.effect) for e in read(text).events for p in e.policies}


def test_headline_and_text_are_one_event_with_two_pieces_of_evidence() -> None:
    found = read("The Federal Cabinet on Tuesday approved a new water policy.", title="Cabinet approves water policy")
    decisions = [e for e in found.events if e.kind is Kind.DECISION]
    assert len(decisions) == 1
    assert {q.field for q in decisions[0].evidence} == {"title", "text"}


def test_unrelated_sentence_removes_no_event() -> None:
    text = "The Federal Cabinet approved a new water policy on Monday."
    before = {(e.kind, e.title) for e in read(text).events}
    after = {(e.kind, e.title) for e in read(text + " The river is two hundred miles long.").events}
    assert before <= after


def test_unseen_names_change_names_and_nothing_else() -> None:
    shape = "Prime Minister {} on Monday approved the {} Plan at a meeting of the {} Council in {}."
    one = read(shape.format("Lena Okafor", "Harbour", "Northern", "Nairobi"))
    other = read(shape.format("Josef Vella", "Orchard", "Lakeland", "Valletta"))
    assert [(e.kind, e.assertion, [p.role for p in e.participants]) for e in one.events] == [
        (e.kind, e.assertion, [p.role for p in e.participants]) for e in other.events
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Beat two eggs with the sugar. Fold in the flour and bake for thirty minutes until golden.",
        "Shares of the lender closed 2.3 percent higher at 41.20, while the index was flat in thin trading.",
        "def area(radius):\n    return 3.14 * radius ** 2\n\nprint(area(2))",
        "12 34 56\n78 90 12\n34 56 78\n",
        "She was a keen gardener and is survived by two daughters and five grandchildren.",
        "The home side were 212 for 4 at stumps, with the captain unbeaten on 87.",
        "",
        " \n\t \n",
    ],
)
def test_what_is_no_news_gives_no_record(text: str) -> None:
    assert read(text).events == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "“" * 5000,
        "said " * 3000,
        "\u2003" * 5000,
        "A" * 50_000,
        "Iran, " * 3000,
        "😀" * 2000,
        "\ud800 said",
        "a\x00b",
    ],
)
def test_hostile_text_raises_nothing(text: str) -> None:
    assert read(text).id == "x"


def test_other_languages_are_said_and_not_guessed() -> None:
    found = extract(Document("x", "Le gouvernement a approuvé le plan.", language="fr"))
    assert found.events == ()
    assert found.actors == ()
    assert any("fr" in warning for warning in found.warnings)


def test_text_beyond_the_limit_is_said() -> None:
    from events.extraction import extractor

    text = "x" * (extractor.LONGEST_TEXT + 1)
    assert read(text).warnings


@pytest.mark.parametrize(
    ("text", "kind", "relation", "to"),
    [
        (
            "Peru reopened the border crossing on Monday, a day after the two ministries signed an agreement in Lima.",
            Kind.DECISION,
            RelationType.FOLLOWS,
            Kind.AGREEMENT,
        ),
        (
            "The ministry on Friday lifted the ban that the governor had imposed in May 2011.",
            Kind.DECISION,
            RelationType.SUPERSEDES,
            Kind.DECISION,
        ),
        (
            "The council approved the levy on Monday at a meeting of the board in Oslo.",
            Kind.DECISION,
            RelationType.PART_OF,
            Kind.MEETING,
        ),
    ],
)
def test_relation_that_the_text_tells(text: str, kind: Kind, relation: RelationType, to: Kind) -> None:
    events = read(text).events
    assert (kind, relation, to) in {(e.kind, r.type, events[r.to].kind) for e in events for r in e.relations}


@pytest.mark.parametrize(
    "name",
    [
        "Law on Seeds", "Decree 41/2019", "Resolution 2250", "Vision 2030", "Public Order (Amendment) Act",
        "Plan Norte",
        "Strategy for the Blue Economy", "National Policy on Water", "Rural Broadband Project", "Water Tariff Order",
        "Fisheries Recovery Plan 2025-2030", "26th Constitutional Amendment",
    ],
)  # fmt: skip
def test_policy_keeps_its_whole_name(name: str) -> None:
    found = read(f"The cabinet approved the {name} on Monday.")
    assert name in {p.name for e in found.events for p in e.policies}


def test_amendment_without_a_number_names_no_policy() -> None:
    assert not any(e.policies for e in read("The cabinet approved the Constitutional Amendment on Monday.").events)


COLUMN = (
    "Why do we never learn? Our council has met so often that I have lost count, and what did it bring us? "
    "The mayor condemned the builders, the builders condemned the mayor, and we paid. Who decided that? "
    "{told} I shall believe it when I see it."
)


@pytest.mark.parametrize(
    ("told", "dates"),
    [
        ("The council approved a plan for us all.", []),
        ("On 3 March 2024 the council approved the Harbour Plan.", ["2024-03-03"]),
    ],
)
def test_column_tells_only_what_has_a_date_of_its_own(told: str, dates: list[str]) -> None:
    assert [event.date.edtf for event in read(COLUMN.format(told=told)).events if event.date] == dates


def test_no_sentence_begins_in_small_letters_after_a_word_cut_short() -> None:
    event = first(
        "The party demanded an inquiry into the rejection of Govt. tenders for rice on Monday.", Kind.STATEMENT
    )
    assert "tenders for rice" in event.title or event.sentence.end > len("The party demanded an inquiry into the Govt.")


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("Thousands seek relief from the council.", Kind.DECISION, "nobody has given any"),
        ("The fund seeks to inspire young farmers.", Kind.STATEMENT, "an aim"),
        ("The minister picked up nine followers.", Kind.APPOINTMENT, "they hold no office"),
    ],
)
def test_what_is_no_event_of_the_kind(text: str, kind: Kind, why: str) -> None:
    assert kind not in {e.kind for e in read(text).events}, why


def test_named_policy_is_what_a_plan_may_be() -> None:
    assert first("The minister shelved the Reef Mechanism on Monday.", Kind.DECISION).policies
