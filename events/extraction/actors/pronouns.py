"""Whom a pronoun stands for."""

from collections.abc import Set

from events.extraction.actors.mentions import Cast, Mention
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import PERSONAL, ActorKind


def antecedent(reading: Reading, cast: Cast, token: int) -> Mention | None:
    """Find whom a pronoun stands for: the nearest fitting subject before it, in this sentence or the three before."""
    word = reading.lower[token]
    fitting = {
        "he": PERSONAL, "she": PERSONAL,
        "it": {ActorKind.ORGANISATION, ActorKind.BODY, ActorKind.GOVERNMENT, ActorKind.COUNTRY},
        "they": {ActorKind.GROUP, ActorKind.BODY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT},
    }  # fmt: skip
    same = {"him": "he", "his": "he", "her": "she", "its": "it", "them": "they", "their": "they"}
    kinds = fitting.get(same.get(word, word))
    if kinds is None:
        return None
    speaker = _who_says(reading, cast, token)
    one = speaker is not None and word == "it" and speaker.kind is ActorKind.GROUP  # "the army said it had ..."
    if speaker is not None and (speaker.kind in kinds or (one and speaker.reading.tag[speaker.head] == "NN")):
        return speaker
    if same.get(word, word) == "they":
        return _nearest(reading, cast, token, {ActorKind.GROUP}) or _nearest(reading, cast, token, kinds)
    return _nearest(reading, cast, token, kinds)


def _who_says(reading: Reading, cast: Cast, token: int) -> Mention | None:
    """Give the speaker of "the movement said it had fired": who says so is meant."""
    clause = reading.head[token]
    if reading.dep[token] != "nsubj" or reading.dep[clause] != "ccomp" or token > clause:
        return None
    verb = reading.head[clause]
    subject = reading.child(verb, "nsubj")
    says = verb < token and reading.lemma[verb] in words("events/cues/assertion", "reporting")
    return cast.at(reading, subject) if says and subject is not None else None


def _nearest(reading: Reading, cast: Cast, token: int, kinds: Set[ActorKind]) -> Mention | None:
    here, acted_on = reading.sentence_of[token], reading.dep[token] == "dobj"
    best: tuple[int, int, Mention] | None = None
    for mention in cast.in_sentences(reading, here - 3, here):
        if mention.start >= token or mention.kind not in kinds or mention.end > token:
            continue
        if mention.kind is ActorKind.OFFICE and mention.holder is not None:
            continue
        same_sentence = reading.sentence_of[mention.head] == reading.sentence_of[token]
        subject = reading.dep[mention.head] in ("nsubj", "nsubjpass") or (
            acted_on and reading.dep[mention.head] == "dobj" and ActorKind.GROUP in kinds
        )
        nearer = 1 if acted_on and mention.named else -1  # "voted against Lind and removed him"
        rank = (
            reading.sentence_of[mention.head] * 2
            + subject * 2
            + (mention.named and 1)
            + nearer * (same_sentence and not subject),
            mention.start,
        )
        if best is None or rank >= best[:2]:
            best = (*rank, mention)
    return best[2] if best else None
