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
    if own is None and trigger.light is not None and _undoes(reading, trigger.light):
        return Assertion.NEGATED
    if own is None and trigger.light is not None:
        own = _of_noun(reading, trigger.token)
    if own is None and _is_owned_up_to(reading, trigger):
        return Assertion.REPORTED
    if own is None and trigger.light is None and not trigger.sense.verbal:
        own = _of_noun(reading, trigger.token) or _of_surroundings(reading, trigger.token)
    above = _of_context(reading, token)
    if own in (None, Assertion.REPORTED) and above is None and denied_later(reading, token):
        return Assertion.DISPUTED
    if own is Assertion.NEGATED:
        return Assertion.DISPUTED if above is Assertion.DISPUTED else Assertion.NEGATED
    if above in (Assertion.DISPUTED, Assertion.NEGATED):
        return above
    if above is Assertion.HYPOTHETICAL and own in (None, Assertion.PLANNED):
        return Assertion.HYPOTHETICAL
    return own or above or Assertion.REPORTED


def _is_owned_up_to(reading: Reading, trigger: Trigger) -> bool:
    """See "nobody has claimed responsibility for the attack": that it happened is not denied."""
    above = [reading.lemma[t] for t in list(reading.ancestors(trigger.token))[:3]]
    noun = trigger.light is None and not trigger.sense.verbal
    return noun and bool({"responsibility", "motive", "blame", "perpetrator"} & set(above))


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
        return Assertion.HYPOTHETICAL if _has_condition(reading, token) else Assertion.PLANNED
    if modal == "would" and _has_condition(reading, token):
        return Assertion.HYPOTHETICAL
    if modal == "would":
        return Assertion.PLANNED if _in_reported_speech(reading, token) else Assertion.HYPOTHETICAL
    if modal is not None:
        return Assertion.HYPOTHETICAL
    headed = reading.dep[token] == "ROOT" and any(reading.lower[c] == "to" for c in children if c < token)
    is_to = any(reading.dep[c] == "aux" and reading.lower[c] in ("is", "are", "was", "were") for c in children)
    if (headed or is_to) and reading.tag[token] == "VB":
        return Assertion.PLANNED
    if (
        reading.dep[token] == "conj"
        and reading.tag[token] == reading.tag[reading.head[token]]
        and not any(reading.dep[c] in ("aux", "auxpass", "nsubj", "nsubjpass") for c in children)
    ):
        return _of_clause(reading, reading.head[token])
    return _of_list(reading, token)


def _of_list(reading: Reading, token: int) -> Assertion | None:
    """Read the modal before a list whose last verbs hang on a noun: "could raise prices and topple governments"."""
    bare = reading.tag[token] == "VB" and reading.dep[token] == "conj" and reading.child(token, "aux", "nsubj") is None
    if not bare or reading.pos[reading.head[token]] in ("VERB", "AUX"):
        return None
    first = reading.sentence(token)[0]
    modal = next((t for t in range(token - 1, first, -1) if reading.tag[t] == "MD"), None)
    return _of_clause(reading, reading.head[modal]) if modal is not None else Assertion.HYPOTHETICAL


def _is_yet_to(reading: Reading, below: int, above: int) -> bool:
    """See "has yet to approve"."""
    return any(reading.lower[c] == "yet" for c in (*reading.children[above], *reading.children[below]))


def _stops_short(reading: Reading, preposition: int) -> bool:
    """See "stopped short of naming" and "held back from changing"."""
    above = reading.head[preposition]
    phrase = {reading.lemma[above], reading.lemma[reading.head[above]], reading.lower[preposition]}
    return {"short", "of"} <= phrase or ("from" in phrase and bool(phrase & words(CUES, "shunning")))


def _kept_from(reading: Reading, preposition: int) -> bool:
    """See "prohibited the party from holding a rally"."""
    verb = reading.lemma[reading.head[preposition]]
    return reading.lower[preposition] == "from" and verb in words(CUES, "failing")


def _has_condition(reading: Reading, token: int) -> bool:
    return any(
        reading.dep[c] == "advcl" and any(reading.lower[g] in ("if", "unless", "provided") for g in reading.children[c])
        for c in reading.children[token]
    )


