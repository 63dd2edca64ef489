"""The title of an article: the heading that the page shows, chosen by what the page tells machines."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from events.ingestion.pages.structured import Structured

LONGEST = 400
_SEPARATOR = re.compile(r"\s+(?:[|•·»«›‹–—:/l-]|//|::|<<|>>|&raquo;)\s+|\s*[|»›•]\s*")
# Chinese and Japanese sites write their names behind a hyphen without spaces.
_WIDE_ENDING = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[-_|—]{1,2}[\u3000-\u9fff]{2,10}$")
_ASIDE = re.compile(
    r"related|sidebar|widget|teaser|recommend|popular|footer|comment|cookie|newsletter|menu", re.IGNORECASE
)
_HEADLINE = re.compile(
    r"(?:entry|post|article|page|story|news)[-_]?(?:title|headline|heading)|\bheadline\b", re.IGNORECASE
)
_NO_WORD = re.compile(r"[\W_]+")
_OUTSIDE = frozenset({"nav", "aside", "footer", "form", "dialog"})
_BY_TAG = {"h1": 3.0, "h2": 1.5, "h3": 1.0}
_ENOUGH = 3.0


@dataclass(frozen=True, slots=True)
class _Told:
    """What machines are told, in plain form: names of the site, titles, and the parts of the document's title."""

    site: frozenset[str]
    titles: tuple[str, ...]
    document: str
    parts: tuple[str, ...]


def read_title(tree: HtmlElement, structured: Structured, *, url: str | None = None) -> str | None:
    """Give the title as the page shows it, else as its metadata have it without the site's name; None if neither.

    Every heading is scored by its rank, its place and whether the metadata agree; a kicker or subtitle that stands in
    an element of its own within the heading is left out where the metadata lack it.
    """
    document = tree.find(".//title")
    shown = " ".join(document.text_content()[:2000].split()) if document is not None else ""
    told = _told(structured, shown, url)
    best, best_score = None, 0.0
    for head in _headings(tree):
        score = _score(head, told)
        if score > best_score:
            best, best_score = head, score
    if best is not None and best_score >= _ENOUGH:
        return _without_kicker(best, told)[:LONGEST]
    for candidate in (structured.said("headline"), structured.first_meta("og:title", "twitter:title"), shown):
        if candidate:
            cleaned = _without_site(html.unescape(candidate), told)
            if cleaned and plain(cleaned) not in told.site:
                return cleaned[:LONGEST]
    return _line(best)[:LONGEST] if best is not None else (shown[:LONGEST] or None)


def plain(text: str) -> str:
    """Reduce a text to its letters and digits, in one case, to compare it."""
    return _NO_WORD.sub("", text.casefold())


def _told(structured: Structured, shown: str, url: str | None) -> _Told:
    names = [structured.first_meta("og:site_name", "application-name"), structured.said("publisher")]
    names.append(structured.page_said("publisher"))
    host = (urlsplit(url).hostname or "") if url else ""
    if host:
        names += [host, host.removeprefix("www."), host.removeprefix("www.").split(".")[0]]
    site = frozenset(name for name in map(plain, filter(None, names)) if name)
    metadata = (structured.said("headline"), structured.first_meta("og:title"), structured.first_meta("twitter:title"))
    titles = [
        title for value in metadata if value for title in (html.unescape(value), *_parts(html.unescape(value))[:1])
    ]
    parts = tuple(filter(None, map(plain, _parts(shown))))
    return _Told(site, tuple(dict.fromkeys(filter(None, map(plain, titles)))), plain(shown), parts)


def _parts(title: str) -> list[str]:
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(title)) if part]


def _headings(tree: HtmlElement) -> Iterator[HtmlElement]:
    count = 0
    for element in tree.iter("h1", "h2", "h3", "div", "span", "p", "a", "td"):
        named = element.tag in _BY_TAG or _named_headline(element)
        if named and 0 < len(_line(element)) <= LONGEST:
            count += 1
            if count > 200:
                return
            yield element


def _named_headline(element: HtmlElement) -> bool:
    if element.get("itemprop") == "headline":
        return True
    names = element.get("class")
    return bool(names and len(names) < 200 and _HEADLINE.search(names))


def _score(head: HtmlElement, told: _Told) -> float:
    text = plain(_line(head))
    if not text or text in told.site:
        return 0.0
    score = _BY_TAG.get(head.tag, 1.0) + (1.0 if _named_headline(head) else 0.0)
    if text in told.titles:
        score += 3.0
    elif any(len(text) > 12 and (text in title or title in text) for title in told.titles if len(title) > 12):
        score += 1.5
    if told.document == text or (told.parts and told.parts[0] == text):
        score += 2.0
    elif len(text) > 12 and text in told.document:
        score += 1.0
        if len(told.parts) > 1 and told.parts[-1] == text and len(told.parts[0]) > len(text):
            score -= 2.0
    for around in head.iterancestors():
        if around.tag in _OUTSIDE or (around.tag not in ("body", "html") and _ASIDE.search(around.get("class") or "")):
            return score - 3.0
    return score


def _without_kicker(head: HtmlElement, told: _Told) -> str:
    whole = _line(head)
    text = plain(whole)
    if text in told.titles:
        return whole
    pieces = [" ".join(piece.split()).replace("\xad", "") for piece in head.itertext()]
    pieces = [piece for piece in pieces if piece]
    for size in range(len(pieces) - 1, 0, -1):
        for run in (pieces[-size:], pieces[:size]):
            core = plain("".join(run))
            main = core in (*told.parts[:1], told.document) and len(core) * 2 >= len(text)
            if (core in told.titles or main) and core not in told.site:
                return " ".join(run)
    return whole


def _without_site(title: str, told: _Told) -> str:
    title = _WIDE_ENDING.sub("", " ".join(title.split()).replace("\xad", "").strip(" |»›·-–"))
    separators = [found.span() for found in _SEPARATOR.finditer(title)]
    for start, end in separators:
        if plain(title[end:]) in told.site and title[:start].strip():
            return title[:start].strip()
        if plain(title[:start]) in told.site and title[end:].strip():
            return title[end:].strip()
    if separators:
        start, end = separators[-1]
        last = title[end:]
        if "|" in title[start:end] or (len(last.split()) <= 3 and len(last) < start * 0.5):
            return title[:start].strip() or title
    return title


def _line(element: HtmlElement) -> str:
    return " ".join(element.text_content().split()).replace("\xad", "")
