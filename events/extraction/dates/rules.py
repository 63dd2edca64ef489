"""The grammar's rules, read from their files and indexed by the words that they can begin with."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from events.extraction.dates.lexicon import grammar_file
from events.extraction.dates.makers import MAKERS
from events.extraction.dates.patterns import SPACE, Pattern, compile_pattern

FILES = ("absolute.toml", "relative.toml", "clock.toml", "durations.toml", "vague.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its patterns, the name of its maker, that maker's options, and its examples."""

    id: str
    make: str
    patterns: tuple[Pattern, ...]
    options: Mapping[str, Any]
    needs_before: re.Pattern[str] | None
    needs_after: re.Pattern[str] | None
    examples: tuple[tuple[str, ...], ...]
    counterexamples: tuple[str, ...]
    file: str
    article: bool
    """Whether "the" before a match belongs to it."""


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Load every rule; raises ValueError for one that names no maker or holds a bad pattern."""
    return tuple(_rule(row, file) for file in FILES for row in grammar_file(file)["rule"])


def _rule(row: dict[str, Any], file: str) -> Rule:
    if row["make"] not in MAKERS:
        raise ValueError(f"rule {row['id']!r}: no maker is called {row['make']!r}")
    known = {"id", "make", "patterns", "needs_before", "needs_after", "examples", "not", "article"}
    words = row.get("needs_before")
    return Rule(
        id=row["id"],
        make=row["make"],
        patterns=tuple(compile_pattern(pattern) for pattern in row["patterns"]),
        options={key: value for key, value in row.items() if key not in known},
        needs_before=re.compile(rf"\b(?:{words})(?:{SPACE}(?:the|a|an))?{SPACE}['’‘]?$", re.IGNORECASE)
        if words
        else None,
        needs_after=_after(row["needs_after"]) if "needs_after" in row else None,
        examples=tuple(tuple(example) for example in row.get("examples", ())),
        counterexamples=tuple(row.get("not", ())),
        file=file,
        article=row.get("article", False),
    )


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[ \n]|(?=['’])){words}", re.IGNORECASE)


@functools.cache
def with_article() -> frozenset[str]:
    """List the rules to whose matches "the" belongs."""
    return frozenset(rule.id for rule in rules() if rule.article)


@functools.cache
def dispatch() -> Mapping[str, tuple[tuple[Pattern, Rule], ...]]:
    """Index patterns by first word (`#2`: two figures), so that most words of a text cost one look-up."""
    index: defaultdict[str, list[tuple[Pattern, Rule]]] = defaultdict(list)
    for rule in rules():
        for pattern in rule.patterns:
            for word in pattern.firsts:
                index[word].append((pattern, rule))
    return {word: tuple(found) for word, found in index.items()}
