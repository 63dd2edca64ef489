"""What the screens share: tables that are only read, and records that are corrected by judgements."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin

from events.curation import CurationError
from events.models import Judgement

MOST_SHOWN = 50


class ReadOnlyAdmin(ModelAdmin):
    """A table that people look at and never write."""

    list_per_page = MOST_SHOWN
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Nobody deletes."""
        return False


class JudgedForm(ModelForm):  # type: ignore[type-arg]
    """A form whose fields begin with what the record says; what is changed becomes a judgement each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in self.present(self.instance).items():
            self.initial[name] = value

    def _post_clean(self) -> None:
        """Leave the instance alone: the record is not written from here, and its columns are not what is typed."""

    def present(self, record: Any) -> dict[str, Any]:
        """Give the values that the fields show at first."""
        return {name: getattr(record, name) for name in self.base_fields}

    def checked(self, check: Callable[[str, Any], Any], names: Iterable[str]) -> None:
        """Check the changed fields, and put what is wrong beside each."""
        for name in names:
            if name in self.changed_data and name in self.cleaned_data:
                try:
                    check(name, self.cleaned_data[name])
                except CurationError as error:
                    self.add_error(name, ValidationError(str(error)))


class JudgedAdmin(ReadOnlyAdmin):
    """A record that is projected: saving its page makes judgements, and the page lists them."""

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Whoever may change the record may judge it."""
        return ModelAdmin.has_change_permission(self, request, obj)

    def judge(self, request: HttpRequest, obj: Any, form: Any) -> None:
        """Store the judgements that a form amounts to, which each kind of record says; raises CurationError."""
        raise NotImplementedError(
            f"{type(self).__name__} does not say what its form judges; without it a judgement is lost"
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002
        """Judge instead of writing the row."""
        try:
            self.judge(request, obj, form)
        except CurationError as error:
            messages.error(request, str(error))
        obj.refresh_from_db()

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Keep Django's own note of who did what."""
        return super().log_change(request, obj, message)

    def judgements(self, obj: Any) -> SafeString:
        """List what was decided."""
        rows = Judgement.objects.filter(target=obj.pk).select_related("user").order_by("-pk")[:MOST_SHOWN]
        return listing(
            (
                f"{j.created_at:%d %b %Y %H:%M} · {j.user} · {j.get_action_display()}"
                f"{f': {j.field} = {j.value}' if j.field else ''}{' (undone)' if j.undone_at else ''}"
            )
            for j in rows
        )


def listing(lines: Iterable[object]) -> SafeString:
    """Show lines as a list; a dash where there are none."""
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html("<ul>{}</ul>", items) if items else SafeString("–")


def judge_each(
    admin: ModelAdmin, request: HttpRequest, rows: Iterable[Any], judge: Callable[[str, User], object], done: str
) -> None:
    """Make one judgement for each selected row, and say how many and what went wrong."""
    user, count = request.user, 0
    assert isinstance(user, User)
    for row in rows:
        try:
            judge(row.pk, user)
            count += 1
        except CurationError as error:
            admin.message_user(request, f"{row}: {error}", messages.ERROR)
    if count:
        admin.message_user(request, f"{count} {done}.", messages.SUCCESS)
