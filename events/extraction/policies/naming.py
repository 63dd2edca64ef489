"""Find named policies, their aliases, spelling variants and parents."""

import difflib
import re

from events.extraction.actors.acronyms import explained_acronyms
from events.extraction.actors.gazetteer import look_up
from events.extraction.documents import Knowledge
from events.extraction.lexicon import words
from events.extraction.policies.anaphora import spoken_of_again
from events.extraction.policies.explained import explained
from events.extraction.policies.mentions import PolicyMention
from events.extraction.reading import CLOSING, OPENING, Reading

LEXICON = "policies/lexicon/policies"
QUOTES = OPENING | CLOSING
ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
NUMBER = re.compile(r"\d{1,4}(?:/\d{1,4})?(?:/[A-Z]{2,4})?|[A-Z]{1,3}[-/]?\d{1,4}")
YEAR = re.compile(r"(?:19|20)\d\d")
NAMED = (["named"], ["called"], ["codenamed"], ["code-named"], ["dubbed"])
ON_FOR, OF_TOO = frozenset({"on", "for"}), frozenset({"on", "for", "of"})
CALENDAR, OFFICES = "actors/lexicon/calendar", "actors/lexicon/offices"
ALIKE = 0.84
LONGEST = 10
MOST_NAMES = 100


def find_policies(readings: list[Reading], *, knowledge: Knowledge) -> list[PolicyMention]:
    """Find every mention of a named policy, all mentions of one policy under one name."""
    mentions: list[PolicyMention] = []
    for reading in readings:
        mentions += _known(reading, knowledge)
        mentions += _apart(_named(reading), mentions)
    aliases = _aliases(readings, mentions)
    for reading in readings:
        mentions += _apart(_repeated(reading, aliases), mentions)
    _canonicalise(mentions, aliases)
    for reading in readings:
        mentions += spoken_of_again(reading, mentions)
    starts = {(m.reading.field, m.start): m for m in mentions}
    for mention in mentions:
        mention.parent = mention.parent or _parent(mention, starts)
    wholes = {m.name: m.parent for m in reversed(mentions) if m.parent is not None}
    for mention in mentions:
        mention.parent = mention.parent or wholes.get(mention.name)
    return sorted(mentions, key=lambda m: (m.reading.field != "text", m.start))


def _known(reading: Reading, knowledge: Knowledge) -> list[PolicyMention]:
    names = {p.id: p.names[0] for p in knowledge.policies}
    found: list[PolicyMention] = []
    for policy in knowledge.policies:
        for name in sorted(policy.names, key=len, reverse=True):
            at = reading.text.find(name)
            while at >= 0:
                first, last = reading.tokens_in(at, at + len(name))
                mention = PolicyMention(reading, first, last, policy.names[0], names.get(policy.parent or ""))
                if not _overlaps(mention, found):
                    found.append(mention)
                at = reading.text.find(name, at + len(name))
    return found


def _apart(more: list[PolicyMention], mentions: list[PolicyMention]) -> list[PolicyMention]:
    """Leave out the mentions that share a token with one found before."""
    taken = {(m.reading.field, t) for m in mentions for t in range(m.start, m.end)}
    return [m for m in more if not any((m.reading.field, t) in taken for t in range(m.start, m.end))]


def _overlaps(mention: PolicyMention, others: list[PolicyMention]) -> bool:
    return any(o.reading is mention.reading and o.start < mention.end and mention.start < o.end for o in others)


def _named(reading: Reading) -> list[PolicyMention]:
    found: list[PolicyMention] = []
    token = 0
    while token < len(reading):
        span = (
            _operation(reading, token)
            or _quoted(reading, token)
            or _headed(reading, token)
            or explained(reading, token)
        )
        if span is not None and (not found or span[0] >= found[-1].end) and not _is_body(reading, *span):
            found.append(PolicyMention(reading, *span, _clean(reading, *span)))
            token = max(token + 1, span[1])
        else:
            token += 1
    return found


def _is_body(reading: Reading, start: int, end: int) -> bool:
    """Tell "the World Food Programme", which is a body, from a programme."""
    name = reading.slice(start, end).lower()
    if name.split()[0] in words("actors/lexicon/bodies", "public") and " of " in name:
        return True  # "the Department of Project Management"
    return any(name.endswith(body) for body in words(LEXICON, "bodies"))


