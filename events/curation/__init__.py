"""What people decide: each function here stores one judgement with its anchors and brings the record up to date.

A judgement is never changed or deleted; `undo` takes it out of force.
"""

from events.curation.anchoring import anchors_of
from events.curation.erasure import erase
from events.curation.errors import CurationError
from events.curation.judging import (
    accept,
    add_participant,
    correct,
    correct_article,
    correct_commitment,
    keep_apart,
    merge,
    reject,
    remove_participant,
    undo,
)
from events.curation.values import typed_date

__all__ = [
    "CurationError",
    "accept",
    "add_participant",
    "anchors_of",
    "correct",
    "correct_article",
    "correct_commitment",
    "erase",
    "keep_apart",
    "merge",
    "reject",
    "remove_participant",
    "typed_date",
    "undo",
]
