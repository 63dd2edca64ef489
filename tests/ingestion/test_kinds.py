import tomllib
from pathlib import Path

import pytest

from events.ingestion.pages import kinds

KINDS = tomllib.loads(Path(kinds.__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["kind"]


@pytest.mark.parametrize(("reason", "said"), [(kind["reason"], said) for kind in KINDS for said in kind["examples"]])
def test_tells_pages_that_are_no_article(reason: str, said: str) -> None:
    assert kinds.told_by_words(said) == reason


@pytest.mark.parametrize("said", [said for kind in KINDS for said in kind["counter_examples"]])
def test_lets_articles_about_such_things_pass(said: str) -> None:
    assert kinds.told_by_words(said) is None
