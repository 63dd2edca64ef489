"""Try everything that a deployment needs, and say what is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.ingestion.diagnosis import BAD, DOUBTFUL, GOOD, diagnose


class Command(BaseCommand):
    """One line for each finding; exit status 1 where something does not work."""

    help = "Check this deployment: servers, workers, settings, disk; say what is wrong and what to do."
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print every finding; fail at the end if one is bad."""
        styles = {GOOD: self.style.SUCCESS, DOUBTFUL: self.style.WARNING, BAD: self.style.ERROR}
        counts = dict.fromkeys(styles, 0)
        for finding in diagnose():
            counts[finding.state] += 1
            self.stdout.write(f"{styles[finding.state](f'{finding.state:5}')} {finding.name}: {finding.detail}")
        if counts[BAD]:
            raise CommandError(f"{counts[BAD]} bad, {counts[DOUBTFUL]} to look at, {counts[GOOD]} ok.")
        self.stdout.write(f"Nothing bad, {counts[DOUBTFUL]} to look at, {counts[GOOD]} ok.")
