"""One mention of an event on its way to a record: everything its own sentence says."""

import datetime
import re
from dataclasses import dataclass, field, replace

from events.extraction.actors import Cast
from events.extraction.dates import HOLIDAY_NAMES, Dater
from events.extraction.events.arguments import arguments_of, objects, proposal_before, subjects
from events.extraction.events.assertion import assertion_of
from events.extraction.events.concerned import concerned
from events.extraction.events.effects import effects_on
from events.extraction.events.places import place_of
from events.extraction.events.roles import participants_of
from events.extraction.events.senses import nouns
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import words
from events.extraction.policies import PolicyMention
from events.extraction.reading import Reading
from events.extraction.results import EventDate, Participant, Place, Quote, When
from events.extraction.vocabulary import Assertion, Basis, Effect, Kind, Precision, Role

WORDS = "events/cues/words"

ACTED_ON = frozenset({"object", "of", "on", "to", "for", "against", "in", "at", "dative"})
PAST = frozenset({"was", "were", "had", "has", "have"})
OWN = frozenset({Basis.EXPLICIT, Basis.RELATIVE})
YEARS = frozenset({Precision.YEAR, Precision.DECADE, Precision.CENTURY})
NEWS = frozenset({Kind.DECISION, Kind.LEGISLATION})
SETTLED = frozenset({Kind.DECISION, Kind.LEGISLATION, Kind.AGREEMENT, Kind.OPERATION, Kind.APPOINTMENT})
YEAR = re.compile(r"(?:19|20)\d\d")
NEXT_DAY = datetime.timedelta(days=1)
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}
WEEK = datetime.timedelta(days=7)
LONGEST_FEAST = 40
UNSURE = 0.5
DAYS_OF_NEWS = datetime.timedelta(days=10)
"""How long after "has approved" was announced it may still be told as news, with the day of the announcement."""


DOING = frozenset({Role.DECIDER, Role.CHAIR, Role.PARTICIPANT, Role.IMPLEMENTER, Role.SPEAKER, Role.ANNOUNCER})


@dataclass(slots=True, eq=False)
class Draft:
    """A mention of an event with what its sentence says; `others` are the mentions merged into it.

    It `frames` another event where all it says is that somebody said so.
    """

    trigger: Trigger
    kind: Kind
    assertion: Assertion
    participants: tuple[Participant, ...]
    policies: dict[str, tuple[PolicyMention, Effect | None]]
    place: Place | None
    date: EventDate | None
    when: When | None
    content: frozenset[str]
    published: datetime.date | None = None
    quoted: bool = False
    headline: bool = False
    frames: bool = False
    essay: bool = False
    score: float = 0.0
    bonus: float = 0.0
    worth: float = 0.0
    others: list["Draft"] = field(default_factory=list)
    sentences: list[Quote] = field(default_factory=list)

    @property
    def reading(self) -> Reading:
        """Give the reading that the mention stands in."""
        return self.trigger.reading

    @property
    def effect(self) -> Effect | None:
        """Give what the event does to the first policy that it does something to."""
        return next((effect for _, effect in self.policies.values() if effect is not None), None)

    @property
    def doers(self) -> set[int]:
        """Give the clusters of those who act."""
        return {p.cluster for p in self.participants if p.role in DOING}

    @property
    def clusters(self) -> set[int]:
        """Give the clusters of all that take part."""
        return {p.cluster for p in self.participants}


