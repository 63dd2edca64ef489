"""Find the words that speak of events, and which sense of theirs the sentence bears out."""

from dataclasses import dataclass

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.actors.nouns import place_word
from events.extraction.events.arguments import is_passive, objects, subjects
from events.extraction.events.senses import Sense, asked, nouns, verbs
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind, Kind

LIGHT = frozenset(
    [
        "hold",
        "give",
        "grant",
        "take",
        "make",
        "issue",
        "launch",
        "conduct",
        "carry",
        "stage",
        "deliver",
        "convene",
        "mount",
        "perform",
        "undertake",
        "reach",
        "strike",
        "sign",
        "enter",
        "impose",
        "begin",
        "start",
        "open",
        "resume",
        "receive",
        "obtain",
        "get",
        "announce",
        "have",
        "do",
        "pay",
        "lodge",
        "offer",
        "commit",
        "suffer",
        "cause",
        "trigger",
        "spark",
        "follow",
        "continue",
        "occur",
        "happen",
        "attend",
        "host",
        "chair",
        "organise",
        "organize",
        "witness",
        "see",
        "face",
        "place",
        "put",
        "enforce",
        "end",
        "conclude",
        "cancel",
        "postpone",
        "suspend",
        "accept",
        "declare",
        "condemn",
        "break",
        "hit",
        "rock",
        "kill",
        "leave",
        "be",
        "join",
        "lead",
        "execute",
        "unleash",
        "intensify",
        "face",
        "order",
        "seek",
        "demand",
        "propose",
        "reject",
        "welcome",
        "approve",
        "tender",
    ]
)
UNFOLDING = frozenset(
    [
        "take",
        "begin",
        "start",
        "continue",
        "end",
        "follow",
        "happen",
        "occur",
        "resume",
        "conclude",
        "open",
        "break",
        "fail",
        "be",
        "kill",
        "hit",
        "rock",
    ]
)
REACTING = frozenset(
    [
        "condemn",
        "welcome",
        "witness",
        "see",
        "face",
        "follow",
        "accept",
        "demand",
        "seek",
        "reject",
        "leave",
        "suffer",
        "attend",
        "join",
        "have",
        "end",
    ]
)
WORDY = frozenset({"NOUN", "PROPN", "ADJ"})
ACTING = frozenset(
    {
        ActorKind.PERSON,
        ActorKind.OFFICE,
        ActorKind.BODY,
        ActorKind.ORGANISATION,
        ActorKind.GOVERNMENT,
        ActorKind.GROUP,
        ActorKind.COUNTRY,
        ActorKind.PLACE,
    }
)
DEMANDING = frozenset({"say", "declare", "insist", "reiterate", "conclude", "state", "stress", "maintain", "tell"})
PERSONS = frozenset({"he", "she", "they", "we", "i", "who", "him", "her", "them"})


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
    loose: Sense | None = None
    for sense in verbs()[reading.lemma[token]]:
        if len(sense.words) > 1 and not _phrase_after(reading, token, sense.words[1:]):
            continue
        if bears_out(reading, cast, token, sense):
            return Trigger(reading, token, token, token + 1, sense)
        if (
            lenient
            and (loose is None or (loose.objects and not sense.objects))
            and not (sense.objects and sense.weight < 1.1)
        ):
            loose = sense
    return Trigger(reading, token, token, token + 1, loose) if loose is not None else None


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
    if len(rest) == 1 and rest[0] in _PARTICLES:
        return any(
            reading.lower[c] == rest[0] and reading.dep[c] in ("prt", "prep", "advmod") for c in reading.children[token]
        ) or (token + 1 < len(reading) and reading.lower[token + 1] == rest[0] and reading.dep[token + 1] == "prt")
    return all(word in near for word in rest)


_PARTICLES = frozenset(["up", "down", "out", "off", "on", "in", "over", "back", "for", "to", "away", "into"])


def bears_out(reading: Reading, cast: Cast, token: int, sense: Sense) -> bool:
    """Test a sense's conditions on the verb's subjects and objects."""
    acted_on = objects(reading, token)
    named = {form for t in acted_on for form in _forms(reading, t)}
    if sense.objects and not acted_on:
        named |= {
            form
            for c in reading.children[token]
            if reading.dep[c] in ("prep", "xcomp", "ccomp")
            for form in _through(reading, c)
        }
    if sense.objects and not named & sense.objects:
        return False
    if sense.not_objects & named:
        return False
    doers = subjects(reading, token)
    if sense.not_subjects and {form for t in doers for form in _forms(reading, t)} & sense.not_subjects:
        return False
    if sense.requires == "actor":
        return any(is_actor(reading, cast, t) for t in doers) or (
            not doers and bool(acted_on) and is_passive(reading, token)
        )
    if sense.requires == "person-object":
        return any(_is_person(reading, cast, t) for t in acted_on) or _as_office(reading, token)
    return True


def _forms(reading: Reading, token: int) -> set[str]:
    """Give the ways a noun may be listed: its lemma, its word, with the word before it, hyphenated."""
    if reading.label.get(token) in ("DATE", "TIME"):  # "8 March" is no march
        return set()
    forms = {reading.lemma[token], reading.lower[token], reading.hyphenated(token)}
    if reading.pos[token] == "PROPN":  # the head of "Operation Long Reach" is its last word
        forms |= {reading.lower[c] for c in reading.children[token] if reading.dep[c] in ("compound", "nmod")}
    if token:
        forms.add(f"{reading.lower[token - 1]} {reading.lemma[token]}")
    return forms


