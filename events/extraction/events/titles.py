"""Titles that read like headlines, built from an event's own words."""

import re
from collections.abc import Sequence

from events.extraction.actors import Cast, antecedent
from events.extraction.events.arguments import PROPOSED, is_passive, objects, subjects
from events.extraction.events.inflection import inflected
from events.extraction.events.meeting_titles import (
    is_attended,
    leaves_out,
    names_several,
    of_meeting,
    with_verb,
)
from events.extraction.events.phrasing import is_circumstance, is_dated, is_day, phrase, written
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading
from events.extraction.vocabulary import ActorKind, Assertion, Kind

LONGEST = 120
LONGEST_NOUN = 80
LONGEST_WHO = 72
LEAST_ROOM = 12
LENGTHS = frozenset({"term", "period", "duration", "time", "rest", "remainder", "further", "year", "years"})
"""What is left of "for a term of six years" without the years."""
NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z]\))\s+")
PASSIVE = {
    Assertion.PLANNED: "to be ",
    Assertion.HYPOTHETICAL: "may be ",
    Assertion.NEGATED: "not ",
    Assertion.DISPUTED: "reportedly ",
}
NAMES_NO_SPEECH = frozenset({"say", "tell", "add"})
ARRANGING = frozenset({"schedule", "plan", "fix", "slate", "set", "expect", "postpone", "cancel"})
CARRYING = ARRANGING | {"hold"}
COMPLEMENTS = frozenset({"dobj", "dative", "attr", "oprd", "acomp", "prep", "xcomp", "prt"})
UNSPOKEN = frozenset({"it", "they", "he", "she", "this", "that", "these", "those", "who", "which", "we", "i", "you"})
RELATIVES = frozenset({"WDT", "WP", "WP$"})
OBJECTIVE = {"it": "it", "they": "them", "them": "them", "he": "him", "him": "him", "she": "her", "her": "her"}
BLAMED_FOR = frozenset({"of", "for", "from", "against"})
RESULTS = frozenset(
    {"ablaze", "alight", "aside", "free", "apart", "down", "back", "aground", "adrift", "afloat", "ashore"}
)
HAPPENINGS = frozenset({Kind.INCIDENT, Kind.OPERATION})
DEFINITE = frozenset({"the", "this", "that", "its", "their"})
POLICIES = "policies/lexicon/policies"
STARTING = frozenset({"take effect", "come into", "enter into", "go into"})


def title_of(
    trigger: Trigger,
    cast: Cast,
    assertion: Assertion,
    *,
    doers: Sequence[str] = (),
    policies: Sequence[str] = (),
    place: str = "",
) -> str:
    """Write an event's title: who does what, in the present tense of headlines.

    `doers` act where the clause names nobody; `policies` are what its pronouns stand for; a meeting is told with its
    `place`.
    """
    reading = trigger.reading
    if reading.field == "title":
        return " ".join(reading.text.split())[: 2 * LONGEST]
    text = ""
    if trigger.sense.verbal or trigger.light is not None:
        text = _of_clause(trigger, cast, assertion, doers, policies)
    text = text or _of_noun(trigger, cast)
    if (
        trigger.sense.kind is Kind.MEETING
        and doers
        and (leaves_out(trigger, text, doers) or is_attended(trigger, doers))
    ):
        text = of_meeting(trigger, assertion, text, doers)
    told = with_verb(trigger, assertion, text, doers)
    text = told or text
    if not told and (len(text.split()) < 2 or _is_bare(trigger, text)):
        text = max((_in_own_words(trigger, cast), text), key=lambda t: len(t.split()))
    if place and place not in text and (trigger.sense.kind is Kind.MEETING or len(text.split()) < 3):
        text = f"{text} in {place}" if len(text) + len(place) + 4 <= LONGEST else text
    return _polished(text)


