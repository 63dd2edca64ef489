"""Lists of actors, read by the text itself: parsers lose long ones."""

from events.extraction.actors import Cast, Mention
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind

WORDS = "events/cues/words"
PUNCTUATION = frozenset({",", ";", "&", "(", ")", "–", "-"})
LINKS = PUNCTUATION | {"who", "is", "also", "and", "the", "as", "well", "along", "with", "all", "other"}
LEADING = frozenset({"led", "headed", "represented", "chaired"})
LONGEST_LIST, FARTHEST = 12, 8


def listed_after(reading: Reading, cast: Cast, noun: int) -> list[Mention]:
    """Give the actors that hang on a noun by "of", "from" or "including", each list read to its end."""
    _first, last = reading.subtree(noun)
    last = max(last, reading.right[reading.head[noun]] + 1)
    for mention in cast.near(reading, noun):
        if noun < mention.start < last and mention.kind is not ActorKind.PERSON:
            found = read_list(reading, cast, mention)
            stop = reading.sentence(noun)[1]
            more = next(
                (t for t in range(found[-1].end, min(found[-1].end + 3, stop)) if reading.lower[t] == "including"), None
            )
            if more is not None:
                named = next((m for m in cast.near(reading, noun) if more < m.start <= more + 3), None)
                return read_list(reading, cast, named) if named is not None else found
            return found
    return []


def read_list(reading: Reading, cast: Cast, mention: Mention) -> list[Mention]:
    """Read a list of actors from its first to its end, by the text itself: parsers lose long lists."""
    found = [mention]
    stop = reading.sentence(mention.head)[1]
    ordered = [m for m in cast.near(reading, mention.head) if mention.end <= m.start < stop]
    position = _end_with_holder(mention)
    for following in ordered:
        if following.start < position:
            continue
        between = range(position, following.start)
        if any(reading.lower[t] in LEADING and reading.lower[t + 1] == "by" for t in between):
            position = _end_with_holder(following)
            continue
        if len(between) > FARTHEST or len(found) >= LONGEST_LIST:
            break
        if not all(
            reading.lower[t] in LINKS
            or reading.pos[t] in ("ADJ", "DET", "PUNCT")
            or reading.lower[t] == "of"
            or reading.dep[t] in ("pobj", "amod", "compound")
            or reading.lower[t] in words(WORDS, "partitive")
            for t in between
        ):
            break
        if _counts(reading, following) or _is_adjective(following) or within_office(cast, following):
            continue
        if tells_of_it(following):
            break
        if any(reading.lower[t] == "who" for t in between):  # "who is also the Minister of Education"
            position = following.end
            continue
        separated = any(reading.lower[t] in (",", ";", "and", "&") for t in between)
        bracketed = any(reading.words[t] == "(" for t in between)
        if not separated and not bracketed:
            position = following.end
            continue
        if reading.dep[following.head] in ("nsubj", "nsubjpass") and reading.head[following.head] > following.end:
            break
        if separated and following.cluster not in {m.cluster for m in found}:
            found.append(following)
        position = _end_with_holder(following)
    return found


def tells_of_it(mention: Mention) -> bool:
    """See "..., cabinet spokesman Ada Lind said": who tells of the event at the end of its sentence."""
    reading, token = mention.reading, _end_with_holder(mention)
    if mention.start == 0 or reading.words[mention.start - 1] not in (",", "and", "”", '"', "’"):
        return False
    stop = min(reading.sentence(mention.head)[1], token + FARTHEST)
    while token < stop and reading.pos[token] in ("PROPN", "NOUN", "ADJ", "CCONJ"):
        token += 1
    telling = token < stop and reading.lemma[token] in words("events/cues/assertion", "reporting")
    return telling and reading.tag[token] in ("VBD", "VBZ")


def within_office(cast: Cast, mention: Mention) -> bool:
    """Tell whether a mention only says of what somebody is the officer ("Minister of Ports")."""
    return mention.kind is not ActorKind.OFFICE and any(
        m.kind is ActorKind.OFFICE and m.start < mention.start and mention.end <= m.end
        for m in cast.near(mention.reading, mention.head)
    )


def _end_with_holder(mention: Mention) -> int:
    """Give where a mention ends, with the name behind an office: "Minister of Roads Ada Lind"."""
    holder = mention.holder
    if holder is None or holder.reading is not mention.reading:
        return mention.end
    return holder.end if 0 <= holder.start - mention.end <= FARTHEST else mention.end


def _is_adjective(mention: Mention) -> bool:
    """See "Latvian" before a noun, which says whose somebody is."""
    return mention.kind is ActorKind.COUNTRY and not mention.listed


def _counts(reading: Reading, mention: Mention) -> bool:
    """See the group in "a group of deputies": the deputies are meant."""
    return mention.text.lower() in words(WORDS, "partitive") and reading.lower[mention.end : mention.end + 1] == ["of"]
