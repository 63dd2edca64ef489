"""Dates that people type: what is read, and what is refused with a word on what to write instead."""

import subprocess
import sys
from datetime import date

import pytest

from events.extraction.dates import parse_date

BASE = date(2024, 6, 22)
READ = [
    ("2024-06-22", {}, "2024-06-22", "day"),
    ("22 June 2024", {}, "2024-06-22", "day"),
    ("June 22, 2024", {}, "2024-06-22", "day"),
    ("Saturday, 22 June 2024", {}, "2024-06-22", "day"),
    ("June 2024", {}, "2024-06", "month"),
    ("2024-06", {}, "2024-06", "month"),
    ("2024", {}, "2024", "year"),
    ("1990s", {}, "199X", "decade"),
    ("199X", {}, "199X", "decade"),
    ("19XX", {}, "19XX", "century"),
    ("2024~", {}, "2024~", "year"),
    ("2024-06?", {}, "2024-06?", "month"),
    ("2024-22", {}, "2024-22", "season"),
    ("spring 2024", {}, "2024-21", "season"),
    ("Q3 2024", {}, "2024-07/2024-09", "quarter"),
    ("the first half of 2024", {}, "2024-01/2024-06", "half"),
    ("2024-06-22/2024-06-24", {}, "2024-06-22/2024-06-24", "interval"),
    ("2024-06/..", {}, "2024-06/..", "interval"),
    ("../2024", {}, "../2024", "interval"),
    ("22-24 June 2024", {}, "2024-06-22/2024-06-24", "interval"),
    ("from June 22 to June 24, 2024", {}, "2024-06-22/2024-06-24", "interval"),
    ("fiscal year 2024-25", {}, "2024/2025", "interval"),
    ("22/06/2024", {}, "2024-06-22", "day"),
    ("05/06/2024", {}, "2024-06-05", "day"),
    ("05/06/2024", {"order": "MDY"}, "2024-05-06", "day"),
    ("yesterday", {}, "2024-06-21", "day"),
    ("last Monday", {}, "2024-06-17", "day"),
    ("three weeks ago", {}, "2024-05-27/2024-06-02", "week"),
    ("2024-06-22T20:30:00Z", {}, "2024-06-22", "day"),
    ("2024-06-22T20:30:00Z", {"timezone": "Asia/Karachi"}, "2024-06-23", "day"),
    ("2024-06-22T02:30:00+05:00", {"timezone": "America/New_York"}, "2024-06-21", "day"),
    ("Sat, 22 Jun 2024 20:30:00 +0000", {"timezone": "Asia/Karachi"}, "2024-06-23", "day"),
    ("22 juin 2024", {"languages": ["fr"]}, "2024-06-22", "day"),
    ("juin 2024", {"languages": ["fr"]}, "2024-06", "month"),
    ("22. Juni 2024", {"languages": ["de"]}, "2024-06-22", "day"),
    ("22 جون 2024", {"languages": ["ur"]}, "2024-06-22", "day"),
    ("٢٢ جون ٢٠٢٤", {"languages": ["ur"]}, "2024-06-22", "day"),
    ("2024年6月22日", {"languages": ["zh"]}, "2024-06-22", "day"),
    ("hier", {"languages": ["fr"]}, "2024-06-21", "day"),
    ("  22   June  2024 ", {}, "2024-06-22", "day"),
]
REFUSED = [
    ("", {}, "no date was given"),
    ("   ", {}, "no date was given"),
    ("banana", {}, "write a day as 2024-06-22"),
    ("2024-02-30", {}, "February 2024 has 29 days"),
    ("2023-02-29", {}, "February 2023 has 28 days"),
    ("2024-13-01", {}, "there is no month 13"),
    ("31 June 2024", {}, "no date that can be read"),
    ("30/02/2024", {}, "no day of the calendar"),
    ("13/13/2024", {}, "no day of the calendar"),
    ("32 May", {}, "no date of the calendar"),
    ("32 mai", {"languages": ["fr"]}, "no date of the calendar"),
    ("0000-01-01", {}, "years go from 0001 to 9999"),
    ("10000-01-01", {}, "years go from 0001 to 9999"),
    ("10000", {}, "years go from 0001 to 9999"),
    ("5", {}, "names no day, month or year"),
    ("12:30", {}, "names no day, month or year"),
    ("1/2/3", {}, "write the year with four figures"),
    ("2024-06-24/2024-06-22", {}, "ends before it begins"),
    ("yesterday", {"base": None}, "needs a day to count from"),
    ("hier", {"base": None, "languages": ["fr"]}, "needs a day to count from"),
    ("the 22 June 2024 meeting of the council", {}, "no date that can be read"),
    ("x" * 1000, {}, "longer than any date"),
]


@pytest.mark.parametrize(("text", "options", "edtf", "precision"), READ)
def test_reads_typed_date(text: str, options: dict[str, object], edtf: str, precision: str) -> None:
    found = parse_date(text, **{"base": BASE, **options})  # type: ignore[arg-type]
    assert (found.edtf, found.precision.value) == (edtf, precision)


@pytest.mark.parametrize(("text", "options", "message"), REFUSED)
def test_refuses_what_is_no_date_and_says_what_to_write(text: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_date(text, **{"base": BASE, **options})  # type: ignore[arg-type]


def test_refuses_unknown_order() -> None:
    with pytest.raises(ValueError, match="order must be one of"):
        parse_date("05/06/2024", base=None, order="DYM")


def test_open_interval_has_no_last_day() -> None:
    found = parse_date("2024-06/..", base=None)
    assert (found.earliest, found.latest) == (date(2024, 6, 1), None)


def test_dates_load_without_a_language_model() -> None:
    code = "import sys; sys.modules['spacy'] = None; sys.modules['django'] = None; import events.extraction.dates"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
