"""Find the words that speak of events, and which sense of theirs the sentence bears out."""

from dataclasses import dataclass

from events.extraction.actors import Cast
from events.extraction.events.arguments import objects, subjects
from events.extraction.events.conditions import bears_out, forms_of, is_actor, is_body, is_force
from events.extraction.events.idle_nouns import (
    acts_on_other,
    is_abstract,
    is_business,
    is_idiom,
    is_of_the_market,
    is_only_sought,
    is_part_of_name,
    only_reacts,
)
from events.extraction.events.senses import (
    Sense,
    as_decision,
    as_incident,
    as_legislation,
    as_operation,
    asked,
    nouns,
    verbs,
)
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, Reading
from events.extraction.vocabulary import Effect, Kind

WORDS = "events/cues/words"

LAWFUL = frozenset({Effect.APPROVES, Effect.AMENDS, Effect.ENDS, Effect.SUSPENDS})
CALL_ON = ("call", "on")
PARTICULAR = frozenset({"authority", "bids", "term", "works", "to-be-done", "to-do"})
"""Conditions without which a word says nothing of the kind, even to who asks about it."""
WORDY = frozenset({"NOUN", "PROPN", "ADJ"})
RETORTING = frozenset({"shoot", "fire", "hit", "strike"})
WITHIN_NAMES = frozenset({Kind.DECISION, Kind.LEGISLATION, Kind.APPOINTMENT, Kind.STATEMENT})
TAKING = frozenset(
    {"seize", "confiscate", "impound", "clear", "close", "shut", "block", "seal", "reopen", "halt", "stop", "cut off"}
)
"""What is decided by an office, and done by police and soldiers."""
TRYING = frozenset({"try", "attempt", "hope", "aim", "strive", "wish"})
AGREEING = frozenset({"agree", "agreement"})
NO_LAWS = frozenset({"resolution", "motion"})
DEMANDING = frozenset({"say", "declare", "insist", "reiterate", "conclude", "state", "stress", "maintain", "tell"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that speaks of an event: its head token, its tokens (first, one past the last), its sense.

    `light` is the verb that a noun hangs on ("held" of "held talks"), which then bears subject, tense and negation.
    """

    reading: Reading
    token: int
    first: int
    last: int
    sense: Sense
    light: int | None = None

    @property
    def governor(self) -> int:
        """Give the token whose tense, mood and negation count."""
        return self.token if self.light is None else self.light


def find_triggers(reading: Reading, cast: Cast) -> list[Trigger]:
    """Find every trigger of a reading, in the order of the text."""
    found: list[Trigger] = []
    covered = -1
    for token in range(len(reading)):
        if token < covered:
            continue
        trigger = verb_trigger(reading, cast, token) or noun_trigger(reading, cast, token)
        if trigger is not None:
            found.append(trigger)
            if not trigger.sense.verbal:
                covered = trigger.last
    return found


def verb_trigger(reading: Reading, cast: Cast, token: int, *, lenient: bool = False) -> Trigger | None:
    """Read a token as a verb trigger; lenient where somebody asks about the phrase."""
    if not (reading.pos[token] == "VERB" or reading.tag[token].startswith("VB")) or reading.lemma[token] not in verbs():
        return None
    if _says_must(reading, cast, token):
        return Trigger(reading, token, token, token + 1, verbs()["demand"][0])
    if not lenient and (reading.dep[token] in ("amod", "compound") or _is_imperative(reading, token)):
        return None
    if not lenient and (_is_its_head(reading, token) or _is_only_tried(reading, token) or _retorts(reading, token)):
        return None
    speech = _is_tag_of_speech(reading, token)
    loose: Sense | None = None
    for sense in verbs()[reading.lemma[token]]:
        if speech and not lenient and sense.kind is not Kind.STATEMENT:
            continue
        if len(sense.words) > 1 and not _phrase_after(reading, token, sense.words[1:]):
            continue
        if sense.kind is Kind.MEETING and sense.words == CALL_ON and _asks_for(reading, token):
            continue
        if bears_out(reading, cast, token, sense):
            return Trigger(reading, token, token, token + 1, _by_whom(reading, cast, token, sense))
        if (
            lenient
            and (loose is None or (loose.objects and not sense.objects))
            and not (sense.objects and sense.weight < 1.1)
            and sense.requires not in PARTICULAR
        ):
            loose = sense
    return Trigger(reading, token, token, token + 1, loose) if loose is not None else None


def _is_tag_of_speech(reading: Reading, verb: int) -> bool:
    """See "…,” recalled the minister": a verb behind a quotation says who spoke."""
    return (
        verb > 0
        and reading.words[verb - 1] in CLOSING
        and reading.words[verb - 2 : verb - 1] in ([","], ["."], ["?"], ["!"])
    )


def _is_its_head(reading: Reading, verb: int) -> bool:
    """See "the committee on trade, chaired by a banker": who heads a body, not what it met for."""
    heads = reading.lemma[verb] in ("chair", "head", "lead") and reading.dep[verb] == "acl"
    return heads and reading.lemma[reading.head[verb]] in words(WORDS, "standing")


def _by_whom(reading: Reading, cast: Cast, verb: int | None, sense: Sense) -> Sense:
    """Read deeds of crowds as incidents, of legislatures on laws as legislation, force of the state as operations,
    and what one body agrees to as its decision.
    """
    if verb is not None and (_agrees_with_itself(reading, cast, verb, sense) or _is_no_law(reading, verb, sense)):
        return as_decision(sense)
    if sense.kind in (Kind.OPERATION, Kind.DECISION) and verb is not None and sense.words[0] in words(WORDS, "rushing"):
        doers = {w for t in subjects(reading, verb) for w in (reading.lower[t], reading.lemma[t])}
        return as_incident(sense) if doers & words(WORDS, "crowds") else sense
    if sense.words == ("vote",) and verb is not None:
        voting = {w for t in subjects(reading, verb) for w in forms_of(reading, t) | _words_of(reading, cast, t)}
        return as_legislation(sense) if voting & words(WORDS, "legislatures") else sense
    if sense.kind is Kind.DECISION and verb is not None and sense.effect in LAWFUL:
        doers = {w for t in subjects(reading, verb) for w in forms_of(reading, t) | _words_of(reading, cast, t)}
        acted_on = objects(reading, verb)
        acted_on += [
            t
            for o in (verb, *acted_on)
            for c in reading.all_children(o, "prep", "dative")
            for t in reading.all_children(c, "pobj")
        ]
        laws = {form for t in acted_on for form in forms_of(reading, t)}
        if doers & words(WORDS, "legislatures") and laws & words(WORDS, "laws"):
            return as_legislation(sense)
    if sense.kind is Kind.DECISION and verb is not None and " ".join(sense.words) in TAKING:
        taken = any(is_force(reading, cast, t) for t in subjects(reading, verb))
        return as_operation(sense) if taken else sense
    if sense.kind is not Kind.INCIDENT or verb is None:
        return sense
    done = {form for t in objects(reading, verb) for form in forms_of(reading, t)} if sense.objects else set()
    if not {sense.words[0], *done} & (words(WORDS, "forcible") | {"block"}):
        return sense
    return as_operation(sense) if any(is_force(reading, cast, t) for t in subjects(reading, verb)) else sense


def _agrees_with_itself(reading: Reading, cast: Cast, verb: int, sense: Sense) -> bool:
    """See "the council agreed to close ...", "the cabinet reached an agreement that ...": nobody else is bound."""
    if sense.kind is not Kind.AGREEMENT or not {reading.lemma[t] for t in (verb, *objects(reading, verb))} & AGREEING:
        return False
    doers = subjects(reading, verb)
    one = len(doers) == 1
    body = one and reading.tag[doers[0]] not in ("NNS", "NNPS") and is_body(reading, cast, doers[0])
    sole = body or (one and reading.lower[doers[0]] in words(WORDS, "members"))
    around = [c for t in (verb, *objects(reading, verb)) for c in reading.children[t]]
    told = any(reading.dep[c] in ("xcomp", "ccomp", "acl", "relcl") or reading.lower[c] == "to" for c in around)
    return sole and told and not any(reading.lower[c] in ("with", "between", "on") for c in around)


def _is_no_law(reading: Reading, verb: int, sense: Sense) -> bool:
    """See "the house adopted a resolution", "the republic rejected it": what is decided there is no law."""
    if sense.kind is not Kind.LEGISLATION or not sense.verbal:
        return False
    acted_on = {reading.lemma[t] for t in objects(reading, verb)}
    return bool(acted_on) and acted_on <= NO_LAWS


def _words_of(reading: Reading, cast: Cast, token: int) -> set[str]:
    mention = cast.at(reading, token)
    return set(mention.name.lower().split()) if mention is not None else set()


def _asks_for(reading: Reading, verb: int) -> bool:
    """Tell "called on the council to act" from "called on the prime minister"."""
    end = min(reading.right[verb] + 1, verb + 16)
    return any(reading.lower[t] == "to" and reading.tag[t + 1] == "VB" for t in range(verb + 2, end - 1))


def _is_imperative(reading: Reading, token: int) -> bool:
    """See "Beat two eggs": nobody is said to have done it."""
    bare = reading.tag[token] in ("VB", "VBP") and reading.dep[token] == "ROOT"
    return (
        bare
        and not any(reading.dep[c] in ("nsubj", "nsubjpass", "aux", "expl") for c in reading.children[token])
        and token <= reading.sentence(token)[0] + 1
    )


def _says_must(reading: Reading, cast: Cast, token: int) -> bool:
    """See a demand in "the ministry said that the firm must pay"."""
    clause = reading.child(token, "ccomp")
    if (
        clause is None
        or reading.lemma[token] not in DEMANDING
        or not any(is_actor(reading, cast, t) for t in subjects(reading, token))
    ):
        return False
    doers = reading.all_children(clause, "nsubj")
    return any(
        reading.lower[c] in ("must", "should") and reading.tag[c] == "MD" for c in reading.children[clause]
    ) and any(is_actor(reading, cast, t) for t in doers)


def _phrase_after(reading: Reading, token: int, rest: tuple[str, ...]) -> bool:
    """See whether the other words of a verb phrase follow their verb or hang on it."""
    near = {reading.lemma[t] for t in range(token + 1, min(token + 4, len(reading)))}
    near |= {reading.lower[c] for c in reading.children[token]} | {
        reading.hyphenated(c) for c in reading.children[token]
    }
    if rest == ("for",) and reading.child(token, "dobj") is not None:  # "called elections for June"
        return False
    if len(rest) == 1 and rest[0] in _PARTICLES:
        return any(
            reading.lower[c] == rest[0] and reading.dep[c] in ("prt", "prep", "advmod") for c in reading.children[token]
        ) or (token + 1 < len(reading) and reading.lower[token + 1] == rest[0] and reading.dep[token + 1] == "prt")
    return all(word in near for word in rest)


_PARTICLES = frozenset(["up", "down", "out", "off", "on", "in", "over", "back", "for", "to", "away", "into"])


def _retorts(reading: Reading, verb: int) -> bool:
    """See "“I was not there,” the minister shot back"."""
    back = any(reading.lower[c] == "back" for c in reading.children[verb])
    return back and reading.lemma[verb] in RETORTING and reading.child(verb, "dobj", "nsubjpass") is None


def _is_only_tried(reading: Reading, verb: int) -> bool:
    """See "seeks to inspire", "seeks to reach a truce and allow aid in": an aim of whoever seeks, asked of nobody."""
    act = reading.child(verb, "xcomp") if reading.lemma[verb] == "seek" else None
    if act is not None and reading.tag[act] == "VB":
        return True
    first = verb
    while reading.dep[first] == "conj" and reading.tag[first] == "VB" and reading.child(first, "nsubj", "aux") is None:
        first = reading.head[first]
    aim = reading.head[first]
    return first != verb and reading.dep[first] == "xcomp" and reading.lemma[aim] in words(WORDS, "seeking") | TRYING


def noun_trigger(reading: Reading, cast: Cast, token: int, *, lenient: bool = False) -> Trigger | None:
    """Read the words from a token on as a noun trigger, with the light verb it hangs on."""
    if reading.label.get(token) == "DATE" and not lenient:
        return None
    for key in (reading.lemma[token], reading.lower[token]):
        for sense in nouns().get(key, ()):
            size = len(sense.words)
            last = token + size
            if size > 1 and not _follows(reading, token, sense.words):
                continue
            head = next(
                (t for t in range(token, min(last, len(reading))) if not token <= reading.head[t] < last), token
            )
            if reading.pos[head] not in WORDY and not lenient:
                continue
            if reading.dep[head] in ("compound", "amod", "nmod") and not lenient:
                continue
            if head in reading.policies and sense.kind in WITHIN_NAMES and not lenient:
                continue  # "the Entitlements (Repeal) Bill"
            if not lenient and (is_part_of_name(reading, cast, head) or is_idiom(reading, head)):
                continue
            light = light_verb(reading, head)
            if not lenient and (is_business(reading, head, light) or is_abstract(reading, head)):
                continue
            if not lenient and (is_of_the_market(reading, head, light) or acts_on_other(reading, head, sense)):
                continue
            if light is not None and not lenient and is_only_sought(reading, light, sense):
                continue
            if only_reacts(reading, light, sense):
                light = None
            if light is not None and (
                sense.not_objects
                and not sense.verbal
                and {f for t in objects(reading, light) for f in forms_of(reading, t)} & sense.not_objects
            ):
                continue
            doing = light if light is not None else _verb_around(reading, head)
            return Trigger(reading, head, token, min(last, len(reading)), _by_whom(reading, cast, doing, sense), light)
    hyphenated = reading.hyphenated(token)
    if (
        hyphenated != reading.lower[token]
        and hyphenated in nouns()
        and reading.pos[token] in WORDY
        and token + 1 < len(reading)
        and reading.words[token + 1] not in "-–"
    ):
        sense = nouns()[hyphenated][0]
        return Trigger(reading, token, max(0, token - 2), token + 1, sense, light_verb(reading, token))
    return None


def _verb_around(reading: Reading, noun: int) -> int | None:
    """Give the verb of "killed forty rebels in an assault"."""
    above = reading.head[noun]
    inside = reading.dep[noun] == "pobj" and reading.lower[above] in ("in", "during")
    return reading.head[above] if inside and reading.pos[reading.head[above]] == "VERB" else None


def _follows(reading: Reading, token: int, phrase: tuple[str, ...]) -> bool:
    if token + len(phrase) > len(reading):
        return False
    return all(word in (reading.lower[token + i], reading.lemma[token + i]) for i, word in enumerate(phrase))


def light_verb(reading: Reading, noun: int) -> int | None:
    """Give the verb that a noun is subject, object or complement of, if it is one that only carries the noun."""
    above = reading.head[noun]
    dep = reading.dep[noun]
    if dep == "conj" and above != noun:
        return light_verb(reading, above) if reading.head[above] != noun and reading.pos[above] in WORDY else None
    if (
        dep in ("dobj", "nsubjpass", "nsubj", "attr")
        and reading.pos[above] in ("VERB", "AUX")
        and reading.lemma[above] in (words(WORDS, "unfolding") if dep == "nsubj" else words(WORDS, "light"))
    ):
        return above
    if (
        dep == "pobj"
        and reading.lower[above] in ("to", "on", "in", "into", "for")
        and reading.pos[reading.head[above]] == "VERB"
        and reading.lemma[reading.head[above]] in ("enter", "agree", "go", "come")
    ):
        return reading.head[above]
    for child in reading.children[noun]:
        if (
            reading.dep[child] == "acl"
            and reading.tag[child] == "VBN"
            and reading.lemma[child] in words(WORDS, "light")
            and dep in ("pobj", "ROOT", "dobj", "nsubj")
        ):
            return child
    return None


def asked_kind(reading: Reading, first: int, last: int, head: int) -> Kind | None:
    """Give the kind that the words asked about tell only where they are asked about."""
    for token in (head, *range(first, last)):
        for form in (reading.lemma[token], reading.lower[token]):
            if form in asked():
                return asked()[form]
    phrase = " ".join(reading.lemma[first:last])
    return asked().get(phrase)
