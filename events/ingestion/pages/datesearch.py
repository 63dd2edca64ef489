"""The last resort for a page's date: htmldate's search of markup and text."""

from datetime import date, datetime

import htmldate.extractors
from htmldate import find_date
from lxml.html import HtmlElement

from events.ingestion.pages.showndates import dates_in


def search_page(tree: HtmlElement, latest: date) -> date | None:
    """Give the likeliest date of a page that neither its data nor its headline has; None where there is none.

    The quick search is exact; the extensive one also answers with the first day of a year or month of which the page
    names no day, and such answers are left out.
    """
    for extensive in (False, True):
        text = find_date(tree, extensive_search=extensive, original_date=True, max_date=latest.isoformat())
        found = date.fromisoformat(text) if text else None
        if found and not (extensive and found.day == 1):
            return found
    return None


def _first_date(text: str) -> datetime | None:
    found = next((day for day, _, _ in dates_in(text)), None)
    return datetime(found.year, found.month, found.day) if found else None  # noqa: DTZ001 - as htmldate has them


# htmldate hands what it cannot read to dateparser, which first compiles the patterns of 200 languages: seconds of CPU
# time and a hundred megabytes, more than a document may take. Our own table of months answers instead.
setattr(htmldate.extractors, "_external_date", _first_date)  # noqa: B010 - a typed assignment is refused
