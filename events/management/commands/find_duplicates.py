"""Say which texts are copies of one another."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from events.ingestion.duplicates import find_duplicates
from events.ingestion.lines import read_lines


class Command(BaseCommand):
    """JSON lines in ("id", "text"), JSON lines out."""

    help = 'Find copies: one JSON object a line with "id" and "text" in, one for each pair out.'
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Read all of standard input, then write the pairs."""
        rows = []
        for number, row in enumerate(read_lines(sys.stdin.buffer), start=1):
            if isinstance(row.get("text"), str):
                rows.append((str(row.get("id")), row["text"]))
            else:
                wrong = row.get("error") or f'line {number}: "text" is no text'
                self.stdout.write(json.dumps({"id": row.get("id"), "error": wrong}, ensure_ascii=False))
        for pair in find_duplicates(rows):
            answer = {"a": pair.a, "b": pair.b, "containment": round(pair.containment, 3), "shared": pair.shared}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
