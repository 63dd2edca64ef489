"""Commitments: who promises what to whom, by when."""

from events.extraction.commitments.promises import find_commitments

__all__ = ["find_commitments"]
