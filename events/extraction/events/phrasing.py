"""Phrases of a text shortened for a title: what is not needed is left out, and they end only where a phrase ends."""

import re
from collections.abc import Iterator

from events.extraction.lexicon import words
from events.extraction.reading import CLOSING, OPENING, Reading

CALENDAR = "actors/lexicon/calendar"
LONGEST_SUBTREE = 70
OPTIONAL = frozenset({"prep", "acl", "relcl", "appos", "conj", "cc", "punct", "advcl", "advmod", "npadvmod", "agent"})
ASIDE = frozenset({"advcl", "parataxis", "intj", "meta", "dep", "mark", "csubj", "advmod", "npadvmod"})
"""What says how, when or why a thing is done: a title does without it, but for adverbs before what they qualify."""
JOINED = frozenset({"cc", "conj", "nsubj", "nsubjpass", "punct"})
DATED = frozenset({"DATE", "TIME"})
CIRCUMSTANCES = frozenset({
    "after", "before", "since", "until", "till", "during", "following", "amid", "amidst", "despite", "while", "when",
    "according", "because", "due", "including", "like", "unlike", "besides", "upon", "given", "ahead", "pending",
})  # fmt: skip
DANGLING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX", "PUNCT", "SPACE"})
IDLE = frozenset({
    "dawn", "dusk", "night", "noon", "midnight", "morning", "afternoon", "evening", "chair", "time", "addition", "turn",
    "total", "particular", "view", "line", "fact", "future", "effect",
})  # fmt: skip
"""Nouns whose prepositional phrases a title does without: "at dawn", "in the chair"."""
LEADING_ON = frozenset({
    "connection", "relation", "accordance", "line", "response", "reaction", "collaboration", "partnership", "case",
    "coordination", "cooperation", "consultation", "association", "conjunction", "compliance", "conformity", "front",
    "comparison", "contrast", "favour", "favor", "support", "regard", "respect", "return", "exchange", "charge",
    "violation", "breach", "defiance", "contravention", "behalf", "terms", "lieu", "honour", "memory", "spite", "need",
    "search", "pursuit", "suspicion", "charges", "grounds", "basis", "form", "absence", "presence", "aid", "place",
    "talks", "addition", "celebration", "commemoration", "recognition", "protest", "excess", "light", "wake", "spirit",
})  # fmt: skip
"""Nouns that after a bare preposition only lead on to the next: "in connection with"."""
CURRENCIES = frozenset({"no", "nos", "rs", "rs.", "re", "usd", "lkr", "eur", "inr", "pkr", "$", "€", "£"})
MULTIPLES = frozenset({"million", "billion", "trillion", "crore", "lakh", "mn", "bn", "m", "b"})
PARTICLES = frozenset({"away", "back", "together", "aside", "apart", "forward", "ahead", "out", "up", "down", "off"})
HONOUR = re.compile(
    r",? (?:His|Her|Their|Your) (?:Royal |Serene )?(?:Excellency|Excellencies|Highness|Majesty|Holiness|Eminence)\b"
    r"|,? H\.E\.?(?= )"
)
"""Honours between an office and its holder, which a title does without."""
BRACKETS = {"(": ")", "[": "]"}


def phrase(reading: Reading, token: int, *, longest: int, clause: bool = False, without: int | None = None) -> str:
    """Give the phrase that hangs on a token in at most `longest` characters; "" where it cannot end so early.

    Brackets, asides, dates and what commas set off are left out, and so is the article it begins with. A `clause`
    is what an infinitive says, its subject and what is joined to it left out; `without` is a verb that describes it.
    """
    kept = _kept(reading, token, clause=clause, without=without)
    while kept and kept[0] < token and _is_opener(reading, kept[0]):
        kept.pop(0)
    for least in (False, True):
        for end in _ends(reading, token, kept, any_of=least):
            text = written(reading, kept[:end])
            if len(text) <= longest:
                return text
    return ""


def _is_opener(reading: Reading, token: int) -> bool:
    return (
        reading.pos[token] in ("DET", "PUNCT", "SPACE") and reading.lower[token] not in ("no", "all", "both", "some")
    ) or reading.tag[token] == "PRP$"


def written(reading: Reading, tokens: list[int]) -> str:
    """Write tokens as the text does, one blank for what was left out between them, without quotation marks."""
    parts: list[str] = []
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else token
        joined = before == token - 1 and reading.end[before] == reading.start[token]
        parts.append(("" if joined or not number else " ") + _word(reading, token, first=not number))
    text = HONOUR.sub("", " ".join("".join(parts).split()).replace(" ,", ","))
    text = text if text.count("(") == text.count(")") else text.split("(")[0]
    return "".join(c for c in text if c not in '“”"').strip(" ,;:-–—")


