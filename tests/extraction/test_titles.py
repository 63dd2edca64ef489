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
    ],
)
def test_title_is_whole(text: str, title: str) -> None:
    assert title in titles(text)


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
