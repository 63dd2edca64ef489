import pytest

from events.publishing.dates import in_words, machine_readable

WORDS = [
    ("2024-06-22", "22 June 2024", "a day"),
    ("2024-06", "June 2024", "a month stays a month"),
    ("2024", "2024", "a year stays a year"),
    ("2024-06-XX", "June 2024", "a day not known is not shown"),
    ("2024-XX", "2024", "a month not known is not shown"),
    ("202X", "the 2020s", "a decade"),
    ("19XX", "the 1900s", "a century"),
    ("2024-22", "summer 2024", "a season"),
    ("2024-34", "second quarter of 2024", "a quarter"),
    ("2024-41", "second half of 2024", "a half"),
    ("2024-06~", "about June 2024", "approximate"),
    ("2024-06?", "June 2024 (uncertain)", "uncertain"),
    ("2024%", "about 2024 (uncertain)", "both"),
    ("2024-04-10/2024-04-12", "10–12 April 2024", "days of one month"),
    ("2024-04-30/2024-05-02", "30 April to 2 May 2024", "days of one year"),
    ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025", "days of two years"),
    ("2024-04/2024-06", "April to June 2024", "months of one year"),
    ("2023/2024-02", "2023 to February 2024", "ends of different precision"),
    ("2024-04-10/..", "on or after 10 April 2024", "open end"),
    ("../2024-04-10", "on or before 10 April 2024", "open beginning"),
    ("2024-03/..", "March 2024 or later", "open end of a month"),
    ("/2024", "2024 or earlier", "unknown beginning"),
    ("../..", "at some time", "open at both ends"),
    ("", "not dated", "nothing is known"),
    ("no date", "no date", "what is not understood is given as it is"),
    ("2024-13-01", "2024-13-01", "no month 13"),
]


@pytest.mark.parametrize(("edtf", "words", "reason"), WORDS)
def test_puts_dates_into_words_never_more_exact_than_they_are(edtf: str, words: str, reason: str) -> None:
    assert in_words(edtf) == words, reason


def test_says_week_of_where_a_week_is_meant() -> None:
    assert in_words("2024-06-17/2024-06-23", "week") == "week of 17–23 June 2024"


@pytest.mark.parametrize(
    ("edtf", "machine"),
    [
        ("2024-06-22", "2024-06-22"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        ("2024-34", ""),
        ("2024~", ""),
        ("2024/..", ""),
    ],
)
def test_marks_up_only_dates_that_html_can_express(edtf: str, machine: str) -> None:
    assert machine_readable(edtf) == machine
