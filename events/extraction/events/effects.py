"""Which policies an event is about, and what it does to each."""

from events.extraction.events.arguments import RELATIVE, arguments_of, objects, subjects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import load, words
from events.extraction.policies import PolicyMention
from events.extraction.vocabulary import Effect, Kind, Role

CUES = "events/cues/effects"
Effects = dict[str, tuple[PolicyMention, Effect | None]]
UNDOING = frozenset({Effect.ENDS, Effect.SUSPENDS})
SETTLING = frozenset({Kind.DECISION, Kind.LEGISLATION, Kind.AGREEMENT})
FARTHEST = 12


def effects_on(trigger: Trigger, policies: list[PolicyMention]) -> Effects:
    """Give the policies that an event's own arguments name, each with what is done to it; None where nothing is.

    A policy that is only the frame of another one named ("a fund within the Coast Plan") is left to that one.
    """
    here = [p for p in policies if p.reading is trigger.reading]
    found = _named(trigger, here)
    if all(effect is None for _, effect in found):
        found = [*_spoken_of(trigger, here), *found]
    parents = {p.parent for p, _ in found}
    return {p.name: (p, effect) for p, effect in reversed(found) if p.name not in parents}


def _named(trigger: Trigger, policies: list[PolicyMention]) -> list[tuple[PolicyMention, Effect | None]]:
    reading, found = trigger.reading, []
    spans = _spans(trigger)
    antecedents = _antecedents(trigger)
    for policy in policies:
        head = _head(policy)
        if policy.start <= trigger.token < policy.end:
            found.append((policy, trigger.sense.effect))
        elif not antecedents.isdisjoint(range(policy.start, policy.end)) or _undergoes(trigger, head):
            found.append((policy, _done_to(trigger, [])))
        elif any(start <= policy.start < end for start, end in spans):
            way = _way(trigger, head)
            if not any(reading.dep[t] == "relcl" for t in way or ()):
                found.append((policy, _done_to(trigger, way) if way is not None else trigger.sense.effect))
    return found


def _undergoes(trigger: Trigger, head: int) -> bool:
    """See "the bill cleared its second stage", "the scheme lapsed": a subject to which something happens."""
    reading, verb = trigger.reading, trigger.governor
    if reading.dep[head] != "nsubj" or reading.head[head] != verb:
        return False
    acted_on = [reading.lemma[t] for t in objects(reading, verb)]
    return all(o in words(CUES, "words.stages") for o in acted_on) and reading.child(verb, "ccomp", "xcomp") is None


def _spans(trigger: Trigger) -> list[tuple[int, int]]:
    """Give the stretches of tokens that hang on a trigger as its arguments, its doers left out."""
    reading, undergoes = trigger.reading, trigger.sense.role("subject") is Role.AFFECTED
    spans = [
        reading.subtree(a.token)
        for a in arguments_of(reading, trigger.token, trigger.light)
        if a.relation not in ("agent", "poss") and (a.relation != "subject" or undergoes)
    ]
    if not trigger.sense.verbal:
        spans.append((trigger.first, reading.right[trigger.token] + 1))
    if reading.dep[trigger.governor] == "ROOT" and not spans:
        spans.append(reading.subtree(trigger.governor))
    return spans


def _antecedents(trigger: Trigger) -> set[int]:
    """Give the nouns that a clause describes and acts on: "the Coast Plan, which ...", "..., on which it decides"."""
    reading, verb = trigger.reading, trigger.governor
    found = {t for t in objects(reading, verb) if not reading.left[verb] <= t <= reading.right[verb]}
    if reading.dep[verb] != "relcl":
        return found
    led = (t for c in reading.all_children(verb, "prep") for t in reading.all_children(c, "pobj", "pcomp"))
    return found | ({reading.head[verb]} if any(reading.tag[t] in RELATIVE for t in led) else set())


def _spoken_of(trigger: Trigger, policies: list[PolicyMention]) -> list[tuple[PolicyMention, Effect | None]]:
    """Read "it", done something to, as the policy named last, in this sentence or the one before."""
    reading = trigger.reading
    if not any(reading.lower[t] == "it" for t in objects(reading, trigger.governor)):
        return []
    sentence = reading.sentence_of[trigger.token]
    before = [p for p in policies if p.end <= trigger.token and reading.sentence_of[p.start] >= sentence - 1]
    return [(before[-1], _done_to(trigger, []))] if before else []