def _operation(reading: Reading, token: int) -> tuple[int, int] | None:
    """Read "Operation" and the name after it, quotation marks and hyphens included."""
    if reading.lower[token] not in words(LEXICON, "operations"):
        return None
    end = token + 1
    if not reading.words[token][:1].isupper():  # "an operation named Clear Sky"
        if reading.lower[end : end + 1] not in NAMED:
            return None
        token = end = end + 1
    while end < len(reading) and end - token < LONGEST:
        word = reading.words[end]
        joined = word in "-–" or (end > token + 1 and reading.words[end - 1] in "-–")
        if (
            (word in QUOTES and end <= token + 1)
            or joined
            or (word[:1].isupper() and reading.tag[end] not in ("DT", "PRP"))
        ):
            end += 1
        else:
            break
    while end > token + 1 and (reading.words[end - 1] in QUOTES or reading.words[end - 1] in "-–,"):
        end -= 1
    first = token if reading.lower[token] not in words(LEXICON, "operations") else token + 1
    return (token, end) if any(reading.words[t][:1].isupper() for t in range(first, end)) else None


def _quoted(reading: Reading, token: int) -> tuple[int, int] | None:
    """Read a name in quotation marks beside a word for a policy: the “Clean Coast” programme."""
    if reading.words[token] not in OPENING or token + 2 >= len(reading):
        return None
    close = next((t for t in range(token + 2, min(token + 8, len(reading))) if reading.words[t] in CLOSING), None)
    if close is None or not all(
        reading.words[t][:1].isupper() or len(reading.words[t]) < 4 for t in range(token + 1, close)
    ):
        return None
    after = reading.lower[close + 1] if close + 1 < len(reading) else ""
    return (token + 1, close) if after in words(LEXICON, "heads") and after not in words(LEXICON, "ambiguous") else None


def _headed(reading: Reading, token: int) -> tuple[int, int] | None:
    """Read a name around a word for a policy ("National Water Plan", "Water Act, 1998", "Pact for the Lakes")."""
    head = reading.lower[token]
    if head not in words(LEXICON, "heads") or not reading.words[token][:1].isupper():
        return None
    if reading.pos[token] not in ("PROPN", "NOUN") or (token and reading.words[token - 1] in "-–"):
        return None
    ahead = token + 1
    while ahead < min(token + 4, len(reading)) and reading.words[ahead].istitle() and reading.pos[ahead] == "PROPN":
        if reading.lower[ahead] in words(LEXICON, "heads"):
            return None  # "Water Tariff Order", "Coast Plan Authority Bill": the last head counts
        ahead += 1
    if any(reading.lower[t] in words(OFFICES, "titles") and "." in reading.words[t] for t in range(token - 2, token)):
        return None  # "Sen. Grant"
    start, end = _past_deed(reading, _name_start(reading, token), token), _numbered(reading, token + 1)
    if start < token or end > token + 1:
        if end == token + 1 and not _names_enough(reading, start, token):
            return None
        return start, _subject_end(reading, end, OF_TOO if start == token else ON_FOR)
    led = _run_end(reading, end) if head in words(LEXICON, "leading") else end
    if led > end:
        return start, led
    last = _subject_end(reading, end, OF_TOO) if head not in words(LEXICON, "ambiguous") else end
    return (start, last) if last > end else None


def _name_start(reading: Reading, token: int) -> int:
    """Read back over capitalised words, ordinals, brackets and what joins them."""
    start, first = token, reading.sentence(token)[0]
    while start > first and token - start < LONGEST:
        before = start - 1
        word = reading.words[before]
        capital = word[:1].isupper() and reading.pos[before] in ("PROPN", "ADJ", "NOUN", "VERB")
        if ORDINAL.fullmatch(word) or (capital and word.lower() not in ("the", "a", "this", "mr", "mr.")):
            start = before
        elif word == ")" and (bracket := _bracket(reading, before, first)) is not None:
            start = bracket
        elif _joins(reading, before, first):
            start = before - 1
        elif word.isdigit() and before > first and reading.words[before - 1] in "-–":
            start = before
        else:
            break
    return start


