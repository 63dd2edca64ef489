"""Who is spoken of: names, offices, bodies, groups, acronyms, what comes back later, what is known already."""

from datetime import date

import pytest

from events.extraction.documents import Document, Knowledge, KnownActor, KnownTenure
from events.extraction.extractor import extract
from events.extraction.results import Actor
from events.extraction.vocabulary import ActorKind


def actors(text: str, **options: object) -> dict[str, Actor]:
    found = extract(Document("x", text), **options)  # type: ignore[arg-type]
    return {text[a.start : a.end]: a for a in found.actors}


@pytest.mark.parametrize(
    ("text", "name", "kind", "why"),
    [
        (
            "The Ministry of Finance and Planning raised the duty.",
            "Ministry of Finance and Planning",
            "body",
            "read on",
        ),
        ("Talks between Peru and Chile began.", "Peru", "country", "a country's own name"),
        ("The talks were held in Oslo on Monday.", "Oslo", "place", "a capital after a preposition"),
        ("Prime Minister Ana Brnabic resigned.", "Prime Minister", "office", "a title is an entry of its own"),
        ("Prime Minister Ana Kovac resigned.", "Ana Kovac", "person", "a name without its title"),
        ("Mr Ferrari met the mayor.", "Ferrari", "person", "a form of address"),
        ("Chinese engineers were attacked near the dam.", "Chinese engineers", "group", "a people with a noun"),
        ("The poet Ilse Aubert died in Vienna.", "Ilse Aubert", "person", "the noun before it"),
        ("The road to Bergamo, a town in the hills, was closed.", "Bergamo", "place", "the noun in apposition"),
        (
            "The retailer Lidgate is to close. Lidgate's shareholders met.",
            "Lidgate",
            "organisation",
            "possessions",
        ),
    ],
)
def test_kind_of_a_name(text: str, name: str, kind: str, why: str) -> None:
    assert actors(text)[name].kind == kind, why


def test_acronym_is_one_with_what_it_stands_for() -> None:
    text = "The National Water Commission (NWC) met on Monday. The NWC approved the plan."
    found = actors(text)
    assert found["NWC"].cluster == found["National Water Commission"].cluster
    assert found["NWC"].name == "National Water Commission"


def test_surname_and_office_come_back_to_the_person() -> None:
    text = "President Lena Okafor met farmers in the valley. Okafor promised help. The president then left for Geneva."
    found = actors(text)
    assert {found["Okafor"].name, found["Lena Okafor"].name, found["President"].name} == {"Lena Okafor"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Vice-Minister of Fisheries, Milagros Quenta Apaza, left on Monday.", "Milagros Quenta Apaza"),
        ("Norway recalled its high commissioner in Suva, Ragna Tveitmo, on Thursday.", "Ragna Tveitmo"),
        ("The minister, Han Seo-jun, opened the bridge.", "Han Seo-jun"),
        ("Talks were held with Harbour Bank governor Bo Rask in Oslo.", "Bo Rask"),
    ],
)
def test_name_beside_an_office_is_its_holder(text: str, name: str) -> None:
    found = actors(text)
    [office] = [a for a in found.values() if a.kind is ActorKind.OFFICE]
    assert (found[name].kind, found[name].cluster) == (ActorKind.PERSON, office.cluster)


@pytest.mark.parametrize(
    "text",
    [
        "The mayors of Oslo, Stavanger Havn and Bergen met on Monday.",
        "The minister, Finance Committee members and farmers met on Monday.",
        "The governor, Harbour Trust and the union signed it.",
    ],
)
def test_other_names_behind_an_office_hold_none(text: str) -> None:
    assert not [a for a in actors(text).values() if a.kind is ActorKind.PERSON]


def test_acronym_of_another_language_is_the_body_before_the_bracket() -> None:
    found = actors("The labour federation (FOT) signed the contract on Monday. The FOT will vote in May.")
    assert found["FOT"].cluster == found["labour federation"].cluster


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (
            "The agreement was signed by the Government of India and the Urban Housing Ministry.",
            "Government of India",
            "a country ends a government's name",
        ),
        ("The accord of the Grain Export Board (GEBX) was signed. GEBX will meet in May.", "GEBX", "an acronym"),
        ("He met Ada Lind, Chair of Harbour International, on Monday.", "Ada Lind", "an office behind a comma"),
        ("The General Assembly on Sept 23 condemned the raid.", "General Assembly", "no month in a body's name"),
    ],
)
def test_name_ends_where_it_ends(text: str, name: str, why: str) -> None:
    assert name in actors(text), why


