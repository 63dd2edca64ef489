"""Dates that people type, and those of front matter and feeds: ISO 8601, EDTF, RFC 2822, words of many languages.

No text is searched and nothing is guessed: the whole text must be one date, or one interval.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateparser.date import DateDataParser

from events.extraction.dates.edtf import looks_like_edtf, read_edtf
from events.extraction.dates.periods import LAST_YEAR, Period, Unit, calendar_day, period_of
from events.extraction.dates.recognition import recognise
from events.extraction.dates.values import precision_of
from events.extraction.results import TimeExpression
from events.extraction.vocabulary import Precision, TimeType

LONGEST = 200
NUMERIC = re.compile(r"(\d{1,4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})")
BETWEEN = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*", re.IGNORECASE)
BEFORE = re.compile(r"(?:from|between|on|in|since|the|of|at|by|ca\.?|c\.)?\s*", re.IGNORECASE)
AFTER = re.compile(r"[\s.,]*")
ASK = "write a day as 2024-06-22, a month as 2024-06, a year as 2024, an interval as 2024-06-22/2024-06-24"
PERIODS = {"day": Unit.DAY, "time": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}
NO_DATE = re.compile(r"\d{1,3}|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?", re.IGNORECASE)
ANOTHER_BASE = timedelta(days=800)
ORDERS = ("DMY", "MDY", "YMD")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date as EDTF, with its first and last day (None: open) and how exactly it is known."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision


def parse_date(
    text: str,
    *,
    base: date | None,
    timezone: str | None = None,
    languages: Sequence[str] = ("en",),
    order: str = "DMY",
) -> TypedDate:
    """Read one typed date: a day, month, year, quarter, decade, an EDTF date or interval, in words or figures.

    `base` is the day that "yesterday" or "Monday" count from; without one they are refused. An instant with an offset
    becomes a day of `timezone` (an IANA name), else the day as written. `languages` are tried in their order (codes as
    in dateparser), `order` (DMY, MDY, YMD) decides 05/06/2024. Raises ValueError with what to do for what is no date.
    """
    if order not in ORDERS:
        raise ValueError(f"order must be one of {', '.join(ORDERS)}, not {order!r}")
    said = _cleaned(text)
    if NO_DATE.fullmatch(said):
        raise ValueError(f"{said!r} names no day, month or year: {ASK}")
    for read in (_instant, _edtf, _figures):
        found = read(said, timezone, order)
        if found:
            return found
    return _words(said, base, languages) or _of_the_world(said, base, languages, order)


def _cleaned(text: str) -> str:
    said = " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).split())
    said = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in said)
    if not said:
        raise ValueError(f"no date was given: {ASK}")
    if len(text) > LONGEST:
        raise ValueError(f"this is longer than any date: {ASK}")
    return said


def _instant(said: str, timezone: str | None, _order: str) -> TypedDate | None:
    if not re.search(r"\d:\d\d", said):
        return None
    moment: datetime | None = None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            moment = parsedate_to_datetime(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if timezone and moment.tzinfo and (moment.time() != time(0) or moment.utcoffset()):
        try:
            moment = moment.astimezone(ZoneInfo(timezone))
        except OverflowError as error:
            raise ValueError(f"{said}: years go from 0001 to 9999; {ASK}") from error
    return _of_period(period_of(Unit.DAY, moment.date()))


def _edtf(said: str, _timezone: str | None, _order: str) -> TypedDate | None:
    bare = re.sub(r"\s*/\s*", "/", said)
    if not looks_like_edtf(bare):
        return None
    first, last, precision = read_edtf(bare)
    begin, slash, end = bare.partition("/")
    edtf = f"{begin or '..'}/{end or '..'}" if slash else bare
    return TypedDate(edtf, first, last, precision)


def _figures(said: str, _timezone: str | None, order: str) -> TypedDate | None:
    found = NUMERIC.fullmatch(said)
    if not found:
        return None
    parts = dict(zip("YMD" if len(found[1]) == 4 else order, map(int, found.groups()), strict=True))
    if len(found[1]) != 4 and len(found[3]) == 4:
        parts["Y"], rest = int(found[3]), [int(found[1]), int(found[2])]
        first = "M" if order.index("M") < order.index("D") else "D"
        parts[first], parts["D" if first == "M" else "M"] = rest
    if len(found[1]) == 3 or len(found[3]) == 3:
        raise ValueError(f"{said}: write the year with four figures; {ASK}")
    if parts["Y"] < 100 and len(found[1]) < 4 and len(found[3]) < 4:
        raise ValueError(f"{said}: write the year with four figures; {ASK}")
    try:
        return _of_period(calendar_day(parts["Y"], parts["M"], parts["D"]))
    except ValueError as error:
        raise ValueError(
            f"{said} is no day of the calendar, read as day {parts['D']}, month {parts['M']}, year {parts['Y']}; {ASK}"
        ) from error


def _words(said: str, base: date | None, languages: Sequence[str]) -> TypedDate | None:
    if "en" not in {language.split("-")[0] for language in languages}:
        return None
    times = recognise(said, published=base)
    if not 1 <= len(times) <= 2 or any(time.type not in (TimeType.DATE, TimeType.TIME) for time in times):
        return None
    whole = BEFORE.fullmatch(said[: times[0].start]) and AFTER.fullmatch(said[times[-1].end :])
    if not whole or any(time.edtf is None for time in times):
        return None
    if len(times) == 1:
        return _of_expression(times[0])
    first, last = times
    if not BETWEEN.fullmatch(said[first.end : last.start]) or not first.earliest or not last.latest:
        return None
    if first.earliest > last.latest:
        raise ValueError(f"{said}: the interval ends before it begins; {ASK}")
    return TypedDate(
        f"{(first.edtf or '').split('/')[0]}/{(last.edtf or '').split('/')[-1]}",
        first.earliest,
        last.latest,
        Precision.INTERVAL,
    )


def _of_the_world(said: str, base: date | None, languages: Sequence[str], order: str) -> TypedDate:
    settings: dict[str, Any] = {
        "DATE_ORDER": order,
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_LOCALE_DATE_ORDER": False,
        "RETURN_TIME_AS_PERIOD": False,
        "RETURN_AS_TIMEZONE_AWARE": False,
        "NORMALIZE": True,
        "PARSERS": ["absolute-time"] if base is None else ["relative-time", "absolute-time"],
        "RELATIVE_BASE": datetime.combine(base or date(2000, 1, 1), time(12)),
        "REQUIRE_PARTS": ["year"] if base is None else [],
    }
    found = _asked(said, languages, settings)
    if found is None:
        hint = "" if base else " (a relative date needs a day to count from)"
        raise ValueError(f"{said!r} is no date that can be read{hint}: {ASK}")
    moment, unit = found
    later = {**settings, "RELATIVE_BASE": _another_base(settings["RELATIVE_BASE"])}
    if not _explains(said, moment, unit) and _asked(said, languages, later) == found:
        raise ValueError(f"{said!r} is no date of the calendar: {ASK}")
    return _of_period(period_of(unit, moment.date()))


def _another_base(base: datetime) -> datetime:
    """Give another day to count from: what then reads differently was relative."""
    return base - ANOTHER_BASE if base.year > LAST_YEAR // 2 else base + ANOTHER_BASE


def _asked(said: str, languages: Sequence[str], settings: dict[str, Any]) -> tuple[datetime, Unit] | None:
    try:
        found = DateDataParser(languages=list(languages), settings=settings).get_date_data(said)
    except (ValueError, OverflowError, RecursionError) as error:
        raise ValueError(f"{said!r} is no date that can be read: {ASK}") from error
    return (found.date_obj, PERIODS[found.period]) if found.date_obj and found.period in PERIODS else None


def _explains(said: str, moment: datetime, unit: Unit) -> bool:
    """Say whether every figure of the text has its place in what was read: "32 May" is not May 2032."""
    known = {moment.year, moment.month} | ({moment.day, moment.year % 100} if unit is Unit.DAY else set())
    return all(int(figures) in known for figures in re.findall(r"\d+", re.sub(r"\d+(?::\d+)+", "", said)))


def _of_period(period: Period) -> TypedDate:
    return TypedDate(period.edtf, period.first, period.last, period.precision)


def _of_expression(found: TimeExpression) -> TypedDate:
    return TypedDate(found.edtf or "", found.earliest, found.latest, precision_of(found))
