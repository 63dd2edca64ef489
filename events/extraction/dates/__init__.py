"""When: time expressions of a text, the dates of its events, and dates that people type."""

from events.extraction.dates.dating import Dater, date_of
from events.extraction.dates.recognition import recognise

__all__ = ["Dater", "date_of", "recognise"]
