"""Checking what people type, before it becomes a judgement's value."""

from enum import StrEnum
from typing import Any

from events.curation.errors import CurationError
from events.extraction.dates import parse_date
from events.extraction.vocabulary import ActorKind, Assertion, Kind, Role
from events.models import CommitmentState
from events.models.facts import FACTS
from events.models.fields import check_time_zone

WORDS = {"kind": Kind, "assertion": Assertion}
EVENT_FIELDS = ("kind", "assertion", "title", "date", "place")
ACTOR_FIELDS = ("name", "kind", "country")
POLICY_FIELDS = ("name", "kind")


def typed_date(text: str) -> dict[str, Any] | None:
    """Read a date as people type it (EDTF, ISO 8601, "22 June 2024", "June 2024"); raises CurationError."""
    if not text.strip():
        return None
    try:
        found = parse_date(text, base=None)
    except ValueError as error:
        raise CurationError(str(error)) from error
    return {
        "edtf": found.edtf,
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "latest": found.latest.isoformat() if found.latest else None,
        "precision": found.precision.value,
        "expression": text.strip(),
    }


def event_value(field: str, value: Any) -> Any:
    """Check a value for a field of an event and give it as it is stored; raises CurationError."""
    if field not in EVENT_FIELDS:
        raise CurationError(f"{field} is not a field of an event; those are {', '.join(EVENT_FIELDS)}.")
    if field in WORDS:
        return _word(WORDS[field], value)
    if field == "date":
        if value is not None and not isinstance(value, str):
            raise CurationError("A date is given as text, such as 2024-06-22; empty means that it is not known.")
        return typed_date(value or "")
    if field == "place":
        return _place(value)
    return _line(value, 500)


def record_value(field: str, value: Any, fields: tuple[str, ...]) -> str:
    """Check a value for a field of an actor or a policy; raises CurationError."""
    if field not in fields:
        raise CurationError(f"{field} cannot be corrected; {', '.join(fields)} can.")
    if field == "kind" and fields is ACTOR_FIELDS:
        return str(_word(ActorKind, value))
    return _line(value, 300 if field == "name" else 100)


def article_value(field: str, value: Any) -> str | None:
    """Check a fact about an article; raises CurationError."""
    if field not in FACTS:
        raise CurationError(f"{field} is not a fact about an article; those are {', '.join(FACTS)}.")
    if field == "published":
        if value in (None, ""):
            return None
        day = typed_date(str(value))
        if day is None or day["earliest"] is None or day["earliest"] != day["latest"]:
            raise CurationError("An article is published on one day: give it as 2024-06-22.")
        return str(day["earliest"])
    if field == "timezone":
        try:
            check_time_zone(value)
        except ValueError as error:
            raise CurationError(str(error)) from error
    return str(value or "")[:200]


def participant_value(role: str, name: str, actor: str | None, kind: str) -> dict[str, Any]:
    """Check a participant; raises CurationError."""
    return {"role": _word(Role, role), "name": _line(name, 300), "actor": actor, "kind": kind}


def commitment_value(state: str) -> str:
    """Check the state of a commitment; raises CurationError."""
    if state not in CommitmentState.values:
        raise CurationError(f"{state!r} is not a state; those are {', '.join(CommitmentState.values)}.")
    return state


def _word(words: type[StrEnum], value: Any) -> str:
    try:
        return str(words(value).value)
    except ValueError as error:
        raise CurationError(f"{value!r} is not one of {', '.join(w.value for w in words)}.") from error


def _place(value: Any) -> dict[str, str] | None:
    if not value:
        return None
    if isinstance(value, str):
        value = {"name": value}
    return {"name": _line(value.get("name"), 300), "country": str(value.get("country") or "")[:100]}


def _line(value: Any, most: int) -> str:
    text = " ".join(str(value or "").split())
    if not text or len(text) > most:
        raise CurationError(f"A text of 1 to {most} characters is needed.")
    return text
