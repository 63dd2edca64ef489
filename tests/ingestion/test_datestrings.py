import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.ingestion import datestrings
from events.ingestion.datestrings import read_moment

WORDS = tomllib.loads(Path(datestrings.__file__).with_name("datestrings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "utc"), [(row["text"], row["utc"]) for row in WORDS["example"]])
def test_reads_every_format(text: str, utc: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    if isinstance(moment, datetime):
        assert moment.astimezone(UTC).replace(tzinfo=None).isoformat() == utc
    else:
        assert moment.isoformat() == utc


@pytest.mark.parametrize("text", WORDS["refused"]["texts"])
def test_invents_nothing(text: str) -> None:
    assert read_moment(text) is None


@given(st.text(max_size=90))
def test_never_raises(text: str) -> None:
    read_moment(text)


@given(st.integers(min_value=-30_000_000_000, max_value=250_000_000_000))
def test_reads_back_what_the_standards_write(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert read_moment(moment.isoformat()) == moment
    assert read_moment(moment.strftime("%a, %d %b %Y %H:%M:%S GMT")) == moment


def test_hostile_strings_take_no_time() -> None:
    started = time.process_time()
    for text in ("1" * 1_000_000, "5 Mar " * 200_000, "-" * 80, "a" * 80, "1:" * 40, " " * 1_000_000):
        read_moment(text)
    assert time.process_time() - started < 1
