"""What `parse`, `parse_feed`, `check_urls` and `find_duplicates` answer on their output, line for line."""

import io
import json
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

TEXT = "The harbour council met on Monday and voted to close the old quay to lorries from the first of June. " * 5
PAGE = f"<html><head><title>Quay to close</title></head><body><article><h1>Quay to close</h1><p>{TEXT}</p></article>"
FEED = "<rss version='2.0'><channel><title>News</title><item><title>Quay</title><link>https://a.example/1</link></item>"


def answers(command: str, *arguments: str, lines: str = "", monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines.encode())))
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_pages_are_answered_one_a_line_whatever_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    rows = [{"id": "a", "path": str(tmp_path / "page.html")}, {"id": "b", "path": str(tmp_path / "none.html")}]
    lines = "\n".join(map(json.dumps, rows)) + "\n[1]\n{broken\n"
    good, missing, listed, broken = answers("parse", lines=lines, monkeypatch=monkeypatch)
    assert (good["id"], good["title"], good["text"]) == ("a", "Quay to close", TEXT.strip())
    assert (missing["id"], missing["text"]) == ("b", "")
    assert "No such file" in missing["error"]
    assert "not a JSON object" in listed["error"]
    assert "line 4" in broken["error"]


def test_feeds_are_answered_and_what_is_no_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED, encoding="utf-8")
    (answer,) = answers("parse_feed", str(feed), monkeypatch=monkeypatch)
    assert [entry["url"] for entry in answer["entries"]] == ["https://a.example/1"]
    with pytest.raises(CommandError, match=r"not a file: .*none\.xml"):
        answers("parse_feed", str(feed), str(tmp_path / "none.xml"), monkeypatch=monkeypatch)


def test_addresses_are_allowed_or_refused_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": 1, "url": "http://10.1.2.3/"}, {"id": 2, "url": "http://10.1.2.3:8080/"}, {"id": 3}]
    told = answers(
        "check_urls", "--allow=10.1.2.3:8080", lines="\n".join(map(json.dumps, rows)), monkeypatch=monkeypatch
    )
    assert [row["allowed"] for row in told] == [False, True, False]
    assert "private" in told[0]["reason"]
    assert told[2]["reason"]


def test_copies_are_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"one": TEXT + "The mayor spoke.", "two": TEXT, "other": "A recipe for bread needs flour and water. " * 8}
    lines = "\n".join(json.dumps({"id": name, "text": text}) for name, text in texts.items())
    (pair,) = answers("find_duplicates", lines=lines, monkeypatch=monkeypatch)
    assert {pair["a"], pair["b"]} == {"one", "two"}
