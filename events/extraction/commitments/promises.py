"""Find promises of acts or results that can be checked later."""

from collections.abc import Iterator

from events.extraction.actors import Cast, Mention
from events.extraction.commitments.clauses import (
    LEXICON,
    MODALS,
    VERBAL,
    clause,
    is_conditional,
    is_doubtful,
    is_negated,
    is_vague,
    joined,
    what,
    whom,
)
from events.extraction.commitments.deadlines import Deadlines
from events.extraction.commitments.undertakings import SPEAKING, undertaken
from events.extraction.events.arguments import objects, subjects
from events.extraction.lexicon import words
from events.extraction.policies import PolicyMention
from events.extraction.reading import Reading
from events.extraction.results import Commitment, Span
from events.extraction.statements import Attribution

CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "relcl", "acl"})
ACCUSING = frozenset({"accuse", "suspect", "blame"})


def find_commitments(
    reading: Reading, cast: Cast, statements: list[Attribution], policies: list[PolicyMention], due: Deadlines
) -> tuple[Commitment, ...]:
    """Find the commitments of a text; `due` resolves the deadline within a stretch of characters."""
    found: list[Commitment] = []
    taken: set[int] = set()
    plans = {t for p in policies if p.reading is reading for t in (*range(p.start, p.end), reading.head[p.end - 1])}
    for token in range(len(reading)):
        if token in taken or reading.pos[token] not in VERBAL:
            continue
        here = list(_promised(reading, cast, token, due))
        if not here:
            one = undertaken(reading, cast, token, statements, plans, due)
            here = [one] if one is not None else []
        for commitment in here:
            found.append(commitment)
            taken.update(range(*reading.tokens_in(commitment.start, commitment.end)))
    return tuple(found)


def _promised(reading: Reading, cast: Cast, verb: int, due: Deadlines) -> Iterator[Commitment]:
    """Read "pledged to build", "promised a fund", "gave her word that nobody ...", "directed them to report"."""
    if is_negated(reading, verb) or is_doubtful(reading, verb) or _is_accusation(reading, verb):
        return
    lemma = reading.lemma[verb]
    noun = _word_given(reading, verb)
    promising = lemma in words(LEXICON, "promising") or noun is not None
    deciding = lemma in words(LEXICON, "deciding")
    if lemma in words(LEXICON, "directing") and not promising:
        yield from _directed(reading, cast, verb, due)
    if not promising and not deciding:
        return
    by = whom(reading, cast, _givers(reading, verb))
    if by is None or by.kind not in SPEAKING:
        return
    hearer = reading.child(verb, "dobj") if noun is None and lemma == "assure" else noun
    act = _act(reading, verb) or (_act(reading, hearer) if hearer is not None else None)
    for one in _acts(reading, verb, act) if act is not None else ():
        span = clause(reading, one)
        deadline = due.within(*span, at=verb) if deciding else due.coming(*span, at=verb)
        if deadline is not None or not (deciding or reading.tag[one] == "VBG" or is_vague(reading, one)):
            deadline = deadline or due.coming(span.start, reading.end[reading.right[one]], at=verb)
            yield Commitment(*span, by.name, None, what(reading, span), deadline, is_conditional(reading, one))
    if act is None and promising and noun is None:
        yield from _thing(reading, verb, by, due)


def _is_accusation(reading: Reading, verb: int) -> bool:
    """See "accused her of having promised to sign it"."""
    above = reading.head[verb]
    return reading.dep[verb] == "pcomp" and reading.lemma[reading.head[above]] in ACCUSING


def _word_given(reading: Reading, verb: int) -> int | None:
    """Give the noun of "gave an assurance", "made a promise"."""
    if reading.lemma[verb] not in ("give", "make", "offer", "provide"):
        return None
    return next((t for t in reading.all_children(verb, "dobj") if reading.lemma[t] in words(LEXICON, "given")), None)


def _givers(reading: Reading, verb: int) -> list[int]:
    """Give who promises; of "has asked the board to look into it and has undertaken ..." the one who asked."""
    above = reading.head[verb]
    own = any(reading.dep[c] == "aux" and reading.tag[c] != "TO" for c in reading.children[verb])
    if reading.dep[verb] == "conj" and own and any(reading.tag[c] == "TO" for c in reading.children[above]):
        return subjects(reading, reading.head[above])
    return subjects(reading, verb)


def _act(reading: Reading, word: int) -> int | None:
    """Find what is promised: an infinitive, a clause with "will" or "would", "to publishing" after "committed"."""
    for child in reading.children[word]:
        marks = {reading.lower[c] for c in reading.children[child]}
        modal = bool(marks & MODALS)
        if reading.dep[child] in CLAUSES and (modal or (child > word and reading.tag[child] == "VB" and "to" in marks)):
            return child
        if reading.lower[child] == "to" and reading.dep[child] == "prep" and reading.lemma[word] == "commit":
            act = reading.child(child, "pcomp")
            if act is not None and reading.tag[act] == "VBG":
                return act
    return None


def _acts(reading: Reading, verb: int, act: int) -> Iterator[int]:
    """Give an act and what is promised beside it, also where "and that ..." was parsed as joined to the promise."""
    yield act
    yield from joined(reading, act)
    for other in reading.all_children(verb, "conj"):
        words_in = {reading.lower[c] for c in reading.children[other]} | {reading.lower[reading.left[other]]}
        if "that" in words_in and words_in & MODALS:
            yield other


def _thing(reading: Reading, verb: int, by: Mention, due: Deadlines) -> Iterator[Commitment]:
    """Read "promised a register within six months", "were promised compensation": a thing that can be counted on."""
    noun = reading.child(verb, "dobj")
    if noun is None or reading.pos[noun] != "NOUN" or reading.lemma[verb] not in words(LEXICON, "promising_things"):
        return
    span = Span(reading.start[reading.left[noun]], reading.end[reading.right[noun]])
    deadline = due.coming(span.start, reading.end[reading.right[verb]], at=verb)
    if deadline is None and reading.lemma[noun] not in words(LEXICON, "efforts") | words(LEXICON, "things"):
        return
    if reading.lemma[noun] not in words(LEXICON, "vague"):
        yield Commitment(*span, by.name, None, what(reading, span), deadline, is_conditional(reading, verb))


def _directed(reading: Reading, cast: Cast, verb: int, due: Deadlines) -> Iterator[Commitment]:
    """Read a task with a deadline, laid on somebody who is named."""
    act = _act(reading, verb)
    by = whom(reading, cast, subjects(reading, verb))
    if act is None or by is None or by.kind not in SPEAKING:
        return
    told = objects(reading, verb) or [c for c in reading.children[act] if reading.dep[c] == "nsubj"]
    addressee = whom(reading, cast, told)
    span = clause(reading, act)
    deadline = due.within(*span, at=verb)
    if addressee is not None and addressee.kind in SPEAKING and deadline is not None:
        yield Commitment(*span, addressee.name, by.name, what(reading, span), deadline, is_conditional(reading, act))
