"""Who is said to have chaired or attended a sitting, in the words that describe it."""

from events.extraction.actors import Cast, Mention
from events.extraction.events.arguments import objects, subjects
from events.extraction.events.triggers import Trigger
from events.extraction.lexicon import load
from events.extraction.reading import Reading
from events.extraction.vocabulary import PLACED, Kind, Role

CHAIRED = frozenset({"chair", "co-chair"})
CUES = "events/cues/roles"


def leaders_below(reading: Reading, cast: Cast, trigger: Trigger) -> list[Mention]:
    """Read "under the leadership of the governor" after a meeting, wherever the parser hangs it."""
    stop = reading.sentence(trigger.token)[1]
    for token in range(trigger.last, stop - 2):
        if reading.pos[token] == "VERB" and reading.tag[token] == "VBD":
            return []
        if reading.lower[token] != "under":
            continue
        noun = next((t for t in range(token + 1, min(token + 4, stop)) if reading.lemma[t] in _chairs()), None)
        if noun is not None and reading.lower[noun + 1 : noun + 2] == ["of"]:
            led = [cast.at(reading, t) for t in reading.all_children(noun + 1, "pobj")]
            return [m for m in led if m is not None and m.kind not in PLACED]
    return []


def _chairs() -> set[str]:
    return {noun for noun, role in load(CUES)["nouns"].items() if role == Role.CHAIR}


def in_the_chair(reading: Reading, noun: int) -> bool:
    """See "with the premier in the chair" and "with the former presiding"."""
    ahead = reading.lower[noun + 1 : noun + 9]
    return "presiding" in ahead[:2] or any(ahead[i : i + 3] == ["in", "the", "chair"] for i in range(6))


def described_by(reading: Reading, trigger: Trigger) -> list[tuple[int, Role]]:
    """Find the participles and verbs that say who chaired or attended."""
    verbs: dict[str, str] = load(CUES)["verbs"]
    near = [trigger.token, trigger.governor, *reading.children[trigger.token], *reading.children[trigger.governor]]
    if trigger.sense.kind is Kind.MEETING:
        nouns_ = objects(reading, trigger.token) if trigger.sense.verbal else [trigger.token]
        nouns_ = [*nouns_, *subjects(reading, trigger.governor)]
        near += [t for n in nouns_ for t in range(n + 1, _end_of_description(reading, n)) if reading.tag[t] == "VBN"]
    elif trigger.sense.kind in (Kind.DECISION, Kind.LEGISLATION):
        deciding = subjects(reading, trigger.governor)
        near += [c for t in deciding for c in reading.all_children(t, "acl") if reading.lemma[c] in CHAIRED]
    return [
        (t, Role(verbs[reading.lemma[t]]))
        for t in dict.fromkeys(near)
        if reading.lemma[t] in verbs and reading.tag[t].startswith("VB")
    ]


def _end_of_description(reading: Reading, noun: int) -> int:
    """Give where what describes a session ends: its own phrase, or the participle that a comma sets behind it."""
    inside = reading.right[noun] + 1
    for token in range(inside, min(noun + 14, reading.sentence(noun)[1])):
        if reading.words[token - 1] == "," and reading.tag[token] == "VBN":
            return token + 1
        if reading.pos[token] in ("VERB", "AUX") and reading.tag[token] != "VBN":
            break
    return min(inside, noun + 14)
