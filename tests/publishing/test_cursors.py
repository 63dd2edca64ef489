from datetime import date

import pytest

from events.models import Event, Writer, writing_as
from events.publishing.cursors import Page, page_of
from events.publishing.filters import EVENT_ORDERS
from events.publishing.parameters import ParameterError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chronicle")]


def _pages(order: str, size: int) -> list[Page[Event]]:
    pages = [page_of(Event.objects.all(), EVENT_ORDERS[order], cursor=None, size=size)]
    while pages[-1].next:
        pages.append(page_of(Event.objects.all(), EVENT_ORDERS[order], cursor=pages[-1].next, size=size))
    return pages


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_pages_give_every_row_once_and_in_order_undated_ones_last(order: str, size: int) -> None:
    everything = Event.objects.newest_first() if order == "newest" else Event.objects.chronological()
    walked = [event.pk for page in _pages(order, size) for event in page.rows]
    assert walked == [event.pk for event in everything]
    assert everything.last().day is None


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_lead_back_the_same_way(order: str) -> None:
    forwards = _pages(order, 4)
    page, back = forwards[-1], [forwards[-1].rows]
    while page.previous:
        page = page_of(Event.objects.all(), EVENT_ORDERS[order], cursor=page.previous, size=4)
        back.append(page.rows)
    assert [e.pk for rows in reversed(back) for e in rows] == [e.pk for p in forwards for e in p.rows]
    assert page.previous is None


def test_page_does_not_shift_when_an_event_is_added_before_it() -> None:
    first = page_of(Event.objects.all(), EVENT_ORDERS["newest"], cursor=None, size=3)
    expected = page_of(Event.objects.all(), EVENT_ORDERS["newest"], cursor=first.next, size=3).rows
    with writing_as(Writer.PROJECTION):
        Event.objects.filter(pk=Event.objects.chronological().first().pk).update(
            earliest=date(2030, 1, 1), latest=date(2030, 1, 1)
        )
    assert page_of(Event.objects.all(), EVENT_ORDERS["newest"], cursor=first.next, size=3).rows == expected


@pytest.mark.parametrize("cursor", ["", "x", "####", "bnVsbA", "W10", "WyJuZXdlc3QiLDAsWzEsMiwzXV0", "é", "x" * 150])
def test_refuses_what_is_no_cursor(cursor: str) -> None:
    if cursor:
        with pytest.raises(ParameterError, match="cursor from a link"):
            page_of(Event.objects.all(), EVENT_ORDERS["newest"], cursor=cursor, size=3)


def test_refuses_the_cursor_of_another_order() -> None:
    first = page_of(Event.objects.all(), EVENT_ORDERS["newest"], cursor=None, size=3)
    with pytest.raises(ParameterError):
        page_of(Event.objects.all(), EVENT_ORDERS["oldest"], cursor=first.next, size=3)
