"""The standfirst: sentences that stand between the headline and the first paragraph, which text extractors drop."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_BLOCKS = frozenset(
    {"p", "div", "h2", "h3", "h4", "li", "section", "header", "article", "blockquote", "td", "ul", "ol"}
)
_HEADS = ("h1", "h2")
_NOT_TEXT = frozenset(
    {
        "nav",
        "aside",
        "footer",
        "form",
        "figure",
        "figcaption",
        "button",
        "script",
        "style",
        "noscript",
        "template",
        "time",
    }
)
_NOT_LEAD = re.compile(
    r"share|social|caption|credit|author|byline|meta\b|breadcrumb|advert|banner|newsletter|promo|cookie|consent|related|"
    r"comment|login|menu|nav\b|navi|tags?\b|copyright|disclaimer|audio|video|player|gallery|toc\b|hidden|sidebar|paywall",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"lead|lede|intro|teaser|standfirst|summary|subtitle|subhead|sub-title|dek\b|abstract|excerpt|chapo|chapeau|vorspann|"
    r"unterzeile|entradilla|bajada|sumario|copete|description|synopsis|bigline|anreisser|ingress|abstrakt",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。؟।][\"”’»“')\]]{0,2}$")
_SHORTEST, _LONGEST = 40, 1200
_FARTHEST = 600
_NO_WORD = re.compile(r"[\W_]+")


def read_lead(tree: HtmlElement, title: str | None, body: str) -> list[str]:
    """Give the paragraphs of the lead that `body` lacks, in their order; empty where the page has none.

    They lie between the headline and the body's first paragraph, and are sentences or are marked as a lead.
    """
    first = next((line for line in body.split("\n") if len(line) >= _SHORTEST), "")
    anchor = _plain(first)[:_SHORTEST]
    head = _headline(tree, title)
    if not anchor or head is None:
        return []
    known, found = _plain(body), list[str]()
    for element in _following(tree, head):
        text = " ".join(element.text_content().split())
        plain = _plain(text)
        if anchor in plain:
            return found
        if _SHORTEST <= len(text) <= _LONGEST and plain not in known and _is_lead(element, text):
            found.append(text)
            if len(found) > 3:
                return []
    return []


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    wanted = _plain(title or "")
    heads = [head for tag in _HEADS for head in tree.iter(tag)]
    for head in heads:
        text = _plain(head.text_content())
        if text and wanted and (text in wanted or wanted in text):
            return head
    return next((head for head in heads if head.tag == "h1"), None)


def _following(tree: HtmlElement, head: HtmlElement) -> Iterator[HtmlElement]:
    """Walk the innermost blocks behind the headline."""
    seen, passed = 0, False
    for element in tree.iter():
        if element is head:
            passed = True
        elif passed and element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element.iterdescendants()):
            seen += 1
            if seen > _FARTHEST:
                return
            yield element


def _is_lead(element: HtmlElement, text: str) -> bool:
    marked = False
    for depth, around in enumerate((element, *element.iterancestors())):
        names = f"{around.get('class') or ''} {around.get('id') or ''} {around.get('itemprop') or ''}"
        if around.tag in _NOT_TEXT or "display:none" in (around.get("style") or "").replace(" ", ""):
            return False
        if depth < 3 and around.tag not in ("body", "html", "main", "article"):
            if _NOT_LEAD.search(names):
                return False
            marked = marked or bool(_LEAD.search(names))
    linked = sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))
    if linked > len(text) * 0.4:
        return False
    return marked or bool(_SENTENCE_END.search(text))


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())
