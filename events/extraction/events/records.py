"""From the mentions of a document to the records that an analyst would make of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from events.extraction.actors import Cast
from events.extraction.actors.gazetteer import look_up
from events.extraction.dates import Dater
from events.extraction.events.arguments import objects
from events.extraction.events.attendance import add_attending
from events.extraction.events.bystanders import (
    add_chairs,
    add_consenting,
    add_executors,
    add_sources,
    settle_alone,
    with_consent,
)
from events.extraction.events.drafts import DOING, Draft, draft
from events.extraction.events.genres import is_of_another_genre
from events.extraction.events.meetings import complete_meetings, share_chairs
from events.extraction.events.merging import merge
from events.extraction.events.planned import planned_operations
from events.extraction.events.relations import further_relations, is_inside, relations_of
from events.extraction.events.salience import absorbed, chosen, confidence, is_essay, is_settled_today, scored
from events.extraction.events.titles import title_of
from events.extraction.events.triggers import Trigger, find_triggers
from events.extraction.lexicon import words
from events.extraction.policies import PolicyMention
from events.extraction.reading import Reading
from events.extraction.results import Event, EventDate, Participant, PolicyReference, Quote, Relation, Span
from events.extraction.vocabulary import Assertion, Basis, Effect, Kind, Precision, Role

LONGEST_HEADLINE = 150
ELSEWHERE = 0.2
"""What a score loses in a match or market report, which is weighed like an essay otherwise."""
LEAD = 4
"""Sentences from the start, the headline repeated in the text among them, that tell what a headline tells."""
WORDS = "events/cues/words"
SLIGHT = frozenset({"the", "of", "a", "an", "and", "for", "several", "some", "other"})
DONE = frozenset({Kind.APPOINTMENT, Kind.LEGISLATION, Kind.AGREEMENT})
CUT_OFF = ("…", "...", ":", ",")


def find_events(
    readings: list[Reading],
    cast: Cast,
    policies: list[PolicyMention],
    dated: Dater,
    *,
    papers: Sequence[tuple[int, int]],
    quoted: list[Span],
) -> tuple[Event, ...]:
    """Find the events of a document that are worth a record.

    `papers` are the tokens that quote a press release, each with the cluster of who issued it; `quoted` are the
    spans of direct speech.
    """
    drafts: list[Draft] = []
    for reading in readings:
        drafts += _drafts(reading, cast, policies, dated, quoted)
    _mark_headlines(drafts, readings)
    lead = min((d.reading.sentence_of[d.trigger.token] for d in drafts if d.reading.field == "text"), default=0)
    _date_by_meetings(drafts)
    other = is_of_another_genre(readings[0])
    essay = other or is_essay(readings[0], quoted)
    for one in drafts:
        one.essay = essay
        one.score = scored(one, lead, cast, essay=essay) - (ELSEWHERE if other else 0.0)
    telling = [d for d in with_consent(merge(drafts)) if d.trigger.sense.weight >= 0.3 and not _announces_nothing(d)]
    kept = chosen([d for d in telling if not _only_in_headline(d)], cast, essay=essay)
    _inherit_dates(kept)
    if essay or dated.looks_back():
        _undate(kept)
    settle_alone(kept, cast)
    add_executors(kept, cast, readings[0])
    add_consenting(kept, cast, readings[0])
    add_sources(kept, cast)
    complete_meetings(kept, cast, readings[0])
    add_attending(kept, cast, readings[0])
    add_chairs(telling, cast, readings[0])
    share_chairs(kept, telling, cast)
    _add_papers(kept, papers, readings[0])
    events = [_event(one, title) for one, title in zip(kept, _titled(kept, cast), strict=True)]
    events = [replace(event, relations=_relations(number, kept)) for number, event in enumerate(events)]
    return tuple(events) + planned_operations(kept, events, cast, policies)


def _announces_nothing(one: Draft) -> bool:
    """See "..., the minister announced on Monday" without what: it only says who tells of the rest."""
    reading, verb = one.reading, one.trigger.token
    if _only_points_back(one):
        return True
    announces = one.kind is Kind.STATEMENT and one.trigger.sense.role("subject") is Role.ANNOUNCER
    if not announces or one.others:
        return False
    if not one.trigger.sense.verbal or objects(reading, verb):
        return _is_blank(reading, _paper(one), one.trigger.governor)
    return reading.child(verb, "ccomp", "xcomp") is None


def _only_in_headline(one: Draft) -> bool:
    """See the protest of "Court issues order on protest": a noun in a headline, of which the text says nothing."""
    reading, trigger = one.reading, one.trigger
    noun = one.headline and not trigger.sense.verbal and trigger.light is None and reading.dep[trigger.token] != "ROOT"
    return noun and all(m.headline for m in one.others)


def _is_blank(reading: Reading, paper: int, verb: int) -> bool:
    """See "issuing a statement, the bank said": a paper of which its clause does not say what it is about."""
    about = ("prep", "acl", "relcl", "ccomp", "xcomp", "advcl", "appos", "compound", "poss")
    papers = words("statements/lexicon/cues", "papers")
    said = reading.child(paper, *about) is not None or reading.child(verb, "ccomp", "xcomp", "advcl") is not None
    return reading.lemma[paper] in papers and not said


def _only_points_back(one: Draft) -> bool:
    """See "This was decided during the meeting": what is done to, and by whom, stands elsewhere."""
    reading, verb = one.reading, one.trigger.token
    subject = reading.child(verb, "nsubjpass")
    pointing = subject is not None and reading.lower[subject] in ("this", "that", "these", "those")
    return one.trigger.sense.verbal and pointing and not one.others and not one.participants


def _mark_headlines(drafts: list[Draft], readings: list[Reading]) -> None:
    """Mark what the title says, and what a text says that begins by repeating its title."""
    title = " ".join(readings[1].text.split()) if len(readings) > 1 else ""
    repeated = bool(title) and " ".join(readings[0].text[: len(title) + 20].split()).startswith(title)
    for one in drafts:
        at = one.reading.start[one.trigger.token]
        one.headline = one.reading.field == "title" or (repeated and at < len(readings[1].text))


def _add_papers(drafts: list[Draft], papers: Sequence[tuple[int, int]], reading: Reading) -> None:
    """Give the event of a press release every sentence that quotes it as evidence."""
    for one in drafts:
        if one.kind is Kind.STATEMENT and reading.lemma[_paper(one)] in words("statements/lexicon/cues", "papers"):
            for issuer, cue in papers:
                if issuer in one.doers:
                    quote = Quote("text", *reading.sentence_span(cue))
                    one.sentences += [quote] if quote not in one.sentences else []


def _paper(one: Draft) -> int:
    """Give the noun of a statement event: its own, or what its verb issues."""
    trigger = one.trigger
    return next(iter(objects(trigger.reading, trigger.token)), trigger.token) if trigger.sense.verbal else trigger.token


def _drafts(
    reading: Reading, cast: Cast, policies: list[PolicyMention], dated: Dater, quoted: list[Span]
) -> list[Draft]:
    triggers = find_triggers(reading, cast)
    gone = absorbed(triggers)
    drafts = [
        draft(t, cast, policies, dated, quoted=_is_quoted(t, quoted))
        for number, t in enumerate(triggers)
        if number not in gone
    ]
    told = {reading.head[d.trigger.governor] for d in drafts if reading.dep[d.trigger.governor] == "ccomp"}
    for one in drafts:
        announces = one.kind is Kind.STATEMENT and one.trigger.sense.role("subject") is Role.ANNOUNCER
        one.frames = announces and one.trigger.governor in told
    return drafts


def _is_quoted(trigger: Trigger, quoted: list[Span]) -> bool:
    at = trigger.reading.start[trigger.token]
    return trigger.reading.field == "text" and any(start <= at < end for start, end in quoted)


def _date_by_meetings(drafts: list[Draft]) -> None:
    """Date what happened "at the meeting held on 3 May" by the meeting, whether or not that becomes a record."""
    last: Draft | None = None
    for one in sorted((d for d in drafts if d.reading.field == "text"), key=lambda d: d.trigger.token):
        if one.kind is Kind.MEETING:
            last = one
        for part, meeting in ((one, last), (last, one)):
            if (
                part is None
                or meeting is None
                or part is meeting
                or meeting.kind is not Kind.MEETING
                or part.kind is Kind.MEETING
            ):
                continue
            if _undated(part) and not _undated(meeting) and meeting.date is not None and is_inside(part, meeting):
                part.date, part.when = _inherited(meeting.date), meeting.when


def _undated(one: Draft) -> bool:
    return one.date is None or one.date.basis is Basis.PUBLICATION


def _inherit_dates(drafts: list[Draft]) -> None:
    """Give an event that only the publication dates the date of the meeting it was part of, and the other way about."""
    for number, one in enumerate(drafts):
        for relation in relations_of(number, drafts):
            other = drafts[relation.to]
            for here, there in ((one, other), (other, one)):
                if (
                    there.date is not None
                    and there.date.basis is not Basis.PUBLICATION
                    and (here.date is None or here.date.basis is Basis.PUBLICATION)
                ):
                    here.date, here.when = _inherited(there.date), there.when
    for one in drafts:
        if one.date is None and one.kind is Kind.STATEMENT and one.assertion is Assertion.REPORTED:
            told = next((d for d in drafts if d.date is not None and set(d.sentences) & set(one.sentences)), None)
            if told is not None and told.date is not None:
                one.date, one.when = _inherited(told.date), told.when
        _lengthen(one, drafts)
        _drop_foreign_when(one)


def _lengthen(one: Draft, drafts: list[Draft]) -> None:
    """Give what was done at a meeting of several days all of them, not the first that the text writes."""
    if one.date is None or one.date.basis is not Basis.INHERITED or one.date.precision is not Precision.DAY:
        return
    for other in drafts:
        day = other.date
        several = day is not None and day.precision is Precision.INTERVAL and None not in (day.earliest, day.latest)
        if other.kind is Kind.MEETING and several and day is not None and day.start == one.date.start:
            one.date, one.when = _inherited(day), other.when


def _undate(drafts: list[Draft]) -> None:
    """Take the text's own day from what an essay or a look back tells, but for its headline and its first sentences."""
    for one in drafts:
        today = one.headline or is_settled_today(one) or one.reading.sentence_of[one.trigger.token] < LEAD
        carried = one.date is not None and one.date.basis in (Basis.PUBLICATION, Basis.INHERITED)
        if carried and not today and one.date is not None and one.date.earliest == one.date.latest:
            one.date = None


