"""Finding again what was judged: anchors (article, quote, trigger) matched to mentions of any release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an event was said to be: a quote at `start`, with the trigger `trigger` characters into it."""

    record: str
    field: str
    exact: str
    start: int
    trigger: int
    kind: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a mention stands: its trigger and its quotes, as (field, start, end)."""

    mention: int
    kind: str
    trigger: tuple[int, int]
    quotes: tuple[tuple[str, int, int], ...]


def find_quote(exact: str, text: str, near: int) -> int | None:
    """Find the place of an exact quote in a text that is nearest to where it was; None where it is gone."""
    if not exact:
        return None
    if text.startswith(exact, near):
        return near
    places = []
    at = text.find(exact)
    while at >= 0:
        places.append(at)
        at = text.find(exact, at + 1)
    return min(places, key=lambda place: abs(place - near)) if places else None


def match(
    marks: Iterable[Mark], stands: Sequence[Stand], *, texts: dict[str, str]
) -> tuple[dict[int, str], list[Mark]]:
    """Match marks to the mentions of one article; give mention -> record, and the marks whose quote is gone.

    A mark takes at most one mention and a mention at most one mark: the one whose trigger is nearest. A mention of
    another kind is taken only if its trigger is the very one.
    """
    ranked, gone = [], []
    for order, mark in enumerate(dict.fromkeys(marks)):
        at = find_quote(mark.exact, texts.get(mark.field, ""), mark.start)
        if at is None:
            gone.append(mark)
            continue
        trigger, end = at + mark.trigger, at + len(mark.exact)
        for stand in stands:
            hit = stand.trigger[0] <= trigger < stand.trigger[1]
            overlaps = any(f == mark.field and s < end and at < e for f, s, e in stand.quotes)
            if overlaps and (hit or stand.kind == mark.kind):
                ranked.append((not hit, stand.kind != mark.kind, abs(stand.trigger[0] - trigger), order, stand, mark))
    found: dict[int, str] = {}
    used: set[tuple[str, str, str]] = set()  # a quote judged twice still takes one mention
    for *_, stand, mark in sorted(ranked, key=lambda row: (*row[:4], row[4].mention)):
        quote = (mark.record, mark.field, mark.exact)
        if stand.mention not in found and quote not in used:
            found[stand.mention] = mark.record
            used.add(quote)
    return found, gone
