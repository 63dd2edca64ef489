"""Take in files, folders and URLs, here and now."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from events.ingestion.files import FileError, read_file
from events.ingestion.folders import files_in, misnamed
from events.ingestion.pipeline import ErasedError, Outcome, addresses_of, ingest
from events.ingestion.politeness import NotYet
from events.ingestion.sandbox import SandboxError, sandbox
from events.ingestion.urls import NotAnArticleError, ingest_url
from events.models import Source
from events.net import FetchError

REFUSALS = (FileError, FetchError, NotYet, NotAnArticleError, ErasedError, SandboxError, ValidationError, OSError)
Step = tuple[str, Callable[[], Outcome]]


class Command(BaseCommand):
    """Read the command line, take in each input, and say what came of it."""

    help = "Take in articles: text, Markdown or HTML files, folders of them, and URLs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("inputs", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--source", default="Command line", help="name of the source (made if new)")
        parser.add_argument("--timezone", default="UTC", help="time zone of a source that is made")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take in everything; fail at the end if anything was refused."""
        source = self._source(options["source"], options["timezone"])
        counts = {"new": 0, "changed": 0, "known": 0}
        refused: list[str] = []
        steps = [step for name in options["inputs"] for step in self._steps(name, source, refused)]
        with click.progressbar(steps, label="Articles", file=sys.stderr) as bar:
            for name, take in bar:
                try:
                    outcome = take()
                except REFUSALS as error:
                    refused.append(f"{name}: {_message(error)}")
                    continue
                state = "new" if outcome.new_article else "changed" if outcome.new_version else "known"
                counts[state] += 1
        self.stdout.write(f"{counts['new']} new, {counts['changed']} changed, {counts['known']} known already.")
        if refused:
            raise CommandError("\n".join([f"{len(refused)} not taken in:", *refused]))

    def _source(self, name: str, timezone: str) -> Source:
        made = Source(name=name, kind=Source.Kind.MANUAL, timezone=timezone)
        try:
            made.clean_fields(exclude=["poll_seconds"])
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        return Source.objects.get_or_create(name=name, defaults={"kind": made.kind, "timezone": timezone})[0]

    def _steps(self, name: str, source: Source, refused: list[str]) -> Iterator[Step]:
        if "://" in name:
            yield name, partial(ingest_url, name, source)
            return
        path = Path(name)
        if not path.exists():
            refused.append(f"{name}: there is no such file or folder; a URL begins with http:// or https://")
            return
        if path.is_dir():
            refused += [f"{file}: its name is no UTF-8; rename it" for file in misnamed(path)]
        for file in files_in(path.resolve()) if path.is_dir() else [path]:
            yield str(file), partial(_take_file, file, source)


def _take_file(path: Path, source: Source) -> Outcome:
    submission = read_file(path, limit=settings.ARTICLE_BYTES, read=sandbox().file)
    return ingest(submission, source, location=path.resolve().as_posix(), addresses=addresses_of(submission))


def _message(error: Exception) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