def _past_deed(reading: Reading, start: int, head: int) -> int:
    """Leave out what a headline says is done to a policy: "Fourth Review of the Coast Plan", "Unit Launches Plan"."""
    for token in range(head - 1, start - 1, -1):
        deed = reading.lower[token] == "of" and token > start and reading.lower[token - 1] in words(LEXICON, "deeds")
        if deed or reading.tag[token] == "VBZ":
            after = token + 1
            return after + (reading.lower[after] == "the")
    return start


def _joins(reading: Reading, token: int, first: int) -> bool:
    """See what stands between the words of a name: "and", "of", a hyphen."""
    if token <= first:
        return False
    named = reading.words[token - 1][:1].isupper() and reading.pos[token - 1] in ("PROPN", "NOUN", "ADJ", "ADV", "INTJ")
    return reading.words[token] in "-–" or (named and reading.lower[token] in ("and", "of", "&", "for", "to"))


def _bracket(reading: Reading, closing: int, first: int) -> int | None:
    """Give where "(Amendment)" opens inside a name: "Public Order (Amendment) Act"."""
    opening = next((t for t in range(closing - 1, max(first, closing - 5), -1) if reading.words[t] == "("), None)
    return opening if opening is not None and reading.words[opening - 1][:1].isupper() else None


def _run_end(reading: Reading, end: int) -> int:
    """Read on over capitalised words: "Plan Norte", "Mission Safe Roads"."""
    while end < len(reading) and reading.words[end][:1].isupper() and reading.pos[end] in ("PROPN", "NOUN", "ADJ"):
        end += 1
    return end


def _subject_end(reading: Reading, end: int, prepositions: frozenset[str]) -> int:
    """Read on over what a policy is about: "on Water", "for the Blue Economy"; no day and no place."""
    size = len(reading)
    if end + 1 >= size or reading.lower[end] not in prepositions:
        return end
    ahead = end + 1 + (reading.lower[end + 1] == "the")
    last = _run_end(reading, ahead) if ahead < size else ahead
    if last + 1 < size and last > ahead and reading.lower[last] == "and" and reading.words[last + 1][:1].isupper():
        last = _run_end(reading, last + 1)
    if last <= ahead or reading.lower[ahead] in words(CALENDAR, "names") or look_up(reading.slice(ahead, last)):
        return end
    further = last + 1 + (reading.lower[last + 1 : last + 2] == ["the"])
    more = _run_end(reading, further) if reading.lower[last : last + 1] in (["of"], ["in"]) else further
    placed = look_up(reading.slice(further, more)) is not None if more > further else True
    dated = reading.lower[further : further + 1] and reading.lower[further] in words(CALENDAR, "names")
    return last if placed or dated else more  # "Rules for Labour in the Holy Sites"


def _numbered(reading: Reading, end: int) -> int:
    """Read on through the number of a law or order: "No. 88", "412", "14 of 2021", "A/018", ", 2015"."""
    size, token = len(reading), end
    if token < size and reading.lower[token] in ("no", "no.", "number", "nr", "nr."):
        token += 1
        token += token < size and reading.words[token] == "."
    if token < size and NUMBER.fullmatch(reading.words[token]) and reading.label.get(token) not in ("TIME", "MONEY"):
        end = token + 1
        if end + 1 < size and reading.words[end] in ("-", "–") and YEAR.fullmatch(reading.words[end + 1]):
            return end + 2
        if end + 1 < size and reading.lower[end] == "of" and YEAR.fullmatch(reading.words[end + 1]):
            return end + 2
    elif end + 1 < size and reading.words[end] == "," and YEAR.fullmatch(reading.words[end + 1]):
        return end + 2
    return end


def _names_enough(reading: Reading, start: int, head: int) -> bool:
    """Tell "Drought Resilience Fund" from "World Fund", "Second Amendment" from "Constitutional Amendment"."""
    before = [w.lower() for w in reading.words[start:head]]
    word = reading.lower[head]
    if word in ("amendment", "amendments"):
        return any(ORDINAL.fullmatch(w) or w[-2:] in ("st", "nd", "rd", "th") for w in before)
    if word in words(LEXICON, "ambiguous"):
        return len(before) > 1 and not words(LEXICON, "no_policy") & set(before)
    return True


