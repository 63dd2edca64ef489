"""Titles that a sub-editor would print: whole phrases, a verb with its arguments, no headline of another event."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract

DAY = date(2024, 3, 13)


def titles(text: str, title: str | None = None) -> list[str]:
    return [e.title for e in extract(Document("x", text, title=title, published=DAY)).events]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "The Ministry of Health on Monday approved the plan, which it drew up in May, for rural clinics.",
            "Ministry of Health approves plan",
            id="ends at a comma that sets something off",
        ),
        pytest.param(
            "The council on Monday approved the plan (its third) for the harbour.",
            "Council approves plan for the harbour",
            id="brackets are left out",
        ),
        pytest.param(
            "The Senate on Tuesday voted down an amendment to the Water Bill.",
            "Senate votes down amendment to the Water Bill",
            id="a verb keeps its particle and its object",
        ),
        pytest.param(
            "The ministers met on Monday at dawn. The cabinet suspended the permits that it had granted.",
            "Cabinet suspends permits that it had granted",
            id="a bare noun keeps the clause that tells which",
        ),
        pytest.param(
            "The guideline, which was issued by the Federal Health Board in June, was debated on Monday.",
            "Federal Health Board issues guideline",
            id="a relative clause gives its noun",
        ),
        pytest.param(
            "The cabinet on Monday moved the start of the scheme to 1 May 2025.",
            "Cabinet moves start of the scheme to 1 May 2025",
            id="a day that something is moved to is no mere date",
        ),
        pytest.param(
            "The State Water Plan was adopted in 2016. The cabinet suspended it on Monday.",
            "Cabinet suspends State Water Plan",
            id="a pronoun gives way to what it stands for",
        ),
        pytest.param(
            "Rights groups accused the security forces on Monday of abducting some 600 people.",
            "Rights groups accuse security forces of abducting some 600 people",
            id="what somebody is accused of",
        ),
        pytest.param(
            "A council candidate was shot dead on Wednesday in Lima.",
            "Council candidate shot dead in Lima",
            id="how somebody ends up is no object",
        ),
        pytest.param(
            "The town hall was set ablaze by protesters on Monday.",
            "Town hall set ablaze",
            id="a result that the verb cannot do without",
        ),
        pytest.param(
            "World leaders attending the General Assembly on Sept 23 condemned the raid.",
            "World leaders attend General Assembly",
            id="a participle keeps its object",
        ),
        pytest.param(
            "A programme to recognise high-achieving students has been launched by the Harbour Fund.",
            "Harbour Fund launches programme to recognise high-achieving students",
            id="both halves of a hyphen",
        ),
        pytest.param(
            "The minister encouraged the members on Monday to engage with the council.",
            "Minister encourages members to engage with the council",
            id="no that before an infinitive",
        ),
        pytest.param(
            "Ada Lind presented a plan for tea for the period from 2012 to 2016 which was approved by the Cabinet.",
            "Cabinet approves plan for tea",
            id="no bare period",
        ),
        pytest.param(
            "This was settled on Monday during a meeting at the Town Hall between the Dutch delegation, led by Deputy "
            "Ambassador Iwan Rut, and the mayor, Nora Vik.",
            "Nora Vik and Dutch delegation meet in Town Hall",
            id="both who met",
        ),
        pytest.param(
            "Parliament passed the Water Resources Act in 2010. The government amended the act on Monday.",
            "Government amends Water Resources Act",
            id="the act is named",
        ),
        pytest.param(
            "The board on Monday approved the fee order for lorries. The Fee Order comes into force on 1 May.",
            "Fee Order to come into force",
            id="what takes effect, not who made it",
        ),
        pytest.param(
            "The ministry on Friday lifted its ban on imports of weedkiller, eight months after it was imposed.",
            "Ban on imports of weedkiller imposed",
            id="it is what the main clause acts on",
        ),
        pytest.param(
            "The president on Monday signed Executive Order No. 88 on the harbours.",
            "President signs Executive Order No. 88 on harbours",
            id="a number is kept",
        ),
        pytest.param(
            "The Infrastructure and Road Development Authority reopened the bridge on Monday.",
            "Infrastructure and Road Development Authority reopens bridge",
            id="one authority with and in its name",
        ),
        pytest.param(
            "President Ada Lindqvist-Marten instructed that committees comprising accountable officials from all of "
            "the relevant coastal and inland districts be appointed.",
            "Ada Lindqvist-Marten instructs that committees comprising accountable officials be appointed",
            id="a long subject of what is ordered is shortened",
        ),
        pytest.param(
            "PORT VELA: The harbour council met here on Friday with Mayor Ada Lind in the chair.",
            "Harbour council meets with Mayor Ada Lind",
            id="a dateline in capitals is no doer",
        ),
        pytest.param(
            "The company also announced a donation of Rs. 03 million to aid those affected by the flooding on Monday.",
            "Company announces donation of Rs. 03 million to aid those affected by the flooding",
            id="a sum is kept whole",
        ),
    ],
)
def test_title_is_whole(text: str, title: str) -> None:
    assert title in titles(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("The council agreed on Monday to resume numerous projects halted during the last season.", "halted"),
        (
            "Police arrested a man in connection with a long series of burglaries in the old harbour, the suburbs, the "
            "market halls and the villages beyond the river that had alarmed the whole of the town.",
            "connection",
        ),
        (
            "Fighting broke out on Monday between Lidia and Marvenia, Ostrava and Pelland, Quarn and Rossany, Sellmark "
            "and Tollund, Ulvia and Vantry, and between Westmere and Yarrow.",
            "Ostrava",
        ),
    ],
)
def test_title_ends_with_no_word_that_leads_on(text: str, end: str) -> None:
    found = titles(text)
    assert found
    assert not any(title.split()[-1].strip(",") == end for title in found)


def test_long_title_ends_where_a_phrase_ends() -> None:
    (title,) = titles(
        "The Ministry of Agriculture and Fisheries on Monday approved a programme for the protection of small farmers "
        "against the loss of animals and crops in the nine northern districts of the country and along the coast."
    )
    assert len(title) <= 120
    assert title.split()[-1] not in ("of", "the", "in", "and", "against", "nine", "northern", "small")


def test_headline_is_only_for_the_event_it_tells() -> None:
    text = (
        "The cabinet on Monday approved the Coastal Plan. Ministers had met in Oslo on Friday. The roads were wet. "
        "Traders waited. Rain fell. The cabinet in 2019 suspended the Ferry Scheme."
    )
    found = titles(text, title="Cabinet approves Coastal Plan")
    assert found.count("Cabinet approves Coastal Plan") == 1
    assert "Cabinet suspends Ferry Scheme" in found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The minister spoke of the Cabinet meeting on Monday in Lowport.", "Cabinet meets in Lowport"),
        (
            "The strike follows the Supreme Court ruling of 3 March on it.",
            "Supreme Court issues ruling",
        ),
    ],
)
def test_what_is_only_named_is_told_with_a_verb(text: str, title: str) -> None:
    assert title in titles(text)
