"""Which expression belongs to which word: the verb or noun that governs it, and the way from a trigger to it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from events.extraction.dates.clauses import ANCHORS, BACKGROUND, CLIMBED, RELATIVE, REPORTING
from events.extraction.dates.lexicon import cues
from events.extraction.results import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


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
LATER = cues("later")
OCCASIONS = frozenset({"in", "at", "during", "on"})
HOLDING = cues("holding")
HARMING = cues("harming")
SCHEDULING = cues("scheduling") | cues("fixing")
FUTURE_ADJECTIVES = cues("future_adjectives")
DAYS_OF_A_WEEK = 7
YEAR_FIGURES = 4
LIGHT = HOLDING | cues("light")
PAPERS = cues("papers")
OPENING_QUOTES = frozenset("“‘\"'«„`")
BEGINNING = frozenset({"begin", "start", "resume", "stop", "finish", "cease"})
MARKERS_APART = cues("markers_apart")
DESCRIBING = frozenset({"relcl", "acl", "advcl", "pcomp", "xcomp", "amod"})
RANGE_GAP = frozenset({"to", "-", "–", "and", "until", "till", "through"})


def expressions_by_head(doc: "Doc", text: str, times: Sequence[TimeExpression]) -> Mapping[int, list[Hung]]:
    """Hang every expression on the verb or the noun that governs it."""
    hung: defaultdict[int, list[Hung]] = defaultdict(list)
    # Token.sent looks at the whole document each time; so the sentences are listed once.
    sentences = list(doc.sents)
    starts = [sentence.start for sentence in sentences]
    skip = False
    for number, time in enumerate(times):
        if skip:
            skip = False
            continue
        until = times[number + 1] if number + 1 < len(times) and _is_range(text, time, times[number + 1]) else None
        skip = until is not None
        span = doc.char_span(time.start, (until or time).end, alignment_mode="expand")
        if span is None:
            continue
        if _ends_a_name(doc, time, span.start):
            continue
        head, preposition = _governor(span.root, span.start, span.end)
        head = _opened_clause(sentences[bisect_right(starts, span.start) - 1], span.start, span.end) or head
        if head.i in hung and _is_set_off(doc, span.start):
            head = _clause_around(head)
        hung[head.i].append((time, preposition, until))
    return hung


def _is_set_off(doc: "Doc", start: int) -> bool:
    """Say whether a comma stands before an expression and its preposition."""
    before = start - 2 if start > 1 and doc[start - 1].pos_ == "ADP" else start - 1
    return before >= 0 and doc[before].text == ","


def _clause_around(head: "Token") -> "Token":
    """Give the verb whose clause an aside interrupts: "closed the camp, opened in May, on 4 June"."""
    if head.tag_ != "VBN" or head.dep_ not in ("acl", "advcl"):
        return head
    return next((above for above in head.ancestors if above.pos_ == "VERB"), head)


def _ends_a_name(doc: "Doc", time: TimeExpression, start: int) -> bool:
    """Say whether a year belongs to a name: "the Harbour Summit 2023", "the 1990 ‘Swift Help’ Foundation"."""
    if not (time.value.isdigit() and len(time.value) == YEAR_FIGURES and time.end - time.start == YEAR_FIGURES):
        return False
    ends = start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_type_ != "DATE"
    quoted = start + 2 < len(doc) and doc[start + 1].text in OPENING_QUOTES and doc[start + 2].text[0].isupper()
    return ends or (quoted and doc[start].whitespace_ != "")


def _is_range(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > 9 or not first.earliest or not second.latest or not second.earliest:
        return False
    if gap.strip().lower() not in RANGE_GAP or first.earliest >= second.earliest:
        return False
    between = text[max(0, first.start - 9) : first.start].lower().endswith("between ")
    in_a_row = first.latest is not None and first.latest + timedelta(days=1) == second.earliest
    return gap.strip().lower() != "and" or between or in_a_row


def _opened_clause(sentence: "Span", start: int, end: int) -> "Token | None":
    """Give the main verb of the sentence that the expression opens, set off by a comma, however it was parsed."""
    doc = sentence.doc
    if end >= len(doc) or doc[end].text != ",":
        return None
    first = start
    while first > 0 and start - first < 3 and doc[first - 1].pos_ in ("ADP", "ADV", "CCONJ"):
        first -= 1
    if any(token.lower_ in ANCHORS for token in doc[first:start]):
        return None
    opens = first == sentence.start or "\n" in doc[first - 1].text or doc[first - 1].is_sent_end
    if not opens:
        return None
    if sentence.root.i >= end:
        return sentence.root
    verbs = (token for token in doc[end : sentence.end] if token.pos_ == "VERB" and token.dep_ not in DESCRIBING)
    return next(verbs, None)


def _governor(token: "Token", start: int, end: int) -> "tuple[Token, str]":
    preposition = ""
    for _ in range(CLIMBED):
        head = token.head
        if head.i == token.i:
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
    for _ in range(CLIMBED):
        found = [row for row in hung.get(node.i, []) if not _is_purpose(row, node, trigger)]
        if found:
            time, preposition, until = _nearest(found, start, end)
            return Attached(time, preposition, link, until)
        below = _below(node, hung)
        if below:
            time, preposition, until = min(below, key=_days)
            own = any(map(_tells_when, node.children))
            return Attached(time, preposition, _worse(link, Link.ARGUMENT if own else Link.TOGETHER), until)
        if node.head.i == node.i:
            return None
        following = _step(node, link)
        if following is None:
            return None
        link = following
        node = node.head
    return None


def _is_purpose(row: Hung, node: "Token", trigger: "Token") -> bool:
    """Say whether "for" tells what a thing is for, not when: "presented the budget for 2024"."""
    time, preposition, _ = row
    if preposition != "for" or node.lemma_.lower() in SCHEDULING:
        return False
    return _days(row) > DAYS_OF_A_WEEK or time.earliest is None or (node.i == trigger.i and node.pos_ == "VERB")


def _days(row: Hung) -> int:
    first, last = row[0].earliest, row[0].latest
    return (last - first).days if first and last else 0


def _nearest(found: list[Hung], start: int, end: int) -> Hung:
    resolved = [row for row in found if row[0].earliest] or found
    return min(resolved, key=lambda row: min(abs(row[0].start - end), abs(start - row[0].end)))


def _below(node: "Token", hung: Mapping[int, list[Hung]]) -> list[Hung]:
    """List what hangs on a verb's subject, cause or occasion, or on the clause that leads up to it.

    "Monday's talks failed", "killed by the storm on 12 April", "at a June 3 meeting he said", "they began a meeting on
    Tuesday", "writing on Thursday, she vowed".
    """
    found: list[Hung] = []
    if node.pos_ in ("VERB", "AUX"):
        for child in node.children:
            scheduled = child.dep_ == "xcomp" and node.dep_ == "acl" and node.lower_ in FUTURE_ADJECTIVES
            begun = child.dep_ == "xcomp" and child.tag_ == "VBG" and node.lemma_.lower() in BEGINNING
            if child.dep_ in ("nsubj", "nsubjpass") or scheduled or begun or _leads_up(child):
                found += hung.get(child.i, [])
            elif child.dep_ == "prep" and child.lower_ in OCCASIONS:
                for noun in child.children:
                    found += hung.get(noun.i, [])
            elif child.dep_ == "agent" or (child.dep_ in ("dobj", "obj") and node.lemma_.lower() in LIGHT):
                nouns = child.children if child.dep_ == "agent" else (child,)
                found += [row for noun in nouns for row in hung.get(noun.i, []) if not _days(row)]
            elif child.dep_ == "dobj" and child.lemma_.lower() in PAPERS:  # "approved the plan on 27 May"
                found += [row for row in hung.get(child.i, []) if row[1] == "on" and not _days(row)]
    elif node.pos_ in ("NOUN", "PROPN"):
        for child in node.children:
            participle = child.dep_ == "acl" and child.tag_ == "VBN"
            if participle or child.lower_ in FUTURE_ADJECTIVES or _tells_when(child):
                found += hung.get(child.i, [])
    return [row for row in found if row[0].earliest]


def _tells_when(clause: "Token") -> bool:
    """Say whether a relative clause tells when its event is: "its session, which begins on 8 September"."""
    if clause.dep_ != "relcl" or clause.lemma_.lower() not in BEGINNING | HOLDING:
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in RELATIVE for child in clause.children)


def _happened_to_it(node: "Token") -> bool:
    """Say whether a relative clause tells what happened in the event it describes: "the attack in which nine died"."""
    for child in node.children:
        if child.dep_ == "prep" and any(word.lower_ == "which" for word in child.children):
            return child.lower_ in OCCASIONS
        if child.dep_ == "nsubj" and child.lower_ in ("that", "which"):
            return node.lemma_.lower() in HARMING
    return False


def _leads_up(child: "Token") -> bool:
    """Say whether a clause before the verb tells what else was done then: "Writing on Thursday, she vowed"."""
    if child.dep_ != "advcl" or child.tag_ != "VBG" or child.i > child.head.i:
        return False
    return not any(word.dep_ in ("aux", "mark") for word in child.children)


def _step(node: "Token", link: Link) -> Link | None:
    dep = node.dep_
    if node.pos_ not in ("VERB", "AUX"):
        if node.pos_ == "ADP" and node.lower_ in ANCHORS:
            return None
        if dep == "relcl" or (dep == "acl" and node.tag_ == "VBN"):
            return None
        return link if link is not Link.OWN else Link.ARGUMENT
    if dep in ("relcl", "acl"):
        at_once = _is_occasion(node) if dep == "acl" else _happened_to_it(node)
        return _worse(link, Link.TOGETHER) if at_once else None
    if dep == "xcomp":
        return _worse(link, Link.ARGUMENT)
    if dep == "conj":
        return _worse(link, Link.SHARED)
    if dep == "advcl":
        marked = {child.lower_ for child in node.children if child.dep_ in ("mark", "prep", "advmod")}
        return None if marked & (MARKERS_APART | BACKGROUND | LATER) else _worse(link, Link.TOGETHER)
    if dep == "pcomp":
        return None if node.head.lower_ in ANCHORS else _worse(link, Link.TOGETHER)
    if dep in ("ccomp", "parataxis"):
        if node.lemma_.lower() in REPORTING and node.head.i > node.i:
            return None
        return _worse(link, Link.REPORTED)
    return _worse(link, Link.ARGUMENT)


def _is_occasion(node: "Token") -> bool:
    """Say whether a participle tells of the occasion at which something happened: "at a meeting held in Karachi"."""
    above = node.head.head
    return node.tag_ in ("VBN", "VBD") and node.lemma_.lower() in HOLDING and above.lower_ in ("at", "during")


def _worse(a: Link, b: Link) -> Link:
    order = list(Link)
    return max(a, b, key=order.index)


def after_what(trigger: "Token", hung: Mapping[int, list[Hung]]) -> TimeExpression | None:
    """Give the date of what the trigger came after: "after the leak was seen on May 3, the plant stopped"."""
    for child in trigger.children:
        if child.dep_ == "advcl":
            marked = any(word.dep_ == "mark" and word.lower_ == "after" for word in child.children)
            heads = [child] if marked else []
        else:
            heads = list(child.children) if child.dep_ == "prep" and child.lower_ in ("after", "following") else []
        for head in heads:
            found = [row[0] for row in hung.get(head.i, []) if row[0].earliest and row[0].latest]
            if found:
                return found[0]
    return None
