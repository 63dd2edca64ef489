"""When: time expressions of a text, the dates of its events, and dates that people type."""

from events.extraction.dates.dating import Dater, date_of
from events.extraction.dates.lexicon import HOLIDAY_NAMES
from events.extraction.dates.recognition import recognise
from events.extraction.dates.typed import TypedDate, parse_date

__all__ = ["HOLIDAY_NAMES", "Dater", "TypedDate", "date_of", "parse_date", "recognise"]
