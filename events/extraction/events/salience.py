"""Which events of an article are worth a record, and how sure each is."""

from collections.abc import Sequence

from events.extraction.actors import Cast
from events.extraction.events.arguments import PROPOSED, SETTLING, has_day, is_passive, objects
from events.extraction.events.background import HAPPENING, OWN, has_own_date, in_the_background, is_habit
from events.extraction.events.drafts import DOING, Draft
from events.extraction.events.triggers import Trigger
from events.extraction.events.worth import worth
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Span
from events.extraction.vocabulary import ActorKind, Assertion, Basis, Kind, Role

MOST, ESSAYS = 10, 4
ENOUGH = 0.5
SURE, DOUBTFUL = 0.65, 0.3
"""From how likely a record on an event is one, whatever the rules say, and below how likely it is none."""
SHORT = 6
"""Sentences from which a text is long enough to be weighed."""
ATTENDED = 3
ESSAY = 3
RECENT = 60
"""Days around its publication whose events an essay tells as news."""
ESSAYIST = dict.fromkeys(("I", "my", "My", "me", "myself", "?"), 1.0) | dict.fromkeys(
    ("we", "We", "our", "Our", "us", "ourselves"), 0.5
)
LONG, LONGER, LONGEST, DESCRIBED = 400, 700, 1000, 0.6
"""Words from which a text is long, and the share of its verbs in the present from which it describes."""
WORDS = "events/cues/words"
PICTURES = frozenset({"pix", "pic", "pics", "photo", "photos", "picture", "pictures", "photograph"})
TELLING_VERBS = frozenset({"say", "tell", "add", "announce", "state", "report", "note"})
TELLING = 0.5
PAPER = 0.8
# How near to the best an event must come: with a date or a plan of its own, and without.
DATED, UNDATED = 0.4, 0.75
CONTENT = frozenset(
    {"xcomp", "ccomp", "acl", "relcl", "advcl", "pcomp", "dobj", "pobj", "prep", "conj", "nsubjpass", "nsubj", "nmod"}
)
SUFFERED = frozenset({Kind.INCIDENT, Kind.OPERATION, Kind.APPOINTMENT})
DOUBT = {Assertion.HYPOTHETICAL: 0.25, Assertion.NEGATED: 0.15, Assertion.DISPUTED: 0.0}
PUBLIC = frozenset(
    {
        ActorKind.OFFICE,
        ActorKind.BODY,
        ActorKind.GOVERNMENT,
        ActorKind.COUNTRY,
        ActorKind.ORGANISATION,
        ActorKind.GROUP,
        ActorKind.PLACE,
    }
)
PERSONAL = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP, ActorKind.BODY, ActorKind.GOVERNMENT})
CONTAINING = frozenset({Kind.DECISION, Kind.AGREEMENT, Kind.STATEMENT, Kind.LEGISLATION})


def absorbed(triggers: list[Trigger]) -> set[int]:
    """Give the triggers (by position in the list) that only say what another one decides, agrees or says."""
    by_token = {(t.reading.field, t.governor): i for i, t in enumerate(triggers)}
    by_token.update({(t.reading.field, t.token): i for i, t in enumerate(triggers)})
    gone = _proposed(triggers)
    for number, trigger in enumerate(triggers):
        reading = trigger.reading
        own = by_token.get((reading.field, trigger.light)) if trigger.light is not None else None
        if own is not None and own != number and triggers[own].sense.verbal and triggers[own].token == trigger.light:
            gone.add(own if _outweighs(trigger, triggers[own]) else number)
            continue
        holder = _container(reading, trigger, triggers, by_token)
        if holder is not None and holder != number:
            gone.add(number)
    return gone


def _outweighs(noun: Trigger, verb: Trigger) -> bool:
    """Tell whether a noun says more than the verb that carries it ("endorsed the appointment", "announced talks")."""
    if noun.sense.kind is Kind.APPOINTMENT and verb.sense.kind in (Kind.DECISION, Kind.STATEMENT):
        return True
    same = verb.sense.kind is noun.sense.kind
    return not (verb.sense.objects or verb.sense.weight > noun.sense.weight or same)


