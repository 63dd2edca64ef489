"""Days counted from an event that the text dates: "a year after the attack", "three days before the bridge opens"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.extraction.dates.periods import Period, Unit, day_period, month_of, period_of
from events.extraction.results import TimeExpression
from events.extraction.vocabulary import TimeType

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc, Token

SIDE = {"after": 1, "following": 1, "since": 1, "from": 1, "before": -1}
LENGTH = re.compile(r"P(\d+)([DWMY])")
UNITS = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}
CLIMBED = 8
SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Anchored:
    """A stated length that counts from an event: which word names the event, and what the length belongs to."""

    time: TimeExpression
    count: int
    unit: Unit
    anchor: "Token"
    governor: "Token | None"


def anchored_lengths(doc: "Doc", times: Sequence[TimeExpression]) -> Iterator[Anchored]:
    """Find the lengths that stand before "after", "before" or "since" and a word for an event."""
    for time in times:
        found = LENGTH.fullmatch(time.value) if time.type is TimeType.DURATION else None
        span = doc.char_span(time.start, time.end, alignment_mode="expand") if found else None
        if found is None or span is None or span.end >= len(doc):
            continue
        mark = doc[span.end]
        anchor = _event_after(mark) if mark.lower_ in SIDE else None
        if anchor is not None:
            count = SIDE[mark.lower_] * int(found[1])
            yield Anchored(time, count, UNITS[found[2]], anchor, _governor(mark, anchor))


def _event_after(mark: "Token") -> "Token | None":
    for child in mark.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    # "after he resigned": the mark hangs on the verb.
    return mark.head if mark.dep_ == "mark" and mark.head.i > mark.i else None


def _governor(mark: "Token", anchor: "Token") -> "Token | None":
    token = anchor if mark.dep_ == "mark" else mark
    for _ in range(CLIMBED):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def named_before(anchor: "Token", dated: Callable[["Token"], Period | None]) -> Period | None:
    """Give the date of the last word before that names the same event and has a date of its own."""
    for token in reversed(anchor.doc[: anchor.i]):
        if token.pos_ in ("NOUN", "PROPN", "VERB") and _is_akin(token.lemma_.lower(), anchor.lemma_.lower()):
            found = dated(token)
            if found:
                return found
    return None


def _is_akin(a: str, b: str) -> bool:
    """Say whether two words are one, or one made of the other ("resign", "resignation")."""
    shorter, longer = sorted((a, b), key=len)
    return a == b or (
        len(shorter) >= SHORTEST_STEM and longer.startswith(shorter[: max(SHORTEST_STEM, len(shorter) - 1)])
    )


def counted(anchor: Period, count: int, unit: Unit) -> Period:
    """Count so many units from a period, as exactly as both of them are said.

    Raises ValueError outside years 1 to 9999.
    """
    if anchor.unit is not Unit.DAY:
        return anchor.moved_on(unit, count)
    day = anchor.moved_on(unit, count).first
    if unit is Unit.DAY:
        return day_period(day)
    return period_of(unit, day) if unit is not Unit.MONTH else month_of(day.year, day.month)


def period_between(first: "date | None", last: "date | None") -> Period | None:
    """Give the day, month or year that two days enclose; None where they enclose something else."""
    if first is None or last is None:
        return None
    return next(
        (period for unit in (Unit.DAY, Unit.MONTH, Unit.YEAR) if (period := period_of(unit, first)).last == last
         and period.first == first),
        None,
    )  # fmt: skip
