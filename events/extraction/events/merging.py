"""Mentions of one event across an article are one event."""

from events.extraction.events.arguments import objects, subjects
from events.extraction.events.drafts import NUMBERS, Draft
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import Assertion, Basis, Kind

WORDS = "events/cues/words"

SURE = frozenset({Basis.EXPLICIT, Basis.RELATIVE})
NEUTRAL = frozenset({Assertion.REPORTED, Assertion.PLANNED})
FARTHEST, MEMBERS = 60, 6
FARTHEST_TOLL, FARTHEST_MEETING = 10, 8
SORTS = (
    frozenset({"visit", "tour"}),
    frozenset({"summit", "conference"}),
    frozenset({"session", "sitting", "hearing"}),
    frozenset({"call", "conversation"}),
)
"""Gatherings that are not of one sort."""
HEADED = 0.15
FORCE = (Kind.INCIDENT, Kind.OPERATION)
WITHIN = frozenset({"in", "during", "under"})
HARMED_BY = WITHIN | {"after", "following", "from", "by", "when"}
ANAPHORIC = frozenset({"this", "the", "that", "these", "such"})


def merge(drafts: list[Draft]) -> list[Draft]:
    """Join the drafts of a document (its title's among them) that speak of one event; the fullest mention leads."""
    groups: list[Draft] = []
    for one in sorted(drafts, key=lambda d: (d.reading.field != "text", d.headline, d.trigger.token)):
        fitting = [
            g
            for g in reversed(groups[-FARTHEST:])
            if any(same_event(member, one) for member in (g, *g.others[-MEMBERS:]))
        ]
        # A headline goes to what it has most in common with, anything else to what was spoken of last.
        leader = max(fitting, key=lambda g: _common(g, one)) if fitting and one.headline else next(iter(fitting), None)
        if leader is None:
            if one.reading.field == "text":
                groups.append(one)
            continue
        leader.others.append(one)
    return [_led_by_best(group) for group in groups]


def _common(one: Draft, other: Draft) -> tuple[int, int, float]:
    shared = len(one.clusters & other.clusters) + len(one.content & other.content)
    return len(one.policies.keys() & other.policies.keys()), shared, one.score


def same_event(one: Draft, other: Draft) -> bool:
    """Judge whether two mentions in one document, the earlier first, are of one event."""
    if one.kind is not other.kind:
        return False
    if _one_participle(one, other) or not _compatible(one, other):
        return _one_participle(one, other) or _is_disputed_deed(one, other)
    same_effect = one.effect is not None and one.effect is other.effect
    return bool(same_effect and one.policies.keys() & other.policies.keys()) or _told_alike(one, other)


def _told_alike(one: Draft, other: Draft) -> bool:
    """Judge two mentions of one kind, which may be of one event, by who acts in them and what they say."""
    shared = len(one.content & other.content)
    if other.headline and one.kind is Kind.STATEMENT:
        return bool(one.doers & other.doers) or (shared >= 1 and not (one.doers and other.doers))
    if other.headline:
        return shared >= 1 or bool(one.clusters & other.clusters) or _verb(one) == _verb(other)
    if one.kind is Kind.OPERATION and _counts_differ(one, other):
        return False
    if _refers_back(other) or _one_act(one, other):
        return True
    if one.kind in FORCE and (_the_same_deed(one, other) or _is_its_toll(one, other)):
        return True
    alike = _alike(one, other)
    together = bool(one.clusters & other.clusters)
    if one.kind is Kind.MEETING:
        untold = not other.participants or not one.participants
        return together or shared >= 2 or (untold and _may_be_one_meeting(one, other))
    if one.kind is Kind.STATEMENT:
        return together and (alike or shared >= 3)
    if one.kind in FORCE:
        return alike and (together or shared >= 2 or _same_place(one, other) or not other.participants)
    smaller = min(len(one.content), len(other.content)) or 1
    if shared == smaller == 1 and alike and bool(one.doers & other.doers):
        return True
    return (
        shared >= 2 and (bool(one.doers & other.doers) or not one.doers or not other.doers) and shared / smaller >= 0.3
    )


