"""The conditions under which a word has a sense: who acts, what is acted on."""

from collections.abc import Callable

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.actors.nouns import place_word
from events.extraction.events.arguments import has_day, is_passive, objects, subjects
from events.extraction.events.senses import Sense
from events.extraction.lexicon import words
from events.extraction.reading import OPENING, Reading
from events.extraction.vocabulary import ActorKind

ROLES = "events/cues/roles"
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
DECIDING = frozenset({ActorKind.OFFICE, ActorKind.BODY, ActorKind.GOVERNMENT})
HONOURING = frozenset({"name", "pick", "elect"})
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP})
ALSO_OF_THINGS = frozenset({"confirm", "pick", "post", "assign", "install", "promote", "name", "inaugurate"})
NEAR = 40
PERSONS = frozenset({"he", "she", "they", "we", "i", "who", "him", "her", "them"})


def bears_out(reading: Reading, cast: Cast, token: int, sense: Sense) -> bool:
    """Test a sense's conditions on the verb's subjects and objects."""
    acted_on = objects(reading, token)
    named = {form for t in acted_on for form in forms_of(reading, t)}
    if sense.objects and not acted_on:
        named |= {
            form
            for c in reading.children[token]
            if reading.dep[c] in ("prep", "xcomp", "ccomp") and reading.lower[c : c + 2] != ["in", "protest"]
            for form in _through(reading, c)
        }
    policies = "plan" in sense.objects and any(t in reading.policies for t in acted_on)
    if sense.objects and not named & sense.objects and not policies:
        return False
    if sense.not_objects & (named | {f for c in reading.all_children(token, "prep") for f in _for_what(reading, c)}):
        return False
    doers = subjects(reading, token)
    if sense.not_subjects and {form for t in doers for form in forms_of(reading, t)} & sense.not_subjects:
        return False
    if sense.subjects and not {form for t in doers for form in forms_of(reading, t)} & sense.subjects:
        return False
    return sense.requires not in REQUIREMENTS or REQUIREMENTS[sense.requires](reading, cast, token, sense)


def _infinitives(reading: Reading, verb: int, acted_on: list[int]) -> list[int]:
    """Give what somebody is told or given time to do, wherever the parser hung it."""
    above = [verb, *acted_on, *reading.all_children(verb, "dative")]
    return [t for a in above for t in reading.all_children(a, "xcomp", "ccomp", "relcl", "acl", "advcl")]


def _gives_time(reading: Reading, verb: int) -> bool:
    """See "gave the firm ninety days to hold the hearing"."""
    times = [
        c for c in reading.children[verb] if reading.dep[c] in ("npadvmod", "dobj") and reading.label.get(c) == "DATE"
    ]
    whom = reading.child(verb, "dative", "dobj")
    return whom is not None and any(t > whom and reading.lower[t + 1 : t + 2] == ["to"] for t in times)


def _has_to(reading: Reading, verb: int) -> bool:
    return any(reading.lower[c] == "to" for c in reading.children[verb])


def _is_of_a_day(reading: Reading, verb: int) -> bool:
    """See "will plant" and "removed on Monday": work that is announced or done on a day, not what somebody does."""
    verbs = [verb, reading.head[verb]] if reading.dep[verb] in ("xcomp", "conj") else [verb]
    future = any(reading.lower[c] in ("will", "shall", "'ll", "to") for v in verbs for c in reading.children[v])
    return future or any(has_day(reading, v) for v in verbs)


def _it_was(reading: Reading, verb: int) -> bool:
    """See "it was decided to close the port"."""
    subject = reading.child(verb, "nsubjpass")
    return subject is not None and reading.lower[subject] == "it" and reading.child(verb, "ccomp", "xcomp") is not None


def is_force(reading: Reading, cast: Cast, token: int) -> bool:
    """Tell whether a token is of a state's forces or officers, not of those who fight them."""
    mention = cast.at(reading, token)
    first, last = (mention.start, mention.end) if mention is not None else (max(0, token - 2), token + 1)
    named = {w for t in range(first, last) for w in (reading.lower[t], reading.lemma[t])}
    named |= set(mention.name.lower().split()) if mention is not None else set()
    return bool(named & words(ROLES, "forces")) and not named & words(ROLES, "irregular")


