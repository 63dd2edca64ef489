"""Language knowledge read from the TOML files that lie beside the stages, once a process."""

import functools
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@functools.cache
def load(name: str) -> dict[str, Any]:
    """Read a lexicon by its path below the extraction package, without suffix ("actors/lexicon/offices")."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(name: str, key: str) -> frozenset[str]:
    """Give one list of words of a lexicon as a set; dots lead into its tables ("nouns.person")."""
    found: Any = load(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(found)
