import contextlib
import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from events.ingestion.files import (
    BinaryFileError,
    EmptyFileError,
    FileError,
    FrontMatterError,
    LargeFileError,
    PageFileError,
    UndecodableFileError,
    read_bytes,
    read_file,
)

NOW = datetime(2024, 7, 1, tzinfo=UTC)
BODY = "The committee met on Monday.\nIt approved the plan – “in full”, it said."
PAGE = (
    b"""<html lang="en"><head><title>Council approves plan</title>
<meta property="article:published_time" content="2024-06-22T10:00:00+05:00"></head><body><article>
<h1>Council approves plan</h1>"""
    + b"<p>The council approved the plan after a long debate on Saturday evening.</p>" * 9
    + b"</article></body></html>"
)
FULL = """---
title: "Plan approved: what follows"
published: 2024-06-22 18:30
updated: 2024-06-23T09:00:00+05:00
timezone: Asia/Karachi
publisher: Sample Gazette
url: https://example.org/news/1
author: [A. Writer, B. Writer]
language: EN
section: Politics
source: gazette
---
The committee met.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_reads_the_encodings_that_people_save_in(encoding: str) -> None:
    assert read_bytes(BODY.encode(encoding), name="a.txt").text == BODY


def test_reads_latin_1_and_line_ends_of_other_systems() -> None:
    assert read_bytes("Der Präsident übergab.\r\nEin Gespräch\rfolgte.".encode("latin-1")).text == (
        "Der Präsident übergab.\nEin Gespräch\nfolgte."
    )


def test_takes_every_key_of_the_front_matter() -> None:
    read = read_bytes(FULL.encode(), name="a.md", now=NOW)
    assert (read.title, read.text) == ("Plan approved: what follows", "The committee met.")
    assert read.published == datetime(2024, 6, 22, 18, 30, tzinfo=ZoneInfo("Asia/Karachi"))
    assert read.updated == datetime(2024, 6, 23, 9, tzinfo=timezone(timedelta(hours=5)))
    assert (read.timezone, read.publisher, read.url) == ("Asia/Karachi", "Sample Gazette", "https://example.org/news/1")
    assert (read.author, read.language, read.section, read.source) == (
        "A. Writer, B. Writer",
        "en",
        "Politics",
        "gazette",
    )
    assert read.warnings == ()


def test_keeps_only_the_day_of_a_time_whose_zone_is_unknown() -> None:
    assert read_bytes(b"---\npublished: 2024-06-22 23:30\n---\ntext", now=NOW).published == date(2024, 6, 22)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("published: 2024-06-31", "calendar"),
        ("published: 2024-13-01", "calendar"),
        ("published: 22 June 2024", "YYYY-MM-DD"),
        ("published: 2024-06", "YYYY-MM-DD"),
        ("published: 2024-06-22T25:00", "calendar"),
        ("published: 2030-01-01", "future"),
        ("published: 0000-01-01", "calendar"),
        ("updated: soon", "updated"),
        ("timezone: Pakistan Standard Time", "Asia/Karachi"),
        ("timezone: ../../etc/passwd", "Asia/Karachi"),
        ("url: example.org/news", "https://"),
        ("url: javascript:alert(1)", "https://"),
        ("language: English, mostly", "such as en"),
        ("title: a: b", "quotes"),
        ("published: [", "cannot be read"),
        ("- a: 1\n- b: 2", "key: value"),
        ("title:\n  nested: yes", "one line"),
        ("a: " + "[" * 5000, "cannot be read"),
    ],
)
def test_says_what_is_wrong_with_a_fact(line: str, says: str) -> None:
    with pytest.raises(FrontMatterError, match=says):
        read_bytes(f"---\n{line}\n---\nThe text.".encode(), name="a.md", now=NOW)


def test_names_the_file_and_the_missing_end_of_its_front_matter() -> None:
    with pytest.raises(FrontMatterError, match=r"a\.md: .*---"):
        read_bytes(b"---\ntitle: x\n\nThe text.", name="a.md")


def test_warns_of_keys_that_mean_nothing() -> None:
    read = read_bytes(b"---\npublised: 2024-06-22\n---\nThe text.", name="a.md")
    assert read.published is None
    assert "publised" in read.warnings[0]


@pytest.mark.parametrize(
    ("data", "error", "why"),
    [
        (b"", EmptyFileError, "nothing"),
        (b" \r\n\t", EmptyFileError, "blank"),
        (b"\xef\xbb\xbf", EmptyFileError, "only a mark"),
        (b"---\ntitle: x\n---\n", EmptyFileError, "only facts"),
        (b"%PDF-1.7 ...", BinaryFileError, "PDF"),
        (b"PK\x03\x04 ...", BinaryFileError, "office document"),
        (bytes(range(256)) * 20, BinaryFileError, "all bytes"),
        (b"text\0with\0NULs " * 20, BinaryFileError, "NULs"),
        ("Президент подписал указ".encode("koi8-r"), UndecodableFileError, "8 bits, another alphabet"),
        ("\ufeffa".encode("utf-16-le") + b"\x00\xd8", UndecodableFileError, "half a surrogate"),
        (b"x" * 2001, LargeFileError, "longer than the limit"),
    ],
)
def test_tells_the_ways_of_being_no_article_apart(data: bytes, error: type[Exception], why: str) -> None:
    with pytest.raises(error):
        read_bytes(data, name="a.txt", limit=2000 if error is LargeFileError else 5_000_000)


@pytest.mark.parametrize(
    ("text", "title", "why"),
    [
        ("Council approves plan\n\nThe council met.", "Council approves plan", "short line before a blank one"),
        ("The council met.\n\nIt approved.", None, "a sentence"),
        ("Council approves plan\nThe council met.", None, "no blank line"),
        ("Council approves plan", None, "nothing after it"),
        ("KARACHI, 4 March:\n\nThe council met.", None, "a dateline"),
        ("word " * 40 + "\n\nText.", None, "too long"),
    ],
)
def test_takes_a_first_line_for_the_title_only_if_it_looks_like_one(text: str, title: str | None, why: str) -> None:
    read = read_bytes(text.encode(), name="a.txt")
    assert read.title == title, why
    assert read.text == ("The council met." if title else text)


def test_markdown_heading_is_the_title_and_marks_are_no_text() -> None:
    source = """
