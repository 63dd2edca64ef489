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


Told = tuple[Direction, str]
Teller = Callable[[int, int], Told]
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
TO_COME = cues("to_come")
LASTING = cues("lasting")
FIXING = cues("fixing")
HEADED = 12
TIMETABLED = cues("timetabled")
SAYING = cues("reporting")
BETWEEN_SAYING_AND_DAY = frozenset({"on", "late", "early", "in", "earlier", "later"})
IS_DAY = re.compile(r"day\b|\d")
NOTHING_TELLS = (Direction.UNKNOWN, "no verb tells")
PAST_TENSE = (Direction.PAST, "past tense")
OWN_PAST = "past tense of its own verb"
"""The sign where the verb itself stands in the past tense, not one further up."""
FIXED_PRESENT = "present tense of what is fixed"
CERTAIN = frozenset({OWN_PAST, "future tense", FIXED_PRESENT})
"""The signs by which even a date far away is taken."""
WEAK = frozenset({"present progressive", "present tense", "an infinitive"})
"""The signs of the future that say nothing of what is named beside the verb."""
AT_A_TIME = frozenset({"in", "on"})
WAS_DUE = "what was due"
"""The sign of what was to come, and may be over by now."""
PRESENT_TENSE = (Direction.FUTURE, "present tense")


def surface_teller(text: str) -> Teller:
    """Tell direction from words near the expression, without a parse."""

    @functools.cache
    def signs() -> tuple[list[int], list[Sign], list[Sign]]:
        ends = [match.end() for match in SENTENCE_END.finditer(text)]
        ahead = [(match.start(), match.end(), match[0]) for match in FUTURE_SIGNS.finditer(text)]
        behind = [(match.start(), match.end(), match[0]) for match in PAST_SIGNS.finditer(text)]
        return ends, ahead, behind

    def tell(start: int, end: int) -> Told:
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

    def tell(start: int, end: int) -> Told:
        span = doc.char_span(start, end, alignment_mode="expand")
        return NOTHING_TELLS if span is None else _told_above(span)

    return tell


def _told_above(span: "Span") -> Told:
    """Go up from the expression until a verb, a preposition or a noun tells where it points."""
    told = _of_neighbours(span)
    if told:
        return told
    token, until, own = span.root, None, True
    for _ in range(HEADED):
        told = _of_preposition(token)
        if told:
            return told
        if token.pos_ in ("ADP", "SCONJ") and token.lower_ in ("until", "till"):
            until = (Direction.FUTURE, f"“{token.text}”")
        if token.pos_ in ("VERB", "AUX"):
            told = _fixed_for(token, span) or _of_verb(token)
            if until and told[0] is Direction.PAST:
                return told if _lasted(token) else until
            if told[0] is Direction.FUTURE and _is_possessive(span) and not _owns_subject(span):
                return Direction.UNKNOWN, "a possessive"
            if told[0] is Direction.FUTURE and told[1] in WEAK and _stands_before_noun(span):
                return Direction.UNKNOWN, "stands before a noun"
            if told == PAST_TENSE and own:
                return Direction.PAST, OWN_PAST
            if told[0] is not Direction.UNKNOWN:
                return told
        elif _looks_ahead(token) or (token.i < span.start and _is_of_things_to_come(token)):
            had = "had" in {child.lower_ for child in token.head.children}
            return (Direction.UNKNOWN if had else Direction.FUTURE), f"“{token.text}”"
        if token.head.i == token.i:
            break
        outside = not span.start <= token.i < span.end
        own = own and not (outside and not (token.pos_ == "ADP" and token.lower_ in AT_A_TIME))
        token = token.head
    return until or NOTHING_TELLS


def _of_neighbours(span: "Span") -> Told | None:
    """Tell by the words right before: "effective Monday", "said on Monday", "the strike called for Monday"."""
    doc, before = span.doc, span.start - 1
    if before >= 0 and doc[before].lower_ in TAKING_EFFECT:
        return Direction.FUTURE, f"“{doc[before].text}”"
    if before >= 1 and doc[before].lower_ == "for" and IS_DAY.search(span.text) and not _is_possessive(span):
        verbs = {doc[before - 1].tag_, doc[before].head.tag_}
        if verbs & {"VBN", "VBD"}:
            return Direction.FUTURE, "“for”"
    while before >= 0 and doc[before].lower_ in BETWEEN_SAYING_AND_DAY:
        before -= 1
    if before >= 0 and doc[before].tag_ == "VBD" and doc[before].lemma_.lower() in SAYING:
        return Direction.PAST, OWN_PAST
    return None


def _of_preposition(token: "Token") -> Told | None:
    if token.lower_ == "of" and token.i > 0 and token.nbor(-1).lower_ == "ahead":
        return Direction.FUTURE, "“ahead of”"
    if token.pos_ in ("ADP", "SCONJ") and (token.lower_ == "since" or _is_as_of(token)):
        return Direction.PAST, f"“{token.text}”"
    return None