def _through(reading: Reading, child: int) -> set[str]:
    if reading.dep[child] in ("xcomp", "ccomp"):
        return {reading.lemma[child]}
    return {form for t in reading.all_children(child, "pobj") for form in _forms(reading, t)}


def is_actor(reading: Reading, cast: Cast, token: int) -> bool:
    """Tell whether a token heads or lies in a mention of somebody who can act, or is a pronoun for one."""
    mention = cast.headed_by(reading, token)
    if mention is None and reading.pos[token] in ("PROPN", "NOUN", "NUM"):
        mention = cast.at(reading, token)
        mention = mention if mention is not None and mention.end > token and reading.pos[token] == "PROPN" else None
    if mention is None and reading.pos[token] == "NOUN":
        mention = owner_of(reading, cast, token)
    if mention is not None:
        return mention.kind in ACTING
    if reading.lower[token] in ("he", "she", "it", "him", "her"):
        return antecedent(reading, cast, token) is not None
    return reading.lower[token] in PERSONS or (reading.pos[token] == "PROPN" and not place_word(reading.lower[token]))


def owner_of(reading: Reading, cast: Cast, noun: int) -> Mention | None:
    """Find whose thing it is that acts or is acted on: "army helicopters shelled", "demolished Cypriot homes"."""
    for child in reading.children[noun]:
        if child < noun and reading.dep[child] in ("compound", "amod", "nmod", "poss"):
            mention = cast.at(reading, child)
            if mention is not None and (mention.named or mention.listed) and mention.kind is not ActorKind.PLACE:
                return mention
    return None


def _is_person(reading: Reading, cast: Cast, token: int) -> bool:
    mention = cast.at(reading, token)
    if mention is not None:
        return mention.kind in (
            ActorKind.PERSON,
            ActorKind.OFFICE,
            ActorKind.GROUP,
            ActorKind.GOVERNMENT,
            ActorKind.BODY,
        )
    return reading.lower[token] in PERSONS or reading.pos[token] == "PROPN"


def _as_office(reading: Reading, token: int) -> bool:
    return any(
        reading.dep[c] == "prep"
        and reading.lower[c] in ("as", "to")
        and reading.lemma[token] in ("appoint", "nominate", "elect", "name", "promote")
        for c in reading.children[token]
    )


def noun_trigger(reading: Reading, cast: Cast, token: int, *, lenient: bool = False) -> Trigger | None:
    """Read the words from a token on as a noun trigger, with the light verb it hangs on."""
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
            if not lenient and (_is_part_of_name(reading, cast, head) or _is_idiom(reading, head)):
                continue
            light = light_verb(reading, head)
            if _only_reacts(reading, light, sense):
                light = None
            if light is not None and (
                sense.not_objects
                and not sense.verbal
                and {f for t in objects(reading, light) for f in _forms(reading, t)} & sense.not_objects
            ):
                continue
            return Trigger(reading, head, token, min(last, len(reading)), sense, light)
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


def _is_part_of_name(reading: Reading, cast: Cast, token: int) -> bool:
    mention = cast.at(reading, token)
    return (
        mention is not None
        and (mention.named or mention.kind is ActorKind.OFFICE)
        and reading.words[token][:1].isupper()
        and mention.end - mention.start > 1
    )


def _is_idiom(reading: Reading, token: int) -> bool:
    """See "conflict of interest" and "heart attack"."""
    low = reading.lower
    around = (
        low[max(0, token - 1) : token + 1],
        low[token : token + 2],
        low[token : token + 3],
        low[max(0, token - 2) : token + 1],
    )
    return any(" ".join(words_) in words("events/cues/idioms", "phrases") for words_ in around)


def _follows(reading: Reading, token: int, phrase: tuple[str, ...]) -> bool:
    if token + len(phrase) > len(reading):
        return False
    return all(word in (reading.lower[token + i], reading.lemma[token + i]) for i, word in enumerate(phrase))


def _only_reacts(reading: Reading, verb: int | None, sense: Sense) -> bool:
    """See "condemned the attack" and "the meeting followed the hijacking": the subject did not do it."""
    if verb is None:
        return False
    forceful = sense.kind in (Kind.INCIDENT, Kind.OPERATION)
    return reading.lemma[verb] == "follow" or (forceful and reading.lemma[verb] in REACTING)


def light_verb(reading: Reading, noun: int) -> int | None:
    """Give the verb that a noun is subject, object or complement of, if it is one that only carries the noun."""
    above = reading.head[noun]
    dep = reading.dep[noun]
    if dep == "conj" and above != noun:
        return light_verb(reading, above) if reading.head[above] != noun and reading.pos[above] in WORDY else None
    if (
        dep in ("dobj", "nsubjpass", "nsubj", "attr")
        and reading.pos[above] in ("VERB", "AUX")
        and reading.lemma[above] in (UNFOLDING if dep == "nsubj" else LIGHT)
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
            and reading.lemma[child] in LIGHT
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