def _word(reading: Reading, token: int, *, first: bool) -> str:
    """Give a word, small where only its sentence gave it a capital."""
    word = reading.words[token]
    begins = first and token == reading.sentence(token)[0]
    if begins and reading.pos[token] != "PROPN" and reading.label.get(token) is None and not word[1:2].isupper():
        return word[:1].lower() + word[1:]
    return word


def _kept(reading: Reading, token: int, *, clause: bool, without: int | None) -> list[int]:
    """Give the tokens of a phrase that a title may use, in the order of the text."""
    queue = [token]
    kept = [token]
    while queue and len(kept) < LONGEST_SUBTREE:
        above = queue.pop()
        for child in reading.children[above]:
            joined = clause and above == token and reading.dep[child] in JOINED
            if child != without and not joined and not _is_dispensable(reading, above, child):
                kept.append(child)
                queue.append(child)
    return _before_breaks(reading, token, _unbracketed(reading, token, _with_sums(reading, sorted(kept))))


def _with_sums(reading: Reading, kept: list[int]) -> list[int]:
    """Take in the number behind "Rs." and "No.", which parsers hang elsewhere."""
    found: list[int] = []
    for token in kept:
        if found and token <= found[-1]:
            continue
        found.append(token)
        after = token + 1
        counted = reading.lower[token] in CURRENCIES
        while counted and after < len(reading) and _counts_money(reading, after):
            found.append(after)
            after += 1
    return found


def _counts_money(reading: Reading, token: int) -> bool:
    return reading.words[token] == "." or reading.pos[token] == "NUM" or reading.lower[token] in MULTIPLES


def _unbracketed(reading: Reading, root: int, kept: list[int]) -> list[int]:
    """Leave out what stands in brackets, but for those within a name ("the Bus Services (Wales) Bill")."""
    found, closing = [t for t in kept if t < root], ""
    for token in kept[len(found) :]:
        if closing:
            closing = "" if reading.words[token] == closing else closing
        elif reading.words[token] in BRACKETS:
            closing = BRACKETS[reading.words[token]]
        else:
            found.append(token)
    return found


def _before_breaks(reading: Reading, token: int, kept: list[int]) -> list[int]:
    """End a phrase at a line's end, a dash, a colon or a comma that lists nothing; begin it after one."""
    found: list[int] = []
    for number, one in enumerate(kept):
        comma = reading.words[one] == "," and not _lists(reading, kept[number + 1 :])
        if comma or "\n" in reading.words[one] or reading.words[one] in (";", ":", "—", "–", "--"):
            if one > token:
                break
            aside = comma and reading.head[one] in found and reading.pos[reading.head[one]] in ("NOUN", "PROPN")
            found = found if aside else []
            continue
        found.append(one)
    return found


def _lists(reading: Reading, after: list[int]) -> bool:
    """Tell whether a comma stands before another member of a list."""
    if not after:
        return False
    members = [t for t in after if reading.left[t] <= after[0] <= t]
    return any(reading.dep[t] in ("conj", "cc", "amod", "nummod", "compound") for t in members)


def _is_dispensable(reading: Reading, above: int, child: int) -> bool:
    dep = reading.dep[child]
    if reading.words[child] in OPENING | CLOSING and reading.words[child] not in ("'", "’"):
        return True
    if dep == "punct":
        return child > above and reading.words[child] not in (",", "-", "–", "/", "'", "’", "%", ".")
    if child < above:
        newly = dep == "advmod" and reading.dep[above] == "amod"  # "the newly appointed minister"
        loose = (
            not newly
            and dep in ("advmod", "prep")
            and reading.pos[above] == "VERB"
            and reading.words[child + 1] not in "-–"
        )
        opening = child == reading.sentence(child)[0] and dep == "advmod" and reading.lower[child].endswith("ly")
        clause = reading.dep[above] in ("acl", "ccomp") and reading.lower[child] == "that"
        return loose or opening or (dep in ("advcl", "mark", "preconj") and not clause)
    if reading.lower[reading.head[above]] == "to" and reading.label.get(child) in DATED:
        return False  # "moved the start to 1 May"
    if dep in ASIDE and not (child == above + 1 and reading.lower[child] in PARTICLES):
        return True
    if is_dated(reading, child):
        return True
    if dep == "prep" and is_circumstance(reading, child):
        return True
    if dep == "relcl":
        direct = reading.lower[reading.left[child]] in ("that", "who", "which")
        return not direct or _follows_comma(reading, child) or _is_described(reading, above, child)
    if dep == "conj" and reading.pos[child] in ("VERB", "AUX") and reading.pos[above] not in ("VERB", "AUX"):
        return True
    if dep == "cc":
        after = [c for c in reading.children[above] if reading.dep[c] == "conj" and c > child]
        return bool(after) and all(_is_dispensable(reading, above, c) for c in after)
    return dep in ("appos", "acl", "amod") and _follows_comma(reading, child)


