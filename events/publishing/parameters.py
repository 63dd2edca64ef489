"""Query parameters: described once, read the same way by pages and API, and refused with what was expected.

A parameter that is given blank counts as not given, because forms send every field.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that cannot be used, with what it should have been."""

    parameter: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.parameter}={self.value}: expected {self.expected}."


class ParameterError(ValueError):
    """Parameters that cannot be used, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A query parameter: `read` turns its text into a value and raises ValueError; `expected` says what it takes.

    `many` ones may be repeated or hold several values with commas between; their value is a tuple.
    """

    name: str
    about: str
    expected: str
    read: Callable[[str], Any] = str
    choices: tuple[str, ...] = ()
    many: bool = False
    default: str = ""
    whole_number: bool = False


def choice(name: str, about: str, choices: Iterable[str], *, many: bool = False, default: str = "") -> Parameter:
    """Describe a parameter that takes one (or, if `many`, some) of a closed list of words."""
    words = tuple(choices)
    expected = ("some of " if many else "one of ") + ", ".join(words)
    read = {word: word for word in words}.__getitem__
    return Parameter(name=name, about=about, expected=expected, read=read, choices=words, many=many, default=default)


def words(name: str, about: str) -> Parameter:
    """Describe a parameter that takes any text of at most `LONGEST_VALUE` characters."""
    return Parameter(name=name, about=about, expected=f"a text of at most {LONGEST_VALUE} characters")


def read_parameters(given: QueryDict, known: Sequence[Parameter], *, strict: bool) -> dict[str, Any]:
    """Give the values of the parameters given; raises ParameterError, with `strict` for unknown ones as well."""
    problems = [_unknown(name, known) for name in given if strict and name not in {p.name for p in known}]
    values: dict[str, Any] = {}
    for parameter in known:
        texts = [text.strip() for text in given.getlist(parameter.name) if text.strip()]
        if not texts and parameter.default:
            texts = [parameter.default]
        if not texts:
            continue
        try:
            values[parameter.name] = _read(parameter, texts)
        except (ValueError, KeyError):
            problems.append(Problem(parameter.name, ", ".join(texts)[:LONGEST_VALUE], parameter.expected))
    if problems:
        raise ParameterError(problems)
    return values


def _read(parameter: Parameter, texts: Sequence[str]) -> Any:
    if any(len(text) > LONGEST_VALUE or "\x00" in text for text in texts):
        raise ValueError(texts)
    if parameter.many:
        parts = [part.strip() for text in texts for part in text.split(",")]
        return tuple(dict.fromkeys(parameter.read(part) for part in parts if part))
    if len(set(texts)) > 1:
        raise ValueError(texts)
    return parameter.read(texts[0])


def _unknown(name: str, known: Sequence[Parameter]) -> Problem:
    return Problem(name[:LONGEST_VALUE], "", "one of the parameters " + ", ".join(p.name for p in known))
