"""Titles of meetings, and of what is only named: who met whom, who issues a ruling."""

import re
from collections.abc import Sequence

from events.extraction.events.arguments import is_passive, objects
from events.extraction.events.inflection import inflected
from events.extraction.events.phrasing import phrase
from events.extraction.events.triggers import Trigger
from events.extraction.vocabulary import Assertion, Kind

LONGEST_NOUN = 80
GIVEN = dict.fromkeys(("ruling", "order", "decree", "verdict", "judgment", "directive", "injunction"), "issue") | {
    "decision": "take"
}
"""What bodies hand down, and the verb for it."""
SMALL = re.compile(r" (?:of|from|in|at|on|for|and) ")


def with_verb(trigger: Trigger, assertion: Assertion, text: str, doers: Sequence[str]) -> str:
    """Say "Cabinet meets" and "Supreme Court issues ruling" for what is only named: "Cabinet meeting"."""
    noun = trigger.reading.lower[trigger.token]
    named = f"{doers[0]} {noun}" if doers and not trigger.sense.verbal and trigger.light is None else ""
    if not named or not text.lower().startswith(named.lower()):
        return ""
    rest, plural = text[len(named) :], names_several(doers[0])
    if trigger.sense.kind is Kind.MEETING:
        return f"{doers[0]} {inflected('meet', assertion, plural=plural)}{rest}"
    return f"{doers[0]} {inflected(GIVEN[noun], assertion, plural=plural)} {noun}{rest}" if noun in GIVEN else ""


def leaves_out(trigger: Trigger, text: str, doers: Sequence[str]) -> bool:
    """Tell whether a meeting's title names nobody who met, or but the other of two without a verb."""
    named = [name.casefold() in text.casefold() for name in doers]
    noun = not trigger.sense.verbal and trigger.light is None
    between = " between " in text and not all(named[:2])
    return not any(named) or (noun and len(named) > 1 and (between or not named[0]))


def is_attended(trigger: Trigger, doers: Sequence[str]) -> bool:
    """See "the meeting was attended by" and a list: who met with whom says more than who was there."""
    reading, verb = trigger.reading, trigger.governor
    return len(doers) > 1 and reading.lemma[verb] in ("attend", "participate") and is_passive(reading, verb)


def of_meeting(trigger: Trigger, assertion: Assertion, text: str, doers: Sequence[str]) -> str:
    """Say who meets where the clause does not: "A and B meet", "A holds consultation in Oslo"."""
    if len(doers) > 1:
        return f"{doers[0]} and {doers[1]} {inflected('meet', assertion, plural=True)}"
    noun = next(iter(objects(trigger.reading, trigger.token)), None) if trigger.sense.verbal else trigger.token
    without = trigger.light if trigger.light is not None else trigger.token
    what = phrase(trigger.reading, noun, longest=LONGEST_NOUN, without=without) if noun is not None else text
    if not what:
        return text
    if doers[0] in what:
        return f"{what} {'to be ' if assertion is Assertion.PLANNED else ''}held"
    return f"{doers[0]} {inflected('hold', assertion, plural=names_several(doers[0]))} {what}"


def names_several(name: str) -> bool:
    """Tell "senior officials from the board" from the name of one."""
    head = SMALL.split(name)[0].split()[-1:]
    return bool(head) and head[0].islower() and head[0].endswith("s") and not head[0].endswith("ss")
