"""Titles that read like headlines, built from an event's own words."""

from events.extraction.actors import Cast, antecedent
from events.extraction.events.arguments import PROPOSED, is_passive, objects, subjects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading
from events.extraction.vocabulary import ActorKind, Assertion, Kind

CALENDAR = "actors/lexicon/calendar"
CLAUSES = frozenset({"relcl", "acl", "advcl", "appos"})
LONGEST = 90
LONGEST_PHRASE = 60
STOPS = frozenset({",", ";", ":", "(", "—", "–", "--", ".", "!", "?"})
MODALS = {
    Assertion.PLANNED: "to",
    Assertion.HYPOTHETICAL: "may",
    Assertion.NEGATED: "does not",
    Assertion.DISPUTED: "reportedly",
}
IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def title_of(trigger: Trigger, cast: Cast, assertion: Assertion, doer: str = "") -> str:
    """Write an event's title: who does what, in the present tense of headlines.

    `doer` acts where the clause names nobody.
    """
    reading = trigger.reading
    if reading.field == "title":
        return _whole(reading)
    text = _of_clause(trigger, cast, assertion, doer) if trigger.sense.verbal or trigger.light is not None else ""
    return _polished(text or _of_noun(trigger, cast))


def _whole(reading: Reading) -> str:
    return " ".join(reading.text.split())[: 2 * LONGEST]


def _of_clause(trigger: Trigger, cast: Cast, assertion: Assertion, doer: str) -> str:
    reading, verb = trigger.reading, trigger.governor
    acted_on = [t for t in objects(reading, verb) if t != verb]
    doers = [t for t in subjects(reading, verb) if reading.tag[t] not in ("WDT", "WP")]
    passive = is_passive(reading, verb)
    what = _phrase(reading, acted_on[0], longest=45 if passive else LONGEST_PHRASE) if acted_on else ""
    who = (
        " and ".join(filter(None, (_name(reading, cast, t) for t in doers[:2])))
        if len(doers) < 4
        else _name(reading, cast, doers[0])
    )
    rest = _rest(reading, verb, acted_on)
    if acted_on and reading.lemma[acted_on[0]] in PROPOSED:
        what, rest = _proposal(reading, acted_on[0], verb)
    if rest and what.endswith(rest):
        rest = ""
    plural = len(doers) > 1 or (
        bool(doers)
        and (reading.tag[doers[0]] in ("NNS", "NNPS") or reading.lower[doers[0]] in ("they", "we", "police"))
    )
    if (
        not who
        and not what
        and reading.child(verb, "nsubjpass") is not None
        and reading.lower[reading.child(verb, "nsubjpass") or 0] == "it"
    ):
        who = next(
            (
                m.name
                for m in reversed(cast.mentions)
                if m.reading is reading
                and m.end <= verb
                and m.named
                and m.kind in (ActorKind.BODY, ActorKind.GOVERNMENT)
            ),
            "",
        )
    if (
        not rest
        and acted_on
        and acted_on[0] + 2 < len(reading)
        and reading.lower[acted_on[0] + 1] == "to"
        and reading.tag[acted_on[0] + 2] == "VB"
    ):
        what, rest = _proposal(reading, acted_on[0], -1)
        what = _phrase(reading, acted_on[0])
    if not who and not is_passive(reading, verb):
        who = doer
    if who and not what and not rest:
        rest = _said(reading, verb)
    if who:
        predicate = inflected(_lemma(reading, verb), assertion, plural=plural)
        return _trimmed(" ".join(filter(None, (who, predicate + _particle(reading, verb), what, rest))))
    if what and is_passive(reading, verb):
        participle = reading.lower[verb]
        mode = {
            Assertion.PLANNED: "to be ",
            Assertion.HYPOTHETICAL: "may be ",
            Assertion.NEGATED: "not ",
            Assertion.DISPUTED: "reportedly ",
        }.get(assertion, "")
        return _trimmed(f"{what} {mode}{participle}{_particle(reading, verb)} {rest}".strip())
    return ""


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
    return _phrase(reading, token, longest=40)


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
        if (
            reading.words[end] in STOPS
            or (reading.dep[end] in ("relcl", "acl", "advcl", "appos") and reading.head[end] <= end)
            or long
            or "\n" in reading.words[end]
        ):
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
    while first < clause and (reading.dep[first] in ("mark", "punct") or reading.words[first] in OPENING):
        first += 1
    end = next(
        (
            t
            for t in range(first + 1, last)
            if reading.words[t] in STOPS or reading.end[t] - reading.start[first] > LONGEST_PHRASE
        ),
        last,
    )
    return _quoteless(reading.slice(first, _last_full_word(reading, first + 1, end)))


def _of_noun(trigger: Trigger, cast: Cast) -> str:
    reading = trigger.reading
    phrase = _phrase(reading, trigger.token, longest=LONGEST)
    owner = reading.child(trigger.token, "poss")
    if owner is not None and reading.pos[owner] != "PRON" and not phrase.startswith(reading.words[owner]):
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
