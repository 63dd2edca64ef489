"""The stages in their order: parse, times, policies, actors, statements, events, commitments."""

from pathlib import Path

from events.extraction.actors import Cast, find_actors
from events.extraction.commitments import Deadlines, find_commitments
from events.extraction.dates import Dater, recognise
from events.extraction.documents import NOTHING_KNOWN, Document, Knowledge
from events.extraction.events import find_events, tell
from events.extraction.parsing import PIPELINES, chosen_pipeline, parse, passing
from events.extraction.policies import find_policies
from events.extraction.reading import read
from events.extraction.results import Actor, Event, Extraction
from events.extraction.statements import find_statements, quotations

RELEASE = "tracker-en/6"
# What another pipeline reads differs, so it is another extractor
EXTRACTOR = RELEASE if chosen_pipeline() == PIPELINES[0] else f"{RELEASE} {Path(chosen_pipeline()).name}"[:100]
LONGEST_TEXT = 300_000


def extract(document: Document, *, knowledge: Knowledge = NOTHING_KNOWN) -> Extraction:
    """Extract times, actors, events, statements and commitments from one document.

    Texts in other languages than English are not read, texts longer than 300,000 characters only so far; a warning
    says so.
    """
    if not document.language.lower().startswith("en"):
        return _unread(document, f"no pipeline for language {document.language!r}: nothing was extracted")
    with passing():
        return _read_and_extract(document, knowledge)


def _read_and_extract(document: Document, knowledge: Knowledge) -> Extraction:
    warnings: tuple[str, ...] = ()
    if len(document.text) > LONGEST_TEXT:
        warnings = (f"only the first {LONGEST_TEXT} of {len(document.text)} characters were read",)
    doc = parse(document.text[:LONGEST_TEXT])
    readings = [read(doc)]
    if document.title and document.title.strip():
        readings.append(read(parse(document.title), field="title"))
    if not readings[0].words:
        return _unread(document, "the text is empty")
    body = readings[0]
    day = document.published_day
    times = recognise(body.text, published=day, doc=doc, timezone=document.timezone)
    dated = Dater(doc, times, day)
    policies = find_policies(readings, knowledge=knowledge)
    for reading in readings:
        reading.policies = frozenset(t for p in policies if p.reading is reading for t in range(p.start, p.end))
    cast = find_actors(readings, policies=policies, knowledge=knowledge, published=day)
    statements = find_statements(body, cast)
    papers = [(a.mention.cluster, a.cue) for a in statements if a.paper and a.mention is not None and a.cue >= 0]
    events = find_events(readings, cast, policies, dated, papers=papers, quoted=quotations(body))
    about = tuple(tell(body, cast, span, dated) if span.start < LONGEST_TEXT else None for span in document.spans)
    return Extraction(
        id=document.id,
        times=times,
        actors=_actors(cast, events),
        events=events,
        about=about,
        statements=tuple(a.statement for a in statements),
        commitments=find_commitments(body, cast, statements, policies, Deadlines(body, times, day, dated.day_of)),
        language=document.language,
        warnings=warnings,
        extractor=EXTRACTOR,
    )


def _unread(document: Document, warning: str) -> Extraction:
    about: tuple[Event | None, ...] = (None,) * len(document.spans)
    return Extraction(id=document.id, about=about, language=document.language, warnings=(warning,), extractor=EXTRACTOR)


def _actors(cast: Cast, events: tuple[Event, ...]) -> tuple[Actor, ...]:
    """List the mentions of actors: all names, and common nouns where they take part in something."""
    acting: set[tuple[int, int]] = {(p.start, p.end) for event in events for p in event.participants}
    found = []
    for mention in cast.mentions:
        if mention.reading.field != "text":
            continue
        span = mention.reading.span(mention.start, mention.end)
        if mention.listed or span in acting:
            found.append(
                Actor(
                    *span, kind=mention.kind, name=mention.name, cluster=mention.cluster, stands_for=mention.stands_for
                )
            )
    return tuple(found)
