"""When an event was, as the stages ask it of the time layer."""

from collections.abc import Callable
from datetime import date

from events.extraction.results import EventDate, When
from events.extraction.vocabulary import Basis, Precision

Dater = Callable[[int, int], tuple[EventDate | None, When | None]]


def on_publication(day: date | None) -> Dater:
    """Date everything by the day of publication, where there is one."""

    def dated(start: int, end: int) -> tuple[EventDate | None, When | None]:
        if day is None:
            return None, None
        return EventDate(day.isoformat(), day, day, Precision.DAY, Basis.PUBLICATION, None, None, 0.5), None

    return dated
