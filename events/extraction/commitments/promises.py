"""Find promises of acts or results that can be checked later."""

from bisect import bisect_right

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.commitments.deadlines import Deadlines
from events.extraction.events.arguments import is_passive, objects, subjects
from events.extraction.lexicon import words
from events.extraction.policies import PolicyMention
from events.extraction.reading import Reading
from events.extraction.results import Commitment, EventDate, Span
from events.extraction.statements import Attribution
from events.extraction.vocabulary import ActorKind

NESTED = 20
MODALS = frozenset({"will", "would", "shall", "'ll", "’ll"})
OFFICIAL = frozenset(
    {
        ActorKind.GOVERNMENT,
        ActorKind.BODY,
        ActorKind.COUNTRY,
        ActorKind.OFFICE,
        ActorKind.ORGANISATION,
        ActorKind.PERSON,
    }
)
LEXICON = "commitments/lexicon/promises"
SPEAKING = frozenset(
    {
        ActorKind.PERSON,
        ActorKind.OFFICE,
        ActorKind.BODY,
        ActorKind.GOVERNMENT,
        ActorKind.ORGANISATION,
        ActorKind.COUNTRY,
        ActorKind.GROUP,
        ActorKind.PLACE,
    }
)
OFFICIAL = SPEAKING - {ActorKind.GROUP, ActorKind.PLACE}


def find_commitments(
    reading: Reading, cast: Cast, statements: list[Attribution], policies: list[PolicyMention], due: Deadlines
) -> tuple[Commitment, ...]:
    """Find the commitments of a text; `due` resolves the deadline within a stretch of characters."""
    found: list[Commitment] = []
    taken: set[int] = set()
    plans = {t for p in policies if p.reading is reading for t in (*range(p.start, p.end), reading.head[p.end - 1])}
    for token in range(len(reading)):
        if token in taken or reading.pos[token] not in ("VERB", "AUX"):
            continue
        commitment = _by_verb(reading, cast, token, due) or _by_modal(reading, cast, token, statements, plans, due)
        if commitment is not None:
            found.append(commitment)
            first, last = reading.tokens_in(commitment.start, commitment.end)
            taken.update(range(first, last))
    return tuple(found)


def _by_verb(reading: Reading, cast: Cast, token: int, due: Deadlines) -> Commitment | None:
    """Read "pledged to build", "promised that every town will have ...", "directed the ministry to report"."""
    lemma = reading.lemma[token]
    promising, directing = lemma in words(LEXICON, "promising"), lemma in words(LEXICON, "directing")
    deciding = lemma in words(LEXICON, "deciding")
    if not (promising or directing or deciding) or _negated(reading, token) or _doubtful(reading, token):
        return None
    act = _promised(reading, token)
    if act is None:
        return None
    start, end = _clause(reading, act)
    if reading.lemma[act] in words(LEXICON, "unchecked") and due.coming(start, end) is None:
        return None
    if deciding and due.within(start, end) is None:
        return None
    who = _who(reading, cast, subjects(reading, token))
    if who is None or who.kind not in SPEAKING:
        return None
    if directing:
        told = objects(reading, token) or [c for c in reading.children[act] if reading.dep[c] == "nsubj"]
        addressee = _who(reading, cast, told)
        if addressee is None or addressee.kind not in SPEAKING or due.coming(start, end) is None:
            return None
        return _commitment(reading, act, addressee.name, who.name, due)
    return _commitment(reading, act, who.name, None, due)


def _promised(reading: Reading, verb: int) -> int | None:
    """Find what is promised: an infinitive after the verb, or a clause with "will" or "would"."""
    for child in reading.children[verb]:
        if child < verb or reading.dep[child] not in ("xcomp", "ccomp", "advcl"):
            continue
        marks = {reading.lower[c] for c in reading.children[child]}
        if reading.tag[child] == "VB" and ("to" in marks or marks & MODALS):
            return child
    return None


def _who(reading: Reading, cast: Cast, tokens: list[int]) -> Mention | None:
    """Give whom the first token names or stands for."""
    if not tokens:
        return None
    if reading.pos[tokens[0]] == "PRON":
        return antecedent(reading, cast, tokens[0])
    return cast.at(reading, tokens[0])


