"""Take an article down."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.curation import CurationError, erase


class Command(BaseCommand):
    """Erase an article's words from the record and its log."""

    help = "Take an article down: its words go from everywhere, its address is never fetched again, the reason stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("article", help="the article's public id")
        parser.add_argument("--reason", required=True, help="why: it is kept, and shown to curators")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Erase, and say what changed."""
        try:
            changed = erase(options["article"], reason=options["reason"])
        except CurationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Taken down; {len(changed)} events changed.")