def _of_clause(
    trigger: Trigger, cast: Cast, assertion: Assertion, doers: Sequence[str], policies: Sequence[str]
) -> str:
    reading, verb = trigger.reading, trigger.governor
    if reading.lemma[verb] == "be":
        return ""
    acting = [t for t in subjects(reading, verb) if reading.tag[t] not in ("WDT", "WP")]
    if _starts(reading, verb):
        return _of_start(trigger, cast, assertion, acting, policies)
    passive = is_passive(reading, verb)
    what = _what(reading, cast, verb, policies)
    who = _names(reading, cast, acting, verb) or _decider_before(reading, cast, verb, what)
    plural = bool(acting) and _is_plural(reading, cast, acting)
    if not who and doers and not what and trigger.sense.kind is not Kind.INCIDENT:
        who, plural = doers[0], names_several(doers[0])
    if not who and doers and what and not (passive and reading.child(verb, "nsubjpass") is not None):
        who, plural = doers[0], names_several(doers[0])
    if who and who == what:
        what = ""
    if who and not (passive and reading.lemma[verb] in CARRYING):
        head = f"{who} {inflected(reading.lemma[verb], assertion, plural=plural)}"
        return _completed(trigger, cast, head, what if passive or _is_elsewhere(reading, verb) else "", policies)
    if what and (passive or reading.tag[verb] in ("VBN", "VBD")):
        mode = "" if reading.lemma[verb] in ARRANGING else PASSIVE.get(assertion, "")
        form = reading.lower[verb]
        return _completed(trigger, cast, f"{what} {mode}{form}", "", policies)
    return ""


def _starts(reading: Reading, verb: int) -> bool:
    """See "takes effect" and "comes into force", which nobody does."""
    near = {reading.lower[c] for c in reading.children[verb]}
    return any(f"{reading.lemma[verb]} {word}" in STARTING for word in near)


def _of_start(
    trigger: Trigger, cast: Cast, assertion: Assertion, acting: Sequence[int], policies: Sequence[str]
) -> str:
    """Say of a rule, not of who made it, that it takes effect."""
    reading = trigger.reading
    first = next(iter(acting), None)
    if first is None:
        return ""
    if reading.pos[first] == "PRON":
        what = _of_pronoun(reading, cast, first, policies)
    else:
        what = _spelled_out(reading, first, policies) or phrase(reading, first, longest=LONGEST_NOUN)
    plural = reading.tag[first] in ("NNS", "NNPS")
    rest = " ".join(trigger.sense.words[1:])
    head = f"{what} {inflected(reading.lemma[trigger.governor], assertion, plural=plural)} {rest}"
    return _completed(trigger, cast, head.strip(), "", policies) if what else ""


def _is_elsewhere(reading: Reading, verb: int) -> bool:
    """Tell whether what a verb acts on stands before it ("the bill that the house passed")."""
    own = [t for t in reading.all_children(verb, "dobj", "attr", "oprd") if reading.tag[t] not in RELATIVES]
    return not own and bool(objects(reading, verb))


def _what(reading: Reading, cast: Cast, verb: int, policies: Sequence[str]) -> str:
    """Write what a verb acts on: what is proposed of a proposal, what a pronoun stands for."""
    acted_on = [t for t in objects(reading, verb) if t != verb]
    if is_passive(reading, verb):  # "Lind was elected president"
        acted_on.sort(key=lambda t: reading.dep[t] in ("oprd", "attr"))
    if not acted_on or is_dated(reading, acted_on[0]):
        return ""
    noun = acted_on[0]
    if reading.pos[noun] == "PRON":
        return _of_pronoun(reading, cast, noun, policies) or OBJECTIVE.get(reading.lower[noun], "")
    text = _spelled_out(reading, noun, policies) or phrase(reading, noun, longest=LONGEST_NOUN, without=verb)
    person = cast.at(reading, noun)
    person = person.holder if person is not None and person.kind is ActorKind.OFFICE else person
    if person is not None and person.kind is ActorKind.PERSON and person.named and person.text not in text:
        return person.name  # "Attorney-at-Law Ada Lind"
    if reading.lemma[noun] in PROPOSED and verb > noun:
        proposed = _proposed(reading, noun, verb)
        return f"{reading.lower[noun]} {proposed}" if proposed else text
    return text


