"""A text with its evidence marked: pure, from spans to paragraphs of runs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """Characters `start` to `end` (exclusive) of a text bear out the event with this number."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: marked or not, and the numbers of the events whose evidence ends with it."""

    text: str
    is_marked: bool
    notes: tuple[int, ...]


def marked_paragraphs(text: str, marks: Iterable[Marked]) -> list[list[Run]]:
    """Cut a text into paragraphs at line ends, and each into runs at the ends of marks; marks may overlap."""
    known = sorted(set(marks))
    return [list(_runs(text, start, end, known)) for start, end in _paragraphs(text)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _runs(text: str, start: int, end: int, marks: list[Marked]) -> Iterator[Run]:
    here = [m for m in marks if m.start < end and m.end > start]
    edges = sorted({start, end, *(e for m in here for e in (m.start, m.end) if start < e < end)})
    notes = _notes(here, end)
    for left, right in pairwise(edges):
        covered = any(m.start <= left and m.end >= right for m in here)
        yield Run(text[left:right], covered, notes.get(right, ()))


def _notes(marks: list[Marked], end: int) -> Mapping[int, tuple[int, ...]]:
    """Say where each event's number goes: behind the last of its marks that touch, once, within this paragraph."""
    found: dict[int, set[int]] = {}
    for m in marks:
        if not any(o.number == m.number and o != m and o.start <= m.end < o.end for o in marks):
            found.setdefault(min(m.end, end), set()).add(m.number)
    return {place: tuple(sorted(numbers)) for place, numbers in found.items()}
