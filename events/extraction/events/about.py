"""What the text says of a phrase that somebody asks about: kind if it is one of ours, date, actors in roles."""

from events.extraction.actors import Cast, antecedent
from events.extraction.dates import Dater
from events.extraction.events.arguments import Argument, arguments_of
from events.extraction.events.assertion import assertion_of
from events.extraction.events.drafts import in_its_time
from events.extraction.events.places import place_of
from events.extraction.events.roles import participants_of
from events.extraction.events.senses import Sense
from events.extraction.events.titles import title_of
from events.extraction.events.triggers import Trigger, asked_kind, light_verb, noun_trigger, verb_trigger
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Event, Participant, Quote, Span
from events.extraction.vocabulary import Kind, Role

ROLES = {
    "subject": Role.IMPLEMENTER,
    "agent": Role.IMPLEMENTER,
    "poss": Role.IMPLEMENTER,
    "object": Role.AFFECTED,
    "dative": Role.TARGET,
}
LONGEST = 80
COUNTING = frozenset(
    ["others", "more", "another", "scores", "dozens", "hundreds", "thousands", "those", "everyone", "nobody"]
)
HUMAN = (("actors/lexicon/context", "nouns.person"), ("actors/lexicon/groups", "person"))


def tell(reading: Reading, cast: Cast, span: Span, dated: Dater) -> Event:
    """Tell what the text says of one phrase."""
    first, last = reading.tokens_in(span.start, span.end)
    head = next((t for t in range(first, last) if not first <= reading.head[t] < last or reading.head[t] == t), first)
    trigger, kind = _trigger(reading, cast, first, last, head)
    assertion = assertion_of(trigger)
    date, when = dated.date_of(span.start, span.end, assertion=assertion)
    assertion = in_its_time(trigger, assertion, date, dated.published)
    sentence = reading.sentence_span(head)
    return Event(
        kind=kind,
        assertion=assertion,
        title=title_of(trigger, cast, assertion),
        start=span.start,
        end=span.end,
        sentence=sentence,
        evidence=(Quote("text", *sentence),),
        date=date,
        when=when,
        place=place_of(trigger, cast),
        participants=_participants(trigger, cast),
        policies=(),
        relations=(),
        confidence=0.6 if kind else 0.4,
    )


def _trigger(reading: Reading, cast: Cast, first: int, last: int, head: int) -> tuple[Trigger, Kind | None]:
    """Read the phrase as a trigger: strictly, then leniently, then by words that count only when asked about."""
    for lenient in (False, True):
        for token in dict.fromkeys((head, *range(first, last))):
            found = verb_trigger(reading, cast, token, lenient=lenient) or noun_trigger(
                reading, cast, token, lenient=lenient
            )
            if found is not None:
                return found, found.sense.kind
    kind = asked_kind(reading, first, last, head)
    sense = Sense(kind or Kind.DECISION, (reading.lemma[head],), reading.pos[head] == "VERB", 0.3, ())
    return Trigger(
        reading, head, first, last, sense, None if reading.pos[head] in ("VERB", "AUX") else light_verb(reading, head)
    ), kind


def _participants(trigger: Trigger, cast: Cast) -> tuple[Participant, ...]:
    """Give everybody and everything that takes part, named or not: who asks about a phrase wants them all."""
    found = {(p.start, p.end): p for p in participants_of(trigger, cast, pronouns=True)}
    taken = list(found)
    for argument in arguments_of(trigger.reading, trigger.token, trigger.light):
        extra = _phrase(trigger, cast, argument)
        if extra is not None and not any(extra.start < end and start < extra.end for start, end in taken):
            found[extra.start, extra.end] = extra
            taken.append((extra.start, extra.end))
    return tuple(sorted(found.values(), key=lambda p: (p.start, p.end)))


def _phrase(trigger: Trigger, cast: Cast, argument: Argument) -> Participant | None:
    reading, token = trigger.reading, argument.token
    mention = cast.headed_by(reading, token)
    role = ROLES.get(argument.relation)
    if mention is None and role is None:
        return None
    if mention is not None:
        start, end = reading.span(mention.start, mention.end)
        return Participant(start, end, role or Role.PARTICIPANT, mention.name, mention.cluster)
    if reading.pos[token] == "PRON":
        whom = antecedent(reading, cast, token)
        if reading.tag[token] not in ("PRP", "PRP$"):
            return None
        start, end = reading.span(token, token + 1)
        return Participant(
            start,
            end,
            role or Role.PARTICIPANT,
            whom.name if whom else reading.words[token],
            whom.cluster if whom else -1,
        )
    if argument.relation == "compound" or not (reading.pos[token] == "PROPN" or _is_human(reading, token)):
        return None
    first = max(reading.left[token], token - 6)
    start, end = reading.span(first, token + 1)
    return (
        Participant(start, end, role or Role.PARTICIPANT, reading.slice(first, token + 1), -1)
        if end - start <= LONGEST
        else None
    )


def _is_human(reading: Reading, token: int) -> bool:
    """Tell a noun or number that counts people ("tailors", "fifteen were hurt") from one for things."""
    counted = reading.pos[token] == "NUM" or reading.lower[token] in COUNTING
    if counted:
        return not any(reading.dep[c] in ("quantmod", "prep") for c in reading.children[token])
    return reading.pos[token] == "NOUN" and any(reading.lemma[token] in words(*table) for table in HUMAN)
