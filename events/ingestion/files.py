"""Files that people hand in: plain text, Markdown with front matter, HTML.

Exports `read_file(path)` and `read_bytes(data, name=...)` -> `Submission`, and `FileError`, whose subclasses say what
is wrong and whose message says what to do.
"""

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from events.ingestion.frontmatter import FactError, Facts, check_facts, read_yaml, split_front_matter
from events.ingestion.markdown import read_markdown
from events.ingestion.pages import Page, PageError, read_page
from events.ingestion.texts import NotTextError, UndecodableError, decode_text

__all__ = [
    "BinaryFileError",
    "EmptyFileError",
    "FileError",
    "FrontMatterError",
    "LargeFileError",
    "PageFileError",
    "Submission",
    "UndecodableFileError",
    "read_bytes",
    "read_file",
]

LARGEST = 5_000_000
ENDINGS = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}
ENDINGS |= {".html": "html", ".htm": "html", ".xhtml": "html"}
_TITLE_LENGTH = 140
_PAGE_ROOM = 4


class FileError(ValueError):
    """A file that cannot be taken; the message says why and what to do about it."""


class EmptyFileError(FileError):
    """A file without text."""


class LargeFileError(FileError):
    """A file with more text than the limit."""


class BinaryFileError(FileError):
    """A file that is no text at all."""


class UndecodableFileError(FileError):
    """A file whose encoding cannot be told."""


class FrontMatterError(FileError):
    """Facts at the head of a file, or beside it, that cannot be read or cannot be."""


class PageFileError(FileError):
    """An HTML file without an article in it."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One text with the facts that came with it; facts that were not given are None.

    `media_type` is text, markdown or html; `page` is what an HTML file says itself, and `warnings` are for whoever
    handed the file in.
    """

    text: str
    title: str | None = None
    published: date | datetime | None = None
    updated: date | datetime | None = None
    timezone: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    section: str | None = None
    source: str | None = None
    media_type: str = "text"
    encoding: str = "utf-8"
    page: Page | None = None
    warnings: tuple[str, ...] = field(default=())


def read_file(
    path: Path | str,
    *,
    limit: int = LARGEST,
    now: datetime | None = None,
    read: Callable[..., Submission] | None = None,
) -> Submission:
    """Read a file, with the facts of `NAME.yaml` or `NAME.ENDING.yaml` beside it; raises FileError or OSError.

    `limit` is in bytes of text; a page may be four times as large, since most of it is not text. Facts beside a file
    stand behind those in it. `read` stands in for `read_bytes`, such as a sandbox's `file`.
    """
    path = Path(path)
    seen = path.stat()
    if not stat.S_ISREG(seen.st_mode):
        raise FileError(f"{path.name} is no file that can be read: a folder, pipe or device")
    size = seen.st_size
    if size > limit * _PAGE_ROOM:
        raise LargeFileError(f"{path.name}: {size:,} bytes are more than {limit:,}; split the file")
    beside: dict[str, Any] = {}
    for companion in (path.with_suffix(".yaml"), path.with_name(path.name + ".yaml")):
        if companion != path and _is_file(companion):
            try:
                beside |= read_yaml(decode_text(companion.read_bytes())[0])
            except ValueError as error:
                raise FrontMatterError(f"{companion.name}: {error}") from error
    return (read or read_bytes)(path.read_bytes(), name=path.name, facts=beside, limit=limit, now=now)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is longer than a name may be
        return False


