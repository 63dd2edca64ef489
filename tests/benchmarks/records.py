"""Measure records on the labelled articles of tests/gold/articles/: `python -m tests.benchmarks.records [develop]`.

Prints every figure with its floor; the exit status is 1 where one has fallen below it. How a record is matched with a
labelled event stands in gold_articles.py. Figures of pairs (kind and date, roles, places, policies) look at the matched
pairs only; what was missed, repeated or made up is counted by itself.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from events.extraction.results import EventDate, Extraction
from events.extraction.vocabulary import Assertion, Effect
from tests.benchmarks.gold_articles import Article, Days, meets, read_articles

FLOORS: dict[str, dict[str, float]] = tomllib.loads(
    Path(__file__).with_name("records_floors.toml").read_text(encoding="utf-8")
)
ARTICLES = frozenset({"the", "a", "an"})


def kind_and_date(articles: Sequence[Article]) -> float:
    """Give the share of pairs whose kind and days are both right."""
    pairs = [(e, r) for a in articles for e, r in a.pairs]
    return _share(sum(e.kind == r.kind and e.days == days_of(r.date) for e, r in pairs), len(pairs))


def asked_kind_and_date(articles: Sequence[Article]) -> float:
    """Give the same share for all labelled triggers, asked about one by one."""
    told = [(e, r) for a in articles for e, r in zip(a.told, a.extraction.about, strict=False)]
    right = sum(r is not None and e.kind == r.kind and e.days == days_of(r.date) for e, r in told)
    return _share(right, len(told))


def days_of(date: EventDate | None) -> Days | None:
    """Give the first and last day of an extracted date."""
    return None if date is None else (date.earliest, date.latest)


def roles(articles: Sequence[Article]) -> float:
    """Give the F1 of participants with their roles over the pairs."""
    counts: Counter[str] = Counter()
    for article in articles:
        for labelled, record in article.pairs:
            wanted = [(p["name"], p["role"]) for p in labelled.row["participants"]]
            found = [(names_of(article.extraction, p.cluster) | {p.name}, p.role) for p in record.participants]
            hits = sum(any(role == r and named(name, names) for names, r in found) for name, role in wanted)
            right = sum(any(role == r and named(name, names) for name, role in wanted) for names, r in found)
            counts.update(hit=hits, gold=len(wanted), right=right, system=len(found))
    return _f1(counts)


def names_of(extraction: Extraction, cluster: int) -> set[str]:
    """Give every name that a text uses for an actor."""
    return {a.name for a in extraction.actors if a.cluster == cluster}


def named(name: str, others: Iterable[str]) -> bool:
    """Tell whether a name is one of others, or the same with words added or left out at either end."""
    wanted = _plain(name)
    return any(_within(wanted, _plain(o)) or _within(_plain(o), wanted) for o in others)


def _plain(name: str) -> list[str]:
    words = name.replace("’", "'").replace(",", " ").casefold().split()
    return [w.removesuffix("'s") for w in words if w not in ARTICLES]


def _within(short: list[str], long: list[str]) -> bool:
    size = len(short)
    return bool(short) and any(long[i : i + size] == short for i in range(len(long) - size + 1))


def assertions(articles: Sequence[Article]) -> float:
    """Give the macro-F1 of assertions over all labelled triggers and phrases, asked about one by one."""
    gold: Counter[str] = Counter()
    system: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for article in articles:
        wanted = [e.row["assertion"] for e in article.told] + [p["assertion"] for p in article.row["phrases"]]
        for one, told in zip(wanted, article.extraction.about, strict=True):
            said = told.assertion if told is not None else Assertion.REPORTED
            gold[one] += 1
            system[said] += 1
            hits[one] += one == said
    return sum(_f1(Counter(hit=hits[a], right=hits[a], gold=gold[a], system=system[a])) for a in Assertion) / len(
        Assertion
    )


def policies(articles: Sequence[Article]) -> float:
    """Give the F1 of policies with what is done to them over the pairs."""
    counts: Counter[str] = Counter()
    for article in articles:
        for labelled, record in article.pairs:
            wanted = [(p["name"], p["effect"]) for p in labelled.row["policies"]]
            found = [(p.name, p.effect) for p in record.policies]
            hits = sum(any(_same_effect(effect, e) and named(name, [n]) for n, e in found) for name, effect in wanted)
            right = sum(any(_same_effect(effect, e) and named(name, [n]) for name, effect in wanted) for n, e in found)
            counts.update(hit=hits, right=right, gold=len(wanted), system=len(found))
    return _f1(counts)


def _same_effect(labelled: str | None, said: Effect | None) -> bool:
    """Compare effects; what the vocabulary has no word for ("continues") is none."""
    return said == labelled if labelled in tuple(Effect) else said is None


def commitments(articles: Sequence[Article]) -> float:
    """Give the F1 of commitments whose words overlap and whose promiser is the same, or rightly nobody."""
    counts: Counter[str] = Counter()
    for article in articles:
        text, free = article.row["text"], list(article.extraction.commitments)
        for row in (c for c in article.row["commitments"] if c["quote"] in text):
            start = text.index(row["quote"])
            span = (start, start + len(row["quote"]))
            found = next(
                (c for c in free if meets((c.start, c.end), span) and _same_promiser(article, row, c.by)), None
            )
            if found is not None:
                free.remove(found)
            counts.update(hit=found is not None, right=found is not None, gold=1)
        counts["system"] += len(article.extraction.commitments)
    return _f1(counts)


def _same_promiser(article: Article, row: dict[str, str | None], by: str | None) -> bool:
    if row["by"] is None or by is None:
        return row["by"] == by
    clusters = {a.cluster for a in article.extraction.actors if named(by, [a.name, _written(article, a.start, a.end)])}
    names = {_written(article, a.start, a.end) for a in article.extraction.actors if a.cluster in clusters}
    return named(row["by"], names | {by})


def _written(article: Article, start: int, end: int) -> str:
    return str(article.row["text"][start:end])


def places(articles: Sequence[Article]) -> float:
    """Give the F1 of places over the pairs."""
    counts: Counter[str] = Counter()
    for article in articles:
        for labelled, record in article.pairs:
            wanted, said = labelled.row["place"], record.place
            hit = bool(wanted) and said is not None and named(wanted, [said.name])
            counts.update(hit=hit, right=hit, gold=bool(wanted), system=said is not None)
    return _f1(counts)


def repeats(articles: Sequence[Article]) -> float:
    """Give how many records an article repeats another of the same event."""
    return sum(len(a.repeats) for a in articles) / len(articles)


def unlabelled(articles: Sequence[Article]) -> float:
    """Give how many records an article stand for no labelled event."""
    return sum(len(a.alone) for a in articles) / len(articles)


def main_missed(articles: Sequence[Article]) -> float:
    """Give the share of main events that no record stands for."""
    return _share(sum(len(a.missed) for a in articles), sum(e.row["main"] for a in articles for e in a.events))


def statements(articles: Sequence[Article]) -> float:
    """Give the share of labelled quotations that are found with their speaker."""
    hits = total = 0
    for article in articles:
        for row in (s for s in article.row["statements"] if s["quote"] in article.row["text"]):
            start = article.row["text"].index(row["quote"])
            span = (start, start + len(row["quote"]))
            hits += any(
                meets(s.content, span) and _same_promiser(article, {"by": row["speaker"]}, s.speaker)
                for s in article.extraction.statements
            )
            total += 1
    return _share(hits, total)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(counts: Counter[str]) -> float:
    precision = counts["right"] / counts["system"] if counts["system"] else 0.0
    recall = counts["hit"] / counts["gold"] if counts["gold"] else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


MEASURES: dict[str, Callable[[Sequence[Article]], float]] = {
    "kind_and_date": kind_and_date,
    "asked_kind_and_date": asked_kind_and_date,
    "roles": roles,
    "assertions": assertions,
    "policies": policies,
    "commitments": commitments,
    "places": places,
    "statements": statements,
    "repeats": repeats,
    "unlabelled": unlabelled,
    "main_missed": main_missed,
}
LOWER_IS_BETTER = frozenset({"repeats", "unlabelled", "main_missed"})


def keeps_floor(name: str, figure: float, floor: float) -> bool:
    """Tell whether a figure is no worse than its floor; for faults the floor is a ceiling."""
    return figure <= floor if name in LOWER_IS_BETTER else figure >= floor


def main() -> int:
    """Print every figure of a part beside its floor; give 1 where one is worse."""
    part = sys.argv[1] if len(sys.argv) > 1 else "develop"
    articles, fallen = read_articles(part), False
    for name, measure in MEASURES.items():
        figure, floor = measure(articles), FLOORS.get(part, {}).get(name)
        bad = floor is not None and not keeps_floor(name, figure, floor)
        fallen |= bad
        print(f"{name:22} {figure:6.3f}  floor {floor if floor is not None else '-'}{'  FALLEN' if bad else ''}")
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
