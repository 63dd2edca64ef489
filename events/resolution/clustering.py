"""Which mentions are one event: a pure function of mentions, anchored judgements and earlier names.

Constrained agglomeration: what judgements pin together is together, what they pin apart stays apart, and of the
remaining pairs the surest is united first. Ties are broken by content, so that any order of arrival gives one result.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from events.resolution.similarity import Features, likeness


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one event. `record` is its public id, None where it needs a new one."""

    mentions: tuple[int, ...]
    record: str | None
    pinned: bool


def group(
    mentions: Sequence[Features], *, pins: Mapping[int, str], earlier: Mapping[int, str], age: Mapping[str, int]
) -> list[Group]:
    """Group mentions into events.

    `pins`: mention -> the record that a judgement's anchor ties it to; `earlier`: mention -> the record that it, or
    its predecessor in an older extraction, had; `age`: record -> its place in the order of making, for ties.
    """
    features = {m.id: m for m in sorted(mentions, key=lambda m: m.order)}
    parent = {m: m for m in features}
    articles = {m: {features[m].article} for m in features}
    pin: dict[int, str | None] = {m: pins.get(m) for m in features}

    def root(m: int) -> int:
        while parent[m] != m:
            parent[m] = parent[parent[m]]
            m = parent[m]
        return m

    def unite(a: int, b: int) -> None:
        parent[b] = a
        articles[a] |= articles.pop(b)
        pin[a] = pin[a] or pin[b]

    for together in _by_value(pins, features).values():
        for m in together[1:]:
            if root(together[0]) != root(m):
                unite(root(together[0]), root(m))
    for _, a, b in _pairs(features.values()):
        ra, rb = root(a), root(b)
        apart = pin[ra] and pin[rb] and pin[ra] != pin[rb]
        if ra != rb and not apart and not articles[ra] & articles[rb]:
            unite(ra, rb)

    members: dict[int, list[int]] = defaultdict(list)
    for m in features:
        members[root(m)].append(m)
    return _named(members, pin, earlier, age)


def _by_value(pins: Mapping[int, str], features: Mapping[int, Features]) -> dict[str, list[int]]:
    together: dict[str, list[int]] = defaultdict(list)
    for m in features:
        if m in pins:
            together[pins[m]].append(m)
    return together


def _pairs(features: Iterable[Features]) -> list[tuple[float, int, int]]:
    """Give the pairs that may be one, the surest first."""
    found = [(likeness(a, b), a, b) for a, b in combinations(features, 2)]
    ranked = sorted((-score, a.order, b.order, a.id, b.id) for score, a, b in found if score)
    return [(-score, a, b) for score, _, _, a, b in ranked]


def _named(
    members: Mapping[int, list[int]],
    pin: Mapping[int, str | None],
    earlier: Mapping[int, str],
    age: Mapping[str, int],
) -> list[Group]:
    """Give each group its record: the pinned one, else the earlier one that most of its mentions had."""
    taken = {record for r in members if (record := pin[r])}
    claims = []
    for place, (r, together) in enumerate(members.items()):
        if pin[r] is None:
            wanted = Counter(earlier[m] for m in together if m in earlier)
            claims += [(-n, age.get(record, len(age)), record, place, r) for record, n in wanted.items()]
    given: dict[int, str] = {}
    for _, _, record, _, r in sorted(claims):
        if record not in taken and r not in given:
            given[r] = record
            taken.add(record)
    return [
        Group(tuple(together), pin[r] or given.get(r), pinned=pin[r] is not None) for r, together in members.items()
    ]
