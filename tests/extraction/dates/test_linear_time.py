"""Hostile texts: no error, and time that grows with the length, up to a megabyte."""

import time
from datetime import date

import pytest

from events.extraction.dates import recognise

SPACES = "".join(map(chr, [*range(9, 14), 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288]))
HOSTILE = {
    "digits": "1234567890",
    "zeros": "0",
    "next": "next ",
    "unicode spaces": SPACES,
    "months": "May ",
    "ranges": "June 22-24-26 ",
    "articles": "the the the early ",
    "modifiers": "no more than about early late mid ",
    "quantities": "twenty-five hundred thousand ",
    "half dates": "22 June, ",
    "weekdays": "Monday, ",
    "dashes": "-",
    "the quarter": "the quarter a year earlier ",
    "clock": "10:30:10:30 ",
    "hyphens": "year-year-",
    "apostrophes": "'80 ",
    "years": "1999 ",
    "letters": "a",
    "past tenses": "walked",
    "nulls": "\0",
    "lines": "\n",
    "capital abbreviations": "U.S. A.B. ",
}
TIMES_LONGER, TOLERANCE = 10, 3
"""Ten times the text may take thirty times as long on a busy machine; quadratic time would be a hundred."""


def seconds(unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    start = time.process_time()
    recognise(text, published=date(2024, 6, 22))
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_only(unit: str) -> None:
    small = min(seconds(unit, 10_000) for _ in range(2))
    assert seconds(unit, 10_000 * TIMES_LONGER) < TIMES_LONGER * TOLERANCE * small + 0.1


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_reads_a_megabyte_in_linear_time(unit: str) -> None:
    small = min(seconds(unit, 100_000) for _ in range(2))
    assert seconds(unit, 1_000_000) < TIMES_LONGER * TOLERANCE * small + 0.1
