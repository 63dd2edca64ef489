import pytest

from events.ingestion.pages.authors import read_author
from events.ingestion.pages.markup import parse_markup
from events.ingestion.pages.structured import read_structured

PAGES = [
    ('<meta name="author" content="A. Writer">', "A. Writer", "meta"),
    (
        '<meta name="author" content="Sample Gazette"><p class="byline">By A. Writer</p>',
        "A. Writer",
        "the house is no author",
    ),
    ('<p class="byline">Von A. Writer | 22. Juni 2024</p>', "A. Writer", "date behind the name"),
    ('<a rel="author" href="/a">A. Writer</a>', "A. Writer", "link"),
    ('<span class="author-name">A. Writer</span>', "A. Writer", "class"),
    ('<div class="author-bio">A. Writer has written for the paper since 2001.</div>', None, "a biography"),
    ('<footer><span class="author">A. Writer</span></footer>', None, "in the footer"),
    ('<div class="comment"><span class="author">A. Reader</span></div>', None, "of a comment"),
    ('<span class="author">Veröffentlicht am</span>', None, "no name"),
    ('<meta name="author" content="writer@example.org">', None, "an address"),
    ("<p>By the way</p>", None, "no byline"),
]


@pytest.mark.parametrize(("page", "author", "why"), PAGES)
def test_finds_who_wrote_it(page: str, author: str | None, why: str) -> None:
    tree = parse_markup(f"<html><body>{page}<p>Text.</p></body></html>")
    assert read_author(tree, read_structured(tree), publisher="Sample Gazette") == author, why
