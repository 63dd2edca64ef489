"""When a page was first published: the witnesses are weighed against each other, and agreement makes sure."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from lxml.html import HtmlElement

from events.ingestion.pages.datesearch import search_page
from events.ingestion.pages.showndates import ShownDate, shown_dates
from events.ingestion.pages.structured import Structured
from events.ingestion.pages.witnesses import Day, Witnesses, ask_witnesses, day_of, in_utc

_ONE_DAY = timedelta(days=1)
_FAINT = -0.5
_AMERICAN = frozenset({"en-us", "en", ""})


@dataclass(frozen=True, slots=True)
class Publication:
    """A date of publication with its basis; all None and 0 where nothing was found."""

    published: date | datetime | None = None
    basis: str | None = None
    confidence: float = 0.0
    sure: bool = False
    updated: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    day: date
    basis: str
    confidence: float
    sure: bool = False


def read_publication(
    tree: HtmlElement,
    structured: Structured,
    *,
    title: str | None,
    url: str | None,
    now: datetime,
    feed: Day | None = None,
) -> Publication:
    """Weigh what the page's data, its URL, its text and the feed say; nothing is later than a day after `now`.

    What structured data give in UTC may be another day where the page was published: then the day that the page shows,
    or that its URL has, is the right one. `sure` needs two witnesses that agree and none that contradicts, a later
    revision included.
    """
    told = ask_witnesses(tree, structured, url=url, now=now)
    stated = (tree.get("lang") or structured.first_meta("og:locale") or "").lower().replace("_", "-")
    latest = (now + _ONE_DAY).astimezone(UTC).date()
    shown = shown_dates(tree, title, american=stated in _AMERICAN, latest=latest)
    if feed is not None and day_of(feed) > latest:
        feed = None
    verdict = _verdict(told, shown, feed) or _searched(tree, told, shown, latest)
    if verdict is None:
        return Publication(updated=told.modified)
    if verdict.basis == "text" and verdict.day >= latest - 2 * _ONE_DAY:
        # Mastheads print the day of the visit, which must not pass for the day of publication.
        verdict = replace(verdict, confidence=min(verdict.confidence, 0.6), sure=False)
    instants = (told.structured, told.meta, told.page, told.markup, feed)
    published = next((m for m in instants if isinstance(m, datetime) and m.date() == verdict.day), verdict.day)
    updated = told.modified or next((shown.day for shown in shown if shown.label == "updated"), None)
    if updated is not None and day_of(updated) < verdict.day:
        updated = None
    return Publication(published, verdict.basis, verdict.confidence, verdict.sure, updated)


def current_instant() -> datetime:
    """Give the moment of reading, which only limits what can be a date and never is one."""
    return datetime.now(UTC)


def _verdict(told: Witnesses, shown: list[ShownDate], feed: Day | None) -> _Verdict | None:
    """Decide by what is written for machines; None where nothing is."""
    visible = [date_ for date_ in shown if date_.label != "updated" and date_.score >= 0]
    said = [m for m in (told.structured, told.meta, told.page, told.markup, told.vague, feed) if m is not None]
    days = [day_of(moment) for moment in said]
    if told.url and (not days or any(_near(day, told.url) for day in days)):
        agreed = bool(days) or any(_near(date_.day, told.url) for date_ in visible)
        sure = agreed and not _revised(told, told.url)
        return _Verdict(told.url, "url", 0.97 if sure else 0.85, sure)
    if said:
        return _by_data(told, said, days, shown, visible)
    return None


def _by_data(
    told: Witnesses, said: list[Day], days: list[date], shown: list[ShownDate], visible: list[ShownDate]
) -> _Verdict:
    near = (m for m in said if isinstance(m, datetime) and not in_utc(m) and _near(day_of(m), days[0]))
    first = next(near, said[0])
    day = day_of(first)
    basis = "structured" if told.structured or told.page else "meta" if told.meta or told.vague else "markup"
    agreeing = [date_ for date_ in visible if _near(date_.day, day)]
    if agreeing:
        if in_utc(first) and agreeing[0].score >= 1:
            day = agreeing[0].day
        stated = {day_of(moment) for moment in said if not in_utc(moment)}
        sure = len(stated) <= 1 and not _revised(told, day)
        return _Verdict(day, basis, 0.97 if sure else 0.8, sure)
    strong = told.structured or told.meta or told.page
    if visible and visible[0].score >= (3.5 if strong else 0.8):
        return _Verdict(visible[0].day, "text", 0.65)
    if in_utc(first) and any(date_.label == "updated" and date_.day == day - _ONE_DAY for date_ in shown):
        # No change comes before the publication: the page's own clock is behind UTC.
        day -= _ONE_DAY
    unanimous = strong and all(_near(other, day) for other in days) and len(set(days)) == 1
    contradicted = bool(visible and visible[0].score > 1) or _revised(told, day)
    sure = bool(unanimous and not contradicted and (told.structured or len(days) > 1))
    return _Verdict(day, basis, 0.93 if sure else 0.7, sure)


def _searched(tree: HtmlElement, told: Witnesses, shown: list[ShownDate], latest: date) -> _Verdict | None:
    """Decide by the text: what stands at the headline, a search of the whole page, and the month in the URL."""
    found = search_page(tree, latest)
    if told.url_month:
        days = [date_.day for date_ in shown] + ([found] if found else [])
        inside = next((day for day in days if (day.year, day.month) == told.url_month), None)
        return _Verdict(inside, "text", 0.93, True) if inside else None
    visible = [date_ for date_ in shown if date_.label != "updated" and date_.score >= _FAINT]
    if not visible:
        return _Verdict(found, "text", 0.4) if found else None
    best = visible[0]
    alone = len({date_.day for date_ in visible if date_.score > best.score - 0.7}) == 1
    if best.day == found or best.score >= 2.8:
        sure = alone and (best.day == found or best.score >= 3)
        return _Verdict(best.day, "text", 0.93 if sure else 0.75, sure)
    near_headline = best.score >= 2 or (best.label == "published" and best.score >= 1)
    elsewhere = found is None or found not in {date_.day for date_ in shown}
    if (alone and (near_headline or (elsewhere and best.score >= 0))) or any(found == v.day for v in visible):
        # What stands at the headline comes before what stands anywhere.
        return _Verdict(best.day, "text", 0.6)
    return _Verdict(found or best.day, "text", 0.4)


def _revised(told: Witnesses, day: date) -> bool:
    return told.modified is not None and not _near(day_of(told.modified), day)


def _near(one: date, other: date) -> bool:
    return abs(one - other) <= _ONE_DAY
