"""Attribute words to speakers: cue, source and content by syntax, by quotation marks, by what went before."""

from dataclasses import dataclass

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.events.arguments import is_passive, subjects
from events.extraction.events.conditions import is_actor
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, Reading
from events.extraction.results import Span, Statement
from events.extraction.statements.quotes import Spoken, quotations

CUES = "statements/lexicon/cues"
TRIM = frozenset(" ,;:\n\t-–—")
SHARE = 0.5
SHORTEST, CLOSE = 25, 250
SPEAKING = frozenset(
    {
        "some",
        "many",
        "others",
        "those",
        "most",
        "everyone",
        "everybody",
        "anyone",
        "nobody",
        "who",
        "another",
        "one",
        "few",
        "several",
        "both",
        "all",
        "you",
        "me",
        "us",
    }
)


@dataclass(slots=True)
class Attribution:
    """A statement with what other stages ask of it: the cue's token and whether a paper speaks for somebody."""

    statement: Statement
    cue: int
    mention: Mention | None
    paper: bool = False


def find_statements(reading: Reading, cast: Cast) -> list[Attribution]:
    """Find the statements of a text in its order."""
    spoken = quotations(reading)
    found: list[Attribution] = []
    issuer: Mention | None = None
    for token in range(len(reading)):
        if reading.lower[token] == "according" and token + 1 < len(reading) and reading.lower[token + 1] == "to":
            attribution = _according(reading, cast, token, spoken)
        elif reading.pos[token] in ("VERB", "AUX") or reading.tag[token].startswith("VB"):
            attribution = _by_verb(reading, cast, token, spoken, found, issuer)
        else:
            continue
        issuer = _issuer(reading, cast, token) or issuer
        if attribution is not None:
            found.append(attribution)
    return _with_loose_quotations(found, spoken)


def _issuer(reading: Reading, cast: Cast, token: int) -> Mention | None:
    """Find who issued the paper that later speaks for it ("a statement issued by the ministry")."""
    if reading.lemma[token] not in ("issue", "release", "publish"):
        return None
    paper = reading.head[token] if reading.dep[token] == "acl" else reading.child(token, "dobj", "nsubjpass")
    if paper is None or reading.lemma[paper] not in words(CUES, "papers"):
        return None
    doers = subjects(reading, token)
    return cast.at(reading, doers[0]) if doers else None


def _by_verb(
    reading: Reading, cast: Cast, token: int, spoken: Spoken, before: list[Attribution], issuer: Mention | None
) -> Attribution | None:
    lemma = reading.lemma[token]
    saying = lemma in words(CUES, "saying")
    if not (
        saying
        or lemma in words(CUES, "clause")
        or lemma in words(CUES, "infinitive")
        or lemma in words(CUES, "object")
        or _prepositional(reading, token)
    ):
        return None
    if reading.dep[token] in ("amod", "compound", "auxpass", "aux"):
        return None
    content = _content(reading, token, lemma, spoken)
    if content is None and not saying:
        return None
    doers = _doers(reading, cast, token)
    if is_passive(reading, token) and not doers:
        if not saying or content is None:
            return None
        return _unnamed(reading, token, content, before, spoken)
    if not doers or (reading.dep[token] == "acl" and not saying):
        return None
    if not saying and not _can_speak(reading, cast, doers[0]):
        return None
    return _attributed(reading, cast, token, doers[0], content, before, spoken, issuer)


def _doers(reading: Reading, cast: Cast, token: int) -> list[int]:
    """Give a cue's subjects; where the parser hung the cue on the wrong verb ("said that it is ... and vowed"), those
    of a verb above.
    """
    own = subjects(reading, token)
    if not own or reading.dep[token] != "conj" or _can_speak(reading, cast, own[0]):
        return own
    for above in reading.ancestors(token):
        higher = subjects(reading, above) if reading.pos[above] == "VERB" else []
        if higher and _can_speak(reading, cast, higher[0]):
            return higher
    return own


def _can_speak(reading: Reading, cast: Cast, token: int) -> bool:
    speaking = reading.lemma[token] in words(CUES, "papers") or reading.lemma[token] in words(CUES, "sources")
    return speaking or is_actor(reading, cast, token) or reading.lower[token] in SPEAKING


def _attributed(
    reading: Reading,
    cast: Cast,
    token: int,
    doer: int,
    content: Span | None,
    before: list[Attribution],
    spoken: Spoken,
    issuer: Mention | None,
) -> Attribution | None:
    if reading.lower[doer] in ("what", "which", "that", "there", "this", "nothing"):
        return None
    source = _source(reading, doer)
    if content is None:
        content = _sentence_rest(reading, token)
    if content is None:
        return None
    mention, paper = _speaker(reading, cast, doer, before, issuer)
    statement = Statement(
        source=source, cue=reading.span(token, token + 1), content=content, content_parts=(content,),
        speaker=_speaker_name(reading, mention, doer),
        direct=_is_direct(content, spoken),
    )  # fmt: skip
    return Attribution(statement, token, mention, paper)


