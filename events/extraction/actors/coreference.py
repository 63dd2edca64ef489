"""Which mentions are one actor: a cluster for each over the whole document, its headline included."""

from collections import Counter, defaultdict

from events.extraction.actors.acronyms import explained_acronyms, initials
from events.extraction.actors.clusters import Clusters, normalised
from events.extraction.actors.evidence import BODIES, OFFICES
from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.mentions import Mention
from events.extraction.actors.offices import join_offices, office_key
from events.extraction.lexicon import load, words
from events.extraction.reading import Reading
from events.extraction.vocabulary import BODY_LIKE, ActorKind

LEAD = 3
"""Sentences in which news first speaks of whom it names later."""
WHOLE = frozenset({"full", "same", "whole", "entire", "said", "very"})
SUFFIXES = frozenset(
    [
        "inc",
        "inc.",
        "corp",
        "corp.",
        "corporation",
        "ltd",
        "ltd.",
        "limited",
        "plc",
        "co",
        "co.",
        "company",
        "group",
        "holdings",
        "incorporated",
    ]
)


def cluster(mentions: list[Mention], readings: list[Reading]) -> Clusters:
    """Join the mentions of a document that are one actor."""
    clusters = Clusters(len(mentions))
    _same_names(mentions, clusters)
    _acronyms(mentions, readings, clusters)
    _shorter_names(mentions, clusters)
    join_offices(mentions, clusters)
    _appositions(mentions, clusters)
    _common_nouns(mentions, clusters)
    _named_later(mentions, clusters)
    return clusters


def _same_names(mentions: list[Mention], clusters: Clusters) -> None:
    first: dict[str, int] = {}
    shared = _shared_surnames(mentions)
    for number, mention in enumerate(mentions):
        if not mention.named or mention.kind is ActorKind.OFFICE or normalised(mention.text) in shared:
            continue
        place = look_up(mention.text)
        key = place.name if place and place.role in ("country", "people") else normalised(mention.text)
        if key in first:
            clusters.join(first[key], number)
        else:
            first[key] = number


