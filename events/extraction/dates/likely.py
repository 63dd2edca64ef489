"""What days a reading means, seen from the publication: how far a length reaches, which order figures have."""

from datetime import date

from events.extraction.dates.meanings import Length
from events.extraction.dates.periods import Period, Unit, period_of

ABOUT_NOW, FAR_FROM_NOW = 10, 45
"""Days from the publication that make one reading of figures likely, and the other one unlikely."""


def is_likelier(swapped: Period, read: Period, published: date) -> bool:
    """Say whether figures such as 10/08/2024 were written in the other order than the one they were read in."""
    near = abs((swapped.first - published).days) <= ABOUT_NOW
    return near and abs((read.first - published).days) > FAR_FROM_NOW


def reach(content: Length, published: date) -> tuple[date | None, date | None, str | None]:
    """Give first day, last day and EDTF of a length up to or from the publication; None outside the calendar."""
    unit = Unit.DAY if content.days else Unit.YEAR if content.months % 12 == 0 else Unit.MONTH
    count = content.days or (content.months // 12 if unit is Unit.YEAR else content.months)
    try:
        other = period_of(unit, published).shifted(content.reach * count)
    except ValueError:
        return None, None, None
    if content.reach < 0:
        return other.first, published, f"{other.edtf}/{published.isoformat()}"
    return published, other.last, f"{published.isoformat()}/{other.edtf}"
