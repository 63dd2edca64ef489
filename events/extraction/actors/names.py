"""Proper names: what the model sees, corrected by lexicon, syntax and the rest of the document."""

from collections import defaultdict

from events.extraction.actors.candidates import Candidate, name_candidates, title_cased
from events.extraction.actors.evidence import evidence_of
from events.extraction.actors.gazetteer import look_up
from events.extraction.actors.mentions import Mention
from events.extraction.actors.shapes import has_capital, is_title_word
from events.extraction.lexicon import words
from events.extraction.reading import Reading
from events.extraction.vocabulary import ActorKind

MODEL, MOST, SURE = 4.0, 7.0, 9.0
Weights = dict[ActorKind | None, float]


def proper_names(readings: list[Reading]) -> list[Mention]:
    """Find the proper names of a document's readings; one label a name, by the evidence of the whole document."""
    found: list[tuple[Reading, Candidate]] = []
    for reading in readings:
        found += [(reading, candidate) for candidate in name_candidates(reading)]
    labels = _verdicts(found)
    found += [
        (reading, c) for reading in readings for c in _repeated(reading, labels, [f for r, f in found if r is reading])
    ]
    mentions = []
    for reading, (start, end, kind) in found:
        label = labels.get(_key(reading, start, end), kind)
        if label is None and is_demonym(reading, start, end):
            mentions.append(_of_people(reading, start, end))
        if label is not None:
            mentions.append(_mention(reading, _after_titles(reading, start, end, label), end, label))
    return mentions


def _after_titles(reading: Reading, start: int, end: int, kind: ActorKind) -> int:
    """Give where a person's name begins after a rank that the model took along."""
    if kind is not ActorKind.PERSON:
        return start
    public = words("actors/lexicon/bodies", "public")  # "Member of Parliament Ada Lind"
    return next(
        (t for t in range(start, end - 1) if not is_title_word(reading, t) and reading.lower[t] not in public), start
    )


def _key(reading: Reading, start: int, end: int) -> str:
    return reading.slice(start, end).replace("’", "'").casefold()


def _verdicts(found: list[tuple[Reading, Candidate]]) -> dict[str, ActorKind | None]:
    """Decide each name's kind once for the document, by everything that speaks for one."""
    votes: dict[str, Weights] = defaultdict(lambda: defaultdict(float))
    speaking: dict[str, Weights] = defaultdict(lambda: defaultdict(float))
    for reading, (start, end, kind) in found:
        key = _key(reading, start, end)
        votes[key][kind] += 1
        for other, weight in evidence_of(reading, start, end):
            speaking[key][other] += weight
    for key, counts in votes.items():
        total = sum(counts.values())
        for kind in counts:
            counts[kind] *= MODEL / total
        for other, weight in speaking[key].items():
            counts[other] += min(weight, MOST) if weight < SURE else weight
    _borrow(votes)
    return {key: _winner(counts) for key, counts in votes.items()}


def _winner(counts: Weights) -> ActorKind | None:
    return max(counts, key=lambda kind: (counts[kind], str(kind)))


def _borrow(votes: dict[str, Weights]) -> None:
    """Let a full name speak for its last word alone ("Maria Vella" for "Vella")."""
    for key in [k for k in votes if " " in k]:
        if _winner(votes[key]) is ActorKind.PERSON:
            for part in {key.rsplit(" ", 1)[-1], key.rsplit("-", 1)[-1]}:
                if part in votes:
                    votes[part][ActorKind.PERSON] += 6


def _repeated(reading: Reading, labels: dict[str, ActorKind | None], found: list[Candidate]) -> list[Candidate]:
    """Find the names of the document where the model overlooked them."""
    covered = [False] * len(reading)
    for start, end, _ in found:
        covered[start:end] = [True] * (end - start)
    by_first: dict[str, list[list[str]]] = defaultdict(list)
    for key, label in labels.items():
        if label is not None and len(key) > 2:
            parts = _parts(key)
            by_first[parts[0]].append(parts)
    for key, label in list(labels.items()):
        last = key.rsplit(" ", 1)[-1]
        if label is ActorKind.PERSON and " " in key and len(last) > 3 and last not in labels:
            labels[last] = label
            by_first[last].append([last])
    headlines = title_cased(reading)
    extra: list[Candidate] = []
    folded = [w.replace("’", "'").casefold() for w in reading.words]
    for token in range(len(reading)):
        if (
            covered[token]
            or not has_capital(reading, token)
            or folded[token] not in by_first
            or reading.pos[token] not in ("PROPN", "NOUN", "ADJ", "X")
        ):
            continue
        for parts in sorted(by_first[folded[token]], key=len, reverse=True):
            end = token + len(parts)
            if (
                folded[token:end] == parts
                and not any(covered[token:end])
                and (reading.sentence_of[token] in headlines or not _inside_name(reading, token, end))
            ):
                covered[token:end] = [True] * len(parts)
                extra.append((token, end, labels.get(_key(reading, token, end))))
                break
    return [c for c in extra if c[2] is not None]


def _parts(key: str) -> list[str]:
    spaced = key
    for mark in ("-", "–", "'s", ".", ","):
        spaced = spaced.replace(mark, f" {mark} ") if mark in "-–," else spaced
    return spaced.split() or [key]


def _inside_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether capitalised neighbours make this a piece of a longer name."""
    before = (
        start > 0
        and reading.pos[start - 1] == "PROPN"
        and has_capital(reading, start - 1)
        and not is_title_word(reading, start - 1)
    )
    after = end < len(reading) and reading.pos[end] == "PROPN" and has_capital(reading, end)
    return before or after


def is_demonym(reading: Reading, start: int, end: int) -> bool:
    """Tell whether tokens are an adjective for a country's people ("Sri Lankan")."""
    place = look_up(reading.slice(start, end))
    last = end - 1 if reading.dep[end - 1] != "conj" else reading.head[end - 1]
    attributive = reading.dep[last] in ("amod", "compound", "nmod") or (
        end < len(reading) and reading.words[end] in "-–"
    )
    return place is not None and place.role == "people" and attributive


def _of_people(reading: Reading, start: int, end: int) -> Mention:
    place = look_up(reading.slice(start, end))
    country = place.name if place else None
    return Mention(
        reading,
        start,
        end,
        ActorKind.COUNTRY,
        end - 1,
        listed=False,
        country=country,
        stands_for=f"Government of {country}",
    )


def _mention(reading: Reading, start: int, end: int, kind: ActorKind) -> Mention:
    head = next((t for t in range(end - 1, start - 1, -1) if not start <= reading.head[t] < end), end - 1)
    place = look_up(reading.slice(start, end))
    return Mention(reading, start, end, kind, head, country=place.name if place else None)