def draft(trigger: Trigger, cast: Cast, policies: list[PolicyMention], dated: Dater, *, quoted: bool) -> Draft:
    """Gather what a trigger's sentence says of its event."""
    reading, published = trigger.reading, dated.published
    start, end = reading.start[trigger.first], reading.end[trigger.last - 1]
    assertion = assertion_of(trigger)
    date, when = dated.date_of(start, end, assertion=assertion) if reading.field == "text" else (None, None)
    if date is None and when is None and assertion is Assertion.REPORTED:
        date, when = _of_what_it_did(trigger, dated)
    foreign = date is not None and (
        _is_goal(trigger, date)
        or _is_of_the_proposal(trigger, date)
        or _is_its_name(trigger, date)
        or _is_in_a_name(trigger, cast, date)
    )
    if foreign or (assertion is Assertion.REPORTED and _is_to_come(trigger, date, published)):
        date, when = None, None
    elif date is not None and published is not None and _is_of_what_is_spoken_of(trigger, date, published):
        date, when = _published_on(published), None
    untold = date is None and when is None and assertion is Assertion.REPORTED
    if untold and published and _is_news(trigger) and not dated.is_at_no_one_day(start, end):
        date = _published_on(published)
    assertion = in_its_time(trigger, assertion, date, published)
    date = fitting(trigger, assertion, _ahead(reading, assertion, date, published), published)
    if date is not None and date.basis is Basis.PUBLICATION:
        if _is_of_other_days(trigger) or _only_describes(trigger) or _is_predecessors(trigger):
            date = None
        elif (told := _told_in_its_sentence(trigger, dated)) is not None:
            date, when = told
    taking_part = participants_of(trigger, cast)
    return Draft(
        trigger=trigger,
        kind=trigger.sense.kind,
        assertion=assertion,
        participants=taking_part + concerned(trigger, cast, taking_part),
        policies=effects_on(trigger, policies),
        place=place_of(trigger, cast),
        date=date,
        when=when,
        content=content_of(trigger),
        published=published,
        quoted=quoted,
        sentences=[Quote(reading.field, *reading.sentence_span(trigger.token))],
    )


def _ahead(
    reading: Reading, assertion: Assertion, date: EventDate | None, published: datetime.date | None
) -> EventDate | None:
    """Give the coming Friday where a plan for "Friday" was read as the last one."""
    if assertion is not Assertion.PLANNED or date is None or published is None or date.start is None:
        return date
    named = reading.text[date.start : date.end].lower() in words("actors/lexicon/calendar", "days")
    past = date.latest is not None and published - WEEK <= date.latest < published
    if not (named and past and date.precision is Precision.DAY and date.earliest is not None):
        return date
    day = date.earliest + WEEK
    return replace(date, edtf=day.isoformat(), earliest=day, latest=day)


def _of_what_it_did(trigger: Trigger, dated: Dater) -> tuple[EventDate | None, When | None]:
    """Date "the meeting, chaired by the premier, approved ..." by what the meeting did."""
    reading, verb = trigger.reading, trigger.governor
    noun = reading.head[verb]
    if trigger.sense.kind is not Kind.MEETING or reading.field != "text" or reading.dep[verb] != "acl":
        return None, None
    if reading.dep[noun] != "nsubj" or reading.lower[noun] not in words("actors/lexicon/bodies", "sessions"):
        return None, None
    did = reading.head[noun]
    date, when = dated.date_of(reading.start[did], reading.end[did])
    return (None if date is None else replace(date, basis=Basis.INHERITED)), when


def fitting(
    trigger: Trigger, assertion: Assertion, date: EventDate | None, published: datetime.date | None
) -> EventDate | None:
    """Keep of a date what fits the event.

    No inherited date for what did not happen, the publication's for "has appointed" and for a statement in a sentence
    without a date; no day to which something was put off; plans with a deadline run from the publication to it.
    """
    if date is None or published is None:
        return date
    if date.basis in OWN:
        return _from_now_on(date, published) if assertion is Assertion.PLANNED else date
    if assertion not in (Assertion.REPORTED, Assertion.PLANNED):
        return None
    if date.basis is Basis.INHERITED and assertion is Assertion.REPORTED and _is_of_the_day(trigger, date, published):
        return _published_on(published)
    if date.basis is Basis.INHERITED and date.precision in YEARS:
        # "approved the proposals of the budget for 2019": the year is the budget's.
        return _published_on(published) if assertion is Assertion.REPORTED and _is_news(trigger) else None
    return date


def _is_goal(trigger: Trigger, date: EventDate) -> bool:
    """See "moved the start to 1 March", "suspended it until Monday": the day is what was decided."""
    reading = trigger.reading
    if date.start is None or trigger.sense.kind not in SETTLED:
        return False
    token, first = reading.token_at(date.start), reading.sentence(trigger.governor)[0]
    if not first < token < reading.sentence(trigger.governor)[1]:
        return False
    before = reading.lower[token - 1 - (reading.lower[token - 1] in ("the", "end", "of"))]
    if before in ("until", "till"):
        return _is_done(reading, trigger.governor)
    # "extended the programme to December and approved ...": the day is that of the verb beside it.
    inside = [t for t in range(first, token) if reading.lemma[t] in words(WORDS, "putting_off")]
    put_off = reading.lemma[trigger.governor] in words(WORDS, "putting_off")
    return before == "to" and (put_off or (date.basis is Basis.INHERITED and bool(inside)))


