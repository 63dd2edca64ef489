"""From the bytes of a web page to an article.

Exports `read_page(data, url=..., charset=..., now=..., feed_published=...)` -> `Page`, and `PageError` for bytes that
are no page. Documents are hostile until proven otherwise: call it in a worker through `events.ingestion.sandbox`.
"""

from events.ingestion.pages.page import Page, PageError
from events.ingestion.pages.reading import read_page

__all__ = ["Page", "PageError", "read_page"]
