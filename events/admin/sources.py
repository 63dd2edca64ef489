"""Sources and the work that they make."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.decorators import action

from events.admin.base import ReadOnlyAdmin
from events.models import Source, Work


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    """Where articles come from; a new or changed source is looked at at once."""

    list_display = ("name", "kind", "reliability", "active", "last_success_at", "last_error")
    list_filter = ("kind", "reliability", "active")
    search_fields = ("name", "location", "publisher")
    readonly_fields = ("last_success_at", "last_error")
    actions = ("look_now",)

    @action(description="Look now")
    def look_now(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Ask for a look at the selected sources."""
        for source in queryset.filter(kind=Source.Kind.FOLDER):
            Work.objects.request(Work.Kind.POLL, str(source.pk))
        self.message_user(request, "They are being looked at.")


@admin.register(Work)
class WorkAdmin(ReadOnlyAdmin):
    """What is to be done, was done, and was set aside with its reason."""

    list_display = ("kind", "target", "state", "attempts", "next_run_at", "reason")
    list_filter = ("state", "kind")
    search_fields = ("target", "reason")
    actions = ("try_again",)

    @action(description="Try again")
    def try_again(self, request: HttpRequest, queryset: QuerySet[Work]) -> None:
        """Ask once more for what was set aside."""
        aside = queryset.filter(state=Work.State.SET_ASIDE)
        for work in aside:
            Work.objects.request(work.kind, work.target, **work.payload)
        self.message_user(request, f"{len(aside)} will be tried again ({timezone.now():%H:%M} UTC).")