def _speaker_name(reading: Reading, mention: Mention | None, doer: int) -> str | None:
    if mention is not None:
        return mention.name
    return None if reading.pos[doer] == "PRON" else _plain(reading, doer)


def _source(reading: Reading, doer: int) -> Span:
    first, last = reading.subtree(doer)
    while first < doer and (
        reading.words[first] in CLOSING or reading.words[first] in ',;:“"' or not reading.words[first].strip()
    ):
        first += 1
    cut = next(
        (
            t
            for t in range(doer + 1, last)
            if reading.dep[t] in ("relcl", "appos", "acl") or reading.words[t] in ",;:—–"
        ),
        last,
    )
    return reading.span(first, max(cut, doer + 1))


def _plain(reading: Reading, token: int) -> str:
    first, last = reading.left[token], token + 1
    while first < token and reading.pos[first] in ("DET", "PUNCT"):
        first += 1
    return reading.slice(first, last)


def _speaker(
    reading: Reading, cast: Cast, doer: int, before: list[Attribution], issuer: Mention | None
) -> tuple[Mention | None, bool]:
    """Say who speaks: whom the subject names, whom a pronoun stands for, who issued the paper."""
    if reading.lemma[doer] in words(CUES, "papers"):
        inside = [m for t in range(reading.left[doer], doer) if (m := cast.at(reading, t)) is not None and m.named]
        return (inside[0] if inside else issuer), True
    if reading.lower[doer] == "it" and issuer is not None:
        return issuer, True
    if reading.pos[doer] == "PRON":
        found = antecedent(reading, cast, doer)
        if found is None and before and reading.lower[doer] in ("he", "she", "it"):
            found = before[-1].mention
        return found, False
    return cast.at(reading, doer), False


def _unnamed(
    reading: Reading, token: int, content: Span, before: list[Attribution], spoken: Spoken
) -> Attribution | None:
    """Read "it was added": the speaker before goes on."""
    subject = reading.child(token, "nsubjpass")
    if subject is None or reading.lower[subject] != "it":
        return None
    last = next((a for a in reversed(before) if a.paper), before[-1] if before else None)
    mention = last.mention if last else None
    statement = Statement(
        None,
        reading.span(token, token + 1),
        content,
        (content,),
        mention.name if mention else None,
        _is_direct(content, spoken),
    )
    return Attribution(statement, token, mention, paper=last.paper if last else False)


def _prepositional(reading: Reading, token: int) -> bool:
    return any(
        reading.dep[c] in ("prep", "prt")
        and f"{reading.lemma[token]}:{reading.lower[c]}" in words(CUES, "with_preposition")
        for c in reading.children[token]
    )


def _content(reading: Reading, token: int, lemma: str, spoken: Spoken) -> Span | None:
    """Find the words that a verb attributes: a clause, an infinitive, an object, a quotation beside it."""
    span: Span | None = None
    if lemma in words(CUES, "saying") or lemma in words(CUES, "clause"):
        clauses = [
            c
            for c in reading.children[token]
            if reading.dep[c] in ("ccomp", "parataxis")
            or (reading.dep[c] in ("xcomp", "acl", "advcl") and _quoted(reading, c, spoken))
        ]
        if clauses:
            span = _hull(reading, clauses, token)
    if span is None:
        span = _quotation_beside(reading, token, spoken, loose=lemma in words(CUES, "saying"))
    if span is None and lemma in words(CUES, "infinitive"):
        infinitives = [
            c
            for c in reading.children[token]
            if reading.dep[c] in ("xcomp", "ccomp", "advcl")
            and any(reading.lower[g] == "to" for g in reading.children[c])
        ]
        if infinitives:
            span = _hull(reading, infinitives[:1], token)
    if span is None and _prepositional(reading, token):
        phrases = [c for c in reading.children[token] if reading.dep[c] in ("prep", "dobj") and c > token]
        span = _hull(reading, phrases[:1], token) if phrases else None
    if span is None and lemma in words(CUES, "object"):
        acted_on = [c for c in reading.children[token] if reading.dep[c] in ("dobj", "oprd") and c > token]
        if acted_on:
            span = _hull(reading, acted_on, token)
    return _with_quotations(span, spoken) if span else None


