"""Proper names: what the model sees, corrected by lexicon, syntax and the rest of the document."""

from collections import defaultdict

from events.extraction.actors.evidence import BODIES, OFFICES, evidence_of
from events.extraction.actors.gazetteer import first_words, look_up
from events.extraction.actors.mentions import Mention
from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading
from events.extraction.vocabulary import ActorKind

LABELS = {
    "PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "GPE": ActorKind.PLACE, "LOC": ActorKind.PLACE,
    "FAC": ActorKind.PLACE,
}  # fmt: skip
OTHER = frozenset({"EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE"})
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "ul",
        "ur",
        "e",
        "abu",
        "ould",
        "y",
        "dos",
        "del",
    ]
)
JUNK = OPENING | CLOSING | frozenset(",.;:()[]{}-–—/*•|&_@#…!?")
LONGEST_NAME = 12
MODEL, MOST, SURE = 4.0, 7.0, 9.0
Weights = dict[ActorKind | None, float]

Candidate = tuple[int, int, ActorKind | None]


def proper_names(readings: list[Reading]) -> list[Mention]:
    """Find the proper names of a document's readings; one label a name, by the evidence of the whole document."""
    found: list[tuple[Reading, Candidate]] = []
    for reading in readings:
        found += [(reading, candidate) for candidate in _candidates(reading)]
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
            mentions.append(_mention(reading, start, end, label))
    return mentions


def _candidates(reading: Reading) -> list[Candidate]:
    taken = [False] * len(reading)
    found: list[Candidate] = []

    def take(candidates: list[Candidate]) -> None:
        for start, end, kind in candidates:
            if start < end and not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append((start, end, kind))

    take(_bodies(reading))
    modelled = [c for c in (_cleaned(reading, *name) for name in reading.names) if c]
    take([c for c in modelled if c[1] - c[0] > 1 and not _place_at(reading, c[0], c[1])])
    take(_gazetteered(reading))
    take(modelled)
    headlines = title_cased(reading)
    if not headlines:
        return found
    return [c for c in found if reading.sentence_of[c[0]] not in headlines or _place_at(reading, c[0], c[1]) == c[1]]


def title_cased(reading: Reading) -> set[int]:
    """Give the sentences in which capitals tell nothing: headlines that capitalise verbs and prepositions too."""
    found: set[int] = set()
    for number, (first, last) in enumerate(reading.sentences):
        long = [t for t in range(first + 1, last) if len(reading.words[t]) > 3 and reading.words[t].isalpha()]
        capital = [t for t in long if reading.words[t].istitle()]
        if len(long) >= 4 and len(capital) >= 0.8 * len(long):
            telling = [t for t in capital if reading.tag[t][:2] in ("VB", "IN", "RB", "MD", "DT", "WD")]
            found |= {number} if len(telling) >= 2 and not _counts(reading, first, last) else set()
    return found


def _bodies(reading: Reading) -> list[Candidate]:
    """Find capitalised names whose head is a word for a body ("Ministry of Finance", "Steering Committee on ...")."""
    found: list[Candidate] = []
    public = words(BODIES, "public")
    for token, word in enumerate(reading.lower):
        if (
            word not in public
            or not _capital(reading, token)
            or (reading.field == "title" and _shouted(reading, token))
        ):
            continue
        start = _leftwards(reading, token)
        end = _rightwards(reading, token)
        if end < len(reading) and reading.lower[end] in public and _capital(reading, end):
            continue
        if end - start > 1 or _after_article(reading, start):
            found.append((start, end, ActorKind.BODY))
    return found


def _leftwards(reading: Reading, token: int) -> int:
    start = token
    first = reading.sentence(token)[0]
    while start > first and token - start < LONGEST_NAME:
        before = start - 1
        word = reading.words[before]
        if (
            _capital(reading, before)
            and reading.pos[before] in ("PROPN", "NOUN", "ADJ")
            and not _title_word(reading, before)
        ):
            start = before
        elif (word in ("'s", "’s", "&", "-", "–") and before > first and _capital(reading, before - 1)) or (
            word.lower() in ("and", "for")
            and before > first
            and _capital(reading, before - 1)
            and _coordinated(reading, before, token)
        ):
            start = before - 1
        else:
            break
    while start < token and reading.lower[start] in ("the", "a", "an", "this", "that", "his", "our", "mr", "mr."):
        start += 1
    return start


def _coordinated(reading: Reading, conjunction: int, token: int) -> bool:
    """Tell "Law and Justice Commission" from "Iran and the Council": both sides hang on the body's own head."""
    return reading.head[conjunction] in range(conjunction - 1, token) and reading.dep[conjunction - 1] in (
        "compound",
        "nmod",
        "amod",
        "conj",
    )


def _rightwards(reading: Reading, token: int) -> int:
    """Read on through "of", "on" and "for" with capitalised words after them, and through their lists."""
    end, size = token + 1, len(reading)
    while end < size and end - token < LONGEST_NAME:
        if _capital(reading, end) and reading.pos[end] == "PROPN" and not reading.words[end].startswith("("):
            end += 1
            continue
        if reading.lower[end] not in ("of", "on", "for", "and", "&"):
            break
        ahead = end + 1
        if ahead < size and reading.lower[ahead] == "the":
            ahead += 1
        if ahead >= size or not _capital(reading, ahead) or reading.pos[ahead] not in ("PROPN", "NOUN", "ADJ"):
            break
        if reading.lower[end] in ("and", "&") and (
            end == token + 1 or _title_word(reading, ahead) or _starts_name(reading, ahead)
        ):
            break
        if reading.lower[end] in ("on", "for") and look_up(reading.words[ahead]):
            break
        if reading.lower[end] == "on" and reading.lower[ahead] in _DAYS:
            break
        end = ahead + 1
    return end


