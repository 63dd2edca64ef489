"""Say which URLs would be fetched."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from events.ingestion.answers import url_answer
from events.ingestion.lines import read_lines


class Command(BaseCommand):
    """JSON lines in ("id", "url"), JSON lines out."""

    help = 'Say which URLs would be fetched: one JSON object a line with "id" and "url" in, "allowed" and "reason" out.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the hosts that an operator allows."""
        parser.add_argument(
            "--allow",
            action="append",
            default=[],
            metavar="HOST[:PORT]",
            help="an internal host, besides ALLOWED_INTERNAL_HOSTS",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Answer every line of standard input."""
        for row in read_lines(sys.stdin.buffer):
            answer = url_answer(row, allowed_hosts={*settings.ALLOWED_INTERNAL_HOSTS, *options["allow"]})
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
