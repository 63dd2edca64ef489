"""What looks like a date and is none: prices, sections, scores, telephones, versions, addresses, modal verbs."""

import functools
import re

from events.extraction.dates.lexicon import grammar_file

WINDOW = 40


@functools.cache
def _traps() -> dict[str, tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None], ...]]:
    compiled: dict[str, list[tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]]] = {}
    for row in grammar_file("traps.toml")["trap"]:
        trap = (
            re.compile(rf"(?:{row['before']})$", re.IGNORECASE) if "before" in row else None,
            re.compile(row["is"]) if "is" in row else None,
            re.compile(row["after"], re.IGNORECASE) if "after" in row else None,
        )
        for rule in row["rules"]:
            compiled.setdefault(rule, []).append(trap)
    return {rule: tuple(traps) for rule, traps in compiled.items()}


def is_trap(text: str, match: re.Match[str], rule: str) -> bool:
    """Say whether the surroundings show that a match of this rule is no time expression."""
    traps = _traps().get(rule)
    if not traps:
        return False
    start, end = match.span()
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    return any(
        (b is None or b.search(before)) and (i is None or i.fullmatch(match[0])) and (a is None or a.match(after))
        for b, i, a in traps
    )
