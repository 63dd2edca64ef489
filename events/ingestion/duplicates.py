"""Near-duplicates: one article under other headlines, shortened, extended, edited, or in another order.

Exports `find_duplicates(documents)` -> pairs, and for articles that come one by one `sketch`, whose overlap in a
database gives candidates, and `are_copies`, which decides. Two texts are copies if most of the word sequences of the
shorter one are in the longer one (Broder 1997, containment of shingles).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WIDTH = 4
COPY = 0.45
SHORT = 40  # texts of two or three sentences say another thing with one other word
SHORT_COPY = 0.85
FEWEST = 3
COMMON = 40
SAMPLE = 48
_SMALL_TABLE = 20_000_000
_SCRIPTS_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SCRIPTS_WITHOUT_SPACES}]|[^\W{_SCRIPTS_WITHOUT_SPACES}]+")
_OUTER = re.compile(r"^[\W_]+|[\W_]+$")
_WITHOUT_SPACES = re.compile(f"[{_SCRIPTS_WITHOUT_SPACES}]")
_FACTORS = tuple(
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
_MIXER = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(33)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that are copies: their ids, how many word sequences they share, and which share of the shorter."""

    a: str
    b: str
    shared: int
    containment: float


class _WordNumbers(dict[str, int]):
    """Numbers of words as they are met, without case and outer punctuation; 0 for what is no word."""

    def __missing__(self, word: str) -> int:
        core = _OUTER.sub("", word.casefold())
        number = self[word] = crc32(core.encode("utf-8", "replace")) + 1 if core else 0
        return number


def shingles(text: str) -> Hashes:
    """Give the sorted hashes of all sequences of four words, the same in every process and release.

    Scripts without spaces count each character as a word. A text of fewer words than four is one sequence.
    """
    codes = _codes(text, _WordNumbers())
    return np.unique(_hashes(codes)) if len(codes) else codes


def _codes(text: str, numbers: dict[str, int]) -> Hashes:
    # Splitting at spaces and cleaning each word once is three times as fast as a pattern over the whole text.
    words = _WORD.findall(text) if _WITHOUT_SPACES.search(text) else text.split()
    codes = np.fromiter(map(numbers.__getitem__, words), dtype=np.uint64, count=len(words))
    codes = codes[codes > 0]
    if 0 < len(codes) < WIDTH:
        codes = np.concatenate([codes, np.zeros(WIDTH - len(codes), dtype=np.uint64)])
    return codes


def _hashes(codes: Hashes) -> Hashes:
    count = len(codes) - WIDTH + 1
    sums = np.zeros(count, dtype=np.uint64)
    for offset, factor in enumerate(_FACTORS):
        sums += codes[offset : offset + count] * factor
        sums ^= sums >> _SHIFT
    return sums * _MIXER


def containment(one: Hashes, other: Hashes) -> float:
    """Give the share of the shorter document's sequences that the longer one has; 0 for an empty one."""
    fewer = min(len(one), len(other))
    return float(len(np.intersect1d(one, other, assume_unique=True)) / fewer) if fewer else 0.0


