"""All time expressions of a text, each resolved as far as the text and its publication date allow."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from events.extraction.dates.direction import agreed_teller, parsed_teller, surface_teller
from events.extraction.dates.fiscal import fiscal_years_in
from events.extraction.dates.memory import Memory, is_history
from events.extraction.dates.resolving import Resolver
from events.extraction.dates.scanning import scan
from events.extraction.results import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A date may be written with hyphens that do not break, or with dashes; each is one character, so that spans stay.
_HYPHENS = re.compile(
    r"(?<=\d)[\u2010\u2011](?=\d)|(?<=\d{4})[\u2012\u2013\u2212](?=\d\d[\u2012\u2013\u2212-]\d\d\b)"
    r"|(?<=\d{4}[\u2012\u2013\u2212-]\d\d)[\u2012\u2013\u2212](?=\d\d\b)"
)


def recognise(
    text: str,
    *,
    published: date | None,
    language: str = "en",
    doc: "Doc | None" = None,
    order: str = "DMY",
    timezone: str | None = None,
) -> tuple[TimeExpression, ...]:
    """Find and resolve the time expressions of an English text.

    `published` is the day of publication where it was published; without it relative expressions keep a TIMEX3 value
    with X for what is not known, and no days. `doc`, a parse of the same text, lets tense and aspect decide which way
    a bare "Monday" points; without it the words near it do. `timezone` (IANA) tells by the country which months its
    fiscal year has. Another language gives none. Spans are characters.
    Source: TIMEX3 of ISO-TimeML (ISO 24617-1); EDTF level 1 (ISO 8601-2).
    """
    if language.split("-", maxsplit=1)[0].lower() != "en":
        return ()
    if isinstance(published, datetime):
        published = published.date()
    text = _HYPHENS.sub("-", text)
    readings = scan(text, order)
    if not readings:
        return ()
    tell = surface_teller(text)
    if doc is not None:
        tell = agreed_teller(parsed_teller(doc), tell)
    memory = Memory(published, history=is_history(readings, published))
    resolver = Resolver(memory, tell, fiscal_years_in(timezone))
    return tuple(resolver.expression(reading) for reading in readings)