def _quoted(reading: Reading, token: int, spoken: Spoken) -> bool:
    return bool(spoken.touching(reading.start[token], reading.end[token]))


def _hull(reading: Reading, tokens: list[int], cue: int) -> Span | None:
    """Give the stretch of some subtrees on one side of the cue, blanks and commas cut off."""
    first = min(reading.left[t] for t in tokens)
    last = max(reading.right[t] for t in tokens) + 1
    if first <= cue < last:
        first, last = (cue + 1, last) if min(tokens) > cue else (first, _before_source(reading, cue))
    return _trim(reading.text, *reading.span(first, last)) if last > first else None


def _before_source(reading: Reading, cue: int) -> int:
    subject = reading.child(cue, "nsubj")
    return min(cue, reading.left[subject] if subject is not None else cue)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return Span(start, end) if end > start else None


def _quotation_beside(reading: Reading, token: int, spoken: Spoken, *, loose: bool) -> Span | None:
    """Find the quotation in the cue's own sentence, or right before or after it."""
    first, last = reading.sentence(token)
    start, end = reading.start[first], reading.end[last - 1]
    inside = [q for q in spoken.touching(start, end) if not q.start <= reading.start[token] < q.end]
    if inside:
        return inside[0] if len(inside) == 1 else Span(inside[0].start, inside[-1].end)
    if not loose:
        return None
    tail = reading.text[reading.end[token] : reading.end[token] + 80]
    if tail.lstrip().startswith(":") or ":" in tail[:60]:
        return next((q for q in spoken.touching(end, end + 5) if q.start >= end), None)
    return None


def _with_quotations(span: Span, spoken: Spoken) -> Span:
    """Widen a content by the long quotations that it cuts into."""
    start, end = span
    for quote in spoken.touching(start, end):
        if (quote.end - quote.start) > 0.3 * (end - start):
            start, end = min(start, quote.start), max(end, quote.end)
    return Span(start, end)


def _sentence_rest(reading: Reading, token: int) -> Span | None:
    """Take what is left of the sentence for "..., he said" that the parse did not join to its words."""
    first, last = reading.sentence(token)
    before = _before_source(reading, token)
    if before - first > 4:
        return _trim(reading.text, *reading.span(first, before))
    if last - token > 5:
        return _trim(reading.text, *reading.span(token + 1, last))
    return None


def _is_direct(content: Span, spoken: Spoken) -> bool:
    inside = sum(
        max(0, min(content.end, q.end) - max(content.start, q.start))
        for q in spoken.touching(content.start, content.end)
    )
    return inside >= SHARE * (content.end - content.start)


def _according(reading: Reading, cast: Cast, token: int, spoken: Spoken) -> Attribution | None:
    preposition = token + 1
    doer = reading.child(preposition, "pobj")
    if doer is None:
        return None
    first, last = reading.sentence(token)
    source = _source(reading, doer)
    end = reading.right[doer] + 1
    before = reading.span(first, token) if token > first else None
    after = reading.span(end, last) if last - end > 3 else None
    rest = max((s for s in (before, after) if s is not None), key=lambda s: s.end - s.start, default=None)
    content = _trim(reading.text, *rest) if rest is not None else None
    if content is None:
        return None
    mention = cast.at(reading, doer)
    paper = reading.lemma[doer] in words(CUES, "papers")
    if paper:
        mention = next((m for t in range(doer + 1, end) if (m := cast.at(reading, t)) is not None and m.named), mention)
    statement = Statement(
        source,
        reading.span(token, preposition + 1),
        content,
        (content,),
        mention.name if mention else _plain(reading, doer),
        _is_direct(content, spoken),
    )
    return Attribution(statement, token, mention, paper)


def _with_loose_quotations(found: list[Attribution], spoken: Spoken) -> list[Attribution]:
    """Give quotations that no cue reached to the speaker of the statement right before them."""
    ordered = sorted(found, key=lambda a: a.statement.content.start)
    loose: list[Attribution] = []
    position, reached = 0, 0
    for quote in spoken:
        while position < len(ordered) and ordered[position].statement.content.start < quote.end:
            reached = max(reached, ordered[position].statement.content.end)
            position += 1
        if quote.end - quote.start < SHORTEST or reached > quote.start:
            continue
        last = ordered[position - 1] if position else None
        near = (
            last is not None
            and quote.start - max(last.statement.content.end, last.statement.cue.end if last.statement.cue else 0)
            < CLOSE
        )
        speaker = last if near else None
        statement = Statement(None, None, quote, (quote,), speaker.statement.speaker if speaker else None, True)
        loose.append(Attribution(statement, -1, speaker.mention if speaker else None))
    return sorted(found + loose, key=lambda a: a.statement.content.start)
