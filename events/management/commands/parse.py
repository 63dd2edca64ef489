"""Say what the tracker makes of saved pages."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from events.ingestion.answers import page_answer
from events.ingestion.lines import read_lines
from events.ingestion.sandbox import sandbox


class Command(BaseCommand):
    """JSON lines in ("id", "path", "url"), JSON lines out."""

    help = 'Read saved pages: one JSON object a line with "id", "path" and "url" in, what is found in them out.'
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Answer every line of standard input."""
        box = sandbox()
        for row in read_lines(sys.stdin.buffer):
            self.stdout.write(json.dumps(page_answer(row, box), ensure_ascii=False))
        box.close()