_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def _starts_name(reading: Reading, token: int) -> bool:
    return token in reading.name_starts or reading.label.get(token) in ("PERSON", "GPE")


def _gazetteered(reading: Reading) -> list[Candidate]:
    found: list[Candidate] = []
    firsts, token = first_words(), 0
    while token < len(reading):
        longest = firsts.get(reading.words[token], 0)
        end = _place_at(reading, token, min(token + longest, len(reading))) if longest else 0
        people = _people_at(reading, token, longest) if not end and longest > 1 else 0
        longer = _longer_name(reading, token, end) if end else 0
        if longer:
            found.append((token, longer, ActorKind.ORGANISATION))
            token = longer
        elif end or people:
            found.append((token, end or people, ActorKind.PLACE if end else None))
            token = end or people
        else:
            token += 1
    return found


def _longer_name(reading: Reading, start: int, end: int) -> int:
    """Give the end of a longer name that only begins with a place ("Valletta Harbour Trust"); 0 where it does not."""
    head = reading.head[end - 1]
    if (
        reading.dep[end - 1] != "compound"
        or not end <= head < end + 4
        or reading.lower[head] in words(OFFICES, "heads")
    ):
        return 0
    run = range(end, head + 1)
    named = all(reading.pos[t] == "PROPN" and _capital(reading, t) and not reading.words[t].isupper() for t in run)
    known = any(look_up(reading.words[t]) is not None or _title_word(reading, t) for t in run)
    people = any(reading.label.get(t) in ("PERSON", "DATE", "EVENT") for t in range(end, head + 1))
    return head + 1 if named and not known and not people and _whole_run(reading, start, head + 1) else 0


def _whole_run(reading: Reading, start: int, end: int) -> bool:
    after = end < len(reading) and reading.pos[end] == "PROPN" and _capital(reading, end)
    return not after and not (start and reading.words[start - 1] in "-–")


def _people_at(reading: Reading, start: int, longest: int) -> int:
    """Give the end of an adjective of several words for a country's people ("Sri Lankan")."""
    for end in range(min(start + longest, len(reading)), start + 1, -1):
        if look_up(reading.slice(start, end)) is not None:
            return end
    return 0


def _place_at(reading: Reading, start: int, limit: int) -> int:
    """Give the end of the longest country, capital or division that begins at a token; 0 for none."""
    for end in range(limit, start, -1):
        place = look_up(reading.slice(start, end))
        if place and place.role != "people":
            inside = end < len(reading) and reading.words[end] in "-–" and end == start + 1
            return (
                0
                if inside
                and end + 1 < len(reading)
                and reading.lower[end + 1] not in ("led", "based", "backed", "born")
                else end
            )
    return 0


def _cleaned(reading: Reading, start: int, end: int, label: str) -> Candidate | None:
    """Cut what the model took along: articles, quotation marks, titles, line ends, possessives."""
    for token in range(start, end):
        if "\n" in reading.words[token] and token > start:
            end = token
            break
    while end > start and (
        reading.words[end - 1] in ("'s", "’s", "'", "’")
        or reading.words[end - 1] in JUNK
        or not reading.words[end - 1].strip()
    ):
        end -= 1
    while start < end and (
        reading.words[start] in JUNK or reading.lower[start] in _LEADING or not reading.words[start].strip()
    ):
        start += 1
    if label == "PERSON":
        while start < end and _title_word(reading, start):
            start += 1
        start = next((t for t in range(start, end) if _capital(reading, t) or reading.lower[t] in PARTICLES), end)
        for token in range(start, end):
            if reading.words[token] in ("'s", "’s", "(", ",", ":", "–", "—") and token > start:
                end = token
                break
    if all(_title_word(reading, t) or reading.words[t] in JUNK for t in range(start, end)):
        return None
    if start >= end or not any(_capital(reading, t) for t in range(start, end)):
        return None
    if label in OTHER or label == "NORP":
        return start, end, None
    kind = LABELS.get(label)
    return (start, end, kind) if kind else None


_LEADING = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "former",
        "late",
        "then",
        "ex",
        "some",
        "all",
        "many",
    ]
)


def _title_word(reading: Reading, token: int) -> bool:
    return reading.lower[token] in words(OFFICES, "titles") and reading.lower[token] not in (
        "house",
        "father",
        "brother",
        "sister",
    )


def _capital(reading: Reading, token: int) -> bool:
    return reading.words[token][:1].isupper()


def _shouted(reading: Reading, token: int) -> bool:
    return reading.words[token].isupper() and len(reading.words[token]) > 3


def _after_article(reading: Reading, start: int) -> bool:
    return start > 0 and reading.lower[start - 1] in ("the", "by", "its", "our")


def _counts(reading: Reading, first: int, last: int) -> bool:
    """Tell a table's line, with its numbers, from a headline."""
    return sum(reading.words[t].isdigit() for t in range(first, last)) > 2


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
            or not _capital(reading, token)
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
        and _capital(reading, start - 1)
        and not _title_word(reading, start - 1)
    )
    after = end < len(reading) and reading.pos[end] == "PROPN" and _capital(reading, end)
    return before or after


def is_demonym(reading: Reading, start: int, end: int) -> bool:
    """Tell whether tokens are an adjective for a country's people ("Sri Lankan")."""
    place = look_up(reading.slice(start, end))
    attributive = reading.dep[end - 1] in ("amod", "compound", "nmod") or (
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