def _spelled_out(reading: Reading, noun: int, policies: Sequence[str]) -> str:
    """Give the policy that "the bill" or "this programme" stands for; "" where the text tells more of it."""
    described = any(reading.dep[c] not in ("det", "punct", "cc", "conj") for c in reading.children[noun])
    definite = any(reading.lower[c] in DEFINITE for c in reading.children[noun])
    word = reading.lower[noun]
    if described or not definite or reading.words[noun][:1].isupper() or word not in words(POLICIES, "anaphors"):
        return ""
    return next((name for name in policies if word in name.lower().split()), "")


def _proposed(reading: Reading, noun: int, verb: int) -> str:
    """Give the infinitive that says what is proposed, however the parser joined it."""
    for token in range(noun + 1, verb - 1):
        after = token + 1 + (reading.pos[token + 1] == "SPACE")
        if reading.lower[token] == "to" and reading.tag[after] == "VB":
            inner = phrase(reading, after, longest=LONGEST_NOUN, clause=True)
            return inner if inner.startswith("to ") else f"to {inner}" if inner else ""
    return ""


def _of_pronoun(reading: Reading, cast: Cast, token: int, policies: Sequence[str]) -> str:
    if reading.lower[token] in ("it", "this", "that", "these", "them", "they", "those"):
        return policies[0] if policies else _thing_before(reading, cast, token)
    whom = antecedent(reading, cast, token)
    return whom.name if whom is not None else ""


def _thing_before(reading: Reading, cast: Cast, pronoun: int) -> str:
    """Give what an "it" that something is done to stands for: what the clause or sentence before is about."""
    several = reading.lower[pronoun] in ("these", "them", "they", "those")
    above = reading.head[reading.head[pronoun]]
    if reading.dep[reading.head[pronoun]] == "advcl" and above < pronoun:
        acted_on = reading.child(above, "dobj")
        if acted_on is not None and several == (reading.tag[acted_on] in ("NNS", "NNPS")):
            return phrase(reading, acted_on, longest=LONGEST_WHO)
    earliest = reading.sentences[max(0, reading.sentence_of[pronoun] - 1)][0]
    for token in range(pronoun - 1, earliest - 1, -1):
        if reading.dep[token] not in ("nsubj", "nsubjpass") or reading.pos[token] not in ("NOUN", "PROPN"):
            continue
        mention = cast.at(reading, token)
        if mention is None and several == (reading.tag[token] in ("NNS", "NNPS")):
            return phrase(reading, token, longest=LONGEST_WHO)
    return ""


def _completed(trigger: Trigger, cast: Cast, head: str, what: str, policies: Sequence[str]) -> str:
    """Add to subject and verb what the verb takes, in the order of the text, as far as there is room for it."""
    reading, verb = trigger.reading, trigger.governor
    text = head
    particle = reading.child(verb, "prt")
    if particle is not None and particle > verb:
        text += f" {reading.lower[particle]}"
    text = f"{text} {what}" if what else text
    outcome = next((c for c in reading.children[verb] if c > verb and reading.lower[c] in RESULTS), None)
    if outcome is not None and outcome != particle and reading.dep[outcome] == "advmod":
        text += f" {reading.lower[outcome]}"
    taken = reading.all_children(verb, "dobj", "prep", "xcomp", "acomp", "attr", "oprd")
    if what == "" and all(c < verb or is_dated(reading, c) for c in taken):
        text = " ".join(filter(None, (text, _said(reading, verb, LONGEST - len(text) - 6, trigger.sense.kind))))
    for child in reading.children[verb]:
        idle = reading.dep[child] == "prt" or reading.words[child] == "."
        if child < verb or reading.dep[child] not in COMPLEMENTS or idle:
            continue
        room = LONGEST - len(text) - 1
        added = _complement(reading, cast, child, room, policies)
        if not added and reading.dep[child] in ("dobj", "attr", "oprd", "acomp") and not what:
            return ""
        if reading.pos[child] == "PRON" and added and f" {added} ".lower() in f" {text} ".lower():
            added = OBJECTIVE.get(reading.lower[child], "")  # nobody acts on himself
        if added and f" {added} ".lower() not in f" {text} ".lower():
            text += f" {added}"
    return text if len(text) <= LONGEST else ""


