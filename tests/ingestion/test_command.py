"""`manage.py ingest`: bad input gets a clear message and a failing exit, and leaves nothing half-stored."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from events.models import Article, ArticleVersion, Event, Extraction, PublicId

GOOD = "---\ntitle: Council meets\npublished: 2024-05-07\n---\n\nThe Harbour Council met on Monday in Lowport.\n"
pytestmark = pytest.mark.django_db


def ingest(*inputs: object) -> str:
    out = StringIO()
    call_command("ingest", *map(str, inputs), stdout=out)
    return out.getvalue()


def stored() -> tuple[int, ...]:
    return tuple(m._default_manager.count() for m in (Article, ArticleVersion, Extraction, Event, PublicId))


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.md", b"---\ntitle: x\n---\n\n  \n", "no text"),
    ("rubbish.txt", bytes(range(256)) * 50, "plain text, Markdown or HTML"),
    ("matter.md", b"---\ntitle: [unclosed\n---\nThe council met.\n", "front matter"),
    ("date.md", b"---\npublished: 2024-02-30\n---\nThe council met.\n", "2024-02-30"),
    ("zone.md", b"---\ntimezone: Mars/Olympus\n---\nThe council met.\n", "Mars/Olympus"),
    ("url.md", b"---\nurl: not a url\n---\nThe council met.\n", "url"),
    ("large.txt", b"The council met. " * 700_000, "split the file"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_refuses_a_bad_file_with_a_reason_and_stores_nothing(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=f"(?is){name}.*{message}"):
        ingest(tmp_path / name)
    assert stored() == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://", "http://"),
        ("ftp://files.example/x", "ftp"),
        ("http://127.0.0.1:1/x", "127.0.0.1"),
        ("http://[::ffff:10.0.0.1]/", "10"),
        ("http://no-such-host.invalid/x", "no-such-host"),
    ],
)
def test_refuses_a_url_that_is_none_or_leads_nowhere(url: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        ingest(url)
    assert stored() == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("latin-1"),
    ],
    ids=["utf-8", "bom", "utf-16", "latin-1"],
)
def test_reads_text_in_the_encodings_that_people_have(encode: Callable[[str], bytes], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(encode(GOOD.replace("Lowport", "Øster Ålesund")))
    assert "1 new" in ingest(tmp_path / "a.md")
    assert "Øster Ålesund" in ArticleVersion.objects.get().text


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(CommandError, match="1 not taken in"):
        ingest(tmp_path)
    assert Article.objects.count() == 1


def test_takes_the_same_folder_twice_without_anything_new(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    ingest(tmp_path)
    before = stored()
    assert "0 new, 0 changed, 1 known" in ingest(tmp_path)
    (tmp_path / "a.md").write_text(GOOD.replace("Monday", "Friday"), encoding="utf-8")
    assert "0 new, 1 changed" in ingest(tmp_path)
    assert stored()[:2] == (before[0], before[1] + 1)


def test_says_that_a_path_is_not_there(settings: Settings) -> None:
    with pytest.raises(CommandError, match="no such file or folder"):
        ingest("/no/such/place")
