"""Every rule of the grammar does what its own examples say."""

from datetime import date

import pytest

from events.extraction.dates import recognise
from events.extraction.dates.rules import rules

EXAMPLES = [(rule.id, *example) for rule in rules() for example in rule.examples]
COUNTEREXAMPLES = [(rule.id, text) for rule in rules() for text in rule.counterexamples]


@pytest.mark.parametrize(("rule", "text", "published", "expression", "type_", "value"), EXAMPLES)
def test_reads_example_of_rule(rule: str, text: str, published: str, expression: str, type_: str, value: str) -> None:
    times = recognise(text, published=date.fromisoformat(published))
    assert (expression, type_, value) in [(text[t.start : t.end], t.type.value, t.value) for t in times]


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES)
def test_refuses_counterexample_of_rule(rule: str, text: str) -> None:
    times = recognise(text, published=date(2024, 6, 22))
    assert rule not in [t.rule.partition(":")[0] for t in times]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_has_an_example(rule: object) -> None:
    assert rule.examples  # type: ignore[attr-defined]


def test_rule_names_are_unique() -> None:
    names = [rule.id for rule in rules()]
    assert sorted(names) == sorted(set(names))
