"""Who wrote an article: people in its data, else the byline that it shows."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from events.ingestion.pages.structured import Structured
from events.ingestion.pages.titles import plain

_BY = re.compile(
    r"^(?:written |posted |story |text |article |interview |verfasst |artikel |geschrieben |erstellt )?"
    r"(?:by|von|par|por|di|door|av|af|autor(?:in)?|author|text)\s{0,3}:?\s{1,3}",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:author|byline|autor|auteur|writer|journalist)(?:$|[\s_-]|name)", re.IGNORECASE)
_NOT_BYLINE = re.compile(
    r"avatar|image|photo|bio|desc|social|follow|comment|box|about|title|icon|related", re.IGNORECASE
)
_END = re.compile(r"\s*(?:[|•·/(–]|\s-\s|\d|,\s(?:on|am|le|el)\b|\bon\s[A-Z]|\bam\s\d).*$", re.DOTALL)
_NO_NAME = re.compile(r"(?:veröffentlicht|published|posted|updated|publié|publicado|stand)\b", re.IGNORECASE)
_OUTSIDE = frozenset({"nav", "aside", "footer", "form"})
_NO_NAMES = frozenset(
    {"admin", "name", "author", "autor", "autorin", "redaktion", "editor", "staff", "share", "follow"}
)
_LONGEST = 60


def read_author(tree: HtmlElement, structured: Structured, *, publisher: str | None) -> str | None:
    """Give the authors as the page names them, or None; a publisher's own name is no author."""
    house = plain(publisher or "")
    stated = (structured.said("author"), structured.first_meta("author", "article:author", "dc.creator", "byl"))
    for said in stated:
        if said and len(said) <= 300 and not said.startswith(("http://", "https://")) and "@" not in said:
            # No more than this is taken off, since names begin with "von" and "de".
            name = said.removeprefix("By ").removeprefix("by ").strip()
            if name and not _is_house(name, house):
                return name
    return next((name for name in _bylines(tree) if not _is_house(name, house)), None)


def _is_house(name: str, house: str) -> bool:
    core = plain(name)
    return (
        not core
        or core in _NO_NAMES
        or core in house
        or bool(house and house in core and len(house) * 5 >= len(core) * 3)
    )


def _bylines(tree: HtmlElement) -> Iterator[str]:
    seen = 0
    for element in tree.iter("a", "span", "p", "div", "address", "cite", "li", "strong", "em"):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        marked = "author" in (element.get("rel") or "").split()
        if not marked and not (len(names) < 200 and _BYLINE.search(names) and not _NOT_BYLINE.search(names)):
            continue
        seen += 1
        if seen > 20:
            return
        if any(
            around.tag in _OUTSIDE or "comment" in (around.get("class") or "") for around in element.iterancestors()
        ):
            continue
        text = " ".join(" ".join(element.itertext())[:300].split())
        name = _END.sub("", _BY.sub("", text)).strip(" ,;:")
        if _NO_NAME.match(name):
            continue
        if (
            2 < len(name) <= _LONGEST
            and name[0].isalpha()
            and not name.endswith((".", "!", "?"))
            and name.count(" ") < 8
        ):
            yield name
