"""Titles that read like headlines, built from an event's own words."""

import re
from collections.abc import Sequence

from events.extraction.actors import Cast, antecedent
from events.extraction.events.arguments import PROPOSED, is_passive, objects, subjects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading
from events.extraction.vocabulary import ActorKind, Assertion, Kind

CALENDAR = "actors/lexicon/calendar"
CLAUSES = frozenset({"relcl", "acl", "advcl", "appos"})
LONGEST = 110
LONGEST_PHRASE = 75
SMALL = re.compile(r" (?:of|from|in|at|on|for|and) ")
DAY_OF_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\d", re.I)
PASSIVE = {
    Assertion.PLANNED: "to be ",
    Assertion.HYPOTHETICAL: "may be ",
    Assertion.NEGATED: "not ",
    Assertion.DISPUTED: "reportedly ",
}
NAMES_NO_SPEECH = frozenset({"say", "tell", "add"})
STOPS = frozenset({",", ";", ":", "(", "—", "–", "--", ".", "!", "?"})
MODALS = {
    Assertion.PLANNED: "to",
    Assertion.HYPOTHETICAL: "may",
    Assertion.NEGATED: "does not",
    Assertion.DISPUTED: "reportedly",
}
IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def title_of(trigger: Trigger, cast: Cast, assertion: Assertion, doers: Sequence[str] = ()) -> str:
    """Write an event's title: who does what, in the present tense of headlines.

    `doers` act where the clause names nobody.
    """
    reading = trigger.reading
    if reading.field == "title":
        return _whole(reading)
    text = _of_clause(trigger, cast, assertion, doers) if trigger.sense.verbal or trigger.light is not None else ""
    text = text or _of_noun(trigger, cast)
    if trigger.sense.kind is Kind.MEETING and doers and not any(name in text for name in doers):
        text = _of_meeting(trigger, assertion, text, doers)
    return _polished(text)


def _whole(reading: Reading) -> str:
    return " ".join(reading.text.split())[: 2 * LONGEST]


def _of_clause(trigger: Trigger, cast: Cast, assertion: Assertion, doers: Sequence[str]) -> str:
    reading, verb = trigger.reading, trigger.governor
    if reading.lemma[verb] == "be":
        return ""
    acting = [t for t in subjects(reading, verb) if reading.tag[t] not in ("WDT", "WP")]
    passive = is_passive(reading, verb)
    what, rest = _object_and_rest(reading, verb, passive=passive)
    who = _names(reading, cast, acting) or _decider_before(reading, cast, verb, what)
    plural = bool(acting) and _is_plural(reading, cast, acting)
    if not who and doers and trigger.sense.kind is not Kind.INCIDENT:
        who, plural = doers[0], _names_several(doers[0])
    if who and not what and not rest:
        rest = _said(reading, verb)
    what = re.sub(rf"\s+(?:of|by) (?:the )?{re.escape(who)}$", "", what) if who else what
    if who:
        predicate = inflected(_lemma(reading, verb), assertion, plural=plural)
        return _trimmed(" ".join(filter(None, (who, predicate + _particle(reading, verb), what, rest))))
    if what and passive:
        mode = PASSIVE.get(assertion, "")
        return _trimmed(f"{what} {mode}{reading.lower[verb]}{_particle(reading, verb)} {rest}".strip())
    return ""


def _object_and_rest(reading: Reading, verb: int, *, passive: bool) -> tuple[str, str]:
    """Give what a verb acts on and the first complement after it."""
    acted_on = [t for t in objects(reading, verb) if t != verb and not _is_time(reading, t)]
    what = _phrase(reading, acted_on[0], longest=55 if passive else LONGEST_PHRASE) if acted_on else ""
    rest = _rest(reading, verb, acted_on)
    if not acted_on:
        return what, rest
    noun = acted_on[0]
    if reading.lemma[noun] in PROPOSED:
        what, rest = _proposal(reading, noun, verb)
    if not rest and reading.lower[noun + 1 : noun + 2] == ["to"] and reading.tag[noun + 2 : noun + 3] == ["VB"]:
        rest = _proposal(reading, noun, -1)[1]
        what = _phrase(reading, noun)
    return what, "" if rest and rest in what else rest


def _is_time(reading: Reading, token: int) -> bool:
    return reading.label.get(token) in ("DATE", "TIME") or bool(DAY_OF_MONTH.match(reading.words[token]))


def _names(reading: Reading, cast: Cast, acting: Sequence[int]) -> str:
    """Name who acts, each once: two by name, more as "and others"."""
    names = list(dict.fromkeys(filter(None, (_name(reading, cast, t) for t in acting))))
    return " and ".join(names) if len(names) < 3 else f"{names[0]} and others"


def _is_plural(reading: Reading, cast: Cast, acting: Sequence[int]) -> bool:
    several = len({_name(reading, cast, t) for t in acting}) > 1
    first = acting[0]
    if reading.pos[first] == "PRON" and reading.lower[first] in ("they", "we"):
        whom = antecedent(reading, cast, first)
        return whom is None or whom.kind is ActorKind.GROUP
    return several or reading.tag[first] in ("NNS", "NNPS") or reading.lower[first] == "police"


