"""The small record that these tests read."""

from tests.chronicle import chronicle

__all__ = ["chronicle"]
