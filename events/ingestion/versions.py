"""What has changed between two versions of an article, for people to read; and whether it is a change at all.

Exports `difference(old, new)` -> `Difference`, and `is_cosmetic(old, new)`.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_SENTENCES = 1500
_BREAK = re.compile(r"(?<=[.!?…。؟])\s+|(?<=[.!?…。؟][\"”’»)\]])\s+|\n+")
_SHAPES = (("“”„‟«»″＂", '"'), ("‘’‚‛‹›′`´", "'"), ("–—−", "-"))
_QUOTES = str.maketrans({shape: plain for shapes, plain in _SHAPES for shape in shapes})
_CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """One passage: `kind` is added, removed or changed; `old` and `new` are empty where there is nothing."""

    kind: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """The passages that differ, in the order of the text, and how much of both texts they are (0 to 1)."""

    changes: tuple[Change, ...]
    share: float

    @property
    def cosmetic(self) -> bool:
        """Tell whether only spaces, quotation marks, dashes or invisible characters differ."""
        return not self.changes


def is_cosmetic(old: str, new: str) -> bool:
    """Tell whether two texts say the same words with the same marks: no reader could point at a change."""
    return _plain(old) == _plain(new)


def difference(old: str, new: str) -> Difference:
    """Compare two texts sentence by sentence; a sentence that was reworded is one change, not two.

    Texts of more than 1,500 sentences are compared as far as that; what lies behind is one passage.
    """
    if is_cosmetic(old, new):
        return Difference((), 0.0)
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, [_plain(s) for s in before], [_plain(s) for s in after], autojunk=False)
    changes: list[Change] = []
    for action, first, last, start, end in matcher.get_opcodes():
        if action != "equal":
            changes.extend(_passage(before[first:last], after[start:end]))
    size = sum(map(len, before)) + sum(map(len, after)) or 1
    touched = sum(len(change.old) + len(change.new) for change in changes)
    return Difference(tuple(changes), min(1.0, touched / size))


def _sentences(text: str) -> list[str]:
    found = [sentence for piece in _BREAK.split(text) if (sentence := " ".join(piece.split()))]
    return [*found[:MOST_SENTENCES], " ".join(found[MOST_SENTENCES:])] if len(found) > MOST_SENTENCES else found


def _passage(old: list[str], new: list[str]) -> list[Change]:
    changes: list[Change] = []
    waiting = list(old)
    for sentence in new:
        near = next((k for k, other in enumerate(waiting[:5]) if _alike(other, sentence)), None)
        if near is None:
            changes.append(Change("added", new=sentence))
            continue
        changes.extend(Change("removed", old=other) for other in waiting[:near])
        changes.append(Change("changed", waiting[near], sentence))
        del waiting[: near + 1]
    return [*changes, *(Change("removed", old=other) for other in waiting)]


def _alike(one: str, other: str) -> bool:
    words, others = one.casefold().split(), other.casefold().split()
    shared = len(set(words) & set(others))
    return shared >= _CLOSE * max(len(set(words)), len(set(others)), 1)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    visible = "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    return " ".join(visible.split())