def _decider_before(reading: Reading, cast: Cast, verb: int, what: str) -> str:
    """Name who decided before in "it was also decided"."""
    subject = reading.child(verb, "nsubjpass")
    if what or subject is None or reading.lower[subject] != "it":
        return ""
    bodies = (ActorKind.BODY, ActorKind.GOVERNMENT)
    before = [m for m in cast.mentions if m.reading is reading and m.end <= verb and m.named and m.kind in bodies]
    return before[-1].name if before else ""


def _of_meeting(trigger: Trigger, assertion: Assertion, phrase: str, doers: Sequence[str]) -> str:
    """Say who meets where the clause does not: "A and B meet", "A holds consultation in Oslo"."""
    if len(doers) > 1:
        return _trimmed(f"{doers[0]} and {doers[1]} {inflected('meet', assertion, plural=True)}")
    noun = next(iter(objects(trigger.reading, trigger.token)), None) if trigger.sense.verbal else trigger.token
    what = _phrase(trigger.reading, noun) if noun is not None else phrase
    if doers[0] in what:
        return _trimmed(f"{what} {'to be ' if assertion is Assertion.PLANNED else ''}held")
    return _trimmed(f"{doers[0]} {inflected('hold', assertion, plural=_names_several(doers[0]))} {what}")


def _names_several(name: str) -> bool:
    """Tell "senior officials from the board" from the name of one."""
    head = SMALL.split(name)[0].split()[-1:]
    return bool(head) and head[0].islower() and head[0].endswith("s") and not head[0].endswith("ss")


def _proposal(reading: Reading, noun: int, verb: int) -> tuple[str, str]:
    """Give "proposal" and what is proposed: the first infinitive between it and its verb, or what "for" says."""
    last = verb if verb > noun else reading.sentence(noun)[1]
    for token in range(noun + 1, last - 1):
        if reading.lower[token] == "to" and reading.tag[token + 1] == "VB":
            end = next(
                (
                    t
                    for t in range(token + 2, last)
                    if reading.words[t] in STOPS or reading.end[t] - reading.start[token] > LONGEST_PHRASE + 5
                ),
                last,
            )
            return reading.lower[noun], reading.slice(token, _last_full_word(reading, token + 2, end))
    return _phrase(reading, noun), ""


def _last_full_word(reading: Reading, first: int, end: int) -> int:
    while end > first and (
        reading.pos[end - 1] in ("ADP", "DET", "CCONJ", "PART", "AUX", "PUNCT", "ADJ", "SPACE")
        or reading.tag[end - 1] in ("TO", "PRP$", "IN")
    ):
        end -= 1
    return end


def _lemma(reading: Reading, verb: int) -> str:
    return reading.lemma[verb]


def _particle(reading: Reading, verb: int) -> str:
    particle = reading.child(verb, "prt")
    return f" {reading.lower[particle]}" if particle is not None and particle > verb else ""


def inflected(lemma: str, assertion: Assertion, *, plural: bool) -> str:
    """Put a verb into the form that headlines use: "approves", "to approve", "may approve"."""
    if assertion in (Assertion.PLANNED, Assertion.HYPOTHETICAL):
        return f"{MODALS[assertion]} {lemma}"
    if assertion is Assertion.NEGATED:
        return f"{'do' if plural else 'does'} not {lemma}"
    form = lemma if plural else third_person(lemma)
    return f"reportedly {form}" if assertion is Assertion.DISPUTED else form