def _complement(reading: Reading, cast: Cast, child: int, room: int, policies: Sequence[str]) -> str:
    this_day = reading.lower[child] in ("this", "that") and reading.label.get(child + 1) == "DATE"
    if room < LEAST_ROOM or is_dated(reading, child) or reading.tag[child] in RELATIVES or this_day:
        return ""
    if reading.pos[child] == "PRON":
        return _of_pronoun(reading, cast, child, policies) or reading.lower[child]
    if reading.dep[child] == "prep":
        noun = reading.child(child, "pobj")
        deed = reading.child(child, "pcomp")
        if noun is None and deed is not None and reading.tag[deed] == "VBG":
            text = phrase(reading, deed, longest=room - len(reading.words[child]) - 1)
            told = " " in text and reading.lower[child] in BLAMED_FOR
            return f"{reading.lower[child]} {text}" if told else ""
        if noun is None or is_circumstance(reading, child):
            return ""
        moved = reading.lower[child] in ("to", "until", "till")
        text = (_day(reading, noun) if moved else "") or phrase(
            reading, noun, longest=min(room - len(reading.words[child]) - 1, LONGEST_NOUN)
        )
        return f"{reading.lower[child]} {text}" if text and text not in LENGTHS else ""
    if reading.dep[child] == "xcomp":
        return phrase(reading, child, longest=room, clause=True) or _shortest(reading, child, room)
    named = _spelled_out(reading, child, policies)
    return named or phrase(reading, child, longest=min(room, LONGEST_NOUN), without=reading.head[child])


def _shortest(reading: Reading, verb: int, room: int) -> str:
    """Write but an infinitive and what it acts on, where the whole of it is too long."""
    acted_on = reading.child(verb, "dobj")
    if acted_on is None or reading.tag[verb] != "VB":
        return ""
    what = phrase(reading, acted_on, longest=room - len(reading.words[verb]) - 4)
    return f"to {reading.lower[verb]} {what}" if what else ""


def _day(reading: Reading, token: int) -> str:
    """Give the whole of a day that something was moved to; "" for what is no day."""
    if not (is_day(reading, token) or reading.words[token].isdigit()):
        return ""
    first, last = token, token + 1
    while reading.label.get(first - 1) == "DATE":
        first -= 1
    while reading.label.get(last) == "DATE":
        last += 1
    return reading.slice(first, last) if reading.label.get(last - 1) == "DATE" else ""


def _said(reading: Reading, verb: int, room: int, verb_kind: Kind) -> str:
    """Give the clause of what is said or wanted, before or after its verb."""
    clause = reading.child(verb, "ccomp")
    if clause is None or verb_kind in HAPPENINGS:
        return ""
    subject = reading.child(clause, "nsubj", "nsubjpass")
    details = reading.all_children(subject, "acl", "relcl", "prep") if subject is not None else []
    tried = (phrase(reading, clause, longest=room, without=left_out) for left_out in (None, *details))
    whole = (text for text in tried if subject is None or reading.words[subject].lower() in text.lower())
    text = next(filter(None, whole), "")
    if not text or reading.lemma[verb] in NAMES_NO_SPEECH:
        return text
    asked = any(reading.lower[c] == "to" for c in reading.all_children(clause, "aux"))
    return text if asked or text.startswith(("that ", "to ")) else f"that {text}"


def _names(reading: Reading, cast: Cast, acting: Sequence[int], verb: int) -> str:
    """Name who acts, each once: two by name, more as "and others"."""
    names = list(dict.fromkeys(filter(None, (_name(reading, cast, t, without=verb) for t in acting))))
    names = [n for n in names if not any(n != o and n in o for o in names)]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} and others"


def _is_plural(reading: Reading, cast: Cast, acting: Sequence[int]) -> bool:
    several = len({_name(reading, cast, t) for t in acting}) > 1
    first = acting[0]
    if reading.pos[first] == "PRON" and reading.lower[first] in ("they", "we"):
        whom = antecedent(reading, cast, first)
        return whom is None or whom.kind is ActorKind.GROUP
    name = cast.at(reading, first)
    last = name.end if name is not None else first
    joined = any(reading.dep[c] == "conj" and c >= last for c in reading.children[first])
    word = reading.words[first]
    short = word[-1:] == "s" and word[:-1].isupper() and len(word) > 2  # "MPs"
    one_word = name is None or name.end - name.start == 1
    the = reading.lower[first - 1 : first] == ["the"]
    short |= one_word and the and word[-1:] == "s" and word[-2:] not in ("ss", "us") and word[:1].isupper()
    return several or joined or short or reading.tag[first] in ("NNS", "NNPS") or word.lower() == "police"


