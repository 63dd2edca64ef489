"""Who is quoted, and what is promised."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Commitment, Statement


def statements(text: str) -> list[Statement]:
    return list(extract(Document("x", text)).statements)


def commitments(text: str) -> list[Commitment]:
    return list(extract(Document("x", text, published=date(2024, 3, 1))).commitments)


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "direct"),
    [
        ("“We will open the archive to everybody,” said Lena Okafor.", "Lena Okafor", "said", "“We will open", True),
        ("Lena Okafor said that fares would not rise.", "Lena Okafor", "said", "that fares would not rise", False),
        (
            "According to the Ministry of Health, nine villages lack water.",
            "Ministry of Health",
            "According to",
            "nine villages",
            False,
        ),
        ("The union demanded a new vote on the contract.", "union", "demanded", "a new vote", False),
        (
            "Governor Ada Lind arrived late. She warned that the dam might fail.",
            "Ada Lind",
            "warned",
            "that the dam",
            False,
        ),
    ],
)
def test_statement(text: str, speaker: str, cue: str, content: str, direct: bool) -> None:
    found = [s for s in statements(text) if s.cue and text[slice(*s.cue)] == cue]
    assert len(found) == 1
    assert found[0].speaker == speaker
    assert text[slice(*found[0].content)].startswith(content)
    assert found[0].direct is direct


def test_quotation_goes_on_over_several_sentences() -> None:
    text = "“The road is closed. Nobody can pass before Friday at the earliest,” the mayor said."
    found = statements(text)
    assert any(text[slice(*s.content)].startswith("“The road") and "Friday" in text[slice(*s.content)] for s in found)


def test_name_in_quotation_marks_is_no_quotation() -> None:
    assert statements("The navy named the ship “Morning Star” in May.") == []


def test_release_speaks_for_who_issued_it() -> None:
    text = "The Harbour Authority issued a statement on Monday. “The port will reopen at once,” the statement said."
    assert {s.speaker for s in statements(text) if s.direct} == {"Harbour Authority"}


@pytest.mark.parametrize(
    ("text", "by", "what"),
    [
        ("The minister pledged to build forty schools by June 2025.", "minister", "build forty schools"),
        ("Governor Ada Lind directed the police to submit a report within two weeks.", "police", "submit a report"),
        ("“We will publish the accounts in May,” Lena Okafor said.", "Lena Okafor", "We will publish"),
        (
            "“Relief funds will be released this month,” the prime minister said.",
            "prime minister",
            "Relief funds will be released",
        ),
    ],
)
def test_commitment(text: str, by: str, what: str) -> None:
    found = [c for c in commitments(text) if c.by and c.by.casefold() == by.casefold()]
    assert [c.what.startswith(what) for c in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The premier vowed to fight terrorism.",
        "The forum resolved that no one will be allowed to challenge the state.",
        "Analysts said prices will rise next year.",
        "The operation will play a crucial role in the region.",
        "He said the weather will be fine.",
        "If fares rise, passengers will stay away.",
    ],
)
def test_vow_prediction_and_description_are_no_commitments(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The minister pledged to build forty schools by 30 June 2024.", date(2024, 6, 30)),
        ("Governor Ada Lind directed the police to submit a report within two weeks.", date(2024, 3, 15)),
        ("The minister pledged to build forty schools.", None),
    ],
)
def test_deadline(text: str, last: date | None) -> None:
    due = commitments(text)[0].due
    assert (due.latest if due else None) == last


@pytest.mark.parametrize(
    ("text", "by", "expected", "why"),
    [
        (
            "The minister promised a register of wells within six months.",
            "minister",
            ["a register of wells"],
            "a thing",
        ),
        (
            "The minister gave his word that no ferry would be sold.",
            "minister",
            ["no ferry would be sold"],
            "a word given",
        ),
        (
            "The ferry company has assured the council that none of the crew will be laid off before May 2025.",
            "ferry company",
            ["none of the crew will be laid off before May 2025"],
            "an assurance to somebody",
        ),
        (
            "The minister pledged to open nine schools by June 2024 and to repair forty roads by May 2025.",
            "minister",
            ["open nine schools by June 2024", "repair forty roads by May 2025"],
            "two acts",
        ),
        (
            "The mayor said that wages would be paid by 30 June 2024 and that the pool would return in August.",
            "mayor",
            ["wages would be paid by 30 June 2024", "the pool would return in August"],
            "two clauses",
        ),
        (
            "The council has committed itself to publishing the survey by the end of May.",
            "council",
            ["publishing the survey by the end of May"],
            "a gerund",
        ),
    ],
)
def test_what_is_promised_and_by_whom(text: str, by: str, expected: list[str], why: str) -> None:
    assert [(c.by, c.what) for c in commitments(text)] == [(by, said) for said in expected], why


def test_notice_owes_by_a_day_what_nobody_is_named_for() -> None:
    owed = commitments("Holders of a permit shall be refunded within six months.")
    assert [(c.by, c.due is not None) for c in owed] == [(None, True)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The minister promised support.", "nothing to count on"),
        ("The premier pledged to strengthen the friendship of both peoples.", "nothing to check"),
        ("The premier promised that all possible steps would be taken.", "steps of any kind"),
        ("“I would build a bridge,” the mayor said.", "a wish"),
        ("“We would rather act early than act twice,” the mayor said.", "a preference"),
        ("The party hinted that it would leave the council in May 2025.", "a hint"),
        ("The mayor said the tower would be inaugurated on 2 April 2025.", "a calendar"),
        ("Its owner accused the mayor of having promised to sign it.", "an accusation"),
        ("The council intends to name a successor by June 2025.", "an intention"),
    ],
)
def test_what_binds_nobody(text: str, why: str) -> None:
    assert commitments(text) == [], why


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("On 8 January 2024 the minister pledged to build a school within two months.", date(2024, 3, 8)),
        ("The minister pledged to answer the council within five working days.", date(2024, 3, 8)),
        ("The minister pledged to free the crew within 48 hours.", date(2024, 3, 3)),
        ("The minister pledged to pay the crews this week.", date(2024, 3, 3)),
        ("The minister pledged to pay the crews before the summer break.", None),
    ],
)
def test_deadline_is_counted_from_the_promise(text: str, last: date | None) -> None:
    due = commitments(text)[0].due
    assert (due.latest if due else None) == last
