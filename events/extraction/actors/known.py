"""Names that the tracker knows, found in a text in any script, and offices told apart by who held them when."""

from datetime import date

from events.extraction.actors.mentions import Mention
from events.extraction.actors.offices import office_key
from events.extraction.documents import Knowledge
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind


def known_mentions(readings: list[Reading], knowledge: Knowledge) -> list[Mention]:
    """Find the known names in a document; of names that overlap the longest is kept."""
    found: list[Mention] = []
    names = sorted(
        ((name, actor) for actor in knowledge.actors for name in actor.names if len(name) > 1), key=lambda p: -len(p[0])
    )
    for reading in readings:
        taken: set[int] = set()
        for name, actor in names:
            at = reading.text.find(name)
            while at >= 0:
                end = at + len(name)
                if _whole_word(reading.text, at, end):
                    first, last = reading.tokens_in(at, end)
                    if not taken.intersection(range(first, last)):
                        taken.update(range(first, last))
                        head = next(
                            (t for t in range(last - 1, first - 1, -1) if not first <= reading.head[t] < last), last - 1
                        )
                        found.append(
                            Mention(
                                reading, first, last, ActorKind(actor.kind), head, known=actor.id, country=actor.country
                            )
                        )
                at = reading.text.find(name, end)
    return found


def _whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def tenured(office: str, knowledge: Knowledge, day: date | None) -> str | None:
    """Find the one known actor who held an office on a day; None where nobody or several may have."""
    if day is None:
        return None
    holders = {
        actor.id
        for actor in knowledge.actors
        for tenure in actor.tenures
        if office_key(tenure.office) == office and (tenure.start or date.min) <= day <= (tenure.end or date.max)
    }
    return holders.pop() if len(holders) == 1 else None
