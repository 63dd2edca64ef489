"""JSON lines, as the commands for operators read them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def read_lines(lines: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    """Read JSON objects, one a line; a line that is none becomes an object with its error."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield row if isinstance(row, dict) else {"id": None, "error": f"line {number}: not a JSON object"}
        except (ValueError, RecursionError) as error:
            yield {"id": None, "error": f"line {number}: {error}"}
