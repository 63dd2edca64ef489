"""What an article mentions in passing: participles, purposes, deeds somebody is accused of, what had been before."""

from events.extraction.events.arguments import is_passive, subjects
from events.extraction.events.conditions import forms_of
from events.extraction.events.drafts import DOING, YEARS, Draft
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import Assertion, Basis, Kind

WORDS = "events/cues/words"
OWN = frozenset({Basis.EXPLICIT, Basis.RELATIVE})
HAPPENING = frozenset({Kind.INCIDENT, Kind.OPERATION, Kind.MEETING})
REMEMBERING = frozenset({"anniversary", "commemorate", "commemoration", "remembrance", "memory", "memorial"})
EARLIER = frozenset({"previously", "already", "earlier", "formerly"})


def has_own_date(draft: Draft) -> bool:
    """Tell whether an event's own words date it."""
    return draft.date is not None and draft.date.basis in OWN


def in_the_background(draft: Draft) -> float:
    """Weigh down what a text mentions in passing: participles, "as recommended by", what had happened before without a
    date.
    """
    reading, token = draft.reading, draft.trigger.governor
    children = reading.children[token]
    if draft.assertion is Assertion.DISPUTED and draft.kind is not Kind.STATEMENT:
        return 0.0
    if _is_where_it_was_said(draft):
        return 0.4
    if draft.kind is Kind.STATEMENT and draft.trigger.sense.objects and reading.dep[token] == "acl":
        return 0.0
    penalty = {"relcl": 0.1, "acl": 0.2, "pcomp": 0.35, "csubj": 0.3, "amod": 0.3}.get(reading.dep[token], 0.0)
    penalty += 0.4 if _is_charge(reading, token) or _is_while(reading, token) else 0.0
    if (
        reading.dep[token] == "advcl"
        and any(reading.lower[c] == "as" for c in children)
        and reading.tag[token] == "VBN"
    ):
        penalty += 0.4
    penalty += 0.4 if _is_remembered(draft) else 0.0
    dated = has_own_date(draft)
    if reading.tag[token] == "VB" and any(reading.lower[c] == "to" for c in children) and reading.dep[token] != "ROOT":
        purpose = reading.dep[token] in ("advcl", "acl", "relcl") and not dated
        penalty = max(penalty, 0.35 if purpose else 0.2 if not dated else 0.1)
    gerund = reading.tag[token] == "VBG" and not any(reading.dep[c] == "aux" for c in children)
    if gerund and reading.dep[token] in ("dobj", "ccomp", "xcomp", "pobj") and not dated:
        penalty += 0.25
    if _is_accompaniment(draft) and not dated:
        penalty += 0.25
    if reading.dep[token] == "acl" and draft.date is not None and draft.date.precision in YEARS:
        penalty += 0.2  # "the committee, established in 2015"
    if _is_put_off_to(draft):
        penalty += 0.6
    if _is_mere_state(draft) and not dated:
        penalty += 0.35 if any(reading.lower[c] == "being" for c in children) else 0.2
    if not dated and _has_been(reading, token) and not _leads(draft):
        penalty += 0.25
    if draft.date is None or draft.date.basis is Basis.PUBLICATION:
        before = any(reading.dep[c] in ("aux", "auxpass") and reading.lower[c] == "had" for c in children)
        adverb = any(reading.lower[c] in EARLIER for c in children)
        penalty += 0.3 if adverb else 0.2 if before and reading.dep[token] != "ccomp" else 0.0
    return penalty


def is_habit(draft: Draft) -> bool:
    """See the simple present of what a text describes ("the portal allows traders to ..."): no event of a day."""
    reading, verb = draft.reading, draft.trigger.governor
    if not draft.trigger.sense.verbal and draft.trigger.light is None and reading.dep[verb] == "nsubj":
        verb = reading.head[verb]  # "the decision rests with the board"
    present = reading.tag[verb] in ("VBZ", "VBP") or any(
        reading.dep[c] == "auxpass" and reading.tag[c] in ("VBZ", "VBP") for c in reading.children[verb]
    )
    if reading.field != "text" or draft.headline or not present:
        return False
    if draft.kind in (Kind.STATEMENT, Kind.MEETING) or (
        draft.date is not None and draft.date.basis is not Basis.PUBLICATION
    ):
        return False
    instrument = any(forms_of(reading, t) & words(WORDS, "instruments") for t in subjects(reading, verb))
    return draft.assertion is Assertion.REPORTED and reading.heading(verb) is None and not instrument