def _shared_surnames(mentions: list[Mention]) -> set[str]:
    """Give the surnames that several persons of a document bear: alone, each is whoever was named last."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        parts = normalised(mention.text).split()
        if mention.named and mention.kind is ActorKind.PERSON and len(parts) > 1 and "." not in parts[0]:
            bearers[parts[-1]].add(parts[0])
    return {name for name, given in bearers.items() if sum(len(one) > 1 for one in given) > 1}


def _acronyms(mentions: list[Mention], readings: list[Reading], clusters: Clusters) -> None:
    by_text: dict[str, list[int]] = defaultdict(list)
    by_initials: dict[str, int] = {}
    for number, mention in enumerate(mentions):
        by_text[mention.text].append(number)
        if mention.named and mention.kind in BODY_LIKE and mention.end - mention.start > 1:
            by_initials.setdefault(initials(mention.text), number)
    explained = {}
    for reading in readings:
        explained.update({short: reading.slice(*tokens) for short, tokens in explained_acronyms(reading).items()})
    for short, numbers in by_text.items():
        if not (short.isupper() and 2 <= len(short) <= 7):
            continue
        long_form = explained.get(short)
        whole = next(
            (
                n
                for n, m in enumerate(mentions)
                if long_form and m.kind is not ActorKind.OFFICE and _spelled_out(m, normalised(long_form))
            ),
            None,
        )
        whole = by_initials.get(short) if whole is None else whole
        whole = _before_bracket(mentions, numbers) if whole is None else whole
        if whole is not None:
            for number in numbers:
                clusters.join(whole, number)


def _before_bracket(mentions: list[Mention], numbers: list[int]) -> int | None:
    """Find the body in "the health service (SNH)": its acronym is of another language."""
    for number in numbers:
        short = mentions[number]
        reading = short.reading
        if (
            short.start < 2
            or reading.words[short.start - 1] != "("
            or reading.words[short.end : short.end + 1] != [")"]
        ):
            continue
        for other, mention in enumerate(mentions):
            if mention.reading is reading and mention.end == short.start - 1 and mention.kind in BODY_LIKE:
                return other
    return None


def _spelled_out(mention: Mention, long_form: str) -> bool:
    """See the long form of an acronym, alone or with words before it ("U.S. Food and Drug Administration (FDA)")."""
    plain = normalised(mention.text)
    return plain == long_form or plain.endswith(" " + long_form)


def _shorter_names(mentions: list[Mention], clusters: Clusters) -> None:
    """Join a surname with the full name, "Acme" with "Acme Corporation", "Steering Committee" with its longer form."""
    by_last: dict[str, list[int]] = defaultdict(list)
    by_first: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        if mention.named and mention.kind is not ActorKind.OFFICE and mention.end - mention.start > 1:
            parts = normalised(mention.text).split()
            by_last[parts[-1]].append(number)
            by_first[parts[0]].append(number)
    for number, mention in enumerate(mentions):
        if not mention.named or mention.kind in (ActorKind.OFFICE, ActorKind.COUNTRY):
            continue
        parts = normalised(mention.text).split()
        if not parts:
            continue
        candidates = by_last[parts[-1]] + (by_first[parts[0]] if mention.kind is not ActorKind.PLACE else [])
        longer = [
            n
            for n in candidates
            if n != number and _extends(normalised(mentions[n].text).split(), parts, mentions[n].kind, mention.kind)
        ]
        if len({clusters.find(n) for n in longer}) == 1 or (longer and mention.kind is ActorKind.PERSON):
            before = [n for n in longer if n < number]
            clusters.join(before[-1] if before else longer[0], number)


def _extends(longer: list[str], shorter: list[str], long_kind: ActorKind, short_kind: ActorKind) -> bool:
    """Tell whether one name is the other with more words, as names of that kind are shortened."""
    if len(longer) <= len(shorter):
        return False
    if long_kind is ActorKind.PERSON and short_kind is ActorKind.PERSON:
        return longer[-len(shorter) :] == shorter or (len(shorter) == 1 and longer[0] == shorter[0])
    if long_kind in BODY_LIKE and short_kind in BODY_LIKE:
        whole_head = longer[-len(shorter) :] == shorter and len(shorter) > 1
        begins = longer[: len(shorter)] == shorter and all(w in SUFFIXES for w in longer[len(shorter) :])
        company = ActorKind.BODY not in (long_kind, short_kind) and len(longer) > 2
        begins = begins or (company and longer[:1] == shorter and look_up(shorter[0].title()) is None)
        inner = (
            len(shorter) > 1
            and any(longer[i : i + len(shorter)] == shorter for i in range(1, len(longer) - len(shorter) + 1))
            and "of" not in longer[:2]
        )
        return whole_head or begins or inner
    return False


def _appositions(mentions: list[Mention], clusters: Clusters) -> None:
    """Join "the agency's parent body, the Commission": a name in apposition to an unnamed body."""
    heads = {(m.reading.field, m.head): n for n, m in enumerate(mentions)}
    for number, mention in enumerate(mentions):
        reading = mention.reading
        if reading.dep[mention.head] != "appos":
            continue
        other = heads.get((reading.field, reading.head[mention.head]))
        if other is not None and _presents(mentions[other], mention):
            clusters.join(other, number)
        if mention.kind not in BODY_LIKE:
            continue
        if other is not None and mentions[other].kind in BODY_LIKE and mentions[other].named != mention.named:
            clusters.join(other, number)


def _presents(mention: Mention, name: Mention) -> bool:
    """See "a member of the council, Ada Lind," where a common noun presents a person."""
    person = mention.kind is ActorKind.PERSON and name.kind is ActorKind.PERSON
    return person and name.named and not mention.named and mention.end <= name.start


def _common_nouns(mentions: list[Mention], clusters: Clusters) -> None:
    """Resolve "the premier", "the ministry", "the forum" to who was last spoken of so."""
    offices = _held_once(mentions, clusters)
    bodies: dict[str, int] = {}
    last_met = -1
    for number, mention in enumerate(mentions):
        if mention.kind is ActorKind.OFFICE:
            key = office_key(mention.text)
            if mention.holder is None and key in offices and not _is_one_of_many(mention):
                clusters.join(offices[key], number)
            if mention.holder is not None or key not in offices:
                offices[key] = number
                offices[key.split()[-1] if key else key] = number
                offices[key.split(" of ")[0]] = number
        elif _is_short_form(mention) and mention.text.lower() in bodies:
            clusters.join(bodies[mention.text.lower()], number)
        elif mention.named and mention.kind in BODY_LIKE:
            for word in _type_words(mention):
                bodies[word] = number
            if any(w in words(BODIES, "assembled") for w in _type_words(mention)) and _acts(mention):
                last_met = number
        elif not mention.named and mention.kind in BODY_LIKE and mention.end - mention.start <= 2:
            word = " ".join(mention.reading.lower[mention.start : mention.end])
            first, _, rest = word.partition(" ")
            word = rest if first in WHOLE and rest else word  # "the full house", "the same court"
            if word in bodies and _definite(mention):
                clusters.join(bodies[word], number)
            elif word in words(BODIES, "sessions") and _definite(mention) and last_met >= 0:
                clusters.join(last_met, number)


def _named_later(mentions: list[Mention], clusters: Clusters) -> None:
    """Resolve "a Norland court" and "the mining regulator" of a lead to the one body of that sort named after."""
    named: dict[str, dict[int, int]] = defaultdict(dict)
    for number, mention in enumerate(mentions):
        if mention.named and mention.kind in BODY_LIKE and mention.reading.field == "text":
            for word in _type_words(mention):
                named[word].setdefault(clusters.find(number), number)
    sizes = Counter(clusters.find(n) for n in range(len(mentions)))
    for number, mention in enumerate(mentions):
        leads = mention.reading.field == "title" or mention.reading.sentence_of[mention.head] < LEAD
        if not leads or mention.named or mention.kind not in BODY_LIKE or sizes[clusters.find(number)] > 2:
            continue
        found = named.get(mention.reading.lower[mention.head], {})
        if len(found) == 1 and not _one_of_several(mention):
            (other,) = found.values()
            if other > number:
                clusters.join(other, number)


def _one_of_several(mention: Mention) -> bool:
    """See "another court", "one bank of three": none that need be named."""
    before = mention.reading.lower[max(0, mention.start - 1) : mention.start + 1]
    return bool({"another", "one", "any", "every", "each", "no", "other", "some"} & set(before))


def _is_short_form(mention: Mention) -> bool:
    """See "the Council", "the Board": a word for a body, with the capital of the name that it stands for."""
    body = mention.named and mention.kind in BODY_LIKE and mention.end - mention.start == 1
    return body and _definite(mention) and mention.text.lower() in words(BODIES, "generic")


def _is_one_of_many(mention: Mention) -> bool:
    """See "became a minister": nobody spoken of before, but another who holds such an office."""
    return mention.start > 0 and mention.reading.lower[mention.start - 1] in ("a", "an", "another")


def _held_once(mentions: list[Mention], clusters: Clusters) -> dict[str, int]:
    """Give the offices that one person alone holds in the document: a headline speaks of them before they are named."""
    holders: dict[str, set[int]] = defaultdict(set)
    first: dict[str, int] = {}
    for number, mention in enumerate(mentions):
        if mention.kind is ActorKind.OFFICE and mention.holder is not None:
            key = office_key(mention.text)
            for name in {key, key.split()[-1] if key in words(OFFICES, "alone") else key}:
                holders[name].add(clusters.find(number))
                first.setdefault(name, number)
    return {key: first[key] for key, held in holders.items() if len(held) == 1}


def _type_words(mention: Mention) -> list[str]:
    """Give the words that a body may be called by later: its head, and "company" for what has a legal form."""
    parts = [mention.reading.lower[t] for t in range(mention.start, mention.end)]
    cut = next((i for i, p in enumerate(parts) if p in ("of", "on", "for") and i), len(parts))
    found = [parts[cut - 1]] if parts[cut - 1] in words(BODIES, "generic") else []
    if mention.kind is ActorKind.ORGANISATION:
        found += ["company", "group", "firm", "organisation", "organization"]
    same = load(BODIES)["called"]
    found += [word for part in {parts[cut - 1], parts[0]} for word in same.get(part, ())]
    return found


def _acts(mention: Mention) -> bool:
    """Tell a body that does something from one that only says where ("at State House")."""
    reading, head = mention.reading, mention.head
    return reading.dep[head] != "pobj" or reading.lower[reading.head[head]] in ("by", "of", "with", "to", "for")


def _definite(mention: Mention) -> bool:
    before = mention.start - 1
    return before >= 0 and mention.reading.lower[before] in ("the", "this", "that")
