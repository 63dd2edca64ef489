"""Whose an office is: the person before it, behind it or beside it, and by what offices are compared."""

from events.extraction.actors.clusters import Clusters, normalised
from events.extraction.actors.evidence import OFFICES
from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.holders import office_before
from events.extraction.actors.mentions import Mention
from events.extraction.lexicon import load, words
from events.extraction.reading import Reading
from events.extraction.vocabulary import BODY_LIKE, ActorKind

MOST_OFFICES = 4


def office_key(text: str) -> str:
    """Give an office's name as it is compared: synonyms made one, country and body left out."""
    plain = _possessed(normalised(text))
    same = load(OFFICES)["same"]
    if plain in same:
        return str(same[plain])
    parts = [p for p in plain.split() if p not in words(OFFICES, "outside")]
    while parts and look_up(parts[0].title()):
        parts.pop(0)
    key = " ".join(parts).split(" of the ")[0]
    return str(same.get(key, key))


def _possessed(plain: str) -> str:
    """Write "president's secretary" as "secretary to the president"."""
    whose, possessive, office = plain.partition("'s ")
    officer = possessive and office.split()[-1] in words(OFFICES, "accredited") and whose in words(OFFICES, "alone")
    return f"{office} to the {whose}" if officer else plain


def join_offices(mentions: list[Mention], clusters: Clusters) -> None:
    """Give an office that stands before a name, or beside it, to that person."""
    starts = {(m.reading.field, m.start): n for n, m in enumerate(mentions) if m.kind is ActorKind.PERSON and m.named}
    offices = {(m.reading.field, m.start): m for m in mentions if m.kind is ActorKind.OFFICE}
    held = _after_comma(mentions)
    placed = {(m.reading.field, m.start): m.end for m in mentions if m.kind in (ActorKind.PLACE, ActorKind.COUNTRY)}
    for number in range(len(mentions) - 1, -1, -1):
        mention = mentions[number]
        if mention.kind is not ActorKind.OFFICE:
            continue
        reading, after = mention.reading, _past_seat(mention, placed)
        skipped = 0
        while after < len(reading) and skipped < 4 and _before_holder(reading, after):
            if (
                reading.words[after] == ","
                and reading.dep[mention.head] != "appos"
                and starts.get((reading.field, _past_titles(reading, after + 1))) is None
            ):
                break
            after, skipped = after + 1, skipped + 1
        holder = starts.get((reading.field, after))
        if holder is None:
            second = _second_office(mention, offices)
            first = second.holder if second is not None else None
            holder = starts.get((reading.field, first.start)) if first is not None else None
        if holder is None and mention.start > 1:
            holder = _named_before(mention, mentions, starts)
        if holder is None:
            holder = _in_apposition(mention, mentions)
        if holder is None:
            holder = held.get((reading.field, mention.head))
        if holder is None:
            holder = _further_office(mention, mentions, starts)
        if holder is not None:
            mention.holder = mentions[holder]
            clusters.join(holder, number)
            whose = _whose_officer(mention, mentions[:number])
            if whose is not None:
                whose.holder = mention.holder


def _further_office(office: Mention, mentions: list[Mention], starts: dict[tuple[str, int], int]) -> int | None:
    """Find the person of "Mr Ada Lind, President of the Republic, Head of State, Head of Government"."""
    reading, start = office.reading, office.start
    before = {m.end: m for m in mentions if m.reading is reading and m.start < start and m.kind is ActorKind.OFFICE}
    for _ in range(MOST_OFFICES):
        if start < 2 or reading.words[start - 1] != ",":
            return None
        other = before.get(start - 1)
        if other is None:
            named = next(
                (n for (field, _), n in starts.items() if field == reading.field and mentions[n].end == start - 1), None
            )
            return named if start != office.start else None
        start = other.start
    return None


