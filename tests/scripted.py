"""An extractor for tests of what comes after extraction: it finds what its script says, and nothing else.

Each line of the script is a sentence pattern; what the real extractor would have to understand is written out. It is
never used where the extractor itself, or the whole path, is tested.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from events.extraction.documents import NOTHING_KNOWN, Document, Knowledge
from events.extraction.results import (
    Actor,
    Commitment,
    Event,
    EventDate,
    Extraction,
    Participant,
    PolicyReference,
    Quote,
    Relation,
    Span,
    Statement,
    When,
)
from events.extraction.vocabulary import ActorKind, Assertion, Basis, Effect, Kind, Precision, RelationType, Role


@dataclass(frozen=True)
class Line:
    """Where `trigger` occurs in a sentence, there is this event, with the names that occur in it too."""

    trigger: str
    kind: Kind
    title: str
    day: date | None = None
    relative: bool = False
    actors: Sequence[tuple[str, Role, ActorKind]] = ()
    policies: Sequence[tuple[str, Effect | None]] = ()
    assertion: Assertion = Assertion.REPORTED
    part_of: str = ""
    confidence: float = 0.8


@dataclass(frozen=True)
class Scripted:
    """The script as an extractor, known by a release of its own."""

    lines: Sequence[Line]
    release: str = "scripted/1"
    shift: int = 0  # how many characters of each sentence's beginning its quotes leave out
    statements: Sequence[tuple[str, str]] = field(default=())  # content, speaker
    commitments: Sequence[tuple[str, str]] = field(default=())  # what, by

    def __call__(self, document: Document, *, knowledge: Knowledge = NOTHING_KNOWN) -> Extraction:
        """Find the script's lines in a document."""
        text = document.text
        clusters: dict[str, int] = {}
        actors: list[Actor] = []
        events: list[Event] = []
        triggers: list[str] = []
        for line in self.lines:
            at = text.find(line.trigger)
            while at >= 0:
                events.append(self._event(line, at, document, clusters, actors))
                triggers.append(line.trigger)
                at = text.find(line.trigger, at + 1)
        order = sorted(range(len(events)), key=lambda i: (events[i].start, events[i].kind or "", triggers[i]))
        place = {old: new for new, old in enumerate(order)}
        whole = {line.trigger: line.part_of for line in self.lines if line.part_of}
        related = []
        for old in order:
            target = next((i for i in order if triggers[i] == whole.get(triggers[old])), None)
            relations = (Relation(RelationType.PART_OF, place[target]),) if target is not None else ()
            related.append(_with_relations(events[old], relations))
        statements = tuple(self._statements(text, clusters, actors))  # adds its speakers to the actors
        return Extraction(
            id=document.id,
            events=tuple(related),
            actors=tuple(actors),
            statements=statements,
            commitments=tuple(
                Commitment(text.find(what), text.find(what) + len(what), by or None, None, what, None, False)
                for what, by in self.commitments
                if what in text
            ),
            extractor=self.release,
        )

    def _event(self, line: Line, at: int, document: Document, clusters: dict[str, int], actors: list[Actor]) -> Event:
        text = document.text
        before = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at))
        start = before + 1 if before >= 0 else 0
        start += text[start:].startswith(" ")
        end = text.find(".", at) + 1 or len(text)
        sentence = Span(min(start + self.shift, at), end)
        people = []
        for name, role, kind in line.actors:
            where = text.find(name, start, end)
            if where >= 0:
                cluster = clusters.setdefault(name, len(clusters))
                people.append(Participant(where, where + len(name), role, name, cluster))
                actors.append(Actor(where, where + len(name), kind, name, cluster))
        day = line.day if line.day and (not line.relative or document.published) else None
        return Event(
            kind=line.kind,
            assertion=line.assertion,
            title=line.title,
            start=at,
            end=at + len(line.trigger),
            sentence=sentence,
            evidence=(Quote("text", *sentence),),
            date=_day(day, relative=line.relative) if day else None,
            when=When("on the day", None, None, "scripted") if line.day else None,
            place=None,
            participants=tuple(people),
            policies=tuple(
                PolicyReference(name, text.find(name), text.find(name) + len(name), effect, None)
                for name, effect in line.policies
                if name in text
            ),
            relations=(),
            confidence=line.confidence,
        )

    def _statements(self, text: str, clusters: dict[str, int], actors: list[Actor]) -> list[Statement]:
        found = []
        for content, speaker in self.statements:
            at, who = text.find(content), text.find(speaker)
            if at >= 0 and who >= 0:
                span = Span(at, at + len(content))
                cluster = clusters.setdefault(speaker, len(clusters))
                actors.append(Actor(who, who + len(speaker), ActorKind.PERSON, speaker, cluster))
                found.append(Statement(Span(who, who + len(speaker)), None, span, (span,), speaker, True))
        return found


def _day(day: date, *, relative: bool) -> EventDate:
    basis = Basis.RELATIVE if relative else Basis.EXPLICIT
    return EventDate(day.isoformat(), day, day, Precision.DAY, basis, None, None, 0.9)


def _with_relations(event: Event, relations: tuple[Relation, ...]) -> Event:
    values = {name: getattr(event, name) for name in Event.__slots__}
    return Event(**{**values, "relations": relations})
