"""What a page says, as one value, and the one way in which reading it fails."""

from dataclasses import dataclass
from datetime import date, datetime


class PageError(ValueError):
    """Bytes that cannot be read as a page at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as an article; what it does not say is None.

    `published` is the first publication: a day, or an instant with its offset, never later than the moment of reading.
    `published_basis` says where it was found: structured, meta, url, markup, text or feed; `confidence` is between 0
    and 1, and `sure` holds where independent witnesses agree. `is_article` is False for paywalls, consent and block
    pages, soft 404s and lists; `reason` then names which. `encoding` is the one that the bytes were read in.
    """

    title: str | None
    text: str
    published: date | datetime | None = None
    published_basis: str | None = None
    confidence: float = 0.0
    sure: bool = False
    updated: date | datetime | None = None
    author: str | None = None
    language: str | None = None
    section: str | None = None
    publisher: str | None = None
    canonical_url: str | None = None
    is_article: bool = True
    reason: str | None = None
    encoding: str = "utf-8"

    @property
    def published_day(self) -> date | None:
        """The day of publication as the page gives it, in the page's own offset."""
        return self.published.date() if isinstance(self.published, datetime) else self.published