def test_two_persons_of_one_surname_stay_two() -> None:
    text = "Maria Vella met Josef Vella in Valletta. Maria Vella spoke first."
    found = actors(text)
    assert found["Maria Vella"].cluster != found["Josef Vella"].cluster


def test_capital_speaks_for_its_government() -> None:
    text = "Islamabad rejected the report on Friday."
    assert actors(text)["Islamabad"].stands_for == "Government of Pakistan"


def test_list_of_a_group_is_read_to_its_end() -> None:
    text = "The meeting was attended by the governors of the northern states, service chiefs, and senior diplomats."
    event = next(e for e in extract(Document("x", text)).events if e.kind == "meeting")
    assert {"service chiefs", "senior diplomats"} <= {p.name for p in event.participants}


HOLDERS = Knowledge(
    actors=(
        KnownActor(
            "a1",
            "person",
            None,
            ("Lena Okafor", "लेना ओकाफोर"),
            (KnownTenure("prime minister", None, date(2016, 1, 1), date(2019, 6, 1)),),
        ),
        KnownActor(
            "a2", "person", None, ("Josef Vella",), (KnownTenure("prime minister", None, date(2019, 6, 2), None),)
        ),
    )
)


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2018, 3, 1), "Lena Okafor"), (date(2024, 3, 1), "Josef Vella"), (date(2012, 3, 1), "Prime Minister")],
)
def test_office_is_whoever_held_it_when_the_text_was_published(day: date, name: str) -> None:
    text = "The Prime Minister approved the water plan on Monday."
    found = extract(Document("x", text, published=day), knowledge=HOLDERS)
    assert {a.name for a in found.actors if a.kind is ActorKind.OFFICE} == {name}


def test_known_name_in_another_script_is_the_known_actor() -> None:
    text = "A letter signed लेना ओकाफोर was read out."
    assert actors(text, knowledge=HOLDERS)["लेना ओकाफोर"].name == "Lena Okafor"


def test_every_actor_stands_where_it_says() -> None:
    text = "“The Cabinet,” said Mr. O’Neill, “has approved Côte d’Ivoire’s request.”"
    for actor in extract(Document("x", text)).actors:
        assert text[actor.start : actor.end].strip() == text[actor.start : actor.end]


def listed(text: str) -> set[str]:
    return {a.name for a in extract(Document("x", text)).actors}


@pytest.mark.parametrize(
    ("text", "thing", "why"),
    [
        ("Nordal Motors launched its Nimbel in May. The new Nimbel costs little.", "Nimbel", "what is launched"),
        ("The fund has spent US $50 million on wells.", "US", "a currency"),
        ("Tickets cost 9 US dollars each.", "US", "a currency in words"),
    ],
)
def test_thing_is_no_actor(text: str, thing: str, why: str) -> None:
    assert thing not in listed(text), why


@pytest.mark.parametrize(
    ("text", "actor", "why"),
    [
        ("The US spent $50 million on wells.", "United States", "who spends"),
        ("The Employers’ Federation of Ceylan met the premier.", "Employers’ Federation of Ceylan", "a plural owner"),
        ("The minister introduced Teuvo Räsänen to the council.", "Teuvo Räsänen", "who is introduced"),
    ],
)
def test_who_stands_beside_the_same_words_is_one(text: str, actor: str, why: str) -> None:
    assert actor in listed(text), why


def test_a_surname_that_two_persons_bear_is_whoever_was_named_last() -> None:
    text = "Sirima Mirande led the cabinet. Mrs. Mirande visited China. Felix Mirande took over. Mirande resigned."
    names = [a.name for a in extract(Document("x", text)).actors if a.kind is ActorKind.PERSON]
    assert names == ["Sirima Mirande", "Sirima Mirande", "Felix Mirande", "Felix Mirande"]


def test_a_minister_is_not_the_prime_minister_named_before() -> None:
    text = "Prime Minister Ada Mirande met the press. Nine years ago Bo Lind became a minister."
    found = {text[a.start : a.end]: a.name for a in extract(Document("x", text)).actors}
    assert found["minister"] != "Ada Mirande"