def _negated(reading: Reading, token: int) -> bool:
    if any(reading.dep[c] == "neg" or reading.lower[c] in ("never", "not", "n't") for c in reading.children[token]):
        return True
    if any(reading.lower[c] in ("nor", "neither") and c < token for c in reading.children[token]):
        return True
    if reading.dep[token] == "pcomp" and reading.lower[reading.head[token]] == "without":
        return True
    if token > 1 and reading.lower[token - 2 : token] == ["instead", "of"]:
        return True
    subject = [reading.left[s] for s in (*subjects(reading, token)[:1], *reading.all_children(token, "nsubjpass"))]
    return any(reading.lower[t] in ("no", "neither", "nobody", "none", "nothing") for t in subject) or any(
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
    below, beside = token, False
    for above in reading.ancestors(token):
        if reading.dep[below] not in CLAUSAL:
            if reading.dep[below] not in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "attr"):
                break
            if reading.dep[below] == "prep" and reading.lower[below] in words(CUES, "apart"):
                break
            beside |= reading.dep[below] == "prep" and reading.lower[below] in ("to", "at", "in", "during", "from")
            below = above
            continue
        found = _undone(reading, below, above) or _intended(reading, below, above)
        if found is Assertion.NEGATED and beside:
            return None  # "failed to send an envoy to the summit", which took place
        if found is not None:
            return found
        if reading.dep[below] == "relcl":
            break
        below = above
    return None


def _undone(reading: Reading, below: int, above: int) -> Assertion | None:
    """Read the failures, denials and allegations that a clause hangs on."""
    lemma, dep = reading.lemma[above], reading.dep[below]
    if lemma in words(CUES, "failing") and dep in ("xcomp", "pcomp"):
        return Assertion.NEGATED
    if dep == "pcomp" and (_stops_short(reading, above) or _kept_from(reading, above)):
        return Assertion.NEGATED
    if lemma in words(CUES, "denying") and dep in ("ccomp", "xcomp", "pcomp"):
        return Assertion.DISPUTED
    if dep in ("ccomp", "csubj", "acl") and lemma == "be" and _is_called_untrue(reading, above):
        return Assertion.DISPUTED
    if lemma in ("have", "be") and dep == "xcomp" and _is_yet_to(reading, below, above):
        return Assertion.NEGATED
    if (lemma in words(CUES, "alleging") and _alleges(reading, above)) or _claimed(reading, below, above):
        return Assertion.DISPUTED
    if _excludes(reading, above) and dep in ("dobj", "pcomp", "xcomp", "nsubjpass"):
        return Assertion.HYPOTHETICAL if _negated(reading, above) else Assertion.NEGATED
    return None


def _alleges(reading: Reading, verb: int) -> bool:
    """Tell "accused of" from a noun misread ("40 more suspects held", "suspect arrested with explosives")."""
    after = reading.tag[min(verb + 1, len(reading) - 1)]
    held = reading.lemma[verb] == "suspect" and after in ("VBN", "VBD")
    return not held and not any(reading.dep[c] in ("nummod", "amod", "det") for c in reading.children[verb])


