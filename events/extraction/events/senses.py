"""The trigger lexicon as an index: which words may speak of an event, of which kind, on which conditions."""

import functools
from collections import defaultdict
from dataclasses import dataclass, replace

from events.extraction.lexicon import HERE, load
from events.extraction.vocabulary import Effect, Kind, Role

LEXICON = "events/lexicon"
KINDS = tuple(Kind)
ACTING = frozenset({"subject", "agent", "by"})
JOINT = frozenset({"object", "with", "between", "of", "to", "among"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a trigger. `words` is the phrase, its head first for verbs; `asked` senses answer only when a
    phrase is asked about.
    """

    kind: Kind
    words: tuple[str, ...]
    verbal: bool
    weight: float
    roles: tuple[tuple[str, Role], ...]
    effect: Effect | None = None
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    requires: str = ""
    asked: bool = False

    def role(self, relation: str) -> Role | None:
        """Give the role of an argument by its relation to the trigger ("subject", "object", a preposition)."""
        return next((role for name, role in self.roles if name == relation), None)


@functools.cache
def lexicon_kinds() -> tuple[Kind, ...]:
    """Give the kinds that have a lexicon file."""
    return tuple(kind for kind in KINDS if (HERE / LEXICON / f"{kind}.toml").exists())


@functools.cache
def verbs() -> dict[str, list[Sense]]:
    """Give the verb senses by the lemma of their head; those with conditions go first."""
    return _index(verbal=True)


@functools.cache
def nouns() -> dict[str, list[Sense]]:
    """Give the noun senses by their first word; longer phrases go first."""
    return _index(verbal=False)


@functools.cache
def as_operation(sense: Sense) -> Sense:
    """Give a sense of violence as an operation of whoever does it."""
    by = tuple((relation, Role.IMPLEMENTER if relation in ACTING else role) for relation, role in sense.roles)
    return replace(sense, kind=Kind.OPERATION, roles=by)


@functools.cache
def as_incident(sense: Sense) -> Sense:
    """Give a sense of an operation as what a crowd or rebels do."""
    by = tuple((relation, Role.PARTICIPANT if relation in ACTING else role) for relation, role in sense.roles)
    return replace(sense, kind=Kind.INCIDENT, roles=by)


@functools.cache
def as_decision(sense: Sense) -> Sense:
    """Give a sense of an agreement or a law as what one body, or a state, decides by itself."""
    by = tuple((relation, Role.DECIDER if relation in ACTING else role) for relation, role in sense.roles)
    return replace(sense, kind=Kind.DECISION, roles=tuple((r, role) for r, role in by if r not in JOINT))


@functools.cache
def as_legislation(sense: Sense) -> Sense:
    """Give a sense of a decision as a legislature's act."""
    return replace(sense, kind=Kind.LEGISLATION)


@functools.cache
def asked() -> dict[str, Kind]:
    """Give the words that tell a kind only where somebody asks about them."""
    found: dict[str, Kind] = {}
    for kind in lexicon_kinds():
        for row in load(f"{LEXICON}/{kind}").get("asked", ()):
            for word in row["words"]:
                found.setdefault(word, kind)
    return found


def _index(*, verbal: bool) -> dict[str, list[Sense]]:
    found: dict[str, list[Sense]] = defaultdict(list)
    for kind in lexicon_kinds():
        lexicon = load(f"{LEXICON}/{kind}")
        for row in lexicon["trigger"]:
            for phrase in row.get("verbs" if verbal else "nouns", ()):
                sense = _sense(kind, lexicon["roles"], row, tuple(phrase.split()), verbal=verbal)
                found[sense.words[0]].append(sense)
    for senses in found.values():
        senses.sort(key=lambda s: (-len(s.words), not (s.objects or s.subjects), -s.weight))
    return found


def _sense(
    kind: Kind, defaults: dict[str, str], row: dict[str, object], phrase: tuple[str, ...], *, verbal: bool
) -> Sense:
    roles = {**defaults, **_strings(row.get("roles"))}
    return Sense(
        kind=Kind(str(row.get("kind", kind))),
        words=phrase,
        verbal=verbal,
        weight=float(str(row["weight"])),
        roles=tuple((relation, Role(role)) for relation, role in roles.items()),
        effect=Effect(str(row["effect"])) if "effect" in row else None,
        objects=_set(row.get("objects")) if verbal else frozenset(),
        not_objects=_set(row.get("not_objects")),
        not_subjects=_set(row.get("not_subjects")),
        subjects=_set(row.get("subjects")),
        requires=str(row.get("requires") or (row.get("requires_verb") if verbal else "") or ""),
    )


def _set(value: object) -> frozenset[str]:
    return frozenset(str(v) for v in value) if isinstance(value, list) else frozenset()


def _strings(value: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}