def _head(policy: PolicyMention) -> int:
    inside = range(policy.start, policy.end)
    return next((t for t in inside if policy.reading.head[t] not in inside or policy.reading.head[t] == t), inside[-1])


def _way(trigger: Trigger, token: int) -> list[int] | None:
    """Give the tokens from a policy up to the trigger, without it; None where the parse leads elsewhere."""
    way = [token]
    for above in trigger.reading.ancestors(token):
        if above in (trigger.token, trigger.governor):
            return way
        way.append(above)
        if len(way) > FARTHEST:
            return None
    return None


def _done_to(trigger: Trigger, way: list[int]) -> Effect | None:
    """Combine what the trigger does with the words that lead from it to the policy."""
    reading = trigger.reading
    if _only_sent_on(trigger) or any(reading.dep[t] == "advcl" for t in way):
        return None
    effect, start = _of_trigger(trigger), (trigger.token, trigger.governor)
    verb = next((t for t in way if reading.pos[t] == "VERB"), None)
    if verb is not None:
        effect, start = _to_be_done(trigger, verb, effect), (verb, verb)
    leading = next((t for t in way[1:] if reading.dep[t] == "prep"), None)
    if leading is None:
        return effect
    noun = reading.head[leading]
    if reading.lower[leading] in words(CUES, "words.resting") and _listed("nouns", reading.lemma[noun]) is None:
        return effect if trigger.sense.kind is Kind.OPERATION and effect is Effect.LAUNCHES else None
    return effect if noun in start else _through(reading.lemma[noun], effect)


def _of_trigger(trigger: Trigger) -> Effect | None:
    """Give the effect of a trigger's sense, or of its word where the sense has none or says less."""
    lemma = trigger.reading.lemma[trigger.token]
    return (
        _listed("instead", lemma)
        or trigger.sense.effect
        or _listed("verbs" if trigger.sense.verbal else "nouns", lemma)
    )


def _to_be_done(trigger: Trigger, verb: int, effect: Effect | None) -> Effect | None:
    """Read "voted to scrap the plan", "an order suspending the scheme": the second verb says what was settled."""
    reading, lemma = trigger.reading, trigger.reading.lemma[verb]
    paper = reading.dep[verb] == "acl" and reading.tag[verb] == "VBG"
    settled = paper or reading.dep[verb] in ("xcomp", "ccomp")
    if not settled or trigger.sense.kind not in SETTLING or lemma in words(CUES, "words.carrying_out"):
        return None
    if effect in (Effect.PROPOSES, Effect.REVIEWS):
        return effect
    own = _listed("instead", lemma) or _listed("verbs", lemma)
    return Effect.APPROVES if own is Effect.LAUNCHES else own


def _through(noun: str, effect: Effect | None) -> Effect | None:
    """Give what is done to a policy of which a noun is acted on: approving its extension amends it."""
    if noun in words(CUES, "words.selves") or effect in (Effect.AMENDS, Effect.REVIEWS):
        return effect
    if noun in words(CUES, "words.parts"):
        return Effect.AMENDS if effect in UNDOING else None
    own = _listed("nouns", noun)
    if effect in UNDOING:
        return effect if own is Effect.LAUNCHES else None
    return effect if own is not None and effect is Effect.PROPOSES else own


def _listed(table: str, lemma: str) -> Effect | None:
    return next((Effect(effect) for effect, lemmas in load(CUES)[table].items() if lemma in lemmas), None)


def _only_sent_on(trigger: Trigger) -> bool:
    """See a bill that a committee cleared, or that cleared a stage: neither approved nor ended."""
    reading = trigger.reading
    if trigger.sense.kind is not Kind.LEGISLATION or trigger.sense.effect is not Effect.APPROVES:
        return False
    around = (*objects(reading, trigger.token), *subjects(reading, trigger.token))
    return any(reading.lemma[t] in words(CUES, "words.stages") for t in around)
