"""From what is said to when it is: publication, context and direction give every reading its days."""

from dataclasses import dataclass, field, replace
from datetime import date

from events.extraction.dates import recurring
from events.extraction.dates.direction import CERTAIN, PRESENT_TENSE, WAS_DUE, Direction, Teller
from events.extraction.dates.fiscal import FiscalYears
from events.extraction.dates.islamic import meant
from events.extraction.dates.likely import is_likelier, reach
from events.extraction.dates.linked import ended_on, joined_range
from events.extraction.dates.meanings import (
    Anchor,
    Clock,
    Content,
    Fixed,
    Holding,
    Islamic,
    Length,
    Link,
    Moved,
    Offset,
    Often,
    Reading,
    Recurring,
    Shift,
    Vague,
)
from events.extraction.dates.memory import SIZE, Memory, is_long_ago
from events.extraction.dates.periods import PRECISION, Period, Unit, day_period, period_of
from events.extraction.results import TimeExpression

UNKNOWN = {
    Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX", Unit.HALF: "XXXX-HX", Unit.SEASON: "XXXX-XX", Unit.YEAR: "XXXX", Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
}  # fmt: skip
"""TIMEX3's values for periods of which only the length is known; X stands for a digit that is not."""
KEPT_BY_YEARS = (Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR)
QUARTER, YEAR = 3, 12
ROUND_YEARS = 10
STATED_WITHIN = 14
"""Days by which a day in brackets may differ from the one counted."""
JUST_OVER = {Unit.WEEK: 0, Unit.MONTH: 7, Unit.YEAR: 15}
"""Days after a period's end up to which it is still "the outgoing" one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A resolved reading: its period, or only a value, and in words how it follows."""

    period: Period | None
    value: str
    why: str
    edtf: str = ""
    """The EDTF string where it says more than the period's own."""
    latest: date | None = None