def _whose_officer(office: Mention, before: list[Mention]) -> Mention | None:
    """Find the body of "the Harbour Union (HU) secretary Ada Lind", which parsers take for who acts."""
    reading, start = office.reading, office.start
    bracket = reading.words[start - 3 : start : 2] == ["(", ")"] and reading.words[start - 2].isupper()
    if not bracket or start < 4:
        return None
    ended = (m for m in reversed(before[-4:]) if m.reading is reading and m.end == start - 3)
    return next((m for m in ended if m.kind in BODY_LIKE and m.named), None)


def _before_holder(reading: Reading, token: int) -> bool:
    """Tell what may stand between an office and its holder: titles, honours, marks."""
    titles = words(OFFICES, "titles") | words(OFFICES, "honours")
    return reading.lower[token] in titles or reading.words[token] in (",", ".", "(", ")", "Retd")


def _past_seat(mention: Mention, placed: dict[tuple[str, int], int]) -> int:
    """Pass the acronym and the country in "Representative of the Relief Fund (RF) in Chad Ada Lind"."""
    reading, after = mention.reading, mention.end
    if reading.words[after : after + 1] == ["("] and reading.words[after + 2 : after + 3] == [")"]:
        after += 3
        after += reading.lower[after : after + 1] in (["limited"], ["ltd"], ["ltd."])
    if reading.lower[after : after + 1] in (["in"], ["to"], ["for"]):
        start = after + 1 + (reading.lower[after + 1 : after + 2] == ["the"])
        end = placed.get((reading.field, start))
        return end if end is not None and reading.pos[mention.head] == "PROPN" else after
    return after


def _after_comma(mentions: list[Mention]) -> dict[tuple[str, int], int]:
    """Give the persons named after a comma behind an office, by where the office has its head."""
    found: dict[tuple[str, int], int] = {}
    for number, mention in enumerate(mentions):
        if mention.kind is ActorKind.PERSON and mention.named:
            reading, start = mention.reading, mention.start
            while start > 1 and reading.lower[start - 1] in words(OFFICES, "titles"):
                start -= 1
            office = office_before(reading, start)
            if office is not None:
                found.setdefault((reading.field, office), number)
    return found


def _past_titles(reading: Reading, token: int) -> int:
    while token < len(reading) - 1 and reading.lower[token] in words(OFFICES, "titles"):
        token += 1
    return token


def _second_office(mention: Mention, offices: dict[tuple[str, int], Mention]) -> Mention | None:
    """Find the second office of "Deputy Leader and former minister Ada Lind", which one person holds with the first."""
    reading, token = mention.reading, mention.end
    if token >= len(reading) or reading.lower[token] not in ("and", "&") or reading.lower[mention.start - 1] == "the":
        return None
    token += 1
    while token < len(reading) and reading.lower[token] in words(OFFICES, "outside"):
        token += 1
    second = offices.get((reading.field, token))
    return second if second is not None and reading.lower[second.head] not in words(OFFICES, "singular") else None


def _in_apposition(mention: Mention, mentions: list[Mention]) -> int | None:
    """Find the person in "its high commissioner in the capital, Ada Lind"."""
    reading = mention.reading
    named = reading.child(mention.head, "appos")
    if named is None or named < mention.end:
        return None
    for number, other in enumerate(mentions):
        if other.reading is reading and other.kind is ActorKind.PERSON and other.named and other.head == named:
            return number
    return None


def _named_before(mention: Mention, mentions: list[Mention], starts: dict[tuple[str, int], int]) -> int | None:
    """Find the person in "Maria Vella, the finance minister, ..."."""
    reading, before = mention.reading, mention.start - 1
    while before > 0 and (reading.pos[before] in ("DET", "ADJ", "ADV") or reading.words[before] == ","):
        before -= 1
    described = reading.dep[mention.head] == "appos" or (
        reading.words[mention.start - 1] == "," and reading.words[mention.start][:1].isupper()
    )
    if not described or not any(reading.words[t] == "," for t in range(before, mention.start)):
        return None
    for (name, _), number in starts.items():
        if name == reading.field and mentions[number].end == before + 1:
            return number
    return None