def _by_modal(
    reading: Reading, cast: Cast, token: int, statements: list[Attribution], policies: set[int], due: Deadlines
) -> Commitment | None:
    """Read "will" and the reported "would" with an act of whoever speaks, or of nobody named."""
    modal = next((reading.lower[c] for c in reading.children[token] if reading.tag[c] == "MD" and c < token), None)
    if modal not in MODALS or _doubtful(reading, token) or reading.lemma[token] in words(LEXICON, "scheduled"):
        return None
    start, end = _clause(reading, token)
    strict, deadline = due.within(start, end), due.coming(start, end)
    statement = _said_in(reading, token, statements)
    if _is_forecast(reading, token, deadline) or (statement is None and modal == "would"):
        return None
    speaker = statement.mention if statement is not None else None
    own = statement is not None and not statement.paper and speaker is not None and speaker.kind in SPEAKING
    if own and speaker is not None and (deadline is not None or _refuses(reading, token)):
        return _commitment(reading, token, speaker.name, None, due)
    if _negated(reading, token):
        return None
    if is_passive(reading, token):
        return _passive(reading, cast, token, statement, due)
    doers = list(reading.all_children(token, "nsubj")) or subjects(reading, token)
    if not doers or doers[0] in policies:
        return None
    if reading.lower[doers[0]] in ("we", "i"):
        name = speaker.name if speaker is not None else None
        return _commitment(reading, token, name, None, due) if statement is not None else None
    who = _who(reading, cast, doers[:1])
    if who is None or who.kind not in SPEAKING:
        return None
    own = speaker is not None and speaker.cluster == who.cluster
    papered = statement is not None and statement.paper and deadline is not None
    return _commitment(reading, token, who.name, None, due) if own or papered or _gives_word(who, strict) else None


def _gives_word(who: Mention, deadline: EventDate | None) -> bool:
    """Tell whether a "will" without a speaker binds: a body's, with a deadline."""
    return deadline is not None and who.kind in OFFICIAL


def _refuses(reading: Reading, token: int) -> bool:
    """See "no herder will pay more": a promise that something will not be."""
    first = reading.left[token]
    return reading.lower[first] in ("no", "nobody") and reading.lemma[token] not in words(LEXICON, "unchecked")


def _is_forecast(reading: Reading, token: int, deadline: EventDate | None) -> bool:
    """Tell a prediction or description from a promise; a deadline makes a promise even of "will have"."""
    return reading.lemma[token] in words(LEXICON, "unchecked") and (
        deadline is None or reading.lemma[token] in words(LEXICON, "hardly")
    )


def _passive(
    reading: Reading, cast: Cast, token: int, statement: Attribution | None, due: Deadlines
) -> Commitment | None:
    """Read "efforts will be intensified": a promise of whoever says so; of nobody named where a paper says so."""
    subject = reading.child(token, "nsubjpass")
    if statement is None or subject is None or reading.lemma[subject] not in words(LEXICON, "efforts"):
        return None
    first = reading.left[subject]
    if reading.lower[first] in ("no", "nobody"):
        return None
    agents = [
        m for t in subjects(reading, token) if (m := cast.headed_by(reading, t)) is not None and m.kind in SPEAKING
    ]
    by = (
        agents[0].name
        if agents
        else (statement.mention.name if statement.mention is not None and not statement.paper else None)
    )
    start, end = _clause(reading, token)
    return Commitment(start, end, by, None, _what(reading, token), due.coming(start, end), _conditional(reading, token))


def _said_in(reading: Reading, token: int, statements: list[Attribution]) -> Attribution | None:
    """Find the narrowest statement that holds a token; `statements` are in the order of their contents."""
    at = reading.start[token]
    last = bisect_right(statements, at, key=lambda a: a.statement.content.start)
    holding = [a for a in statements[max(0, last - NESTED) : last] if at < a.statement.content.end]
    return min(holding, key=lambda a: a.statement.content.end - a.statement.content.start, default=None)


def _negated(reading: Reading, token: int) -> bool:
    return any(reading.dep[c] == "neg" for c in reading.children[token])


def _doubtful(reading: Reading, token: int) -> bool:
    """Leave out conditionals of others, questions and hopes."""
    if any(
        reading.dep[c] == "mark" and reading.lower[c] in ("if", "whether", "unless") for c in reading.children[token]
    ):
        return True
    return reading.dep[token] in ("ccomp", "xcomp") and reading.lemma[reading.head[token]] in (
        "hope",
        "expect",
        "believe",
        "think",
        "fear",
        "predict",
        "wish",
        "want",
        "doubt",
        "ask",
        "urge",
        "estimate",
    )


def _conditional(reading: Reading, token: int) -> bool:
    return any(
        reading.dep[c] == "advcl" and any(reading.lower[g] in ("if", "unless", "provided") for g in reading.children[c])
        for c in reading.children[token]
    )


def _commitment(reading: Reading, act: int, by: str | None, to: str | None, due: Deadlines) -> Commitment:
    start, end = _clause(reading, act)
    return Commitment(start, end, by, to, _what(reading, act), due.coming(start, end), _conditional(reading, act))


def _clause(reading: Reading, token: int) -> Span:
    """Give the clause of an act without marks, quotation marks and what follows after a full stop."""
    first, last = reading.subtree(token)
    while first < token and (reading.dep[first] in ("mark", "punct", "cc") or not reading.words[first].strip()):
        first += 1
    while last > token + 1 and (reading.pos[last - 1] in ("PUNCT", "SPACE")):
        last -= 1
    return reading.span(first, last)


def _what(reading: Reading, token: int) -> str:
    start, end = _clause(reading, token)
    text = " ".join(reading.text[start:end].split())
    return "".join(c for c in text if c not in '“”"').removeprefix("to ").strip()
