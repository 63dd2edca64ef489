"""Dates that a page shows its readers, near the headline, with what the page says of them."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from lxml.html import HtmlElement

from events.ingestion.datestrings import month_number, read_moment
from events.ingestion.pages.titles import plain

_WORDS = Path(__file__).with_name("showndates.toml")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})[./-]\s?(\d{1,2})[./-]\s?(\d{1,2})|"
    r"(\d{1,2})\s?([./|-])\s?(\d{1,2})\s?[./|-]\s?(\d{4}|\d\d))(?![\d/-])"
)
_WIDE = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_DAY_FIRST = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?:\s|-|\s?de\s|\s?of\s|\s?di\s){1,2}([^\W\d_]{2,15})\.?,?(?:\s|-|\s?de\s|\s?del\s|/){1,2}"
    r"(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<![^\W_])([^\W\d_]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[.,]?\s([^\W\d_]{3,12})\.?\s(\d{1,2})(?!\d)")
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "header", "article", "td", "ul", "ol", "dl", "dd"}
) | frozenset({"tr", "table", "time", "main", "footer", "aside", "nav", "figure"})
_HINT = re.compile(r"date|time|publi|posted|byline|meta|info|stamp|datum|fecha|tarih|created", re.IGNORECASE)
_UPDATED_HINT = re.compile(r"updat|modif|changed|revis", re.IGNORECASE)
_AWAY = re.compile(
    r"related|sidebar|widget|teaser|recommend|popular|latest|comment|cookie|newsletter|menu|footer|archive|calendar|"
    r"event|ticker|trending|most-?read|breaking|weather|copyright|next|prev|kommentar",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"nav", "aside", "footer", "form", "select", "script", "style", "noscript", "template", "option"})
_BEFORE, _AFTER, _FARTHEST, _LONGEST, _DATELINE = 30, 45, 400, 420, 60


@dataclass(frozen=True, slots=True)
class ShownDate:
    """One date that the page shows: `label` is published, updated or None; `score` says how much it looks like one."""

    day: date
    label: str | None
    score: float


def shown_dates(tree: HtmlElement, title: str | None, *, american: bool = False, latest: date) -> list[ShownDate]:
    """Give the dates shown around the headline, the likeliest first; without a headline, those at the page's top.

    `american` reads 3/5/2019 as 5 March. Nothing before 1990 or after `latest` is given.
    """
    blocks, head = _around_headline(tree, title)
    found: list[ShownDate] = []
    near = range(max(0, head - _BEFORE), head + _AFTER) if head is not None else range(_FARTHEST)
    for number in near[: max(0, len(blocks) - near.start)]:
        element, text = blocks[number]
        if len(text) > _LONGEST:
            # "KARACHI, 4 March 2024:" at the beginning of a paragraph.
            text = text[:_DATELINE]
        distance = number - head if head is not None else 15
        dates = list(dates_in(text, american=american)) or _in_time_elements(element, text)
        for day, start, end in dates:
            if date(1990, 1, 1) <= day <= latest:
                found.append(_judged(element, text, (start, end), day, distance))
    return sorted(found, key=lambda shown: -shown.score)


def dates_in(text: str, *, american: bool = False) -> Iterator[tuple[date, int, int]]:
    """Find whole dates with day, month and year in a short text; give each with its span, in order."""
    spans: list[tuple[int, int, date]] = []
    for pattern, read in _READERS if _DIGIT.search(text) else ():
        for found in pattern.finditer(text):
            day = read(found, american)
            if day is not None and not any(start < found.end() and found.start() < end for start, end, _ in spans):
                spans.append((found.start(), found.end(), day))
    yield from ((day, start, end) for start, end, day in sorted(spans))


def _day(year: str, month: int | None, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    try:
        return date(number, month, int(day)) if month else None
    except ValueError:
        return None


def _numeric(found: re.Match[str], american: bool) -> date | None:
    if found[1]:
        return _day(found[1], int(found[2]), found[3])
    first, separator, second, year = found[4], found[5], found[6], found[7]
    if len(year) == 2 and separator != ".":
        return None
    month_first = separator == "/" and (american or int(second) > 12) and int(first) <= 12
    return _day(year, int(first), second) if month_first else _day(year, int(second), first)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], date | None]], ...] = (
    (_WIDE, lambda found, _: _day(found[1], int(found[2]), found[3])),
    (_DAY_FIRST, lambda found, _: _day(found[3], month_number(found[2]), found[1])),
    (_MONTH_FIRST, lambda found, _: _day(found[3], month_number(found[1]), found[2])),
    (_YEAR_FIRST, lambda found, _: _day(found[1], month_number(found[2]), found[3])),
    (_NUMERIC, _numeric),
)


def _blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    body = tree.find("body")
    if body is None:
        return
    holding = set()
    for block in body.iter(*_BLOCKS):
        around = block.getparent()
        while around is not None and around not in holding:
            holding.add(around)
            around = around.getparent()
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
            continue
        if element.tag in _BLOCKS and element not in holding:
            text = " ".join(element.text_content().split())
            if text:
                yield element, text
        elif element in holding:
            # Text that stands loose between blocks belongs to the element around them.
            loose = " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())
            if loose:
                yield element, loose
        elif element.getparent() in holding:
            text = " ".join(element.text_content().split())
            if text:
                yield element, text


def _around_headline(tree: HtmlElement, title: str | None) -> tuple[list[tuple[HtmlElement, str]], int | None]:
    """Give the page's blocks, to a while behind the headline, and the headline's number; None where there is none."""
    wanted = plain(title or "")
    blocks: list[tuple[HtmlElement, str]] = []
    headline, said, first = None, None, None
    for number, (element, text) in enumerate(_blocks(tree)):
        blocks.append((element, text))
        if headline is not None:
            if number >= headline + _AFTER:
                break
            continue
        if element.tag == "h1" and first is None:
            first = number
        if wanted and len(text) < 400 and plain(text) == wanted:
            if element.tag in ("h1", "h2", "h3"):
                headline = number
            said = said or number
    return blocks, next((found for found in (headline, said or None, first) if found is not None), None)


def _in_time_elements(element: HtmlElement, text: str) -> list[tuple[date, int, int]]:
    """Read the attribute of a time element whose text is relative ("2 hours ago") or unreadable."""
    found = []
    for marked in element.iter("time"):
        moment = read_moment(marked.get("datetime") or "")
        if isinstance(moment, date):
            found.append((moment.date() if isinstance(moment, datetime) else moment, 0, min(len(text), 20)))
    return found[:2]


def _judged(element: HtmlElement, text: str, span: tuple[int, int], day: date, distance: int) -> ShownDate:
    before, after = text[max(0, span[0] - 60) : span[0]].casefold(), text[span[1] : span[1] + 30].casefold()
    # "2 May 2024 (updated)", but not "2 May 2024 / Updated: 3 May 2024".
    label = _label(before) or (None if any(map(str.isdigit, text[span[1] + 9 :])) else _label(after))
    score = 2.5 if label == "published" else 0.0
    for depth, around in enumerate((element, *element.iterancestors())):
        names = f"{around.get('class') or ''} {around.get('id') or ''} {around.get('itemprop') or ''}"
        if around.tag in _OUTSIDE or (around.tag not in ("body", "html", "main") and _AWAY.search(names)):
            score -= 3.0
            break
        if depth < 3 and around.tag not in ("body", "main", "article"):
            if label is None and _UPDATED_HINT.search(names) and "publish" not in names:
                label = "updated"
            if _HINT.search(names):
                score += 1.0 - depth * 0.25
    if element.tag == "time" or element.find(".//time") is not None:
        score += 1.5
    share = (span[1] - span[0]) / len(text)
    score += 2.0 if share > 0.5 else (1.0 if share > 0.2 else 0.0)
    score -= abs(distance) * (0.04 if distance >= 0 else 0.07)
    if label == "other":
        score -= 4.0
    return ShownDate(day, label if label != "other" else None, score)


def _label(words: str) -> str | None:
    # The nearest word counts: "Published 1 May, updated 2 May".
    nearest, place = None, -1
    for name, pattern in _labels():
        for found in pattern.finditer(words):
            if found.end() > place:
                nearest, place = name, found.end()
    return nearest


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return tuple((name, re.compile("|".join(words[name]), re.IGNORECASE)) for name in ("published", "updated", "other"))
