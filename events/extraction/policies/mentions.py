"""What the stages of policy finding hand on to one another."""

from dataclasses import dataclass

from events.extraction.reading import Reading


@dataclass(slots=True, eq=False)
class PolicyMention:
    """One mention of a named policy: tokens of a reading, its name in the document, the policy it is part of."""

    reading: Reading
    start: int
    end: int
    name: str
    parent: str | None = None