def _may_be_one_meeting(one: Draft, other: Draft) -> bool:
    """Tell whether two gatherings, one of which names nobody, are near each other and not of two sorts."""
    if one.reading is not other.reading:
        return True
    apart = abs(other.reading.sentence_of[other.trigger.token] - one.reading.sentence_of[one.trigger.token])
    sorts = [next((n for n, sort in enumerate(SORTS) if _gathered(d) & sort), None) for d in (one, other)]
    return apart <= FARTHEST_MEETING and (None in sorts or sorts[0] == sorts[1])


def _gathered(draft: Draft) -> set[str]:
    """Give the words for a gathering that a mention uses."""
    reading, token = draft.reading, draft.trigger.token
    return {reading.lemma[t] for t in (token, *objects(reading, token))}


def _counts_differ(one: Draft, other: Draft) -> bool:
    """See "detained seven fishermen" and "also arrested 14 fishermen"."""
    told, again = _counts(one), _counts(other)
    return any(told[noun] != again[noun] for noun in told.keys() & again.keys())


def _counts(draft: Draft) -> dict[str, str]:
    """Give how many of whom something is done to, by their noun."""
    reading, found = draft.reading, {}
    for noun in objects(reading, draft.trigger.governor):
        number = reading.child(noun, "nummod")
        if number is not None:
            word = reading.lower[number].lstrip("0")
            found[reading.lemma[noun]] = NUMBERS.get(word, word)
    return found


def _verb(draft: Draft) -> str:
    return draft.reading.lemma[draft.trigger.token]


def _is_its_toll(one: Draft, other: Draft) -> bool:
    """See "3,124 were injured" after an earthquake or a blast: its toll, told by nobody's deed, place or day."""
    toll = words(WORDS, "tolls")
    counts = one.kind is Kind.INCIDENT and _verb(other) in toll and _verb(one) not in toll
    own = other.doers or _names_place(other) or (other.date is not None and other.date.basis in SURE)
    far = other.reading.sentence_of[other.trigger.token] - one.reading.sentence_of[one.trigger.token]
    return counts and not own and one.reading is other.reading and 0 <= far <= FARTHEST_TOLL


def _names_place(draft: Draft) -> bool:
    """Tell whether a mention's own sentence names a place."""
    first, last = draft.reading.sentence_span(draft.trigger.token)
    return draft.place is not None and first <= draft.place.start < last


def _the_same_deed(one: Draft, other: Draft) -> bool:
    """See "the raid was part of ..." and "had carried out the assault" after a raid or an assault was told."""
    reading, trigger = other.reading, other.trigger
    nouns = [trigger.token] if not trigger.sense.verbal else objects(reading, trigger.token)
    told = one.content | {one.reading.lemma[one.trigger.token]}
    return any(
        reading.lemma[t] in told
        and any(reading.lower[c] in ANAPHORIC for c in reading.children[t])
        and reading.child(t, "prep", "acl", "relcl", "amod") is None
        for t in nouns
    )


def _one_act(one: Draft, other: Draft) -> bool:
    """See one act in two verbs: "attacked a convoy and abducted nine people", "condemned it and asked for access"."""
    if one.kind not in (*FORCE, Kind.STATEMENT) or one.reading is not other.reading:
        return False
    reading, noun = other.reading, other.trigger.token
    if one.kind in FORCE and (_tells_of(reading, noun, one.trigger.token) or _tells_how(one, other)):
        return True
    if one.kind in FORCE and not other.trigger.sense.verbal and other.trigger.light is None:
        # "destroyed the camp in a raid", "to patrol under an operation called ..."
        harmed = one.kind is Kind.INCIDENT and _verb(one) in words(WORDS, "tolls")  # "died after a collision"
        within = reading.lower[reading.head[noun]] in (HARMED_BY if harmed else WITHIN)
        return within and one.trigger.governor in list(reading.ancestors(noun))[:2]
    joined = reading.dep[other.trigger.governor] == "conj" or (
        one.kind in FORCE and reading.dep[other.trigger.governor] == "xcomp"  # "begin to strike"
    )
    return joined and one.trigger.governor in list(other.reading.ancestors(other.trigger.governor))[:2]


