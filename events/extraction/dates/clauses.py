"""What a trigger's own clause says of its time: whether it is the text's, another, unsaid one, or none."""

from typing import TYPE_CHECKING

from events.extraction.dates.lexicon import UNITS, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

ANCHORS = cues("anchors")
"""Prepositions whose noun is an event of another time than the clause."""
BACKGROUND = cues("background")
HABITUAL = cues("habitual")
REPORTING = cues("reporting")
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
OCCASIONAL = frozenset({"when", "since", "as", "while", "because", "where", "although", "though", "like"})
CLIMBED = 12
GOVERNING = frozenset({"government", "administration", "regime", "cabinet", "ministry", "parliament"})
FORMER = frozenset({"last", "previous", "former", "then", "past", "erstwhile", "earlier", "preceding", "prior"})


def in_main_clause(head: "Token") -> bool:
    """Say whether what hangs on this word dates the sentence's main clause."""
    token = head
    for _ in range(CLIMBED):
        if token.head.i == token.i:
            return True
        if token.dep_ in ("relcl", "acl", "advcl", "pcomp") or (token.pos_ == "ADP" and token.lower_ in ANCHORS):
            return False
        token = token.head
    return False


def is_apart(trigger: "Token") -> bool:
    """Say whether the trigger's own words put it at another, unsaid time: "since its launch", "had first come".

    So does a noun that is no subject or object, which names what may have been at any time, and a perfect
    in a clause that only describes.
    """
    if trigger.pos_ in ("NOUN", "PROPN"):
        return trigger.dep_ not in ("dobj", "nsubj", "nsubjpass", "ROOT") or trigger.head.lemma_ in ("be", "have")
    if trigger.tag_ in ("VBD", "VBN") and any(child.lower_ in BACKGROUND for child in trigger.children):
        return True
    if any(child.lower_ in HABITUAL for child in trigger.children) or _is_when_something_undated(trigger):
        return True
    if trigger.dep_ in ("relcl", "acl") and any(child.lower_ in ("has", "have", "'ve") for child in trigger.children):
        return True
    if any(_is_how_long(child) for child in trigger.children) and any(
        child.lower_ in ("has", "have", "'ve") for child in trigger.children
    ):
        return True
    node = trigger
    for _ in range(CLIMBED):
        if node.pos_ in ("VERB", "AUX"):
            marked = {child.lower_ for child in node.children if child.dep_ in ("mark", "advmod")}
            return node.dep_ == "advcl" and bool(marked & {"after", "before", "since", "until", "if", "unless"})
        if node.pos_ == "ADP" and node.lower_ in ANCHORS:
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def is_at_another_time(trigger: "Token") -> bool:
    """Say whether a clause leaves its time open: "previously", "days after it", "the last government banned"."""
    return _is_by_a_former(trigger) or any(
        (child.dep_ == "advmod" and child.lower_ in BACKGROUND - {"already", "ever", "first"})
        or (
            child.lower_ in ("after", "before", "following", "prior")
            and trigger.sent.start > 0  # a text may begin: "three months after the floods, the council met"
            and any(word.lemma_.lower() in UNITS for word in child.children if word.i < child.i)
        )
        for child in trigger.children
    )


def _is_by_a_former(trigger: "Token") -> bool:
    rulers = [c for c in trigger.children if c.dep_ == "nsubj" and c.lemma_.lower() in GOVERNING]
    return any(word.dep_ == "amod" and word.lower_ in FORMER for ruler in rulers for word in ruler.children)


def _begins_aside(verb: "Token") -> bool:
    """Tell a clause with its relative word, or a bare participle, from a main clause that was parsed as one."""
    finite = any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in verb.children)
    return not finite or any(word.tag_ in RELATIVE for word in verb.doc[verb.left_edge.i : verb.i])


def is_aside(trigger: "Token") -> bool:
    """Say whether the trigger stands in a clause that tells of a thing or an occasion, not what a text reports.

    "The firm, which the state bought", "since May, when she was appointed", "as he signed it"; what such a clause says
    of the past may be long ago.
    """
    node = trigger
    for _ in range(CLIMBED):
        if node.dep_ in ("relcl", "acl") and _begins_aside(node):
            return True
        if node.dep_ == "advcl" and any(
            word.lower_ in OCCASIONAL and word.dep_ in ("mark", "advmod") for word in node.children
        ):
            return True
        own = any(word.dep_ in ("nsubj", "nsubjpass") for word in node.children)
        said_for_itself = node.dep_ == "conj" and (own or (node.tag_ == "VBD" and node.head.tag_ != "VBD"))
        if node.dep_ in ("ccomp", "parataxis") or said_for_itself or node.head.i == node.i:
            return False
        node = node.head
    return False


def _is_when_something_undated(trigger: "Token") -> bool:
    """Say whether a clause puts the trigger at another, unsaid time: "when he first saw it, he liked it"."""
    for child in trigger.children:
        if child.dep_ == "advcl" and child.tag_ in ("VBD", "VBN"):
            words = {word.lower_ for word in child.children}
            if "when" in words and words & BACKGROUND:
                return True
    return False


def _is_how_long(child: "Token") -> bool:
    """Say whether a preposition tells since when or how long: "since May", "over the years", but not "for Monday"."""
    if child.dep_ != "prep" or child.lower_ not in ("since", "for", "over"):
        return False
    units = [word for word in child.children if word.lemma_.lower() in UNITS]
    return child.lower_ == "since" or any(child.lower_ == "for" or word.tag_ == "NNS" for word in units)


def is_unfinished(trigger: "Token") -> bool:
    """Say whether the trigger is an infinitive or a gerund: it names what may be done, not what was."""
    if trigger.pos_ != "VERB" or trigger.tag_ not in ("VB", "VBG"):
        return False
    auxiliaries = {child.lower_ for child in trigger.children if child.dep_ in ("aux", "auxpass")}
    return not auxiliaries - {"to"} and (trigger.tag_ == "VBG" or "to" in auxiliaries)


def is_root_verb(token: "Token") -> bool:
    """Say whether the token is the main verb of its sentence, or joined to it."""
    main = token.head if token.dep_ == "conj" else token
    return token.pos_ == "VERB" and main.head.i == main.i


def is_reporting(trigger: "Token") -> bool:
    """Say whether the trigger is a verb of saying, with which a text comes back to its own time."""
    return trigger.lemma_.lower() in REPORTING


def is_reported(trigger: "Token") -> bool:
    """Say whether a verb tells what somebody said was done ("he said that police had fired"), nothing before that."""
    head = trigger.head
    background = any(child.lower_ in BACKGROUND for child in trigger.children)
    return trigger.dep_ == "ccomp" and head.i < trigger.i and is_reporting(head) and not background
