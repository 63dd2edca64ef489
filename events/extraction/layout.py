"""Which sentences of a text are headings or links to other stories, and which are prose."""

import re
from collections.abc import Iterator

PROSE_ENDS = frozenset('.!?:;"”’')
LONGEST_HEADING, MOST_HEADINGS = 250, 6
LONGEST_LINK, FEWEST_LINKS = 160, 2
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\r]*\n))+")
LISTED = re.compile(r"[•·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)]")
LINK = re.compile(
    r"(?:related|also read|read more|read also|see also|more on this|watch|listen|photos?|videos?|in pictures)\b", re.I
)


def paragraphs_of(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches between empty lines, without blanks around them."""
    for found in PARAGRAPH.finditer(text):
        start, end = found.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end


def headings(text: str) -> list[tuple[int, int]]:
    """Give the paragraphs before the first prose: the headline repeated, standfirsts, a kicker."""
    found: list[tuple[int, int]] = []
    for start, end in paragraphs_of(text):
        if text[end - 1] in PROSE_ENDS or end - start > LONGEST_HEADING or len(found) >= MOST_HEADINGS:
            return found
        found.append((start, end))
    return []


def links(text: str) -> list[tuple[int, int]]:
    """Give the paragraphs after some prose that only lead to other stories: headlines without a full stop, no lists."""
    found: list[tuple[int, int]] = []
    prose, listing = 0, False
    paragraphs = list(paragraphs_of(text))
    last = _last_links(text, paragraphs)
    for number, (start, end) in enumerate(paragraphs):
        paragraph = text[start:end]
        if paragraph[-1] in PROSE_ENDS:
            listing = paragraph[-1] in ":;"
            prose += 1
        elif LISTED.match(paragraph) or listing:
            listing = True
        elif prose >= 2 and (number >= last or LINK.match(paragraph) or _is_headline(paragraph)):
            found.append((start, end))
    return found


def _last_links(text: str, paragraphs: list[tuple[int, int]]) -> int:
    """Give the number of the first of two and more short paragraphs without a full stop that end a text."""
    first = len(paragraphs)
    while first and _is_bare(text[slice(*paragraphs[first - 1])]):
        first -= 1
    return first if len(paragraphs) - first >= FEWEST_LINKS else len(paragraphs)


def _is_bare(paragraph: str) -> bool:
    return paragraph[-1] not in PROSE_ENDS and len(paragraph) <= LONGEST_LINK and not LISTED.match(paragraph)


def _is_headline(paragraph: str) -> bool:
    """Tell a headline from a clipped sentence: a kicker before a colon, or capitals throughout."""
    long = [word for word in paragraph.split() if len(word) > 3 and word.isalpha()]
    capital = sum(word[0].isupper() for word in long) >= 0.8 * len(long) and len(long) > 3
    kicker = paragraph.split(":", maxsplit=1)[0] if ":" in paragraph[:40] else ""
    return capital or kicker.isupper()
