"""Which events of an article are worth a record, and how sure each is."""

from events.extraction.actors import Cast
from events.extraction.events.arguments import PROPOSED, SETTLING, is_passive, objects
from events.extraction.events.drafts import DOING, Draft
from events.extraction.events.triggers import Trigger
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind, Assertion, Basis, Kind

MOST = 10
ENOUGH = 0.5
CONTENT = frozenset(
    {"xcomp", "ccomp", "acl", "relcl", "advcl", "pcomp", "dobj", "pobj", "prep", "conj", "nsubjpass", "nsubj", "nmod"}
)
EARLIER = frozenset({"previously", "already", "earlier", "formerly"})
PUBLIC = frozenset(
    {
        ActorKind.OFFICE,
        ActorKind.BODY,
        ActorKind.GOVERNMENT,
        ActorKind.COUNTRY,
        ActorKind.ORGANISATION,
        ActorKind.GROUP,
        ActorKind.PLACE,
    }
)
PERSONAL = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP, ActorKind.BODY, ActorKind.GOVERNMENT})
CONTAINING = frozenset({Kind.DECISION, Kind.AGREEMENT, Kind.STATEMENT, Kind.LEGISLATION})
HAPPENING = frozenset({Kind.INCIDENT, Kind.OPERATION, Kind.MEETING})


def absorbed(triggers: list[Trigger]) -> set[int]:
    """Give the triggers (by position in the list) that only say what another one decides, agrees or says."""
    by_token = {(t.reading.field, t.governor): i for i, t in enumerate(triggers)}
    by_token.update({(t.reading.field, t.token): i for i, t in enumerate(triggers)})
    gone = _proposed(triggers)
    for number, trigger in enumerate(triggers):
        reading = trigger.reading
        own = by_token.get((reading.field, trigger.light)) if trigger.light is not None else None
        if own is not None and own != number and triggers[own].sense.verbal and triggers[own].token == trigger.light:
            verb = triggers[own].sense
            gone.add(
                number if verb.objects or verb.weight > trigger.sense.weight or verb.kind is trigger.sense.kind else own
            )
            continue
        holder = _container(reading, trigger, triggers, by_token)
        if holder is not None and holder != number:
            gone.add(number)
    return gone


def _proposed(triggers: list[Trigger]) -> set[int]:
    """Give the triggers within "the proposal made by ... to do ... was approved", however the parser joined them."""
    gone: set[int] = set()
    for settling in triggers:
        reading, verb = settling.reading, settling.token
        if settling.sense.kind not in (Kind.DECISION, Kind.LEGISLATION) or reading.lemma[verb] not in SETTLING:
            continue
        first = reading.sentence(verb)[0]
        noun = next((t for t in range(first, verb) if reading.lemma[t] in PROPOSED), None)
        if noun is not None and is_passive(reading, verb):
            gone |= {
                n
                for n, t in enumerate(triggers)
                if t.reading is reading and noun <= t.token < verb and t is not settling
            }
    return gone


def _container(
    reading: Reading, trigger: Trigger, triggers: list[Trigger], by_token: dict[tuple[str, int], int]
) -> int | None:
    """Find the decision, deal or statement whose object or infinitive this trigger lies in."""
    below = trigger.governor
    for above in reading.ancestors(trigger.governor):
        if reading.dep[below] not in CONTENT:
            return None
        number = by_token.get((reading.field, above))
        other = triggers[number] if number is not None else None
        if (
            other is not None
            and (other.sense.kind in CONTAINING or (other.sense.kind is Kind.MEETING and other.sense.verbal))
            and trigger.token not in (other.token, other.light)
        ):
            finite = reading.dep[below] in ("ccomp", "relcl") and _is_finite(reading, below)
            subject = reading.dep[below] in ("nsubj", "nsubjpass") and below not in objects(reading, above)
            happened = (
                trigger.sense.kind in HAPPENING
                and trigger.light is None
                and not trigger.sense.verbal
                and other.sense.kind is Kind.STATEMENT
            )
            adverbial = reading.dep[below] in ("advcl", "prep", "conj") and reading.pos[above] == "VERB"
            return None if finite or subject or happened or adverbial else number
        below = above
    return None


def _is_finite(reading: Reading, verb: int) -> bool:
    """Tell "said it will sign" from "refused to sign": what is said to happen is an event, what is refused is not."""
    return reading.tag[verb] in ("VBD", "VBZ", "VBP") or any(
        reading.dep[c] in ("aux", "auxpass") and reading.lower[c] != "to" for c in reading.children[verb]
    )


