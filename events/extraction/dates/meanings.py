"""What an expression says, before it is known when it was said."""

from dataclasses import dataclass, replace
from enum import StrEnum

from events.extraction.dates.periods import Period, Unit
from events.extraction.vocabulary import TimeType


class Anchor(StrEnum):
    """What a relative expression counts from."""

    PUBLISHED = "published"
    CONTEXT = "context"
    STORY = "story"
    """The context where the text tells of long ago, else the publication."""


class Shift(StrEnum):
    """The word before a named period that says which one is meant."""

    NONE = ""
    LAST = "last"
    NEXT = "next"
    THIS = "this"
    PREVIOUS = "previous"
    FOLLOWING = "following"
    THAT = "that"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period of the calendar that the text names in full."""

    period: Period
    fiscal: bool = False
    """Named after a fiscal year, whose months only the country or the text tells."""
    swapped: Period | None = None
    """What figures say when read the other way about (05/06 as May 6), where that is a day too."""
    spans_two: bool = False
    """A fiscal year named after both of its calendar years, of which `period` is the first."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A period that comes again: a weekday, 3 June, October, the third quarter, Christmas.

    `key` holds what tells it from others of its unit: ("weekday", weekday), (month, day), (month,), (number,),
    (holiday,), ("nth", month, weekday, number) with weekday 0 for any day and number -1 for the last.
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
    fiscal: bool = False
    """Of fiscal years, not of calendar years."""
    like: Unit | None = None
    """What is compared, where the text names it: the quarter, the month."""
    whole: bool = False
    """The whole unit, not the same month or quarter of it: "the following year"."""
    outgoing: bool = False
    """The one just ending, or just over."""
    compares: bool = False
    """A year back, said to compare: keeps the quarter or month that the text speaks of, and is not spoken of itself."""


@dataclass(frozen=True, slots=True)
class Moved:
    """So many units before or after what the text names beside: "a week from Tuesday", "two years ago today"."""

    base: "Content"
    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Holding:
    """The period of a unit that the text was speaking of ("the quarter", "that year")."""

    unit: Unit | None
    year: int | None = None
    ended: bool = False
    """Said to be the latest, and so over."""
    close: bool = False
    """Its end is meant: with something past, that of the last one."""


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


@dataclass(frozen=True, slots=True)
class Islamic:
    """A day or a whole month (day 0) of the Islamic calendar, of a year of it or of a common year where one is said."""

    month: int
    day: int = 0
    year: int = 0
    common_year: int = 0


Content = Fixed | Recurring | Offset | Moved | Holding | Length | Often | Vague | Clock | Islamic


class Link(StrEnum):
    """How an expression stands to the one after it, which tells more of when it is."""

    ENDED = "ended"
    """“The quarter ended Sept. 30”: the day that the period ends on."""
    RANGE = "range"
    """“July to September 2023”: both ends of one stretch."""
    LIST = "list"
    """“In May and June 2023”: one year for both."""
    OF = "of"
    """“The first nine months of 2023”: the year that it begins with."""


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
    link: Link | None = None
    other: "Reading | None" = None
    """The expression after it that `link` speaks of."""

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
