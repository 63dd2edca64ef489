"""The filter form as a page shows it: what was asked, what was wrong with it, and how to ask for less."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from events.models import Actor, Policy, Review
from events.publishing.addresses import is_public_id
from events.publishing.parameters import Parameter, ParameterError

LABELS = {"review": dict(Review.choices) | {"none": "not reviewed"}}
SHOWN_ELSEWHERE = {"order", "cursor"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its text as given (`is_id`: a public id), its choices if any, and what was wrong with it."""

    name: str
    value: str
    choices: list[Choice]
    problem: str
    is_id: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the query string without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Form:
    """A filter form: its fields by name, and the filters in force."""

    fields: dict[str, Field]
    chosen: list[Chosen]


def form_of(
    given: QueryDict,
    parameters: Sequence[Parameter],
    *,
    values: Mapping[str, Any] | None = None,
    error: ParameterError | None = None,
) -> Form:
    """Make the form for a request; `values` are what it was read as, `error` says why it could not be read."""
    problems = {p.parameter: f"Expected {p.expected}." for p in error.problems} if error else {}
    shown = [p for p in parameters if p.name not in SHOWN_ELSEWHERE]
    fields = {p.name: _field(p, given, problems.get(p.name, "")) for p in shown}
    chosen = [_chosen(p, given, (values or {}).get(p.name)) for p in shown if given.get(p.name, "").strip()]
    return Form(fields, chosen)


def _field(parameter: Parameter, given: QueryDict, problem: str) -> Field:
    texts = [part.strip() for text in given.getlist(parameter.name) for part in text.split(",")]
    labels = LABELS.get(parameter.name, {})
    choices = [Choice(word, str(labels.get(word, word)), word in texts) for word in parameter.choices]
    value = given.get(parameter.name, "").strip()
    return Field(parameter.name, value, choices, problem, is_public_id(value) and not problem)


def _chosen(parameter: Parameter, given: QueryDict, value: Any) -> Chosen:
    rest = given.copy()
    for name in (parameter.name, "cursor"):
        rest.pop(name, None)
    labels = LABELS.get(parameter.name, {})
    if isinstance(value, Actor | Policy):
        text = value.name
    elif isinstance(value, tuple):
        text = " or ".join(str(labels.get(word, word)) for word in value)
    else:
        text = given.get(parameter.name, "")
    label = {"q": f"“{text}”", "from": f"from {text}", "to": f"to {text}", "place": f"in {text}"}
    return Chosen(label.get(parameter.name, text), rest.urlencode())