def third_person(lemma: str) -> str:
    """Give the third person singular of a verb ("carries", "passes", "holds")."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _name(reading: Reading, cast: Cast, token: int) -> str:
    mention = cast.at(reading, token)
    if mention is not None and (mention.named or mention.name != mention.text):
        return mention.name
    if reading.pos[token] == "PRON":
        whom = antecedent(reading, cast, token)
        return whom.name if whom is not None else ""
    return _phrase(reading, token, longest=60)


def _phrase(reading: Reading, token: int, *, longest: int = LONGEST_PHRASE) -> str:
    """Give a noun phrase without its article, cut before clauses, brackets and commas."""
    first, last = reading.subtree(token)
    while first < token and (
        reading.pos[first] == "DET" or reading.tag[first] == "PRP$" or reading.words[first] in OPENING
    ):
        first += 1
    end = token + 1
    clauses = [reading.left[c] for c in reading.children[token] if c > token and reading.dep[c] in CLAUSES]
    last = min([last, *(c for c in clauses if c > token)])
    while end < last:
        long = reading.end[end] - reading.start[first] > longest
        if long:
            end = _boundary(reading, token, end)
        if (
            (reading.words[end] in STOPS and not _abbreviates(reading, end))
            or (reading.dep[end] in ("relcl", "acl", "advcl", "appos") and reading.head[end] <= end)
            or long
            or "\n" in reading.words[end]
        ):
            break
        if _dates(reading, end):
            break
        if reading.tag[end] in ("WDT", "WP", "WRB", "IN") and reading.lower[end] in (
            "that",
            "which",
            "who",
            "where",
            "when",
            "as",
            "because",
            "after",
            "while",
        ):
            break
        end += 1
    while end > token + 1 and (
        reading.pos[end - 1] in ("ADP", "DET", "CCONJ", "PART", "AUX", "PUNCT")
        or reading.tag[end - 1] in ("TO", "PRP$", "IN")
    ):
        end -= 1
    return _quoteless(reading.slice(min(first, token), end))


def _dates(reading: Reading, token: int) -> bool:
    """See where a phrase goes on with "on Monday" or "in May"."""
    following = token + 1
    dated = following < len(reading) and (
        is_day(reading, following) or reading.label.get(following) in ("DATE", "TIME")
    )
    return is_day(reading, token) or (reading.pos[token] == "ADP" and dated)


def _abbreviates(reading: Reading, token: int) -> bool:
    """See the full stop of "Rs. 35 billion" and "No. 5"."""
    return reading.words[token] == "." and reading.words[token - 1] in words("actors/lexicon/offices", "before_names")


def _boundary(reading: Reading, head: int, end: int) -> int:
    """Go back to where the last whole phrase ends: before a preposition, a conjunction or a mark."""
    for token in range(end, head + 1, -1):
        if reading.pos[token] in ("ADP", "CCONJ", "SCONJ", "PUNCT") or reading.tag[token] == "TO":
            return token
    return end


def _quoteless(text: str) -> str:
    return "".join(c for c in text if c not in '“”"').strip()


def _rest(reading: Reading, verb: int, acted_on: list[int]) -> str:
    """Give what a headline still needs: the first complement or prepositional phrase after the verb."""
    last = max([verb, *acted_on[:1]])
    for child in reading.children[verb]:
        if child < last or child in acted_on:
            continue
        if reading.dep[child] == "prep" and reading.lower[child] in (
            "to",
            "on",
            "against",
            "for",
            "with",
            "from",
            "in",
            "into",
            "over",
            "at",
            "of",
            "about",
            "as",
        ):
            noun = reading.child(child, "pobj")
            if noun is not None and not is_day(reading, noun) and not reading.words[noun][:1].isdigit():
                return f"{reading.lower[child]} {_phrase(reading, noun, longest=40)}"
        if reading.dep[child] == "xcomp" and any(reading.lower[c] == "to" for c in reading.children[child]):
            inner = objects(reading, child)
            return f"to {reading.lemma[child]} {_phrase(reading, inner[0], longest=45) if inner else ''}".strip()
    return ""


def is_day(reading: Reading, token: int) -> bool:
    """See a day or month, which a title leaves out."""
    return reading.lower[token] in words(CALENDAR, "names") or reading.lower[token] in words(CALENDAR, "days")


def _said(reading: Reading, verb: int) -> str:
    """Give what a verb without an object says or wants: its clause, without "that", cut short."""
    clause = reading.child(verb, "ccomp", "xcomp")
    if clause is None or clause < verb:
        return ""
    first, last = reading.subtree(clause)
    marked = any(reading.lower[c] == "that" for c in reading.children[clause])
    while first < clause and (reading.dep[first] in ("mark", "punct") or reading.words[first] in OPENING):
        first += 1
    end = next((t for t in range(first + 1, last) if reading.words[t] in STOPS), last)
    if reading.end[end - 1] - reading.start[first] > LONGEST_PHRASE:
        far = next(t for t in range(first + 1, end) if reading.end[t] - reading.start[first] > LONGEST_PHRASE)
        end = _boundary(reading, clause, far)
    text = _quoteless(reading.slice(first, _last_full_word(reading, first + 1, end)))
    return f"that {text}" if marked and reading.lemma[verb] not in NAMES_NO_SPEECH else text


def _of_noun(trigger: Trigger, cast: Cast) -> str:
    reading = trigger.reading
    phrase = _phrase(reading, trigger.token, longest=LONGEST)
    owner = reading.child(trigger.token, "poss")
    if owner is not None and reading.pos[owner] != "PRON" and reading.words[owner] not in phrase:
        phrase = f"{_name(reading, cast, owner)}'s {phrase}"
    if trigger.sense.kind is Kind.MEETING and len(phrase.split()) == 1 and trigger.light is not None:
        doers = subjects(reading, trigger.light)
        phrase = " and ".join(_name(reading, cast, t) for t in doers[:2]) + f" hold {phrase}" if doers else phrase
    return phrase


def _trimmed(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    cut = plain[:LONGEST].rsplit(" ", 1)[0]
    while cut.rsplit(" ", 1)[-1].lower() in (
        "of",
        "to",
        "for",
        "in",
        "on",
        "and",
        "the",
        "a",
        "with",
        "by",
        "from",
        "at",
        "its",
        "their",
        "or",
    ):
        cut = cut.rsplit(" ", 1)[0]
    return cut


def _polished(text: str) -> str:
    plain = text.strip(" ,;:-–—.'" + "".join(OPENING | CLOSING))
    return plain[:1].upper() + plain[1:] if plain else "Event"
