from datetime import UTC, datetime
from pathlib import Path

import pytest

from events.ingestion.pages import PageError, read_page

PAGES = Path(__file__).resolve().parents[1] / "pages"
NOW = datetime(2024, 7, 1, tzinfo=UTC)


def test_reads_everything_that_a_news_page_says() -> None:
    page = read_page((PAGES / "news.html").read_bytes(), url="https://www.gazette.example/news/1?utm_source=x", now=NOW)
    assert page.title == "Council approves harbour plan"
    assert page.text.split("\n")[0].startswith("After a year of debate")
    assert "Read also" not in page.text
    assert "Subscribe" not in page.text
    assert "Photo:" not in page.text
    assert "No boats will be moved" in page.text
    assert page.published == datetime.fromisoformat("2024-06-22T18:30:00+05:00")
    assert (page.published_basis, page.sure) == ("structured", True)
    assert (page.author, page.language, page.section) == ("A. Writer", "en", "Politics")
    assert (page.publisher, page.canonical_url) == ("Sample Gazette", "https://www.gazette.example/news/1")
    assert page.is_article
    assert page.reason is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("paywall", "paywall"),
        ("consent", "consent"),
        ("blocked", "blocked"),
        ("missing", "not found"),
        ("shell", "empty"),
    ],
)
def test_tells_other_pages_from_articles(name: str, reason: str) -> None:
    page = read_page((PAGES / f"{name}.html").read_bytes(), now=NOW)
    assert not page.is_article
    assert page.reason == reason


def test_an_article_about_paywalls_is_one() -> None:
    text = "<p>Readers must subscribe to continue, the publisher said on Monday of its new paywall.</p>" * 20
    assert read_page(f"<html><body><h1>Publisher plans paywall</h1>{text}</body></html>".encode()).is_article


def test_a_canonical_link_to_the_home_page_is_a_mistake() -> None:
    data = b'<link rel=canonical href="https://gazette.example/"><h1>Plan</h1><p>Text of the page.</p>'
    assert read_page(data, url="https://gazette.example/news/2").canonical_url == "https://gazette.example/news/2"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://gazette.example/news/3", True),
        ("https://m.gazette.example/news/3", True),
        ("https://other.example/news/3", False),
        ("https://gazette.example.evil.example/news/3", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_page_speaks_only_for_its_own_site(canonical: str, kept: bool) -> None:
    data = f'<link rel=canonical href="{canonical}"><h1>Plan</h1><p>Text of the page.</p>'.encode()
    own = "https://www.gazette.example/news/2"
    assert read_page(data, url=own).canonical_url == (canonical if kept else own)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 3000 + b"text" + b"</div>" * 3000,
        b"<p " + b" ".join(b'a%d="x"' % n for n in range(20_000)) + b">text</p>",
        b"plain text without any markup",
        b"<html><script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>text</p>",
        b"<p>&#xD800; &#0; &#x110000; text</p>",
    ],
)
def test_odd_documents_are_read_or_refused_but_never_crash(data: bytes) -> None:
    page = read_page(data)
    page.text.encode("utf-8")


@pytest.mark.parametrize("data", [b"", b"<b><i><p>" * 200_000])
def test_says_what_is_no_page(data: bytes) -> None:
    with pytest.raises(PageError):
        read_page(data)


def test_page_nested_too_deeply_keeps_its_text() -> None:
    data = b"<html><body>" + b"<div>" * 400 + b"<p>The council approved the plan.</p>" + b"</div>" * 400
    assert "approved the plan" in read_page(data).text
