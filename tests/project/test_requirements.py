"""The model that Python 3.11 takes by a step of its own is the one that later ones take with the rest."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def pinned(file: str) -> dict[str, tuple[str, set[str]]]:
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    rows = re.findall(r"^([\w.\[\]-]+)==(\S+)([^\n]*)", text, flags=re.MULTILINE)
    return {name: (version, set(re.findall(r"sha256:\w{64}", rest))) for name, version, rest in rows}


def test_the_model_is_the_same_on_every_python() -> None:
    ((name, (version, hashes)),) = pinned("requirements-model.txt").items()
    for file in ("requirements.txt", "requirements-dev.txt"):
        assert pinned(file)[name][0] == version
        assert hashes <= pinned(file)[name][1]
