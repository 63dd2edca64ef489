"""Wait until everything that was asked for is done, with a progress bar."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

import click
from django.core.management.base import BaseCommand, CommandError

from events.models import Work
from events.models.work import OPEN


class Command(BaseCommand):
    """Watch the work that is open now or comes up meanwhile."""

    help = "Wait until the workers have done everything that was asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--seconds", type=float, default=240, help="how long to wait at most")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Wait; fail if time runs out."""
        deadline = time.monotonic() + options["seconds"]
        waiting = Work.objects.filter(state__in=OPEN, kind__in=[Work.Kind.INGEST, Work.Kind.REEXTRACT])
        busy = Work.objects.filter(state__in=OPEN).exclude(kind=Work.Kind.POLL, attempts=0)
        quiet = 0
        with click.progressbar(length=1, label="Articles", file=sys.stderr) as bar:
            most, done = 1, 0
            while quiet < 2:
                if time.monotonic() > deadline:
                    raise CommandError(f"{waiting.count()} articles are still to be read; the workers go on.")
                left = waiting.count()
                most = max(most, left + done)
                bar.length = most
                bar.update(most - left - done)
                done = most - left
                quiet = 0 if left or busy.exists() else quiet + 1
                time.sleep(0.4)
        aside = Work.objects.filter(state=Work.State.SET_ASIDE).count()
        if aside:
            self.stdout.write(f"{aside} inputs could not be read; the admin shows why (Work, set aside).")
