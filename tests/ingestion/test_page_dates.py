import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from events.ingestion.pages.dates import Publication, read_publication
from events.ingestion.pages.markup import parse_markup
from events.ingestion.pages.showndates import dates_in, shown_dates
from events.ingestion.pages.structured import read_structured

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
TITLE = "<h1>Council approves plan</h1>"
TEXT = "<p>The council met and approved the plan for the old harbour of the town.</p>" * 5


def published(page: str, *, url: str | None = None, feed: date | None = None, now: datetime = NOW) -> Publication:
    tree = parse_markup(f"<html><head><title>x</title></head><body>{page}{TEXT}</body></html>")
    title = "Council approves plan"
    return read_publication(tree, read_structured(tree), title=title, url=url, now=now, feed=feed)


def ld(**facts: str) -> str:
    pairs = ",".join(f'"{key}":"{value}"' for key, value in facts.items())
    return f'<script type="application/ld+json">{{"@type":"NewsArticle",{pairs}}}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


DAY = date(2024, 6, 22)
CASES = [
    (ld(datePublished="2024-06-22T10:00:00+05:00"), None, DAY, "structured", "JSON-LD"),
    (meta("article:published_time", "2024-06-22T10:00:00+05:00"), None, DAY, "meta", "meta"),
    (f"{TITLE}<time itemprop=datePublished datetime=2024-06-22>Saturday</time>", None, DAY, "markup", "microdata"),
    ("", "https://example.org/2024/06/22/plan", DAY, "url", "URL"),
    ("", "https://example.org/20240622-plan", DAY, "url", "URL without separators"),
    (f"{TITLE}<p class=date>22 June 2024</p>", None, DAY, "text", "text below the headline"),
    (f"<p>Published 22 June 2024</p>{TITLE}", None, DAY, "text", "text above the headline"),
    (f"{TITLE}<p>Written: 2024-06-22 / Updated: 2024-06-24</p>", None, DAY, "text", "labels of two dates"),
    (f"{TITLE}<div>Опубліковано: 22 червня 2024</div>", None, DAY, "text", "Ukrainian"),
    (f"{TITLE}<span>22 | 06 | 2024</span>", None, DAY, "text", "bars"),
    (f"{TITLE}<time datetime=2024-06-22T08:00:00Z>nine days ago</time>", None, DAY, "text", "relative text"),
    (f"{TITLE}<p class=date>22 June 2024</p>", "https://example.org/2024/06/plan", DAY, "text", "month in the URL"),
]


@pytest.mark.parametrize(("page", "url", "day", "basis", "why"), CASES)
def test_finds_the_day_of_publication(page: str, url: str | None, day: date, basis: str, why: str) -> None:
    found = published(page, url=url)
    assert found.published is not None, why
    stated = found.published.date() if isinstance(found.published, datetime) else found.published
    assert (stated, found.basis) == (day, basis), why


def test_keeps_the_instant_with_its_offset() -> None:
    found = published(ld(datePublished="2024-06-22T01:00:00+05:00"))
    assert found.published == datetime(2024, 6, 22, 1, tzinfo=timezone(timedelta(hours=5)))


def test_day_that_is_shown_decides_over_utc() -> None:
    page = ld(datePublished="2024-06-22T02:30:00Z") + f"{TITLE}<p class=date>June 21, 2024 at 10:30 p.m.</p>"
    assert published(page).published == date(2024, 6, 21)
    assert published(ld(datePublished="2024-06-22T02:30:00Z"), url="https://e.org/2024/06/21/a").published == date(
        2024, 6, 21
    )


def test_is_sure_where_two_agree_and_none_contradicts() -> None:
    shown = f"{TITLE}<p class=date>22 June 2024</p>"
    assert published(ld(datePublished="2024-06-22T10:00:00+05:00") + shown).sure
    assert not published(meta("dc.date", "2024-06-22")).sure
    revised = ld(datePublished="2024-06-12T10:00:00+05:00", dateModified="2024-06-22T10:00:00+05:00")
    assert not published(revised + shown.replace("22", "12")).sure
    assert not published(ld(datePublished="2024-06-22") + meta("article:published_time", "2024-06-18")).sure


def test_an_update_is_no_publication() -> None:
    page = f"{TITLE}<p class=date>Updated: 28 June 2024</p>" + ld(datePublished="2024-06-22T10:00:00+05:00")
    found = published(page)
    assert found.published == datetime(2024, 6, 22, 10, tzinfo=timezone(timedelta(hours=5)))
    assert found.updated == date(2024, 6, 28)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("", "nothing"),
        (ld(datePublished="2031-01-01"), "the future"),
        (ld(datePublished="2024-02-30"), "not in the calendar"),
        (ld(datePublished="0001-01-01"), "a template's zero"),
        ("<footer>Copyright 2019 Gazette</footer>", "only a year"),
        (f"{TITLE}<p>June 2024</p>", "only a month"),
    ],
)
def test_invents_no_date(page: str, why: str) -> None:
    assert published(page).published is None, why


def test_date_of_the_visit_is_never_sure() -> None:
    now = datetime(2024, 6, 22, 12, tzinfo=UTC)
    found = published(f"<div class=date>Saturday, 22 June 2024</div>{TITLE}", now=now)
    assert not found.sure
    assert found.confidence <= 0.6


def test_feed_stands_in_where_the_page_is_silent() -> None:
    assert published("", feed=DAY).published == DAY
    assert published("", feed=date(2031, 1, 1)).published is None


def test_dates_of_other_articles_are_not_taken() -> None:
    teasers = "".join(f"<div class=related><a href=/x>Other</a><p>{day} May 2023</p></div>" for day in range(1, 9))
    found = published(f"{TITLE}<p class=date>22 June 2024</p>{teasers}")
    assert found.published == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22 June 2024", date(2024, 6, 22)),
        ("June 22nd, 2024", date(2024, 6, 22)),
        ("22. Juni 2024", date(2024, 6, 22)),
        ("22 de junio de 2024", date(2024, 6, 22)),
        ("2024年6月22日", date(2024, 6, 22)),
        ("2024. június 22", date(2024, 6, 22)),
        ("22.06.24", date(2024, 6, 22)),
        ("22/06/2024", date(2024, 6, 22)),
        ("06/22/2024", date(2024, 6, 22)),
    ],
)
def test_reads_dates_as_people_write_them(text: str, day: date) -> None:
    assert [found for found, _, _ in dates_in(f"A: {text} B")] == [day]


@pytest.mark.parametrize(
    "text", ["1.2.3.4", "tel. 22-06-20245", "31 February 2024", "22/06/24", "5 Sentences 2024", "v. 2024.6"]
)
def test_takes_numbers_for_what_they_are(text: str) -> None:
    assert list(dates_in(text)) == []


def test_slashes_are_read_as_the_country_does() -> None:
    assert [day for day, _, _ in dates_in("3/5/2024", american=True)] == [date(2024, 3, 5)]
    assert [day for day, _, _ in dates_in("3/5/2024")] == [date(2024, 5, 3)]


def test_a_page_of_dates_takes_no_time() -> None:
    rows = "".join(f"<p>{n % 28 + 1}.{n % 12 + 1}.{1990 + n % 30}</p>" for n in range(20_000))
    tree = parse_markup(f"<html><body>{TITLE}{rows}{'1 ' * 100_000}</body></html>")
    started = time.process_time()
    shown_dates(tree, "Council approves plan", latest=NOW.date())
    assert time.process_time() - started < 3
