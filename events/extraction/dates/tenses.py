"""Tense and aspect of the clause that a trigger stands in, as far as they tell when."""

from enum import StrEnum
from typing import TYPE_CHECKING

from events.extraction.dates.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token


class Tense(StrEnum):
    """What the verb says about when."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    BEFORE = "before"
    """Before another past event (past perfect)."""
    FUTURE = "future"
    OPEN = "open"
    """Possible, intended, wished: may or may not come."""
    TIMELESS = "timeless"
    """A participle or a clause without tense that tells of what sort something is."""


FUTURE_MODALS = cues("certain_to_come")
OPEN_MODALS = cues("possible")
INTENDING = cues("intending")
AUXILIARY = ("aux", "auxpass")
CLIMBED = 10


def tense_of(trigger: "Token") -> Tense:
    """Tell the tense of the verb that the trigger is, or is an argument of."""
    verb = trigger
    for _ in range(CLIMBED):
        if verb.pos_ in ("VERB", "AUX"):
            told = _tense(verb)
            if told is not None:
                return told
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return Tense.PAST if trigger.pos_ in ("VERB", "AUX") and trigger.tag_ in ("VBD", "VBN") else Tense.PRESENT


def _tense(verb: "Token") -> Tense | None:
    auxiliaries = [child for child in verb.children if child.dep_ in AUXILIARY]
    words = {child.lower_ for child in auxiliaries}
    tags = {child.tag_ for child in auxiliaries}
    if words & FUTURE_MODALS:
        return Tense.FUTURE
    if words & OPEN_MODALS:
        return Tense.OPEN
    if words & {"can", "ca"}:
        return Tense.PRESENT
    if "to" in words:
        to_be = verb.head.lemma_ == "be" and verb.dep_ == "xcomp"
        ahead = to_be or verb.head.lemma_.lower() in INTENDING or verb.head.pos_ in ("NOUN", "PROPN")
        return Tense.OPEN if ahead else None
    if verb.lower_ in ("going",) and words & {"is", "are", "'s", "'re"}:
        return Tense.FUTURE
    if "had" in words:
        return Tense.BEFORE
    if words & {"has", "have", "'ve", "’ve"}:
        return Tense.PERFECT
    return _simple(verb, tags)


def _simple(verb: "Token", tags: set[str]) -> Tense | None:
    if "VBD" in tags or verb.tag_ == "VBD":
        return Tense.PAST
    if tags & {"VBZ", "VBP"} or verb.tag_ in ("VBZ", "VBP"):
        return Tense.PRESENT
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return Tense.TIMELESS
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return None
    return Tense.PAST if verb.tag_ == "VBN" and verb.dep_ == "ROOT" else None