def _decider_before(reading: Reading, cast: Cast, verb: int, what: str) -> str:
    """Name who decided before in "it was also decided"."""
    subject = reading.child(verb, "nsubjpass")
    if what or subject is None or reading.lower[subject] != "it":
        return ""
    bodies = (ActorKind.BODY, ActorKind.GOVERNMENT)
    before = [m for m in cast.mentions if m.reading is reading and m.end <= verb and m.named and m.kind in bodies]
    return before[-1].name if before else ""


def _name(reading: Reading, cast: Cast, token: int, *, without: int | None = None) -> str:
    mention = cast.at(reading, token)
    if mention is not None and mention.kind is not ActorKind.OFFICE and mention.holder is not None:
        mention = mention.holder
    if mention is not None and (mention.named or mention.name != mention.text):
        return "" if mention.name.lower() in UNSPOKEN else mention.name
    if reading.pos[token] == "PRON" or reading.lower[token] in UNSPOKEN:
        whom = antecedent(reading, cast, token)
        if whom is None or whom.name.lower() in UNSPOKEN:
            return ""
        return "" if reading.lower[token] == "it" and whom.kind is ActorKind.PERSON else whom.name
    return phrase(reading, token, longest=LONGEST_WHO, without=without, clause=without is not None)


def _of_noun(trigger: Trigger, cast: Cast) -> str:
    reading = trigger.reading
    text = phrase(reading, trigger.token, longest=LONGEST)
    owner = reading.child(trigger.token, "poss")
    if owner is not None and reading.pos[owner] != "PRON" and reading.words[owner] not in text:
        text = f"{_name(reading, cast, owner)}'s {text}"
    if trigger.sense.kind is Kind.MEETING and len(text.split()) == 1 and trigger.light is not None:
        doers = [t for t in subjects(reading, trigger.light) if t != trigger.token]
        text = " and ".join(_name(reading, cast, t) for t in doers[:2]) + f" hold {text}" if doers else text
    return text


def _is_bare(trigger: Trigger, text: str) -> bool:
    """See a noun's title that names nothing but the noun ("final decision", "first sitting")."""
    noun = not trigger.sense.verbal and trigger.light is None
    return noun and len(text.split()) < 3


def _in_own_words(trigger: Trigger, cast: Cast) -> str:
    """Give the clause that an event stands in as the text has it, without what leads up to it and asides."""
    reading = trigger.reading
    around = (trigger.governor, *reading.ancestors(trigger.governor))
    verb = next((t for t in around if reading.pos[t] in ("VERB", "AUX") and reading.tag[t] != "VB"), None)
    if verb is None:
        return ""
    subject = reading.child(verb, "nsubj", "nsubjpass")
    who = _name(reading, cast, subject) if subject is not None else ""
    if not who:
        return ""
    group = [t for t in reading.children[verb] if t < verb and reading.dep[t] in ("aux", "auxpass", "neg")]
    text = f"{who} {written(reading, [*group, verb])}"
    completed = _completed_at(reading, cast, verb, text)
    return completed if reading.words[trigger.token].lower() in completed.lower() else ""


def _completed_at(reading: Reading, cast: Cast, verb: int, text: str) -> str:
    for child in reading.children[verb]:
        if child > verb and reading.dep[child] in COMPLEMENTS:
            added = _complement(reading, cast, child, LONGEST - len(text) - 1, ())
            text += f" {added}" if added else ""
    return text


def _polished(text: str) -> str:
    plain = NUMBERED.sub("", text.removeprefix("then ").removeprefix("Then ")).strip(
        " ,;:-–—.'" + "".join(OPENING | CLOSING)
    )
    return plain[:1].upper() + plain[1:] if plain else "Event"
