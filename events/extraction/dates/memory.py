"""What a text spoke of before: the dates told so far, and which of them an expression looks back to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from events.extraction.dates import recurring
from events.extraction.dates.meanings import Anchor, Fixed, Offset, Reading, Recurring
from events.extraction.dates.periods import Period, Unit

CLOSE, NEARBY, FAR = 120, 400, 1500
"""Characters back to a date: in the same sentence, in the one or two before, in the same story."""
SIZE = {unit: number for number, unit in enumerate(Unit)}
PARTS_OF_YEAR = (Unit.QUARTER, Unit.HALF)


@dataclass(slots=True)
class Memory:
    """The periods that a text has told, each with its place; None stands for one that cannot be told."""

    published: date | None
    history: bool = False
    """Whether the text tells of another time than its own, as `is_history` finds."""
    told: list[tuple[int, Period | None]] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    """The places of periods that were told as still to come."""
    stretches: list[int] = field(default_factory=list)
    """The places of lengths of several months that figures are told for ("the nine months")."""

    def add(self, place: int, period: Period | None, *, expected: bool = False) -> None:
        """Keep a period told at a place; what cannot be told hides what was said before it."""
        self.told.append((place, period))
        if expected:
            self.expected.add(place)

    def add_stretch(self, place: int) -> None:
        """Keep that figures are told for several months: they are compared with those, not with a quarter."""
        self.stretches.append(place)

    def last_value(self) -> str:
        """Give the value of the period told last."""
        return next((period.value for _, period in reversed(self.told) if period), "")

    def of_unit(self, unit: Unit, start: int) -> Period | None:
        """Give the period of this very unit that was told last; of a quarter, one that has begun."""
        for place, period in reversed(self.told):
            if period is None or start - place > FAR:
                break
            if period.unit is unit:
                return period
        return None

    def ended(self, unit: Unit, start: int) -> Period | None:
        """Give the period of this unit told last of those that were over at the publication."""
        for place, period in reversed(self.told):
            if period is None or start - place > FAR:
                break
            if period.unit is unit and (self.published is None or period.last < self.published):
                return period
        return None

    def distant_year(self, start: int) -> Period | None:
        """Give the year of the date just before, where that is neither this year nor the last or a coming one."""
        last = self.told[-1][1] if self.told and start - self.told[-1][0] < CLOSE else None
        if last:
            year = last.first.year
            if self.published is not None and year < self.published.year - 1:
                return Period(Unit.YEAR, year)
        return None

    def part_of_year(self, start: int) -> Period | None:
        """Give the quarter, half or month that figures were compared for, of those that had begun."""
        for place, period in reversed(self.told):
            if period is None or start - place > FAR:
                break
            if self.published and (period.first > self.published or place in self.expected):
                continue
            if self.stretches and self.stretches[-1] > place:
                return None
            if period.unit in PARTS_OF_YEAR or (period.unit is Unit.MONTH and start - place < CLOSE):
                return period
        return None

    def near(self, start: int, unit: Unit | None = None) -> Period | None:
        """Give the period told last in the sentences just before, no longer than `unit`.

        Where a month was told since, and another one, it is that: "on 14 May ... in early July ... a week later".
        """
        month: Period | None = None
        for place, period in reversed(self.told):
            if period is None or start - place > NEARBY:
                break
            if unit is None or SIZE[period.unit] <= SIZE[unit]:
                return month if month and not month.covers(period.first) else period
            if period.unit is Unit.MONTH and not month:
                month = period
        return None

    def of_story(self, start: int, content: Recurring) -> Period | None:
        """Give the occurrence nearest to the date told last, where that is of another time than the text's own."""
        if not self.told or content.unit is Unit.QUARTER or content.key[0] == recurring.WEEKDAY:
            return None
        place, last = self.told[-1]
        if last is None:
            return None
        reach = FAR if self.history else 2 * CLOSE if last.unit is content.unit is Unit.DAY else 0
        if last.unit is Unit.YEAR:
            reach = min(reach, 2 * CLOSE)
        if start - place > reach or not is_long_ago(last, self.published) or SIZE[last.unit] > SIZE[Unit.YEAR]:
            return None
        if last.unit is Unit.YEAR:
            return recurring.in_year(content, last.number)
        return recurring.next_told(content, last.first)


def is_long_ago(period: Period, published: date | None) -> bool:
    """Say whether a period ended before the year before the publication's."""
    return published is not None and period.last.year < published.year - 1


def is_history(readings: Sequence[Reading], published: date | None) -> bool:
    """Say whether a text tells of long ago: its stated days and months are, and outnumber what counts from now."""
    then = now = 0
    for content in (reading.content for reading in readings):
        if isinstance(content, Fixed) and content.period.unit in (Unit.DAY, Unit.MONTH, Unit.SEASON):
            long_ago = is_long_ago(content.period, published)
            then, now = then + long_ago, now + (not long_ago)
        elif isinstance(content, Offset):
            now += content.anchor is Anchor.PUBLISHED
        elif isinstance(content, Recurring):
            now += content.key[0] == recurring.WEEKDAY
    return then >= 2 and then > now