def _tells_of(reading: Reading, verb: int, noun: int) -> bool:
    """See "the bombings of markets that killed nine": a relative clause whose subject is the event it describes."""
    above = reading.head[verb]
    while above > noun and reading.dep[above] in ("pobj", "prep"):
        above = reading.head[above]
    if reading.dep[verb] != "relcl" or above != noun:
        return False
    subject = reading.child(verb, "nsubj")
    return subject is not None and reading.tag[subject] in ("WDT", "WP")


def _tells_how(one: Draft, other: Draft) -> bool:
    """See "the accident occurred when a lorry collided with a bus"."""
    reading, light, verb = one.reading, one.trigger.light, other.trigger.governor
    occurred = light is not None and reading.lemma[light] in ("occur", "happen", "take")
    return occurred and reading.dep[verb] == "advcl" and reading.head[verb] == light


def _is_disputed_deed(one: Draft, other: Draft) -> bool:
    """See "said that a jet had bombed it and killed two", where the denial that follows names only the first."""
    return one.kind in FORCE and one.assertion is Assertion.DISPUTED and _one_act(one, other)


def _one_participle(one: Draft, other: Draft) -> bool:
    """See one act in "set it aside, ruling ...", "Order 5, creating a fund, was signed", "named A, replacing B"."""
    if one.kind not in (Kind.DECISION, Kind.LEGISLATION, Kind.APPOINTMENT) or one.reading is not other.reading:
        return False
    reading = one.reading
    for verb, part in ((one.trigger.governor, other.trigger.governor), (other.trigger.governor, one.trigger.governor)):
        if reading.tag[part] != "VBG" or any(reading.dep[c] == "aux" for c in reading.children[part]):
            continue
        above = reading.head[part]
        if reading.dep[part] == "advcl" and above == verb and reading.child(part, "mark", "nsubj") is None:
            return part > verb
        if reading.dep[part] == "acl" and reading.dep[above] == "nsubjpass" and reading.head[above] == verb:
            return True
    return False