def is_authority(reading: Reading, cast: Cast, token: int) -> bool:
    """Tell whether a token stands for somebody with the power to decide: an office, a public body, a government."""
    mention = cast.at(reading, token)
    if mention is None and reading.lower[token] in ("he", "she", "it", "they"):
        mention = antecedent(reading, cast, token)
    if reading.lemma[token] in words(ROLES, "authorities") or is_force(reading, cast, token):
        return True
    return mention is not None and (mention.kind in DECIDING or mention.cluster in cast.in_office)


def is_body(reading: Reading, cast: Cast, token: int) -> bool:
    """Tell whether a token stands for one body that decides by itself: a cabinet, council, board, court."""
    mention = cast.headed_by(reading, token) or cast.at(reading, token)
    return mention is not None and mention.kind is ActorKind.BODY


def _for_what(reading: Reading, preposition: int) -> set[str]:
    """Give what somebody fights or marches for: causes, no opponents."""
    if reading.lower[preposition] not in ("for", "against"):
        return set()
    return {form for t in reading.all_children(preposition, "pobj") for form in forms_of(reading, t)}


def forms_of(reading: Reading, token: int) -> set[str]:
    """Give the ways a noun may be listed: its lemma, its word, with the word before it, hyphenated."""
    if reading.label.get(token) in ("DATE", "TIME"):  # "8 March" is no march
        return set()
    forms = {reading.lemma[token], reading.lower[token], reading.hyphenated(token)}
    if token in reading.policies:
        forms.add(_sort_of_policy(reading, token))
    if reading.pos[token] == "NUM" or reading.lower[token] == "no":  # "Executive Order No. 88"
        forms |= {w for w in reading.lower[max(0, token - 4) : token] if w.isalpha()}
    if reading.lower[token] == "it":
        named = next((t for t in range(token - 1, max(-1, token - NEAR), -1) if t in reading.policies), None)
        return forms | ({reading.lower[named], _sort_of_policy(reading, named)} if named is not None else set())
    if (
        reading.pos[token] == "PROPN" or reading.words[token][:1].isupper()
    ):  # the head of "Operation Long Reach" is its last word
        forms |= {reading.lower[c] for c in reading.children[token] if reading.dep[c] in ("compound", "nmod")}
        forms.add(reading.lower[_last_of_name(reading, token)])
    if reading.pos[token] == "PROPN":  # "Extends Condolences"
        forms.add(reading.lower[token].removesuffix("s"))
    if token:
        forms.add(f"{reading.lower[token - 1]} {reading.lemma[token]}")
    return forms


def _sort_of_policy(reading: Reading, token: int) -> str:
    """Tell a named operation from other named policies."""
    first = token
    while first - 1 in reading.policies:
        first -= 1
    operation = reading.lower[first] in words("policies/lexicon/policies", "operations")
    return "operation" if operation else "policy"


def _last_of_name(reading: Reading, token: int) -> int:
    """Give the last word of a name that parsers take apart ("Right to Information Bill")."""
    last = token
    while last + 1 < len(reading) and last - token < 8:
        if reading.words[last + 1][:1].isupper():
            last += 1
        elif (
            reading.lower[last + 1] in ("to", "of", "and") and reading.words[min(last + 2, len(reading) - 1)].istitle()
        ):
            last += 2
        else:
            break
    return last


def _through(reading: Reading, child: int) -> set[str]:
    if reading.dep[child] in ("xcomp", "ccomp"):
        return {reading.lemma[child]}
    return {form for t in reading.all_children(child, "pobj") for form in forms_of(reading, t)}


def is_actor(reading: Reading, cast: Cast, token: int) -> bool:
    """Tell whether a token heads or lies in a mention of somebody who can act, or is a pronoun or number for one."""
    mention = cast.headed_by(reading, token)
    if mention is None and reading.pos[token] in ("PROPN", "NOUN", "NUM"):
        mention = cast.at(reading, token)
        mention = mention if mention is not None and mention.end > token and reading.pos[token] == "PROPN" else None
    if mention is None and reading.pos[token] == "NOUN":
        mention = next(iter(owners_of(reading, cast, token)), None)
    if mention is not None:
        return mention.kind in ACTING
    if reading.tag[token] == "CD" and reading.dep[token] in ("nsubj", "nsubjpass", "dobj"):
        return True  # "42 arrested over a fraud"
    if reading.lower[token] in ("he", "she", "it", "him", "her"):
        return antecedent(reading, cast, token) is not None
    return reading.lower[token] in PERSONS or (reading.pos[token] == "PROPN" and not place_word(reading.lower[token]))


