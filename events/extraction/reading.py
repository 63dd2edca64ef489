"""One parsed text as plain lists, made once and read by every stage: nothing after this touches spaCy objects."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from events.extraction.layout import PROSE_ENDS, headings, links
from events.extraction.lexicon import words
from events.extraction.results import Span

BESTOWED = frozenset({"award", "grant", "deny", "refuse", "offer"})
"""Verbs with two objects, of which a headline's passive leaves one: "students awarded grants"."""
INSTALLED = frozenset({"appoint", "reappoint", "elect", "nominate", "promote", "elevate", "name"})
"""Verbs that put somebody into office, which a headline's passive leaves behind them: "Ada Lind named judge"."""
OPENING, CLOSING = frozenset("“‘\"'«„`"), frozenset("”’\"'»")
LONGEST_RUN = 40
WORDS = "events/cues/words"
ACTIVE = ("dobj", "dative", "ccomp", "xcomp", "aux", "attr", "oprd", "acomp", "prt")
MISREAD = {
    "staged": "stage",
    "staging": "stage",
    "fined": "fine",
    "fining": "fine",
    "installed": "install",
    "installing": "install",
}  # the lemmatiser's rules make these "stag", "fin" and "instal"


@dataclass(slots=True)
class Reading:
    """A parse as lists by token index; `head` holds absolute indices, `sentences` pairs of token indices."""

    text: str
    field: str
    words: list[str] = dataclasses.field(default_factory=list)
    lower: list[str] = dataclasses.field(default_factory=list)
    lemma: list[str] = dataclasses.field(default_factory=list)
    tag: list[str] = dataclasses.field(default_factory=list)
    pos: list[str] = dataclasses.field(default_factory=list)
    dep: list[str] = dataclasses.field(default_factory=list)
    head: list[int] = dataclasses.field(default_factory=list)
    start: list[int] = dataclasses.field(default_factory=list)
    end: list[int] = dataclasses.field(default_factory=list)
    left: list[int] = dataclasses.field(default_factory=list)
    right: list[int] = dataclasses.field(default_factory=list)
    children: list[list[int]] = dataclasses.field(default_factory=list)
    sentence_of: list[int] = dataclasses.field(default_factory=list)
    sentences: list[tuple[int, int]] = dataclasses.field(default_factory=list)
    names: list[tuple[int, int, str]] = dataclasses.field(default_factory=list)
    label: dict[int, str] = dataclasses.field(default_factory=dict)
    name_starts: dict[int, str] = dataclasses.field(default_factory=dict)
    headings: list[Span] = dataclasses.field(default_factory=list)
    policies: frozenset[int] = frozenset()
    links: list[Span] = dataclasses.field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def slice(self, start: int, end: int) -> str:
        """Give the text of tokens `start` to `end` (exclusive)."""
        return self.text[self.start[start] : self.end[end - 1]] if end > start else ""

    def span(self, start: int, end: int) -> Span:
        """Give the characters of tokens `start` to `end` (exclusive)."""
        return Span(self.start[start], self.end[end - 1])

    def token_at(self, character: int) -> int:
        """Find the token that holds a character, or the first one after it; the last one past the end."""
        low, high = 0, len(self.words) - 1
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= character:
                low = middle + 1
            else:
                high = middle
        return low

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens (first, one past the last) that characters `start` to `end` touch."""
        first = self.token_at(start)
        last = first
        while last < len(self.words) and self.start[last] < end:
            last += 1
        return first, max(last, first + 1)

    def subtree(self, token: int) -> tuple[int, int]:
        """Give the stretch of tokens (first, one past the last) that hangs on a token."""
        return self.left[token], self.right[token] + 1

    def child(self, token: int, *deps: str) -> int | None:
        """Give the first child with one of these dependencies."""
        for child in self.children[token]:
            if self.dep[child] in deps:
                return child
        return None

    def all_children(self, token: int, *deps: str) -> list[int]:
        """Give the children with one of these dependencies, in the order of the text."""
        return [child for child in self.children[token] if self.dep[child] in deps]

    def conjuncts(self, token: int) -> list[int]:
        """Give a token and everything coordinated with it (read to the list's end), in the order of the text."""
        found, queue = [token], [token]
        while queue and len(found) < LONGEST_RUN:
            for child in self.children[queue.pop()]:
                if self.dep[child] == "conj":
                    found.append(child)
                    queue.append(child)
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """Walk from a token's head to the root."""
        for _ in range(LONGEST_RUN):
            above = self.head[token]
            if above == token:
                return
            yield above
            token = above

    def hyphenated(self, token: int) -> str:
        """Give the lower-case run of letters and hyphens around a token ("go-ahead" for its "ahead")."""
        first = last = token
        while first > 1 and self.words[first - 1] in "-–" and self.end[first - 2] == self.start[first - 1]:
            first -= 2
        while last + 2 < len(self) and self.words[last + 1] in "-–" and self.end[last + 1] == self.start[last + 2]:
            last += 2
        return "".join(self.lower[first : last + 1]) if first != last else self.lower[token]

    def heading(self, token: int) -> Span | None:
        """Give the heading before the text's first prose that a token stands in."""
        return next((h for h in self.headings if h.start <= self.start[token] < h.end), None)

    def is_link(self, token: int) -> bool:
        """Tell whether a token stands in a paragraph that only leads to another story."""
        return any(link.start <= self.start[token] < link.end for link in self.links)

    def sentence(self, token: int) -> tuple[int, int]:
        """Give the sentence of a token as tokens (first, one past the last)."""
        return self.sentences[self.sentence_of[token]]

    def sentence_span(self, token: int) -> Span:
        """Give the characters of a token's sentence, without blanks around it."""
        first, last = self.sentence(token)
        while last > first + 1 and not self.words[last - 1].strip():
            last -= 1
        while first < last - 1 and not self.words[first].strip():
            first += 1
        return self.span(first, last)


def read(doc: Doc, *, field: str = "text") -> Reading:
    """Copy a parse into lists; `field` says whether it is the document's text or its title."""
    reading = Reading(doc.text, field)
    for token in doc:
        word = token.text
        reading.words.append(word)
        reading.lower.append(word.lower())
        reading.lemma.append(MISREAD.get(word.lower()) or token.lemma_.lower())
        reading.tag.append("VBN" if token.tag_ == "VBD" and token.dep_ == "acl" else token.tag_)
        reading.pos.append(token.pos_)
        reading.dep.append(token.dep_)
        reading.head.append(token.head.i)
        reading.start.append(token.idx)
        reading.end.append(token.idx + len(word))
        reading.left.append(token.left_edge.i)
        reading.right.append(token.right_edge.i)
    size = len(reading.words)
    reading.children = [[] for _ in range(size)]
    for child, above in enumerate(reading.head):
        if above != child:
            reading.children[above].append(child)
    reading.sentence_of = [0] * size
    for number, sentence in enumerate(doc.sents if size else ()):
        reading.sentences.append((sentence.start, sentence.end))
        reading.sentence_of[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
    _mend_days(reading)
    _mend_purposes(reading)
    _mend_lists(reading)
    _mend_headlines(reading)
    reading.label = {t.i: t.ent_type_ for t in doc if t.ent_type}
    reading.name_starts = {name.start: name.label_ for name in doc.ents}
    if field == "text":
        reading.headings = [Span(*pair) for pair in headings(doc.text)]
        reading.links = [Span(*pair) for pair in links(doc.text)]
    reading.names = [(name.start, name.end, name.label_) for name in doc.ents]
    return reading


def _move(reading: Reading, token: int, head: int, dep: str) -> None:
    """Hang a token with all below it on another one, unless it is a root or that one hangs on it."""
    if reading.head[token] == token or token in reading.ancestors(head):
        return
    reading.children[reading.head[token]].remove(token)
    reading.head[token], reading.dep[token] = head, dep
    reading.children[head].append(token)
    reading.left[head] = min(reading.left[head], reading.left[token])
    reading.right[head] = max(reading.right[head], reading.right[token])


def _mend_days(reading: Reading) -> None:
    """Take the day in "a meeting held today (03)" for no object."""
    for token in range(2, len(reading) - 1):
        bracketed = reading.words[token - 1] == "(" and reading.words[token + 1] == ")"
        if bracketed and reading.words[token].isdigit() and not token - 2 <= reading.head[token] < token:
            _move(reading, token, token - 2, "appos")


def _mend_purposes(reading: Reading) -> None:
    """Read what was decided in "it was decided at the meeting held on 2 May to close the port"."""
    for verb, above in enumerate(reading.head):
        if reading.tag[verb] != "VB" or reading.dep[verb] not in ("advcl", "xcomp") or reading.tag[above] != "VBN":
            continue
        subject, decided = None, above
        for decided in list(reading.ancestors(above))[:4]:
            subject = reading.child(decided, "nsubjpass")
            if subject is not None:
                break
        if subject is None or reading.lower[subject] != "it" or reading.child(decided, "xcomp", "ccomp") is not None:
            continue
        if reading.dep[above] == "acl" and any(reading.lower[c] == "to" for c in reading.children[verb]):
            _move(reading, verb, decided, "xcomp")


def _mend_headlines(reading: Reading) -> None:
    """Read "Two held over fire" as a passive: what a headline has in the past was suffered, not done."""
    for first, last in reading.sentences:
        end = next((t for t in range(last - 1, first, -1) if reading.words[t].strip()), first)
        if reading.words[end][-1:] in PROSE_ENDS:
            continue
        for verb in range(first, last):
            if reading.tag[verb] not in ("VBD", "VBN") or reading.dep[verb] not in ("ROOT", "ccomp", "conj"):
                continue
            bestowed = reading.lemma[verb] in BESTOWED | INSTALLED and reading.child(verb, *ACTIVE[1:]) is None
            if reading.lemma[verb] in INSTALLED and not _names_office(reading, verb):
                continue
            undergone = reading.lemma[verb] in words(WORDS, "suffered") and not _acts_on(reading, verb)
            if bestowed or undergone:
                for subject in reading.all_children(verb, "nsubj"):
                    reading.tag[verb], reading.dep[subject] = "VBN", "nsubjpass"
                for total in reading.all_children(verb, "dobj") if undergone else []:
                    reading.dep[total] = "npadvmod"


def _acts_on(reading: Reading, verb: int) -> bool:
    """Tell whether a headline's verb has an object of its own; a sum behind a preposition is none."""
    own = [c for c in reading.children[verb] if reading.dep[c] in ACTIVE]
    with_ = reading.lower[verb + 1 : verb + 2] in (["with"], ["over"], ["for"], ["in"])
    to = reading.lower[verb + 1 : verb + 2] == ["to"]
    sums = all(reading.tag[c] == "CD" for c in own)
    return bool(own) and not (with_ and sums) and not (to and all(reading.dep[c] == "xcomp" for c in own))


def _names_office(reading: Reading, verb: int) -> bool:
    """See "Ada Lind Appointed Chief Secretary" and "Ada Lind Appointed as Judge": no person is acted on."""
    acted_on = reading.child(verb, "dobj")
    as_what = any(reading.lower[c] == "as" for c in reading.all_children(verb, "prep"))
    heads = words("actors/lexicon/offices", "heads")
    return as_what if acted_on is None else reading.lemma[acted_on].lower() in heads


def _mend_lists(reading: Reading) -> None:
    """Join the infinitives of a list: in "pledged to repeal it; amend that", *amend* stands beside *repeal*.

    The parser hangs what follows a semicolon or a long clause on the finite verb, as if it had been done.
    """
    for verb, above in enumerate(reading.head):
        if (
            reading.dep[verb] != "conj"
            or reading.tag[verb] != "VB"
            or reading.tag[above] not in ("VBD", "VBZ", "VBP", "VBN")
        ):
            continue
        infinitive = next((c for c in reading.children[above] if reading.dep[c] == "xcomp" and above < c < verb), None)
        if infinitive is None or reading.child(verb, "aux", "nsubj") is not None or reading.tag[infinitive] != "VB":
            continue
        _move(reading, verb, infinitive, "conj")