def _intended(reading: Reading, below: int, above: int) -> Assertion | None:
    """Read the wishes, plans, purposes and conditions that a clause hangs on."""
    lemma, dep = reading.lemma[above], reading.dep[below]
    infinitive = dep in ("xcomp", "acl", "ccomp", "advcl") and any(
        reading.lower[c] == "to" and reading.dep[c] == "aux" for c in reading.children[below]
    )
    own = _of_clause(reading, above)
    if lemma == "be" and dep == "xcomp" and infinitive and reading.child(above, "acomp", "attr") is None:
        return own or Assertion.PLANNED
    gerund = reading.tag[below] == "VBG" and dep in ("xcomp", "pcomp", "dobj")
    if lemma in words(CUES, "wishing") and (infinitive or gerund or dep == "ccomp"):
        return Assertion.HYPOTHETICAL
    if lemma in words(CUES, "planning") and (infinitive or dep in ("xcomp", "pcomp")):
        return own if own in (Assertion.NEGATED, Assertion.HYPOTHETICAL) else Assertion.PLANNED
    if infinitive and dep in ("advcl", "acl", "relcl"):
        verb = reading.head[above] if reading.pos[above] == "NOUN" else above
        if reading.lemma[verb] in words(CUES, "undoing"):
            return Assertion.NEGATED
        if dep == "acl" and lemma in words(CUES, "possible_nouns"):
            return Assertion.HYPOTHETICAL
        return Assertion.HYPOTHETICAL if _negated(reading, verb) else Assertion.PLANNED
    infinitive = infinitive or (dep == "xcomp" and reading.tag[below] == "VB")
    if dep in ("xcomp", "ccomp") and infinitive and own is not None:
        return own
    if dep == "advcl" and reading.tag[below] == "VBG" and own in (Assertion.PLANNED, Assertion.HYPOTHETICAL):
        return own
    conditional = any(reading.lower[c] in words(CUES, "conditional") for c in reading.children[below])
    conditional = conditional or _is_awaited(reading, below)
    return Assertion.HYPOTHETICAL if dep == "advcl" and conditional else None


def _is_awaited(reading: Reading, verb: int) -> bool:
    """See "until the policy is finalised", "once the board approves it"."""
    inside = reading.children[verb]
    present = reading.tag[verb] in ("VBZ", "VBP") or any(reading.lower[c] in ("is", "are") for c in inside)
    return present and any(reading.lower[c] in ("once", "until", "till") for c in inside)


def _excludes(reading: Reading, verb: int) -> bool:
    """See "ruled out" and "excluded"."""
    return reading.lemma[verb] in ("exclude", "preclude") or (
        reading.lemma[verb] == "rule" and _particle(reading, verb) == "out"
    )


def _of_predicate(reading: Reading, below: int, verb: int) -> Assertion | None:
    """Read what is said of a noun: "an injunction is conceivable", "remains an option", "is set for Wednesday"."""
    if reading.dep[below] not in ("nsubj", "nsubjpass"):
        return None
    said = {
        reading.lemma[t]
        for c in reading.children[verb]
        if c > verb or reading.dep[c] in ("acomp", "attr", "oprd")
        for t in (c, *reading.children[c])
        if reading.dep[c] in ("acomp", "attr", "oprd", "prep", "prt", "advmod")
    } | {reading.lemma[verb]}
    if said & words(CUES, "conceivable"):
        return Assertion.HYPOTHETICAL
    return Assertion.PLANNED if said & words(CUES, "fixed") else None


def _undoes(reading: Reading, verb: int) -> bool:
    """See "called off", "cancelled", "abandoned": what is their object does not come about."""
    off = reading.lemma[verb] == "call" and _particle(reading, verb) == "off"
    return off or reading.lemma[verb] in words(CUES, "undoing")


def _particle(reading: Reading, verb: int) -> str:
    particle = reading.child(verb, "prt")
    return reading.lower[particle] if particle is not None else ""


def _claimed(reading: Reading, clause: int, noun: int) -> bool:
    """See the clause of "rejected the charge that officers had lied", "the report that ... was called baseless"."""
    if reading.dep[clause] not in ("acl", "relcl", "ccomp") or reading.lemma[noun] not in words(CUES, "claims"):
        return False
    verb = next((t for t in list(reading.ancestors(noun))[:3] if reading.pos[t] in ("VERB", "AUX")), None)
    if verb is None:
        return False
    refused = reading.lemma[verb] in words(CUES, "denying") | words(CUES, "rejecting")
    return refused or _is_called_untrue(reading, verb)


def _is_called_untrue(reading: Reading, verb: int) -> bool:
    """See "is false", "is not true", "was called baseless"."""
    said = {reading.lemma[g] for c in reading.children[verb] for g in (c, *reading.children[c])}
    return bool(said & words(CUES, "untrue")) or ("true" in said and _negated(reading, verb))


