import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.ingestion.versions import Change, difference, is_cosmetic

OLD = "The council met on Monday. It approved the plan by nine votes to two. The mayor was absent."


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (OLD.replace(". ", ".\n\n"), "paragraphs"),
        (OLD.replace(" ", "\u00a0"), "hard spaces"),
        (OLD.replace("council", "coun\u00adcil"), "soft hyphens"),
    ],
)
def test_layout_is_no_change(new: str, why: str) -> None:
    assert is_cosmetic(OLD, new), why
    assert difference(OLD, new).changes == ()


def test_quotes_and_dashes_of_another_shape_are_no_change() -> None:
    assert is_cosmetic('He said "no" - twice', "He said “no” – twice")


@pytest.mark.parametrize(
    "new", [OLD.replace("nine", "ten"), OLD.replace("approved", "Approved"), OLD[:-1] + "!", OLD + " No."]
)
def test_one_word_or_mark_is_a_change(new: str) -> None:
    assert not is_cosmetic(OLD, new)
    assert difference(OLD, new).changes


def test_shows_a_reworded_sentence_as_one_change() -> None:
    new = OLD.replace("nine votes to two", "eight votes to three")
    old_sentence, new_sentence = (text.split(". ")[1] + "." for text in (OLD, new))
    assert difference(OLD, new).changes == (Change("changed", old_sentence, new_sentence),)


def test_shows_what_was_added_and_removed() -> None:
    new = OLD.replace(" The mayor was absent.", "").replace("Monday.", "Monday. Two hundred people came.")
    assert difference(OLD, new).changes == (
        Change("added", new="Two hundred people came."),
        Change("removed", old="The mayor was absent."),
    )


def test_share_tells_a_correction_from_a_rewrite() -> None:
    assert difference(OLD, OLD.replace("nine", "ten")).share < 0.6
    assert difference(OLD, "Something else altogether was printed.").share == 1.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_changes_means_cosmetic(old: str, new: str) -> None:
    found = difference(old, new)
    assert found.cosmetic >= is_cosmetic(old, new)
    assert 0 <= found.share <= 1


@pytest.mark.slow
def test_long_texts_take_no_time() -> None:
    text = "".join(f"Sentence number {number} of the text. " for number in range(20_000))
    started = time.process_time()
    difference(text, text.replace("7", "8"))
    difference("a" * 1_000_000, ". " * 500_000)
    assert time.process_time() - started < 10
