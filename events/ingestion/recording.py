"""An extraction's results as rows: mentions, and for each the exact quotes that bear it out."""

from collections.abc import Iterable, Iterator, Sequence

from events.extraction import results
from events.extraction.vocabulary import Kind
from events.models import (
    ActorMention,
    ArticleVersion,
    CommitmentMention,
    EventMention,
    Evidence,
    Extraction,
    ParticipantMention,
    PolicyMention,
    RelationMention,
    StatementMention,
)

SURROUNDING = 40  # characters of prefix and suffix


class Recorder:
    """Writes what one extraction says; gathers evidence and stores it at the end."""

    def __init__(self, extraction: Extraction, version: ArticleVersion) -> None:
        self.extraction, self.version = extraction, version
        self.texts = {"text": version.text, "title": version.title}
        self.evidence: list[Evidence] = []

    def record(self, said: results.Extraction) -> None:
        """Store all mentions of an extraction, each table in one go."""
        self._actors(said.actors)
        events = EventMention.objects.bulk_create(self._event(i, e) for i, e in enumerate(said.events))
        self._participants(events, said.events)
        self._policies(events, said.events)
        for mention, event in zip(events, said.events, strict=True):
            self._quotes_of(mention, event)
        RelationMention.objects.bulk_create(
            RelationMention(event=events[i], to=events[r.to], type=r.type)
            for i, event in enumerate(said.events)
            for r in event.relations
        )
        self._statements(said.statements)
        self._commitments(said.commitments)
        Evidence.objects.bulk_create(self.evidence)

    def _actors(self, actors: Iterable[results.Actor]) -> None:
        ActorMention.objects.bulk_create(
            ActorMention(
                extraction=self.extraction,
                start=a.start,
                end=a.end,
                kind=a.kind,
                name=a.name[:300],
                written=self.version.text[a.start : a.end][:300],
                cluster=a.cluster,
                stands_for=(a.stands_for or "")[:300],
            )
            for a in actors
        )

    def _event(self, index: int, event: results.Event) -> EventMention:
        when = event.when
        return EventMention(
            extraction=self.extraction,
            index=index,
            kind=Kind(event.kind or ""),
            assertion=event.assertion,
            title=event.title[:500],
            start=event.start,
            end=event.end,
            sentence_start=event.sentence.start,
            sentence_end=event.sentence.end,
            **dated(event.date),
            basis=event.date.basis if event.date else "",
            date_confidence=event.date.confidence if event.date else None,
            expression=when.expression[:300] if when else "",
            rule=when.rule[:500] if when else "",
            place=event.place.name[:300] if event.place else "",
            country=(event.place.country or "")[:100] if event.place else "",
            confidence=event.confidence,
        )

    def _quotes_of(self, mention: EventMention, event: results.Event) -> None:
        when = event.when
        for quote in event.evidence:
            self._quote(quote.start, quote.end, field=quote.field, event=mention)
        if when and when.start is not None and when.end is not None:
            self._quote(when.start, when.end, part=Evidence.Part.DATE, event=mention)
        if event.place:
            self._quote(event.place.start, event.place.end, part=Evidence.Part.PLACE, event=mention)

    def _participants(self, mentions: Sequence[EventMention], events: Sequence[results.Event]) -> None:
        rows = ParticipantMention.objects.bulk_create(
            ParticipantMention(
                event=mention, start=p.start, end=p.end, role=p.role, name=p.name[:300], cluster=p.cluster
            )
            for mention, event in zip(mentions, events, strict=True)
            for p in event.participants
        )
        for row in rows:
            self._quote(row.start, row.end, participant=row)

    def _policies(self, mentions: Sequence[EventMention], events: Sequence[results.Event]) -> None:
        rows = PolicyMention.objects.bulk_create(
            row for mention, event in zip(mentions, events, strict=True) for row in self._policies_of(mention, event)
        )
        for row in rows:
            self._quote(row.start, row.end, policy=row)

    def _policies_of(self, mention: EventMention, event: results.Event) -> Iterator[PolicyMention]:
        """Give the policies of an event; a parent that the event does not speak of itself comes after its child."""
        named = {p.name for p in event.policies}
        for p in event.policies:
            yield self._policy(mention, p.name, p.start, p.end, p.effect or "", p.parent or "")
            if p.parent and p.parent not in named:
                named.add(p.parent)
                at = self.version.text.find(p.parent)
                start, end = (at, at + len(p.parent)) if at >= 0 else (p.start, p.end)
                yield self._policy(mention, p.parent, start, end, "", "")

    def _policy(
        self, mention: EventMention, name: str, start: int, end: int, effect: str, parent: str
    ) -> PolicyMention:
        return PolicyMention(
            event=mention,
            start=start,
            end=end,
            name=name[:300],
            written=self.version.text[start:end][:300],
            effect=effect,
            parent=parent[:300],
        )

    def _statements(self, statements: Iterable[results.Statement]) -> None:
        rows = StatementMention.objects.bulk_create(
            StatementMention(
                extraction=self.extraction,
                start=s.content.start,
                end=s.content.end,
                source_start=s.source.start if s.source else None,
                source_end=s.source.end if s.source else None,
                cue_start=s.cue.start if s.cue else None,
                cue_end=s.cue.end if s.cue else None,
                parts=[[p.start, p.end] for p in s.content_parts],
                speaker=(s.speaker or "")[:300],
                direct=s.direct,
            )
            for s in statements
        )
        for row in rows:
            self._quote(row.start, row.end, statement=row)

    def _commitments(self, commitments: Iterable[results.Commitment]) -> None:
        rows = CommitmentMention.objects.bulk_create(
            CommitmentMention(
                extraction=self.extraction,
                start=c.start,
                end=c.end,
                by=(c.by or "")[:300],
                to=(c.to or "")[:300],
                what=c.what,
                conditional=c.conditional,
                **dated(c.due),
            )
            for c in commitments
        )
        for row in rows:
            self._quote(row.start, row.end, commitment=row)

    def _quote(self, start: int, end: int, *, field: str = "text", **owner: object) -> None:
        text = self.texts[field]
        self.evidence.append(
            Evidence(
                version=self.version,
                field=field,
                start=start,
                end=end,
                exact=text[start:end],
                prefix=text[max(0, start - SURROUNDING) : start],
                suffix=text[end : end + SURROUNDING],
                **owner,
            )
        )


def dated(found: results.EventDate | None) -> dict[str, object]:
    """Give a date as the columns that hold one."""
    if found is None:
        return {"edtf": "", "earliest": None, "latest": None, "precision": ""}
    return {
        "edtf": found.edtf[:60],
        "earliest": found.earliest,
        "latest": found.latest,
        "precision": found.precision,
    }
