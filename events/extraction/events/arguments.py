"""Who and what stands in which relation to a verb or noun: through passives, lists, relative clauses and control."""

from dataclasses import dataclass

from events.extraction.lexicon import words
from events.extraction.reading import Reading

WORDS = "events/cues/words"

VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
BULLETS = frozenset({"-", "–", "•", "*", "—"})
FARTHEST_LIST = 400
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
DEEPEST = 5
PROPOSED = frozenset({"proposal", "request", "recommendation", "suggestion", "motion"})
SETTLING = frozenset({"approve", "accept", "grant", "reject", "endorse", "adopt", "pass", "defeat", "give"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A token in a relation to a trigger: subject, object, dative, agent, poss, compound or a preposition."""

    relation: str
    token: int


def arguments_of(reading: Reading, token: int, light: int | None = None) -> list[Argument]:
    """Give the arguments of a verb or noun, and of the light verb that a noun hangs on."""
    verbal = reading.pos[token] in VERBAL or (reading.tag[token].startswith("VB") and light is None)
    found = _of_verb(reading, token) if verbal else _of_noun(reading, token)
    if reading.pos[token] == "ADJ" and reading.dep[token] in ("acomp", "advmod", "oprd", "ccomp"):
        found += _of_adjective(reading, reading.head[token])
    if light is not None:
        found += [
            a
            for a in _of_verb(reading, light)
            if a.token != token and not (a.relation == "object" and token in reading.conjuncts(a.token))
        ]
    unique: dict[int, Argument] = {}
    for argument in found:
        unique.setdefault(argument.token, argument)
    return list(unique.values())


def subjects(reading: Reading, verb: int, depth: int = 0) -> list[int]:
    """Give the tokens that do what a verb says, its conjuncts included; empty where nobody is named."""
    if depth > DEEPEST:
        return []
    if is_passive(reading, verb):
        return _agents(reading, verb)
    own = [t for child in reading.all_children(verb, "nsubj") for t in reading.conjuncts(child)]
    if own:
        return [_antecedent(reading, verb, t) for t in own]
    return _controllers(reading, verb, depth) or _above_the_list(reading, verb)


def _above_the_list(reading: Reading, verb: int) -> list[int]:
    """Find who "- imposed a fine on ..." is said of: the subject of the line that leads to the list."""
    if reading.tag[verb] not in ("VBD", "VBN") or not _begins_item(reading, verb):
        return []
    for token in range(verb - 1, max(-1, verb - FARTHEST_LIST), -1):
        leads = reading.words[token] == ":" and "\n" in reading.words[min(token + 1, len(reading) - 1)]
        if leads:
            first, last = reading.sentence(token)
            return [
                t for t in range(first, last) if reading.dep[t] == "nsubj" and reading.dep[reading.head[t]] == "ROOT"
            ]
    return []


def _begins_item(reading: Reading, verb: int) -> bool:
    """See a verb right behind a dash or bullet at the beginning of a line."""
    mark = next((t for t in range(verb - 1, max(-1, verb - 4), -1) if reading.words[t].strip() in BULLETS), None)
    if mark is None or (mark and "\n" not in reading.words[mark - 1]):
        return False
    return all(reading.pos[t] in ("ADV", "AUX", "PART", "SPACE", "PUNCT") for t in range(mark + 1, verb))


def objects(reading: Reading, verb: int, depth: int = 0) -> list[int]:
    """Give the tokens that a verb acts on: objects, subjects of passives, nouns that a participle describes."""
    own = [c for c in reading.all_children(verb, "dobj", "attr", "oprd") if not _is_outcome(reading, c)]
    found = [t for child in own for t in reading.conjuncts(child)]
    if is_passive(reading, verb):
        proposal = proposal_before(reading, verb)
        if proposal is not None:
            return [proposal]
        found += [
            _antecedent(reading, verb, t)
            for child in reading.all_children(verb, "nsubj" if _is_bare(reading, verb) else "nsubjpass")
            for t in reading.conjuncts(child)
            if reading.lower[t] != "it" or reading.child(verb, "ccomp", "xcomp") is None
        ]
        if reading.dep[verb] == "acl" and reading.tag[verb] == "VBN":
            found.append(reading.head[verb])
        elif reading.dep[verb] == "advcl" and reading.tag[verb] == "VBN" and not found and verb < reading.head[verb]:
            # "Funded by the state, the gift ..."
            found += reading.all_children(reading.head[verb], "nsubj", "nsubjpass")
        elif (
            not found
            and reading.dep[verb] in ("conj", "xcomp")
            and depth < DEEPEST
            and reading.pos[reading.head[verb]] in VERBAL
        ):
            above = reading.head[verb]
            found += objects(reading, above, depth + 1) if is_passive(reading, above) else []
            if not found and reading.lemma[above] == "be":  # "the schools are to be closed"
                found += [t for c in reading.all_children(above, "nsubj") for t in reading.conjuncts(c)]
    elif reading.dep[verb] == "relcl" and not found:
        relative = reading.child(verb, "dobj")
        found += (
            [reading.head[verb]]
            if relative is None
            and reading.child(verb, "nsubj") is not None
            and not _subject_relative(reading, verb)
            and not any(reading.tag[c] == "WRB" for c in reading.children[verb])  # "the palace, where they met"
            else []
        )
    return [_antecedent(reading, verb, t) for t in found]


def has_day(reading: Reading, verb: int) -> bool:
    """See "removed on Monday", "suspended last October": a verb with a date beside it or in its phrases."""
    beside = [c for c in reading.children[verb] if reading.dep[c] in ("prep", "npadvmod")]
    return any(reading.label.get(t) == "DATE" for c in beside for t in range(*reading.subtree(c)))


def _is_outcome(reading: Reading, child: int) -> bool:
    """See "shot dead" and "declared void": how what is acted on ends up."""
    return reading.dep[child] == "oprd" and reading.pos[child] in ("ADJ", "ADV")


def proposal_before(reading: Reading, verb: int) -> int | None:
    """Find the true subject of "the proposal made by X, minister of Y, to do Z was approved": parsers take X or Y for
    it.
    """
    if reading.lemma[verb] not in SETTLING:
        return None
    first = reading.sentence(verb)[0]
    for token in range(first, verb - 1):
        after = next((t for t in range(token + 1, verb) if reading.pos[t] != "SPACE"), verb)
        if reading.lemma[token] in PROPOSED and (
            reading.tag[after] in ("VBN", "VBD") or reading.lower[after] in ("of", "by", "to", "for", "from", "put")
        ):
            return token
    return None


def is_passive(reading: Reading, verb: int) -> bool:
    """Tell whether a verb is passive: by its auxiliary or subject, or as a bare participle that describes a noun."""
    if any(reading.dep[c] in ("auxpass", "nsubjpass") for c in reading.children[verb]):
        return True
    if reading.tag[verb] != "VBN":
        return False
    if _is_bare_participle(reading, verb) or _is_absolute(reading, verb):
        return True
    if reading.dep[verb] in ("acl", "advcl") and not any(
        reading.dep[c] in ("aux", "nsubj") for c in reading.children[verb]
    ):
        return True
    if (
        reading.dep[verb] == "conj"
        and reading.head[verb] != verb
        and not any(reading.dep[c] in ("aux", "nsubj") for c in reading.children[verb])
    ):
        return reading.pos[reading.head[verb]] in VERBAL and is_passive(reading, reading.head[verb])
    return any(reading.dep[c] == "agent" for c in reading.children[verb])


def _is_bare_participle(reading: Reading, verb: int) -> bool:
    """See "56 miners held in Lima" as a headline has it, and "56 miners held in Lima are being freed", which parsers
    take for two clauses.
    """
    inside = {reading.dep[c] for c in reading.children[verb]}
    if "nsubj" not in inside or inside & {"aux", "dobj", "ccomp", "xcomp", "attr", "acomp", "oprd"}:
        return False
    finite = [
        c
        for c in reading.all_children(verb, "conj")
        if reading.child(c, "aux", "auxpass") is not None and reading.child(c, "nsubj", "nsubjpass") is None
    ]
    linked = any(reading.dep[c] == "cc" for c in reading.children[verb])
    return reading.field == "title" or (bool(finite) and not linked)


def _is_bare(reading: Reading, verb: int) -> bool:
    return reading.tag[verb] == "VBN" and (_is_bare_participle(reading, verb) or _is_absolute(reading, verb))


def _is_absolute(reading: Reading, verb: int) -> bool:
    """See "..., many of them intercepted": a participle with a subject of its own and nothing it acts on."""
    inside = {reading.dep[c] for c in reading.children[verb]}
    return reading.dep[verb] == "advcl" and "nsubj" in inside and not inside & {"aux", "dobj", "ccomp", "mark"}


def _subject_relative(reading: Reading, verb: int) -> bool:
    return any(reading.dep[c] in ("nsubj", "nsubjpass") and reading.tag[c] in RELATIVE for c in reading.children[verb])


def _agents(reading: Reading, verb: int) -> list[int]:
    found = []
    for agent in reading.all_children(verb, "agent"):
        for child in reading.all_children(agent, "pobj"):
            if reading.label.get(child) not in MEASURES:  # "paid by 1 September", "raised by 100 francs"
                found += reading.conjuncts(child)
    return found


def _antecedent(reading: Reading, verb: int, token: int) -> int:
    """Replace a relative pronoun by the noun that its clause describes, and "thousands of miners" by the miners."""
    if reading.lemma[token] in words(WORDS, "partitive") or reading.lower[token] in words(WORDS, "partitive"):
        preposition = next((c for c in reading.children[token] if reading.lower[c] == "of"), None)
        inner = reading.child(preposition, "pobj") if preposition is not None else None
        return inner if inner is not None else token
    if reading.tag[token] not in RELATIVE and reading.lower[token] != "that":
        return token
    if reading.pos[token] not in ("PRON", "DET", "SCONJ"):
        return token
    clause = verb
    for _ in range(DEEPEST):
        if reading.dep[clause] == "relcl":
            return _undated(reading, reading.head[clause])
        if reading.head[clause] == clause:
            break
        clause = reading.head[clause]
    return token


def _undated(reading: Reading, noun: int) -> int:
    """Give what "the plan for the years 2012 to 2016, which was approved" says was approved: no year."""
    while (reading.label.get(noun) == "DATE" or reading.lower[noun] == "period") and reading.dep[noun] == "pobj":
        above = reading.head[reading.head[noun]]
        acted_on = reading.child(above, "dobj") if reading.pos[above] in VERBAL else above
        if acted_on is None or acted_on == noun:
            break
        noun = acted_on
    return noun


def _controllers(reading: Reading, verb: int, depth: int) -> list[int]:
    dep, above = reading.dep[verb], reading.head[verb]
    if above == verb:
        return []
    if dep == "acl" and reading.tag[verb] == "VBG":
        return [above]
    if dep == "acl" or (dep == "relcl" and reading.child(verb, "aux") is not None and not reading.child(verb, "nsubj")):
        return _holders(reading, above, depth)
    if dep == "relcl" and not _subject_relative(reading, verb):
        return [above]
    if dep == "pcomp":
        return _of_preposition(reading, above, depth)
    if dep in ("xcomp", "ccomp", "advcl", "conj", "dep") and reading.pos[above] in VERBAL:
        if dep in ("xcomp", "ccomp") and reading.lemma[above] in words(WORDS, "object_control"):
            controlled = objects(reading, above, depth + 1)
            if controlled:
                return controlled
        if dep == "advcl" and is_passive(reading, above):
            return subjects(reading, above, depth + 1) or objects(reading, above, depth + 1)
        if is_passive(reading, above) and dep == "xcomp":
            users = subjects(reading, above, depth + 1) if reading.lemma[above] == "use" else []
            return users or objects(reading, above, depth + 1)
        return subjects(reading, above, depth + 1)
    return []


def _holders(reading: Reading, noun: int, depth: int) -> list[int]:
    """Find who makes "a decision to cut": its possessor, or the subject of the verb it is an object of."""
    owner = reading.child(noun, "poss")
    if owner is not None and reading.pos[owner] in ("NOUN", "PROPN", "PRON"):
        return [owner]
    verb = reading.head[noun]
    if reading.dep[noun] in ("dobj", "nsubjpass", "attr") and reading.pos[verb] in VERBAL:
        return subjects(reading, verb, depth + 1)
    return []


def _of_preposition(reading: Reading, preposition: int, depth: int) -> list[int]:
    above = reading.head[preposition]
    if reading.pos[above] in VERBAL and above != preposition:
        if reading.lemma[above] in words(WORDS, "accusing"):
            return objects(reading, above, depth + 1)
        return subjects(reading, above, depth + 1) or objects(reading, above, depth + 1)
    return _holders(reading, above, depth) if above != preposition else []


def _of_adjective(reading: Reading, verb: int) -> list[Argument]:
    """Give who is "dead" in "nine people were dead" and "a man was shot dead"."""
    if reading.lemma[verb] == "be":
        return [Argument("object", t) for t in subjects(reading, verb)]
    return _of_verb(reading, verb)


def _of_verb(reading: Reading, verb: int) -> list[Argument]:
    passive = is_passive(reading, verb)
    found = [Argument("agent" if passive else "subject", t) for t in subjects(reading, verb)]
    found += [Argument("object", t) for t in objects(reading, verb)]
    for child in reading.children[verb]:
        if reading.dep[child] == "dative":
            inner = reading.child(child, "pobj")
            found += [Argument("dative", t) for t in reading.conjuncts(inner if inner is not None else child)]
        elif reading.dep[child] == "prep":
            found += _of_prep(reading, child)
    return found


def _of_prep(reading: Reading, preposition: int) -> list[Argument]:
    name, found = reading.lower[preposition], []
    for child in reading.children[preposition]:
        if reading.dep[child] == "pobj":
            found += [Argument(name, t) for t in reading.conjuncts(child)]
        elif reading.dep[child] == "prep":
            found += [
                Argument(f"{name} {reading.lower[child]}", t)
                for inner in reading.all_children(child, "pobj")
                for t in reading.conjuncts(inner)
            ]
    return found


def _of_noun(reading: Reading, noun: int) -> list[Argument]:
    found: list[Argument] = []
    for child in reading.children[noun]:
        dep = reading.dep[child]
        if dep == "poss":
            found += [Argument("poss", t) for t in reading.conjuncts(child)]
        elif dep in ("compound", "amod", "nmod") and child < noun:
            found.append(Argument("compound", child))
        elif dep in ("prep", "agent"):
            found += _of_prep(reading, child)
        elif dep == "acl" and reading.tag[child] == "VBN":
            found += [Argument("agent", t) for t in _agents(reading, child)]
            found += [a for a in _of_verb(reading, child) if a.relation not in ("object", "agent", "subject")]
    return found
