"""The clause of an act that somebody promises: where it begins and ends, and whether it is meant."""

from collections.abc import Iterator

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Span

LEXICON = "commitments/lexicon/promises"
MODALS = frozenset({"will", "would", "shall", "'ll", "’ll"})
VERBAL = frozenset({"VERB", "AUX"})


def clause(reading: Reading, token: int) -> Span:
    """Give the clause of an act, without marks and quotation marks and without a second act joined to it."""
    first, last = reading.subtree(token)
    for other in joined(reading, token):
        last = min(last, _before(reading, other))
    while first < token and (
        reading.dep[first] in ("mark", "punct", "cc")
        or not reading.words[first].strip()
        or (reading.lower[first] == "that" and reading.dep[first] in ("dobj", "pobj", "attr"))
    ):
        first += 1
    while last > token + 1 and (reading.pos[last - 1] in ("PUNCT", "SPACE", "CCONJ")):
        last -= 1
    return reading.span(first, last)


def joined(reading: Reading, token: int) -> Iterator[int]:
    """Give the acts joined to one that stand for themselves: with a "to", a subject or a modal of their own."""
    for other in reading.all_children(token, "conj"):
        inside = reading.children[other]
        own = any(reading.lower[c] in MODALS | {"to"} or reading.dep[c].startswith("nsubj") for c in inside)
        if other > token and reading.pos[other] in VERBAL and own:
            yield other
            yield from joined(reading, other)


def _before(reading: Reading, other: int) -> int:
    return min((c for c in (reading.left[other], *reading.children[other]) if c <= other), default=other)


def what(reading: Reading, span: Span) -> str:
    """Give the words of a promise on one line, without quotation marks and "to"."""
    text = " ".join(reading.text[span.start : span.end].split())
    return "".join(c for c in text if c not in '“”"').removeprefix("to ").strip()


def is_negated(reading: Reading, token: int) -> bool:
    """Tell whether a verb is denied."""
    return any(reading.dep[c] == "neg" for c in reading.children[token])


def is_vague(reading: Reading, token: int) -> bool:
    """See acts that nobody can check: "strengthen", "defend", "take steps"."""
    if reading.lemma[token] in words(LEXICON, "unchecked"):
        return True
    taken = reading.all_children(token, "dobj", "nsubjpass") if reading.lemma[token] in ("take", "make") else []
    return any(reading.lemma[t] in words(LEXICON, "vague") for t in taken)


def is_doubtful(reading: Reading, token: int) -> bool:
    """See conditionals of others, questions, hopes and preferences."""
    children = reading.children[token]
    if any(reading.dep[c] == "mark" and reading.lower[c] in ("if", "whether", "unless") for c in children):
        return True
    if any(reading.lower[c] in ("rather", "sooner", "probably", "likely", "perhaps") for c in children):
        return True
    above = reading.lemma[reading.head[token]]
    return reading.dep[token] in ("ccomp", "xcomp") and above in words(LEXICON, "hoping")


def is_conditional(reading: Reading, token: int) -> bool:
    """See "... if the bill is passed"."""
    return any(
        reading.dep[c] == "advcl" and any(reading.lower[g] in ("if", "unless", "provided") for g in reading.children[c])
        for c in reading.children[token]
    )


def whom(reading: Reading, cast: Cast, tokens: list[int]) -> Mention | None:
    """Give whom the first token names or stands for."""
    if not tokens:
        return None
    if reading.pos[tokens[0]] == "PRON":
        return antecedent(reading, cast, tokens[0])
    beside = reading.child(tokens[0], "appos")
    return cast.at(reading, tokens[0]) or (cast.at(reading, beside) if beside is not None else None)