def owners_of(reading: Reading, cast: Cast, noun: int) -> list[Mention]:
    """Find whose thing it is that acts or is acted on: "army helicopters shelled", "Greek and Cypriot ships sailed"."""
    for child in reversed(reading.children[noun]):
        if child < noun and reading.dep[child] in ("compound", "amod", "nmod", "poss"):
            found = [cast.at(reading, t) for t in reading.conjuncts(child) if t < noun]
            owners = [m for m in found if m is not None and _may_own(m) and not _is_namesake(reading, noun, m)]
            if owners and reading.lemma[noun] not in words(ROLES, "markets"):
                return owners
    return []


def _is_namesake(reading: Reading, noun: int, owner: Mention) -> bool:
    """See "the President's Fund", where a name only holds an office."""
    return reading.words[noun][:1].isupper() and owner.kind in (ActorKind.OFFICE, ActorKind.PERSON)


def _may_own(mention: Mention) -> bool:
    return (mention.named or mention.listed) and mention.kind is not ActorKind.PLACE


def _is_person(reading: Reading, cast: Cast, token: int, *, strict: bool) -> bool:
    """Tell whether a token stands for somebody; `strict`ly one person, where the verb is said of much else."""
    if token in reading.policies:
        return False
    mention = cast.at(reading, token)
    if mention is not None:
        if mention.kind is ActorKind.PERSON and _is_described_thing(reading, mention):
            return False
        if strict and mention.kind is not ActorKind.GROUP:
            return mention.kind in (ActorKind.PERSON, ActorKind.OFFICE)
        return mention.kind in (
            ActorKind.PERSON,
            ActorKind.OFFICE,
            ActorKind.GROUP,
            ActorKind.GOVERNMENT,
            ActorKind.BODY,
        )
    return reading.lower[token] in PERSONS or (reading.pos[token] == "PROPN" and reading.label.get(token) == "PERSON")


def _is_described_thing(reading: Reading, mention: Mention) -> bool:
    """See "the newly built ‘Makara Arch’", which the model takes for a person."""
    before = range(max(0, mention.start - 4), mention.start)
    quoted = mention.start > 0 and reading.words[mention.start - 1] in OPENING
    made = any(reading.tag[t] == "VBN" and reading.dep[t] == "amod" for t in before)
    return mention.named and quoted and (made or any(reading.lower[t] == "the" for t in before))


def _to_office(reading: Reading, cast: Cast, preposition: int) -> bool:
    """Tell "promoted to general" from "promoted outrage to the island"."""
    rank = reading.child(preposition, "pobj")
    mention = cast.headed_by(reading, rank) if rank is not None else None
    return rank is not None and (mention is None or mention.kind in (ActorKind.OFFICE, ActorKind.BODY))


def _as_office(reading: Reading, cast: Cast, token: int) -> bool:
    return any(
        reading.dep[c] == "prep"
        and (reading.lower[c] == "as" or (reading.lower[c] == "to" and _to_office(reading, cast, c)))
        and reading.lemma[token] in ("appoint", "nominate", "elect", "name", "promote")
        and (reading.lower[c], reading.lemma[token]) != ("as", "promote")  # "promotes the island as a destination"
        for c in reading.children[token]
    )


