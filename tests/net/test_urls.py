import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.net.errors import NotAUrlError
from events.net.urls import LONGEST_URL, join_url, parse_url

READ = [
    ("https://example.org", "https://example.org/", "the path may be missing"),
    ("HTTP://EXAMPLE.org:80/A?b=C#d", "http://example.org/A?b=C", "case of host, default port, fragment"),
    ("https://example.org:8443/x", "https://example.org:8443/x", "one of the four ports"),
    ("https://münchen.example/ä b", "https://xn--mnchen-3ya.example/%C3%A4%20b", "international name and path"),
    ("http://example.org./", "http://example.org/", "the root's dot"),
    ("https://xn--strae-oqa.example/", "https://xn--strae-oqa.example/", "a letter that only newer standards keep"),
    ("http://[2606:4700:4700:0:0:0:0:1111]/", "http://[2606:4700:4700::1111]/", "one spelling for an address"),
    ("https://example.org/?a=[1]&b=%20", "https://example.org/?a=[1]&b=%20", "escapes stay as they are"),
]
REFUSED = [
    ("ftp://example.org/", "scheme"),
    ("file:///etc/passwd", "scheme"),
    ("http:example.org", "no slashes"),
    ("http:///example.org/", "no host"),
    ("//example.org/", "no scheme"),
    ("http://example.org:22/", "port"),
    ("http://example.org:99999/", "port"),
    ("http://example.org:8o/", "port"),
    ("http://example.org:٨٠/", "port in other digits"),
    ("http://me@example.org/", "credentials"),
    ("http://example.org\\@evil.example/", "backslash"),
    ("http://example.org/\r\nX: 1", "header injection"),
    ("http://exa\tmple.org/", "tab"),
    ("http://\u200bexample.org/", "zero-width space"),
    ("http://ｅxample.org/", "full-width letter"),
    ("http://ⓔxample.org/", "circled letter"),
    ("http://exa%6dple.org/", "escape in the host"),
    ("http://0x7f.0.0.1/", "hexadecimal"),
    ("http://0177.0.0.1/", "octal"),
    ("http://2130706433/", "one number"),
    ("http://127.1/", "two numbers"),
    ("http://8.8.8.8./", "address with a dot at its end"),
    ("http://1.2.3.4.5/", "five numbers"),
    ("http://example.09/", "a name that ends in a number"),
    ("http://example.0x/", "a name that ends like a number"),
    ("http://[fe80::1%25eth0]/", "zone"),
    ("http://[::1/", "unclosed"),
    ("http://a..b/", "empty label"),
    ("https://xn--/", "an encoded label that holds nothing"),
    ("https://xn--a/", "an encoded label that cannot be decoded"),
    ("https://a.xn--pokxncvks.example/", "an encoded label that overflows"),
    ("https://xn--ls8h.example/", "an encoded label that is no letter"),
    ("http://☃.example/", "a sign"),
    ("http://-a.example/", "hyphen first"),
    ("http://intranet/", "single label"),
    ("http://wiki.internal/", "local name"),
    ("http://localhost./", "local name"),
    ("http://" + "a" * 64 + ".example/", "label too long"),
    ("http://example.org/" + "a" * LONGEST_URL, "too long"),
    ("http://exa\ud800mple.org/", "lone surrogate"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "spelt", "why"), READ)
def test_reads_what_browsers_and_publishers_write(text: str, spelt: str, why: str) -> None:
    assert str(parse_url(text)) == spelt, why


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_refuses_what_two_programs_could_read_as_two_hosts(text: str, why: str) -> None:
    with pytest.raises(NotAUrlError):
        parse_url(text)


def test_opens_named_hosts_with_their_port_only() -> None:
    allowed = frozenset({"wiki.internal", "build:9000"})
    assert parse_url("http://wiki.internal/a", allowed_hosts=allowed).host == "wiki.internal"
    assert parse_url("http://build:9000/", allowed_hosts=allowed).port == 9000
    for url in ("http://wiki.internal:9000/", "http://build/", "http://other.internal/"):
        with pytest.raises(NotAUrlError):
            parse_url(url, allowed_hosts=allowed)


def test_joins_references_of_a_page() -> None:
    base = parse_url("https://example.org/news/today?x=1")
    assert join_url(base, " ../a ") == "https://example.org/a"
    assert join_url(base, "//other.example/b") == "https://other.example/b"


@given(st.text(max_size=60))
def test_raises_nothing_else_and_reads_its_own_spelling_again(text: str) -> None:
    try:
        url = parse_url(f"http://{text}")
    except NotAUrlError:
        return
    assert parse_url(str(url)) == url
    assert url.host.isascii()
