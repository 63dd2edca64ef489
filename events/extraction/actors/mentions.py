"""What the stages of actor finding hand on to one another."""

from dataclasses import dataclass, field

from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind


@dataclass(slots=True, eq=False)
class Mention:
    """One mention of an actor: tokens `start` to `end` (exclusive) of a reading.

    `named` tells names from common nouns; `key` is what the mention is compared by; `holder` is the person whose title
    an office is; `listed` says whether it is an actor of the document even when it takes part in nothing.
    """

    reading: Reading
    start: int
    end: int
    kind: ActorKind
    head: int
    named: bool = True
    listed: bool = True
    name: str = ""
    cluster: int = -1
    stands_for: str | None = None
    country: str | None = None
    holder: "Mention | None" = None
    known: str | None = None

    @property
    def text(self) -> str:
        """Give the mention as the text writes it."""
        return self.reading.slice(self.start, self.end)


@dataclass(slots=True)
class Cast:
    """All mentions of a document, and for each reading which mention a token heads or lies in."""

    mentions: list[Mention] = field(default_factory=list)
    heads: dict[tuple[str, int], Mention] = field(default_factory=dict)
    holders: dict[tuple[str, int], Mention] = field(default_factory=dict)
    canonical: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, ActorKind] = field(default_factory=dict)
    in_office: set[int] = field(default_factory=set)
    by_sentence: dict[tuple[str, int], list[Mention]] = field(default_factory=dict)
    authorities: float = 0.0

    def at(self, reading: Reading, token: int) -> Mention | None:
        """Give the mention that a token heads, else the smallest one that holds it."""
        return self.heads.get((reading.field, token)) or self.holders.get((reading.field, token))

    def in_sentences(self, reading: Reading, first: int, last: int) -> list[Mention]:
        """Give the mentions of sentences `first` to `last` (inclusive), in the order of the text, longer ones first."""
        return [
            m for number in range(max(0, first), last + 1) for m in self.by_sentence.get((reading.field, number), ())
        ]

    def near(self, reading: Reading, token: int) -> list[Mention]:
        """Give the mentions of a token's sentence, in the order of the text."""
        return self.by_sentence.get((reading.field, reading.sentence_of[token]), [])

    def headed_by(self, reading: Reading, token: int) -> Mention | None:
        """Give the mention that a token heads."""
        return self.heads.get((reading.field, token))