def _proposed(triggers: list[Trigger]) -> set[int]:
    """Give the triggers within "the proposal made by ... to do ... was approved", however the parser joined them."""
    gone: set[int] = set()
    for settling in triggers:
        reading, verb = settling.reading, settling.token
        if settling.sense.kind not in (Kind.DECISION, Kind.LEGISLATION) or reading.lemma[verb] not in SETTLING:
            continue
        first = reading.sentence(verb)[0]
        noun = next((t for t in range(first, verb) if reading.lemma[t] in PROPOSED), None)
        if noun is not None and is_passive(reading, verb):
            gone |= {
                n
                for n, t in enumerate(triggers)
                if t.reading is reading and noun <= t.token < verb and t is not settling
            }
    return gone


def _container(
    reading: Reading, trigger: Trigger, triggers: list[Trigger], by_token: dict[tuple[str, int], int]
) -> int | None:
    """Find the decision, deal or statement whose object or infinitive this trigger lies in."""
    below = trigger.governor
    for above in reading.ancestors(trigger.governor):
        if reading.dep[below] not in CONTENT or (reading.dep[below] == "relcl" and _is_finite(reading, below)):
            return None
        if reading.dep[below] == "acl" and _tells_of_before(reading, below):
            return None
        number = by_token.get((reading.field, above))
        other = triggers[number] if number is not None else None
        if (
            other is not None
            and other.sense.weight >= TELLING
            and (other.sense.kind in CONTAINING or (other.sense.kind is Kind.MEETING and other.sense.verbal))
            and trigger.token not in (other.token, other.light)
        ):
            finite = reading.dep[below] in ("ccomp", "relcl") and _is_finite(reading, below)
            subject = reading.dep[below] in ("nsubj", "nsubjpass") and below not in objects(reading, above)
            happened = (
                trigger.sense.kind in HAPPENING
                and trigger.light is None
                and not trigger.sense.verbal
                and other.sense.kind is Kind.STATEMENT
            )
            adverbial = reading.dep[below] in ("advcl", "prep", "conj") and reading.pos[above] == "VERB"
            return None if finite or subject or happened or adverbial else number
        below = above
    return None


def _tells_of_before(reading: Reading, participle: int) -> bool:
    """See "the programme, suspended last October, was resumed": a participle with a day of its own."""
    return reading.tag[participle] == "VBN" and has_day(reading, participle)


def _is_finite(reading: Reading, verb: int) -> bool:
    """Tell "said it will sign" from "refused to sign": what is said to happen is an event, what is refused is not."""
    return reading.tag[verb] in ("VBD", "VBZ", "VBP") or any(
        reading.dep[c] in ("aux", "auxpass") and reading.lower[c] != "to" for c in reading.children[verb]
    )


