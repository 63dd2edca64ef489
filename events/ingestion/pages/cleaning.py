"""Take out of a text the lines that are none of it: read-also links, calls to subscribe, credits, comment counters."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml.html import HtmlElement

_GROUPS = Path(__file__).with_name("boilerplate.toml")
_SHORTEST_LINK = 25
_SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', "»")


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns for one kind of line; `longest` is in characters, `first_lines` limits them to a text's beginning."""

    name: str
    pattern: re.Pattern[str]
    longest: int
    first_lines: int | None
    ends_text: bool

    def holds(self, line: str, number: int) -> bool:
        """Tell whether a line (without list marks) is of this kind."""
        if len(line) > self.longest or (self.first_lines is not None and number >= self.first_lines):
            return False
        return bool(self.pattern.match(line))


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """Load the kinds of lines."""
    rows = tomllib.loads(_GROUPS.read_text(encoding="utf-8"))["group"]
    return tuple(
        Group(
            row["name"],
            re.compile("|".join(f"(?:{pattern})" for pattern in row["patterns"]), re.IGNORECASE),
            row["longest"],
            row.get("first_lines"),
            row.get("ends_text", False),
        )
        for row in rows
    )


def clean_lines(text: str, linked: frozenset[str]) -> str:
    """Drop lines that are no part of the article; `linked` are the blocks that `linked_blocks` gives."""
    lines = text.split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        plain = line.strip(" \t-–•*>|»▶#")
        if not plain:
            kept.append(line)
            continue
        kind = next((group for group in groups() if group.holds(plain, number)), None)
        if kind is not None and kind.ends_text:
            if _only_links_follow(lines[number + 1 :]):
                break
            kept.append(line)
        elif kind is None and not _is_link(plain, linked):
            kept.append(line)
    return "\n".join(kept).strip() or text


def linked_blocks(tree: HtmlElement) -> frozenset[str]:
    """Collect the texts of blocks that are nothing but one link, as teasers for other articles are."""
    found: set[str] = set()
    for link in tree.iter("a"):
        text = " ".join(link.text_content().split())
        block = link.getparent()
        while block is not None and block.tag in ("strong", "b", "em", "i", "span", "u"):
            block = block.getparent()
        within = (link.get("href") or "#").startswith("#")
        if block is None or within or len(text) < _SHORTEST_LINK or text.endswith(_SENTENCE_END[:4]):
            continue
        around = " ".join(block.text_content().split())
        if len(around) <= len(text) + 30:
            found.update((text, around))
    return frozenset(found)


def _is_link(plain: str, linked: frozenset[str]) -> bool:
    return " ".join(plain.split()) in linked


def _only_links_follow(lines: list[str]) -> bool:
    filled = [line.strip() for line in lines if line.strip()]
    sentences = sum(len(line) > 140 and line.endswith(_SENTENCE_END) for line in filled)
    return sentences <= 1 and len(filled) <= 25
