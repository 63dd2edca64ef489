"""The running text of a page, by trafilatura."""

from copy import deepcopy

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt


def read_body(tree: HtmlElement, *, url: str | None = None) -> str:
    """Give the article's text, one paragraph a line; empty where none is found. The tree is left as it is."""
    options = Extractor(output_format="txt", comments=False, formatting=False, url=url)
    try:
        found = bare_extraction(deepcopy(tree), options=options)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    if found is None or isinstance(found, dict):
        return ""
    return xmltotxt(found.body, False).strip()
