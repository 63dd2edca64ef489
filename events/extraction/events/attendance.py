"""Who was at a gathering: the lists with which reports of meetings and ceremonies end."""

from events.extraction.actors import Cast, Mention
from events.extraction.events.drafts import Draft
from events.extraction.events.implied import participant
from events.extraction.events.lists import within_office
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind, Assertion, Kind, Role

WORDS = "events/cues/words"
ATTENDING = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP})
HELD = frozenset({Assertion.REPORTED})
MOST_PRESENT = 15


def add_attending(drafts: list[Draft], cast: Cast, reading: Reading) -> None:
    """Add to the gathering that an article is about who "were also present", "attended" or "accompanied" somebody."""
    gathering = _gathering(drafts, reading)
    if gathering is None:
        return
    listed = [m for number in range(len(reading.sentences)) for m in _listed(reading, cast, number)]
    held = gathering.clusters
    for mention in listed:
        one = participant(mention, Role.PARTICIPANT)
        if one.cluster not in held and len(held) < MOST_PRESENT:
            gathering.participants += (one,)
            held = held | {one.cluster}


def _gathering(drafts: list[Draft], reading: Reading) -> Draft | None:
    """Find the meeting of an article, or what was opened, launched or handed over at a ceremony."""
    here = [d for d in drafts if d.reading is reading and d.assertion in HELD]
    meetings = [d for d in here if d.kind is Kind.MEETING]
    ceremonies = [d for d in here if reading.lemma[d.trigger.governor] in words(WORDS, "ceremonial")]
    return max(meetings or ceremonies, key=lambda d: d.worth, default=None)


def _listed(reading: Reading, cast: Cast, number: int) -> list[Mention]:
    """Give whom a sentence names as present, [] where it tells something else."""
    first, last = reading.sentences[number]
    lower = reading.lower[first:last]
    if any(reading.lemma[t] == "attend" and reading.pos[t] == "VERB" for t in range(first, last)):
        return []  # a trigger of its own
    for at in range(first, last):
        word, before = reading.lower[at], reading.lower[max(first, at - 3) : at]
        present = word == "present" and reading.pos[at] in ("ADJ", "ADV") and reading.lower[at + 1 : at + 2] != ["day"]
        attending = word == "attendance" and before[-1:] == ["in"]
        if present or attending:
            ahead = bool({"those", "among", "also", "others"} & set(lower[: at - first])) and at - first < 6
            begins = at == first or ahead
            return _attending(reading, cast, (at, last) if begins else (first, at))
    if lower[:2] == ["accompanied", "by"]:
        comma = next((t for t in range(first + 2, last) if _ends_list(reading, t)), last)
        return _attending(reading, cast, (first + 2, comma))
    verb = next((t for t in range(first, last) if _accompanies(reading, t)), None)
    return _attending(reading, cast, (first, verb)) if verb is not None else []


def _accompanies(reading: Reading, token: int) -> bool:
    """See "... accompanied the premier on the trip"."""
    return reading.lower[token] == "accompanied" and reading.tag[token] == "VBD" and reading.dep[token] == "ROOT"


def _ends_list(reading: Reading, token: int) -> bool:
    """See the comma before the subject of the sentence."""
    after = token + 1
    return reading.words[token] == "," and reading.lower[after : after + 1] in (["the"], ["he"], ["she"], ["president"])


def _attending(reading: Reading, cast: Cast, region: tuple[int, int]) -> list[Mention]:
    found: list[Mention] = []
    for mention in cast.near(reading, region[0]):
        inside = region[0] <= mention.start and mention.end <= region[1]
        title = mention.kind is ActorKind.OFFICE and mention.holder is not None
        if inside and mention.kind in ATTENDING and not title and not within_office(cast, mention):
            nested = any(m.start <= mention.start and mention.end <= m.end for m in found)
            found += [] if nested else [mention]
    return found
