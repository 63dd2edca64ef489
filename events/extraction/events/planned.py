"""An operation that has been approved and not yet begun is an event of its own: planned, from that day on."""

from dataclasses import replace

from events.extraction.actors import Cast, Mention
from events.extraction.events.drafts import Draft
from events.extraction.events.implied import participant
from events.extraction.events.roles import security_forces
from events.extraction.lexicon import words
from events.extraction.policies import PolicyMention
from events.extraction.reading import Reading
from events.extraction.results import Event, EventDate, Participant, PolicyReference, Quote
from events.extraction.vocabulary import Assertion, Basis, Effect, Kind, Precision, Role

WORDS = "events/cues/words"


def planned_operations(
    drafts: list[Draft], events: list[Event], cast: Cast, policies: list[PolicyMention]
) -> tuple[Event, ...]:
    """Make a record of each operation that the article says was approved, and of whose launch it says nothing."""
    found: list[Event] = []
    for one, event in zip(drafts, events, strict=True):
        if (
            one.effect is not Effect.APPROVES
            or one.assertion is not Assertion.REPORTED
            or one.kind is not Kind.DECISION
        ):
            continue
        for policy, _ in one.policies.values():
            if policy.name.split()[0].lower() in words("policies/lexicon/policies", "operations") and not _launched(
                policy, drafts
            ):
                found.append(_operation(policy, one, event, cast, policies))
    return tuple(found)


def _launched(policy: PolicyMention, drafts: list[Draft]) -> bool:
    return any(d.kind is Kind.OPERATION and policy.name in d.policies for d in drafts)


def _operation(policy: PolicyMention, one: Draft, event: Event, cast: Cast, policies: list[PolicyMention]) -> Event:
    reading = policy.reading
    mention = next(
        (p for p in policies if p.name == policy.name and p.reading.field == "text" and _speaks_of_doing(p)), policy
    )
    start, end = mention.reading.span(mention.start, mention.end)
    targets = _targets(one, cast)
    title = f"{policy.name} planned" + (f" against {targets[0].name}" if targets else "")
    mentions = [p for p in policies if p.name == policy.name and p.reading.field == "text"]
    evidence = dict.fromkeys(Quote("text", *p.reading.sentence_span(p.start)) for p in (mention, *mentions))
    return Event(
        kind=Kind.OPERATION,
        assertion=Assertion.PLANNED,
        title=title,
        start=start,
        end=end,
        sentence=mention.reading.sentence_span(mention.start),
        evidence=tuple(evidence),
        date=_from_then_on(one.date),
        when=one.when,
        place=None,
        participants=(*_implementers(reading, cast), *targets),
        policies=(PolicyReference(policy.name, start, end, None, mention.parent),),
        relations=(),
        confidence=round(event.confidence * 0.8, 2),
    )


def _speaks_of_doing(policy: PolicyMention) -> bool:
    """Prefer the mention that says what the operation will do."""
    reading = policy.reading
    after = range(policy.end, min(policy.end + 2, len(reading)))
    return any(reading.tag[t] == "MD" for t in after)


def _from_then_on(date: EventDate | None) -> EventDate | None:
    """Open the decision's date towards the future: approval is not launch."""
    if date is None or date.earliest is None:
        return None
    return replace(
        date,
        edtf=f"{date.earliest.isoformat()}/..",
        latest=None,
        precision=Precision.INTERVAL,
        basis=Basis.INHERITED,
        confidence=round(date.confidence * 0.8, 2),
    )


def _targets(one: Draft, cast: Cast) -> tuple[Participant, ...]:
    """Find whom the operation is against, in the sentence that approves it."""
    reading = one.reading
    first, last = reading.sentence(one.trigger.token)
    for mention in cast.mentions:
        if (
            mention.reading is reading
            and first <= mention.start < last
            and reading.lower[mention.head] in words(WORDS, "hostile")
        ):
            return (participant(mention, Role.TARGET),)
    return ()


def _implementers(reading: Reading, cast: Cast) -> tuple[Participant, ...]:
    """Find the forces whose efforts the text speaks of in the future."""
    found: dict[int, Mention] = {}
    for mention in cast.mentions:
        if (
            mention.reading is reading
            and security_forces(mention)
            and not mention.name[:1].isdigit()
            and _in_future(reading, mention)
        ):
            found.setdefault(mention.cluster, mention)
    return tuple(participant(m, Role.IMPLEMENTER) for m in found.values())


def _in_future(reading: Reading, mention: Mention) -> bool:
    for above in reading.ancestors(mention.head):
        if reading.pos[above] == "VERB":
            return any(
                reading.tag[c] == "MD" and reading.lower[c] in ("will", "would", "shall")
                for c in reading.children[above]
            )
    return False
