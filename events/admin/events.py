"""Events, commitments and statements as curators see them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from events import curation
from events.admin.base import JudgedAdmin, JudgedForm, ReadOnlyAdmin, judge_each, listing
from events.curation.values import commitment_value, event_value
from events.models import Commitment, CommitmentState, Event, Statement
from events.models.choices import ASSERTIONS, KINDS

FIELDS = ("title", "kind", "assertion", "date", "place")


class EventForm(JudgedForm):
    """The fields of an event that a curator may correct."""

    title = forms.CharField(max_length=500, widget=UnfoldAdminTextInputWidget)
    kind = forms.ChoiceField(choices=KINDS, widget=UnfoldAdminSelectWidget)
    assertion = forms.ChoiceField(choices=ASSERTIONS, widget=UnfoldAdminSelectWidget)
    date = forms.CharField(
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="As precise as it is known: 2024-06-22, June 2024, 2024, 2024-06-22/.. (open), or nothing.",
    )
    place = forms.CharField(required=False, widget=UnfoldAdminTextInputWidget)

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()

    def present(self, record: Event) -> dict[str, Any]:
        """Show the record's own values."""
        return {
            "title": record.title,
            "kind": record.kind,
            "assertion": record.assertion,
            "date": record.edtf,
            "place": record.place.name if record.place else "",
        }

    def clean(self) -> dict[str, Any]:
        """Check what was changed before any of it is judged."""
        cleaned = super().clean() or self.cleaned_data
        self.checked(event_value, FIELDS)
        return cleaned


@admin.register(Event)
class EventAdmin(JudgedAdmin):
    """Events: confirm, reject, correct, merge, keep apart."""

    form = EventForm
    list_display = ("title", "when", "kind", "assertion", "shown_review", "sources", "is_published")
    list_filter = ("review", "kind", "assertion", "basis", "is_published")
    search_fields = ("title",)
    list_select_related = ("place",)
    ordering = (F("day").desc(nulls_last=True), "precision_rank", "pk")
    actions = ("confirm", "reject", "merge", "keep_apart")
    readonly_fields = (
        "evidence",
        "derivation",
        "who",
        "about_policies",
        "where_sources_differ",
        "judgements",
        "public",
    )
    fieldsets = (
        (None, {"fields": ("evidence", *FIELDS)}),
        ("What the sources say", {"fields": ("who", "about_policies", "derivation", "where_sources_differ")}),
        ("Judgements", {"fields": ("judgements", "public")}),
    )

    @display(description="date", ordering="day")
    def when(self, event: Event) -> str:
        """Show the date as precise as it is known."""
        return event.edtf or "not dated"

    @display(description="review", label={"confirmed": "success", "rejected": "danger", "not reviewed": "info"})
    def shown_review(self, event: Event) -> str:
        """Show what curators said."""
        return event.get_review_display()

    def evidence(self, event: Event) -> SafeString:
        """Quote the sentences, with where they stand."""
        return listing(
            format_html("<q>{}</q> – <a href='/articles/{}/'>{}</a>", q["exact"], s["article"], _byline(s))
            for s in event.document.get("sources", [])
            for q in s["quotes"]
            if q["part"] == "mention"
        )

    def derivation(self, event: Event) -> str:
        """Say how the date was found."""
        date = event.document.get("date")
        return f"{date['expression']!r}: {date['rule']} ({date['basis']})" if date else "The text does not say when."

    @display(description="actors")
    def who(self, event: Event) -> SafeString:
        """List the roles."""
        return listing(f"{p['role']}: {p['name']}" for p in event.document.get("participants", []))

    @display(description="policies")
    def about_policies(self, event: Event) -> SafeString:
        """List the policies and what the event does to them."""
        return listing(f"{p['name']} {p['effect']}".strip() for p in event.document.get("policies", []))

    def where_sources_differ(self, event: Event) -> SafeString:
        """List what other sources say."""
        return listing(f"{field}: {', '.join(values)}" for field, values in event.disagreements.items())

    def judge(self, request: HttpRequest, obj: Event, form: Any) -> None:
        """Make one judgement for each field that was changed."""
        for name in FIELDS:
            if name in form.changed_data:
                curation.correct(obj.pk, name, form.cleaned_data[name], user=_user(request))

    @action(description="Confirm: it is so")
    def confirm(self, request: HttpRequest, queryset: QuerySet[Event]) -> None:
        """Accept the selected events."""
        judge_each(self, request, queryset, lambda pk, user: curation.accept(pk, user=user), "confirmed")

    @action(description="Reject: not an event, or not so")
    def reject(self, request: HttpRequest, queryset: QuerySet[Event]) -> None:
        """Reject the selected events."""
        judge_each(self, request, queryset, lambda pk, user: curation.reject(pk, user=user), "rejected")

    @action(description="Merge into one (the one with most sources)")
    def merge(self, request: HttpRequest, queryset: QuerySet[Event]) -> None:
        """Merge the selected events."""
        heir, *others = queryset.order_by("-sources", "pk")
        judge_each(self, request, others, lambda pk, user: curation.merge(heir.pk, pk, user=user), "merged")

    @action(description="Keep apart: not the same")
    def keep_apart(self, request: HttpRequest, queryset: QuerySet[Event]) -> None:
        """Say of the selected events that they are not one."""
        first, *others = queryset.order_by("pk")
        judge_each(self, request, others, lambda pk, user: curation.keep_apart(first.pk, pk, user=user), "kept apart")


class CommitmentForm(JudgedForm):
    """What became of a promise."""

    state = forms.ChoiceField(choices=CommitmentState, widget=UnfoldAdminSelectWidget)

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Check the state."""
        cleaned = super().clean() or self.cleaned_data
        self.checked(lambda _, value: commitment_value(value), ["state"])
        return cleaned


@admin.register(Commitment)
class CommitmentAdmin(JudgedAdmin):
    """Promises and what became of them."""

    form = CommitmentForm
    list_display = ("what", "by_name", "edtf", "state", "article")
    list_filter = ("state", "conditional")
    search_fields = ("what", "by_name")
    list_select_related = ("article",)
    fields = ("what", "quote", "by_name", "to_name", "edtf", "conditional", "article", "state", "judgements")
    readonly_fields = ("what", "quote", "by_name", "to_name", "edtf", "conditional", "article", "judgements")

    def judge(self, request: HttpRequest, obj: Commitment, form: Any) -> None:
        """Judge the state."""
        if "state" in form.changed_data:
            curation.correct_commitment(obj.pk, form.cleaned_data["state"], user=_user(request))


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    """Quotations with their speakers."""

    list_display = ("content", "speaker_name", "direct", "article")
    list_filter = ("direct",)
    search_fields = ("content", "speaker_name")
    list_select_related = ("article", "speaker")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _byline(source: dict[str, Any]) -> str:
    return ", ".join(filter(None, (source["publisher"], source["published"]))) or source["title"] or source["article"]