@dataclass(slots=True)
class Resolver:
    """Resolves the readings of one text in their order, each in the light of those before it."""

    memory: Memory
    tell: Teller
    fiscal: FiscalYears = field(default_factory=FiscalYears)
    pending: dict[int, Answer] = field(default_factory=dict)
    """What the expression before has told of the one that begins at this place."""

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.memory.published

    def expression(self, reading: Reading) -> TimeExpression:
        """Resolve one reading."""
        answer = self.pending.pop(reading.start, None) or self._linked(reading) or self._answer(reading)
        answer = _corrected(answer, reading)
        period, value = answer.period, answer.value + reading.clock
        rule = f"{reading.rule}: {answer.why}" if answer.why else reading.rule
        if isinstance(reading.content, Length):
            return self._length(reading, answer, rule)
        if period is None:
            if isinstance(reading.content, (Recurring, Offset, Moved, Holding)):
                # What cannot be told hides what was said before it: "that day" is no longer the other one.
                self.memory.add(reading.start, None)
            return TimeExpression(reading.start, reading.end, reading.type, value, None, None, None, rule)
        if not _compares(reading.content) and not isinstance(reading.content, Islamic):
            ahead = isinstance(reading.content, Recurring) and self.tell(reading.start, reading.end)[0]
            self.memory.add(reading.start, period, expected=ahead is Direction.FUTURE)
        edtf, latest = answer.edtf or period.edtf, answer.latest or period.last
        if reading.mod == "APPROX" and not set("/X~") & set(edtf):
            edtf += "~"
        return TimeExpression(reading.start, reading.end, reading.type, value, edtf, period.first, latest, rule)

    def _length(self, reading: Reading, answer: Answer, rule: str) -> TimeExpression:
        content = reading.content
        assert isinstance(content, Length)
        edtf = earliest = latest = None
        if content.months and YEAR > content.months > QUARTER:
            self.memory.add_stretch(reading.start)
        if answer.period:
            edtf, earliest, latest = answer.edtf or answer.period.edtf, answer.period.first, answer.latest
            latest = latest or answer.period.last
        elif content.reach and self.published and (content.months or content.days):
            earliest, latest, edtf = reach(content, self.published)
            rule += f"; counted from the publication, {_say(self.published)}" if edtf else ""
        return TimeExpression(reading.start, reading.end, reading.type, content.value, edtf, earliest, latest, rule)

    def _answer(self, reading: Reading) -> Answer:
        content: Content = reading.content
        try:
            match content:
                case Fixed():
                    return self._fixed(content)
                case Recurring():
                    return self._recurring(reading, content)
                case Offset():
                    return self._offset(reading, content)
                case Moved():
                    return self._moved_on(reading, content)
                case Holding():
                    return self._holding(reading, content)
                case Clock():
                    return self._clock(reading)
                case Islamic():
                    return self._islamic(reading, content)
                case Length(value) | Often(value) | Vague(value):
                    return Answer(None, value, "")
        except (ValueError, OverflowError):
            return Answer(None, _unknown(content), "outside years 1 to 9999")

    def _linked(self, reading: Reading) -> Answer | None:
        """Resolve a reading in the light of the one after it; None where that does not tell."""
        other, content = reading.other, reading.content
        if other is None or reading.link is None:
            return None
        try:
            told = self._linked_to(other) if reading.link is not Link.RANGE else self._answer(other)
            if told.period is None:
                return None
            if reading.link is Link.ENDED:
                return self._ended(reading, told.period)
            untold = "~" in told.edtf or ("/" in told.edtf and not told.period.moved)
            if reading.link is Link.OF and untold:
                return None
            if reading.link is Link.OF:
                first = period_of(Unit.MONTH, told.period.first)
                last = first.shifted(content.months - 1) if isinstance(content, Length) else first
                return Answer(first, "", f"of {told.value}", f"{first.edtf}/{last.edtf}", last.last)
            assert isinstance(content, Recurring)
            ahead = self.tell(reading.start, reading.end)[0] is Direction.FUTURE
            begin = self._answer(reading).period
            pair = joined_range(content, begin, other.content, told.period, reading.link, ahead, self.published)
        except (ValueError, OverflowError):
            return None
        if pair is None:
            return None
        (begin, end), why = pair, f"with {other_words(reading.link)}"
        if end != told.period:
            self.pending[other.start] = Answer(end, end.value, f"after {begin.value}, with which it makes a stretch")
        return Answer(begin, begin.value, f"{why} {end.value}")

    def _linked_to(self, other: Reading) -> Answer:
        answer = self._answer(other)
        if answer.period and other.content and isinstance(other.content, Recurring) and self.published:
            # What ended on a day is told when it has.
            before = recurring.resolve(other.content, self.published, Direction.PAST, certain=True)
            if before and self.tell(other.start, other.end)[0] is not Direction.FUTURE:
                return Answer(before, before.value, answer.why)
        return answer

    def _ended(self, reading: Reading, end: Period) -> Answer | None:
        content = reading.content
        spoken = self.memory.near(reading.start, Unit.QUARTER) if isinstance(content, Holding) else None
        if spoken and spoken.unit is content.unit is Unit.QUARTER:  # type: ignore[union-attr]
            # A company's "first quarter" of which the text spoke, whose months are told now.
            content = Recurring(Unit.QUARTER, (spoken.number % 4 + 1,))
        found = ended_on(content, end.last)
        if found is None:
            return None
        period, value, edtf, latest = found
        return Answer(period, value, f"up to {end.value}", edtf, latest)

    def _fixed(self, content: Fixed) -> Answer:
        if content.fiscal:
            period, edtf, latest, why = self.fiscal.named(content.period, spans_two=content.spans_two)
            return Answer(period, content.period.value, why, edtf, latest)
        other = content.swapped
        if other and self.published and is_likelier(other, content.period, self.published):
            return Answer(other, other.value, "figures read the other way about, which is near the publication")
        return Answer(content.period, content.period.value, "")

    def _recurring(self, reading: Reading, content: Recurring) -> Answer:
        if isinstance(content.key[0], str) and len(content.key) == 2 and content.key[0] != recurring.WEEKDAY:
            period = recurring.in_year(content, int(content.key[1]))
            return Answer(period, period.value if period else recurring.unresolved(content), "")
        if reading.within is not None:
            return self._within(reading, content, reading.within)
        if content.shift is Shift.THAT:
            return self._that(reading, content)
        reference, base = self.published, "the publication"
        if content.shift in (Shift.PREVIOUS, Shift.FOLLOWING):
            near = self.memory.near(reading.start)
            if near:
                reference = near.first if content.shift is Shift.PREVIOUS else near.last
                base = "what the text spoke of"
        told = None if content.shift else self._in_the_story(reading, content)
        if told:
            return Answer(told, told.value, f"near {self.memory.last_value()}, of which the text tells")
        if reference is None:
            return Answer(None, recurring.unresolved(content), "no publication date")
        direction, sign = (Direction.UNKNOWN, content.shift.value)
        if not content.shift or content.shift is Shift.THIS:
            direction, sign = self.tell(reading.start, reading.end)
            if sign in (PRESENT_TENSE[1], WAS_DUE) and content.key[0] != recurring.WEEKDAY:
                direction = Direction.UNKNOWN
        period = recurring.resolve(content, reference, direction, certain=sign in CERTAIN)
        if period is None:
            return Answer(None, recurring.unresolved(content), "its day cannot be told")
        return Answer(period, period.value, f"{sign}, seen from {base}, {_say(reference)}")

    def _that(self, reading: Reading, content: Recurring) -> Answer:
        near = self.memory.near(reading.start)
        period = recurring.nearest(replace(content, shift=Shift.NONE), near.first) if near else None
        if near is None or period is None:
            return Answer(None, recurring.unresolved(content), "no date to count from")
        return Answer(period, period.value, f"near {near.value}, of which the text spoke")

    def _in_the_story(self, reading: Reading, content: Recurring) -> Period | None:
        told = self.memory.of_story(reading.start, content)
        if told and self.tell(reading.start, reading.end)[0] is Direction.FUTURE:
            return None
        return told

    def _within(self, reading: Reading, content: Recurring, outer: Content) -> Answer:
        told = self._answer(Reading(reading.start, reading.end, outer, ""))
        if told.period is None:
            return Answer(None, recurring.unresolved(content), told.why)
        period = recurring.within(content, told.period)
        if period is None:
            return Answer(None, recurring.unresolved(content), "its day cannot be told")
        return Answer(period, period.value, f"in {told.period.value}; {told.why}")

    def _offset(self, reading: Reading, content: Offset) -> Answer:
        near = self._compared(reading, content) if content.compares else None
        if content.anchor is Anchor.STORY:
            there = self.memory.near(reading.start, content.unit)
            elsewhere = there is not None and is_long_ago(there, self.published)
            content = replace(content, anchor=Anchor.CONTEXT if elsewhere else Anchor.PUBLISHED)
        if content.anchor is Anchor.PUBLISHED:
            if near:
                period = near.years_later(-1)
                return Answer(period, period.value, f"a year before {near.value}, of which the text spoke")
            if self.published is None:
                return Answer(None, _unknown(content), "no publication date")
            base, source = day_period(self.published), f"the publication, {_say(self.published)}"
        else:
            near = near or self.memory.near(reading.start, content.unit)
            if near is None and (self.published is None or content.count == 0):
                return Answer(None, _unknown(content), "no date to count from")
            base = near or day_period(self.published)  # type: ignore[arg-type]
            source = f"{base.value}, of which the text spoke" if near else f"the publication, {base.value}"
        if content.fiscal and content.count is not None:
            period, edtf, latest, why = self.fiscal.counted(base.last, content.count)
            return Answer(period, period.value, f"{content.count:+d} fiscal year from {source}{why}", edtf, latest)
        if content.count is None:
            return Answer(None, _unknown(content), source)
        period, count = self._moved(base, content), content.count * content.size
        # "Thirty years ago" is a round number.
        about = content.unit is Unit.YEAR is period.unit and count and count % ROUND_YEARS == 0
        edtf = f"{period.edtf}~" if about else ""
        return Answer(period, period.value, f"{count:+d} {content.unit} from {source}", edtf)

    def _compared(self, reading: Reading, content: Offset) -> Period | None:
        """Give the quarter, month ... that figures of a year before are compared for."""
        if content.like is None:
            return self.memory.part_of_year(reading.start)
        found = self.memory.of_unit(content.like, reading.start)
        if found is None and content.like is Unit.MONTH and self.published:
            return period_of(Unit.MONTH, self.published)
        return found

    @staticmethod
    def _moved(base: Period, content: Offset) -> Period:
        assert content.count is not None
        count = content.count * content.size
        kept = content.unit is Unit.YEAR and content.anchor is Anchor.CONTEXT and not content.whole
        if kept and base.unit in KEPT_BY_YEARS and count:
            return base.years_later(count)
        if SIZE[base.unit] > SIZE[content.unit] and count:
            return base.moved_on(content.unit, count)
        day = base.last if count > 0 else base.first
        if content.unit is Unit.MONTH and base.unit is Unit.DAY and content.anchor is Anchor.CONTEXT:
            return period_of(Unit.MONTH, day).shifted(count)
        found = period_of(content.unit, day).shifted(count)
        over = (day - found.shifted(-1).last).days if content.outgoing else 0
        return found.shifted(-1) if 0 < over <= JUST_OVER[content.unit] else found

    def _moved_on(self, reading: Reading, content: Moved) -> Answer:
        told = self._answer(replace(reading, content=content.base))
        if told.period is None:
            return Answer(None, _unknown(content.base), told.why)
        period = told.period.moved_on(content.unit, content.count)
        return Answer(period, period.value, f"{content.count:+d} {content.unit} from {told.value}; {told.why}")

    def _holding(self, reading: Reading, content: Holding) -> Answer:
        unit = content.unit or Unit.QUARTER
        if content.year:
            place = reading.start
            near = self.memory.of_unit(content.unit, place) if content.unit else self.memory.part_of_year(place)
            period = near.years_later(content.year - near.first.year) if near else Period(Unit.YEAR, content.year)
            return Answer(period, period.value, f"the part of {content.year} of which the text spoke")
        if content.close and unit is Unit.YEAR and self.published:
            past = self.tell(reading.start, reading.end)[0] is Direction.PAST
            period = period_of(unit, self.published).shifted(-1 if past else 0)
            return Answer(period, period.value, f"seen from the publication, {_say(self.published)}")
        remembered = self.memory.ended if content.ended else self.memory.of_unit
        spoken = self.memory.distant_year(reading.start) if unit is Unit.YEAR else remembered(unit, reading.start)
        if spoken:
            return Answer(spoken, spoken.value, "of which the text spoke")
        if self.published is None:
            return Answer(None, UNKNOWN[unit], "no date to count from")
        period = period_of(unit, self.published)
        if unit is Unit.QUARTER:
            period = period.shifted(-1)
        if unit is Unit.WEEKEND and self.tell(reading.start, reading.end)[0] is not Direction.FUTURE:
            period = period if period.first <= self.published else period.shifted(-1)
        return Answer(period, period.value, f"that of the publication, {_say(self.published)}")

    def _islamic(self, reading: Reading, content: Islamic) -> Answer:
        direction, _ = self.tell(reading.start, reading.end)
        found = meant(content, self.published, direction)
        if found is None:
            return Answer(None, "XXXX-XX-XX", "no publication date")
        why = "by reckoning; the moon's sighting decides the day in each country"
        return Answer(day_period(found.first), found.value, why, found.edtf, found.last)

    def _clock(self, reading: Reading) -> Answer:
        near = self.memory.near(reading.start)
        if near and near.unit is Unit.DAY:
            return Answer(near, near.value, "on the day of which the text spoke")
        if self.published is None:
            return Answer(None, UNKNOWN[Unit.DAY], "no day to put it on")
        period = day_period(self.published)
        return Answer(period, period.value, f"on the day of publication, {_say(self.published)}")


