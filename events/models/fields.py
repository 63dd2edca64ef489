"""Field types of our own."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pghistory
from django.core.exceptions import ValidationError
from django.db import models

from events.models.keys import PUBLIC_ID_LENGTH, new_public_id

HISTORY_OF = pghistory.ObjForeignKey(related_name="history")  # pghistory's own default, `events`, is a word of ours


def check_time_zone(name: str) -> None:
    """Refuse what is not the name of a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(f"{name!r} is not an IANA time zone such as Asia/Karachi.") from error


class PlainInMigrations(models.CharField):  # type: ignore[type-arg]
    """A text column whose behaviour is Python's alone: migrations see a CharField and import nothing of ours."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Give what migrations need to know."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class TimeZoneField(PlainInMigrations):
    """The IANA name of a time zone."""

    default_validators = [check_time_zone]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)


class PublicIdField(PlainInMigrations):
    """A public id, made where none is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", PUBLIC_ID_LENGTH)
        super().__init__(*args, **kwargs)

    def get_default(self) -> str:
        """Make a new id."""
        return new_public_id()


class DatedModel(models.Model):
    """A date as precise as it is known: EDTF, the days it may cover (NULL: open), precision and basis."""

    edtf = models.CharField(max_length=60, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, blank=True)

    class Meta:
        abstract = True
