"""What was at no one day that the text tells: in a time that lasted, or at many times."""

from typing import TYPE_CHECKING

from events.extraction.dates.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

ERAS, MANY_TIMES, HABITUAL = cues("eras"), cues("many_times"), cues("habitual")
THROUGH = frozenset({"during", "in", "throughout", "under", "over", "through", "amid"})
OFTEN = frozenset({"in", "on", "at", "over", "to", "through", "for"})
MANY = frozenset({"many", "several", "multiple", "numerous", "countless", "various", "few", "rare", "some", "other"})
HAVE = frozenset({"has", "have", "'ve", "’ve"})
STARTING = frozenset({"start", "ignite", "spark", "begin", "trigger", "end", "launch", "unleash"})


def is_spread_out(trigger: "Token") -> bool:
    """Say whether a verb's own words put it at no one day: "during the war", "on many occasions", "so far", "has only".

    So does an event known by what it led to: "in the attack that started the war".
    """
    for child in trigger.children:
        if child.dep_ == "advmod" and child.lower_ in HABITUAL:
            return True
        if child.dep_ == "prep" and any(_lasts(child, noun) for noun in child.children):
            return True
        if child.dep_ == "npadvmod" and _is_many(child):
            return True
        if child.lower_ == "far" and any(word.lower_ == "so" for word in child.children):
            return True
        if child.lower_ == "only" and any(word.lower_ in HAVE for word in trigger.children):
            return True
    return False


def _lasts(preposition: "Token", noun: "Token") -> bool:
    lemma, definite = noun.lemma_.lower(), any(word.dep_ in ("det", "poss") for word in noun.children)
    if preposition.lower_ in THROUGH and lemma in ERAS and (definite or noun.tag_ == "NNS"):
        return True
    if preposition.lower_ in ("in", "to") and noun.lower_ in ("past", "date"):
        return not any(word.pos_ in ("NUM", "NOUN") for word in noun.children)
    if preposition.lower_ in OFTEN and noun.tag_ == "NNS" and lemma in MANY_TIMES:
        return _is_many(noun) or preposition.lower_ in ("over", "for", "at")
    return preposition.lower_ == "in" and any(_led_to_an_era(word) for word in noun.children)


def _is_many(noun: "Token") -> bool:
    described = {word.lower_ for word in noun.children}
    return noun.lemma_.lower() in MANY_TIMES and noun.tag_ == "NNS" and bool(described & MANY)


def _led_to_an_era(clause: "Token") -> bool:
    if clause.dep_ != "relcl" or clause.lemma_.lower() not in STARTING:
        return False
    return any(word.dep_ == "dobj" and word.lemma_.lower() in ERAS for word in clause.children)
