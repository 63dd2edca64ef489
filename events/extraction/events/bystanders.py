"""Who consents to an act, carries it out or makes it known, by what other clauses of the article say."""

from dataclasses import replace

from events.extraction.actors import Cast, Mention, antecedent
from events.extraction.events.arguments import arguments_of, is_passive, objects, subjects
from events.extraction.events.drafts import Draft
from events.extraction.events.implied import participant
from events.extraction.events.lists import read_list
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Participant
from events.extraction.vocabulary import PERSONAL, ActorKind, Assertion, Kind, Role

CUES, ASSERTIONS = "events/cues/roles", "events/cues/assertion"
AGREED_TO = frozenset({Kind.DECISION, Kind.LEGISLATION, Kind.OPERATION, Kind.AGREEMENT})
ANAPHORIC = frozenset({"the", "this", "that", "its", "their"})
TRUE = frozenset({Assertion.REPORTED, Assertion.PLANNED})
HEADING = frozenset({Role.CHAIR, Role.DECIDER})
OFFICIAL = frozenset({ActorKind.OFFICE, ActorKind.BODY, ActorKind.GOVERNMENT})


def with_consent(drafts: list[Draft]) -> list[Draft]:
    """Give those who agreed to "the order" or "the plan" a role in what was decided before; drop their own records."""
    kept: list[Draft] = []
    for one in drafts:
        act = _agreed_to(one, kept) if one.trigger.sense.role("subject") is Role.CONSENTING else None
        if act is None:
            kept.append(one)
            continue
        _join(act, [p for p in one.participants if p.role is Role.CONSENTING])
        act.sentences += [q for q in one.sentences if q not in act.sentences]
    return kept


def settle_alone(drafts: list[Draft], cast: Cast) -> None:
    """Call a body that endorses what nobody else decides its decider: "the cabinet endorsed the bill"."""
    for one in drafts:
        alone = one.kind is Kind.DECISION and not any(p.role is Role.DECIDER for p in one.participants)
        if alone and one.trigger.sense.role("subject") is Role.CONSENTING:
            one.participants = tuple(
                replace(p, role=Role.DECIDER)
                if p.role is Role.CONSENTING and cast.kinds.get(p.cluster) is ActorKind.BODY
                else p
                for p in one.participants
            )


def _agreed_to(consent: Draft, before: list[Draft]) -> Draft | None:
    if consent.assertion is not Assertion.REPORTED or not consent.participants:
        return None
    reading, trigger = consent.reading, consent.trigger
    what = [a.token for a in arguments_of(reading, trigger.token, trigger.light) if a.relation in ("to", "in", "with")]
    what += [
        t
        for o in objects(reading, trigger.token)
        for c in reading.all_children(o, "prep")
        for t in reading.all_children(c, "pobj")
    ]
    if reading.lemma[trigger.token] == "endorse":
        what = objects(reading, trigger.token)  # "endorsed the closure"
    if not any(_is_anaphoric(reading, t) for t in what):
        return None
    acts = [
        d
        for d in before
        if d.kind in AGREED_TO and d.assertion in TRUE and d.reading is reading and d.score >= consent.score - 0.2
    ]
    named = {reading.lemma[t] for t in what} & words(CUES, "specific")
    acts = [d for d in acts if not named or named & set(reading.lemma[slice(*reading.sentence(d.trigger.token))])]
    shared = [d for d in acts if d.policies.keys() & consent.policies.keys()]
    return max(shared or acts[:1], key=lambda d: d.score, default=None)


def _is_anaphoric(reading: Reading, noun: int) -> bool:
    return reading.lower[noun] in ("it", "this") or any(
        reading.lower[c] in ANAPHORIC for c in reading.children[noun] if c < noun
    )


def add_executors(drafts: list[Draft], cast: Cast, reading: Reading) -> None:
    """Read "the ministry will carry it out", "the plan is implemented by the agency" for what was decided before."""
    acts = [d for d in drafts if d.kind in AGREED_TO and d.assertion in TRUE and d.reading is reading]
    for token in range(len(reading)):
        if reading.pos[token] != "VERB" or not _carries_out(reading, token):
            continue
        what = [t for t in objects(reading, token) if _is_a_plan(reading, t)]
        act = _plan_meant(reading, token, what, acts)
        if act is None:
            continue
        doers = [m for t in subjects(reading, token) for m in _listed(reading, cast, t)]
        _join(act, [participant(m, Role.IMPLEMENTER) for m in doers])


