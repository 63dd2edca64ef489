"""What the commands for operators answer, one JSON object for each page, feed or URL."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from events.ingestion.datestrings import Moment
from events.ingestion.feeds import Entry, FeedError, not_later
from events.ingestion.pages import PageError
from events.ingestion.sandbox import Sandbox, SandboxError
from events.net.check import check_url
from events.net.connections import system_resolver

LARGEST = 50_000_000


def page_answer(row: Mapping[str, Any], box: Sandbox) -> dict[str, Any]:
    """Say what the tracker makes of a saved page: `path`, with `url` and `charset` where known."""
    if "error" in row:
        return dict(row)
    answer: dict[str, Any] = {"id": row.get("id")}
    try:
        page = box.page(_content(row.get("path")), url=row.get("url"), charset=row.get("charset"))
    except (PageError, SandboxError, OSError, TypeError, ValueError) as error:
        return answer | {"title": None, "text": "", "published": None, "error": str(error)}
    return answer | {
        "title": page.title,
        "text": page.text,
        "published": page.published.isoformat() if page.published else None,
        "published_basis": page.published_basis,
        "confidence": round(page.confidence, 3),
        "confident": page.sure,
        "updated": page.updated.isoformat() if page.updated else None,
        "author": page.author,
        "language": page.language,
        "section": page.section,
        "publisher": page.publisher,
        "canonical_url": page.canonical_url,
        "is_article": page.is_article,
        "reason": page.reason,
        "encoding": page.encoding,
    }


def feed_answer(path: str, box: Sandbox) -> dict[str, Any]:
    """Say what the tracker makes of a saved feed."""
    answer: dict[str, Any] = {"path": path}
    try:
        feed = box.feed(_content(path))
    except (FeedError, SandboxError, OSError, ValueError) as error:
        return answer | {"kind": "", "entries": [], "error": str(error)}
    now = datetime.now(UTC)
    facts = {"kind": feed.kind, "title": feed.title, "url": feed.url, "language": feed.language}
    return answer | facts | {"entries": [_entry_answer(entry, now) for entry in feed.entries]}


def url_answer(row: Mapping[str, Any], *, allowed_hosts: Iterable[str] = frozenset()) -> dict[str, Any]:
    """Say whether a URL would be fetched; `resolves_to` stands in for the resolver's answer where it is given."""
    if "error" in row:
        return dict(row)
    known = row.get("resolves_to")
    url = row.get("url")
    if not isinstance(url, str):
        return {"id": row.get("id"), "allowed": False, "reason": "there is no url"}
    if isinstance(known, list):
        verdict = check_url(url, allowed_hosts=allowed_hosts, resolver=lambda _host, _port: map(str, known))
    else:
        verdict = check_url(url, allowed_hosts=allowed_hosts, resolver=system_resolver)
    return {"id": row.get("id"), "allowed": verdict.allowed, "reason": verdict.reason}


def _entry_answer(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "url": entry.url,
        "title": entry.title,
        "guid": entry.guid,
        "published": _written(not_later(entry.published, now)),
        "updated": _written(not_later(entry.updated, now)),
        "author": entry.author,
        "summary": entry.summary,
        "categories": list(entry.categories),
    }


def _written(moment: Moment | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _content(path: Any) -> bytes:
    if not isinstance(path, str):
        raise ValueError("there is no path")
    with Path(path).open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"the file is larger than {LARGEST:,} bytes")
    return data
