"""What the record knows of one event, actor, policy or article, gathered for its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.ingestion.edits import edits_of
from events.models import Actor, Article, Change, Event, Evidence, Policy, TextShown
from events.publishing.dates import in_words
from events.publishing.records import (
    commitments_for,
    copies_of,
    evidence_of,
    names_of,
    relations_of,
    statements_for,
    statuses_of,
    tenures_of,
)
from events.publishing.visibility import User, events_for, text_shown
from events.publishing.wording import RELATIONS
from events.timeline.entries import Entry, Named, entry, web_address
from events.timeline.marking import Marked, marked_paragraphs

SAYINGS_SHOWN = 20
CHANGES_SHOWN = 50
EDITS_SHOWN = 5
CHANGED = {
    "participants": "actors",
    "policies": "policies",
    "sources": "sources",
    "relations": "related events",
    "disagreements": "where sources differ",
}


@dataclass(frozen=True, slots=True)
class Past:
    """One entry of a record's history."""

    at: datetime
    action: str
    fields: list[str]
    cause: Named


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement or a commitment, with the article that has it."""

    text: str
    article: Article
    is_direct: bool = False
    due: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An event with its number and its sentences in an article."""

    number: int
    entry: Entry
    quotes: list[str]


def relations_in_words(event: Event) -> list[tuple[str, Event, str]]:
    """Give how a public event stands to others: the words, the other one, and when it was."""
    found = []
    for row in relations_of(event):
        is_from = row.event_id == event.pk
        other = row.to if is_from else row.event
        words = RELATIONS.get(row.type, (row.type, row.type))[0 if is_from else 1]
        found.append((words, other, in_words(other.edtf, other.precision)))
    return found


def history_of(event: Event) -> list[Past]:
    """Give what happened to an event's record, the latest first."""
    rows = list(Change.objects.filter(public=event.pk).defer("document")[:CHANGES_SHOWN])
    articles = [r.cause.removeprefix("article ") for r in rows if r.cause.startswith("article ")]
    titles = {a.pk: a for a in Article.objects.filter(pk__in=articles).only("title", "publisher")}
    return [Past(r.valid_from, r.action, [CHANGED.get(f, f) for f in r.fields], _cause(r.cause, titles)) for r in rows]


def _cause(cause: str, articles: dict[str, Article]) -> Named:
    found = articles.get(cause.removeprefix("article "))
    if found:
        return Named(found.title or "an article", found.get_absolute_url(), found.publisher)
    return Named("a curator" if cause.startswith("judgement") else "the record was brought up to date", "")


def actor_dossier(actor: Actor, user: User) -> dict[str, Any]:
    """Give an actor's other names, offices, statements and commitments."""
    statements = statements_for(user).filter(speaker=actor).select_related("article")
    commitments = commitments_for(user).filter(by=actor).select_related("article")
    return {
        "names": names_of(actor)[1:],
        "tenures": [(t, in_words(t.edtf, t.precision)) for t in tenures_of(actor)],
        "statements": [
            Saying(s.content, s.article, is_direct=s.direct)
            for s in statements.order_by("-article__published", "pk")[:SAYINGS_SHOWN]
        ],
        "commitments": [
            Saying(c.what, c.article, due=in_words(c.edtf, c.precision) if c.edtf else "", state=c.state)
            for c in commitments.order_by("-article__published", "pk")[:SAYINGS_SHOWN]
        ],
    }


def policy_dossier(policy: Policy) -> dict[str, Any]:
    """Give a policy's other names, its parts, and what became of it when."""
    return {
        "names": names_of(policy)[1:],
        "parts": list(policy.parts.order_by("name")),
        "statuses": [(s, in_words(s.edtf, s.precision)) for s in statuses_of(policy)],
    }


def article_dossier(article: Article, user: User) -> dict[str, Any]:
    """Give an article's addresses, versions, events, and its text or quotes as far as its source allows."""
    shown = text_shown(article, user)
    version = article.current_version
    rows = evidence_of(article)
    first = {record: (e.field == "title", e.start) for e, record in sorted(rows, key=_backwards)}
    found = events_for(user).in_bulk(first)
    events = {pk: found[pk] for pk in sorted(first, key=lambda pk: (first[pk], pk)) if pk in found}
    numbers = {pk: number for number, pk in enumerate(events, start=1)}
    marks: dict[str, list[Marked]] = {"text": [], "title": []}
    quotes: dict[str, list[str]] = {pk: [] for pk in events}
    for evidence, record in rows:
        if record in events:
            marks[evidence.field].append(Marked(evidence.start, evidence.end, numbers[record]))
            quotes[record].append(evidence.exact)
    spoken = [
        Spoken(numbers[pk], entry(e), list(dict.fromkeys(quotes[pk])) if shown != TextShown.NONE else [])
        for pk, e in events.items()
    ]
    is_full = shown == TextShown.FULL and version is not None
    return {
        "shown": shown,
        "paragraphs": marked_paragraphs(version.text, marks["text"]) if is_full and version else [],
        "headline": marked_paragraphs(version.title, marks["title"]) if version else [],
        "spoken": spoken,
        "by_number": {s.number: s for s in spoken},
        "published": in_words(article.published.isoformat() if article.published else ""),
        **_whereabouts(article),
    }


def _whereabouts(article: Article) -> dict[str, Any]:
    """Give where an article is, or was, and how it was edited there."""
    addresses = list(article.urls.order_by("-canonical", "pk"))
    versions = list(article.versions.defer("text").order_by("-seen_at", "-pk"))
    return {
        "links": [u for row in addresses if (u := web_address(row.url))],
        "gone_since": next((row.gone_at for row in addresses if row.canonical), None),
        "copies": copies_of(article),
        "versions": versions,
        "edits": edits_of(article, most=EDITS_SHOWN)[0] if len(versions) > 1 else [],
    }


def _backwards(row: tuple[Evidence, str]) -> tuple[bool, int]:
    """Sort so that what is read first comes last: the text before the title."""
    return row[0].field == "text", -row[0].start
