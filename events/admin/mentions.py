"""What extractions said: only read."""

from django.contrib import admin

from events.admin.base import ReadOnlyAdmin
from events.models import (
    ActorMention,
    CommitmentMention,
    EventMention,
    Evidence,
    Extraction,
    ParticipantMention,
    PolicyMention,
    RelationMention,
    StatementMention,
)


@admin.register(Extraction)
class ExtractionAdmin(ReadOnlyAdmin):
    """Runs of the extractor."""

    list_display = ("extractor", "version", "created_at")
    list_filter = ("extractor",)
    search_fields = ("version__title",)
    list_select_related = ("version",)


@admin.register(EventMention)
class EventMentionAdmin(ReadOnlyAdmin):
    """What one extraction says about one event."""

    list_display = ("title", "kind", "assertion", "edtf", "confidence")
    list_filter = ("kind", "assertion", "basis")
    search_fields = ("title",)


@admin.register(ActorMention)
class ActorMentionAdmin(ReadOnlyAdmin):
    """Names in texts."""

    list_display = ("written", "name", "kind", "cluster")
    list_filter = ("kind",)
    search_fields = ("written", "name")


@admin.register(ParticipantMention)
class ParticipantMentionAdmin(ReadOnlyAdmin):
    """Names in roles."""

    list_display = ("name", "role", "event")
    list_filter = ("role",)
    search_fields = ("name",)
    list_select_related = ("event",)


@admin.register(PolicyMention)
class PolicyMentionAdmin(ReadOnlyAdmin):
    """Policies in texts."""

    list_display = ("name", "written", "effect", "event")
    list_filter = ("effect",)
    search_fields = ("name", "written")
    list_select_related = ("event",)


@admin.register(StatementMention)
class StatementMentionAdmin(ReadOnlyAdmin):
    """Quotations in texts."""

    list_display = ("speaker", "direct", "start")
    list_filter = ("direct",)
    search_fields = ("speaker",)


@admin.register(CommitmentMention)
class CommitmentMentionAdmin(ReadOnlyAdmin):
    """Promises in texts."""

    list_display = ("what", "by", "edtf", "conditional")
    list_filter = ("conditional",)
    search_fields = ("what", "by")


@admin.register(RelationMention)
class RelationMentionAdmin(ReadOnlyAdmin):
    """How events of one text stand to each other."""

    list_display = ("event", "type", "to")
    list_filter = ("type",)
    search_fields = ("event__title",)
    list_select_related = ("event", "to")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """The quotes."""

    list_display = ("exact", "field", "part", "version")
    list_filter = ("part", "field")
    search_fields = ("exact",)
    list_select_related = ("version",)
