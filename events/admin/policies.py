"""Policies, with the names that curators teach and where they stand."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from events import curation
from events.admin.base import JudgedAdmin, JudgedForm, judge_each, listing
from events.admin.naming import names_text, read_names, write_names
from events.curation.values import POLICY_FIELDS, record_value
from events.models import Origin, Policy, PolicyName


class PolicyForm(JudgedForm):
    """What may be corrected of a policy, and taught about it."""

    name = forms.CharField(max_length=300, widget=UnfoldAdminTextInputWidget)
    kind = forms.CharField(required=False, max_length=40, widget=UnfoldAdminTextInputWidget)
    names = forms.CharField(
        required=False, widget=UnfoldAdminTextareaWidget, help_text="Other names and spellings, one a line."
    )

    class Meta:
        model = Policy
        fields: tuple[str, ...] = ()

    def present(self, record: Policy) -> dict[str, Any]:
        """Show the record and what was taught."""
        names = names_text(PolicyName.objects.filter(policy=record.pk))
        return {"name": record.name, "kind": record.kind, "names": names}

    def clean_names(self) -> list[str]:
        """Read one name a line."""
        return read_names(self.cleaned_data["names"])

    def clean(self) -> dict[str, Any]:
        """Check the record's own fields."""
        cleaned = super().clean() or self.cleaned_data
        self.checked(lambda name, value: value and record_value(name, value, POLICY_FIELDS), POLICY_FIELDS)
        return cleaned


@admin.register(Policy)
class PolicyAdmin(JudgedAdmin):
    """Plans, operations, laws: correct, teach names, merge."""

    form = PolicyForm
    list_display = ("name", "kind", "state", "events", "parent")
    list_filter = ("state",)
    search_fields = ("name",)
    list_select_related = ("parent",)
    ordering = ("-events", "name")
    actions = ("merge", "keep_apart")
    fields = ("name", "kind", "names", "parent", "history", "names_in_texts", "judgements", "public")
    readonly_fields = ("parent", "history", "names_in_texts", "judgements", "public")

    def history(self, policy: Policy) -> SafeString:
        """List where it stood when."""
        return listing(f"{s.edtf or 'not dated'}: {s.state}" for s in policy.statuses.order_by("earliest", "pk"))

    def names_in_texts(self, policy: Policy) -> SafeString:
        """List what articles call it."""
        names = PolicyName.objects.filter(policy=policy.pk, origin=Origin.EXTRACTED)
        return listing(names.values_list("text", flat=True))

    def judge(self, request: HttpRequest, obj: Policy, form: Any) -> None:
        """Judge the fields, and store what was taught."""
        for name in POLICY_FIELDS:
            if name in form.changed_data:
                curation.correct(obj.pk, name, form.cleaned_data[name], user=request.user)  # type: ignore[arg-type]
        if "names" in form.changed_data:
            with transaction.atomic():
                write_names(PolicyName, "policy_id", obj.pk, form.cleaned_data["names"])

    @action(description="Merge into one (the one with most events)")
    def merge(self, request: HttpRequest, queryset: QuerySet[Policy]) -> None:
        """Merge the selected policies."""
        heir, *others = queryset.order_by("-events", "pk")
        judge_each(self, request, others, lambda pk, user: curation.merge(heir.pk, pk, user=user), "merged")

    @action(description="Keep apart: not the same")
    def keep_apart(self, request: HttpRequest, queryset: QuerySet[Policy]) -> None:
        """Say of the selected policies that they are not one."""
        first, *others = queryset.order_by("pk")
        judge_each(self, request, others, lambda pk, user: curation.keep_apart(first.pk, pk, user=user), "kept apart")
