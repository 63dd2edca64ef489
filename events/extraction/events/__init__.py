"""Events: what happened, who took part, as the text asserts it, and which mentions are one."""

from events.extraction.events.about import tell
from events.extraction.events.records import find_events

__all__ = ["find_events", "tell"]