def scored(draft: Draft, lead: int, cast: Cast) -> float:
    """Weigh one mention: its words, who is named, where in the article it stands; 0 to about 1.2."""
    score = draft.trigger.sense.weight * 0.6
    doing = any(p.role in DOING for p in draft.participants)
    score += 0.2 if doing else 0.0
    score += 0.1 if draft.participants and not doing else 0.0
    score += 0.1 if draft.policies else 0.0
    sentence = draft.reading.sentence_of[draft.trigger.token]
    score += max(0.0, 0.12 - 0.03 * max(0, sentence - lead))
    score -= 0.2 if draft.quoted else 0.0
    score -= 0.15 if draft.assertion is Assertion.HYPOTHETICAL else 0.0
    score -= 0.05 if draft.assertion in (Assertion.NEGATED, Assertion.DISPUTED) else 0.0
    score -= 0.1 if not draft.trigger.sense.verbal and draft.trigger.light is None else 0.0
    score -= 0.1 if not doing and not draft.policies else 0.0
    score -= 0.3 if not draft.participants and not draft.content and not draft.policies else 0.0
    score -= 0.0 if is_public(draft, cast) else 0.25
    return score - _in_the_background(draft)


def is_public(draft: Draft, cast: Cast) -> bool:
    """Tell whether anybody in an event holds an office or is a body: what private persons do is no policy event.

    Force and disasters are public whoever is in them, and so is what is done to a named policy.
    """
    if draft.kind in (Kind.INCIDENT, Kind.OPERATION) or draft.policies or not draft.participants:
        return True
    if draft.kind is Kind.APPOINTMENT:
        return any(cast.kinds.get(p.cluster) in PERSONAL for p in draft.participants) and _any_public(
            draft, cast, {ActorKind.COUNTRY}
        )
    doing = any(p.role in DOING for p in draft.participants)
    return _any_public(draft, cast, set() if doing else {ActorKind.GROUP})


def _any_public(draft: Draft, cast: Cast, besides: set[ActorKind]) -> bool:
    return any(cast.kinds.get(p.cluster) in PUBLIC - besides or p.cluster in cast.in_office for p in draft.participants)


def _in_the_background(draft: Draft) -> float:
    """Weigh down what a text mentions in passing: participles, "as recommended by", what had happened before without a
    date.
    """
    reading, token = draft.reading, draft.trigger.governor
    children = reading.children[token]
    if draft.kind is Kind.STATEMENT and draft.trigger.sense.objects and reading.dep[token] == "acl":
        return 0.0
    penalty = {"relcl": 0.1, "acl": 0.2, "pcomp": 0.25, "csubj": 0.2, "amod": 0.3}.get(reading.dep[token], 0.0)
    if (
        reading.dep[token] == "advcl"
        and any(reading.lower[c] == "as" for c in children)
        and reading.tag[token] == "VBN"
    ):
        penalty += 0.4
    if reading.tag[token] == "VB" and any(reading.lower[c] == "to" for c in children) and reading.dep[token] != "ROOT":
        penalty = max(penalty, 0.2)
    if draft.date is None or draft.date.basis is Basis.PUBLICATION:
        before = any(reading.dep[c] in ("aux", "auxpass") and reading.lower[c] == "had" for c in children)
        adverb = any(reading.lower[c] in EARLIER for c in children)
        penalty += 0.2 if before or adverb else 0.0
    return penalty


def chosen(drafts: list[Draft]) -> list[Draft]:
    """Choose the events that an analyst would record, in the order of the text."""
    if not drafts:
        return []
    ranked = sorted(drafts, key=lambda d: (-d.score, d.trigger.token))
    best = ranked[0].score
    kept = [d for d in ranked if d.score >= max(ENOUGH, best * 0.72)][:MOST]
    if not any(_in_the_lead(d) for d in kept):
        kept += [d for d in ranked if d not in kept and d.score >= ENOUGH - 0.1 and _in_the_lead(d)][:1]
    if not kept and best >= 0.3 and ranked[0].participants:
        kept = ranked[:1]
    return sorted(kept, key=lambda d: d.trigger.token)


def _in_the_lead(draft: Draft) -> bool:
    """See an attack or accident that the article begins with: its news, though on the day little is known of it."""
    first = draft.reading.field == "text" and draft.reading.sentence_of[draft.trigger.token] == 0
    return first and draft.kind is Kind.INCIDENT


def confidence(draft: Draft) -> float:
    """Turn a score into the share of such events that are right."""
    return round(min(0.95, max(0.1, 0.25 + 0.6 * draft.score)), 2)
