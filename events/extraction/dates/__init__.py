"""When: time expressions of a text, the dates of its events, and dates that people type."""

from events.extraction.dates.recognition import recognise

__all__ = ["recognise"]