def _is_charge(reading: Reading, verb: int) -> bool:
    """See "arrested over harassing passengers": what somebody is accused of is part of that."""
    preposition = reading.head[verb]
    accused = words(WORDS, "accusing") | words(WORDS, "punishing")
    charged = reading.dep[verb] == "pcomp" and reading.lower[preposition] in ("over", "for", "of")
    return charged and reading.lemma[reading.head[preposition]] in accused


def _is_where_it_was_said(draft: Draft) -> bool:
    """See "speaking at a press conference held today": it matters for what was said there."""
    reading, noun = draft.reading, draft.trigger.token
    if reading.dep[noun] == "acl":
        noun = reading.head[noun]
    if reading.lemma[noun] not in ("conference", "briefing"):
        return False
    press = any(reading.lower[t] in ("press", "news", "media") for t in range(max(0, noun - 2), noun))
    speaking = {reading.lemma[above] for above in list(reading.ancestors(noun))[:2]} & {
        "speak",
        "address",
        "say",
        "tell",
    }
    return (press or reading.lemma[noun] == "briefing") and bool(speaking)


def _is_remembered(draft: Draft) -> bool:
    """See "to mark the 80th anniversary of the victory in the war", "in memory of the victims of the attack"."""
    above = [draft.reading.lemma[t] for t in list(draft.reading.ancestors(draft.trigger.token))[:6]]
    return not draft.trigger.sense.verbal and bool(set(above) & REMEMBERING)


def _is_while(reading: Reading, verb: int) -> bool:
    """See "killed while seeking aid"."""
    during = any(reading.lower[c] in ("while", "when") for c in reading.children[verb])
    return reading.tag[verb] == "VBG" and reading.dep[verb] == "advcl" and during


def _is_accompaniment(draft: Draft) -> bool:
    """See "with the concurrence of the ministry", "through consultations": a noun that only says how."""
    reading, noun = draft.reading, draft.trigger.token
    by = reading.lower[reading.head[noun]] in ("with", "through", "for", "by", "under", "upon", "without", "via")
    return not draft.trigger.sense.verbal and draft.trigger.light is None and reading.dep[noun] == "pobj" and by


def _is_put_off_to(draft: Draft) -> bool:
    """See "deferred the bill to the summer session"."""
    reading, preposition = draft.reading, draft.reading.head[draft.trigger.token]
    to = reading.dep[draft.trigger.token] == "pobj" and reading.lower[preposition] in ("to", "until", "till")
    return to and reading.lemma[reading.head[preposition]] in words(WORDS, "putting_off")


def _is_mere_state(draft: Draft) -> bool:
    """See "a plot has been identified": a passive without anybody who does it, in the middle of a text."""
    reading, verb = draft.reading, draft.trigger.governor
    passive = reading.tag[verb] == "VBN" and is_passive(reading, verb)
    if passive and any(reading.lower[c] == "being" for c in reading.children[verb]):
        return True
    named = (
        any(p.role in DOING for p in draft.participants) or bool(draft.policies) or draft.trigger.sense.weight >= 1.0
    )
    return passive and not named and reading.field == "text" and draft.kind not in HAPPENING and not _leads(draft)


def _has_been(reading: Reading, verb: int) -> bool:
    """See "clearance has been received": done by somebody, some day before what the text reports."""
    words_ = {reading.lower[c] for c in reading.children[verb]}
    return "been" in words_ and bool(words_ & {"has", "have"}) and reading.child(verb, "agent") is None


def _leads(draft: Draft) -> bool:
    return draft.headline or draft.reading.sentence_of[draft.trigger.token] == 0
