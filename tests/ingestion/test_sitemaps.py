import gzip
from datetime import UTC, date, datetime

import pytest

from events.ingestion.feeds import FeedError
from events.ingestion.sitemaps import read_sitemap

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://gazette.example/1</loc><lastmod>2024-06-23</lastmod><news:news>
<news:publication><news:name>Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-06-22T10:00:00Z</news:publication_date>
<news:title>Plan &amp; budget</news:title></news:news></url>
<url><loc> https://gazette.example/2 </loc></url>
<url><loc>javascript:alert(1)</loc></url>
</urlset>"""
INDEX = b'<sitemapindex xmlns="x"><sitemap><loc>https://gazette.example/2024.xml</loc></sitemap></sitemapindex>'


@pytest.mark.parametrize("data", [NEWS, gzip.compress(NEWS), b"\xef\xbb\xbf" + NEWS, b"\n" + NEWS])
def test_reads_news_sitemaps(data: bytes) -> None:
    first, second = read_sitemap(data).links
    assert (first.url, first.title, first.language) == ("https://gazette.example/1", "Plan & budget", "en")
    assert first.published == datetime(2024, 6, 22, 10, tzinfo=UTC)
    assert first.modified == date(2024, 6, 23)
    assert second.url == "https://gazette.example/2"


def test_reads_indexes_and_plain_lists() -> None:
    assert read_sitemap(INDEX).sitemaps[0].url == "https://gazette.example/2024.xml"
    assert [link.url for link in read_sitemap(b"https://gazette.example/1\nrubbish\n").links] == [
        "https://gazette.example/1"
    ]


def test_expands_no_entities() -> None:
    doctype = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = doctype + b"<urlset><url><loc>https://e.example/&x;</loc></url></urlset>"
    assert "root:" not in str(read_sitemap(data))


@pytest.mark.parametrize("data", [b"", b"<html><p>not found</html>", b"<<<<"])
def test_says_what_is_no_sitemap(data: bytes) -> None:
    with pytest.raises(FeedError):
        read_sitemap(data)
