from events.ingestion.discovery import find_articles, find_feeds

HOME = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml?utm_source=home">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/atom+xml" href="https://gazette.example/atom">
<link rel="alternate" hreflang="de" href="/de/">
</head><body><nav><a href="/2024/06/22/plan-of-the-day">Plan</a><a href="/politics">Politics</a></nav>
<h2><a href="/news/1?utm_medium=x">Council approves the plan for the harbour</a></h2>
<a href="/news/1"><img></a>
<a href="/2024/06/22/another-plan-for-the-town">More</a>
<a href="https://other.example/news/2">A long title that leads to another site</a>
<a href="/tag/harbour">Everything that was ever written about it</a>
<a href="/about">About the paper and the people who make it</a>
<a href="javascript:void(0)">A long title that leads to nothing at all</a>
<a href="http://[bad">A long title that leads to nothing at all</a>
<a href="/rss">RSS</a>
<footer><a href="/2024/01/01/old-story-of-the-year">Old</a></footer></body></html>"""


def test_finds_the_feeds_of_a_home_page() -> None:
    found = [link.url for link in find_feeds(HOME, url="https://www.gazette.example/")]
    assert found == [
        "https://www.gazette.example/feed.xml",
        "https://gazette.example/atom",
        "https://www.gazette.example/rss",
    ]


def test_finds_the_articles_of_an_index_page_once() -> None:
    found = find_articles(HOME, url="https://www.gazette.example/")
    assert [(link.url, link.title) for link in found] == [
        ("https://www.gazette.example/news/1", "Council approves the plan for the harbour"),
        ("https://www.gazette.example/2024/06/22/another-plan-for-the-town", "More"),
    ]
