from datetime import date
from types import SimpleNamespace

import pytest

from events.publishing.dates import in_words
from events.timeline.calendar import by_calendar


def _entry(edtf: str, day: date | None) -> SimpleNamespace:
    return SimpleNamespace(id=edtf, edtf=edtf, day=day, when=in_words(edtf))


HEADINGS = [
    ("2024-06-22", date(2024, 6, 22), ("2024", "June", "22"), "a day stands under its month"),
    ("2024-06", date(2024, 6, 1), ("2024", "June", "Day not known"), "a month has no day"),
    ("2024", date(2024, 1, 1), ("2024", "Some time in 2024", "Month not known"), "a year is not January"),
    ("2024-34", date(2024, 4, 1), ("2024", "Second quarter of 2024", "Day not known"), "a quarter is not April"),
    ("202X", date(2020, 1, 1), ("2020", "The 2020s", "Day not known"), "a decade is not its first year"),
    ("2024-06-17/2024-06-19", date(2024, 6, 17), ("2024", "June", "17–19 June 2024"), "a period is shown whole"),
    ("2024-03/..", date(2024, 3, 1), ("2024", "March", "March 2024 or later"), "an open end is said"),
    ("../2024-04-10", date(2024, 4, 10), ("2024", "April", "On or before 10 April 2024"), "an open beginning is said"),
    ("2023/2024", date(2023, 1, 1), ("2023", "2023 to 2024", "Day not known"), "years have no month"),
    ("2024-06-22~", date(2024, 6, 22), ("2024", "June", "About 22 June 2024"), "about a day is not that day"),
]


@pytest.mark.parametrize(("edtf", "day", "heading", "reason"), HEADINGS)
def test_heads_events_no_more_exactly_than_they_are_dated(
    edtf: str, day: date, heading: tuple[str, str, str], reason: str
) -> None:
    (year,), undated = by_calendar([_entry(edtf, day)])
    (month,) = year.months.values()
    (shown,) = month.days.values()
    assert (year.label, month.label, shown.numeral or shown.label) == heading, reason
    assert undated == []


def test_puts_what_has_no_date_apart() -> None:
    years, undated = by_calendar([_entry("", None)])
    assert (years, len(undated)) == ([], 1)


def test_keeps_a_month_together_where_a_quarter_begins_within_it() -> None:
    entries = [
        _entry("2024-04-01", date(2024, 4, 1)),
        _entry("2024-34", date(2024, 4, 1)),
        _entry("2024-04-02", date(2024, 4, 2)),
    ]
    (year,), _ = by_calendar(entries)
    assert [(m.label, len(m.days)) for m in year.months.values()] == [("April", 2), ("Second quarter of 2024", 1)]
