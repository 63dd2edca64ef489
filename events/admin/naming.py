"""Names that curators teach, as lines of a text box."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from events.models import ActorName, Origin, PolicyName, name_key

LONGEST = 300


def names_text(names: "QuerySet[ActorName] | QuerySet[PolicyName]") -> str:
    """Show the taught names, one a line, in the order in which they were taught."""
    return "\n".join(names.filter(origin=Origin.CURATED).order_by("pk").values_list("text", flat=True))


def read_names(text: str) -> list[str]:
    """Read one name a line; raises ValidationError for one without letters, or too long."""
    names = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    for name in names:
        if not name_key(name) or len(name) > LONGEST:
            raise ValidationError(f"{name[:60]!r} is no name: it needs a letter or digit, and at most {LONGEST}.")
    return names


def write_names(model: type[ActorName] | type[PolicyName], owner: str, record: str, names: Iterable[str]) -> None:
    """Make the taught names of a record these; each that comes or goes has its articles read again."""
    wanted = list(names)
    present = model._default_manager.filter(**{owner: record}, origin=Origin.CURATED)
    for row in present:
        if row.text not in wanted:
            row.delete()
    known = {row.text for row in present.all()}
    for text in wanted:
        if text not in known:
            model._default_manager.create(**{owner: record}, text=text)
