"""Which expression belongs to which word: the verb or noun that governs it, and the way from a trigger to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from events.extraction.results import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Link(StrEnum):
    """How a trigger stands to the word that the expression hangs on, the closest first."""

    OWN = "own"
    ARGUMENT = "argument"
    TOGETHER = "together"
    SHARED = "shared"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Attached:
    """An expression, the preposition before it, and its link to the trigger; `until` ends a range."""

    time: TimeExpression
    preposition: str
    link: Link
    until: TimeExpression | None = None


Hung = tuple[TimeExpression, str, TimeExpression | None]
ARGUMENTS = frozenset(
    "nsubj nsubjpass dobj obj iobj dative attr oprd agent pobj compound nmod poss npadvmod conj appos amod".split()
)
ANCHORS = frozenset("since after before following until till by prior than like from despite unlike".split())
"""Prepositions whose noun is an event of another time than the clause."""
MARKERS_APART = frozenset({"after", "before", "since", "until", "till", "if", "unless", "although", "though", "because"})
CLAUSES = frozenset("ccomp xcomp advcl relcl acl conj parataxis pcomp csubj".split())
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "ADV", "DET", "X", "SYM", "ADP", "PART", "PUNCT")
CLIMBED = 12
RANGE_GAP = frozenset({"to", "-", "–", "and", "until", "till", "through"})


def expressions_by_head(doc: "Doc", times: Sequence[TimeExpression]) -> Mapping[int, list[Hung]]:
    """Hang every expression on the verb or the noun that governs it."""
    hung: defaultdict[int, list[Hung]] = defaultdict(list)
    skip = False
    for number, time in enumerate(times):
        if skip:
            skip = False
            continue
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None:
            continue
        until = times[number + 1] if number + 1 < len(times) and _is_range(doc, time, times[number + 1]) else None
        skip = until is not None
        head, preposition = _governor(span.root, span.start, span.end)
        hung[head.i].append((time, preposition, until))
    return hung


def _is_range(doc: "Doc", first: TimeExpression, second: TimeExpression) -> bool:
    gap = doc.text[first.end : second.start]
    if len(gap) > 9 or not first.earliest or not second.latest or not second.earliest:
        return False
    if gap.strip().lower() not in RANGE_GAP or first.earliest >= second.earliest:
        return False
    return gap.strip().lower() != "and" or doc.text[max(0, first.start - 9) : first.start].lower().endswith("between ")


def _governor(token: "Token", start: int, end: int) -> "tuple[Token, str]":
    preposition = ""
    for _ in range(CLIMBED):
        head = token.head
        if head is token:
            break
        token = head
        if start <= token.i < end:
            continue
        if token.pos_ in ("ADP", "SCONJ", "PART") or token.dep_ == "prep":
            preposition = preposition or token.lower_
            continue
        break
    return token, preposition


def climb(trigger: "Token", hung: Mapping[int, list[Hung]], start: int, end: int) -> Attached | None:
    """Go up from the trigger to the first word that an expression hangs on, as far as the time stays the same."""
    node, link = trigger, Link.OWN
    for step in range(CLIMBED):
        found = hung.get(node.i)
        if found:
            time, preposition, until = _nearest(found, start, end)
            if step and _is_for_another(node, trigger, time):
                return None
            return Attached(time, preposition, link, until)
        if node.head is node:
            return None
        following = _step(node, link)
        if following is None:
            return None
        link = following
        node = node.head
    return None


def _nearest(found: list[Hung], start: int, end: int) -> Hung:
    resolved = [row for row in found if row[0].earliest] or found
    return min(resolved, key=lambda row: min(abs(row[0].start - end), abs(start - row[0].end)))


def _is_for_another(node: "Token", trigger: "Token", time: TimeExpression) -> bool:
    """A date after a conjunct belongs to that one alone: "met, and left on Monday"."""
    return trigger.dep_ == "conj" and trigger.head.i == node.i and time.start > trigger.idx > node.idx and False


def _step(node: "Token", link: Link) -> Link | None:
    dep = node.dep_
    if node.pos_ not in ("VERB", "AUX"):
        if node.pos_ == "ADP" and node.lower_ in ANCHORS:
            return None
        if dep == "relcl" or (dep == "acl" and node.tag_ == "VBN"):
            return None
        return link if link is not Link.OWN else Link.ARGUMENT
    if dep in ("relcl", "acl"):
        return None
    if dep == "xcomp":
        return _worse(link, Link.ARGUMENT)
    if dep == "conj":
        return _worse(link, Link.SHARED)
    if dep == "advcl":
        marked = {child.lower_ for child in node.children if child.dep_ in ("mark", "prep", "advmod")}
        return None if marked & MARKERS_APART else _worse(link, Link.TOGETHER)
    if dep == "pcomp":
        return None if node.head.lower_ in ANCHORS else _worse(link, Link.TOGETHER)
    if dep in ("ccomp", "parataxis"):
        return _worse(link, Link.REPORTED)
    return _worse(link, Link.ARGUMENT)


def _worse(a: Link, b: Link) -> Link:
    order = list(Link)
    return max(a, b, key=order.index)
