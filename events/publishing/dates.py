"""Dates as people read them: EDTF (ISO 8601-2, level 1, divisions of years) in words, never more exact than it is."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # not from the locale: pages are in English whatever the server speaks
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DIVISIONS = {
    **dict(zip(range(21, 25), ("spring", "summer", "autumn", "winter"), strict=True)),
    **{32 + n: f"{name} quarter of" for n, name in enumerate(("first", "second", "third", "fourth"), 1)},
    **{36 + n: f"{name} third of" for n, name in enumerate(("first", "second", "last"), 1)},
    **{39 + n: f"{name} half of" for n, name in enumerate(("first", "second"), 1)},
}
_POINT = re.compile(r"(?P<year>[0-9]{1,4}X{0,3})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[~?%]?)")
QUALIFIED = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)", "": "{}"}
NOT_DATED = "not dated"


@dataclass(frozen=True, slots=True)
class Point:
    """One date of an EDTF string: `year` may hold X for digits not known; `month` may be a division of the year."""

    year: str
    month: int | None
    day: int | None
    mark: str

    @property
    def whole_year(self) -> int | None:
        """The year as a number, None where digits are not known."""
        return int(self.year) if self.year.isdigit() else None

    @property
    def calendar_month(self) -> int | None:
        """The month from 1 to 12, None where it is none."""
        return self.month if self.month and self.month <= len(MONTHS) else None


def read_point(text: str) -> Point | None:
    """Read one EDTF date; None for what is open, empty or not understood."""
    found = _POINT.fullmatch(text)
    if not found or (found["year"].isdigit() and len(found["year"]) < 4):
        return None
    month, day = (int(part) if part and part != "XX" else None for part in found.group("month", "day"))
    if month and month > len(MONTHS) and (month not in DIVISIONS or day):
        return None
    return Point(found["year"], month, day if month else None, found["mark"])


def in_words(edtf: str, precision: str = "") -> str:
    """Put an EDTF date into words; what is not understood is given as it is, and nothing as `not dated`."""
    if not edtf:
        return NOT_DATED
    start_text, slash, end_text = edtf.partition("/")
    start, end = read_point(start_text), read_point(end_text)
    if not slash:
        return _point(start) if start else edtf
    if start and end:
        period = _period(start, end)
        return f"week of {period}" if precision == "week" else period
    if start and end_text in ("", ".."):
        return f"on or after {_point(start)}" if start.day else f"{_point(start)} or later"
    if end and start_text in ("", ".."):
        return f"on or before {_point(end)}" if end.day else f"{_point(end)} or earlier"
    return "at some time" if {start_text, end_text} <= {"", ".."} else edtf


def day_in_words(day: date) -> str:
    """Write a day: Saturday 22 June 2024."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def machine_readable(edtf: str) -> str:
    """Give what HTML's `time` element takes: a day, a month or a year that is exactly that, else nothing."""
    point = read_point(edtf)
    if not point or point.mark or point.whole_year is None or "X" in edtf:
        return ""
    return edtf if point.month is None or point.calendar_month else ""


def _point(point: Point) -> str:
    return QUALIFIED[point.mark].format(" ".join([*_within_year(point), _year(point)]))


def _within_year(point: Point) -> list[str]:
    if point.month is None:
        return []
    if point.month in DIVISIONS:
        return [DIVISIONS[point.month]]
    return [*([str(point.day)] if point.day else []), MONTHS[point.month - 1]]


def _year(point: Point) -> str:
    known = point.year.rstrip("X")
    unknown = len(point.year) - len(known)
    return f"the {known}{'0' * unknown}s" if unknown else str(int(point.year))


def _period(start: Point, end: Point) -> str:
    """Write what both ends share only once: 10–12 April 2024, April to June 2024."""
    if start == end:
        return _point(start)
    plain = not start.mark and not end.mark and start.year == end.year
    if plain and start.day and end.day and start.month == end.month:
        return f"{start.day}–{_point(end)}"
    if plain and start.calendar_month and end.calendar_month and bool(start.day) == bool(end.day):
        return f"{' '.join(_within_year(start))} to {_point(end)}"
    return f"{_point(start)} to {_point(end)}"