def _clean(reading: Reading, start: int, end: int) -> str:
    return " ".join("".join(c for c in reading.slice(start, end) if c not in '“”"‘«»').split()).strip(",.' ")


def _aliases(readings: list[Reading], mentions: list[PolicyMention]) -> dict[str, str]:
    """Give the other names of each policy: without "Operation", its acronym."""
    aliases: dict[str, str] = {}
    for mention in mentions:
        first, _, rest = mention.name.partition(" ")
        if first.lower() in words(LEXICON, "operations") and len(rest) > 3:
            aliases.setdefault(rest, mention.name)
    by_name = {m.name for m in mentions}
    for reading in readings:
        for short, (start, end) in explained_acronyms(reading).items():
            name = _clean(reading, start, end)
            if name in by_name:
                aliases.setdefault(short, name)
    return aliases


def _repeated(reading: Reading, aliases: dict[str, str]) -> list[PolicyMention]:
    found: list[PolicyMention] = []
    for alias, name in aliases.items():
        at = reading.text.find(alias)
        while at >= 0:
            first, last = reading.tokens_in(at, at + len(alias))
            if reading.start[first] == at and reading.end[last - 1] == at + len(alias):
                found.append(PolicyMention(reading, first, last, name))
            at = reading.text.find(alias, at + len(alias))
    return found


def _canonicalise(mentions: list[PolicyMention], aliases: dict[str, str]) -> None:
    """Put spelling variants of a long name under the first spelling."""
    names: list[str] = []
    chosen: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda m: (m.reading.field != "text", m.start)):
        name = aliases.get(mention.name, mention.name)
        if name not in chosen:
            match = next((n for n in names[:MOST_NAMES] if _alike(n, name)), None)
            names += [name] if match is None else []
            chosen[name] = match or name
        mention.name = chosen[name]


def _alike(one: str, other: str) -> bool:
    """Compare names letter by letter; numbers and years must agree, and short names must be equal."""
    a, b = one.casefold().removeprefix("the "), other.casefold().removeprefix("the ")
    if a == b:
        return True
    if (
        min(len(a), len(b)) < 9
        or [c for c in a if c.isdigit()] != [c for c in b if c.isdigit()]
        or len(a.split()) != len(b.split())
        or len(a) > 60
    ):
        return False
    pairs = list(zip(a.split(), b.split(), strict=True))
    return sum(x != y for x, y in pairs) == 1 and all(
        x == y or (len(x) > 6 and x[0] == y[0] and difflib.SequenceMatcher(None, x, y).ratio() >= ALIKE)
        for x, y in pairs
    )


def _parent(mention: PolicyMention, starts: dict[tuple[str, int], PolicyMention]) -> str | None:
    """Find the plan that a policy is said to be under or part of, in the same sentence."""
    reading = mention.reading
    stop = min(reading.sentence(mention.start)[1], mention.end + 12)
    for token in range(mention.end, stop):
        part_of = reading.lower[token] == "of" and reading.lower[token - 1] in words(LEXICON, "shares")
        if part_of or reading.lower[token] in words(LEXICON, "parent_cues"):
            for ahead in range(token + 1, token + 4):
                other = starts.get((reading.field, ahead))
                if other is not None and other.name != mention.name:
                    return other.name
    return _whole_before(mention, starts)


def _whole_before(mention: PolicyMention, starts: dict[tuple[str, int], PolicyMention]) -> str | None:
    """Read "the Coast Plan, of which the scheme is part": the whole stands before its part."""
    reading, first = mention.reading, mention.start
    while first > 0 and reading.pos[first - 1] in ("DET", "ADJ"):
        first -= 1
    if reading.lower[max(0, first - 2) : first] != ["of", "which"]:
        return None
    if not words(LEXICON, "shares") & set(reading.lower[mention.end : mention.end + 5]):
        return None
    wholes = [o for (field, _), o in starts.items() if field == reading.field and first - 6 <= o.end <= first - 2]
    return next((o.name for o in wholes if o.name != mention.name), None)
