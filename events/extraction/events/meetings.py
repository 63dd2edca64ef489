"""Who else was at a meeting, and who announced a decision: what other sentences of the article say of them."""

from events.extraction.actors import Cast
from events.extraction.events.drafts import Draft
from events.extraction.events.implied import participant
from events.extraction.events.relations import relations_of
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.results import Participant
from events.extraction.vocabulary import PERSONAL, ActorKind, Assertion, Basis, Kind, Role

DONE_THERE = frozenset({Kind.DECISION, Kind.LEGISLATION, Kind.APPOINTMENT, Kind.STATEMENT})
DURING = frozenset({"during", "at", "in"})
PAPERS = ("statements/lexicon/cues", "papers")


def complete_meetings(drafts: list[Draft], cast: Cast, reading: Reading) -> None:
    """Add to each meeting who decided there and who spoke there; to each decision the office whose statement tells of
    it.
    """
    for number, one in enumerate(drafts):
        for relation in relations_of(number, drafts):
            meeting = drafts[relation.to]
            _join(meeting, [p for p in one.participants if p.role in (Role.DECIDER, Role.SPEAKER)], Role.PARTICIPANT)
            if one.kind in (Kind.DECISION, Kind.LEGISLATION):
                _join(one, [p for p in meeting.participants if p.role is Role.CHAIR], Role.CHAIR)
    meetings = [d for d in drafts if d.kind is Kind.MEETING]
    if len(meetings) == 1:
        _join(meetings[0], _speakers_during(cast, reading), Role.PARTICIPANT)
    for meeting in meetings:
        if not any(p.role is Role.PARTICIPANT for p in meeting.participants):
            _join(meeting, _who_met(meeting, drafts, cast), Role.PARTICIPANT)
    for one in drafts:
        if one.kind in (Kind.DECISION, Kind.APPOINTMENT, Kind.AGREEMENT, Kind.LEGISLATION, Kind.OPERATION):
            for member in (one, *one.others):
                _join(one, _announcers(member, cast), Role.ANNOUNCER)


def share_chairs(drafts: list[Draft], told: list[Draft], cast: Cast) -> None:
    """Name who presided over a sitting with whatever its body did there: on the same day, by the same body.

    `told` are the sittings that the text speaks of, whether or not they are records.
    """
    sittings = [d for d in told if d.kind is Kind.MEETING and any(p.role is Role.CHAIR for p in d.participants)]
    for one in drafts:
        if one.kind not in DONE_THERE or one.assertion is not Assertion.REPORTED:
            continue
        bodies = {p.cluster for p in one.participants if p.role is Role.DECIDER} & _bodies(cast)
        for sitting in sittings:
            sat = sitting.clusters & _bodies(cast)
            alone = len(sittings) == 1
            same = sat & bodies if sat else alone
            untold = alone and bool(sat & bodies) and not (_has_day(one) and _has_day(sitting))
            if bodies and same and (untold or _days_overlap(one, sitting)):
                _join(one, [p for p in sitting.participants if p.role is Role.CHAIR], Role.CHAIR)
                _join(sitting, [p for p in one.participants if p.cluster in bodies], Role.PARTICIPANT)


def _bodies(cast: Cast) -> set[int]:
    return {cluster for cluster, kind in cast.kinds.items() if kind is ActorKind.BODY}


def _has_day(one: Draft) -> bool:
    """Tell whether the text itself says when something was."""
    return one.date is not None and one.date.basis in (Basis.EXPLICIT, Basis.RELATIVE)


def _days_overlap(one: Draft, other: Draft) -> bool:
    if one.date is None or other.date is None:
        return False
    first, last = one.date.earliest, one.date.latest or one.date.earliest
    begin, end = other.date.earliest, other.date.latest or other.date.earliest
    return None not in (first, last, begin, end) and begin <= last and first <= end  # type: ignore[operator]


def _who_met(meeting: Draft, drafts: list[Draft], cast: Cast) -> list[Participant]:
    """Find the body that decides in the sentences around a meeting of which nobody is said to take part."""
    here = meeting.reading.sentence_of[meeting.trigger.token]
    near = [d for d in drafts if d.reading is meeting.reading and d.kind in (Kind.DECISION, Kind.LEGISLATION)]
    near = [d for d in near if abs(d.reading.sentence_of[d.trigger.token] - here) <= 1]
    deciders = [p for d in near for p in d.participants if p.role is Role.DECIDER]
    return [p for p in deciders if cast.kinds.get(p.cluster) is ActorKind.BODY][:1]


def _join(draft: Draft, more: list[Participant], role: Role) -> None:
    for one in more:
        if one.cluster not in draft.clusters:
            draft.participants += (Participant(one.start, one.end, role, one.name, one.cluster),)


def _speakers_during(cast: Cast, reading: Reading) -> list[Participant]:
    """Find persons who do something "during the meeting"."""
    found = []
    for mention in cast.mentions:
        if mention.reading is not reading or mention.kind not in PERSONAL or reading.dep[mention.head] != "nsubj":
            continue
        verb = reading.head[mention.head]
        for child in reading.all_children(verb, "prep"):
            noun = reading.child(child, "pobj")
            if (
                reading.lower[child] in DURING
                and noun is not None
                and reading.lower[noun] in words("actors/lexicon/bodies", "sessions")
                and reading.child(noun, "prep") is None
            ):
                found.append(participant(mention, Role.PARTICIPANT))
    return found


def _announcers(draft: Draft, cast: Cast) -> list[Participant]:
    """Read "according to a statement issued by the office": who makes the decision known."""
    reading = draft.reading
    first, last = reading.sentence(draft.trigger.token)
    for token in range(first, last - 1):
        if reading.lower[token] == "according" and reading.lower[token + 1] == "to":
            paper = reading.child(token + 1, "pobj")
            if paper is None or reading.lemma[paper] not in words(*PAPERS):
                return []
            inside = range(reading.left[paper], reading.right[paper] + 1)
            mention = next(
                (
                    m
                    for t in inside
                    if (m := cast.at(reading, t)) is not None and m.named and m.kind is not ActorKind.PLACE
                ),
                None,
            )
            return [participant(mention, Role.ANNOUNCER)] if mention is not None else []
    return []