def _stands_before_noun(span: "Span") -> bool:
    """Say whether the expression only names a thing: "in the March pact" is of March, whatever is done in it."""
    return span.root.dep_ in ("compound", "nmod", "amod") and span.root.head.pos_ in ("NOUN", "PROPN")


def _fixed_for(verb: "Token", span: "Span") -> Told | None:
    """Say whether the expression is what is fixed: "has fixed June 10 for the hearing"."""
    doc = span.doc
    beside = span.start - 1 == verb.i and span.end < len(doc) and doc[span.end].lower_ in ("as", "for")
    fixed = beside and span.text[-1].isdigit() and verb.lemma_.lower() in FIXING
    return (Direction.FUTURE, f"“{verb.text}”") if fixed else None


def _lasted(verb: "Token") -> bool:
    """Say whether "until" ends what is over: it "lasted until Monday", they "had not called", "did not call"."""
    about = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass", "neg")}
    return bool(about & {"had", "not", "n't", "n’t", "never"}) or verb.lemma_.lower() in LASTING


def _looks_ahead(token: "Token") -> bool:
    return token.lower_ in DEADLINES or (
        token.lower_ in FUTURE_ADJECTIVES and token.dep_ in ("amod", "acomp", "acl", "ROOT")
    )


def agreed_teller(parsed: Teller, surface: Teller) -> Teller:
    """Tell by the parse; but where it has only a present tense and the words near by speak of the past, by neither."""

    def tell(start: int, end: int) -> Told:
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


def _is_of_things_to_come(token: "Token") -> bool:
    """Say whether a noun is called planned: "the planned tour in May"."""
    return token.pos_ in ("NOUN", "PROPN") and any(
        child.dep_ == "amod" and child.lower_ in TO_COME for child in token.children
    )


def _of_verb(verb: "Token") -> Told:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    told = _of_modal(words)
    if told:
        return told
    if "to" in words:
        return _of_infinitive(verb)
    due = [child for child in verb.children if child.dep_ == "acomp" and child.lower_ in FUTURE_ADJECTIVES]
    if "had" in words and (due or verb.lower_ in FUTURE_ADJECTIVES):
        return Direction.UNKNOWN, f"“had been {verb.text}”"
    if due or (verb.tag_ in ("VBZ", "VBP") and _has_deadline(verb)):
        return Direction.FUTURE, WAS_DUE if verb.tag_ == "VBD" else "what is due"
    if verb.lemma_.lower() in SCHEDULING or (verb.lower_ in FUTURE_ADJECTIVES and words & PRESENT_BE):
        return Direction.FUTURE, f"“{verb.text}”"
    if verb.tag_ == "VBD" or words & PAST_AUXILIARIES:
        return PAST_TENSE
    if verb.tag_ == "VBG" and words & PRESENT_BE:
        return Direction.FUTURE, "present progressive"
    if verb.tag_ in ("VBZ", "VBP") or words & PRESENT_BE:
        return _of_present(verb)
    if verb.tag_ == "VBN" and verb.dep_ not in ("xcomp", "ccomp", "pcomp"):
        return Direction.PAST, "past participle"
    return Direction.UNKNOWN, "no verb tells"


def _of_modal(words: set[str]) -> Told | None:
    if words & FUTURE_MODALS:
        return Direction.FUTURE, "future tense"
    if words & CONDITIONAL:
        return (Direction.PAST, "past conditional") if "have" in words else (Direction.FUTURE, "a modal verb")
    return (Direction.UNKNOWN, "a modal verb") if words & OPEN_MODALS else None


def _has_deadline(verb: "Token") -> bool:
    return any(child.dep_ == "nsubj" and child.lower_ in DEADLINES for child in verb.children)


def _of_present(verb: "Token") -> Told:
    if verb.lemma_.lower() in STATING:
        return Direction.UNKNOWN, "present tense"
    if verb.tag_ in ("VBZ", "VBP") and (verb.lemma_.lower() in TIMETABLED or _takes_effect(verb)):
        return Direction.FUTURE, FIXED_PRESENT
    return PRESENT_TENSE


def _takes_effect(verb: "Token") -> bool:
    effect = {"effect", "force", "place"}
    return verb.lemma_.lower() in ("take", "come", "go") and any(
        token.lower_ in effect for token in verb.subtree if token.i > verb.i and token.i - verb.i < 4
    )


def _of_infinitive(verb: "Token") -> Told:
    head = verb.head
    if "had" in {child.lower_ for word in (head, head.head) for child in word.children if child.dep_ == "aux"}:
        return Direction.UNKNOWN, "an intention in the past"
    if head.lemma_ == "be" and verb.dep_ == "xcomp" and "have" not in {child.lower_ for child in verb.children}:
        return Direction.FUTURE, f"“{head.text} to {verb.text}”"
    if head.lemma_.lower() in PLANNING or head.lower_ in FUTURE_ADJECTIVES or head.pos_ in ("NOUN", "PROPN"):
        return Direction.FUTURE, f"“{head.text} to {verb.text}”"
    return (Direction.FUTURE, "an infinitive") if head.i == verb.i else (Direction.UNKNOWN, "an infinitive")
