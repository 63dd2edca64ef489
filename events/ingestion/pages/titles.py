"""The title of an article: what the page shows as its headline, checked against what it tells machines."""

from lxml.html import HtmlElement

from events.ingestion.pages.structured import Structured


def read_title(tree: HtmlElement, structured: Structured) -> str | None:
    """Give the title as the page shows it, or None."""
    heads = [" ".join(head.text_content().split()) for head in tree.iter("h1")]
    candidates = [structured.said("headline"), *heads, structured.first_meta("og:title", "twitter:title")]
    document = tree.find(".//title")
    if document is not None:
        candidates.append(" ".join(document.text_content().split()))
    return next((candidate for candidate in candidates if candidate), None)
