"""The way in: a submission becomes an article and a version; then it is read, and the record brought up to date.

`store` and `reread` are the two halves that workers do, `ingest` is both in one go. Each is one transaction under a
lock on the article, so that it may run twice, in parallel, or die half-way: the record is the same.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from events.extraction import results
from events.extraction.documents import Document, Knowledge
from events.ingestion.files import Submission
from events.ingestion.grouping import group_with_copies
from events.ingestion.knowledge import as_json, knowledge_for
from events.ingestion.metrics import stage
from events.ingestion.recording import Recorder
from events.ingestion.versions import is_cosmetic
from events.models import Article, ArticleUrl, ArticleVersion, Extraction, PublicId, PublicKind, Source, Work
from events.models.facts import effective_facts
from events.net import NotAUrlError, identity_key
from events.resolution import resolve

log = structlog.get_logger(__name__)

Extract = Callable[..., results.Extraction]


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it was stored."""

    article: Article
    new_article: bool
    new_version: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one submission. `changed` are the public ids of the events whose record changed."""

    article: Article
    new_article: bool
    new_version: bool
    changed: frozenset[str]


class ErasedError(ValueError):
    """The article was taken down; it is not taken in again."""


def ingest(
    submission: Submission,
    source: Source,
    *,
    location: str = "",
    addresses: Sequence[str] = (),
    extract: Extract | None = None,
) -> Outcome:
    """Take in one submission and read it; raises ErasedError."""
    with transaction.atomic():
        stored = store(submission, source, location=location, addresses=addresses, then_read=False)
        changed = read(stored.article, extract=extract)
    return Outcome(stored.article, stored.new_article, stored.new_version, frozenset(changed))


def store(
    submission: Submission,
    source: Source,
    *,
    location: str = "",
    addresses: Sequence[str] = (),
    then_read: bool = True,
) -> Stored:
    """Store a submission as an article's version, group it with its copies, and ask for it to be read.

    `location` names a file within its source, `addresses` are its URLs, the canonical one first; with neither, the
    text is its own name. A change that no reader could point at makes no version. Raises ErasedError.
    """
    title, text = tidy(submission.title or "")[:500].replace("\n", " "), tidy(submission.text)
    sha256 = fingerprint(title, text)
    identity = _identity(addresses, source, location, sha256)
    with stage("store"), transaction.atomic():
        article, new_article = _locked_article(identity, addresses, source)
        if article.erased_at:
            raise ErasedError(f"{identity} was taken down ({article.erased_reason}) and is not taken in again")
        note_addresses(article, addresses, new=new_article)
        updated = instant(submission.updated, submission.timezone or source.timezone)
        version, new_version = _version(article, title, text, sha256, updated, new=new_article)
        before = (article.current_version, article.stated)
        if _is_newest(article, version):
            article.current_version = version
            article.stated = stated_facts(submission, source)
            article.title = version.title
            article.save(update_fields=["current_version", "stated", "title"])
        if article.current_version != before[0]:
            for other in group_with_copies(article, new=new_article):
                Work.objects.request(Work.Kind.REEXTRACT, other)
        if then_read and ((article.current_version, article.stated) != before or not _is_read(article)):
            trace = structlog.contextvars.get_contextvars().get("trace", "")
            Work.objects.request(Work.Kind.REEXTRACT, article.pk, trace=trace)
    log.info("article_stored", article=article.pk, new=new_article, new_version=new_version, version=version.pk)
    return Stored(article, new_article, new_version)


def _is_read(article: Article) -> bool:
    return article.current_extraction is not None and (
        article.current_extraction.version_id == article.current_version_id
    )


def reread(article_id: str, *, extract: Extract | None = None) -> frozenset[str]:
    """Read an article again with what is known now; give the events that changed. Raises Article.DoesNotExist."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article_id)
        return frozenset(read(article, extract=extract))


def read(article: Article, *, extract: Extract | None = None) -> set[str]:
    """Extract from a locked article's current version, unless just that was done, and resolve what it says."""
    for name, value in effective_facts(article).items():
        setattr(article, name, value)
    version, before = article.current_version, article.current_extraction
    if version is None:
        article.save()
        return set()
    article.title = version.title
    run = extract or default_extract()
    knowledge = knowledge_for(version.title, version.text)
    inputs = _inputs(article, knowledge)
    key = {
        "version": version,
        "extractor": extractor_release(run),
        "inputs_hash": hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest(),
    }
    extraction = Extraction.objects.filter(**key).first()
    if extraction is None:
        with stage("extract"):
            said = run(_document(article, version), knowledge=knowledge)
        with stage("record"):
            extraction = Extraction.objects.create(**key, inputs=inputs, warnings=list(said.warnings))
            Recorder(extraction, version).record(said)
    article.current_extraction = extraction
    article.save()
    with stage("resolve"):
        changed = resolve(article, before=before, cause=f"article {article.pk}")
    log.info("article_read", article=article.pk, version=version.pk, extraction=extraction.pk, changed=len(changed))
    return changed


def default_extract() -> Extract:
    """Give the extractor; importing it loads the language model, which the web process never does."""
    from events.extraction.extractor import extract  # noqa: PLC0415

    return extract


