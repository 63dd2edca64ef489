"""What an expression says, before it is known when it was said."""

from dataclasses import dataclass, replace
from enum import StrEnum

from events.extraction.dates.periods import Period, Unit
from events.extraction.vocabulary import TimeType


class Anchor(StrEnum):
    """What a relative expression counts from."""

    PUBLISHED = "published"
    CONTEXT = "context"


class Shift(StrEnum):
    """The word before a named period that says which one is meant."""

    NONE = ""
    LAST = "last"
    NEXT = "next"
    THIS = "this"
    PREVIOUS = "previous"
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period of the calendar that the text names in full, up to `until` where it covers several."""

    period: Period
    until: Period | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A period that comes again: a weekday, 3 June, October, the third quarter, Christmas.

    `key` holds what tells it from others of its unit: (weekday,), (month, day), (month,), (number,), (holiday,).
    """

    unit: Unit
    key: tuple[int | str, ...]
    shift: Shift = Shift.NONE


@dataclass(frozen=True, slots=True)
class Offset:
    """A period so many units from the anchor; `count` None is an unknown number."""

    unit: Unit
    count: int | None
    anchor: Anchor
    size: int = 1
    """How many of `unit` the stated unit is, for fortnights and the like."""
    compares: bool = False
    """A year back, said to compare: keeps the quarter or month that the text speaks of, and is not spoken of itself."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The period of a unit that the text was speaking of ("the quarter", "that year")."""

    unit: Unit | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: its TIMEX3 value, and which way it reaches from the anchor (-1 back, 1 on, 0 not anchored)."""

    value: str
    reach: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Often:
    """A set of times."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF, FUTURE_REF; or a value with XX for a day that cannot be worked out."""

    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of a day that something else names, else of the day spoken of."""


Content = Fixed | Recurring | Offset | Holding | Length | Often | Vague | Clock


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression found: where, what it says, the time of day that it adds, and the rule that read it."""

    start: int
    end: int
    content: Content
    rule: str
    clock: str = ""
    mod: str = ""
    within: Content | None = None
    day: int = 0
    """The day of the month that stands in brackets after it; 0 for none."""

    @property
    def type(self) -> TimeType:
        """The TIMEX3 type."""
        if isinstance(self.content, Length):
            return TimeType.DURATION
        if isinstance(self.content, Often):
            return TimeType.SET
        return TimeType.TIME if self.clock else TimeType.DATE

    def moved(self, start: int, end: int) -> "Reading":
        """Give the same reading for another span."""
        return replace(self, start=start, end=end)
