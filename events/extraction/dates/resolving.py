"""From what is said to when it is: publication, context and direction give every reading its days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from events.extraction.dates import recurring
from events.extraction.dates.direction import OWN_PAST, PRESENT_TENSE, Direction, Teller
from events.extraction.dates.meanings import (
    Anchor,
    Clock,
    Content,
    Fixed,
    Holding,
    Length,
    Offset,
    Often,
    Reading,
    Recurring,
    Shift,
    Vague,
)
from events.extraction.dates.periods import PRECISION, Period, Unit, day_period, period_of
from events.extraction.results import TimeExpression

UNKNOWN = {
    Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX", Unit.HALF: "XXXX-HX", Unit.SEASON: "XXXX-XX", Unit.YEAR: "XXXX", Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
}  # fmt: skip
KEPT_BY_YEARS = (Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR)
CLOSE, NEARBY, FAR = 120, 400, 1500
"""Characters back to a date: in the same sentence, in the one or two before, in the same story."""
STATED_WITHIN = 14
"""Days by which a day in brackets may differ from the one counted."""
SIZE = {unit: number for number, unit in enumerate(Unit)}


@dataclass(frozen=True, slots=True)
class Answer:
    """A resolved reading: its period, or only a value, and in words how it follows."""

    period: Period | None
    value: str
    why: str
    until: Period | None = None


@dataclass(slots=True)
class Resolver:
    """Resolves the readings of one text in their order, each in the light of those before it."""

    published: date | None
    tell: Teller
    history: bool = False
    """Whether the text tells of another time than its own, as `is_history` finds."""
    said: list[tuple[int, Period | None]] = field(default_factory=list)

    def expression(self, reading: Reading) -> TimeExpression:
        """Resolve one reading."""
        answer = _corrected(self._answer(reading), reading)
        period, value = answer.period, answer.value
        if reading.clock:
            value += reading.clock
        rule = f"{reading.rule}: {answer.why}" if answer.why else reading.rule
        if isinstance(reading.content, Length):
            return self._length(reading, rule)
        if period is None:
            if isinstance(reading.content, (Recurring, Offset, Holding)):
                # What cannot be told hides what was said before it: "that day" is no longer the other one.
                self.said.append((reading.start, None))
            return TimeExpression(reading.start, reading.end, reading.type, value, None, None, None, rule)
        if not _compares(reading.content):
            self.said.append((reading.start, period))
        edtf, latest = period.edtf, period.last
        if answer.until:
            edtf, latest = f"{edtf}/{answer.until.edtf}", answer.until.last
        if reading.mod == "APPROX" and "/" not in edtf and "X" not in edtf:
            edtf += "~"
        return TimeExpression(reading.start, reading.end, reading.type, value, edtf, period.first, latest, rule)

    def _length(self, reading: Reading, rule: str) -> TimeExpression:
        content = reading.content
        assert isinstance(content, Length)
        edtf = earliest = latest = None
        if content.reach and self.published and (content.months or content.days):
            earliest, latest, edtf = _reach(content, self.published)
            rule += f"; counted from the publication, {_say(self.published)}" if edtf else ""
        return TimeExpression(reading.start, reading.end, reading.type, content.value, edtf, earliest, latest, rule)

    def _answer(self, reading: Reading) -> Answer:
        content: Content = reading.content
        try:
            match content:
                case Fixed(period, until):
                    return Answer(period, period.value, "", until)
                case Recurring():
                    return self._recurring(reading, content)
                case Offset():
                    return self._offset(reading, content)
                case Holding():
                    return self._holding(reading, content)
                case Clock():
                    return self._clock(reading)
                case Length(value) | Often(value) | Vague(value):
                    return Answer(None, value, "")
        except (ValueError, OverflowError):
            return Answer(None, _unknown(content), "outside years 1 to 9999")

    def _recurring(self, reading: Reading, content: Recurring) -> Answer:
        if isinstance(content.key[0], str) and len(content.key) == 2 and content.key[0] != recurring.WEEKDAY:
            period = recurring.in_year(content, int(content.key[1]))
            return Answer(period, period.value if period else recurring.unresolved(content), "")
        if reading.within is not None:
            return self._within(reading, content, reading.within)
        reference, base = self.published, "the publication"
        if content.shift in (Shift.PREVIOUS, Shift.FOLLOWING):
            near = self._context(reading.start, None)
            if near:
                reference = near.first if content.shift is Shift.PREVIOUS else near.last
                base = "what the text spoke of"
        told = None if content.shift else self._in_the_story(reading, content)
        if told:
            return Answer(told, told.value, f"near {_last_value(self.said)}, of which the text tells")
        if reference is None:
            return Answer(None, recurring.unresolved(content), "no publication date")
        direction, sign = (Direction.UNKNOWN, content.shift.value)
        if not content.shift or content.shift is Shift.THIS:
            direction, sign = self.tell(reading.start, reading.end)
            if sign == PRESENT_TENSE[1] and content.key[0] != recurring.WEEKDAY:
                direction = Direction.UNKNOWN
        period = recurring.resolve(content, reference, direction, certain=sign == OWN_PAST)
        if period is None:
            return Answer(None, recurring.unresolved(content), "its day cannot be told")
        return Answer(period, period.value, f"{sign}, seen from {base}, {_say(reference)}")

    def _in_the_story(self, reading: Reading, content: Recurring) -> Period | None:
        """Give the occurrence nearest to the date told last, where the text tells of another time than its own."""
        if not self.said or content.unit is Unit.QUARTER or content.key[0] == recurring.WEEKDAY:
            return None
        place, last = self.said[-1]
        if last is None:
            return None
        reach = FAR if self.history else 2 * CLOSE if last.unit is content.unit is Unit.DAY else 0
        if reading.start - place > (min(reach, 2 * CLOSE) if last.unit is Unit.YEAR else reach) or not self._is_past(
            last
        ):
            return None
        if SIZE[last.unit] > SIZE[Unit.YEAR] or self.tell(reading.start, reading.end)[0] is Direction.FUTURE:
            return None
        if last.unit is Unit.YEAR:
            return recurring.in_year(content, last.number)
        return recurring.nearest(content, last.first)

    def _is_past(self, period: Period) -> bool:
        return is_long_ago(period, self.published)

    def _within(self, reading: Reading, content: Recurring, outer: Content) -> Answer:
        told = self._answer(Reading(reading.start, reading.end, outer, ""))
        if told.period is None:
            return Answer(None, recurring.unresolved(content), told.why)
        if told.period.unit is Unit.WEEK:
            period: Period | None = recurring.resolve(content, told.period.last, Direction.PAST)
        elif content.key[0] == recurring.WEEKDAY:
            period = None
        else:
            period = recurring.in_year(content, told.period.first.year)
        if period is None:
            return Answer(None, recurring.unresolved(content), "its day cannot be told")
        return Answer(period, period.value, f"in {told.period.value}; {told.why}")

    def _offset(self, reading: Reading, content: Offset) -> Answer:
        if content.anchor is Anchor.PUBLISHED and content.compares and self._part_of_year(reading.start):
            near = self._part_of_year(reading.start)
            assert near is not None
            period = near.years_later(-1)
            return Answer(period, period.value, f"a year before {near.value}, of which the text spoke")
        if content.anchor is Anchor.PUBLISHED:
            if self.published is None:
                return Answer(None, _unknown(content), "no publication date")
            base, source = day_period(self.published), f"the publication, {_say(self.published)}"
        else:
            near = self._part_of_year(reading.start) if content.compares else None
            near = near or self._context(reading.start, content)
            if near is None and (self.published is None or content.count == 0):
                return Answer(None, _unknown(content), "no date to count from")
            base = near or day_period(self.published)  # type: ignore[arg-type]
            source = f"{base.value}, of which the text spoke" if near else f"the publication, {base.value}"
        if content.count is None:
            return Answer(None, _unknown(content), source)
        period = self._moved(base, content)
        return Answer(period, period.value, f"{content.count * content.size:+d} {content.unit} from {source}")

    def _spoken_of(self, unit: Unit, start: int) -> Period | None:
        for place, period in reversed(self.said):
            if period is None or start - place > FAR:
                break
            if period.unit is unit:
                return period
        return None

    def _year_spoken_of(self, start: int) -> Period | None:
        """Give the year of the date just before, where that is neither this year nor the last or a coming one."""
        last = self.said[-1][1] if self.said and start - self.said[-1][0] < CLOSE else None
        if last:
            year = last.first.year
            if self.published is not None and year < self.published.year - 1:
                return Period(Unit.YEAR, year)
        return None

    def _part_of_year(self, start: int) -> Period | None:
        for place, period in reversed(self.said):
            if period is None or start - place > FAR:
                break
            if self.published and period.first > self.published:
                continue
            if period.unit in (Unit.QUARTER, Unit.HALF) or (period.unit is Unit.MONTH and start - place < CLOSE):
                return period
        return None

    @staticmethod
    def _moved(base: Period, content: Offset) -> Period:
        assert content.count is not None
        count = content.count * content.size
        if content.unit is Unit.YEAR and content.anchor is Anchor.CONTEXT and base.unit in KEPT_BY_YEARS and count:
            return base.years_later(count)
        day = base.last if count > 0 else base.first
        if content.unit is Unit.MONTH and base.unit is Unit.DAY and content.anchor is Anchor.CONTEXT:
            return period_of(Unit.MONTH, day).shifted(count)
        return period_of(content.unit, day).shifted(count)

    def _holding(self, reading: Reading, content: Holding) -> Answer:
        unit = content.unit or Unit.QUARTER
        if content.year:
            near = self._part_of_year(reading.start)
            period = near.years_later(content.year - near.first.year) if near else Period(Unit.YEAR, content.year)
            return Answer(period, period.value, f"the part of {content.year} of which the text spoke")
        spoken = self._year_spoken_of(reading.start) if unit is Unit.YEAR else self._spoken_of(unit, reading.start)
        if spoken:
            return Answer(spoken, spoken.value, "of which the text spoke")
        if self.published is None:
            return Answer(None, UNKNOWN[unit], "no date to count from")
        period = period_of(unit, self.published)
        if unit is Unit.QUARTER and "current" not in reading.rule:
            period = period.shifted(-1)
        if unit is Unit.WEEKEND and self.tell(reading.start, reading.end)[0] is not Direction.FUTURE:
            period = period if period.first <= self.published else period.shifted(-1)
        return Answer(period, period.value, f"that of the publication, {_say(self.published)}")

    def _clock(self, reading: Reading) -> Answer:
        near = self._context(reading.start, None)
        if near and near.unit is Unit.DAY:
            return Answer(near, near.value, "on the day of which the text spoke")
        if self.published is None:
            return Answer(None, UNKNOWN[Unit.DAY], "no day to put it on")
        period = day_period(self.published)
        return Answer(period, period.value, f"on the day of publication, {_say(self.published)}")

    def _context(self, start: int, content: Offset | None) -> Period | None:
        for place, period in reversed(self.said):
            if period is None or start - place > NEARBY:
                break
            if content is None or SIZE[period.unit] <= SIZE[content.unit]:
                return period
        return None


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


def _compares(content: Content) -> bool:
    return (isinstance(content, Offset) and content.compares) or (isinstance(content, Holding) and bool(content.year))


def _last_value(said: list[tuple[int, Period | None]]) -> str:
    return next((period.value for _, period in reversed(said) if period), "")


def _reach(content: Length, published: date) -> tuple[date | None, date | None, str | None]:
    unit = Unit.DAY if content.days else Unit.YEAR if content.months % 12 == 0 else Unit.MONTH
    count = content.days or (content.months // 12 if unit is Unit.YEAR else content.months)
    try:
        other = period_of(unit, published).shifted(content.reach * count)
    except ValueError:
        return None, None, None
    if content.reach < 0:
        return other.first, published, f"{other.edtf}/{published.isoformat()}"
    return published, other.last, f"{published.isoformat()}/{other.edtf}"


def _unknown(content: Content) -> str:
    if isinstance(content, Recurring):
        return recurring.unresolved(content)
    if isinstance(content, (Offset, Holding)):
        return UNKNOWN[content.unit or Unit.QUARTER]
    return "XXXX-XX-XX"


def _say(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


__all__ = ["PRECISION", "Answer", "Resolver"]
