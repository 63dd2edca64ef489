"""Nouns that look like events and are none here: idioms, parts of names, business, what somebody only wants."""

from events.extraction.actors import Cast
from events.extraction.events.conditions import forms_of
from events.extraction.events.senses import Sense
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind, Kind

WORDS = "events/cues/words"


def is_only_sought(reading: Reading, light: int, sense: Sense) -> bool:
    """See "thousands seek aid", "they need relief": nobody has given any."""
    return sense.kind is Kind.DECISION and reading.lemma[light] in words(WORDS, "seeking")


def is_abstract(reading: Reading, noun: int) -> bool:
    """See "in recognition of", "internal conflicts", "a conflict of views"."""
    before = reading.lower[noun - 1] if noun else ""
    return (before == "in" and reading.lemma[noun] in ("recognition", "support", "aid", "protest", "appreciation")) or (
        before in ("internal", "inner", "personal") and reading.lemma[noun] in ("conflict", "war", "battle", "violence")
    )


def is_business(reading: Reading, noun: int, light: int | None) -> bool:
    """Tell a firm's or ministry's "operations" from those that forces carry out."""
    if reading.lower[noun] not in ("operations", "campaigns", "exercises"):
        return False
    launched = light is not None and reading.lemma[light] not in ("lead", "end", "have", "be", "see", "begin", "start")
    around = {reading.lower[t] for t in range(max(0, noun - 3), min(len(reading), noun + 4))}
    return not launched and not around & (words("events/cues/roles", "forces") | words(WORDS, "field"))


def is_of_the_market(reading: Reading, noun: int, light: int | None) -> bool:
    """See "a sudden demand for flights", which nobody makes."""
    if reading.lemma[noun] != "demand":
        return False
    made = light is not None and reading.lemma[light] in words(WORDS, "light") - {"see", "have", "be", "face"}
    owned = reading.child(noun, "poss", "acl", "relcl", "agent") is not None or reading.tag[noun] == "NNS"
    return not made and not owned


def acts_on_other(reading: Reading, noun: int, sense: Sense) -> bool:
    """See "the deployment of funds": what is acted on stands behind "of"."""
    of = [c for c in reading.all_children(noun, "prep") if reading.lower[c] == "of"]
    acted_on = {form for c in of for t in reading.all_children(c, "pobj") for form in forms_of(reading, t)}
    return bool(sense.not_objects & acted_on)


def is_part_of_name(reading: Reading, cast: Cast, token: int) -> bool:
    mention = cast.at(reading, token)
    return (
        mention is not None
        and (mention.named or mention.kind is ActorKind.OFFICE)
        and reading.words[token][:1].isupper()
        and mention.end - mention.start > 1
    )


def is_idiom(reading: Reading, token: int) -> bool:
    """See "conflict of interest" and "heart attack"."""
    low = reading.lower
    around = (
        low[max(0, token - 1) : token + 1],
        low[token : token + 2],
        low[token : token + 3],
        low[max(0, token - 2) : token + 1],
    )
    return any(" ".join(words_) in words("events/cues/idioms", "phrases") for words_ in around)


def only_reacts(reading: Reading, verb: int | None, sense: Sense) -> bool:
    """See "condemned the attack" and "the meeting followed the hijacking": the subject did not do it."""
    if verb is None:
        return False
    forceful = sense.kind in (Kind.INCIDENT, Kind.OPERATION) or reading.lemma[verb] in ("face", "suffer")
    judged = reading.lemma[verb] in words(WORDS, "judging") and sense.kind is not Kind.STATEMENT
    return reading.lemma[verb] == "follow" or judged or (forceful and reading.lemma[verb] in words(WORDS, "reacting"))