def _plan_meant(reading: Reading, verb: int, what: list[int], acts: list[Draft]) -> Draft | None:
    """Find the act by which came about what is carried out: of the policy named, else what was just told."""
    before = [d for d in acts if d.trigger.token < verb]
    called = {p.name for d in acts for p, _ in d.policies.values() if any(p.start <= t < p.end for t in what)}
    if not called and any(t in reading.policies for t in what):
        return None
    named = [d for d in acts if called & d.policies.keys()]
    near = [d for d in before if reading.sentence_of[verb] - reading.sentence_of[d.trigger.token] <= 1]
    return max(named or (near if what else []), key=lambda d: d.score, default=None)


def add_consenting(drafts: list[Draft], cast: Cast, reading: Reading) -> None:
    """Read "the provinces have given their assent" in a sentence of its own for what was decided before."""
    acts = [d for d in drafts if d.kind in AGREED_TO and d.assertion in TRUE and d.reading is reading]
    for token in range(len(reading)):
        if reading.pos[token] != "VERB" or not _consents(reading, token):
            continue
        before = [d for d in acts if d.trigger.token < token and d.trigger.governor != token]
        who = [m for t in subjects(reading, token) for m in _listed(reading, cast, t)]
        if not before or not who:
            continue
        act = _act_meant(reading, token, before)
        if act is None:
            continue
        _join(act, [participant(m, Role.CONSENTING) for m in who])


def _act_meant(reading: Reading, verb: int, before: list[Draft]) -> Draft | None:
    """Find what was consented to: what names "the ban", else what the two sentences before tell, else the main act."""
    named = {reading.lemma[t] for t in (*objects(reading, verb), *_to_what(reading, verb))} & words(CUES, "specific")
    if named:
        before = [d for d in before if named & set(reading.lemma[slice(*reading.sentence(d.trigger.token))])]
    near = [d for d in before if reading.sentence_of[verb] - reading.sentence_of[d.trigger.token] <= 2]
    done = [d for d in near if d.assertion is Assertion.REPORTED]
    return max(done or near or before, key=lambda d: d.score, default=None)


def _to_what(reading: Reading, verb: int) -> list[int]:
    return [
        t
        for start in (verb, *objects(reading, verb))
        for c in reading.all_children(start, "prep")
        if reading.lower[c] in ("to", "in", "with")
        for t in reading.all_children(c, "pobj")
    ]


def _consents(reading: Reading, verb: int) -> bool:
    """See "consented", "gave their assent", "endorsed the text", to nothing else than what was just told."""
    if reading.child(verb, "neg") is not None or is_passive(reading, verb) or reading.dep[verb] == "relcl":
        return False
    if any(reading.tag[c] == "MD" for c in reading.children[verb]):
        return False
    done = objects(reading, verb)
    given = reading.lemma[verb] in words(CUES, "giving") and any(
        reading.lemma[t] in words(CUES, "assent") for t in done
    )
    what = _to_what(reading, verb)
    if reading.lemma[verb] in words(CUES, "agreeing"):
        what = done or what
        return bool(what) and all(_is_a_plan(reading, t) and reading.lower[t] != "it" for t in what)
    alone = reading.child(verb, "xcomp", "ccomp") is None
    consents = given or reading.lemma[verb] in words(CUES, "consenting")
    return consents and alone and all(_is_anaphoric(reading, t) for t in what)


def add_chairs(drafts: list[Draft], cast: Cast, reading: Reading) -> None:
    """Read "the premier presided", "with the mayor in the chair": who chaired the sitting and its decision."""
    for token in range(len(reading)):
        chairs = _presiding(reading, cast, token)
        if not chairs:
            continue
        here = reading.sentence_of[token]
        near = [d for d in drafts if d.reading is reading and 0 <= here - reading.sentence_of[d.trigger.token] <= 1]
        for one in near:
            if one.assertion in TRUE and (one.kind is Kind.MEETING or _decided_in_session(one, cast)):
                chairing = {m.cluster for m in chairs}
                kept = (p for p in one.participants if p.cluster not in chairing or p.role in HEADING)
                one.participants = tuple(kept)
                _join(one, [participant(m, Role.CHAIR) for m in chairs])


