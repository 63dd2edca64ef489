"""What a folder holds: its article files, each with a signature that differs once the file has changed."""

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError

ENDINGS = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
MOST_FILES = 500_000


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


def misnamed(folder: Path) -> list[str]:
    """Give the files that are passed over because their names are no text, as they can be shown."""
    return [ascii(path.name) for path in sorted(folder.rglob("*")) if not _is_text(path.name)]


def signature(path: Path) -> str:
    """Say which state a file and the facts beside it are in."""
    stats = [p.stat() for p in (path, path.with_suffix(".yaml"), path.with_name(path.name + ".yaml")) if p.is_file()]
    return " ".join(f"{s.st_mtime_ns}:{s.st_size}" for s in stats)


def _is_text(name: str) -> bool:
    """Say whether a file's name can be written down; bytes that are no text cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
