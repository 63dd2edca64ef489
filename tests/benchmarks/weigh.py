"""Fit the weights of events/extraction/events/worth.py: `python -m tests.benchmarks.weigh [--write]`.

Every mention that could become a record is an example: a good one where it matches a labelled event and has its kind,
days and assertion right. Main events count twice, background and what is only partly right less than what is none.
Logistic regression with a penalty on large weights, by Newton's method. Prints how well the weights do on articles that
they were not fitted on, in ten parts by article.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from events.extraction.actors import Cast
from events.extraction.events import records
from events.extraction.events.drafts import Draft
from events.extraction.events.worth import signals
from events.extraction.results import Event
from tests.benchmarks.gold_articles import FOLDER, Labelled, matched, read_article
from tests.benchmarks.records import days_of

WEIGHTS = Path(records.__file__).with_name("weights") / "worth.toml"
MAIN, BACKGROUND, WRONG, NONE = 2.0, 0.7, 0.4, 1.0
PENALTY, STEPS, PARTS = 50.0, 30, 10
Matrix = np.ndarray


@dataclass(frozen=True, slots=True)
class Example:
    """One mention: its article and signals, what it stands for, whether kind, days and assertion are right."""

    article: str
    signals: dict[str, float]
    labelled: Labelled | None
    right: bool
    kept: bool

    @property
    def main(self) -> bool:
        """Tell whether an analyst would miss it."""
        return self.labelled is not None and bool(self.labelled.row["main"])

    @property
    def weight(self) -> float:
        """Give how much the example counts."""
        if self.labelled is None:
            return NONE
        return WRONG if not self.right else MAIN if self.main else BACKGROUND


def examples() -> list[Example]:
    """Read every article to develop on and give its mentions."""
    found: list[Example] = []
    for path in sorted((FOLDER / "develop").glob("*.yaml")):
        seen: list[tuple[list[Draft], Cast]] = []
        choose = records.chosen

        def chosen(drafts: list[Draft], cast: Cast, *, essay: bool = False, seen=seen, choose=choose) -> list[Draft]:  # type: ignore[no-untyped-def]
            seen.append((list(drafts), cast))
            return choose(drafts, cast, essay=essay)

        with patch.object(records, "chosen", chosen):
            article = read_article(path)
        for drafts, cast in seen:
            made = [_as_event(one) for one in drafts]
            pairs, _, _ = matched(article.events, tuple(made))
            labels = {id(event): labelled for labelled, event in pairs}
            kept = {(e.start, e.end) for e in article.extraction.events}
            for one, event in zip(drafts, made, strict=True):
                label, is_kept = labels.get(id(event)), (event.start, event.end) in kept
                found.append(Example(article.name, signals(one, cast), label, _is_right(label, one), is_kept))
    return found


def _is_right(labelled: Labelled | None, one: Draft) -> bool:
    if labelled is None:
        return False
    return (labelled.kind, labelled.days, labelled.row["assertion"]) == (one.kind, days_of(one.date), one.assertion)


def _as_event(one: Draft) -> Event:
    start, end = records.trigger_span(one.trigger)
    return Event(
        kind=one.kind,
        assertion=one.assertion,
        title="",
        start=start,
        end=end,
        sentence=one.reading.sentence_span(one.trigger.token),
        evidence=tuple(one.sentences),
        date=one.date,
        when=None,
        place=None,
        participants=(),
        policies=(),
        relations=(),
        confidence=0.0,
    )


def fitted(sample: Sequence[Example], names: Sequence[str]) -> Matrix:
    """Give the intercept and the weights of the signals `names`."""
    values = np.array([[1.0, *(e.signals[n] for n in names)] for e in sample])
    spread = np.concatenate([[1.0], values[:, 1:].std(axis=0) + 1e-9])
    scaled = values / spread
    target, count = np.array([float(e.right) for e in sample]), np.array([e.weight for e in sample])
    penalty = np.diag([0.0, *[PENALTY] * len(names)])
    found = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (count * (likely - target)) + penalty @ found
        curve = (scaled * (count * likely * (1 - likely))[:, None]).T @ scaled + penalty
        found -= np.linalg.solve(curve, slope)
    return found / spread


def likelihoods(sample: Sequence[Example], weights: Matrix, names: Sequence[str]) -> Matrix:
    """Give the probability of each example."""
    values = np.array([[1.0, *(e.signals[n] for n in names)] for e in sample])
    return 1 / (1 + np.exp(-values @ weights))


def on_other_articles(sample: list[Example], names: Sequence[str]) -> Matrix:
    """Give each example's probability by weights fitted on other articles."""
    articles = sorted({e.article for e in sample})
    part = {name: number % PARTS for number, name in enumerate(articles)}
    found = np.zeros(len(sample))
    for held in range(PARTS):
        inside = [n for n, e in enumerate(sample) if part[e.article] == held]
        weights = fitted([e for e in sample if part[e.article] != held], names)
        found[inside] = likelihoods([sample[n] for n in inside], weights, names)
    return found


def _report(sample: Sequence[Example], likely: Matrix) -> None:
    event, chief = np.array([e.labelled is not None for e in sample]), np.array([e.main for e in sample])
    right, kept = np.array([e.right for e in sample]), np.array([e.kept for e in sample])
    print(f"{len(sample)} mentions, {event.sum()} events, {chief.sum()} main")
    bars = {f"{least:.2f}": likely >= least for least in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)}
    for name, over in {"today": kept, **bars}.items():
        wrong, pairs = (over & ~event).sum(), max(1, (over & event).sum())
        print(
            f"{name}: {over.sum()} kept, {(over & chief).sum()} main, {wrong} none, "
            f"{(over & right).sum() / pairs:.3f} of the events right"
        )
    for low in np.arange(0.2, 1.0, 0.1):
        inside = (likely >= low) & (likely < low + 0.1)
        print(f"{low:.1f}-{low + 0.1:.1f}: {right[inside].sum()} of {inside.sum()} right")


def main() -> None:
    """Fit, report and, where asked to, write the weights."""
    sample = examples()
    names = list(sample[0].signals)
    likely = on_other_articles(sample, names)
    _report(sample, likely)
    if "--write" in sys.argv:
        weights = fitted(sample, names)
        lines = [
            "# Made by `python -m tests.benchmarks.weigh --write` from the articles in tests/gold/articles/develop."
        ]
        lines += [f"intercept = {weights[0]:.3f}", "", "[weights]"]
        lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights[1:], strict=True)]
        WEIGHTS.parent.mkdir(exist_ok=True)
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
