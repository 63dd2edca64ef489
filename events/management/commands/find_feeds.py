"""Say which feeds a site offers."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.ingestion.finding import feeds_at
from events.ingestion.pages import PageError
from events.ingestion.politeness import NotYet
from events.ingestion.sandbox import SandboxError
from events.net import FetchError


class Command(BaseCommand):
    """Fetch one page and list the feeds that it names."""

    help = "List the feeds of a site, from its home page or any other."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("url")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print a line for each feed: address and title."""
        try:
            found = feeds_at(options["url"])
        except (FetchError, NotYet, PageError, SandboxError) as error:
            raise CommandError(str(error)) from error
        for link in found:
            self.stdout.write(f"{link.url}\t{link.title or ''}")
        if not found:
            raise CommandError("The page names no feed; add it as a page with links, or its sitemap.")
