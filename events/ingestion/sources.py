"""Looking what sources have: today folders; every new or changed file becomes a piece of work."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from events.models import Source, Work

ENDINGS = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
MOST_FILES = 100_000


def poll(source: Source) -> int:
    """Ask for every file of a folder that is new or changed; give how many. Raises ValidationError, OSError."""
    source.clean()  # the folder may have been taken from the allowed ones, or from the disk
    seen = _signatures(source)
    asked = 0
    for path in files_in(Path(source.location)):
        location = path.relative_to(source.location).as_posix()
        signature = _signature(path)
        if seen.get(target(source, location)) != signature:
            Work.objects.request(
                Work.Kind.INGEST, target(source, location), source=source.pk, location=location, signature=signature
            )
            asked += 1
    bad = misnamed(Path(source.location))
    error = f"Passed over, because their names are no UTF-8 (rename them): {', '.join(bad[:10])}" if bad else ""
    Source.objects.filter(pk=source.pk).update(last_success_at=timezone.now(), last_error=error)
    return asked


def request_due_polls() -> None:
    """Ask for a look at every active folder whose time has come."""
    now = timezone.now()
    for source in Source.objects.filter(active=True, kind=Source.Kind.FOLDER, next_poll_at__lte=now):
        later = now + timedelta(seconds=source.poll_seconds)
        if Source.objects.filter(pk=source.pk, next_poll_at=source.next_poll_at).update(next_poll_at=later):
            Work.objects.request(Work.Kind.POLL, str(source.pk))


def files_in(folder: Path) -> Iterator[Path]:
    """Give the article files below a folder by name; hidden ones and links that lead out of it are left alone."""
    root = folder.resolve()
    found = 0
    for path in sorted(folder.rglob("*")):
        if not _is_text(path.name):
            continue
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in ENDINGS or not path.is_file() or root not in path.resolve().parents:
            continue
        found += 1
        if found > MOST_FILES:
            raise ValidationError(f"More than {MOST_FILES:,} files in {folder}: split it into several sources.")
        yield path


def _is_text(name: str) -> bool:
    """Say whether a file's name can be written down; bytes that are no text cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def misnamed(folder: Path) -> list[str]:
    """Give the files that are passed over because their names are no text, as they can be shown."""
    return [ascii(path.name) for path in sorted(folder.rglob("*")) if not _is_text(path.name)]


def target(source: Source, location: str) -> str:
    """Name a file of a source, as work is known by."""
    return f"{source.pk}/{location}"


def _signature(path: Path) -> str:
    stats = [p.stat() for p in (path, path.with_suffix(".yaml"), path.with_name(path.name + ".yaml")) if p.is_file()]
    return " ".join(f"{s.st_mtime_ns}:{s.st_size}" for s in stats)


def _signatures(source: Source) -> dict[str, str]:
    """Give for each file the signature under which it was last asked for."""
    newest = Window(RowNumber(), partition_by=F("target"), order_by=F("pk").desc())
    rows = Work.objects.filter(kind=Work.Kind.INGEST, target__startswith=f"{source.pk}/").annotate(place=newest)
    return dict(rows.filter(place=1).values_list("target", "payload__signature"))
