"""What holds for every text: valid values, days that contain them, exact spans, weeks that move along."""

import re
import warnings
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.extraction.dates import Dater, parse_date, recognise
from events.extraction.dates.edtf import read_edtf
from events.extraction.dates.rules import rules
from events.extraction.parsing import parse
from events.extraction.vocabulary import Assertion, Basis, TimeType

FRAGMENTS = sorted({example[0] for rule in rules() for example in rule.examples})
WORDS = sorted({word for text in FRAGMENTS for word in text.split()})
PIECES = [*WORDS, "May", "31", "2024", "-", "–", "/", ",", "\n", "0", "29 February", "year", "ago", "next", "'", "the"]
TEXTS = st.one_of(
    st.sampled_from(FRAGMENTS),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.text(max_size=60),
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
CLOCK = r"(?:T(?:MO|MI|AF|EV|NI|DT|\d\d(?::\d\d(?::\d\d)?)?))?"
# TIMEX3 writes X for a digit that is not known.
CALENDAR = (
    r"(?:\d{2}|\d{3}|\d{4}|\d{4}-\d\d|\d{4}-W\d\d(?:-WE)?|\d{4}-Q[1-4]|\d{4}-H[12]|\d{4}-(?:SP|SU|FA|WI)|\d{4}-\d\d-\d\d"
    r"|XX|XXX|XXXX|XXXX-(?:\d\d|XX|Q[1-4X]|H[12X]|SP|SU|FA|WI)|XXXX-(?:\d\d|XX)-(?:\d\d|XX)|XXXX-WXX(?:-[1-7]|-WE)?)"
)
LENGTH = r"P(?:T?(?:\d+(?:\.\d+)?|X)(?:[YMWDQHS]|WE|DE|CE))(?:T?\d+[MDHS])?|PXX"
TIMEX3 = re.compile(rf"{CALENDAR}{CLOCK}|{LENGTH}|(?:PAST|PRESENT|FUTURE)_REF")


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, published=st.none() | DAYS, timezone=st.sampled_from([None, "Asia/Karachi", "Asia/Kolkata"]))
def test_values_are_valid_and_lie_within_their_days(text: str, published: date | None, timezone: str | None) -> None:
    reached = 0
    for time in recognise(text, published=published, timezone=timezone):
        assert reached <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        reached = time.end
        assert TIMEX3.fullmatch(time.value), time.value
        if time.edtf is None:
            assert (time.earliest, time.latest) == (None, None)
            continue
        first, last, _ = read_edtf(time.edtf)
        assert (first, last) == (time.earliest, time.latest)
        if time.type in (TimeType.DATE, TimeType.TIME):
            assert time.earliest is not None
            assert time.latest is not None
            assert time.earliest <= time.latest
            assert "X" in time.value or abs(int(time.value[:2]) - time.earliest.year // 100) <= 1


@pytest.mark.parametrize("text", FRAGMENTS)
def test_edtf_is_valid_by_the_reference_implementation(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for time in recognise(text, published=date(2024, 6, 22)):
            if time.edtf:
                assert edtf.parse_edtf(time.edtf)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_nothing_relative_is_resolved_without_a_publication_date(text: str) -> None:
    undated = recognise(text, published=None)
    for published in (date(2001, 3, 4), date(2024, 6, 22)):
        for bare, told in zip(undated, recognise(text, published=published), strict=True):
            if bare.earliest and bare.latest and told.earliest and told.latest:
                assert bare.earliest <= told.earliest <= told.latest <= bare.latest


RELATIVE = [
    "They met on Monday.",
    "They will meet on Monday.",
    "They met yesterday.",
    "They meet tomorrow.",
    "It ended three days ago.",
    "It ended last Friday.",
    "It ended last week.",
    "It begins next week.",
    "It happened two weeks ago.",
    "They spoke last night.",
    "It opens this Friday.",
    "It ended over the weekend.",
    "It ends a week from Tuesday.",
    "It ended a week ago Monday.",
    "It ended on Monday last week.",
    "It ends on Tuesday next week.",
    "It ends in two weeks' time.",
    "It ends the day after tomorrow.",
    "It began the night before last.",
    "It ended late Monday night.",
    "The deadline is Friday.",
]


@pytest.mark.parametrize("text", RELATIVE)
@given(published=st.dates(date(1900, 1, 15), date(2100, 1, 15)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_week_later_every_relative_date_is_a_week_later(text: str, published: date) -> None:
    week = timedelta(7)
    (before,), (after,) = recognise(text, published=published), recognise(text, published=published + week)
    assert before.earliest is not None
    assert before.latest is not None
    assert (after.earliest, after.latest) == (before.earliest + week, before.latest + week)


@pytest.mark.parametrize("text", FRAGMENTS)
def test_every_event_date_is_valid_and_no_planned_one_that_of_the_publication(text: str) -> None:
    published = date(2024, 6, 22)
    doc = parse(text)
    dater = Dater(doc, recognise(text, published=published, doc=doc), published)
    for token in doc:
        found, when = dater.date_of(token.idx, token.idx + len(token))
        if when:
            assert text[when.start : when.end] == when.expression
        if found is None:
            continue
        first, last, _ = read_edtf(found.edtf)
        assert (first, last) == (found.earliest, found.latest)
        assert first is None or last is None or first <= last
        assert 0 < found.confidence < 1
        planned, _ = dater.date_of(token.idx, token.idx + len(token), assertion=Assertion.PLANNED)
        assert planned is None or planned.basis is not Basis.PUBLICATION


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | st.from_regex(r"[0-9X.~?/-]{1,14}", fullmatch=True), base=st.none() | DAYS)
def test_typed_text_is_a_valid_date_or_a_value_error(text: str, base: date | None) -> None:
    try:
        found = parse_date(text, base=base)
    except ValueError:
        return
    first, last, _ = read_edtf(found.edtf)
    assert (first, last) == (found.earliest, found.latest)