def _is_described(reading: Reading, noun: int, clause: int) -> bool:
    """Tell whether a noun says enough without its relative clause."""
    return reading.pos[noun] == "PROPN" or any(
        reading.dep[c] in ("amod", "compound", "prep", "nummod", "poss", "acl") and c != clause
        for c in reading.children[noun]
    )


def _follows_comma(reading: Reading, child: int) -> bool:
    left = reading.left[child]
    return left > 0 and reading.words[left - 1] in (",", "-", "–", "—", "(")


def is_circumstance(reading: Reading, preposition: int) -> bool:
    """See a prepositional phrase that only says when or how ("after a debate", "at dawn"), or has but a pronoun."""
    noun = reading.child(preposition, "pobj")
    idle = noun is not None and (reading.pos[noun] == "PRON" or reading.lower[noun] in IDLE)
    some = reading.lower[preposition : preposition + 2] in (["among", "them"], ["among", "whom"])
    return reading.lower[preposition] in CIRCUMSTANCES or idle or some


def is_dated(reading: Reading, child: int) -> bool:
    """See what only says when: "on Monday", "in May", "last week", but not "the 2024 budget"."""
    if reading.dep[child] in ("compound", "nummod", "amod", "poss", "pobj", "quantmod", "dobj", "nsubj"):
        return False
    if reading.lower[child] == "to":  # "moved the start to 1 May"
        return False
    nouns = [child, *reading.all_children(child, "pobj")]
    return any(reading.label.get(n) in DATED or is_day(reading, n) or reading.lower[n] == "period" for n in nouns)


def is_day(reading: Reading, token: int) -> bool:
    """See a day or month, which a title leaves out."""
    return reading.lower[token] in words(CALENDAR, "names") or reading.lower[token] in words(CALENDAR, "days")


def _ends(reading: Reading, root: int, kept: list[int], *, any_of: bool) -> Iterator[int]:
    """Give the lengths at which a list of tokens may end, the longest first; after "of" only where `any_of`."""
    for end in range(len(kept), 0, -1):
        token = kept[end] if end < len(kept) else None
        if token is None or (kept[end - 1] >= root and _may_end(reading, kept[:end], kept[end:], any_of=any_of)):
            yield _without_dangling(reading, kept, end, root)


def _may_end(reading: Reading, before: list[int], after: list[int], *, any_of: bool) -> bool:
    inside, rest = set(before), set(after)
    if any(reading.head[t] in rest for t in before):
        return False
    hanging = [t for t in after if reading.head[t] in inside]
    if any(_is_wanted(reading, t) for t in hanging):
        return False
    if not any_of and any(reading.dep[t] == "conj" or _is_taken(reading, t) for t in hanging):
        return False
    return all(
        reading.dep[t] in OPTIONAL and (any_of or reading.dep[t] != "prep" or reading.lower[t] != "of") for t in hanging
    )


def _is_taken(reading: Reading, preposition: int) -> bool:
    """See the "on" of "focus on the shortage", without which the verb says nothing."""
    verb = reading.head[preposition]
    bare = reading.pos[verb] == "VERB" and reading.child(verb, "dobj", "xcomp", "ccomp") is None
    return (
        bare and preposition == verb + 1 and reading.dep[preposition] == "prep" and not is_dated(reading, preposition)
    )


def _is_wanted(reading: Reading, preposition: int) -> bool:
    """See the "with" of "in connection with", without which a phrase says nothing."""
    noun = reading.head[preposition]
    bare = reading.dep[noun] == "pobj" and reading.lower[noun - 1] in ("in", "on", "with", "at", "by", "under")
    return reading.dep[preposition] == "prep" and bare and reading.lower[noun] in LEADING_ON


def _dangles(reading: Reading, kept: list[int]) -> bool:
    """See a word that may not end a phrase, "resources acquired" among them, of which the rest was left out."""
    last = kept[-1]
    clipped = reading.dep[last] == "acl" and reading.tag[last] in ("VBN", "VBG") and reading.right[last] > last
    return reading.pos[last] in DANGLING or clipped


def _without_dangling(reading: Reading, kept: list[int], end: int, root: int) -> int:
    while end > 1 and kept[end - 1] > root and _dangles(reading, kept[:end]):
        if reading.dep[kept[end - 1]] == "prt" or reading.tag[kept[end - 1]] in ("RP", "POS", "CD"):
            break
        end -= 1
    return end
