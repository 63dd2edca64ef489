"""The stages in their order: parse, times, actors, events, statements, commitments."""

from events.extraction.dates import Dater, recognise
from events.extraction.documents import NOTHING_KNOWN, Document, Knowledge
from events.extraction.parsing import parse
from events.extraction.results import Event, Extraction, Span
from events.extraction.vocabulary import Assertion

EXTRACTOR = "tracker-en/1"


def extract(document: Document, *, knowledge: Knowledge = NOTHING_KNOWN) -> Extraction:
    """Extract times, actors, events, statements and commitments from one document."""
    doc, published = parse(document.text), document.published_day
    times = recognise(document.text, published=published, language=document.language, doc=doc)
    dater = Dater(doc, times, published)
    return Extraction(
        id=document.id,
        times=times,
        about=tuple(_dated(span, dater, document.text) for span in document.spans),
        language=document.language,
        extractor=EXTRACTOR,
    )


def _dated(span: Span, dater: Dater, text: str) -> Event:
    day, when = dater.date_of(span.start, span.end)
    title = text[span.start : span.end]
    return Event(None, Assertion.REPORTED, title, *span, span, (), day, when, None, (), (), (), 0.0)
