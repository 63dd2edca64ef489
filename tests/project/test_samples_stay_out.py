"""Nothing in the product knows the samples: no file of it holds a name that occurs in them."""

import re
import subprocess
from pathlib import Path

from events.ingestion.files import read_file
from events.ingestion.folders import files_in

ROOT = Path(__file__).resolve().parents[2]
MAY_HOLD_THEM = ("seeds/", "tests/", "docs/")
NAME = re.compile(
    r"(?<=[a-z,;’'\"“(] )[“\"]?((?:[A-Z][\w’'-]*[\w])(?:(?: of the| of| and the| and|-e-|-ul-)? [A-Z][\w’'-]*\w)*)"
)
# Words that every English text about government uses, and the days and months.
COMMON = frozenset(
    word
    for line in (
        "gen prime minister president parliament government federal cabinet committee national assembly senate army",
        "operation operations constitutional amendment house governor general director chief police security press",
        "office conference monday tuesday wednesday thursday friday saturday sunday january february march april may",
        "june july august september october november december public school constitution security party parties action",
        "plan state member members english parliamentary air force ministry supreme court bill act city airport",
        "station hospital mosque eid islam muslim authority express lines council board summit peace defence finance",
        "foreign interior affairs north south east west",
    )
    for word in line.split()
)
# Lists of countries, their regions, peoples and capitals, each with its public source at its head.
PUBLIC_LISTS = ("countries.toml", "regions.toml")


def sample_names() -> set[str]:
    """Give the names that the samples' texts hold, and the uncommon words of each."""
    names: set[str] = set()
    for path in files_in(ROOT / "seeds"):
        if path.name != "README.md":
            names |= {re.sub(r"[’']s\b", "", match[1]) for match in NAME.finditer(read_file(path).text)}
    words = {word for name in names for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", name)}
    known = COMMON | listed_words()
    singles = {w for w in words if w[0].isupper() and len(w) > 2 and w.lower() not in known}
    whole = {name for name in names if " " in name and any(w in singles for w in name.split())}
    return singles | whole


def listed_words() -> set[str]:
    """Give the words of the cited public lists."""
    words: set[str] = set()
    for name in PUBLIC_LISTS:
        text = (ROOT / "events/extraction/actors/lexicon" / name).read_text(encoding="utf-8")
        assert "ISO 3166" in text.partition("\n\n")[0], f"{name} names its source at its head"
        words |= {word.lower() for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)}
    return words


def product_files() -> list[Path]:
    """Give the tracked files that ship."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and not name.startswith(MAY_HOLD_THEM)]


def test_no_product_file_holds_a_name_of_the_samples() -> None:
    names = sample_names()
    assert {"Shehbaz", "Azm-e-Istehkam", "Peshawar"} <= names, "the search finds the names at all"
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    found = {}
    for path in product_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if hits := set(pattern.findall(text)):
            found[path.relative_to(ROOT).as_posix()] = hits
    assert found == {}