def _compatible(one: Draft, other: Draft) -> bool:
    if (
        one.kind is Kind.OPERATION
        and one.policies
        and other.policies
        and not one.policies.keys() & other.policies.keys()
    ):
        return False
    if one.assertion is not other.assertion and not {one.assertion, other.assertion} <= NEUTRAL:
        return False
    if one.assertion is not other.assertion and not other.headline and one.kind is not Kind.MEETING:
        return False
    a, b = one.date, other.date
    if a is None or b is None or not {a.basis, b.basis} <= SURE:
        return True
    return not (
        (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
    )


def _refers_back(draft: Draft) -> bool:
    """See "this decision", "the attack": a noun with an article and nothing of its own."""
    reading, token = draft.reading, draft.trigger.token
    if draft.kind is Kind.MEETING and draft.trigger.sense.verbal:
        return any(_is_the_session(reading, t) for t in (*objects(reading, token), *subjects(reading, token)))
    if draft.kind is Kind.DECISION and draft.trigger.sense.verbal:
        return any(_is_the_decision(reading, t) for t in objects(reading, token))
    if draft.kind is Kind.DECISION and draft.trigger.light is not None and _is_the_decision(reading, token):
        return True
    if draft.trigger.sense.verbal or (draft.content and not _is_predicate(draft)):
        return False
    return any(reading.dep[c] == "det" and reading.lower[c] in ANAPHORIC for c in reading.children[token])


def _is_predicate(draft: Draft) -> bool:
    """See "the raid was part of ..."."""
    return draft.trigger.light is not None and draft.reading.lemma[draft.trigger.light] == "be"


def _is_the_decision(reading: Reading, token: int) -> bool:
    """See "the decision was taken by nine votes", said of what was told before."""
    bare = reading.child(token, "prep", "acl", "relcl", "amod", "poss") is None
    return (
        bare
        and reading.lemma[token] in ("decision", "ruling", "step", "move", "measure", "order", "verdict")
        and any(reading.lower[c] in ANAPHORIC for c in reading.children[token])
    )


def _is_the_session(reading: Reading, token: int) -> bool:
    """See "the meeting" and "the forum", said of what was named before."""
    bare = (
        all(reading.dep[c] in ("det", "punct") for c in reading.children[token] if c < token)
        and reading.child(token, "prep") is None
    )
    return (
        bare
        and reading.lower[token] in words("actors/lexicon/bodies", "sessions")
        and any(reading.lower[c] in ANAPHORIC for c in reading.children[token])
    )


def _alike(one: Draft, other: Draft) -> bool:
    a, b = one.reading.lemma[one.trigger.token], other.reading.lemma[other.trigger.token]
    if one.kind in FORCE and one.content & other.content & words(WORDS, "deathly"):
        return True
    return a == b or a.startswith(b[:5]) or (a in words(WORDS, "deathly") and b in words(WORDS, "deathly"))


def _same_place(one: Draft, other: Draft) -> bool:
    return one.place is not None and other.place is not None and one.place.name == other.place.name


def _dates_better(member: Draft, best: Draft) -> bool:
    """Tell whether another mention's date may take the place of the leading one's.

    What is planned is not of the day on which it is told, and only a date of its own says when what did not happen,
    or is disputed, would have been.
    What the text says was "recently" is not of that day either, whatever its headline tells.
    """
    if member.date is None:
        return best.date is None
    if best.date is None and best.when is not None and member.date.basis is Basis.PUBLICATION:
        return False
    if member.date.basis not in SURE and best.assertion is not Assertion.REPORTED:
        return best.date is None and best.assertion is Assertion.PLANNED and member.assertion is Assertion.PLANNED
    return best.date is None or (best.date.basis is Basis.PUBLICATION and member.date.basis is not Basis.PUBLICATION)


def _only_adds(draft: Draft) -> bool:
    """See "..., replacing a general": a participle beside the verb that tells the act."""
    reading, verb = draft.reading, draft.trigger.governor
    return reading.tag[verb] == "VBG" and reading.dep[verb] == "advcl"


def _led_by_best(group: Draft) -> Draft:
    """Let the mention with the most said of it lead; it takes over what only the others say."""
    members = [group, *group.others]
    texts = [m for m in members if m.reading.field == "text"]
    best = max(
        texts,
        key=lambda m: (
            not m.headline,
            not m.quoted,
            not _only_adds(m),
            m.score,
            len(m.participants) + len(m.policies),
            -m.trigger.token,
        ),
    )
    best.others = [m for m in members if m is not best]
    for member in best.others:
        held, filled = best.clusters, {p.role for p in best.participants}
        best.participants += tuple(
            p
            for p in member.participants
            if p.cluster not in held
            and member.reading.field == "text"
            and not member.quoted
            and not (member.headline and p.role in filled)  # "Minister charged": who is named in the text
        )
        for name, (policy, effect) in member.policies.items():
            if policy.reading.field == "text" and (name not in best.policies or best.policies[name][1] is None):
                best.policies[name] = (policy, effect)
        best.place = best.place or member.place
        if _dates_better(member, best):
            best.date, best.when = member.date or best.date, member.when or best.when
        best.sentences += [q for q in member.sentences if q not in best.sentences]
    headed = any(m.headline for m in members) and not all(m.headline for m in members)
    best.bonus = HEADED if headed else 0.0
    best.score = max(m.score for m in members) + best.bonus
    return best
