"""Countries, their people and capitals, and first-level divisions, looked up by the words of a text."""

import functools
from dataclasses import dataclass

from events.extraction.lexicon import load


@dataclass(frozen=True, slots=True)
class Country:
    """What a word says of a country: `role` is "country", "people", "capital", "division" or "region"."""

    code: str
    name: str
    role: str


@functools.cache
def by_name() -> dict[str, Country]:
    """Give every name, demonym and capital with its country; a country's own name goes before a capital."""
    found: dict[str, Country] = {}
    for code, row in load("actors/lexicon/countries").items():
        for text in (row["name"], *row.get("also", ())):
            found[text] = Country(code, row["name"], "country")
    for code, row in load("actors/lexicon/countries").items():
        for text in row["people"]:
            for form in (text, plural(text)):
                found.setdefault(form, Country(code, row["name"], "people"))
        for text in row["capital"]:
            found.setdefault(text, Country(code, row["name"], "capital"))
    countries = load("actors/lexicon/countries")
    for code, names in load("actors/lexicon/regions").items():
        for text in names:
            place = countries.get(code, {"name": ""})["name"]
            found.setdefault(text, Country(code, place, "division" if code in countries else "region"))
    return found


@functools.cache
def by_capitals() -> dict[str, Country]:
    """Give the same in capital letters, for headlines and datelines; abbreviations are left out."""
    return {name.upper(): place for name, place in by_name().items() if len(name) > 4}


@functools.cache
def first_words() -> dict[str, int]:
    """Give for each first word how many words the longest name that begins with it has."""
    longest: dict[str, int] = {}
    for name in by_name():
        parts = name.replace("-", " - ").replace("'", " '").replace(",", " ,").split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
        longest[parts[0].upper()] = longest[parts[0]]
    return longest


def look_up(text: str) -> Country | None:
    """Find what a name says of a country, in the usual spelling or in capitals."""
    return by_name().get(text) or (by_capitals().get(text) if text.isupper() else None)


def plural(word: str) -> str:
    """Give a people's plural ("Pakistanis"); what ends in a hiss has none of its own."""
    return word if word.endswith(("ese", "sh", "ch", "s", "x")) else word + "s"
