"""Commitments: who promises what to whom, by when."""

from events.extraction.commitments.deadlines import Deadlines
from events.extraction.commitments.promises import find_commitments

__all__ = ["Deadlines", "find_commitments"]
