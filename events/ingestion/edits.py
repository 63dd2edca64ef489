"""How an article was edited after its publication: what each version changed in the one seen before it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from events.ingestion.versions import Difference, difference
from events.models import Article, ArticleVersion

MOST_EDITS = 20


@dataclass(frozen=True, slots=True)
class Edit:
    """One version and what it changed in the one before it."""

    before: ArticleVersion
    after: ArticleVersion
    difference: Difference

    @property
    def at(self) -> datetime:
        """Give when it was made: as its publisher says, else when it was first seen."""
        return self.after.updated_at or self.after.seen_at

    @property
    def passages(self) -> int:
        """Give how many passages it changed."""
        return len(self.difference.changes)

    @property
    def counts(self) -> Counter[str]:
        """Give how many passages were added, removed and changed."""
        return Counter(change.kind for change in self.difference.changes)


def edits_of(article: Article, *, since: datetime | None = None, most: int = MOST_EDITS) -> tuple[list[Edit], bool]:
    """Give the edits of an article seen after `since`, the latest first, and whether there are more than `most`.

    One query. Titles are compared with the texts.
    """
    found = list(article.versions.order_by("-seen_at", "-pk")[: most + 2])
    pairs = [(before, after) for after, before in pairwise(found) if since is None or after.seen_at > since]
    edits = [Edit(before, after, difference(_whole(before), _whole(after))) for before, after in pairs[:most]]
    return edits, len(pairs) > most


def _whole(version: ArticleVersion) -> str:
    return f"{version.title}\n{version.text}"