def are_copies(one: Hashes, other: Hashes) -> bool:
    """Tell whether two documents are copies of one text."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return _is_copy(shared, min(len(one), len(other)))


def sketch(found: Hashes, *, size: int = SAMPLE) -> tuple[int, ...]:
    """Give a sample of a text's sequences (its `shingles`), as signed 64-bit numbers for a column of a database.

    The sample is the smallest hashes, so that copies of similar length share many of it; candidates are texts that
    share one, and `are_copies` decides.
    """
    return tuple(int(number) for number in found[:size].astype(np.int64))


def may_be_copies(shared: int, one: int, other: int) -> bool:
    """Tell from the numbers that two samples share, and the two texts' sizes, whether a comparison is worth while.

    Of two samples of whole copies, the share is that of the sizes; half of what a copy must have is asked for.
    """
    likely = SAMPLE * min(one, other) / max(one, other, 1)
    return shared >= max(min(FEWEST, one, other), likely * COPY / 2)


def find_duplicates(documents: Iterable[tuple[str, str]]) -> list[Pair]:
    """Find all pairs of copies among documents given as (id, text).

    Exact over all word sequences but those that occur in more than 40 documents: these, a story that everybody prints
    or boilerplate, only link each document to the next, which keeps groups whole. Time grows with the number of
    sequences, not with the number of pairs of documents.
    """
    numbers = _WordNumbers()
    ids: list[str] = []
    found: list[Hashes] = []
    for identity, text in documents:
        ids.append(identity)
        found.append(_codes(text, numbers))
    hashes, owners = _owned_hashes(found)
    if not len(hashes):
        return []
    sizes = np.bincount(owners, minlength=len(ids))
    codes, counts = _shared(hashes, owners, len(ids))
    pairs = []
    for code, shared in zip(codes.tolist(), counts.tolist(), strict=True):
        one, other = divmod(code, len(ids))
        fewer = int(min(sizes[one], sizes[other]))
        if _is_copy(shared, fewer):
            pairs.append(Pair(ids[one], ids[other], shared, shared / fewer))
    return pairs


def groups(pairs: Iterable[Pair]) -> list[frozenset[str]]:
    """Put documents that are copies, directly or by way of others, into groups; the order is that of first sight."""
    above: dict[str, str] = {}

    def top(identity: str) -> str:
        while above.setdefault(identity, identity) != identity:
            above[identity] = above[above[identity]]
            identity = above[identity]
        return identity

    for pair in pairs:
        above[top(pair.b)] = top(pair.a)
    members: dict[str, set[str]] = {}
    for identity in list(above):
        members.setdefault(top(identity), set()).add(identity)
    return [frozenset(group) for group in members.values()]


def _is_copy(shared: int, fewer: int) -> bool:
    if shared < FEWEST or not fewer:
        return False
    return shared >= fewer * (SHORT_COPY if fewer < SHORT else COPY)


def _owned_hashes(found: list[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
    """Hash the sequences of all documents in one go; give them sorted, each once a document, with their documents."""
    lengths = [len(codes) for codes in found]
    codes = np.concatenate([*found, np.empty(0, dtype=np.uint64)])
    if len(codes) < WIDTH:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    owners = np.repeat(np.arange(len(found)), lengths)
    within = owners[: -WIDTH + 1] == owners[WIDTH - 1 :]
    hashes, owners = _hashes(codes)[within], owners[: -WIDTH + 1][within]
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    first = np.ones(len(hashes), dtype=bool)
    first[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return hashes[first], owners[first]


def _shared(hashes: Hashes, owners: NDArray[np.int64], documents: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the sequences that each pair of documents shares; pairs are coded as first * documents + second."""
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    lengths = np.diff(np.append(starts, len(hashes)))
    parts = [*_pair_codes(owners, starts, lengths, documents), np.empty(0, dtype=np.int64)]
    codes = np.concatenate(parts)
    if documents**2 <= _SMALL_TABLE:
        table = np.bincount(codes, minlength=1)
        values = np.flatnonzero(table)
        return values, table[values]
    values, counts = np.unique(codes, return_counts=True)
    return values, counts


def _pair_codes(
    owners: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64], documents: int
) -> Iterator[NDArray[np.int64]]:
    for length in range(2, min(int(lengths.max(initial=0)), COMMON) + 1):
        runs = starts[lengths == length]
        if not len(runs):
            continue
        members = owners[runs[:, None] + np.arange(length)]
        first, second = np.triu_indices(length, 1)
        yield (members[:, first] * documents + members[:, second]).ravel()
    long = np.repeat(lengths > COMMON, lengths)
    last = np.zeros(len(owners), dtype=bool)
    last[starts + lengths - 1] = True
    linked = np.flatnonzero(long & ~last)
    yield owners[linked] * documents + owners[linked + 1]