def _drop_foreign_when(one: Draft) -> None:
    """Keep an unresolved expression only where no other mention resolved it."""
    if one.date is not None and one.when is not None and one.date.start is None and one.date.basis is Basis.PUBLICATION:
        one.when = None


def _inherited(date: EventDate) -> EventDate:
    return replace(date, basis=Basis.INHERITED, confidence=round(date.confidence * 0.9, 2))


def _event(one: Draft, title: str) -> Event:
    trigger, reading = one.trigger, one.reading
    start, end = trigger_span(trigger)
    return Event(
        kind=one.kind,
        assertion=one.assertion,
        title=title,
        start=start,
        end=end,
        sentence=reading.sentence_span(trigger.token),
        evidence=tuple(sorted(one.sentences, key=lambda q: (q != one.sentences[0], q.field, q.start))),
        date=one.date,
        when=one.when,
        place=one.place,
        participants=tuple(_standing(one.participants)),
        policies=tuple(_reference(p, effect) for p, effect in one.policies.values() if p.reading.field == "text"),
        relations=(),
        confidence=confidence(one),
    )


def _relations(number: int, drafts: list[Draft]) -> tuple[Relation, ...]:
    """Give all relations of one event, one to each other event."""
    found = {r.to: r for r in (*further_relations(number, drafts), *relations_of(number, drafts))}
    return tuple(found[to] for to in sorted(found))


