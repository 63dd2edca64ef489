"""Rows of statements and commitments: an article's own, made anew when its extraction changes."""

from collections.abc import Collection

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
from events.resolution.actors import project_actors
from events.resolution.binding import clusters_of


def project_sayings(article: Article) -> set[str]:
    """Make an article's statements and commitments agree with its current extraction; give the actors to refresh.

    Needs the projection's writer.
    """
    extraction = article.current_extraction
    before = set(article.statements.exclude(speaker=None).values_list("speaker", flat=True))
    before |= set(article.commitments.exclude(by=None).values_list("by", flat=True))
    speakers = _speakers(extraction) if extraction else {}
    _statements(article, extraction, speakers)
    _commitments(article, extraction, speakers)
    return {a for a in before if a} | {a.pk for a in speakers.values()}


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
    histories = _histories(found.keys())
    Commitment.objects.bulk_create(
        [
            Commitment(
                pk=record,
                article=article,
                by=speakers.get(m.by),
                by_name=m.by,
                to_name=m.to,
                what=m.what,
                quote="".join(e.exact for e in m.evidence.all()[:1]),
                conditional=m.conditional,
                edtf=m.edtf,
                earliest=m.earliest,
                latest=m.latest,
                precision=m.precision,
                state=histories[record][-1].state if histories[record] else CommitmentState.OPEN,
            )
            for record, m in found.items()
        ],
        update_conflicts=True,
        unique_fields=["public"],
        update_fields=[f.name for f in Commitment._meta.concrete_fields if not f.primary_key],
    )
    CommitmentStatus.objects.filter(commitment__in=found).delete()
    CommitmentStatus.objects.bulk_create(status for history in histories.values() for status in history)


def _histories(records: Collection[str]) -> dict[str, list[CommitmentStatus]]:
    """Give the states that curators set, the oldest first; `value` is {"state", "day", "article"}."""
    found: dict[str, list[CommitmentStatus]] = {record: [] for record in records}
    rows = Judgement.objects.in_force().filter(target__in=found, action=Judgement.Action.FIELD, field="state")
    for judgement in rows.order_by("pk"):
        if value := judgement.value:
            found[judgement.target_id].append(
                CommitmentStatus(
                    commitment_id=judgement.target_id,
                    state=value["state"],
                    day=value.get("day") or judgement.created_at.date(),
                    cause=f"judgement {judgement.pk}",
                )
            )
    return found
