"""How likely a mention is one that an analyst would record, by what speaks for and against it.

A logistic model over a few signals. Its weights stand in weights/worth.toml, fitted on the labelled articles by
`python -m tests.benchmarks.weigh`; the rules' own score (salience.py) is one of the signals.
"""

import math

from events.extraction.actors import Cast
from events.extraction.events.arguments import VERBAL, is_passive, subjects
from events.extraction.events.background import is_habit
from events.extraction.events.conditions import is_authority
from events.extraction.events.drafts import Draft
from events.extraction.lexicon import load
from events.extraction.vocabulary import ActorKind, Assertion, Basis, Kind

WEIGHTS = "events/weights/worth"
MOST_DOERS, MOST_PARTICIPANTS, MOST_WORDS, DEEPEST = 2, 4, 5, 5


def worth(draft: Draft, cast: Cast) -> float:
    """Give the probability that a mention, with all that was merged into it, is worth a record; 0 to 1."""
    fitted = load(WEIGHTS)
    odds = fitted["intercept"] + sum(fitted["weights"][name] * value for name, value in signals(draft, cast).items())
    return float(1 / (1 + math.exp(-odds)))


def signals(draft: Draft, cast: Cast) -> dict[str, float]:
    """Give what speaks for and against a record, by name: numbers from 0 to 5, most of them 0 or 1."""
    basis = draft.date.basis if draft.date is not None else None
    found = {f"kind {kind}": kind is draft.kind for kind in Kind}
    found |= {f"assertion {assertion}": assertion is draft.assertion for assertion in Assertion}
    found |= {f"date {one}": one is basis for one in Basis} | {"date none": basis is None}
    numbers = {name: float(value) for name, value in found.items()}
    numbers |= _of_who_and_what(draft) | _of_doers(draft, cast) | _of_the_clause(draft, cast)
    return numbers | {"score": draft.score}


def _of_doers(draft: Draft, cast: Cast) -> dict[str, float]:
    """Tell of what kind those are who act, or to whom something is done where nobody is said to act."""
    clusters = draft.doers or draft.clusters
    kinds = {ActorKind.OFFICE if c in cast.in_office else cast.kinds.get(c) for c in clusters}
    return {f"by {kind}": float(kind in kinds) for kind in ActorKind} | {
        "authorities": min(1.0, 2 * cast.authorities),
        "essay": float(draft.essay),
        "quoted": float(draft.quoted),
    }


def _of_who_and_what(draft: Draft) -> dict[str, float]:
    return {
        "doers": min(MOST_DOERS, len(draft.doers)),
        "participants": min(MOST_PARTICIPANTS, len(draft.participants)),
        "roles": len({p.role for p in draft.participants}),
        "words": min(MOST_WORDS, len(draft.content)),
        "policy": float(bool(draft.policies)),
        "effect": float(draft.effect is not None),
        "place": float(draft.place is not None),
        "mentions": min(3, len(draft.others)),
    }


def _of_the_clause(draft: Draft, cast: Cast) -> dict[str, float]:
    reading, verb, trigger = draft.reading, draft.trigger.governor, draft.trigger
    inside = {reading.lower[c] for c in reading.children[verb]}
    acting = subjects(reading, verb) if reading.pos[verb] in VERBAL else []
    return {
        "verb": float(trigger.sense.verbal),
        "weight": trigger.sense.weight,
        "paper": float(draft.kind is Kind.STATEMENT and bool(trigger.sense.objects)),
        "headline": float(any(m.headline for m in draft.others)),
        "first": float(reading.sentence_of[trigger.token] == 0),
        "light verb": float(trigger.light is not None),
        "authority": float(any(is_authority(reading, cast, t) for t in acting)),
        "subject": float(bool(acting)),
        "passive": float(is_passive(reading, verb)),
        "habit": float(is_habit(draft)),
        "had": float("had" in inside),
        "has": float(bool(inside & {"has", "have"})),
        "to": float("to" in inside),
        "determined": float(any(reading.dep[c] == "det" for c in reading.children[trigger.token])),
        "depth": min(DEEPEST, len(list(reading.ancestors(verb)))),
        "main clause": float(reading.dep[verb] == "ROOT"),
    }