def is_essay(reading: Reading, quoted: Sequence[Span]) -> bool:
    """Tell a column, letter, message or advertisement from a report, by what stands outside quotation marks.

    Its writer says "I", "we" and asks; or a long text attributes nothing and speaks in the present or in the words of
    argument.
    """
    spans = iter([*sorted(quoted), Span(len(reading.text) + 1, len(reading.text) + 1)])
    span = next(spans)
    own: list[int] = []
    for token, start in enumerate(reading.start):
        while span.end <= start:
            span = next(spans)
        if not span.start <= start:
            own.append(token)
    personal = sum(ESSAYIST.get(reading.words[t], 0.0) for t in own if not _heads_an_answer(reading, t))
    return personal >= max(ESSAY, len(reading) // 300) or _argues(reading, own)


def _heads_an_answer(reading: Reading, token: int) -> bool:
    """See "Who pays?" at the head of a paragraph, which an explainer goes on to answer."""
    if reading.words[token] != "?":
        return False
    start = reading.sentence_span(token).start
    before = reading.text[reading.text.rfind("\n", 0, start) + 1 : start]
    return not any(c.isalpha() for c in before)


def _argues(reading: Reading, own: Sequence[int]) -> bool:
    """See a long text in which nobody is said to have said anything, and which describes or argues."""
    if len(own) < LONG:
        return False
    per_thousand = 1000 / len(own)
    told = per_thousand * sum(reading.lemma[t] in TELLING_VERBS and reading.pos[t] == "VERB" for t in own)
    tenses = [reading.tag[t] for t in own if reading.tag[t] in ("VBD", "VBZ", "VBP")]
    present = sum(tag != "VBD" for tag in tenses) / max(1, len(tenses))
    arguing = per_thousand * sum(reading.lower[t] in words(WORDS, "arguing") for t in own)
    is_ = per_thousand * sum(reading.lemma[t] == "be" and reading.tag[t] in ("VBZ", "VBP") for t in own)
    silent = told < 3 and (present >= DESCRIBED or arguing >= 2.5)
    describes = len(own) >= LONGER and told < 6.5 and present >= DESCRIBED and is_ >= 9
    return silent or describes or (len(own) >= LONGEST and told < 5)


def scored(draft: Draft, lead: int, cast: Cast, *, essay: bool = False) -> float:
    """Weigh one mention: its words, who is named, when and where, how it is spoken of; 0 to about 1.2."""
    score = draft.trigger.sense.weight * 0.6 + _by_details(draft) - DOUBT.get(draft.assertion, 0.0)
    sentence = draft.reading.sentence_of[draft.trigger.token]
    score += max(0.0, 0.12 - 0.03 * max(0, sentence - lead))
    score -= 0.2 if draft.quoted else 0.0
    score -= 0.4 if _is_asked(draft) else 0.0
    score -= _in_an_essay(draft) if essay else 0.0
    score -= 0.35 if is_habit(draft) else 0.0
    score -= 0.6 if draft.reading.is_link(draft.trigger.token) or _is_caption(draft) else 0.0
    score -= 0.0 if is_public(draft, cast) else 0.25
    score -= 0.3 if draft.frames and draft.trigger.sense.weight < PAPER else 0.0
    score -= 0.2 if _is_deadline(draft) else 0.0
    score -= 0.3 if draft.kind is Kind.STATEMENT and not draft.doers and not draft.headline else 0.0
    return score - in_the_background(draft)


def _is_asked(draft: Draft) -> bool:
    """See a question: who asks whether something happened does not report it."""
    reading = draft.reading
    return reading.words[reading.sentence(draft.trigger.token)[1] - 1].strip() == "?"


def _is_caption(draft: Draft) -> bool:
    """See "... are captured here – Pix by Ada Lind": what a picture shows."""
    first, last = draft.reading.sentence(draft.trigger.token)
    around = draft.reading.lower[first:last]
    return any(w in PICTURES and around[n + 1 : n + 2] in (["by"], [":"]) for n, w in enumerate(around))


def _is_deadline(draft: Draft) -> bool:
    """See what is to be done by a day: a commitment, and seldom an event of its own."""
    planned, date = draft.assertion is Assertion.PLANNED, draft.date
    by = draft.when is not None and draft.when.start is not None and _is_by(draft.reading, draft.when.start)
    return planned and by and date is not None and date.basis in OWN and draft.kind is not Kind.MEETING


def _is_by(reading: Reading, start: int) -> bool:
    token = reading.token_at(start)
    near = reading.lower[max(0, token - 4) : token + 1]
    return "by" in near or "before" in near or near[-3:-1] == ["end", "of"]


def _in_an_essay(draft: Draft) -> float:
    """Weigh down what an essay mentions: it argues from what others reported, mostly long ago."""
    if not has_own_date(draft) or draft.date is None:
        return 0.45
    published, day = draft.published, draft.date.earliest or draft.date.latest
    recent = published is None or day is None or abs((published - day).days) <= RECENT
    return 0.15 if recent else 0.3


def _by_details(draft: Draft) -> float:
    """Weigh who does it, to what, when and where: the more of them a mention names, the likelier it is a record."""
    doing = any(p.role in DOING for p in draft.participants)
    counted = any(draft.reading.tag[t] == "CD" for t in objects(draft.reading, draft.trigger.governor))
    suffering = (bool(draft.participants) or counted) and draft.kind in SUFFERED
    placed = draft.place is not None or has_own_date(draft)
    noun = not draft.trigger.sense.verbal and draft.trigger.light is None
    score = 0.2 if doing else 0.15 if suffering else 0.1 if draft.participants else 0.0
    named = bool(draft.participants) or counted
    score += 0.1 if draft.policies else 0.0
    score += 0.1 if has_own_date(draft) else 0.0
    score -= 0.1 if noun and not placed else 0.0
    score -= 0.1 if not doing and not suffering and not draft.policies else 0.0
    return score - (0.3 if not named and not draft.content and not draft.policies else 0.0)


def is_public(draft: Draft, cast: Cast) -> bool:
    """Tell whether anybody in an event holds an office or is a body: what private persons do is no policy event.

    Force and disasters are public whoever is in them, and so is what is done to a named policy.
    """
    if _is_private_death(draft, cast):
        return False
    if draft.kind in (Kind.INCIDENT, Kind.OPERATION) or draft.policies or not draft.participants:
        return True
    if draft.kind is Kind.APPOINTMENT:
        return any(cast.kinds.get(p.cluster) in PERSONAL for p in draft.participants) and _any_public(
            draft, cast, {ActorKind.COUNTRY}
        )
    doing = any(p.role in DOING for p in draft.participants)
    return _any_public(draft, cast, set() if doing else {ActorKind.GROUP})


def _is_private_death(draft: Draft, cast: Cast) -> bool:
    """See the death of one person without office and without violence: an obituary."""
    if draft.reading.lemma[draft.trigger.token] not in ("die", "death", "pass") or len(draft.participants) != 1:
        return False
    cluster = draft.participants[0].cluster
    return cast.kinds.get(cluster) is ActorKind.PERSON and cluster not in cast.in_office


def _any_public(draft: Draft, cast: Cast, besides: set[ActorKind]) -> bool:
    return any(cast.kinds.get(p.cluster) in PUBLIC - besides or p.cluster in cast.in_office for p in draft.participants)


def chosen(drafts: list[Draft], cast: Cast, *, essay: bool = False) -> list[Draft]:
    """Choose the events that an analyst would record, in the order of the text; few of an essay, or none.

    The rules choose, and the weights fitted on labelled articles overrule them where they are sure; not in a text of
    a few sentences, and not on a press release, which is one statement however little it says.
    """
    for one in drafts:
        one.worth = worth(one, cast)
    picked = _by_rules(drafts, essay=essay)
    if any(len(d.reading.sentences) >= SHORT for d in drafts):
        likely = [d for d in picked if d.worth >= DOUBTFUL or _is_paper(d)]
        picked = likely if essay else [d for d in drafts if d in likely or d.worth >= SURE]
    best = sorted(picked, key=lambda d: (-d.worth, d.trigger.token))[: ESSAYS if essay else MOST]
    return sorted(best, key=lambda d: d.trigger.token)


def _by_rules(drafts: list[Draft], *, essay: bool) -> list[Draft]:
    if not drafts:
        return []
    ranked = sorted(drafts, key=lambda d: (-d.score, d.trigger.token))
    best = max(d.score - d.bonus for d in ranked)
    kept = [d for d in ranked if d.score >= max(ENOUGH, best * (DATED if _stands_out(d) else UNDATED))]
    if essay:
        return kept
    if not any(_in_the_lead(d) for d in kept):
        kept += [d for d in ranked if d not in kept and d.score >= ENOUGH - 0.1 and _in_the_lead(d)][:1]
    if not kept and best >= 0.3 and ranked[0].participants:
        kept = ranked[:1]
    return kept


def _is_paper(draft: Draft) -> bool:
    """See "issued a statement", "lodged a protest"."""
    sense = draft.trigger.sense
    return draft.kind is Kind.STATEMENT and bool(sense.objects) and sense.weight >= PAPER


def _stands_out(draft: Draft) -> bool:
    """See what is news of its own in an article: dated by itself, disputed, or just done by somebody named."""
    reading, verb = draft.reading, draft.trigger.governor
    has = any(reading.lower[c] in ("has", "have") for c in reading.children[verb])
    done = has and reading.tag[verb] == "VBN" and not is_passive(reading, verb) and bool(draft.doers)
    attended = draft.kind is Kind.MEETING and (
        any(p.role is Role.CHAIR for p in draft.participants) or len(draft.participants) >= ATTENDED
    )
    disputed = draft.assertion is Assertion.DISPUTED and draft.kind is not Kind.STATEMENT
    return has_own_date(draft) or disputed or done or _is_paper(draft) or attended or is_settled_today(draft)


def is_settled_today(draft: Draft) -> bool:
    """See what the text reports of its own day in a main clause: "the proposal was approved by the cabinet"."""
    today = draft.date is not None and draft.date.basis is Basis.PUBLICATION
    strong = draft.kind is Kind.DECISION and draft.trigger.sense.weight >= 1.0 and bool(draft.doers)
    return today and strong and draft.reading.dep[draft.trigger.governor] == "ROOT"


def _in_the_lead(draft: Draft) -> bool:
    """See an attack or accident that the article begins with: its news, though on the day little is known of it."""
    first = draft.reading.field == "text" and draft.reading.sentence_of[draft.trigger.token] == 0
    return first and draft.kind is Kind.INCIDENT


def confidence(draft: Draft) -> float:
    """Give the share of such events that are right in kind, date, assertion and actors, on the labelled articles."""
    return round(max(0.1, 0.95 * draft.worth - 0.14), 2)
