"""Say what the tracker makes of saved feeds."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.ingestion.answers import feed_answer
from events.ingestion.sandbox import sandbox


class Command(BaseCommand):
    """Paths in, JSON lines out."""

    help = "Read saved feeds: paths in, one JSON object a line with their entries out."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the paths."""
        parser.add_argument("paths", nargs="+", metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Answer for every path, then complain of those that are no files."""
        box = sandbox()
        for path in options["paths"]:
            self.stdout.write(json.dumps(feed_answer(path, box), ensure_ascii=False))
        box.close()
        if missing := [path for path in options["paths"] if not Path(path).is_file()]:
            raise CommandError(f"not a file: {', '.join(missing)}")
