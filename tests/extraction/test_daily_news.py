"""What the reports of ordinary newspapers and press offices say of who does what: each case is one kind of sentence."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.events.worth import WEIGHTS, signals
from events.extraction.extractor import extract
from events.extraction.lexicon import load
from events.extraction.results import Event
from events.extraction.vocabulary import Kind, Role

DAY = date(2024, 3, 13)


def read(text: str) -> tuple[Event, ...]:
    return extract(Document("x", text, published=DAY)).events


def only(text: str, kind: Kind) -> Event:
    (found,) = (e for e in read(text) if e.kind is kind)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "name", "role"),
    [
        pytest.param(
            "The regulator imposed a financial penalty of 2.4 million on Northern Transit Ltd for the disruption.",
            Kind.DECISION, "Northern Transit Ltd", Role.TARGET, id="what is laid on somebody",
        ),
        pytest.param(
            "Teams of the Harbour Squad arrested nine farmers in Velm on Wednesday.",
            Kind.OPERATION, "Teams", Role.IMPLEMENTER, id="teams act",
        ),
        pytest.param(
            "The council agreed to close two schools in June.", Kind.DECISION, "council", Role.DECIDER,
            id="one body that agrees decides",
        ),
        pytest.param(
            "Police dispersed them on Monday.", Kind.OPERATION, "Police", Role.IMPLEMENTER, id="force on people",
        ),
        pytest.param(
            "The port manager, Abdi Warsame, was removed from his post on Monday.",
            Kind.APPOINTMENT, "Abdi Warsame", Role.TARGET, id="an office of two common nouns",
        ),
        pytest.param(
            "Air Ceilao, a new operator, has sought approval from the Civil Aviation Authority to fly at night.",
            Kind.STATEMENT, "Civil Aviation Authority", Role.TARGET, id="of whom something is sought",
        ),
        pytest.param(
            "The Harbour Union of Norland (HUN) secretary Tissa Dorne on Monday condemned the minister's plan.",
            Kind.STATEMENT, "Tissa Dorne", Role.SPEAKER, id="the officer of an organisation, not the organisation",
        ),
        pytest.param(
            "The envoy called on the newly appointed Foreign Minister of Chad Dr. Hasan Mahmud in Lima on Monday.",
            Kind.MEETING, "Hasan Mahmud", Role.PARTICIPANT, id="a courtesy call",
        ),
        pytest.param(
            "Parliamentarian Hirunika Dorne condemned the ruling.", Kind.STATEMENT, "Hirunika Dorne", Role.SPEAKER,
            id="who judges what was decided did not decide",
        ),
        pytest.param(
            "A court on Monday voted against Srettha Lind and the ruling removed him from office.",
            Kind.DECISION, "Srettha Lind", Role.TARGET, id="the object of the clause before",
        ),
    ],
)  # fmt: skip
def test_role(text: str, kind: Kind, name: str, role: Role) -> None:
    assert (name, role) in {(p.name, p.role) for p in only(text, kind).participants}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Norland has seen a sudden demand for domestic flights.", Kind.STATEMENT, id="demand for goods"),
        pytest.param("Saram Auto Industries undertakes engine repairs.", Kind.STATEMENT, id="what a firm undertakes"),
        pytest.param("Ada Lind has been named the country's richest person.", Kind.APPOINTMENT, id="an honour"),
        pytest.param("She spoke of the effective deployment of funds.", Kind.OPERATION, id="what is deployed is money"),
        pytest.param("The minister spoke of the party's election campaign.", Kind.OPERATION, id="an election campaign"),
        pytest.param(
            "The party won the election with a landslide on Sunday.", Kind.INCIDENT, id="a landslide that is a victory"
        ),
        pytest.param("The programme is implemented by the Coast Agency.", Kind.DECISION, id="a standing programme"),
    ],
)
def test_sure_record_is_made_of_none(text: str, kind: Kind) -> None:
    assert not [e for e in read(text) if e.kind is kind and e.confidence >= 0.3]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "The president met the Prime Minister of Chad His Highness Sheikh Ahmed Sabah on Monday.",
            "President meets Prime Minister of Chad Sheikh Ahmed Sabah", id="without honours",
        ),
        pytest.param(
            "The president dismissed the newly appointed harbour minister on Monday.",
            "President dismisses newly appointed harbour minister", id="an adverb before what it qualifies",
        ),
        pytest.param(
            "Construction of the proposed Velm Cricket Stadium will begin in Oslo on Friday under the patronage of the "
            "president.",
            "Construction of the proposed Velm Cricket Stadium to begin in Oslo under patronage of the president",
            id="a long subject is whole",
        ),
        pytest.param(
            "Attorney-at-Law Rajeev Dorne has been appointed to the board of the Central Bank.",
            "Rajeev Dorne appointed to board of the Central Bank", id="a name without the profession",
        ),
    ],
)  # fmt: skip
def test_title(text: str, title: str) -> None:
    assert title in [e.title for e in read(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("The senator tabled a motion of no confidence on Monday.", Kind.DECISION, id="a motion is no law"),
        pytest.param("The house adopted a resolution on the port on Monday.", Kind.DECISION, id="nor is a resolution"),
        pytest.param("The parliament adopted the press law on Monday.", Kind.LEGISLATION, id="a law is one"),
        pytest.param("Councillors agreed to shut the tip on Monday.", Kind.DECISION, id="members of one body decide"),
        pytest.param("The two governments agreed to reopen the road on Monday.", Kind.AGREEMENT, id="two sides agree"),
        pytest.param("Police blocked the gates of the university on Monday.", Kind.OPERATION, id="police who block"),
        pytest.param("Students blocked the gates of the university on Monday.", Kind.INCIDENT, id="students who do"),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind in [e.kind for e in read(text)]


def test_death_and_the_accident_it_came_of_are_one_incident() -> None:
    told = (
        "A girl has died following a road accident in Velm early on Monday. The accident occurred when a scooter "
        "collided with a lorry near the Fish Market. The girl was killed after being run over."
    )
    incident = only(told, Kind.INCIDENT)
    assert incident.place is not None
    assert incident.place.name == "Velm"


def test_two_counts_are_two_operations() -> None:
    told = (
        "The coast guard detained seven fishermen on Monday. On Sunday, the coast guard also arrested 14 fishermen "
        "off the coast."
    )
    assert len([e for e in read(told) if e.kind is Kind.OPERATION]) == 2


def test_who_is_named_twice_takes_part_once() -> None:
    told = "The first session of Parliament was held on Monday, the Ninth Parliament sitting with the Speaker."
    named = [{p.name for p in event.participants} for event in read(told)]
    assert any(named)
    assert not any({"Parliament", "Ninth Parliament"} <= names for names in named)


def test_countries_spoken_of_as_two_are_not_named_beside_themselves() -> None:
    told = "The premier of Chad met the premier of Peru on Monday for talks between the two countries."
    names = {p.name for e in read(told) for p in e.participants}
    assert names
    assert "two countries" not in names


def test_every_weight_is_of_a_signal_and_every_signal_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []

    def watched(*arguments: object) -> dict[str, float]:
        found = signals(*arguments)  # type: ignore[arg-type]
        seen.append(set(found))
        return found

    monkeypatch.setattr("events.extraction.events.worth.signals", watched)
    read("The cabinet approved the plan on Monday.")
    assert seen == [set(load(WEIGHTS)["weights"])]


def test_weights_overrule_the_rules_in_a_longer_text() -> None:
    filler = "The quay is long. The water is deep. The boats are old. The town is small. The hills are green. "
    told = "The dockers shunned work. "
    assert [e for e in read(told) if e.kind is Kind.INCIDENT]
    assert not [e for e in read(filler + told) if e.kind is Kind.INCIDENT]
