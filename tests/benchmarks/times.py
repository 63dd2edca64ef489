"""Measure the time layer on the labelled sentences of tests/gold/: `python -m tests.benchmarks.times`.

Prints every figure with its floor; the exit status is 1 where one has fallen below it.
"""

import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from events.extraction.dates import Dater, recognise
from events.extraction.parsing import parse, pipeline
from tests.gold import LabelledEvent, labelled_events, labelled_times

FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("times_floors.toml").read_text(encoding="utf-8"))
TEXT_SIZE, ROUNDS = 2000, 20


def sentences_right(*, parsed: bool) -> float:
    """Give the share of sentences whose expressions, types and values are all right, and no other is found."""
    sentences = list(labelled_times())
    right = 0
    for sentence in sentences:
        doc = pipeline()(sentence.text) if parsed or sentence.parsed else None
        times = recognise(sentence.text, published=sentence.published, doc=doc)
        right += tuple((t.start, t.end, t.type.value, t.value) for t in times) == sentence.times
    return 100 * right / len(sentences)


def event_dates_right() -> float:
    """Give the share of triggers with the right date and basis, or rightly none."""
    events = list(labelled_events())
    return 100 * sum(_is_right(event) for event in events) / len(events)


def _is_right(event: LabelledEvent) -> bool:
    doc = parse(event.text)
    dater = Dater(doc, recognise(event.text, published=event.published, doc=doc), event.published)
    found, _ = dater.date_of(event.start, event.end)
    return (None if found is None else (found.edtf, found.basis.value)) == event.said


def texts_a_second(*, parsed: bool) -> float:
    """Give how many texts of 2,000 characters the layer reads in a CPU-second, the parse not counted."""
    text = "\n".join(sentence.text for sentence in labelled_times())[: TEXT_SIZE * 5]
    doc = parse(text) if parsed else None
    start = time.process_time()
    for _ in range(ROUNDS):
        times = recognise(text, published=date(2024, 6, 22), doc=doc)
        if doc is not None:
            Dater(doc, times, date(2024, 6, 22))
    return ROUNDS * len(text) / TEXT_SIZE / (time.process_time() - start)


MEASURES: dict[str, Callable[[], float]] = {
    "sentences_right": lambda: sentences_right(parsed=False),
    "sentences_right_with_parse": lambda: sentences_right(parsed=True),
    "event_dates_right": event_dates_right,
    "texts_a_second_without_parse": lambda: texts_a_second(parsed=False),
    "texts_a_second_on_top_of_parse": lambda: texts_a_second(parsed=True),
}


def main() -> int:
    """Print every figure beside its floor; give 1 where one is below."""
    fallen = False
    for name, measure in MEASURES.items():
        figure = measure()
        fallen |= figure < FLOORS[name]
        print(f"{name:32} {figure:8.2f}  floor {FLOORS[name]:7.2f}{'  FALLEN' if figure < FLOORS[name] else ''}")
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
