"""JSON lines in, JSON lines out: `python -m events.extraction [--knowledge FILE] < documents > extractions`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from events.extraction.documents import (
    NOTHING_KNOWN,
    DocumentError,
    Knowledge,
    read_document,
    read_knowledge,
)
from events.extraction.extractor import extract
from events.extraction.results import as_json


def main() -> int:
    """Answer every line of standard input; give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m events.extraction", description=__doc__)
    parser.add_argument("--knowledge", type=Path, help="JSON file with the actors and policies already known")
    arguments = parser.parse_args()
    knowledge = NOTHING_KNOWN
    if arguments.knowledge:
        try:
            knowledge = read_knowledge(json.loads(arguments.knowledge.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            parser.error(f"{arguments.knowledge}: {error}")
    failed = False
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            answer = answer_line(line, number, knowledge)
            failed |= "error" in answer
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    return int(failed)


def answer_line(line: bytes, number: int, knowledge: Knowledge) -> dict[str, Any]:
    """Answer one input line; whatever goes wrong is said in it under "error"."""
    row: Any = None
    try:
        row = json.loads(line)
        return as_json(extract(read_document(row), knowledge=knowledge))
    except (DocumentError, ValueError, RecursionError) as error:
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": f"line {number}: {error}"}


if __name__ == "__main__":
    sys.exit(main())