def _titled(drafts: list[Draft], cast: Cast) -> list[str]:
    """Give each event the headline that speaks of it, the best of them where several do, else a title of its own."""
    titles = {id(d): "" for d in drafts}
    used: set[str] = set()
    for one in sorted(drafts, key=lambda d: (not _heads_headline(d), -d.score)):
        headline = _headline(one)
        if headline and headline not in used:
            used.add(headline)
            titles[id(one)] = headline
    return [titles[id(d)] or _own_title(d, cast) for d in drafts]


def _tells(headline: Draft, one: Draft) -> bool:
    """Tell whether a headline's own clause is what an event tells, not one that only names the same people."""
    reading, verb = headline.reading, headline.trigger.governor
    if reading.field == "title" and reading.dep[verb] not in ("ROOT", "conj", "ccomp"):
        return False
    members = [m for m in (one, *one.others) if m.reading.field == "text" and not m.headline]
    shared = len(headline.content & frozenset[str]().union(*(m.content for m in members)))
    same = any(headline.reading.lemma[verb] == m.reading.lemma[m.trigger.governor] for m in members)
    leads = any(m.reading.sentence_of[m.trigger.token] < LEAD for m in members)
    return shared >= 2 or (shared + same >= 1 and leads) or (same and shared >= 1)


def _own_title(one: Draft, cast: Cast) -> str:
    place = one.place.name if one.place is not None else ""
    return title_of(
        one.trigger, cast, one.assertion, doers=_acting(one, cast), policies=list(one.policies), place=place
    )


