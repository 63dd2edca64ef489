"""The running text of a page: trafilatura's, with the lead it drops and without the lines it leaves in."""

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt

from events.ingestion.pages.cleaning import clean_lines, linked_blocks
from events.ingestion.pages.lead import read_lead
from events.ingestion.pages.titles import plain

_UNSEEN = ("script", "style", "svg")


def read_body(tree: HtmlElement, *, url: str | None = None, title: str | None = None) -> str:
    """Give the article's text, one paragraph a line; empty where none is found. The tree loses what nobody sees."""
    _drop_unseen(tree)
    text = _extracted(tree, url)
    if not text:
        return ""
    text = clean_lines(text, linked_blocks(tree))
    lines = [*read_lead(tree, title, text), *(" ".join(line.split()) for line in text.split("\n"))]
    lines = [line for line in lines if line]
    if title and len(lines) > 1 and plain(lines[0]) == plain(title):
        del lines[0]
    return "\n".join(lines).replace("\xad", "")


def _drop_unseen(tree: HtmlElement) -> None:
    """Take out scripts, styles and drawings once, which each step of the extraction would walk and copy again."""
    unseen = [e for e in tree.iter(*_UNSEEN) if "ld+json" not in (e.get("type") or "")]
    for element in unseen:
        element.drop_tree()


def _extracted(tree: HtmlElement, url: str | None) -> str:
    options = Extractor(output_format="txt", comments=False, formatting=False, url=url)
    try:
        found = bare_extraction(tree, options=options)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    if found is None or isinstance(found, dict):
        return ""
    return xmltotxt(found.body, False).strip()
