"""Put together the cast of a document: names, common nouns, clusters, canonical names, what the tracker knows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from events.extraction.actors.acronyms import explained_acronyms
from events.extraction.actors.clusters import normalised
from events.extraction.actors.coreference import cluster
from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.known import known_mentions, tenured
from events.extraction.actors.mentions import Cast, Mention
from events.extraction.actors.names import proper_names
from events.extraction.actors.nouns import common_actors
from events.extraction.actors.offices import office_key
from events.extraction.documents import Knowledge
from events.extraction.policies import PolicyMention
from events.extraction.reading import Reading
from events.extraction.vocabulary import BODY_LIKE, ActorKind

PRECEDENCE = (
    ActorKind.PERSON,
    ActorKind.BODY,
    ActorKind.GOVERNMENT,
    ActorKind.ORGANISATION,
    ActorKind.COUNTRY,
    ActorKind.PLACE,
    ActorKind.OFFICE,
    ActorKind.GROUP,
)


def find_actors(
    readings: list[Reading],
    *,
    policies: Sequence[PolicyMention] = (),
    knowledge: Knowledge,
    published: date | None = None,
) -> Cast:
    """Find every mention of an actor in a document's readings (its text first), in clusters with canonical names.

    What is the name of a policy is no actor, but a body's name may hold one ("Committee on the Action Plan").
    """
    known = known_mentions(readings, knowledge)
    covered = _covered(policies)
    named = [n for n in proper_names(readings) if not _is_policy(n, covered)]
    names = _with_acronyms(_without_overlaps(known, _joined_by_acronym(named, readings)), readings)
    mentions = [m for reading in readings for m in _of_reading(reading, names)]
    clusters = cluster(mentions, readings)
    by_known: dict[str, int] = {}
    for number, mention in enumerate(mentions):
        if mention.kind is ActorKind.OFFICE and mention.holder is None:
            mention.known = mention.known or tenured(office_key(mention.text), knowledge, published)
        if mention.known:
            clusters.join(by_known.setdefault(mention.known, number), number)
    return _cast(mentions, [clusters.find(n) for n in range(len(mentions))], knowledge)


def _of_reading(reading: Reading, names: list[Mention]) -> list[Mention]:
    mine = [n for n in names if n.reading is reading]
    return sorted(mine + common_actors(reading, mine), key=lambda m: (m.start, -m.end))


def _covered(policies: Sequence[PolicyMention]) -> dict[tuple[str, int], PolicyMention]:
    return {(p.reading.field, t): p for p in policies for t in range(p.start, p.end)}


def _is_policy(name: Mention, covered: dict[tuple[str, int], PolicyMention]) -> bool:
    """Tell whether a name lies within a policy's, or holds one and is no body's."""
    policy = covered.get((name.reading.field, name.start)) or covered.get((name.reading.field, name.end - 1))
    if policy is None:
        return False
    return (policy.start <= name.start and name.end <= policy.end) or name.kind is not ActorKind.BODY


def _without_overlaps(first: list[Mention], second: list[Mention]) -> list[Mention]:
    taken = {(m.reading.field, t) for m in first for t in range(m.start, m.end)}
    return first + [m for m in second if not any((m.reading.field, t) in taken for t in range(m.start, m.end))]


def _joined_by_acronym(names: list[Mention], readings: list[Reading]) -> list[Mention]:
    """Make one name of what the text abbreviates as one ("Trinidad and Tobago (TT)")."""
    for reading in readings:
        for short, (start, end) in explained_acronyms(reading).items():
            inside = [m for m in names if m.reading is reading and m.start < end and start < m.end]
            if not inside or (len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)):
                continue
            if any(m.start < start for m in inside):
                continue
            kinds = [m.kind for m in inside]
            kind = (
                ActorKind.PLACE
                if all(k in (ActorKind.PLACE, ActorKind.COUNTRY, ActorKind.PERSON) for k in kinds)
                else max(kinds, key=lambda k: k in BODY_LIKE)
            )
            whole = Mention(reading, start, end, kind, inside[-1].head)
            names = [m for m in names if m not in inside]
            names.append(whole)
            for m in names:
                if m.text == short and m.end - m.start == 1:
                    m.kind = kind
    return names


def _with_acronyms(names: list[Mention], readings: list[Reading]) -> list[Mention]:
    """Find the acronyms of these names that the model overlooked, in brackets and wherever the text uses them."""
    short: dict[str, ActorKind] = {}
    for reading in readings:
        spans = {(m.start, m.end): m.kind for m in names if m.reading is reading}
        explained = explained_acronyms(reading).items()
        short |= {acronym: spans[span] for acronym, span in explained if span in spans}
    taken = {(m.reading.field, t) for m in names for t in range(m.start, m.end)}
    return names + [
        Mention(reading, token, token + 1, short[word], token)
        for reading in readings
        for token, word in enumerate(reading.words)
        if word in short and (reading.field, token) not in taken
    ]


def _cast(mentions: list[Mention], clusters: list[int], knowledge: Knowledge) -> Cast:
    cast = Cast(mentions=mentions)
    members: dict[int, list[Mention]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for mention, root in zip(mentions, clusters, strict=True):
        mention.cluster = numbers.setdefault(root, len(numbers))
        members[mention.cluster].append(mention)
    for number, group in members.items():
        cast.canonical[number] = _canonical(group, knowledge)
        if any(m.kind is ActorKind.OFFICE for m in group):
            cast.in_office.add(number)
        cast.kinds[number] = min((m.kind for m in group), key=PRECEDENCE.index)
        for mention in group:
            mention.name = cast.canonical[number]
            mention.stands_for = mention.stands_for or _government(mention)
    public = (ActorKind.OFFICE, ActorKind.BODY, ActorKind.GOVERNMENT)
    sentences = max((m.reading.sentence_of[m.head] for m in mentions if m.reading.field == "text"), default=0) + 1
    cast.authorities = sum(m.kind in public for m in mentions) / sentences
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        cast.by_sentence.setdefault((mention.reading.field, mention.reading.sentence_of[mention.head]), []).append(
            mention
        )
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        key = (mention.reading.field, mention.head)
        if key not in cast.heads or cast.heads[key].named <= mention.named:
            cast.heads[key] = mention
        for token in range(mention.start, mention.end):
            cast.holders[mention.reading.field, token] = mention
    return cast


def _canonical(group: list[Mention], knowledge: Knowledge) -> str:
    """Choose the name that a cluster goes by: what the tracker calls it, else its fullest proper name."""
    for mention in group:
        if mention.known:
            return next(a.names[0] for a in knowledge.actors if a.id == mention.known)
    named = [m for m in group if m.named and m.kind is not ActorKind.OFFICE] or [m for m in group if m.named] or group
    persons = [m for m in named if m.kind is ActorKind.PERSON]
    best = max(
        persons or named,
        key=lambda m: (not m.text.isupper(), not _abbreviates(m), min(len(m.text.split()), 8), -m.start),
    )
    place = look_up(best.text)
    if place and place.role in ("country", "people") and best.kind is ActorKind.COUNTRY:
        return place.name
    return _plain(best)


def _abbreviates(mention: Mention) -> bool:
    """See "IFC South Asia", beside which the text spells the name out."""
    return any(len(w) > 2 and w.isalpha() and w.isupper() for w in mention.text.split())


def _plain(mention: Mention) -> str:
    text = " ".join(mention.text.split())
    if text.count("(") != text.count(")"):
        text = text.split("(")[0].strip() or text.replace("(", "")
        text = text.replace(")", "")
    for article in ("the ", "The ", "a ", "an ", "A ", "An "):
        text = text.removeprefix(article)
    return text


def _government(mention: Mention) -> str | None:
    """Say which government a capital or a demonym speaks for, where it does something that governments do."""
    place = look_up(mention.text)
    reading, head = mention.reading, mention.head
    if place is None or place.role not in ("capital", "country") or reading.dep[head] not in ("nsubj", "nsubjpass"):
        return None
    return (
        f"Government of {place.name}" if place.role == "capital" or reading.pos[reading.head[head]] == "VERB" else None
    )


__all__ = ["find_actors", "normalised"]
