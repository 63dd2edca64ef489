"""The page docs/time-expressions.md, made of the grammar's data: `python -m events.extraction.dates.page > FILE`."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from events.extraction.dates.lexicon import HOLIDAYS, grammar_file
from events.extraction.dates.recognition import recognise
from events.extraction.dates.rules import Rule, rules

HEADINGS = {
    "absolute.toml": "Dates that name their day, month, season or year",
    "relative.toml": "Dates that count from the publication or from what the text spoke of",
    "clock.toml": "Times of day",
    "durations.toml": "Durations and sets",
    "vague.toml": "Vague references",
}
OPENING = """# Time expressions

<!-- Made by `python -m events.extraction.dates.page > docs/time-expressions.md`: change the grammar, not this page. -->

The tracker finds time expressions in English text with a grammar of its own, kept as data in
`events/extraction/dates/grammar/`: every rule beside examples and counter-examples, which run as tests. Each
expression gets a TIMEX3 value, an EDTF date, its first and last day, and a derivation in words. Where the text and
the publication date do not tell, X stands for what is not known and no day is given: nothing is guessed.

How the parts work together:

1. The longest match at each word is read; then the article, the modifier ("early", "about") and what stands beside it
   (a time and its day, a month and "last year") are taken in.
2. A bare "Monday" or "October" points back or ahead by tense and aspect of the verb that governs it, by prepositions
   ("until", "since", "ahead of"), else to where it is nearest. A date without a year that would lie more than nine
   months back is the coming one, unless its own verb is in the past tense.
3. "A year earlier", "the quarter", "that day" count from what the text spoke of last; "a year ago" keeps the quarter
   that a report speaks of.
4. Dates of the Islamic calendar are reckoned and given as about right, a day before and after, since the moon's
   sighting decides them in each country. Fiscal years are those of the country that the time zone belongs to, where
   its government and firms share one; else only the name is told.
5. Figures such as 05/06/2024 are read day first unless the caller says otherwise.

All examples below are computed with the publication date that stands beside them.
"""


def page() -> str:
    """Write the whole page."""
    parts = [OPENING]
    for file, group in groupby(rules(), key=lambda rule: rule.file):
        parts.append(f"\n## {HEADINGS[file]}\n")
        for rule in group:
            parts.extend(_section(rule))
    parts.append("\n## Before an expression\n\n| words | TIMEX3 modifier | stand before |\n|---|---|---|")
    parts += [
        f"| {', '.join(row['words'])} | {row['mod']} | {', '.join(row['for']).lower()} |"
        for row in grammar_file("modifiers.toml")["before"]
    ]
    parts.append("\n## Holidays\n\n| names | day |\n|---|---|")
    parts += [f"| {', '.join(holiday['names'])} | {_day(holiday)} |" for holiday in HOLIDAYS.values()]
    parts.append("\n## What looks like a time expression and is none\n")
    parts += [f"- {trap['why']}" for trap in grammar_file("traps.toml")["trap"]]
    return "\n".join(parts) + "\n"


def _section(rule: Rule) -> Iterator[str]:
    yield f"\n### {rule.id[0].upper()}{rule.id[1:]}\n"
    yield "| published | text | expression | type | value | EDTF | derivation |\n|---|---|---|---|---|---|---|"
    for text, published, expression, *_ in rule.examples:
        for time in recognise(text, published=date.fromisoformat(published)):
            if text[time.start : time.end] == expression:
                yield (
                    f"| {published} | {text} | {expression} | {time.type} | `{time.value}` "
                    f"| {f'`{time.edtf}`' if time.edtf else ''} | {time.rule} |"
                )
    if rule.counterexamples:
        yield f"\nNot: {' '.join(f'“{text}”' for text in rule.counterexamples)}"


def _day(holiday: Mapping[str, object]) -> str:
    if "easter" in holiday:
        return f"Easter Sunday {int(str(holiday['easter'])):+d} days"
    if "islamic" in holiday:
        return "by reckoning of the Islamic calendar, a day before or after"
    rule = holiday.get("day") or holiday.get("weekday")
    if not isinstance(rule, list):
        return "by the moon: recognised, not resolved"
    if len(rule) == 2:
        return f"{date(2000, rule[0], rule[1]):%d %B}"
    nth = "last" if rule[2] < 0 else ("first", "second", "third", "fourth")[rule[2] - 1]
    return f"{nth} {date(2001, 1, rule[1]):%A} of {date(2000, rule[0], 1):%B}"


if __name__ == "__main__":
    sys.stdout.write(page())
