import pytest

from events.ingestion.pages.markup import parse_markup
from events.ingestion.pages.structured import read_structured
from events.ingestion.pages.titles import read_title

PAGES = [
    ("<title>Plan approved | Gazette</title><h1>Plan approved</h1>", "Plan approved", "heading and title agree"),
    ("<title>Plan approved - Gazette</title><h1>Gazette</h1><h2>Plan approved</h2>", "Plan approved", "h1 is the logo"),
    ("<title>Plan approved | Gazette</title><h1>Menu</h1><h1>Plan approved</h1>", "Plan approved", "second h1"),
    (
        '<title>Plan approved | Gazette</title><meta property="og:title" content="Plan approved">'
        "<h1><span>Politics</span> Plan approved</h1>",
        "Plan approved",
        "kicker in an element of its own",
    ),
    (
        '<meta property="og:title" content="Budget plan approved by council"><h1>Council approves budget</h1>',
        "Council approves budget",
        "what is shown comes before what is told",
    ),
    (
        '<meta property="og:site_name" content="Gazette"><title>Budget plan approved – Gazette</title><p>Text</p>',
        "Budget plan approved",
        "no heading at all",
    ),
    (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Budget &amp; plan"}</script><p>Text',
        "Budget & plan",
        "only structured data",
    ),
    (
        "<title>Plan approved</title><aside><h1>Plan approved for you</h1></aside>",
        "Plan approved",
        "heading in an aside",
    ),
    ("<h1>Bud\u00adget plan</h1>", "Budget plan", "soft hyphens"),
    ("<p>nothing</p>", None, "no title"),
]


@pytest.mark.parametrize(("page", "title", "why"), PAGES)
def test_finds_the_title_that_readers_see(page: str, title: str | None, why: str) -> None:
    tree = parse_markup(f"<html><head></head><body>{page}</body></html>")
    assert read_title(tree, read_structured(tree), url="https://gazette.example/1") == title, why
