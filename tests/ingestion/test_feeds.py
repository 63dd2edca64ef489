import gzip
import json
from datetime import UTC, date, datetime

import pytest

from events.ingestion.datestrings import PartialDate
from events.ingestion.feeds import FeedError, not_later, published_instant, read_feed

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Gazette – Politics</title><link>https://gazette.example/</link><language>en</language><ttl>60</ttl>
<item><title>Plan &amp;amp; budget <![CDATA[<b>approved</b>]]></title><link>/news/1</link><guid>same</guid>
<pubDate>Tue, 5 Mar 2019 08:30:00 +0500</pubDate><category>Politics</category><author>A. Writer</author>
<description>Short.</description><content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://gazette.example/news/2</link><guid>same</guid><pubDate>soon</pubDate></item>
</channel></rss>"""


def test_reads_rss_with_its_instants() -> None:
    feed = read_feed(RSS.format(encoding="utf-8").encode(), url="https://gazette.example/feed.xml")
    assert (feed.kind, feed.title, feed.language, feed.minutes) == ("rss", "Gazette – Politics", "en", 60)
    first, second = feed.entries
    assert first.title == "Plan & budget approved"
    assert first.url == "https://gazette.example/news/1"
    assert first.published == datetime(2019, 3, 5, 3, 30, tzinfo=UTC)
    assert (first.content, first.summary, first.categories) == ("<p>The whole text.</p>", "Short.", ("Politics",))
    assert second.published is None
    assert first.guid
    assert first.guid == second.guid


def test_reads_packed_feeds_and_other_encodings() -> None:
    data = RSS.format(encoding="iso-8859-1").replace("–", "é").encode("latin-1")
    assert read_feed(data).title == "Gazette é Politics"
    assert len(read_feed(gzip.compress(RSS.format(encoding="utf-8").encode())).entries) == 2


def test_reads_json_feed() -> None:
    item = {"id": 1, "url": "/a", "title": "A", "date_published": "2019-03-05T08:30:00Z", "authors": [{"name": "W"}]}
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "G", "items": [item, {}, 7]})
    feed = read_feed(data.encode(), url="https://gazette.example/feed.json")
    assert feed.kind == "json"
    assert len(feed.entries) == 2
    assert (feed.entries[0].url, feed.entries[0].author) == ("https://gazette.example/a", "W")
    assert feed.entries[0].published == datetime(2019, 3, 5, 8, 30, tzinfo=UTC)


def test_expands_no_entities_and_reads_no_files() -> None:
    lines = '<!ENTITY a "laugh"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">'
    data = f'<?xml version="1.0"?><!DOCTYPE r [{lines}]><rss version="2.0"><channel><title>&b;&f;</title>'
    feed = read_feed((data + "<item><title>x</title></item></channel></rss>").encode())
    assert len(feed.entries) == 1
    assert "laughlaugh" not in str(feed)
    assert "root:" not in str(feed)


def test_hides_no_entities_behind_spaces_or_wide_characters() -> None:
    doctype = '<!DOCTYPE r [<!ENTITY a "laugh"><!ENTITY b "&a;&a;">]>'
    feed = (
        f'<?xml version="1.0"?>{" " * 300_000}{doctype}<rss version="2.0"><channel><title>&b;</title></channel></rss>'
    )
    assert "laughlaugh" not in str(read_feed(feed.encode()))
    with pytest.raises(FeedError, match="entities"):
        read_feed(feed.encode("utf-16"))


@pytest.mark.parametrize("data", [b"", b"  \n", b"{not json"])
def test_says_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(FeedError):
        read_feed(data)


def test_a_home_page_is_no_feed() -> None:
    feed = read_feed(b"<!doctype html><html><body><h1>Gazette</h1></body></html>")
    assert (feed.kind, feed.entries) == ("", ())


def test_only_web_links_come_through() -> None:
    item = "<item><title>t</title><link>javascript:alert(1)</link></item>"
    feed = read_feed(f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    assert feed.entries[0].url is None


def test_future_moments_are_none() -> None:
    now = datetime(2024, 7, 1, tzinfo=UTC)
    assert not_later(datetime(2024, 7, 3, tzinfo=UTC), now) is None
    assert not_later(date(2024, 7, 2), now) == date(2024, 7, 2)
    assert not_later(PartialDate(2025), now) is None


def test_a_month_is_no_publication_day() -> None:
    assert published_instant(PartialDate(2024, 6)) is None
    assert published_instant(date(2024, 6, 1)) == date(2024, 6, 1)
