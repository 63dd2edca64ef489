"""When two reports tell of one event, and when they only sound alike."""

from datetime import date

import pytest

from events.resolution.similarity import GENERIC, Features, content_words, likeness

DAY = date(2026, 11, 24)
RELEASE = (
    "The press office of the cabinet answers questions of journalists from Monday to Friday between nine and five."
)


def reported(article: str, told: str, kind: str = "decision") -> Features:
    """Give the features of a report of which one sentence tells the event, with the press office's usual words."""
    return Features(
        id=len(article),
        article=article,
        order=(article, 0, 0),
        kind=kind,
        assertion="reported",
        earliest=DAY,
        latest=DAY,
        precision="day",
        actors=frozenset({"cabinet of westland"}),
        policies=frozenset(),
        place="",
        words=content_words(told, without=content_words("Cabinet of Westland") | GENERIC),
        story=content_words(f"{told} {RELEASE}"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The cabinet of Westland approved the harbour dredging plan worth 40 million crowns.",
            "The cabinet of Westland approved the prison reform plan worth 75 million crowns.",
        ),
        (
            "The cabinet of Westland approved a programme for new schools in the northern valleys.",
            "The cabinet of Westland approved a programme for cleaner buses in the capital.",
        ),
    ],
)
def test_two_decisions_of_one_day_told_in_the_same_words_are_two(one: str, other: str) -> None:
    assert likeness(reported("a", one), reported("bb", other)) == 0


def test_two_reports_of_one_decision_are_one() -> None:
    one = reported("a", "The cabinet of Westland approved the harbour dredging plan worth 40 million crowns.")
    other = reported("bb", "Westland's cabinet on Tuesday cleared a plan to dredge the harbour for 40 million crowns.")
    assert likeness(one, other) > 0


def test_tolls_of_an_attack_differ_and_it_is_one() -> None:
    one = reported("a", "Gunmen killed 12 people at the market of Tulmek.", "incident")
    other = reported("bb", "An attack on the market of Tulmek killed 14 people, police said of the gunmen.", "incident")
    assert likeness(one, other) > 0