def _is_done(reading: Reading, verb: int) -> bool:
    return reading.tag[verb] in ("VBD", "VBN") and not any(
        reading.tag[c] == "MD" or reading.lower[c] == "to" for c in reading.children[verb]
    )


def _is_to_come(trigger: Trigger, date: EventDate | None, published: datetime.date | None) -> bool:
    """See "the meeting on the budget for 2026 was held": what was done was not done in days to come."""
    if date is None or date.earliest is None or published is None or date.earliest <= published + NEXT_DAY:
        return False
    reading, verb = trigger.reading, trigger.governor
    return reading.tag[verb] == "VBD" or any(reading.lower[c] in PAST for c in reading.children[verb])


def _is_of_other_days(trigger: Trigger) -> bool:
    """See "then president Ada Lind signed ..." and "Lind, who won the election in 2015, suspended ..."."""
    reading = trigger.reading
    for subject in subjects(reading, trigger.governor):
        first, last = reading.subtree(subject)
        former = any(
            reading.lower[t] == "then" and reading.dep[t] in ("advmod", "amod", "compound", "nmod") and t < subject
            for t in range(first, last)
        )
        told = [t for c in reading.all_children(subject, "relcl") for t in range(*reading.subtree(c))]
        if former or any(reading.label.get(t) == "DATE" and YEAR.fullmatch(reading.words[t]) for t in told):
            return True
    return False


def _is_predecessors(trigger: Trigger) -> bool:
    """See "the previous administration's decision"."""
    reading, owner = trigger.reading, trigger.reading.child(trigger.token, "poss")
    if trigger.sense.verbal or owner is None:
        return False
    return any(reading.lower[t] in ("previous", "former", "erstwhile") for t in range(*reading.subtree(owner)))


def _only_describes(trigger: Trigger) -> bool:
    """See "the boats that have been confiscated": some day before, whatever the text reports."""
    reading, verb = trigger.reading, trigger.governor
    perfect = any(reading.lower[c] in ("has", "have") for c in reading.children[verb])
    return reading.dep[verb] == "relcl" and perfect


def _told_in_its_sentence(trigger: Trigger, dated: Dater) -> tuple[EventDate, When | None] | None:
    """Date "was adopted at the conference of the parties to the convention in 2015", where the year hangs far below."""
    reading, verb = trigger.reading, trigger.governor
    if reading.field != "text" or reading.dep[verb] != "ROOT":
        return None
    for token in range(verb + 1, reading.sentence(verb)[1]):
        if reading.pos[token] in ("VERB", "AUX") or reading.words[token] in (",", ";"):
            return None
        noun = reading.head[token]
        day = reading.child(token, "pobj") if reading.lower[token] in ("in", "on") else None
        if day is None or noun == verb or reading.label.get(day) != "DATE":
            continue
        date, when = dated.date_of(reading.start[noun], reading.end[noun])
        return (date, when) if date is not None and date.basis in OWN else None
    return None


def _is_of_the_proposal(trigger: Trigger, date: EventDate) -> bool:
    """See "the proposal to present the order dated 11 August was approved": the day is the order's."""
    reading, noun = trigger.reading, proposal_before(trigger.reading, trigger.governor)
    if noun is None or date.start is None:
        return False
    return reading.start[noun] < date.start < reading.start[trigger.governor]


def _is_in_a_name(trigger: Trigger, cast: Cast, date: EventDate) -> bool:
    """See the number of "the 1990 Ambulance Foundation"."""
    if date.start is None or trigger.reading.field != "text":
        return False
    token = trigger.reading.token_at(date.start)
    mention = cast.holders.get(("text", token)) or cast.holders.get(("text", token + 1))
    name = mention is not None and mention.named and mention.end - mention.start > 1
    number = trigger.reading.words[token].isdigit() and trigger.reading.dep[token] in ("nummod", "compound", "nmod")
    after = token + 1 < len(trigger.reading) and trigger.reading.words[token + 1][:1].isupper()
    return name and number and after


