"""From a page's text to a tree that is safe to walk: bounded in depth, elements and attributes."""

import re

from lxml.etree import ElementDefaultClassLookup
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from events.ingestion.pages.page import PageError

MOST_ELEMENTS = 150_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8000,}>")
_MOST_ATTRIBUTES = 400
_NESTING = re.compile(
    r"</?(?:div|span|font|b|i|u|em|strong|small|big|center|a|table|tbody|tr|td|ul|ol|li|dl|dd|section|article|blockquote)"
    r"(?=[\s/>])[^<>]{0,5000}>",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,300}\?>")


def parse_markup(text: str) -> HtmlElement:
    """Parse a page; raises PageError for what holds no elements or too many.

    Tags with hundreds of attributes lose them, since parsers take quadratic time over them; a page nested more deeply
    than the parser goes (256) is read again without the tags that nest.
    """
    if "<" not in text:
        text = f"<html><body><pre>{text}</pre></body></html>"
    if declared := _DECLARATION.match(text):
        text = text[declared.end() :]
    text = _LONG_TAG.sub(_without_attributes, text)
    if text.count("<") > MOST_ELEMENTS * 2:
        raise PageError(f"the page has more than {MOST_ELEMENTS:,} elements")
    tree, too_deep = _parsed(text)
    if too_deep:
        flattened, _ = _parsed(_NESTING.sub("\n", text))
        tree = flattened if flattened is not None else tree
    if tree is None:
        raise PageError("the page has no elements")
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise PageError(f"the page has more than {MOST_ELEMENTS:,} elements")
    return tree


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    # lxml asks Python for the class of each element, to tell forms from the rest; nothing here needs that.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, SyntaxError, AssertionError):
        return None, False
    too_deep = any("Excessive depth" in (entry.message or "") for entry in parser.error_log)
    return tree, too_deep


def _without_attributes(found: re.Match[str]) -> str:
    tag = found[0]
    if tag.count("=") <= _MOST_ATTRIBUTES:
        return tag
    name = re.match(r"<[A-Za-z][\w:-]{0,40}", tag)
    return f"{name[0]}>" if name else ""