# Council *approves* plan

The [council](https://example.org) met on **Monday**, and `voted`.

## What follows

- first item
* second item

> A quotation.

![a picture](a.png)
***
<!-- a remark -->
```
# not a heading
```
2024\\. A year_with_underscores.
"""
    read = read_bytes(source.encode(), name="a.md")
    assert read.title == "Council approves plan"
    assert read.text.split("\n") == [
        "The council met on Monday, and voted.", "", "What follows", "", "- first item", "- second item", "",
        "A quotation.", "", "a picture", "", "# not a heading", "2024. A year_with_underscores.",
    ]  # fmt: skip


def test_markdown_underlined_title() -> None:
    assert read_bytes(b"Council approves\n===\n\nText.", name="a.md").title == "Council approves"


def test_title_of_the_front_matter_comes_before_the_heading() -> None:
    assert read_bytes(b"---\ntitle: One\n---\n# Two\n\nText.", name="a.md").title == "One"


@pytest.mark.parametrize("text", ["*" * 200_000, "[" * 200_000, "_a" * 100_000, "<!--" * 50_000, "> " * 100_000])
def test_hostile_markdown_takes_no_time(text: str) -> None:
    started = datetime.now(UTC)
    with contextlib.suppress(EmptyFileError):
        read_bytes(text.encode(), name="a.md")
    assert datetime.now(UTC) - started < timedelta(seconds=3)


def test_html_says_its_facts_itself_and_front_matter_corrects_them() -> None:
    read = read_bytes(PAGE, name="a.html", now=NOW)
    assert (read.title, read.media_type, read.language) == ("Council approves plan", "html", "en")
    assert read.published is not None
    assert "long debate" in read.text
    corrected = read_bytes(b"---\npublished: 2024-06-21\npublisher: Sample Wire\n---\n" + PAGE, name="a.html", now=NOW)
    assert (corrected.published, corrected.publisher) == (date(2024, 6, 21), "Sample Wire")


def test_html_without_text_is_refused() -> None:
    with pytest.raises(PageFileError):
        read_bytes(b"<html><body></body></html>", name="a.html")


def test_facts_may_lie_beside_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The committee met on Saturday.")
    assert read_file(tmp_path / "a.txt").published is None
    (tmp_path / "a.yaml").write_text("published: 2024-06-22\ntimezone: Asia/Karachi\n")
    assert read_file(tmp_path / "a.txt", now=NOW).published == date(2024, 6, 22)
    (tmp_path / "a.yaml").write_text("published: tomorrow\n")
    with pytest.raises(FrontMatterError):
        read_file(tmp_path / "a.txt")


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(LargeFileError, match="split"):
        read_file(tmp_path / "a.txt")


def test_a_pipe_is_no_file_and_a_long_name_is_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match="pipe"):
        read_file(pipe)
    long = tmp_path / ("n" * 250 + ".txt")
    long.write_text("The council of Lowport approved the harbour plan.")
    assert read_file(long).text.startswith("The council")
