"""The labelled articles of tests/gold/articles/, and which extracted record stands for which labelled event.

The matching rule. A record matches a labelled event

1. if its trigger shares a character with the event's trigger in the text, or with another mention of it (`also`);
2. else if one of its pieces of evidence in the text holds such a mention and the kind is the same (the title, where
   only the title tells the event);
3. else if it lies in the sentence of such a mention and the kinds are compatible: the same, or incident and operation,
   or decision and one of legislation, agreement and operation.

Pairs are made one to one, the better rule first, then in the order of the text. A record that could only match an event
already taken is a repeat; one that matches nothing is on its own.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from events.extraction.dates.edtf import read_edtf
from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Event, Extraction, Span

FOLDER = Path(__file__).parent.parent / "gold" / "articles"
COMPATIBLE = (
    {"incident", "operation"},
    {"decision", "legislation"},
    {"decision", "agreement"},
    {"decision", "operation"},
)
Days = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled event with the spans of its mentions in the text, its own trigger first; none if only the title
    tells it.
    """

    row: dict[str, Any]
    mentions: tuple[Span, ...]

    @property
    def kind(self) -> str:
        """Give the kind that the labeller gave it."""
        return str(self.row["kind"])

    @property
    def days(self) -> Days | None:
        """Give the first and last day (None: open) of its date, None where it has none."""
        said = self.row["date"]
        return None if said is None else read_edtf(str(said))[:2]


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article with what is extracted; `about` answers its triggers in the text, then its phrases."""

    name: str
    row: dict[str, Any]
    events: tuple[Labelled, ...]
    extraction: Extraction
    pairs: tuple[tuple[Labelled, Event], ...]
    repeats: tuple[Event, ...]
    alone: tuple[Event, ...]

    @property
    def told(self) -> list[Labelled]:
        """Give the labelled events that the text tells, in the order in which `about` answers."""
        return [e for e in self.events if e.mentions]

    @property
    def missed(self) -> list[Labelled]:
        """Give the main events that no record stands for."""
        found = {id(labelled) for labelled, _ in self.pairs}
        return [e for e in self.events if e.row["main"] and id(e) not in found]


@cache
def read_articles(part: str) -> tuple[Article, ...]:
    """Read and extract every article of a part ("develop" or "final"), in the order of their names."""
    return tuple(read_article(path) for path in sorted((FOLDER / part).glob("*.yaml")))


def read_article(path: Path) -> Article:
    """Read one labelled article and extract it."""
    row: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = row["text"]
    events = tuple(Labelled(e, tuple(_mentions(text, e))) for e in row["events"])
    row["phrases"] = [p for p in row["phrases"] if p["quote"] in text]
    spans = [e.mentions[0] for e in events if e.mentions] + [phrase_span(text, p) for p in row["phrases"]]
    document = Document(
        path.stem,
        text,
        title=row["title"],
        published=row["published"],
        timezone=row["timezone"],
        spans=tuple(spans),
    )
    extraction = extract(document)
    pairs, repeats, alone = matched(events, extraction.events)
    return Article(path.stem, row, events, extraction, pairs, repeats, alone)


def _mentions(text: str, row: dict[str, Any]) -> Iterator[Span]:
    for words in (row["trigger"], *row.get("also", ())):
        at = text.find(words)
        if at >= 0:
            yield Span(at, at + len(words))


def phrase_span(text: str, row: dict[str, Any]) -> Span:
    """Give the characters of a phrase's trigger within its quote."""
    start = text.index(row["quote"]) + row["quote"].index(row["trigger"])
    return Span(start, start + len(row["trigger"]))


def meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _rule(labelled: Labelled, event: Event) -> int:
    """Give the number of the rule by which a record matches a labelled event, 0 for none."""
    kinds = {labelled.kind, str(event.kind)}
    if any(meets((event.start, event.end), m) for m in labelled.mentions):
        return 1
    if not labelled.mentions:
        return 2 if len(kinds) == 1 and any(q.field == "title" for q in event.evidence) else 0
    evidence = [(q.start, q.end) for q in event.evidence if q.field == "text"]
    if len(kinds) == 1 and any(meets(q, m) for q in evidence for m in labelled.mentions):
        return 2
    compatible = len(kinds) == 1 or kinds in COMPATIBLE
    return 3 if compatible and any(meets(event.sentence, m) for m in labelled.mentions) else 0


def matched(
    events: tuple[Labelled, ...], records: tuple[Event, ...]
) -> tuple[tuple[tuple[Labelled, Event], ...], tuple[Event, ...], tuple[Event, ...]]:
    """Pair labelled events with records; give the pairs, the repeats and the records on their own."""
    found = [(_rule(e, r), i, j) for i, e in enumerate(events) for j, r in enumerate(records)]
    left, right, pairs = set(range(len(events))), set(range(len(records))), []
    for rule, i, j in sorted(found):
        if rule and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((events[i], records[j]))
    touching = {j for rule, _, j in found if rule}
    repeats = tuple(records[j] for j in sorted(right & touching))
    alone = tuple(records[j] for j in sorted(right - touching))
    return tuple(pairs), repeats, alone