def _heads_headline(one: Draft) -> bool:
    """Tell whether an event is what the title's own verb says, not a noun in it."""
    return any(m.reading.field == "title" and m.reading.dep[m.trigger.governor] == "ROOT" for m in one.others)


def _headline(one: Draft) -> str:
    """Give the words of the title, or of the heading that repeats it in full, where they speak of this event."""
    found = ""
    for member in (*one.others, one):
        reading = member.reading
        if member is not one and (reading.field == "title" or member.headline) and not _tells(member, one):
            continue
        if member.assertion is Assertion.REPORTED and one.assertion is Assertion.PLANNED and one.kind in DONE:
            continue  # "Cabinet appoints two, promotes others": not whom it will appoint
        if reading.field == "title" and not reading.text.rstrip().endswith(CUT_OFF):
            return " ".join(reading.text.split())[:LONGEST_HEADLINE]
        heading = reading.heading(member.trigger.token) if member.headline or reading.field == "text" else None
        if heading is not None and reading.field == "text":
            text = " ".join(reading.text[heading.start : heading.end].split()).lstrip("–—-•* ")
            if reading.tag[reading.token_at(heading.start)] == "VBZ":  # "Says the union will not sign"
                continue
            found = text if len(text) <= LONGEST_HEADLINE and not text.endswith(CUT_OFF) else found
    return found


def _acting(one: Draft, cast: Cast) -> list[str]:
    """Name those who act in an event, who presides first; of those who met, whom the article speaks of most."""
    passive = {Role.ANNOUNCER} | ({Role.IMPLEMENTER} if one.kind is Kind.DECISION else set())
    acting = [p for p in one.participants if p.role in DOING - passive]
    met = one.kind is Kind.MEETING
    spoken = Counter(m.cluster for m in cast.mentions) if met else Counter[int]()
    ordered = sorted(acting, key=lambda p: (p.role is not Role.CHAIR, -spoken[p.cluster]))
    return list(dict.fromkeys(p.name for p in ordered))


def trigger_span(trigger: Trigger) -> tuple[int, int]:
    """Give the characters of a trigger, of its light verb too where that is near."""
    reading = trigger.reading
    first, last = trigger.first, trigger.last
    if trigger.light is not None and abs(trigger.light - trigger.token) <= 6:
        first, last = min(first, trigger.light), max(last, trigger.light + 1)
    return reading.start[first], reading.end[last - 1]


def _standing(participants: tuple[Participant, ...]) -> list[Participant]:
    """Leave out who is named twice, and who is only part of another's name ("officials of the ministry")."""
    kept: list[Participant] = []
    for p in participants:
        again = any(p.cluster == k.cluster or p.name.casefold() == k.name.casefold() for k in kept)
        inside = any(
            o.start <= p.start and p.end <= o.end and (o.start, o.end) != (p.start, p.end) for o in participants
        )
        if not again and not inside and not _is_repeated(p, participants):
            kept.append(p)
    kept = [p for p in kept if not any(_says_less(p, o) for o in kept if o is not p)]
    named = {p.role for p in kept if not _are_those_named(p)}
    return [p for p in kept if p.role not in named or not _are_those_named(p)]


def _are_those_named(p: Participant) -> bool:
    """See "the two countries" and "both sides": whom else the text names."""
    *before, last = p.name.casefold().split()
    return last in words(WORDS, "sides") and all(w in words(WORDS, "which_sides") for w in before)


def _says_less(one: Participant, other: Participant) -> bool:
    """See "Parliament" beside "Ninth Parliament", "officials of the union" beside "several officials of the union"."""
    if one.role is not other.role or look_up(one.name) is not None:
        return False
    less, more = (frozenset(p.name.casefold().replace("-", " ").split()) - SLIGHT for p in (one, other))
    return less < more or (less == more and one.start > other.start)


def _is_repeated(p: Participant, participants: tuple[Participant, ...]) -> bool:
    """See a sitting, which does not take part, and "suspect" beside "suspect from the capital" in the same role."""
    word = p.name
    if word in words("actors/lexicon/bodies", "sessions"):
        return True
    others = [o.name.casefold().split() for o in participants if o is not p and o.role is p.role]
    return word.islower() and any(word in names and len(names) > 1 for names in others)


def _reference(policy: PolicyMention, effect: Effect | None) -> PolicyReference:
    start, end = policy.reading.span(policy.start, policy.end)
    return PolicyReference(policy.name, start, end, effect, policy.parent)
