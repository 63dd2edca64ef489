"""How a text speaks of an event: reported, planned, hypothetical, negated or disputed."""

from events.extraction.events.arguments import subjects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import Assertion

CUES = "events/cues/assertion"
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "pcomp", "conj", "relcl", "csubj"})


def assertion_of(trigger: Trigger) -> Assertion:
    """Judge an event by modality, negation, conditionals, and the verbs and nouns that its clause hangs on."""
    reading, token = trigger.reading, trigger.governor
    own = _of_clause(reading, token)
    if own is None and trigger.light is not None:
        own = _of_noun(reading, trigger.token)
    if own is None and trigger.light is None and not trigger.sense.verbal:
        own = _of_noun(reading, trigger.token) or _of_surroundings(reading, trigger.token)
    above = _of_context(reading, token)
    if own is Assertion.NEGATED:
        return Assertion.DISPUTED if above is Assertion.DISPUTED else Assertion.NEGATED
    if above in (Assertion.DISPUTED, Assertion.NEGATED):
        return above
    if above is Assertion.HYPOTHETICAL and own in (None, Assertion.PLANNED):
        return Assertion.HYPOTHETICAL
    return own or above or Assertion.REPORTED


def _of_clause(reading: Reading, token: int) -> Assertion | None:
    """Read negation, modals and conjunctions of a verb's own clause."""
    children = reading.children[token]
    if _negated(reading, token):
        return Assertion.NEGATED
    if any(reading.dep[c] == "mark" and reading.lower[c] in words(CUES, "conditional") for c in children):
        return Assertion.HYPOTHETICAL
    if any(reading.lower[c] in words(CUES, "doubting") and reading.dep[c] == "advmod" for c in children):
        return Assertion.DISPUTED
    modal = next((reading.lower[c] for c in children if reading.tag[c] == "MD"), None)
    if modal in words(CUES, "future"):
        return Assertion.PLANNED
    if modal == "would":
        return Assertion.PLANNED if _in_reported_speech(reading, token) else Assertion.HYPOTHETICAL
    if modal is not None:
        return Assertion.HYPOTHETICAL
    if (
        any(reading.dep[c] == "aux" and reading.lower[c] in ("is", "are", "was", "were") for c in children)
        and reading.tag[token] == "VB"
    ):
        return Assertion.PLANNED
    if (
        reading.dep[token] == "conj"
        and reading.tag[token] == reading.tag[reading.head[token]]
        and not any(reading.dep[c] in ("aux", "auxpass", "nsubj", "nsubjpass") for c in children)
    ):
        return _of_clause(reading, reading.head[token])
    return None


def _negated(reading: Reading, token: int) -> bool:
    if any(reading.dep[c] == "neg" or reading.lower[c] in ("never", "not", "n't") for c in reading.children[token]):
        return True
    if reading.dep[token] == "pcomp" and reading.lower[reading.head[token]] == "without":
        return True
    subject = [reading.left[s] for s in (*subjects(reading, token)[:1], *reading.all_children(token, "nsubjpass"))]
    return any(reading.lower[t] in ("no", "neither", "nobody", "none") for t in subject) or any(
        reading.lower[c] == "no" for o in reading.all_children(token, "dobj") for c in reading.children[o]
    )


def _in_reported_speech(reading: Reading, token: int) -> bool:
    """See "said it would": the past of "will", not a condition."""
    for above in reading.ancestors(token):
        if reading.pos[above] == "VERB" and reading.lemma[above] in words(CUES, "reporting"):
            return reading.tag[above] in ("VBD", "VBN", "VBG", "VB", "VBZ")
    return False


def _of_context(reading: Reading, token: int) -> Assertion | None:
    """Read what the clauses above say of this one: plans, wishes, denials, allegations, failures."""
    below = token
    for above in reading.ancestors(token):
        if reading.dep[below] not in CLAUSAL:
            if reading.dep[below] not in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "attr"):
                break
            below = above
            continue
        lemma = reading.lemma[above]
        infinitive = reading.dep[below] in ("xcomp", "acl", "ccomp", "advcl") and any(
            reading.lower[c] == "to" and reading.dep[c] == "aux" for c in reading.children[below]
        )
        if (
            lemma == "be"
            and reading.dep[below] == "xcomp"
            and infinitive
            and reading.child(above, "acomp", "attr") is None
        ):
            return _of_clause(reading, above) or Assertion.PLANNED
        if lemma in words(CUES, "failing") and reading.dep[below] in ("xcomp", "pcomp"):
            return Assertion.NEGATED
        if lemma in words(CUES, "denying") and reading.dep[below] in ("ccomp", "xcomp", "pcomp"):
            return Assertion.DISPUTED
        if lemma in words(CUES, "alleging"):
            return Assertion.DISPUTED
        if lemma in words(CUES, "wishing") and (infinitive or reading.dep[below] == "ccomp"):
            return Assertion.HYPOTHETICAL
        if lemma in words(CUES, "planning") and (infinitive or reading.dep[below] in ("xcomp", "pcomp")):
            own = _of_clause(reading, above)
            return own if own in (Assertion.NEGATED, Assertion.HYPOTHETICAL) else Assertion.PLANNED
        if infinitive and reading.dep[below] in ("advcl", "acl", "relcl"):
            return Assertion.PLANNED
        if reading.dep[below] in ("xcomp", "ccomp") and infinitive:
            own = _of_clause(reading, above)
            if own is not None:
                return own
        if reading.dep[below] == "advcl" and any(
            reading.lower[c] in words(CUES, "conditional") for c in reading.children[below]
        ):
            return Assertion.HYPOTHETICAL
        below = above
    return None


def _of_noun(reading: Reading, token: int) -> Assertion | None:
    """Read what stands before a noun: "no agreement", "a planned meeting", "possible strikes"."""
    for child in reading.children[token]:
        word = reading.lower[child]
        if word in ("no", "neither"):
            return Assertion.NEGATED
        if word in words(CUES, "planned_adjectives"):
            return Assertion.PLANNED
        if word in words(CUES, "possible_adjectives"):
            return Assertion.HYPOTHETICAL
        if word in words(CUES, "doubted_adjectives"):
            return Assertion.DISPUTED
    return None


def _of_surroundings(reading: Reading, token: int) -> Assertion | None:
    """Read the verb and noun that a noun event depends on ("called for a ceasefire", "threat of war")."""
    below = token
    for _, above in zip(range(3), reading.ancestors(token), strict=False):
        lemma = reading.lemma[above]
        if reading.pos[above] in ("VERB", "AUX"):
            if reading.dep[below] in ("dobj", "prep", "nsubjpass") and lemma in words(CUES, "wishing") | words(
                CUES, "preventing"
            ):
                return Assertion.HYPOTHETICAL
            if reading.dep[below] in ("dobj", "prep", "nsubjpass") and lemma in words(CUES, "planning_nouns"):
                return Assertion.PLANNED
            if reading.dep[below] == "dobj" and lemma in words(CUES, "denying"):
                return Assertion.DISPUTED
            own = _of_clause(reading, above) if reading.dep[below] in ("dobj", "nsubj", "nsubjpass") else None
            return own if own in (Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.NEGATED) else None
        if lemma in words(CUES, "possible_nouns"):
            return Assertion.HYPOTHETICAL
        below = above
    return None