def read_bytes(
    data: bytes,
    *,
    name: str = "",
    media_type: str | None = None,
    facts: Mapping[str, Any] | None = None,
    limit: int = LARGEST,
    now: datetime | None = None,
) -> Submission:
    """Read the bytes of one file; raises FileError.

    `media_type` (text, markdown, html) is told from the ending of `name`, else from the bytes. `facts` are values by
    key, as front matter has them, for what the file does not say itself.
    """
    label = f"{name}: " if name else ""
    kind = media_type or _kind(name, data)
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyFileError(f"{label}the file is empty; put the article's text into it")
    if len(data) > (limit * _PAGE_ROOM if kind == "html" else limit):
        raise LargeFileError(f"{label}{len(data):,} bytes are more than {limit:,}; split the file")
    try:
        if kind == "html":
            submission = _page_submission(data, facts or {}, now)
        else:
            submission = _text_submission(data, kind, facts or {}, now)
    except FactError as error:
        raise FrontMatterError(f"{label}{error}") from error
    except NotTextError as error:
        raise BinaryFileError(f"{label}{error}; hand in the article as plain text, Markdown or HTML") from error
    except UndecodableError as error:
        raise UndecodableFileError(f"{label}{error}; save the file as UTF-8") from error
    except PageError as error:
        raise PageFileError(f"{label}{error}; hand in its text as a plain text file") from error
    if not submission.text.strip():
        raise EmptyFileError(f"{label}there is no text after the title and the facts; put the article's text there")
    return submission


def _kind(name: str, data: bytes) -> str:
    known = ENDINGS.get(Path(name).suffix.lower())
    if known:
        return known
    head = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else "text"


def _text_submission(data: bytes, kind: str, beside: Mapping[str, Any], now: datetime | None) -> Submission:
    text, encoding = decode_text(data)
    raw, body = split_front_matter(text)
    facts = check_facts({**beside, **(raw or {})}, now=now)
    has_facts = raw is not None
    if kind == "markdown":
        title, body = read_markdown(body)
    elif facts.title or has_facts:
        title, body = None, body.strip("\n")
    else:
        title, body = _first_line_title(body)
    filled = _with_facts(Submission(body, media_type=kind, encoding=encoding), facts)
    return filled if filled.title else replace(filled, title=title)


def _first_line_title(text: str) -> tuple[str | None, str]:
    """Take the first line for the title if it is short, stands alone before a blank line, and ends like a title."""
    body = text.strip("\n")
    first, _, rest = body.partition("\n")
    line = " ".join(first.split())
    if (
        0 < len(line) <= _TITLE_LENGTH
        and rest.strip()
        and not rest.partition("\n")[0].strip()
        and not line.endswith((".", ":", ";", ","))
    ):
        return line, rest.strip("\n")
    return None, body


def _page_submission(data: bytes, beside: Mapping[str, Any], now: datetime | None) -> Submission:
    raw: Mapping[str, Any] | None = None
    charset = None
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"---"):
        raw, body = split_front_matter(decode_text(data)[0])
        data, charset = body.encode("utf-8"), "utf-8"
    facts = check_facts({**beside, **(raw or {})}, now=now)
    page = read_page(data, url=facts.url, charset=charset, now=now)
    if not page.text.strip():
        raise PageError("no text was found in the page")
    filled = _with_facts(Submission(page.text, media_type="html", encoding=page.encoding, page=page), facts)
    warnings = () if page.is_article else (f"the page does not look like an article: {page.reason}",)
    return replace(
        filled,
        title=filled.title or page.title,
        published=filled.published or page.published,
        updated=filled.updated or page.updated,
        publisher=filled.publisher or page.publisher,
        url=filled.url or page.canonical_url,
        author=filled.author or page.author,
        language=filled.language or page.language,
        section=filled.section or page.section,
        warnings=filled.warnings + warnings,
    )


def _with_facts(submission: Submission, facts: Facts) -> Submission:
    warnings = tuple(f"{key}: there is no such key; it was left out" for key in facts.unknown)
    return replace(
        submission,
        title=facts.title,
        published=facts.published,
        updated=facts.updated,
        timezone=facts.timezone,
        publisher=facts.publisher,
        url=facts.url,
        author=facts.author,
        language=facts.language,
        section=facts.section,
        source=facts.source,
        warnings=warnings,
    )
