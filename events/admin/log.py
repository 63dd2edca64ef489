"""What was decided, what it changed, and how mentions were bound."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import action

from events import curation
from events.admin.base import ReadOnlyAdmin, judge_each
from events.models import (
    ActorBinding,
    ActorName,
    Anchor,
    Change,
    CommitmentBinding,
    CommitmentStatus,
    EventBinding,
    EventPolicy,
    EventRelation,
    Judgement,
    NameKey,
    Participation,
    PolicyBinding,
    PolicyName,
    PolicyStatus,
    PublicId,
)


@admin.register(Judgement)
class JudgementAdmin(ReadOnlyAdmin):
    """What people decided; it can be undone here."""

    list_display = ("target", "action", "field", "value", "user", "created_at", "undone_at")
    list_filter = ("action", "field", "user")
    search_fields = ("target__id", "reason")
    list_select_related = ("target", "user")
    actions = ("undo",)

    def has_view_permission(self, request: HttpRequest, obj: Judgement | None = None) -> bool:
        """Whoever may change events may see and undo."""
        return super().has_view_permission(request, obj)

    @action(description="Undo")
    def undo(self, request: HttpRequest, queryset: QuerySet[Judgement]) -> None:
        """Take the selected judgements out of force."""
        judge_each(self, request, queryset, lambda pk, user: curation.undo(int(pk), user=user), "undone")


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Everything that happened to the public record."""

    list_display = ("public", "action", "cause", "fields", "valid_from", "valid_to")
    list_filter = ("action",)
    search_fields = ("public__id", "cause")
    list_select_related = ("public",)


@admin.register(PublicId)
class PublicIdAdmin(ReadOnlyAdmin):
    """Names that stay valid for ever."""

    list_display = ("id", "kind", "merged_into", "created_at")
    list_filter = ("kind",)
    search_fields = ("id",)
    list_select_related = ("merged_into",)


@admin.register(Participation)
class ParticipationAdmin(ReadOnlyAdmin):
    """Actors in roles."""

    list_display = ("name", "role", "event")
    list_filter = ("role",)
    search_fields = ("name",)
    list_select_related = ("event",)


@admin.register(PolicyStatus, CommitmentStatus)
class StatusAdmin(ReadOnlyAdmin):
    """Where policies and commitments stood when."""

    list_display = ("__str__",)
    list_filter = ("state",)
    search_fields = ("state",)


@admin.register(ActorName, PolicyName)
class NameAdmin(ReadOnlyAdmin):
    """Names, taught and found; taught ones are written on their record's page."""

    list_display = ("text", "language", "origin")
    list_filter = ("origin", "language")
    search_fields = ("text", "key")


@admin.register(EventBinding, ActorBinding, PolicyBinding, CommitmentBinding)
class BindingAdmin(ReadOnlyAdmin):
    """What mentions are taken to mean."""

    list_display = ("__str__", "by", "score", "reason")
    list_filter = ("by",)
    search_fields = ("record__id",)


@admin.register(Anchor, NameKey, EventPolicy, EventRelation)
class PlainAdmin(ReadOnlyAdmin):
    """What hangs on other rows."""

    list_display = ("__str__",)
    search_fields = ("pk",)
