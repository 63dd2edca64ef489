"""The Islamic calendar by reckoning: about when a day or month of it was, where the moon's sighting decides.

Source: the tabular (civil) Islamic calendar, Dershowitz and Reingold, Calendrical Calculations, ch. 7. Countries begin
a month by sighting, a day before or after the reckoned one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from events.extraction.dates.direction import Direction
from events.extraction.dates.meanings import Islamic

EPOCH = 227014
"""The day before 1 Muharram 1, as a proleptic Gregorian ordinal."""
YEAR_DAYS = 354
LATITUDE = timedelta(1)
"""Days by which the moon's sighting may differ from the reckoning."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class About:
    """The first and the last day that are meant, as far as reckoning tells."""

    first: date
    last: date

    @property
    def edtf(self) -> str:
        """The EDTF string: an interval whose ends are approximate."""
        return f"{self.first.isoformat()}~/{self.last.isoformat()}~"

    @property
    def value(self) -> str:
        """The TIMEX3 value: the month, or the year, that holds it all."""
        for length in (7, 4):
            if self.first.isoformat()[:length] == self.last.isoformat()[:length]:
                return self.first.isoformat()[:length]
        return "XXXX-XX-XX"


def reckoned(said: Islamic, year: int) -> About:
    """Reckon a day or a month of an Islamic year; raises ValueError or OverflowError outside the calendar."""
    first = _day(year, said.month, said.day or 1)
    last = first
    if not said.day:
        begins = (year + 1, 1) if said.month == MONTHS else (year, said.month + 1)
        last = _day(*begins, 1) - timedelta(1)
    return About(first - LATITUDE, last + LATITUDE)


def meant(said: Islamic, reference: date | None, direction: Direction) -> About | None:
    """Give the occurrence meant, of the year stated or seen from a reference day; None where neither tells."""
    if said.year:
        return reckoned(said, said.year)
    seen = date(said.common_year, 7, 1) if said.common_year else reference
    if seen is None:
        return None
    about = (seen.toordinal() - EPOCH) // YEAR_DAYS
    found = [reckoned(said, year) for year in range(max(about - 3, 1), about + 3)]
    if said.common_year:
        found = [one for one in found if one.first.year == said.common_year]
    elif direction is Direction.PAST:
        found = [one for one in found if one.first <= seen][-1:]
    elif direction is Direction.FUTURE:
        found = [one for one in found if one.last >= seen][:1]
    return min(found, key=lambda one: abs((one.first - seen).days), default=None)


def _day(year: int, month: int, day: int) -> date:
    days = day + 29 * (month - 1) + (6 * month - 1) // 11
    return date.fromordinal(EPOCH + days + (year - 1) * YEAR_DAYS + (3 + 11 * year) // 30)
