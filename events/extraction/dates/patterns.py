"""Patterns of the grammar's rules, turned into regular expressions that need linear time.

A pattern is a row of elements: `{macro}` or `{macro:name}` (a group of that name), `word|word`, `,` (a comma),
`_` (no space here), each with `?` where it may be missing. Between elements stands one space, hyphen or line break.
"""

import re
from dataclasses import dataclass

from events.extraction.dates.lexicon import Macro, first_words, macros

LITERAL = re.compile(r"(?<![{:a-z])[a-z]+")
ELEMENT = re.compile(r"(?:\{(?P<macro>[a-z]+)(?::(?P<name>[a-z0-9]+))?\}|(?P<words>[^\s{}?]+))(?P<optional>\?)?")
# Never a blank line, never more than a few characters: what stands apart does not belong together.
SPACE = r"(?:[ \t\xa0]{1,3}|[ \t]?\r?\n[ \t]?|-)"
AFTER = r"(?![\w%]|[-–/:]\d|[.,]\d)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, the words that it can begin with, and all words that it names itself."""

    regex: re.Pattern[str]
    firsts: frozenset[str]
    words: frozenset[str]


def compile_pattern(text: str) -> Pattern:
    """Compile one pattern; raises ValueError for an element that is none."""
    pieces: list[str] = []
    firsts: set[str] = set()
    open_start, glued = True, True
    for source in text.split():
        found = ELEMENT.fullmatch(source)
        if not found:
            raise ValueError(f"pattern {text!r}: {source!r} is no element")
        if source == "_":
            glued = True
            continue
        macro, optional = _element(found), bool(found["optional"])
        if found["words"] == ",":
            pieces.append(r"[ ]?," if not optional else r"(?:[ ]?,)?")
            continue
        if open_start:
            firsts |= macro.firsts
            open_start = optional
        pieces.append(_joined(macro.regex, optional=optional, glued=glued, leads=not pieces))
        glued = optional and len(pieces) == 1
    return Pattern(
        re.compile("".join(pieces) + AFTER, re.IGNORECASE), frozenset(firsts), frozenset(LITERAL.findall(text.lower()))
    )


def _joined(regex: str, *, optional: bool, glued: bool, leads: bool) -> str:
    if leads and optional:
        return rf"(?:{regex}{SPACE})?"
    space = "" if glued else SPACE
    return rf"(?:{space}{regex})?" if optional else space + regex


def _element(found: re.Match[str]) -> Macro:
    if found["words"]:
        words = found["words"].replace("_", " ").split("|")
        plain = "|".join(re.escape(word).replace(r"\ ", SPACE) for word in sorted(words, key=len, reverse=True))
        return Macro(f"(?:{plain})", first_words(words))
    name = found["name"] or found["macro"]
    try:
        macro = macros()[found["macro"]]
    except KeyError as error:
        raise ValueError(f"no macro is called {found['macro']!r}") from error
    return Macro(f"(?P<{name}>{macro.regex})", macro.firsts)
