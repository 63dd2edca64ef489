import time
import tomllib
from pathlib import Path

import pytest

from events.ingestion.pages import cleaning
from events.ingestion.pages.markup import parse_markup

GROUPS = tomllib.loads(Path(cleaning.__file__).with_name("boilerplate.toml").read_text(encoding="utf-8"))["group"]


def kinds_of(line: str) -> list[str]:
    return [group.name for group in cleaning.groups() if group.holds(line, 0)]


@pytest.mark.parametrize(("name", "line"), [(group["name"], line) for group in GROUPS for line in group["examples"]])
def test_knows_the_lines_that_are_no_article(name: str, line: str) -> None:
    assert name in kinds_of(line)


@pytest.mark.parametrize("line", [line for group in GROUPS for line in group["counter_examples"]])
def test_leaves_sentences_that_begin_alike(line: str) -> None:
    assert kinds_of(line) == []


def test_ends_the_text_where_only_links_follow() -> None:
    article = "The council met on Monday.\nIt approved the plan."
    assert cleaning.clean_lines(f"{article}\nRelated articles\nOne\nTwo", frozenset()) == article


def test_keeps_a_tail_heading_in_front_of_real_paragraphs() -> None:
    rest = "\n".join(["A paragraph of the article itself that is long enough to count as one. " * 3] * 3)
    assert rest.split("\n")[0].strip() in cleaning.clean_lines(f"The council met.\nRelated news\n{rest}", frozenset())


def test_drops_teasers_that_are_nothing_but_a_link() -> None:
    teaser = "Council of another town rejects the same plan"
    tree = parse_markup(f'<p>The council met.</p><p><a href="/2">{teaser}</a></p><p>See <a href="/3">the plan</a></p>')
    linked = cleaning.linked_blocks(tree)
    assert cleaning.clean_lines(f"The council met.\n{teaser}\nSee the plan", linked) == "The council met.\nSee the plan"


def test_keeps_headings_that_link_to_themselves() -> None:
    tree = parse_markup('<h2><a href="#plan">What the plan of the council says</a></h2>')
    assert cleaning.linked_blocks(tree) == frozenset()


@pytest.mark.parametrize("line", ["a" * 300, "subscribe " * 30, "for the latest " * 20, "." * 300, "sign up " * 36])
def test_no_line_takes_long(line: str) -> None:
    started = time.process_time()
    for _ in range(100):
        kinds_of(line)
    assert time.process_time() - started < 1