def denied_later(reading: Reading, token: int) -> bool:
    """See a claim that the next two sentences deny: "... said that troops had fired. The army denied it."

    What the speaker says must be in a clause of its own, and what is denied a pronoun or a word for a claim.
    """
    said = any(
        reading.pos[above] == "VERB" and reading.lemma[above] in words(CUES, "reporting")
        for above in reading.ancestors(token)
    )
    if not said:
        return False
    here = reading.sentence_of[token]
    nouns = _nouns(reading, reading.left[token], reading.right[token] + 1)
    for number in range(here, min(here + 3, len(reading.sentences))):
        start, end = reading.sentences[number]
        for verb in range(max(start, reading.right[token] + 1), end):
            if reading.lemma[verb] in words(CUES, "denying") | words(CUES, "rejecting") and reading.pos[verb] == "VERB":
                return _denies_claim(reading, verb, nouns)
        if number > here and any(
            reading.lemma[t] in words(CUES, "reporting") and reading.pos[t] == "VERB" for t in range(start, end)
        ):
            return False
    return False


def _nouns(reading: Reading, first: int, last: int) -> set[str]:
    return {reading.lemma[t] for t in range(first, last) if reading.pos[t] == "NOUN"}


def _denies_claim(reading: Reading, verb: int, nouns: set[str]) -> bool:
    """See what is denied: a pronoun, a word for a claim, or a clause that shares a noun with what was claimed."""
    if _of_clause(reading, verb) is not None:
        return False
    clause = reading.child(verb, "ccomp", "xcomp")
    if clause is not None:
        return bool(nouns & _nouns(reading, reading.left[clause], reading.right[clause] + 1))
    what = reading.child(verb, "dobj")
    if what is None:
        return False
    anaphoric = any(reading.lower[c] in ("the", "this", "that", "any", "such") for c in reading.children[what])
    bare = reading.child(what, "acl", "relcl", "ccomp") is None
    return reading.lower[what] in ("it", "this", "that") or (
        reading.lemma[what] in words(CUES, "claims") and anaphoric and bare
    )


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


def _is_of(reading: Reading, below: int) -> bool:
    """Tell what is wished or planned from where it was spoken of ("was discussed during a meeting")."""
    there = reading.dep[below] == "prep" and reading.lower[below] in ("during", "at", "in", "after", "following")
    return reading.dep[below] in ("dobj", "prep", "nsubjpass") and not there


def _of_surroundings(reading: Reading, token: int) -> Assertion | None:
    """Read the verb and noun that a noun event depends on ("called for a ceasefire", "threat of war")."""
    below = token
    for _, above in zip(range(3), reading.ancestors(token), strict=False):
        lemma = reading.lemma[above]
        if reading.lower[above] == "without" and reading.dep[below] == "pobj":
            return Assertion.NEGATED
        if reading.pos[above] in ("VERB", "AUX"):
            if _excludes(reading, above) and reading.dep[below] in ("dobj", "nsubjpass"):
                return Assertion.HYPOTHETICAL if _negated(reading, above) else Assertion.NEGATED
            if lemma in words(CUES, "shunning") and reading.dep[below] in ("dobj", "prep"):
                return Assertion.NEGATED
            predicated = _of_predicate(reading, below, above)
            if predicated is not None:
                return predicated
            if _undoes(reading, above) and reading.dep[below] in ("dobj", "nsubjpass"):
                return _of_clause(reading, above) or Assertion.NEGATED
            if _is_of(reading, below) and lemma in words(CUES, "wishing") | words(CUES, "preventing"):
                return Assertion.HYPOTHETICAL
            if _is_of(reading, below) and lemma in words(CUES, "planning_nouns"):
                return Assertion.PLANNED
            if reading.dep[below] == "dobj" and lemma in words(CUES, "denying"):
                return Assertion.DISPUTED
            own = _of_clause(reading, above) if reading.dep[below] in ("dobj", "nsubj", "nsubjpass") else None
            return own if own in (Assertion.HYPOTHETICAL, Assertion.PLANNED, Assertion.NEGATED) else None
        if lemma in words(CUES, "possible_nouns") or (
            lemma in ("event", "case") and reading.lower[reading.head[above]] == "in"
        ):
            return Assertion.HYPOTHETICAL
        below = above
    return None