def _acts(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    doers = subjects(reading, verb)
    told = bool(objects(reading, verb)) or _it_was(reading, verb)
    return any(is_actor(reading, cast, t) for t in doers) or (not doers and told and is_passive(reading, verb))


def _acts_on_something(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    doers = subjects(reading, verb)
    told = bool(objects(reading, verb)) or reading.child(verb, "xcomp", "ccomp", "prep") is not None
    return told and (any(is_actor(reading, cast, t) for t in doers) or (not doers and is_passive(reading, verb)))


def _is_by_force(reading: Reading, cast: Cast, verb: int, sense: Sense) -> bool:
    untold = not subjects(reading, verb) and is_passive(reading, verb)
    return untold or _is_by_named_force(reading, cast, verb, sense)


def _is_by_named_force(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    return any(is_force(reading, cast, t) for t in subjects(reading, verb))


def _is_force_on_people(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    """See "police dispersed them", "officers removed a man": force of the state against somebody."""
    if not any(is_force(reading, cast, t) for t in subjects(reading, verb)):
        return False
    whom = objects(reading, verb)
    return any(
        reading.lower[t] in ("them", "him", "her") or ((m := cast.at(reading, t)) is not None and m.kind in PEOPLE)
        for t in whom
    )


def _is_by_authority(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    told = bool(objects(reading, verb)) or reading.child(verb, "xcomp") is not None
    return told and any(is_authority(reading, cast, t) for t in subjects(reading, verb))


def _decides_to_do(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    """See "the board resolved to terminate the lease", "the council voted that it be closed"."""
    to_do = reading.child(verb, "xcomp")
    acts = (to_do is not None and reading.tag[to_do] == "VB" and _has_to(reading, to_do)) or (
        reading.child(verb, "ccomp") is not None
    )
    return acts and any(is_authority(reading, cast, t) for t in subjects(reading, verb))


def _says_to_do(reading: Reading, cast: Cast, verb: int, sense: Sense) -> bool:
    """See "undertook to repay the loan", no "undertakes repairs"."""
    return reading.child(verb, "xcomp", "ccomp") is not None and _acts(reading, cast, verb, sense)


def _bids(reading: Reading, cast: Cast, verb: int, sense: Sense) -> bool:
    acted_on = objects(reading, verb)
    orders = any(reading.tag[x] == "VB" and _has_to(reading, x) for x in _infinitives(reading, verb, acted_on))
    return orders and bool(acted_on) and _is_by_authority(reading, cast, verb, sense)


def _sets_a_term(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    return _gives_time(reading, verb) and any(is_authority(reading, cast, t) for t in subjects(reading, verb))


def _are_works(reading: Reading, cast: Cast, verb: int, sense: Sense) -> bool:
    acted_on = bool(objects(reading, verb))
    return acted_on and _is_by_authority(reading, cast, verb, sense) and _is_of_a_day(reading, verb)


def _is_to_be_done(reading: Reading, _cast: Cast, verb: int, _sense: Sense) -> bool:
    """See "six schools will be closed": a passive of the future, whoever decided it."""
    passive = is_passive(reading, verb) and bool(objects(reading, verb))
    ahead = {reading.lower[c] for c in reading.children[verb]} & {"will", "would", "shall", "to"}
    return passive and bool(ahead)


def _is_intransitive(reading: Reading, cast: Cast, verb: int, _sense: Sense) -> bool:
    said = objects(reading, verb) or reading.child(verb, "ccomp", "xcomp") is not None
    return not said and any(is_actor(reading, cast, t) for t in subjects(reading, verb))


def _is_honour(reading: Reading, verb: int) -> bool:
    """See "named the richest person of the year": an honour, no office."""
    called = reading.all_children(verb, "oprd", "attr", "dobj")
    called += [t for c in reading.all_children(verb, "prep") for t in reading.all_children(c, "pobj")]
    inside = [t for c in called for t in range(*reading.subtree(c))]
    return any(reading.tag[t] == "JJS" or reading.lower[t] in ("year", "month", "player") for t in inside)


def _is_of_a_person(reading: Reading, cast: Cast, verb: int, sense: Sense) -> bool:
    strict = sense.words[0] in ALSO_OF_THINGS
    if sense.words[0] in HONOURING and _is_honour(reading, verb):
        return False
    acted_on = objects(reading, verb)
    return any(_is_person(reading, cast, t, strict=strict) for t in acted_on) or _as_office(reading, cast, verb)


REQUIREMENTS: dict[str, Callable[[Reading, Cast, int, Sense], bool]] = {
    "actor": _acts,
    "something": _acts_on_something,
    "force": _is_by_force,
    "named-force": _is_by_named_force,
    "force-on-people": _is_force_on_people,
    "authority": _is_by_authority,
    "bids": _bids,
    "to-do": _decides_to_do,
    "clause": _says_to_do,
    "term": _sets_a_term,
    "works": _are_works,
    "to-be-done": _is_to_be_done,
    "intransitive": _is_intransitive,
    "person-object": _is_of_a_person,
}
