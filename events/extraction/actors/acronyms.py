"""Acronyms that a text explains: "National Water Plan (NWP)", and "NWP (National Water Plan)"."""

from events.extraction.reading import Reading

SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "&", "at", "by", "de", "la"})
LONGEST = 14


def initials(text: str) -> str:
    """Give the capitals that the words of a name begin with ("European Court of Justice": "ECJ")."""
    return "".join(word[0] for word in text.replace("-", " ").replace("–", " ").split() if word[0].isupper())


def explained_acronyms(reading: Reading) -> dict[str, tuple[int, int]]:
    """Find what each acronym in brackets stands for: {acronym: tokens (first, one past the last) of the long form}."""
    found: dict[str, tuple[int, int]] = {}
    for token in range(1, len(reading) - 2):
        if reading.words[token] != "(" or reading.words[token + 2] != ")":
            continue
        short = reading.words[token + 1].strip(".")
        if 2 <= len(short) <= 8 and sum(c.isupper() for c in short) >= 2 and short not in found:
            start = _long_form(reading, token, short.replace(".", "").replace("-", ""))
            if start is not None:
                found[short] = (start, token - (reading.words[token - 1] in ("'s", "’s")))
    return found


def _long_form(reading: Reading, bracket: int, short: str) -> int | None:
    """Walk back from the bracket until the first letters spell the acronym; give the first word's token."""
    letters = [c.upper() for c in short if c.isalpha()]
    token, wanted = bracket - 1, len(letters) - 1
    first = max(reading.sentence(bracket)[0], bracket - LONGEST)
    while token >= first and wanted >= 0:
        word = reading.words[token]
        if word[:1].upper() == letters[wanted] and word[:1].isalpha():
            if wanted == 0:
                return token if word[:1].isupper() else None
            wanted -= 1
        elif (
            word.lower() not in SMALL
            and word not in ("-", "–", "'s", "’s", ",")
            and word[:1].isupper()
            and not _spelled_inside(word, letters, wanted)
        ):
            return None
        token -= 1
    return None


def _spelled_inside(word: str, letters: list[str], wanted: int) -> bool:
    return letters[wanted] in word.upper()