def other_words(link: Link) -> str:
    """Say in words how two expressions stand together."""
    return "its end," if link is Link.RANGE else "the year of"


def _corrected(answer: Answer, reading: Reading) -> Answer:
    """Move a day to the day of the month in brackets after it ("today (16)", printed on the 17th)."""
    period = answer.period
    if not reading.day or period is None or period.unit is not Unit.DAY or period.first.day == reading.day:
        return answer
    weekday = isinstance(reading.content, Recurring) and reading.content.key[0] == recurring.WEEKDAY
    for count in sorted(range(-STATED_WITHIN, STATED_WITHIN + 1), key=abs):
        try:
            other = period.shifted(count)
        except ValueError:
            continue
        if other.first.day == reading.day and (not weekday or count % 7 == 0):
            return Answer(other, other.value, f"{answer.why}; the day in brackets is {reading.day}")
    return answer


def _compares(content: Content) -> bool:
    return (isinstance(content, Offset) and content.compares) or (isinstance(content, Holding) and bool(content.year))


def _unknown(content: Content) -> str:
    if isinstance(content, Recurring):
        return recurring.unresolved(content)
    if isinstance(content, Moved):
        return _unknown(content.base)
    if isinstance(content, (Offset, Holding)):
        return UNKNOWN[content.unit or Unit.QUARTER]
    return "XXXX-XX-XX"


def _say(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


__all__ = ["PRECISION", "Answer", "Resolver"]
