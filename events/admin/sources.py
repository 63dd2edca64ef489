"""Sources, how they fare, and the work that they make."""

from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from events.admin.base import ReadOnlyAdmin, listing
from events.ingestion.finding import feeds_at
from events.ingestion.opml import OpmlError, read_opml, take_in, write_opml
from events.ingestion.pages import PageError
from events.ingestion.politeness import NotYet
from events.ingestion.sandbox import SandboxError
from events.models import (
    Article,
    ArticleSubmission,
    Heartbeat,
    Host,
    Source,
    SourceCheck,
    SourceItem,
    SourceState,
    Work,
)
from events.models.fields import check_time_zone
from events.net import FetchError

WEEK = timedelta(days=7)
MOST_AT_ONCE = 500
OPML_HELP = "A list of feeds from another feed reader."


class HomePageForm(forms.Form):
    """Where to look for feeds."""

    address = forms.CharField(widget=UnfoldAdminTextInputWidget, help_text="A home page, or any other of the site.")


class OpmlForm(forms.Form):
    """A list of feeds."""

    file = forms.FileField(widget=UnfoldAdminFileFieldWidget)
    timezone = forms.CharField(
        initial="UTC", widget=UnfoldAdminTextInputWidget, validators=[check_time_zone], help_text="Of the new sources."
    )


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    """Where articles come from; a new or changed source is looked at at once."""

    list_display = ("name", "kind", "health", "last_success", "next_look", "this_week", "active")
    list_filter = ("kind", "reliability", "active")
    search_fields = ("name", "location", "publisher")
    list_select_related = ("state",)
    readonly_fields = ("health", "last_success", "next_look", "articles_a_day", "looks", "passed_over")
    actions = ("look_now", "as_opml")
    actions_list = ("find_feeds", "import_opml")
    fieldsets = (
        (None, {"fields": ("name", "kind", "location", "active")}),
        ("Its articles", {"fields": ("publisher", "timezone", "language", "reliability", "text_shown")}),
        ("How much of it", {"fields": ("poll_seconds", "most_per_look", "oldest_days")}),
        ("Only these topics", {"fields": ("keywords", "topic_actors", "topic_policies"), "classes": ("collapse",)}),
        (
            "How it fares",
            {"fields": ("health", "last_success", "next_look", "articles_a_day", "looks", "passed_over")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Count the week's articles in the same query."""
        recent = Q(articles__created_at__gte=timezone.now() - WEEK)
        return super().get_queryset(request).annotate(week=Count("articles", filter=recent))

    @display(description="health")
    def health(self, source: Source) -> str:
        """Say whether its last look went well, or why not."""
        state = getattr(source, "state", None)
        if state is None or state.last_look_at is None:
            return "not looked at yet" if source.kind in Source.INTERVALS else "–"
        if not state.last_error:
            return "well"
        times = f" ({state.failures} times in a row)" if state.failures > 1 else ""
        return f"{state.last_error}{times}"

    @display(description="last success", ordering="state__last_success_at")
    def last_success(self, source: Source) -> str:
        """Say when a look last went well."""
        state = getattr(source, "state", None)
        return f"{state.last_success_at:%d %b %Y %H:%M}" if state and state.last_success_at else "–"

    @display(description="next look", ordering="state__next_poll_at")
    def next_look(self, source: Source) -> str:
        """Say when it is looked at next."""
        state = getattr(source, "state", None)
        waits = source.active and source.kind in Source.INTERVALS
        return f"{state.next_poll_at:%d %b %Y %H:%M}" if state and waits else "–"

    @display(description="articles this week", ordering="week")
    def this_week(self, source: Source) -> int:
        """Give how many articles came in the last seven days."""
        return getattr(source, "week", 0)

    def articles_a_day(self, source: Source) -> SafeString:
        """List how many articles came on each of the last days."""
        recent = Article.objects.filter(source=source, created_at__gte=timezone.now() - 2 * WEEK)
        days = recent.annotate(day=TruncDate("created_at")).values("day").annotate(n=Count("pk")).order_by("-day")
        return listing(f"{row['day']:%d %b %Y}: {row['n']}" for row in days)

    def looks(self, source: Source) -> SafeString:
        """List the last looks that brought something or failed."""
        return listing(
            f"{c.at:%d %b %H:%M}: "
            + (f"{c.asked} new of {c.listed}" if c.succeeded else "failed")
            + (f", {c.reason}" if c.reason else "")
            + f" ({c.seconds:.1f} s)"
            for c in SourceCheck.objects.filter(source=source)[:20]
        )

    @display(description="passed over")
    def passed_over(self, source: Source) -> SafeString:
        """List what it had that was not taken in."""
        shown = (SourceItem.Outcome.OFF_TOPIC, SourceItem.Outcome.REFUSED)
        items = SourceItem.objects.filter(source=source, outcome__in=shown)[:20]
        return listing(f"{item.get_outcome_display()}: {item.key}" for item in items)

    @action(description="Look now")
    def look_now(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Ask for a look at the selected sources."""
        asked = [s for s in queryset if s.kind in Source.INTERVALS]
        for source in asked:
            Work.objects.request(Work.Kind.POLL, str(source.pk))
        self.message_user(request, f"{len(asked)} are being looked at.")

    @action(description="Export as OPML")
    def as_opml(self, _request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse:
        """Give the selected feeds as a file for other feed readers."""
        answer = HttpResponse(write_opml(queryset), content_type="text/x-opml")
        answer["Content-Disposition"] = 'attachment; filename="sources.opml"'
        return answer

    @action(description="Find feeds", url_path="find-feeds", permissions=["add"])
    def find_feeds(self, request: HttpRequest) -> HttpResponse:
        """Look for the feeds of a site, to be added with one click."""
        form = HomePageForm(request.POST or None)
        found: list[dict[str, str]] = []
        if form.is_valid():
            try:
                links = feeds_at(form.cleaned_data["address"])
            except (FetchError, NotYet, PageError, SandboxError) as error:
                form.add_error("address", str(error))
            else:
                found = [{"url": x.url, "title": x.title or x.url, "add": _add_address(x.url, x.title)} for x in links]
                if not found:
                    form.add_error("address", "This page names no feed; add it as a page with links, or its sitemap.")
        return self._page(request, "Find feeds", form, "The feeds that a site offers.", "Look", found)

    @action(description="Import OPML", url_path="import-opml", permissions=["add"])
    def import_opml(self, request: HttpRequest) -> HttpResponse:
        """Make sources of the feeds in a file."""
        form = OpmlForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                rows = read_opml(form.cleaned_data["file"].read())
            except OpmlError as error:
                form.add_error("file", str(error))
            else:
                if len(rows) > MOST_AT_ONCE:
                    how = f"manage.py opml import takes in more than {MOST_AT_ONCE}"
                    form.add_error("file", f"The file lists {len(rows):,} feeds; {how}.")
                    return self._page(request, "Import OPML", form, OPML_HELP, "Import", [])
                made, refused = take_in(rows, timezone=form.cleaned_data["timezone"])
                messages.success(request, f"{len(made)} sources made, {len(rows) - len(made)} left as they were.")
                for reason in refused[:20]:
                    messages.error(request, reason)
                return HttpResponseRedirect(reverse("admin:events_source_changelist"))
        return self._page(request, "Import OPML", form, OPML_HELP, "Import", [])

    def has_add_permission(self, request: HttpRequest, *_: object) -> bool:
        """Whoever may add sources; unfold asks for its list actions with the request alone."""
        return super().has_add_permission(request)

    def _page(
        self,
        request: HttpRequest,
        title: str,
        form: forms.Form,
        explanation: str,
        verb: str,
        found: list[dict[str, str]],
    ) -> HttpResponse:
        shown = {"title": title, "form": form, "explanation": explanation, "verb": verb, "found": found}
        context = {**self.admin_site.each_context(request), "opts": self.model._meta, **shown}
        return TemplateResponse(request, "admin/events/ask.html", context)


def _add_address(url: str, title: str | None) -> str:
    facts = {"kind": Source.Kind.FEED.value, "location": url, "name": title or url, "publisher": title or ""}
    return f"{reverse('admin:events_source_add')}?{urlencode(facts)}"


@admin.register(Work)
class WorkAdmin(ReadOnlyAdmin):
    """What is to be done, was done, and was set aside with its reason."""

    list_display = ("kind", "target", "state", "attempts", "next_run_at", "reason")
    list_filter = ("state", "kind")
    search_fields = ("target", "reason", "trace")
    actions = ("try_again",)

    @action(description="Try again")
    def try_again(self, request: HttpRequest, queryset: QuerySet[Work]) -> None:
        """Ask once more for what was set aside."""
        aside = queryset.filter(state=Work.State.SET_ASIDE)
        for work in aside:
            Work.objects.request(work.kind, work.target, **work.asked())
        self.message_user(request, f"{len(aside)} will be tried again ({timezone.now():%H:%M} UTC).")


@admin.register(ArticleSubmission)
class ArticleSubmissionAdmin(ReadOnlyAdmin):
    """What was handed in by the API; how far what waits is, Work says."""

    list_display = ("__str__", "source", "by", "created_at", "article", "reason")
    list_filter = ("source",)
    search_fields = ("id", "reason")
    list_select_related = ("source", "by", "article")


@admin.register(Host)
class HostAdmin(ReadOnlyAdmin):
    """Web hosts: which are left alone, and why."""

    list_display = ("name", "closed_until", "failures", "reason", "robots_status")
    search_fields = ("name",)
    actions = ("ask_again",)

    @action(description="Ask again now")
    def ask_again(self, request: HttpRequest, queryset: QuerySet[Host]) -> None:
        """Stop leaving the selected hosts alone, and read their robots.txt anew."""
        count = queryset.update(closed_until=None, failures=0, reason="", robots_until=None)
        self.message_user(request, f"{count} will be asked again.")


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """What must go on happening."""

    list_display = ("name", "at")
    search_fields = ("name",)


@admin.register(SourceItem)
class SourceItemAdmin(ReadOnlyAdmin):
    """What sources list, and what became of it."""

    list_display = ("key", "source", "outcome", "asked_at")
    list_filter = ("outcome", "source")
    search_fields = ("key",)
    list_select_related = ("source",)


@admin.register(SourceState)
class SourceStateAdmin(ReadOnlyAdmin):
    """How sources fare."""

    list_display = ("source", "last_success_at", "failures", "next_poll_at", "last_error", "moved_to")
    search_fields = ("source__name", "last_error")
    list_select_related = ("source",)


@admin.register(SourceCheck)
class SourceCheckAdmin(ReadOnlyAdmin):
    """Looks at sources that brought something or failed."""

    list_display = ("source", "at", "succeeded", "listed", "asked", "seconds", "reason")
    search_fields = ("source__name", "reason")
    list_filter = ("succeeded", "source")
    list_select_related = ("source",)
