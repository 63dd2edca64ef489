"""Actors, with the names and tenures that curators teach."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from events import curation
from events.admin.base import JudgedAdmin, JudgedForm, judge_each, listing
from events.admin.naming import names_text, read_names, write_names
from events.curation import CurationError, typed_date
from events.curation.values import ACTOR_FIELDS, record_value
from events.models import Actor, ActorName, Origin, Place, Tenure
from events.models.choices import ACTOR_KINDS

TENURE_PARTS = 4


class ActorForm(JudgedForm):
    """What may be corrected of an actor, and what may be taught about it."""

    name = forms.CharField(max_length=300, widget=UnfoldAdminTextInputWidget)
    kind = forms.ChoiceField(choices=ACTOR_KINDS, widget=UnfoldAdminSelectWidget)
    country = forms.CharField(required=False, max_length=100, widget=UnfoldAdminTextInputWidget)
    names = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="Other names and spellings, one a line. Articles in which they occur are read again.",
    )
    tenures = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="Offices held, one a line: office; body; from; to. A date may be a year, a month or a day, or empty.",
    )

    class Meta:
        model = Actor
        fields: tuple[str, ...] = ()

    def present(self, record: Actor) -> dict[str, Any]:
        """Show the record and what was taught."""
        tenures = Tenure.objects.filter(actor=record.pk).order_by("earliest", "pk")
        return {
            "name": record.name,
            "kind": record.kind,
            "country": record.country,
            "names": names_text(ActorName.objects.filter(actor=record.pk)),
            "tenures": "\n".join(f"{t.office}; {t.body}; {t.earliest or ''}; {t.latest or ''}" for t in tenures),
        }

    def clean_names(self) -> list[str]:
        """Read one name a line."""
        return read_names(self.cleaned_data["names"])

    def clean_tenures(self) -> list[dict[str, Any]]:
        """Read one tenure a line."""
        return [_tenure(line) for line in self.cleaned_data["tenures"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Check the record's own fields."""
        cleaned = super().clean() or self.cleaned_data
        self.checked(lambda name, value: value and record_value(name, value, ACTOR_FIELDS), ACTOR_FIELDS)
        return cleaned


@admin.register(Actor)
class ActorAdmin(JudgedAdmin):
    """Who appears in the record: correct, teach names and tenures, merge."""

    form = ActorForm
    list_display = ("name", "kind", "country", "events")
    list_filter = ("kind",)
    search_fields = ("name",)
    ordering = ("-events", "name")
    actions = ("merge", "keep_apart")
    fields = ("name", "kind", "country", "names", "tenures", "names_in_texts", "judgements", "public")
    readonly_fields = ("names_in_texts", "judgements", "public")

    def names_in_texts(self, actor: Actor) -> SafeString:
        """List what articles call it."""
        return listing(ActorName.objects.filter(actor=actor.pk, origin=Origin.EXTRACTED).values_list("text", flat=True))

    def judge(self, request: HttpRequest, obj: Actor, form: Any) -> None:
        """Judge the fields, and store what was taught."""
        for name in ACTOR_FIELDS:
            if name in form.changed_data:
                curation.correct(obj.pk, name, form.cleaned_data[name], user=request.user)  # type: ignore[arg-type]
        with transaction.atomic():
            if "names" in form.changed_data:
                write_names(ActorName, "actor_id", obj.pk, form.cleaned_data["names"])
            if "tenures" in form.changed_data:
                _write_tenures(obj.pk, form.cleaned_data["tenures"])

    @action(description="Merge into one (the one with most events)")
    def merge(self, request: HttpRequest, queryset: QuerySet[Actor]) -> None:
        """Merge the selected actors."""
        heir, *others = queryset.order_by("-events", "pk")
        judge_each(self, request, others, lambda pk, user: curation.merge(heir.pk, pk, user=user), "merged")

    @action(description="Keep apart: not the same")
    def keep_apart(self, request: HttpRequest, queryset: QuerySet[Actor]) -> None:
        """Say of the selected actors that they are not one."""
        first, *others = queryset.order_by("pk")
        judge_each(self, request, others, lambda pk, user: curation.keep_apart(first.pk, pk, user=user), "kept apart")


@admin.register(Tenure)
class TenureAdmin(ModelAdmin):
    """Who held which office; written on the actor's page."""

    list_display = ("office", "body", "actor", "edtf")
    search_fields = ("office", "body")
    raw_id_fields = ("actor",)


@admin.register(Place)
class PlaceAdmin(ModelAdmin):
    """Where things were."""

    list_display = ("name", "country", "parent")
    list_filter = ("country",)
    search_fields = ("name", "country")
    autocomplete_fields = ("parent",)
    list_select_related = ("parent",)


def _tenure(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) > TENURE_PARTS or not parts[0]:
        raise ValidationError(f"{line!r}: write office; body; from; to.")
    office, body, start, end = (*parts, *[""] * (TENURE_PARTS - len(parts)))
    try:
        begins, ends = typed_date(start), typed_date(end)
    except CurationError as error:
        raise ValidationError(f"{line!r}: {error}") from error
    earliest, latest = begins and begins["earliest"], ends and ends["latest"]
    if earliest and latest and earliest > latest:
        raise ValidationError(f"{line!r}: it ends before it begins.")
    edtf = f"{begins['edtf'] if begins else '..'}/{ends['edtf'] if ends else '..'}"
    return {"office": office, "body": body, "edtf": edtf, "earliest": earliest, "latest": latest}


def _write_tenures(actor: str, rows: list[dict[str, Any]]) -> None:
    wanted = {(r["office"], r["body"], str(r["earliest"]), str(r["latest"])): r for r in rows}
    for tenure in Tenure.objects.filter(actor=actor):
        key = (tenure.office, tenure.body, str(tenure.earliest), str(tenure.latest))
        if key in wanted:
            del wanted[key]
        else:
            tenure.delete()
    for row in wanted.values():
        Tenure.objects.create(actor_id=actor, **row)
