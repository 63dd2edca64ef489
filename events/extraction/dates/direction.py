"""Which way a bare "Monday" or "October" points: back or ahead, from its governing verb and the words about it."""

import functools
import re
from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from events.extraction.dates.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class Direction(StrEnum):
    """Where the period meant lies, seen from the publication."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


Teller = Callable[[int, int], tuple[Direction, str]]
"""Tells for a span which way it points, and by what sign."""

Sign = tuple[int, int, str]
FUTURE_SIGNS = re.compile(
    r"\b(?:will|shall|won't|'ll|’ll|going to|(?:is|are) to|to be"
    r"|scheduled|slated|due|expected to|expects? to|plans? to"
    r"|planned for|planning to|set to|set for|intends? to|likely to|about to|upcoming"
    r"|forthcoming|until|till|deadline|tomorrow"
    r"|hopes? to|aims? to|would|starts|begins|opens|meets|sits|convenes|leaves|expires|votes)\b",
    re.IGNORECASE,
)
PAST_SIGNS = re.compile(
    r"\b(?:was|were|had|did|said|told|announced|met|held|approved|began|took|came|went|made|ended|fell|rose|since|ago"
    r"|killed|signed|visited|arrived|[a-z]{3,20}ed)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*\n")
WINDOW = 160
AFTERWARDS = 5
"""How much farther a sign after the expression counts as than one before it."""
FUTURE_MODALS = cues("future_modals")
CONDITIONAL = cues("conditional")
OPEN_MODALS = cues("open_modals")
PRESENT_BE = cues("present_be")
PAST_AUXILIARIES = cues("past_auxiliaries")
SCHEDULING = cues("scheduling")
STATING = cues("stating")
TAKING_EFFECT = cues("taking_effect")
DEADLINES = cues("deadlines")
FUTURE_ADJECTIVES = cues("future_adjectives")
PLANNING = cues("planning")
HEADED = 12
PAST_TENSE = (Direction.PAST, "past tense")
OWN_PAST = "past tense of its own verb"
"""The sign where the verb itself stands in the past tense, not one further up."""
AT_A_TIME = frozenset({"in", "on"})
PRESENT_TENSE = (Direction.FUTURE, "present tense")


def surface_teller(text: str) -> Teller:
    """Tell direction from words near the expression, without a parse."""

    @functools.cache
    def signs() -> tuple[list[int], list[Sign], list[Sign]]:
        ends = [match.end() for match in SENTENCE_END.finditer(text)]
        ahead = [(match.start(), match.end(), match[0]) for match in FUTURE_SIGNS.finditer(text)]
        behind = [(match.start(), match.end(), match[0]) for match in PAST_SIGNS.finditer(text)]
        return ends, ahead, behind

    def tell(start: int, end: int) -> tuple[Direction, str]:
        ends, ahead, behind = signs()
        at = bisect_right(ends, start)
        left = max(ends[at - 1] if at else 0, start - WINDOW)
        right = min(ends[at] if at < len(ends) else len(text), end + WINDOW)
        future, past = _nearest(ahead, start, end, left, right), _nearest(behind, start, end, left, right)
        if future and (not past or future[0] <= past[0]):
            return Direction.FUTURE, f"“{future[1]}” near it"
        if past:
            own = past[0] <= len(" in ") and text[start - 3 : start].strip().lower() in AT_A_TIME
            return Direction.PAST, OWN_PAST if own else f"“{past[1]}” near it"
        return Direction.UNKNOWN, "no verb tells"

    return tell


def _nearest(signs: list[Sign], start: int, end: int, left: int, right: int) -> tuple[int, str] | None:
    at = bisect_right(signs, (start, 0, ""))
    found = []
    if at and signs[at - 1][0] >= left and signs[at - 1][1] <= start:
        found.append((start - signs[at - 1][1], signs[at - 1][2]))
    after = next((sign for sign in signs[at : at + 2] if sign[0] >= end), None)
    if after and after[1] <= right:
        found.append((after[0] - end + AFTERWARDS, after[2]))
    return min(found, default=None)


def parsed_teller(doc: "Doc") -> Teller:
    """Tell direction from tense and aspect of the governing verb, and from prepositions."""

    def tell(start: int, end: int) -> tuple[Direction, str]:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return Direction.UNKNOWN, "no verb tells"
        inside = range(span.start, span.end)
        if span.start and doc[span.start - 1].lower_ in TAKING_EFFECT:
            return Direction.FUTURE, f"“{doc[span.start - 1].text}”"
        token, until, steps = span.root, None, 0
        for _ in range(HEADED):
            if token.head.i == token.i:
                break
            if token.pos_ == "ADP" and token.lower_ in ("until", "till"):
                until = (Direction.FUTURE, f"“{token.text}”")
            if token.lower_ == "of" and token.i > 0 and token.nbor(-1).lower_ == "ahead":
                return Direction.FUTURE, "“ahead of”"
            if token.pos_ in ("ADP", "SCONJ") and (token.lower_ == "since" or _is_as_of(token)):
                return Direction.PAST, f"“{token.text}”"
            if token.pos_ in ("VERB", "AUX"):
                told = _of_verb(token)
                if until and told[0] is Direction.PAST:
                    return told if "had" in {child.lower_ for child in token.children} else until
                if told[0] is Direction.FUTURE and _is_possessive(span) and not _owns_subject(span):
                    return Direction.UNKNOWN, "a possessive"
                if told == PAST_TENSE and steps == 0:
                    return Direction.PAST, OWN_PAST
                if told[0] is not Direction.UNKNOWN:
                    return told
            elif token.lower_ in DEADLINES or (
                token.lower_ in FUTURE_ADJECTIVES and token.dep_ in ("amod", "acomp", "acl", "ROOT")
            ):
                return Direction.FUTURE, f"“{token.text}”"
            steps += token.i not in inside and not (token.pos_ == "ADP" and token.lower_ in AT_A_TIME)
            token = token.head
        if until:
            return until
        return _of_verb(token) if token.pos_ in ("VERB", "AUX") else (Direction.UNKNOWN, "no verb tells")

    return tell


def agreed_teller(parsed: Teller, surface: Teller) -> Teller:
    """Tell by the parse; but where it has only a present tense and the words near by speak of the past, by neither."""

    def tell(start: int, end: int) -> tuple[Direction, str]:
        told = parsed(start, end)
        if told == PRESENT_TENSE and surface(start, end)[0] is Direction.PAST:
            return Direction.UNKNOWN, "present and past tense near it"
        return told

    return tell


def _is_possessive(span: "Span") -> bool:
    return span.end < len(span.doc) and span.doc[span.end].text in ("'s", "’s", "'")


def _owns_subject(span: "Span") -> bool:
    """Say whether the possessive stands before the subject: "Monday's meeting will decide"."""
    return span.root.head.dep_ in ("nsubj", "nsubjpass") and span.root.head.pos_ in ("NOUN", "PROPN")


def _is_as_of(token: "Token") -> bool:
    return token.lower_ == "of" and token.i > 0 and token.nbor(-1).lower_ == "as"


def _of_verb(verb: "Token") -> tuple[Direction, str]:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & FUTURE_MODALS:
        return Direction.FUTURE, "future tense"
    if words & CONDITIONAL:
        perfect = any(child.lower_ == "have" for child in auxiliaries)
        return (Direction.PAST, "past conditional") if perfect else (Direction.FUTURE, "a modal verb")
    if words & OPEN_MODALS:
        return Direction.UNKNOWN, "a modal verb"
    if "to" in words:
        return _of_infinitive(verb)
    if "had" in words and verb.lower_ in FUTURE_ADJECTIVES:
        return Direction.UNKNOWN, f"“had been {verb.text}”"
    if verb.lemma_.lower() in SCHEDULING or (verb.lower_ in FUTURE_ADJECTIVES and words & PRESENT_BE):
        return Direction.FUTURE, f"“{verb.text}”"
    if verb.tag_ == "VBD" or words & PAST_AUXILIARIES:
        return PAST_TENSE
    if verb.tag_ == "VBG" and words & PRESENT_BE:
        return Direction.FUTURE, "present progressive"
    if verb.tag_ in ("VBZ", "VBP") or words & PRESENT_BE:
        return _of_present(verb)
    if verb.tag_ == "VBN":
        return Direction.PAST, "past participle"
    return Direction.UNKNOWN, "no verb tells"


def _of_present(verb: "Token") -> tuple[Direction, str]:
    if verb.lemma_.lower() in STATING:
        return Direction.UNKNOWN, "present tense"
    return PRESENT_TENSE


def _of_infinitive(verb: "Token") -> tuple[Direction, str]:
    head = verb.head
    if "had" in {child.lower_ for word in (head, head.head) for child in word.children if child.dep_ == "aux"}:
        return Direction.UNKNOWN, "an intention in the past"
    if head.lemma_.lower() in PLANNING or head.lower_ in FUTURE_ADJECTIVES or head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return Direction.FUTURE, f"“{head.text} to {verb.text}”"
    return (Direction.FUTURE, "an infinitive") if head.i == verb.i else (Direction.UNKNOWN, "an infinitive")
