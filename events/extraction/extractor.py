"""The stages in their order: parse, times, actors, events, statements, commitments."""

from events.extraction.actors import Cast, find_actors
from events.extraction.documents import NOTHING_KNOWN, Document, Knowledge
from events.extraction.parsing import parse
from events.extraction.reading import read
from events.extraction.results import Actor, Extraction

EXTRACTOR = "tracker-en/1"


def extract(document: Document, *, knowledge: Knowledge = NOTHING_KNOWN) -> Extraction:
    """Extract times, actors, events, statements and commitments from one document."""
    readings = [read(parse(document.text))]
    if document.title:
        readings.append(read(parse(document.title), field="title"))
    cast = find_actors(readings, knowledge=knowledge, published=document.published_day)
    return Extraction(
        id=document.id,
        actors=_actors(cast),
        about=(None,) * len(document.spans),
        language=document.language,
        extractor=EXTRACTOR,
    )


def _actors(cast: Cast) -> tuple[Actor, ...]:
    return tuple(
        Actor(*m.reading.span(m.start, m.end), kind=m.kind, name=m.name, cluster=m.cluster, stands_for=m.stands_for)
        for m in cast.mentions
        if m.reading.field == "text" and m.listed
    )
