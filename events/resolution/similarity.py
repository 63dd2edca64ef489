"""When two mentions in different articles speak of one event: a symmetric judgement on their contents alone.

It looks at nothing that depends on what came first, so that the record does not depend on the order of arrival.
"""

import re
from dataclasses import dataclass
from datetime import date

from events.extraction.vocabulary import Assertion, Kind

THRESHOLD = 0.55
SAME_STORY = 0.35
ASSERTED = {Assertion.REPORTED.value, Assertion.PLANNED.value}
STOP = frozenset(
    word
    for line in (
        "a about after again against all also an and any are as at be been before being between both but by can could",
        "did do does during for from had has have he her here him his how i if in into is it its just more most new",
        "no nor not of off on once only or other our out over own said same say says she should so some such than that",
        "the their them then there these they this those through to under until up very was we were what when where",
        "which while who will with would you monday tuesday wednesday thursday friday saturday sunday",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of one mention. `order` sorts mentions by content: article, place in it.

    `words` are those of its title and sentence, `story` those of its article's headline and opening.
    """

    id: int
    article: str
    order: tuple[str, int, int]
    kind: str
    assertion: str
    earliest: date | None
    latest: date | None
    precision: str
    actors: frozenset[str]
    policies: frozenset[str]
    place: str
    words: frozenset[str]
    story: frozenset[str] = frozenset()


def content_words(text: str, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the stems that carry a sentence's meaning, without those of the given names."""
    words = (
        word
        for word in re.findall(r"[^\W\d_]+|\d+", text.casefold())
        if (len(word) > 2 or word.isdigit()) and word not in STOP
    )
    return frozenset(_stem(word) for word in words) - without


def likeness(a: Features, b: Features) -> float:
    """Say how surely two mentions speak of one event: 0 where they cannot, else up to 1."""
    if a.article == b.article or a.kind != b.kind or not _same_days(a, b) or not _same_assertion(a, b):
        return 0.0
    overlap, story = _overlap(a.words, b.words), _overlap(a.story, b.story)
    actors = min(len(a.actors & b.actors), 3)
    shared_policy = bool(a.policies & b.policies)
    same_place = bool(a.place) and a.place == b.place
    score = 0.15 * bool(actors) + 0.1 * actors + 0.25 * shared_policy + 0.15 * same_place + 0.5 * overlap + 0.3 * story
    if a.kind == Kind.INCIDENT and story >= SAME_STORY and overlap >= 0.25:
        score += 0.3  # an attack or accident is what its story is about; who and where often differ in first reports
    if a.kind != Kind.INCIDENT and _other_sums(a.words, b.words):
        score -= 0.2
    if overlap < 0.15 or not (actors or shared_policy or same_place or story >= SAME_STORY):
        return 0.0
    if a.kind == Kind.STATEMENT and overlap < 0.4:
        return 0.0
    return min(score, 1.0) if score >= THRESHOLD else 0.0


def _other_sums(a: frozenset[str], b: frozenset[str]) -> bool:
    """See "a plan worth 40 million" and "a plan worth 75 million"; tolls of an attack do differ between reports."""
    ours, theirs = ({word for word in words if word.isdigit()} for words in (a, b))
    return bool(ours and theirs) and not ours & theirs


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Give the share of the smaller set's words that the other has too."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _same_days(a: Features, b: Features) -> bool:
    """The same interval, or at least the same first day where both are open: nothing coarser is taken as one."""
    return a.earliest is not None and (a.earliest, a.latest) == (b.earliest, b.latest)


def _same_assertion(a: Features, b: Features) -> bool:
    return a.assertion == b.assertion or {a.assertion, b.assertion} <= ASSERTED


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ed", "es", "s", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


GENERIC = content_words(
    "approve approved approves plan planned programme program project scheme policy measure worth million billion cost "
    "government cabinet council minister decision decided official"
)
"""The stems with which any decision on money or rules is told."""