def extractor_release(run: Extract) -> str:
    """Name the release that an extraction is known by."""
    from events.extraction.extractor import EXTRACTOR  # noqa: PLC0415

    return str(getattr(run, "release", EXTRACTOR))


def tidy(text: str) -> str:
    """Normalise what is invisible: composed characters, plain line ends, no controls, no trailing blanks."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]", "", text)
    return re.sub(r"[ \t\u00a0]+\n", "\n", text).strip()


def fingerprint(title: str, text: str) -> str:
    """Give the SHA-256 of a title and text, blind to white space: a reflowed text is the same text."""
    return hashlib.sha256(" ".join(f"{title}\n{text}".split()).encode()).hexdigest()


def stated_facts(submission: Submission, source: Source) -> dict[str, Any]:
    """Give the facts about an article that it or its source states, as JSON."""
    published = submission.published
    return {
        "published": published.isoformat() if published else None,
        "timezone": submission.timezone or source.timezone,
        "publisher": submission.publisher or source.publisher,
        "language": submission.language or source.language,
        "author": submission.author or "",
        "section": submission.section or "",
    }


def instant(value: date | datetime | None, zone: str) -> datetime | None:
    """Give a day or a time as an instant: a day begins at midnight of its zone."""
    if value is None:
        return None
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _identity(addresses: Sequence[str], source: Source, location: str, sha256: str) -> str:
    if addresses:
        return f"address:{url_key(addresses[0])}"[:2000]
    return f"source:{source.pk}/{location}" if location else f"text:{sha256}"


def _locked_article(identity: str, addresses: Sequence[str], source: Source) -> tuple[Article, bool]:
    """Find or make the article that its addresses or its identity name, and lock it."""
    with connection.cursor() as cursor:  # two submissions of one new article: the second waits for the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [identity])
    known = _known_by(addresses)
    found = Article.objects.select_for_update().filter(pk=known) if known else None
    article = (found if found is not None else Article.objects.select_for_update().filter(identity=identity)).first()
    if article:
        return article, False
    public = PublicId.objects.create(kind=PublicKind.ARTICLE)
    return Article.objects.create(public=public, identity=identity, source=source), True


def _known_by(addresses: Sequence[str]) -> str | None:
    """Give the article that was seen under one of these addresses, or a variant of one; the first of them decides."""
    if not addresses:
        return None
    keys = [url_key(url) for url in addresses]
    rows = ArticleUrl.objects.filter(Q(url__in=addresses) | Q(key__in=keys)).order_by("-canonical", "pk")
    seen = list(rows.values_list("url", "key", "article"))
    for url, key in zip(addresses, keys, strict=True):
        for other, its_key, article in seen:
            if url == other or key == its_key:
                return article
    return None


def note_addresses(article: Article, addresses: Sequence[str], *, new: bool = False) -> None:
    """Keep the addresses under which an article was seen; the first is its canonical one unless it has one already."""
    if not addresses:
        return
    seen = set() if new else set(ArticleUrl.objects.filter(url__in=addresses).values_list("url", flat=True))
    unseen = [url for url in dict.fromkeys(addresses) if url not in seen]
    if not unseen:
        return
    has_canonical = not new and article.urls.filter(canonical=True).exists()
    ArticleUrl.objects.bulk_create(
        (
            ArticleUrl(url=url, key=url_key(url), article=article, canonical=not has_canonical and url == addresses[0])
            for url in unseen
        ),
        ignore_conflicts=True,
    )


def addresses_of(submission: Submission) -> tuple[str, ...]:
    """Give the address that a submission states itself."""
    return (submission.url,) if submission.url else ()


def url_key(url: str) -> str:
    """Give what all variants of an article's address have in common; an address that is never fetched is its own."""
    try:
        return identity_key(url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)[:2000]
    except NotAUrlError:
        return url[:2000]


def _version(
    article: Article, title: str, text: str, sha256: str, updated: datetime | None, *, new: bool
) -> tuple[ArticleVersion, bool]:
    """Find or make the version with this text; what differs only in looks from the current one is that one."""
    current = article.current_version
    if new or (current is None and not article.versions.exists()):
        made = ArticleVersion.objects.create(article=article, sha256=sha256, title=title, text=text, updated_at=updated)
        return made, True
    if current and is_cosmetic(current.title, title) and is_cosmetic(current.text, text):
        return current, False
    return ArticleVersion.objects.get_or_create(
        article=article, sha256=sha256, defaults={"title": title, "text": text, "updated_at": updated}
    )


def _is_newest(article: Article, version: ArticleVersion) -> bool:
    """Say whether a version just seen is the current one: unless its publisher dates it before the one we have."""
    current = article.current_version
    if current is None or current.pk == version.pk:
        return True
    return not (current.updated_at and (version.updated_at is None or version.updated_at < current.updated_at))


def _document(article: Article, version: ArticleVersion) -> Document:
    return Document(
        id=article.pk,
        text=version.text,
        title=version.title or None,
        published=article.published,
        timezone=article.timezone,
        language=article.language,
    )


def _inputs(article: Article, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "published": article.published.isoformat() if article.published else None,
        "timezone": article.timezone,
        "language": article.language,
        "knowledge": as_json(knowledge),
    }
