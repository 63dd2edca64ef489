"""What a folder holds: its article files, each with a signature that differs once the file has changed."""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from django.core.exceptions import ValidationError

ENDINGS = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
MOST_FILES = 500_000


def files_in(folder: Path) -> Iterator[Path]:
    """Give the article files below a folder; hidden ones and links that lead out of it are left alone."""
    for path, _ in signed_files(folder):
        yield path


def signed_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give the article files below a folder, each with the state that it and the facts beside it are in.

    Raises ValidationError where there are too many, OSError.
    """
    root = folder.resolve()
    found = 0
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        beside = set(names)
        for name in sorted(filter(_is_article, names)):
            path = Path(place, name)
            if path.is_symlink() and root not in path.resolve().parents:
                continue
            try:
                signature = _signature(path, beside)
            except FileNotFoundError:  # it has gone meanwhile, or is a link to nothing
                continue
            if not signature:
                continue
            found += 1
            if found > MOST_FILES:
                raise ValidationError(f"More than {MOST_FILES:,} files in {folder}: split it into several sources.")
            yield path, signature


def misnamed(folder: Path) -> list[str]:
    """Give the files that are passed over because their names are no text, as they can be shown."""
    return sorted(ascii(name) for _, _, names in os.walk(folder) for name in names if not _is_text(name))


def _signature(path: Path, beside: Collection[str]) -> str:
    """Give a file's signature; an empty text for a pipe, a device or a folder, which are no files."""
    companions = (path.with_suffix(".yaml"), path.with_name(path.name + ".yaml"))
    own = path.stat()
    if not stat.S_ISREG(own.st_mode):
        return ""
    stats = [own, *(p.stat() for p in dict.fromkeys(companions) if p.name in beside and p != path)]
    return " ".join(f"{s.st_mtime_ns}:{s.st_size}" for s in stats)


def _is_article(name: str) -> bool:
    return _is_text(name) and not name.startswith(".") and os.path.splitext(name)[1].lower() in ENDINGS


def _is_text(name: str) -> bool:
    """Say whether a file's name can be written down; bytes that are no text cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _raise(error: OSError) -> None:
    raise error
