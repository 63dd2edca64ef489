"""When an event was: the expression that governs its trigger, one it inherits, the publication, or nothing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from events.extraction.dates.anchored import Anchored, anchored_lengths, counted, named_before, period_between
from events.extraction.dates.attachment import (
    DESCRIBING,
    Attached,
    Link,
    after_what,
    climb,
    expressions_by_head,
)
from events.extraction.dates.chronology import Chronology
from events.extraction.dates.clauses import (
    in_main_clause,
    is_apart,
    is_aside,
    is_at_another_time,
    is_reported,
    is_reporting,
    is_root_verb,
    is_unfinished,
)
from events.extraction.dates.lasting import is_spread_out
from events.extraction.dates.periods import Period
from events.extraction.dates.surroundings import datelines
from events.extraction.dates.tenses import Tense, tense_of
from events.extraction.dates.values import event_date, interval_date, is_relative, precision_of
from events.extraction.results import EventDate, TimeExpression, When
from events.extraction.vocabulary import Assertion, Basis, Precision, TimeType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Dated = tuple[EventDate | None, When | None]
NOTHING: Dated = (None, None)
STORY = timedelta(days=10)
"""How far before its publication a text's own story lies; older dates are background."""
LOOK_BACK, LONG_STORY = 3, 15
"""Sentences back to one that dates the story, and up to which a whole text is surely of its lead's day."""
BACKGROUND = timedelta(days=92)
"""How far before its publication a sentence's date lies that makes the next ones tell of that time."""
ENTRY, AFTER = 0.79, 0.75
"""Confidence in the date that opens an entry of a chronology, and in the time between a dated event and now."""
NEAR_STORY, FAR_STORY, DESCRIBED = 0.79, 0.72, 0.6
"""Confidence in the story's day: told in the sentences before, only in the lead, of a clause that describes."""
ROUGHLY = 0.75
"""Confidence in "two weeks ago", rarely the very week, and in a year, often said of something else in the clause."""
TOLD_LENGTH = re.compile(r": (?:of|up to) \d")
COMPARED = ("the period a year before", "the period of a year")
"""Rules whose expressions tell what figures are compared with, not when something was."""
NOT_WHEN = ("until", "till", "by", "since", "for")
"""Prepositions whose date is not that of what they hang on."""
PAST_TENSES = (Tense.PAST, Tense.PERFECT, Tense.BEFORE)
COARSE = frozenset({
    Precision.QUARTER, Precision.SEASON, Precision.HALF, Precision.YEAR, Precision.DECADE, Precision.CENTURY,
})  # fmt: skip
LOOKS_BACK = 4  # main clauses of long ago that make a text a look back, if the days of its own story are far fewer
CONFIDENCE = {
    Link.OWN: 0.93,
    Link.ARGUMENT: 0.88,
    Link.TOGETHER: 0.82,
    Link.SHARED: 0.74,
    Link.REPORTED: 0.6,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place, the day of the story that its main clause is dated to, and whether to another time."""

    start: int
    end: int
    story: TimeExpression | None
    elsewhere: bool


class Dater:
    """Dates the events of one parsed text; what all its triggers share is worked out once.

    `times` are the expressions of the same text, as `recognise` gives them; `published` the day of publication.
    """

    def __init__(self, doc: "Doc", times: Sequence[TimeExpression], published: date | None) -> None:
        self.doc = doc
        # Doc.text is put together anew each time.
        self._text = doc.text
        self.published = published
        self.times = tuple(times)
        self._apart = datelines(self._text, times)
        usable = [
            time for number, time in enumerate(self.times) if number not in self._apart and _can_date(time, published)
        ]
        self._by_head = dict(expressions_by_head(doc, self._text, usable))
        self._count_from_events()
        self._main = {id(row[0]) for head, rows in self._by_head.items() for row in rows if in_main_clause(doc[head])}
        self._of_roots = {id(row[0]) for head, rows in self._by_head.items() for row in rows if is_root_verb(doc[head])}
        self._chronology = Chronology(self._text, self.times)
        self._sentences = [self._sentence(sentence.start_char, sentence.end_char, usable) for sentence in doc.sents]
        self._starts = [sentence.start for sentence in self._sentences]

    def date_of(
        self,
        start: int,
        end: int,
        *,
        assertion: Assertion = Assertion.REPORTED,
        inherited: Dated | None = None,
    ) -> Dated:
        """Say when the event was whose trigger is `text[start:end]`.

        Gives the date with its basis and confidence (the share of such dates that are right), and the expression with
        the derivation. (None, When) is an expression that cannot be resolved; (None, None) that the text does not say.
        `inherited` is what the event that this one is part of was dated to. An event still to come never gets the
        publication date.
        """
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return NOTHING
        trigger = span.root
        attached = climb(trigger, self._by_head, start, end)
        tense = tense_of(trigger)
        to_come = assertion in (Assertion.PLANNED, Assertion.HYPOTHETICAL)
        if attached and not _is_another_now(attached, tense):
            return self._from_expression(attached, Tense.FUTURE if to_come and tense is Tense.PRESENT else tense)
        planned = to_come or tense in (Tense.FUTURE, Tense.OPEN)
        planned = planned or (tense is Tense.PRESENT and is_unfinished(trigger))
        if inherited and inherited[0] and not planned:
            return self._inherited(inherited)
        entry = self._chronology.entry(start)
        if entry and not planned:
            return self._carried(entry, ENTRY)
        if tense is Tense.BEFORE and is_reported(trigger):
            story = self._story(start)
            return self._carried(story[0], DESCRIBED) if story and story[1] >= NEAR_STORY else NOTHING
        if planned or tense in (Tense.BEFORE, Tense.TIMELESS):
            return NOTHING
        return self._from_surroundings(trigger, start, tense)

    def is_at_no_one_day(self, start: int, end: int) -> bool:
        """Say whether the words about `text[start:end]` put it at many times, or somewhere in a time that lasted."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span is not None and (is_spread_out(span.root) or is_at_another_time(span.root))

    def looks_back(self) -> bool:
        """Say whether the text tells far more of long ago than of its own days."""
        past = sum(sentence.elsewhere for sentence in self._sentences)
        return past >= LOOKS_BACK and past >= 2 * sum(sentence.story is not None for sentence in self._sentences)

    def day_of(self, start: int, end: int) -> date | None:
        """Give the very day that `text[start:end]` is itself said to be on; None where the text says none."""
        found, _ = self.date_of(start, end)
        own = found is not None and found.precision is Precision.DAY and found.basis in (Basis.EXPLICIT, Basis.RELATIVE)
        return found.earliest if found is not None and own else None

    def _from_surroundings(self, trigger: "Token", start: int, tense: Tense) -> Dated:
        """Date what no expression belongs to: by what it came after, by its story's day, by the publication."""
        if is_spread_out(trigger):
            return NOTHING
        later = after_what(trigger, self._by_head) if tense is Tense.PAST else None
        if later:
            return self._after(later)
        if tense is Tense.PERFECT and is_apart(trigger):
            return NOTHING
        if tense is Tense.PAST and is_at_another_time(trigger):
            return NOTHING
        if tense is Tense.PAST and not is_reporting(trigger) and self._is_elsewhere(start):
            return NOTHING
        story = self._story(start) if tense in (Tense.PAST, Tense.PERFECT) else None
        if story:
            sure = min(story[1], DESCRIBED) if tense is Tense.PERFECT or trigger.dep_ in DESCRIBING else story[1]
            return self._carried(story[0], sure)
        if tense is Tense.PAST and is_aside(trigger):
            return NOTHING
        return NOTHING if is_apart(trigger) else self._of_publication(tense)

    def _count_from_events(self) -> None:
        """Date what is told so long before or after an event, by that event's date, or the event by its own."""
        for found in list(anchored_lengths(self.doc, self.times)):
            at, stated = self._period_at(found.anchor)
            governed = None
            if found.governor is not None:
                rows = [row for row in self._by_head.get(found.governor.i, []) if row[0] is not stated]
                self._by_head[found.governor.i] = rows
                governed = self._own_period(found.governor)
            if at is None and governed is None:
                at = named_before(found.anchor, self._own_period)
            if at is not None and governed is None and found.governor is not None:
                self._hang(found, found.governor.i, at, found.count)
            elif at is None and governed is not None:
                self._hang(found, found.anchor.i, governed, -found.count)

    def _hang(self, found: Anchored, token: int, base: Period, count: int) -> None:
        try:
            period = counted(base, count, found.unit)
        except (ValueError, OverflowError):
            return
        ahead = self.published is not None and base.first <= self.published < period.first
        if ahead and tense_of(self.doc[token]) not in (Tense.FUTURE, Tense.OPEN):
            return
        time = found.time
        rule = f"counted from an event: {count:+d} {found.unit} from {base.value}, “{found.anchor.text}”"
        said = TimeExpression(
            time.start, time.end, TimeType.DATE, period.value, period.edtf, period.first, period.last, rule
        )
        self._by_head[token] = [*self._by_head.get(token, []), (said, "", None)]

    def _period_at(self, anchor: "Token") -> tuple[Period | None, TimeExpression | None]:
        """Give the date that a word is, with its expression, or that an event it names has in its own words."""
        for time in self.times:
            if time.start <= anchor.idx < time.end:
                return period_between(time.earliest, time.latest), time
        return self._own_period(anchor), None

    def _own_period(self, token: "Token") -> Period | None:
        objects = (c.i for c in token.children if token.pos_ == "VERB" and c.dep_ in ("dobj", "nsubjpass"))
        rows = self._by_head.get(token.i) or [
            row for o in objects for row in self._by_head.get(o, ()) if row[1] == "on"
        ]
        own = [row[0] for row in rows if row[1] not in NOT_WHEN]
        return period_between(own[0].earliest, own[0].latest) if len(own) == 1 else None

    def _from_expression(self, attached: Attached, tense: Tense) -> Dated:
        time = attached.time
        when = When(self._text[time.start : time.end], time.start, time.end, time.rule)
        if time.earliest is None and time.latest is None:
            return self._unresolved(when, time, tense)
        basis = Basis.RELATIVE if is_relative(time) else Basis.EXPLICIT
        if attached.link in (Link.TOGETHER, Link.SHARED, Link.REPORTED):
            basis = Basis.INHERITED
        confidence = CONFIDENCE[attached.link]
        if precision_of(time) in COARSE or (
            time.rule.startswith("so long ago") and precision_of(time) is not Precision.DAY
        ):
            confidence = min(confidence, ROUGHLY)
        if attached.link is Link.REPORTED and tense in (Tense.FUTURE, Tense.OPEN, Tense.BEFORE):
            return NOTHING
        over = self.published and time.latest and time.latest < self.published
        if over and tense in (Tense.FUTURE, Tense.OPEN) and attached.link is not Link.OWN:
            return NOTHING
        found = interval_date(attached, self.published, future=tense is Tense.FUTURE, past=tense in PAST_TENSES)
        return event_date(found, basis, confidence, time), when

    def _unresolved(self, when: When, time: TimeExpression, tense: Tense) -> Dated:
        if time.value == "PRESENT_REF" and self.published and tense is not Tense.FUTURE:
            return self._publication(0.72), when
        return None, when

    def _story(self, start: int) -> tuple[TimeExpression, float] | None:
        at = bisect_right(self._starts, start) - 1
        for sentence in reversed(self._sentences[max(0, at - LOOK_BACK) : at + 1]):
            if sentence.story:
                return sentence.story, NEAR_STORY
        for number, sentence in enumerate(self._sentences[:at]):
            if sentence.story:
                return sentence.story, FAR_STORY if at - number <= LONG_STORY else DESCRIBED
        return None

    def _is_elsewhere(self, start: int) -> bool:
        """Say whether this sentence or the one before tells of another time, not given for this event."""
        at = bisect_right(self._starts, start) - 1
        for sentence in reversed(self._sentences[max(0, at - 1) : at + 1]):
            if sentence.story:
                return False
            if sentence.elsewhere:
                return True
        return False

    def _carried(self, time: TimeExpression, confidence: float) -> Dated:
        when = When(self._text[time.start : time.end], time.start, time.end, f"carried over: {time.rule}")
        return event_date((time.edtf or "", time.earliest, time.latest), Basis.INHERITED, confidence, time), when

    def _after(self, time: TimeExpression) -> Dated:
        """Date what came after a dated event: between that and the publication."""
        when = When(self._text[time.start : time.end], time.start, time.end, f"after: {time.rule}")
        if self.published is None or time.latest is None or time.latest >= self.published:
            return None, when
        interval = f"{time.latest.isoformat()}/{self.published.isoformat()}", time.latest, self.published
        return event_date(interval, Basis.INHERITED, AFTER, time), when

    @staticmethod
    def _inherited(inherited: Dated) -> Dated:
        day, when = inherited
        assert day is not None
        confidence = round(min(day.confidence, 0.8) * 0.95, 2)
        return EventDate(
            day.edtf, day.earliest, day.latest, day.precision, Basis.INHERITED, day.start, day.end, confidence
        ), when

    def _of_publication(self, tense: Tense) -> Dated:
        if self.published is None:
            return NOTHING
        return self._publication(0.72 if tense is Tense.PRESENT else 0.75), None

    def _publication(self, confidence: float) -> EventDate:
        assert self.published is not None
        day = self.published
        return EventDate(day.isoformat(), day, day, Precision.DAY, Basis.PUBLICATION, None, None, confidence)

    def _sentence(self, start: int, end: int, usable: list[TimeExpression]) -> Sentence:
        at = bisect_left(usable, start, key=lambda time: time.start)
        elsewhere = False
        for time in usable[at:]:
            if time.start >= end:
                break
            if id(time) in self._main:
                if self._is_of_story(time):
                    return Sentence(start, end, time, elsewhere=False)
                elsewhere |= id(time) in self._of_roots and self._is_background(time)
        return Sentence(start, end, None, elsewhere)

    def _is_background(self, time: TimeExpression) -> bool:
        return bool(time.latest and self.published and self.published - time.latest > BACKGROUND)

    def _is_of_story(self, time: TimeExpression) -> bool:
        if self.published is None or time.earliest is None or time.latest is None:
            return False
        return (
            precision_of(time) is Precision.DAY
            and self.published - time.earliest <= STORY
            and time.latest <= self.published
        )


def _is_another_now(attached: Attached, tense: Tense) -> bool:
    """Tell a "now" that does not date the trigger: beside a past tense, or hung on another verb."""
    other = attached.link in (Link.SHARED, Link.REPORTED)
    return attached.time.value == "PRESENT_REF" and (tense is Tense.PAST or other)


def _can_date(time: TimeExpression, published: date | None) -> bool:
    """Say whether an expression can say when something was or will be: a date, or a length whose days are told.

    "In the past century" is rather the time over which things are counted: "its second loss in the past century".
    """
    if time.type is TimeType.DURATION:
        stated = bool(TOLD_LENGTH.search(time.rule))
        return time.earliest is not None and (stated or time.earliest == published)
    return time.type in (TimeType.DATE, TimeType.TIME) and not time.rule.startswith(COMPARED)


def date_of(
    start: int,
    end: int,
    *,
    doc: "Doc",
    times: Sequence[TimeExpression],
    published: date | None,
    assertion: Assertion = Assertion.REPORTED,
    inherited: Dated | None = None,
) -> Dated:
    """Date one event of a text; for several, make one `Dater` and ask it."""
    return Dater(doc, times, published).date_of(start, end, assertion=assertion, inherited=inherited)
