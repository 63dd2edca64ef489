import gzip

import pytest

from events.ingestion.pages import PageError
from events.ingestion.pages.encoding import decode_page

RUSSIAN = "Комитет одобрил план на заседании во вторник. " * 5
CZECH = "Žluťoučký kůň podepsal výnos v úterý. " * 5


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CZECH, "iso-8859-2", "iso-8859-2"),
        ("大臣は火曜日に計画を承認した。", "shift_jis", "Shift_JIS"),
        ("部长星期二批准了计划。", "gb18030", "gb2312"),
        ("장관은 계획을 승인했다.", "cp949", "ks_c_5601-1987"),
        ("“Quoted” – text €", "cp1252", "iso-8859-1"),
        (CZECH, "utf-8", "x-nobody-knows"),
        (CZECH, "utf-8", "utf-16"),
        (CZECH, "utf-8", "iso-8859-2"),
        (CZECH, "utf-16-le", "utf-16le"),
        (CZECH, "utf-16-be", None),
        (CZECH, "utf-8-sig", "iso-8859-1"),
        (RUSSIAN, "cp1251", None),
    ],
)
def test_reads_what_browsers_read(text: str, codec: str, declared: str | None) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    decoded, _ = decode_page(f"<html><head>{meta}</head><p>{text}</p></html>".encode(codec))
    assert text in decoded


def test_header_comes_before_the_page_and_utf_7_is_never_read() -> None:
    data = '<meta charset="koi8-r"><p>Комитет'.encode("cp1251")
    assert "Комитет" in decode_page(data, charset="windows-1251")[0]
    assert "<script>" not in decode_page(b'<meta charset="utf-7"><p>+ADw-script+AD4-')[0]


def test_leaves_out_what_no_document_may_hold() -> None:
    assert decode_page(b"<p>a\x00b\x08c\xef\xbf\xbf")[0] == "<p>abc"


def test_nulls_in_a_title_are_no_wide_characters() -> None:
    page = b"<html><title>" + b"A\0" * 100 + b"</title><p>The council approved the plan on Monday.</p></html>"
    assert "The council approved" in decode_page(page)[0]


@pytest.mark.parametrize("head", [b"\x7fELF\x02\x01\x01", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4\n"])
def test_programs_and_pictures_are_no_text(head: bytes) -> None:
    with pytest.raises(PageError, match="binary"):
        decode_page(head + bytes(range(256)) * 20)


def test_one_broken_character_does_not_change_the_alphabet() -> None:
    data = (CZECH * 20).encode() + b"\xff" + CZECH.encode()
    assert decode_page(b'<meta charset="utf-8">' + data)[0].count("Žluťoučký") == 105


def test_unpacks_within_bounds() -> None:
    assert decode_page(gzip.compress(b"<p>hello"))[0] == "<p>hello"
    with pytest.raises(PageError, match="unpacks"):
        decode_page(gzip.compress(b"\0" * 30_000_000))


@pytest.mark.parametrize("data", [b"", b" \n", b"\0\0\0"])
def test_empty_is_said(data: bytes) -> None:
    with pytest.raises(PageError, match="empty"):
        decode_page(data)


@pytest.mark.parametrize("language", ['lang="fr"', ""])
def test_a_western_page_that_says_utf8_and_is_none_is_read_as_western(language: str) -> None:
    page = f"<html {language}><title>Ministère des Finances à Orléans</title><p>naïve, élève, crème brûlée, déjà vu</p>"
    assert "Ministère des Finances à Orléans" in decode_page(page.encode("latin-1"), charset="utf-8")[0]
