"""The stages in their order: parse, times, actors, events, statements, commitments."""

from events.extraction.documents import NOTHING_KNOWN, Document, Knowledge
from events.extraction.results import Extraction

EXTRACTOR = "tracker-en/1"


def extract(document: Document, *, knowledge: Knowledge = NOTHING_KNOWN) -> Extraction:
    """Extract times, actors, events, statements and commitments from one document."""
    return Extraction(
        id=document.id,
        about=(None,) * len(document.spans),
        language=document.language,
        extractor=EXTRACTOR,
    )
