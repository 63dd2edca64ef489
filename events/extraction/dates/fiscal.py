"""Fiscal years: which months they are depends on the country, and is only told where that is known."""

from dataclasses import dataclass
from datetime import date

from events.extraction.dates.lexicon import WORDS
from events.extraction.dates.periods import Period, Unit

Fiscal = tuple[Period, str, date | None, str]
"""A fiscal period, its EDTF string, its last day where that is not the period's, and a word on how it is known."""
UNTOLD = "; which months its fiscal year has is not told"


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """The month that the fiscal year of the publication's country begins in; 0 where it is not known.

    A year named once ("FY25") is the one that ends in it, as in all of these countries.
    """

    begins: int = 0

    def named(self, period: Period, *, spans_two: bool) -> Fiscal:
        """Give the days of a fiscal year, quarter or half that is called by this calendar period."""
        if not self.begins:
            if spans_two and period.unit is Unit.YEAR:
                other = period.shifted(1)
                return period, f"{period.edtf}/{other.edtf}", other.last, UNTOLD.removeprefix("; ")
            if period.unit is not Unit.YEAR:
                # Its months may be any of the fiscal year, which itself begins up to a year before or ends after.
                year = Period(Unit.YEAR, period.first.year - (not spans_two))
                both = f"{year.edtf}/{year.shifted(1).edtf}"
                return Period(Unit.YEAR, year.number), both, year.shifted(1).last, UNTOLD.removeprefix("; ")
            return period, _roughly(period), None, UNTOLD.removeprefix("; ")
        moved = self.begins - 1 if spans_two else -((13 - self.begins) % 12)
        found = Period(period.unit, period.number, moved)
        return found, found.edtf, None, f"fiscal years begin in month {self.begins} here"

    def counted(self, day: date, count: int) -> Fiscal:
        """Give the fiscal year so many after (negative: before) the one that a day lies in."""
        if not self.begins:
            period = Period(Unit.YEAR, day.year + count)
            return period, _roughly(period), None, UNTOLD
        ends = day.year + (day.month >= self.begins > 1) + count
        period = Period(Unit.YEAR, ends, -((13 - self.begins) % 12))
        return period, period.edtf, None, ""


def fiscal_years_in(timezone: str | None) -> FiscalYears:
    """Tell the fiscal year of the country that a time zone belongs to, where all its government and firms share one."""
    return FiscalYears(WORDS["fiscal_year_begins"].get(timezone or "", 0))


def _roughly(period: Period) -> str:
    return "/".join(f"{end}~" for end in period.edtf.split("/"))
