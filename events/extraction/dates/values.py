"""From expressions to the date of an event: interval, precision, EDTF, and whether it was counted or stated."""

import re
from datetime import date

from events.extraction.dates.attachment import Attached
from events.extraction.dates.periods import LAST_YEAR
from events.extraction.results import EventDate, TimeExpression
from events.extraction.vocabulary import Basis, Precision

Interval = tuple[str, date | None, date | None]
PRECISIONS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), Precision.DAY),
    (re.compile(r"\d{4}-W\d\d-WE"), Precision.INTERVAL),
    (re.compile(r"\d{4}-W\d\d"), Precision.WEEK),
    (re.compile(r"\d{4}-\d\d"), Precision.MONTH),
    (re.compile(r"\d{4}-Q\d"), Precision.QUARTER),
    (re.compile(r"\d{4}-H\d"), Precision.HALF),
    (re.compile(r"\d{4}-[SFW][PUAI]"), Precision.SEASON),
    (re.compile(r"\d{4}"), Precision.YEAR),
    (re.compile(r"\d{3}"), Precision.DECADE),
    (re.compile(r"\d{2}"), Precision.CENTURY),
)
STATED = frozenset({
    "iso date", "date in figures", "month, day and year", "weekday, day and year", "month and year", "year",
    "quarter of a year", "half of a year", "season of a year", "decade", "century", "years from one to another",
    "fiscal year", "fiscal year of two years", "two-figure year",
})  # fmt: skip
UP_TO = frozenset({"by", "before", "until", "till"})
FROM_ON = frozenset({"after"})


def precision_of(time: TimeExpression) -> Precision:
    """Tell how exactly an expression dates, from its TIMEX3 value."""
    if time.edtf and "/" in time.edtf and not re.search(r"-[WQH]\d", time.value):
        return Precision.INTERVAL
    value = time.value.partition("T")[0]
    return next((precision for form, precision in PRECISIONS if form.fullmatch(value)), Precision.INTERVAL)


def is_relative(time: TimeExpression) -> bool:
    """Say whether the days were counted from the publication or the context, not stated in full."""
    return not any(rule in STATED for rule in re.split(r", (?=[a-z])", time.rule.partition(":")[0])) and (
        time.rule.partition(":")[0] not in STATED
    )


def interval_date(attached: Attached, published: date | None, *, future: bool, past: bool = False) -> Interval:
    """Give EDTF, first and last day of an event with this expression: a range, an open interval, or its own days.

    What is past at the publication was not in the part of its week that was still to come.
    """
    time, until = attached.time, attached.until
    if until and until.edtf and time.edtf and "/" not in time.edtf + until.edtf:
        return f"{time.edtf}/{until.edtf}", time.earliest, until.latest
    plain = time.edtf and "/" not in time.edtf
    if attached.preposition in UP_TO and plain:
        begin = published if future and published and time.latest and published <= time.latest else None
        return f"{begin.isoformat() if begin else '..'}/{time.edtf}", begin, time.latest
    if attached.preposition in FROM_ON and plain and time.earliest and time.latest and time.latest.year < LAST_YEAR:
        return f"{time.edtf}/..", time.earliest, None
    within = published and time.earliest and time.latest and time.earliest < published < time.latest
    if past and within and published and time.earliest and precision_of(time) is Precision.WEEK:
        return f"{time.earliest.isoformat()}/{published.isoformat()}", time.earliest, published
    return time.edtf or "", time.earliest, time.latest


def event_date(interval: Interval, basis: Basis, confidence: float, time: TimeExpression) -> EventDate:
    """Make the date of an event from an interval and the expression that gave it."""
    edtf, earliest, latest = interval
    precision = precision_of(time) if edtf == time.edtf else Precision.INTERVAL
    return EventDate(edtf, earliest, latest, precision, basis, time.start, time.end, confidence)
