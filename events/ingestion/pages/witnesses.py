"""Who says when a page was published: its structured data, meta elements, marked-up times, its URL."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lxml.html import HtmlElement

from events.ingestion.datestrings import read_moment
from events.ingestion.pages.structured import Structured

Day = date | datetime
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished"),
    *("rnews:datepublished", "bt:pubdate", "publishdate", "publish_date", "publish-date", "published_time", "pubdate"),
    *("published", "publication_date", "originalpublicationdate", "article_date_original", "article.published"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "og:pubdate"),
    *("date_published", "article:post_date", "displaydate"),
)
# Often the date of a template, a study or a change.
VAGUE = (
    *("dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created", "dcterms.date", "dc.date", "date"),
    *("citation_publication_date", "citation_online_date", "datecreated", "created", "release_date", "pub_date"),
)
MODIFIED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod"),
    *("last-modified", "modified", "revised", "bt:moddate"),
)
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:/|-(?!\d))")
_EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What each kind of witness says; None where it says nothing or nothing possible."""

    structured: Day | None = None
    page: Day | None = None
    meta: Day | None = None
    vague: Day | None = None
    markup: Day | None = None
    url: date | None = None
    url_month: tuple[int, int] | None = None
    modified: Day | None = None


def ask_witnesses(tree: HtmlElement, structured: Structured, *, url: str | None, now: datetime) -> Witnesses:
    """Ask every witness; what lies before 1990 or more than a day after `now` is left out."""

    def possible(text: str | None) -> Day | None:
        moment = read_moment(text) if text else None
        if not isinstance(moment, date):
            return None
        latest = now + timedelta(days=1)
        if isinstance(moment, datetime):
            return moment if moment.date() >= _EARLIEST and moment <= latest else None
        return moment if _EARLIEST <= moment <= latest.date() else None

    def first_possible(names: tuple[str, ...]) -> Day | None:
        values = (possible(value) for name in names for value in structured.meta.get(name, ()))
        return next((value for value in values if value is not None), None)

    return Witnesses(
        structured=possible(structured.said("datePublished")) or possible(structured.said("dateCreated")),
        page=possible(structured.page_said("datePublished")),
        meta=first_possible(PUBLISHED),
        vague=first_possible(VAGUE),
        markup=next(filter(None, map(possible, _marked_up(tree))), None),
        url=_url_day(url, now),
        url_month=_url_month(url, now),
        modified=possible(structured.said("dateModified")) or first_possible(MODIFIED),
    )


def day_of(moment: Day) -> date:
    """Give the day of a moment in its own offset."""
    return moment.date() if isinstance(moment, datetime) else moment


def in_utc(moment: Day) -> bool:
    """Tell whether a moment is given in UTC, so that its day may be another one where the page was published."""
    return isinstance(moment, datetime) and moment.utcoffset() in (None, timedelta(0)) and moment.tzinfo is not None


def _marked_up(tree: HtmlElement) -> list[str]:
    found = []
    for element in tree.iter("time", "span", "div", "abbr", "p", "meta"):
        prop = element.get("itemprop") or ""
        names = (element.get("class") or "").split()
        marked = "datePublished" in prop or (
            element.tag in ("time", "abbr")
            and (element.get("pubdate") is not None or {"published", "dt-published", "entry-date"} & set(names))
            and "updated" not in names
        )
        if marked:
            value = element.get("datetime") or element.get("content") or element.get("title")
            found.append(value or " ".join(element.text_content().split())[:80])
        if len(found) > 5:
            break
    return found


def _url_day(url: str | None, now: datetime) -> date | None:
    for found in _IN_URL.finditer(url or ""):
        if not found[2] and len(found[0]) != 8:
            continue
        try:
            day = date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
        if _EARLIEST <= day <= (now.astimezone(UTC) + timedelta(days=1)).date():
            return day
    return None


def _url_month(url: str | None, now: datetime) -> tuple[int, int] | None:
    found = _MONTH_IN_URL.search(url or "")
    month = (int(found[1]), int(found[2])) if found else None
    return month if month and (1990, 1) <= month <= (now.year, now.month) else None
