"""Lists of feeds in and out."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from events.ingestion.opml import OpmlError, read_opml, take_in, write_opml
from events.models import Source
from events.models.fields import check_time_zone


class Command(BaseCommand):
    """Make sources of an OPML file, or write the feeds as one."""

    help = "Exchange lists of feeds with other feed readers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("direction", choices=["import", "export"])
        parser.add_argument("file", nargs="?", default="-", help="- or nothing: standard input or output")
        parser.add_argument("--timezone", default="UTC", help="of the sources that are made")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and say what came of it."""
        file = options["file"]
        if options["direction"] == "export":
            data = write_opml(Source.objects.all())
            sys.stdout.write(data.decode()) if file == "-" else Path(file).write_bytes(data)
            return
        try:
            check_time_zone(options["timezone"])
            rows = read_opml(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
        except (OpmlError, OSError, ValidationError) as error:
            raise CommandError(str(error)) from error
        made, refused = take_in(rows, timezone=options["timezone"])
        self.stdout.write(f"{len(made)} sources made, {len(rows) - len(made) - len(refused)} there already.")
        if refused:
            raise CommandError("\n".join([f"{len(refused)} refused:", *refused]))
