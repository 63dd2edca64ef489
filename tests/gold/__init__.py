"""Labelled sentences of our own, and how they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MARK = re.compile(r"\[([^|\]]+)\|(?:(SET|DATE|TIME|DURATION) )?([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence, its publication date, and its expressions as (start, end, type, value).

    `parsed` says that only the parse of the sentence tells what they are.
    """

    line: int
    text: str
    published: date | None
    times: tuple[tuple[int, int, str, str], ...]
    parsed: bool = False


def labelled_times() -> Iterator[Labelled]:
    """Read times.txt."""
    published: date | None = None
    parsed = False
    lines = Path(__file__).with_name("times.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("published: "):
            said = line.removeprefix("published: ")
            published = None if said == "none" else date.fromisoformat(said)
        elif line.startswith("parsed: "):
            parsed = line.removeprefix("parsed: ") == "yes"
        elif line.strip() and not line.startswith("#"):
            yield _labelled(number, line, published, parsed=parsed)


def _labelled(number: int, line: str, published: date | None, *, parsed: bool = False) -> Labelled:
    text, times, reached = "", [], 0
    for mark in MARK.finditer(line):
        text += line[reached : mark.start()]
        expression, said, value = mark.groups()
        kind = said or (
            "DURATION" if value[0] == "P" and "_" not in value else "TIME" if re.search(r"\dT|XT", value) else "DATE"
        )
        times.append((len(text), len(text) + len(expression), kind, value))
        text += expression
        reached = mark.end()
    return Labelled(number, text + line[reached:], published, tuple(times), parsed)


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    """One text with one trigger, and its date as EDTF and basis (None: the text does not say)."""

    line: int
    text: str
    published: date
    start: int
    end: int
    said: tuple[str, str] | None


def labelled_events() -> Iterator[LabelledEvent]:
    """Read event_dates.txt."""
    published = date.min
    lines = Path(__file__).with_name("event_dates.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("published: "):
            published = date.fromisoformat(line.removeprefix("published: "))
        elif line.strip() and not line.startswith("#"):
            text, _, said = line.partition(" => ")
            start, end = text.index("<<"), text.index(">>") - 2
            edtf, _, basis = said.partition(" ")
            answer = None if edtf == "none" else (edtf, basis)
            yield LabelledEvent(number, text.replace("<<", "").replace(">>", ""), published, start, end, answer)
