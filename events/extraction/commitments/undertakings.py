"""Read "will", "shall" and the reported "would": the word of whoever speaks, or of the body that will act."""

from bisect import bisect_right

from events.extraction.actors import Cast, Mention
from events.extraction.commitments.clauses import (
    LEXICON,
    MODALS,
    clause,
    is_conditional,
    is_doubtful,
    is_negated,
    is_vague,
    what,
    whom,
)
from events.extraction.commitments.deadlines import Deadlines
from events.extraction.events.arguments import is_passive, subjects
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Commitment, EventDate
from events.extraction.statements import Attribution
from events.extraction.vocabulary import ActorKind

NESTED = 20
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
NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})


def undertaken(
    reading: Reading, cast: Cast, token: int, statements: list[Attribution], policies: set[int], due: Deadlines
) -> Commitment | None:
    """Read one verb with "will", "shall" or "would" as a commitment; None where it is none."""
    modal = next((reading.lower[c] for c in reading.children[token] if reading.tag[c] == "MD" and c < token), None)
    if modal not in MODALS or is_doubtful(reading, token) or reading.lemma[token] in words(LEXICON, "scheduled"):
        return None
    said = _said_in(reading, token, statements)
    if (
        (modal == "would" and (said is None or said.statement.direct))
        or _is_unsure(reading, said)
        or reading.dep[token] == "relcl"
    ):
        return None
    at = said.cue if said is not None and said.cue >= 0 else token
    span = clause(reading, token)
    deadline = due.coming(*span, at=at)
    if _is_forecast(reading, token, deadline):
        return None
    by = _by(reading, cast, token, said, policies, due.within(*span, at=at), deadline)
    if by is None:
        return None
    return Commitment(*span, by or None, None, what(reading, span), deadline, is_conditional(reading, token))


def _by(
    reading: Reading,
    cast: Cast,
    token: int,
    said: Attribution | None,
    policies: set[int],
    strict: EventDate | None,
    deadline: EventDate | None,
) -> str | None:
    """Give who gives the word, "" for nobody named; None where nobody does."""
    speaker = said.mention if said is not None else None
    own = said is not None and not said.paper and speaker is not None and speaker.kind in SPEAKING
    scheduled = strict is None and is_passive(reading, token) and reading.lemma[token] in words(LEXICON, "announced")
    if own and speaker is not None and ((deadline is not None and not scheduled) or _refuses(reading, token)):
        return speaker.name
    if is_negated(reading, token) or scheduled:
        return None
    if is_passive(reading, token):
        return _in_the_passive(reading, cast, token, said, strict)
    doers = list(reading.all_children(token, "nsubj")) or subjects(reading, token)
    if not doers or doers[0] in policies:
        return None
    if reading.lower[doers[0]] in ("we", "i"):
        return None if said is None else speaker.name if speaker is not None else ""
    who = whom(reading, cast, doers[:1])
    if who is None or who.kind not in SPEAKING:
        return None
    himself = speaker is not None and speaker.cluster == who.cluster
    papered = said is not None and said.paper and deadline is not None
    return who.name if himself or papered or _gives_word(who, strict) else None


def _gives_word(who: Mention, deadline: EventDate | None) -> bool:
    """Tell whether a "will" without a speaker binds: a body's, with a deadline."""
    return deadline is not None and who.kind in OFFICIAL


def _is_unsure(reading: Reading, said: Attribution | None) -> bool:
    """See what is hinted, feared or threatened and not promised."""
    return said is not None and said.cue >= 0 and reading.lemma[said.cue] in words(LEXICON, "unsure")


def _refuses(reading: Reading, token: int) -> bool:
    """See "no herder will pay more": a promise that something will not be."""
    subject = reading.child(token, "nsubj", "nsubjpass")
    if subject is None or is_vague(reading, token):
        return False
    return reading.lower[subject] in NOBODY or reading.lower[reading.left[subject]] in NOBODY


def _is_forecast(reading: Reading, token: int, deadline: EventDate | None) -> bool:
    """Tell a prediction or description from a promise; a deadline makes a promise even of "will have"."""
    return is_vague(reading, token) and (deadline is None or reading.lemma[token] in words(LEXICON, "hardly"))


def _in_the_passive(
    reading: Reading, cast: Cast, token: int, said: Attribution | None, strict: EventDate | None
) -> str | None:
    """Read "efforts will be intensified" as the word of whoever says so; without a speaker only with a deadline."""
    subject = reading.child(token, "nsubjpass")
    if subject is None or reading.lower[reading.left[subject]] in NOBODY:
        return None
    owed = strict is not None and reading.lemma[token] in words(LEXICON, "owing")
    if not owed and (said is None or reading.lemma[subject] not in words(LEXICON, "efforts")):
        return None
    agents = (whom(reading, cast, [t]) for t in subjects(reading, token))
    agent = next((m.name for m in agents if m is not None and m.kind in SPEAKING), None)
    speaker = said.mention.name if said is not None and said.mention is not None and not said.paper else ""
    return agent or speaker


def _said_in(reading: Reading, token: int, statements: list[Attribution]) -> Attribution | None:
    """Find the narrowest statement that holds a token; `statements` are in the order of their contents."""
    at = reading.start[token]
    last = bisect_right(statements, at, key=lambda a: a.statement.content.start)
    holding = [a for a in statements[max(0, last - NESTED) : last] if at < a.statement.content.end]
    return min(holding, key=lambda a: a.statement.content.end - a.statement.content.start, default=None)
