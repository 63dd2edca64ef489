"""Rows of statements and commitments: an article's own, made anew when its extraction changes."""

from events.models import (
    Actor,
    ActorMention,
    Article,
    Commitment,
    CommitmentMention,
    CommitmentState,
    CommitmentStatus,
    Extraction,
    Judgement,
    Statement,
)
from events.resolution.actors import project_actors, refresh_actors
from events.resolution.binding import clusters_of


def project_sayings(article: Article) -> None:
    """Make an article's statements and commitments agree with its current extraction. Needs the projection's writer."""
    extraction = article.current_extraction
    before = set(article.statements.exclude(speaker=None).values_list("speaker", flat=True))
    before |= set(article.commitments.exclude(by=None).values_list("by", flat=True))
    speakers = _speakers(extraction) if extraction else {}
    _statements(article, extraction, speakers)
    _commitments(article, extraction, speakers)
    refresh_actors({a for a in before if a} | {a.pk for a in speakers.values()})


def _speakers(extraction: Extraction) -> dict[str, Actor]:
    """Give the actor for every canonical name of the extraction that speaks or promises."""
    names = set(extraction.statement_mentions.values_list("speaker", flat=True))
    names |= set(extraction.commitment_mentions.values_list("by", flat=True))
    clusters = dict(
        ActorMention.objects.filter(extraction=extraction, name__in=names - {""}).values_list("name", "cluster")
    )
    bound = clusters_of([extraction.pk])
    records = {n: bound[extraction.pk, c] for n, c in clusters.items() if (extraction.pk, c) in bound}
    actors = project_actors(set(records.values()), set())
    return {name: actors[record] for name, record in records.items() if record in actors}


def _statements(article: Article, extraction: Extraction | None, speakers: dict[str, Actor]) -> None:
    article.statements.exclude(mention__extraction=extraction).delete()
    if extraction is None:
        return
    rows = []
    for mention in extraction.statement_mentions.prefetch_related("evidence"):
        speaker = speakers.get(mention.speaker)
        rows.append(
            Statement(
                mention=mention,
                article=article,
                speaker=speaker,
                speaker_name=mention.speaker,
                content="".join(e.exact for e in mention.evidence.all()[:1]),
                direct=mention.direct,
            )
        )
    Statement.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["mention"],
        update_fields=["speaker", "speaker_name", "content"],
    )


def _commitments(article: Article, extraction: Extraction | None, speakers: dict[str, Actor]) -> None:
    mentions = CommitmentMention.objects.filter(extraction=extraction, extraction__isnull=False)
    found = {m.binding.record_id: m for m in mentions.select_related("binding").prefetch_related("evidence")}
    judged = set(Judgement.objects.in_force().values_list("target", flat=True).filter(target__kind="commitment"))
    article.commitments.exclude(pk__in=found).exclude(pk__in=judged).delete()
    for record, m in found.items():
        by = speakers.get(m.by)
        history = _history(record)
        Commitment.objects.update_or_create(
            pk=record,
            defaults={
                "article": article,
                "by": by,
                "by_name": m.by,
                "to_name": m.to,
                "what": m.what,
                "quote": "".join(e.exact for e in m.evidence.all()[:1]),
                "conditional": m.conditional,
                "edtf": m.edtf,
                "earliest": m.earliest,
                "latest": m.latest,
                "precision": m.precision,
                "state": history[-1].state if history else CommitmentState.OPEN,
            },
        )
        CommitmentStatus.objects.filter(commitment=record).delete()
        CommitmentStatus.objects.bulk_create(history)


def _history(record: str) -> list[CommitmentStatus]:
    """Give the states that curators set, the oldest first; `value` is {"state", "day", "article"}."""
    rows = Judgement.objects.in_force().filter(target=record, action=Judgement.Action.FIELD, field="state")
    return [
        CommitmentStatus(
            commitment_id=record,
            state=j.value["state"],
            day=j.value.get("day") or j.created_at.date(),
            cause=f"judgement {j.pk}",
        )
        for j in rows.order_by("pk")
        if j.value
    ]