def _presiding(reading: Reading, cast: Cast, token: int) -> list[Mention]:
    if reading.lower[token : token + 3] == ["in", "the", "chair"] or reading.lower[token] == "presiding":
        found = [m for m in cast.near(reading, token) if m.end == token and m.kind in PERSONAL]
        return found[-1:]
    if reading.lemma[token] not in words(CUES, "presiding") or reading.pos[token] != "VERB":
        return []
    if is_passive(reading, token) or reading.child(token, "neg") is not None:
        return []
    over = [t for t in objects(reading, token) if reading.lower[t] != "it" and reading.tag[t] not in ("WDT", "WP")]
    who = [m for t in subjects(reading, token) for m in _listed(reading, cast, t)[:1]]
    return [m for m in who if m.kind in PERSONAL] if not over else []


def _decided_in_session(one: Draft, cast: Cast) -> bool:
    bodies = (p for p in one.participants if p.role is Role.DECIDER and cast.kinds.get(p.cluster) is ActorKind.BODY)
    return one.kind in (Kind.DECISION, Kind.LEGISLATION) and any(bodies)


def _is_a_plan(reading: Reading, token: int) -> bool:
    """See "it", "the order", "the register", "compliance", or a policy's name."""
    if reading.lemma[token] in words(CUES, "upkeep"):
        return True
    plan = reading.lemma[token] in words("policies/lexicon/policies", "heads") | words(CUES, "plans")
    return reading.lower[token] == "it" or token in reading.policies or (plan and _is_anaphoric(reading, token))


def _carries_out(reading: Reading, verb: int) -> bool:
    particle = reading.child(verb, "prt")
    word = reading.lemma[verb] + (f" {reading.lower[particle]}" if particle is not None else "")
    return word in words(CUES, "executing")


def _listed(reading: Reading, cast: Cast, token: int) -> list[Mention]:
    mention = antecedent(reading, cast, token) if reading.pos[token] == "PRON" else cast.at(reading, token)
    if mention is None or mention.kind is ActorKind.PLACE:
        return []
    return read_list(reading, cast, mention) if mention.reading is reading else [mention]


def add_sources(drafts: list[Draft], cast: Cast) -> None:
    """Name who makes an act known ("the army said") and who asserts what another denies."""
    for one in drafts:
        if one.kind is Kind.STATEMENT or one.assertion is Assertion.HYPOTHETICAL:
            continue
        source = _source(one, cast)
        if source is None or source.cluster in one.clusters:
            continue
        if one.assertion is Assertion.DISPUTED:
            _join(one, [participant(source, Role.SPEAKER)])
        elif (source.kind in OFFICIAL or source.cluster in cast.in_office) and not _is_media(source):
            _join(one, [participant(source, Role.ANNOUNCER)])


def _is_media(source: Mention) -> bool:
    """Tell a newspaper or news agency, which only reports, from a body that makes something known."""
    return any(w in words("actors/lexicon/bodies", "media") for w in source.name.lower().split())


def _source(one: Draft, cast: Cast) -> Mention | None:
    """Find the subject of the verb of saying that an event's clause hangs on."""
    reading = one.reading
    if reading.dep[one.trigger.governor] in ("relcl", "acl", "advcl"):
        return None
    for above in reading.ancestors(one.trigger.governor):
        if reading.pos[above] == "VERB" and reading.lemma[above] in words(ASSERTIONS, "denying"):
            return None
        if reading.pos[above] == "VERB" and reading.lemma[above] in words(ASSERTIONS, "reporting"):
            doers = reading.all_children(above, "nsubj") or subjects(reading, above)
            if not doers:
                return None
            pronoun = reading.pos[doers[0]] == "PRON"
            found = antecedent(reading, cast, doers[0]) if pronoun else cast.headed_by(reading, doers[0])
            return found.holder or found if found is not None else None
    return None


def _join(draft: Draft, more: list[Participant]) -> None:
    held = draft.clusters
    for one in more:
        if one.cluster not in held:
            draft.participants += (one,)
            held = held | {one.cluster}
