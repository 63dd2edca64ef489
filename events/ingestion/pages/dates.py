"""When a page was first published, from which witness, and how sure that is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from htmldate import find_date
from lxml.html import HtmlElement

from events.ingestion.pages.structured import Structured


@dataclass(frozen=True, slots=True)
class Publication:
    """A date of publication with its basis; all None and 0 where nothing was found."""

    published: date | datetime | None = None
    basis: str | None = None
    confidence: float = 0.0
    sure: bool = False
    updated: date | datetime | None = None


def read_publication(
    tree: HtmlElement, structured: Structured, *, url: str | None, now: datetime, feed: date | datetime | None = None
) -> Publication:
    """Weigh what the page, its URL and the feed say; nothing is ever later than a day after `now`."""
    latest = (now + timedelta(days=1)).date().isoformat()
    found = find_date(tree, original_date=True, url=url, max_date=latest)
    said = structured.said("datePublished") or structured.first_meta("article:published_time")
    if found is None:
        return Publication(feed, "feed", 0.6) if feed else Publication()
    day = date.fromisoformat(found)
    agrees = bool(said and said.startswith(found))
    return Publication(day, "structured" if agrees else "text", 0.95 if agrees else 0.6, agrees)


def current_instant() -> datetime:
    """Give the moment of reading, which only limits what can be a date and never is one."""
    return datetime.now(UTC)
