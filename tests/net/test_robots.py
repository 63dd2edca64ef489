import pytest

from events.net.robots import read_robots, robots_for_status, robots_url
from events.net.urls import parse_url

RULES = b"""\xef\xbb\xbfUser-agent: *
Disallow: /private
Allow: /private/press$
Crawl-delay: 7

User-agent: policytracker
Disallow: /drafts/*/old

Sitemap: https://example.org/news.xml
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("somebody", "/private/x", False),
        ("somebody", "/private/press", True),
        ("somebody", "/drafts/1/old", True),
        ("PolicyTracker/0.1", "/drafts/1/old", False),
        ("PolicyTracker/0.1", "/private/x", True),
    ],
)
def test_follows_the_group_that_names_the_agent(agent: str, path: str, allowed: bool) -> None:
    assert read_robots(RULES).allows(f"https://example.org{path}", agent) is allowed


def test_gives_delay_and_sitemaps() -> None:
    robots = read_robots(RULES)
    assert (robots.delay("somebody"), robots.delay("PolicyTracker")) == (7.0, None)
    assert robots.sitemaps() == ("https://example.org/news.xml",)


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (429, False), (503, False), (None, False)])
def test_no_file_allows_all_but_a_broken_server_allows_nothing(status: int | None, allowed: bool) -> None:
    assert robots_for_status(status).allows("https://example.org/", "x") is allowed


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff" * 1000, b"<html>not found</html>", b"User-agent: *\nDisallow: " + b"*a" * 9000]
)
def test_reads_rubbish_without_complaint(body: bytes) -> None:
    assert isinstance(read_robots(body).allows("https://example.org/" + "a" * 3000, "x"), bool)


def test_rules_lie_at_the_root_of_the_host() -> None:
    assert robots_url(parse_url("http://example.org:8080/a/b?c")) == "http://example.org:8080/robots.txt"
