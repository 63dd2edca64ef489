"""Which day an event without a day of its own is given: its story's, the publication's, or none."""

from datetime import date

import pytest

from events.extraction.documents import Document
from events.extraction.extractor import extract
from events.extraction.results import Span

DAY = date(2024, 3, 13)


def dated(text: str, phrase: str) -> tuple[str, str] | None:
    start = text.index(phrase)
    event = extract(Document("x", text, published=DAY, spans=(Span(start, start + len(phrase)),))).about[0]
    return (event.date.edtf, event.date.basis) if event is not None and event.date is not None else None


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        pytest.param(
            "The board fined the firm, which the state bought from its founder.",
            "bought",
            None,
            id="a clause that describes may tell of long ago",
        ),
        pytest.param(
            "The board fined the firm.", "fined", ("2024-03-13", "publication"), id="the text's own news is of its day"
        ),
        pytest.param(
            "TULMEK: Governor Ada Lind on Monday banned nets, days after a protest.",
            "banned",
            ("2024-03-11", "relative"),
            id="a dateline with a colon is no subject",
        ),
        pytest.param("The council banned nets during the war.", "banned", None, id="a war lasts"),
        pytest.param("The board has in the past fined the firm.", "fined", None, id="the past is no day"),
        pytest.param("Guards have only fired into the air, the firm said.", "fired", None, id="a habit"),
        pytest.param("So far the police have arrested nine men.", "arrested", None, id="some days up to now"),
        pytest.param("Rebels took 90 men in the raid that started the war.", "took", None, id="what led to a war"),
        pytest.param(
            "The council banned nets during the session.",
            "banned",
            ("2024-03-13", "publication"),
            id="a session is news",
        ),
        pytest.param(
            "The board met on 4 and 5 March.", "met", ("2024-03-04/2024-03-05", "relative"), id="two days in a row"
        ),
        pytest.param(
            "The board met on Monday and Tuesday.", "met", ("2024-03-11/2024-03-12", "relative"), id="weekdays in a row"
        ),
        pytest.param(
            "The board met in January and February.", "met", ("2024-01/2024-02", "explicit"), id="months in a row"
        ),
        pytest.param(
            "The council will begin dredging on 9 April.",
            "begin",
            ("2024-04-09", "relative"),
            id="what is begun has the day that hangs on it",
        ),
        pytest.param(
            "The army closed the camp, opened in May, on 4 March.",
            "closed",
            ("2024-03-04", "relative"),
            id="a second date after a comma belongs to the clause around the aside",
        ),
        pytest.param(
            "Police broke up a rally on Monday. A deputy said that officers had fired on the crowd.",
            "fired",
            ("2024-03-11", "inherited"),
            id="what is said to have been done is of the story's day",
        ),
        pytest.param(
            "Police broke up a rally on Monday. A deputy said that officers had previously fired on crowds.",
            "fired",
            None,
            id="but not what had been done previously",
        ),
    ],
)
def test_dates_what_has_no_day_of_its_own(text: str, phrase: str, wanted: tuple[str, str] | None) -> None:
    found = dated(text, phrase)
    assert found is None if wanted is None else found is not None and found[0] == wanted[0]
