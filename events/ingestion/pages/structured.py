"""What a page says about itself to machines: JSON-LD, microdata and meta elements."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    """
    article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle liveblogposting techarticle scholarlyarticle report socialmediaposting discussionforumposting
    satiricalarticle advertisercontentarticle medicalscholarlyarticle recipe review howto
    """.split()  # noqa: SIM905
)
_PAGE_TYPES = frozenset({"webpage", "itempage", "medicalwebpage", "collectionpage", "faqpage", "qapage"})
_LONGEST_SCRIPT = 1_000_000
_DEEPEST = 12
_TRAILING_COMMA = re.compile(r",(\s{0,50}[}\]])")
_WRAPPING = re.compile(r"^\s{0,100}(?://\s{0,9})?(?:<!\[CDATA\[|<!--)|(?://\s{0,9})?(?:\]\]>|-->)\s{0,100}$")


@dataclass(frozen=True, slots=True)
class Structured:
    """The article's own JSON-LD node (empty where none), the page's, and the meta elements by lower-case name."""

    article: Mapping[str, Any]
    webpage: Mapping[str, Any]
    meta: Mapping[str, tuple[str, ...]]
    articles: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    def first_meta(self, *names: str) -> str | None:
        """Give the first non-empty content of the first of these meta elements that is there."""
        for name in names:
            for content in self.meta.get(name, ()):
                if content:
                    return content
        return None

    def said(self, key: str) -> str | None:
        """Give a value of the article's node as one line of text, through lists and named things."""
        return _line(self.article.get(key), self.names)

    def page_said(self, key: str) -> str | None:
        """Give a value of the page's node as one line of text."""
        return _line(self.webpage.get(key), self.names)


def read_structured(tree: HtmlElement) -> Structured:
    """Collect what the page says to machines; never raises, whatever its scripts hold."""
    nodes = [node for data in _json_ld(tree) for node in _nodes(data, 0)]
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    pages = [node for node in nodes if _types(node) & _PAGE_TYPES]
    article = next((node for node in articles if node.get("datePublished")), articles[0] if articles else {})
    names = {
        str(node["@id"]): str(node["name"]) for node in nodes if "@id" in node and isinstance(node.get("name"), str)
    }
    return Structured(article, pages[0] if pages else {}, _meta(tree), len(articles), names)


def _json_ld(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        if not kind.startswith("application/ld+json"):
            continue
        text = (script.text or "")[:_LONGEST_SCRIPT]
        for attempt in (text, _TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", text)).strip(" \n;")):
            try:
                # Publishers put raw line breaks into strings, which strict JSON forbids.
                yield json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue
            break


def _nodes(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "itemListElement", "item", "hasPart"):
            if key in data:
                yield from _nodes(data[key], depth + 1)


def _types(node: Mapping[str, Any]) -> set[str]:
    found = node.get("@type")
    kinds = found if isinstance(found, list) else [found]
    return {kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)}


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())[:2000]
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _line(value: Any, names: Mapping[str, str], depth: int = 0) -> str | None:
    if depth > 4:
        return None
    if isinstance(value, list):
        parts = list(dict.fromkeys(part for item in value[:20] if (part := _line(item, names, depth + 1))))
        return ", ".join(parts) or None
    if isinstance(value, dict):
        if "@value" in value:
            return _line(value["@value"], names, depth + 1)
        return _line(value.get("name"), names, depth + 1) or names.get(str(value.get("@id")))
    if isinstance(value, str):
        return " ".join(value.split())[:2000] or None
    return None
