"""Events under the headings of a calendar: year, month and day, none of them more exact than the date is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from events.publishing.dates import MONTHS, WEEKDAYS, Point, read_point
from events.timeline.entries import Entry


@dataclass(frozen=True, slots=True)
class Day:
    """The events of a day (`numeral` and `weekday`), or of what `label` says where no day is known."""

    label: str
    numeral: str = ""
    weekday: str = ""
    machine: str = ""
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month, or of a longer part of a year."""

    label: str
    days: dict[str, Day] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year."""

    label: str
    months: dict[str, Month] = field(default_factory=dict)


def by_calendar(entries: Iterable[Entry]) -> tuple[list[Year], list[Entry]]:
    """Put entries under years, months and days in their own order; give those without a date apart."""
    years: dict[str, Year] = {}
    undated: list[Entry] = []
    for entry in entries:
        if entry.day is None:
            undated.append(entry)
            continue
        label = str(entry.day.year)
        year = years.setdefault(label, Year(label))
        month_label, day = _heading(entry)
        month = year.months.setdefault(month_label, Month(month_label))
        month.days.setdefault(day.label, day).entries.append(entry)
    return list(years.values()), undated


def _heading(entry: Entry) -> tuple[str, Day]:
    """Give the month's label, and the day as it is to be headed."""
    if entry.day is None:
        raise ValueError(entry.id)
    start, is_period = _beginning(entry.edtf)
    if start is None or start.calendar_month is None:
        is_year = start is not None and start.month is None and start.whole_year is not None and not is_period
        label = f"Some time in {entry.when}" if is_year else _capital(entry.when)
        return label, Day("Month not known" if is_year else "Day not known")
    month = MONTHS[entry.day.month - 1]
    if is_period or start.mark:
        return month, Day(_capital(entry.when))
    if start.day is None:
        return month, Day("Day not known")
    iso = entry.day.isoformat()
    return month, Day(iso, numeral=str(entry.day.day), weekday=WEEKDAYS[entry.day.weekday()], machine=iso)


def _beginning(edtf: str) -> tuple[Point | None, bool]:
    first, slash, last = edtf.partition("/")
    return read_point(first) or read_point(last), bool(slash)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
