import pytest

from events.net.canonical import canonical_url, identity_key
from events.net.errors import NotAUrlError

CLEANED = [
    ("https://Example.org/a?utm_source=x&id=7&fbclid=y#top", "https://example.org/a?id=7", "tracking and fragment"),
    ("https://example.org/a?UTM_Campaign=x", "https://example.org/a", "tracking in capitals"),
    ("https://example.org/a?page=2&q=utm_source", "https://example.org/a?page=2&q=utm_source", "values stay"),
    ("https://example.org/%7euser/%e4%b8", "https://example.org/~user/%E4%B8", "escapes"),
    ("https://example-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a", "AMP cache"),
    ("https://www.google.com/amp/s/example.org/a.html", "https://example.org/a.html", "AMP viewer"),
    ("http://example.org:80", "http://example.org/", "default port"),
]
SAME = [
    ("http://example.org/a/", "https://www.example.org/a", "scheme, www, slash"),
    ("https://m.example.org/a", "https://example.org/a", "mobile host"),
    ("https://example.org/a/amp/", "https://example.org/a", "AMP path"),
    ("https://example.org/amp/a", "https://example.org/a", "AMP folder"),
    ("https://example.org/a.amp.html", "https://example.org/a.html", "AMP ending"),
    ("https://example.org/a?amp=1", "https://example.org/a", "AMP parameter"),
    ("https://example.org/a?outputType=amp", "https://example.org/a", "AMP output"),
    ("https://example.org/a/print", "https://example.org/a", "print"),
    ("https://example.org/a?b=2&c=3", "https://example.org/a?c=3&b=2", "order of parameters"),
]
OTHER = [
    ("https://example.org/a", "https://example.org/b", "path"),
    ("https://example.org/a?id=1", "https://example.org/a?id=2", "parameter that names the article"),
    ("https://example.org/amp", "https://example.org/", "a page called amp"),
    ("https://news.example.org/a", "https://example.org/a", "another host of the same site"),
]


@pytest.mark.parametrize(("text", "clean", "why"), CLEANED)
def test_drops_only_what_never_changes_the_page(text: str, clean: str, why: str) -> None:
    assert canonical_url(text) == clean, why
    assert canonical_url(clean) == clean, "doing it twice changes nothing"


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_variants_of_an_article_share_a_key(one: str, other: str, why: str) -> None:
    assert identity_key(one) == identity_key(other), why


@pytest.mark.parametrize(("one", "other", "why"), OTHER)
def test_other_articles_have_other_keys(one: str, other: str, why: str) -> None:
    assert identity_key(one) != identity_key(other), why


def test_a_short_domain_is_not_taken_for_a_mobile_host() -> None:
    assert identity_key("https://m.org/a") == "m.org/a"


def test_raises_for_what_is_no_url() -> None:
    with pytest.raises(NotAUrlError):
        canonical_url("javascript:alert(1)")