def _is_its_name(trigger: Trigger, date: EventDate) -> bool:
    """See "the Easter Sunday attacks", known by the feast on which they once were."""
    reading = trigger.reading
    if date.start is None or trigger.sense.verbal or not 0 < reading.start[trigger.token] - date.start < LONGEST_FEAST:
        return False
    first = reading.token_at(date.start)
    feast = any(reading.text[date.start :].lower().startswith(name) for name in HOLIDAY_NAMES)
    return feast and reading.dep[first] in ("compound", "nmod", "npadvmod", "amod")


def _is_of_what_is_spoken_of(trigger: Trigger, date: EventDate, published: datetime.date) -> bool:
    """See "condemned the attack at the market on 2 March": some days ago, the attack was; its condemnation is news."""
    reading = trigger.reading
    if trigger.sense.kind is not Kind.STATEMENT or not trigger.sense.verbal:
        return False
    if date.start is None or date.latest is None or published - date.latest <= NEXT_DAY:
        return False
    about = [t for t in objects(reading, trigger.token) if reading.lemma[t] in nouns()]
    return any(reading.start[t] < date.start for t in about)


def _from_now_on(date: EventDate, published: datetime.date) -> EventDate:
    """Give a plan's open deadline its beginning: what is to be done by March is done from now to March."""
    if date.earliest is not None or date.latest is None or date.latest < published:
        return date
    return replace(date, edtf=f"{published.isoformat()}/{date.edtf.removeprefix('../')}", earliest=published)


def _is_of_the_day(trigger: Trigger, date: EventDate, published: datetime.date) -> bool:
    """See "has appointed" and a statement, where the sentence names no day."""
    reading, verb = trigger.reading, trigger.governor
    sentence = reading.sentence_span(verb)
    elsewhere = date.start is None or not sentence.start <= date.start < sentence.end
    if any(reading.lower[c] in ("has", "have") for c in reading.children[verb]) and reading.tag[verb] == "VBN":
        return elsewhere or date.earliest is None or published - date.earliest > DAYS_OF_NEWS
    return trigger.sense.kind is Kind.STATEMENT and elsewhere and reading.dep[verb] in ("ROOT", "conj")


def in_its_time(
    trigger: Trigger, assertion: Assertion, date: EventDate | None, published: datetime.date | None
) -> Assertion:
    """Call planned what is reported with a date of its own after the publication ("takes effect on 1 July").

    What stands in the past was done, and the date is what it was about ("moved the start to 1 July").
    """
    if assertion is not Assertion.REPORTED or date is None or published is None or date.earliest is None:
        return assertion
    reading, verb = trigger.reading, trigger.governor
    if reading.tag[verb] == "VBD" or any(reading.lower[c] in PAST for c in reading.children[verb]):
        return assertion
    return Assertion.PLANNED if date.basis in OWN and date.earliest > published else assertion


def _published_on(day: datetime.date) -> EventDate:
    return EventDate(day.isoformat(), day, day, Precision.DAY, Basis.PUBLICATION, None, None, UNSURE)


def _is_news(trigger: Trigger) -> bool:
    """See the simple past of a main clause in the text, "was approved": what a report tells of its own day."""
    reading, verb = trigger.reading, trigger.governor
    past = reading.tag[verb] == "VBD" or any(reading.lower[c] in ("was", "were") for c in reading.children[verb])
    main = reading.dep[verb] == "ROOT" or proposal_before(reading, verb) is not None
    return reading.field == "text" and past and main and trigger.sense.kind in NEWS


def content_of(trigger: Trigger) -> frozenset[str]:
    """Give the words that tell an event from others of its kind: the lemmas of what it acts on."""
    reading, found = trigger.reading, set()
    for argument in arguments_of(reading, trigger.token, trigger.light):
        undergone = argument.relation == "subject" and trigger.sense.role("subject") is Role.AFFECTED
        if (
            not undergone
            and argument.relation not in ACTED_ON
            and (argument.relation != "compound" or reading.pos[argument.token] == "ADJ")
        ):
            continue
        first, last = reading.subtree(argument.token)
        found |= {
            reading.lemma[t]
            for t in range(first, min(last, first + 25))
            if reading.pos[t] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
            and (len(reading.lemma[t]) > 2 or reading.pos[t] == "NUM")
        }
    return frozenset(NUMBERS.get(w, w) for w in found - words(WORDS, "empty"))
