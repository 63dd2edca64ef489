"""The judgements themselves. Each is one transaction: stored, anchored, and seen in the record when it returns."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events.curation.anchoring import anchors_of
from events.curation.errors import CurationError
from events.curation.values import (
    ACTOR_FIELDS,
    POLICY_FIELDS,
    article_value,
    commitment_value,
    event_value,
    participant_value,
    record_value,
)
from events.models import (
    Anchor,
    Article,
    Commitment,
    Event,
    EventPolicy,
    Judgement,
    Participation,
    PublicId,
    PublicKind,
    Work,
)
from events.models.facts import effective_facts
from events.resolution import reproject_sayings, resolve_again, roots
from events.resolution.identity import lock_resolution

Action = Judgement.Action


def accept(event: str, *, user: User, reason: str = "") -> Judgement:
    """Say that an event is so."""
    return _judge_event(event, user, Action.ACCEPT, reason=reason)


def reject(event: str, *, user: User, reason: str = "") -> Judgement:
    """Say that an event is none, or not so; it stays rejected when its article comes again."""
    return _judge_event(event, user, Action.REJECT, reason=reason)


def correct(record: str, field: str, value: Any, *, user: User, reason: str = "") -> Judgement:
    """Give a field of an event, an actor or a policy its value; raises CurationError."""
    kind = _public(record).kind
    if kind == PublicKind.EVENT:
        return _judge_event(record, user, Action.FIELD, field=field, value=event_value(field, value), reason=reason)
    fields = {PublicKind.ACTOR: ACTOR_FIELDS, PublicKind.POLICY: POLICY_FIELDS}.get(PublicKind(kind))
    if fields is None:
        raise CurationError(f"A field of a {kind} is not corrected here.")
    with transaction.atomic():
        lock_resolution()
        judgement = Judgement.objects.create(
            action=Action.FIELD,
            target_id=record,
            field=field,
            value=record_value(field, value, fields),
            user=user,
            reason=reason,
        )
        _bring_up_to_date(judgement)
    return judgement


def add_participant(
    event: str, role: str, name: str, *, actor: str | None = None, kind: str = "", user: User, reason: str = ""
) -> Judgement:
    """Add an actor in a role; raises CurationError."""
    value = participant_value(role, name, actor, kind)
    return _judge_event(event, user, Action.ADD, field="participants", value=value, reason=reason)


def remove_participant(
    event: str, role: str, name: str, *, actor: str | None = None, user: User, reason: str = ""
) -> Judgement:
    """Take an actor out of a role; raises CurationError."""
    value = participant_value(role, name, actor, "")
    return _judge_event(event, user, Action.REMOVE, field="participants", value=value, reason=reason)


def merge(target: str, other: str, *, user: User, reason: str = "") -> Judgement:
    """Say that two events, actors or policies are one: `other` leads to `target` from now on. Raises CurationError."""
    with transaction.atomic():
        lock_resolution()
        kind = _same_kind(target, other)
        pair = Q(target=target, other=other) | Q(target=other, other=target)
        if Judgement.objects.in_force().filter(pair, action=Action.DIFFERENT).exists():
            raise CurationError("A curator has said that these are not the same; undo that first.")
        judgement = Judgement.objects.create(
            action=Action.SAME, target_id=target, other_id=other, user=user, reason=reason
        )
        if kind == PublicKind.EVENT:
            Anchor.objects.bulk_create(anchors_of(judgement, [target, other]))
        PublicId.objects.filter(pk=other).update(merged_into=target)
        _bring_up_to_date(judgement)
    return judgement


def keep_apart(target: str, other: str, *, user: User, reason: str = "") -> Judgement:
    """Say that two records are not the same; no machine unites them again. Raises CurationError."""
    with transaction.atomic():
        lock_resolution()
        kind = _same_kind(target, other)
        judgement = Judgement.objects.create(
            action=Action.DIFFERENT, target_id=target, other_id=other, user=user, reason=reason
        )
        if kind == PublicKind.EVENT:
            Anchor.objects.bulk_create(anchors_of(judgement, [target, other]))
        _bring_up_to_date(judgement)
    return judgement


def undo(judgement_id: int, *, user: User) -> Judgement:
    """Take a judgement out of force; what it merged is two again. Raises CurationError."""
    with transaction.atomic():
        lock_resolution()
        judgement = Judgement.objects.select_for_update().get(pk=judgement_id)
        if judgement.undone_at:
            raise CurationError("This judgement has been undone already.")
        judgement.undone_at, judgement.undone_by = timezone.now(), user
        judgement.save(update_fields=["undone_at", "undone_by"])
        if judgement.action == Action.SAME:
            PublicId.objects.filter(pk=judgement.other_id).update(merged_into=None)
        _bring_up_to_date(judgement)
    return judgement


def correct_article(article: str, field: str, value: Any, *, user: User, reason: str = "") -> Judgement:
    """Correct a fact about an article; a worker then reads the article again. Raises CurationError."""
    checked = article_value(field, value)
    with transaction.atomic():
        row = Article.objects.select_for_update().get(pk=article)
        judgement = Judgement.objects.create(
            action=Action.FIELD,
            target_id=article,
            field=field,
            value=checked,
            based_on=str(getattr(row, field) or ""),
            user=user,
            reason=reason,
        )
        _bring_up_to_date(judgement)
    return judgement


def correct_commitment(
    commitment: str, state: str, *, day: str | None = None, user: User, reason: str = ""
) -> Judgement:
    """Say what became of a promise; raises CurationError."""
    value = {"state": commitment_value(state), "day": day}
    with transaction.atomic():
        lock_resolution()
        judgement = Judgement.objects.create(
            action=Action.FIELD, target_id=commitment, field="state", value=value, user=user, reason=reason
        )
        _bring_up_to_date(judgement)
    return judgement


def _judge_event(
    event: str, user: User, action: str, *, field: str = "", value: Any = None, reason: str = ""
) -> Judgement:
    with transaction.atomic():
        lock_resolution()
        record = roots([event])[event]
        row = Event.objects.filter(pk=record).first()
        if row is None:
            raise CurationError(f"There is no event {event}.")
        judgement = Judgement.objects.create(
            action=action,
            target_id=record,
            field=field,
            value=value,
            based_on=row.document.get(field) if field else None,
            user=user,
            reason=reason,
        )
        Anchor.objects.bulk_create(anchors_of(judgement, [record]))
        _bring_up_to_date(judgement)
    return judgement


def _public(record: str) -> PublicId:
    public = PublicId.objects.filter(pk=record).first()
    if public is None:
        raise CurationError(f"There is no record {record}.")
    return public


def _same_kind(target: str, other: str) -> PublicKind:
    a, b = _public(target), _public(other)
    if target == other:
        raise CurationError("Two different records are needed.")
    if a.kind != b.kind:
        raise CurationError(f"A {a.kind} and a {b.kind} cannot be compared.")
    if a.merged_into_id or b.merged_into_id:
        raise CurationError("One of these has been merged already; use the record that it was merged into.")
    return PublicKind(a.kind)


def _bring_up_to_date(judgement: Judgement) -> None:
    """Make the record agree with a judgement that has just come into force, or gone out of it."""
    UPDATES[PublicKind(judgement.target.kind)](judgement)


def _update_events(judgement: Judgement) -> None:
    restored = judgement if judgement.undone_at and judgement.action == Action.SAME else None
    resolve_again(_both(judgement), cause=f"judgement {judgement.pk}", restored=restored)


def _update_actors(judgement: Judgement) -> None:
    actors = _both(judgement)
    events = set(Participation.objects.filter(actor__in=actors).values_list("event", flat=True))
    resolve_again(events, cause=f"judgement {judgement.pk}")
    reproject_sayings(actors)


def _update_policies(judgement: Judgement) -> None:
    policies = _both(judgement)
    events = set(EventPolicy.objects.filter(policy__in=policies).values_list("event", flat=True))
    resolve_again(events, cause=f"judgement {judgement.pk}")


def _update_commitment(judgement: Judgement) -> None:
    commitment = Commitment.objects.filter(pk=judgement.target_id).first()
    if commitment is None:
        raise CurationError("There is no such commitment.")
    reproject_sayings([], articles=[commitment.article_id])


def _update_article(judgement: Judgement) -> None:
    article = Article.objects.get(pk=judgement.target_id)
    for name, value in effective_facts(article).items():
        setattr(article, name, value)
    article.save()
    Work.objects.request(Work.Kind.REEXTRACT, article.pk)


UPDATES: dict[PublicKind, Callable[[Judgement], None]] = {
    PublicKind.EVENT: _update_events,
    PublicKind.ACTOR: _update_actors,
    PublicKind.POLICY: _update_policies,
    PublicKind.COMMITMENT: _update_commitment,
    PublicKind.ARTICLE: _update_article,
}


def _both(judgement: Judgement) -> set[str]:
    return {judgement.target_id} | ({judgement.other_id} if judgement.other_id else set())
