"""Match and market reports are no news of policy, unless something is decided in them."""

import datetime

from events.extraction.documents import Document
from events.extraction.extractor import extract

MATCH = """The visitors beat the hosts by five wickets in the third match of the series at Havn on Friday. Chasing 180,
captain Ane Dahl and opener Lise Mo scored 90 runs for the first wicket. Seamer Kari Lund, supported by spinner Eva Ek,
took three wickets in four overs. The hosts will meet the Lakes in the semi-final of the tournament on Sunday. The squad
was led by coach Ola Berg, who has taken the team to its second title of the season."""
MARKET = """Havn stocks closed down on Friday as investors sold shares in banks, brokers said. The index lost 40 points
to close at 9,020, while the more liquid index gained 3 points. Turnover was 2.1 billion crowns. Top losers were Mo Bank
and Lund Steel. The exchange closed down 1.2 percent in the morning session, traders said. There was a net foreign
outflow of 40 million crowns, and selling in the shipping sector."""


def count(text: str) -> int:
    return len(extract(Document("x", text, published=datetime.date(2024, 5, 17))).events)


def test_a_match_and_a_day_at_the_exchange_are_no_policy() -> None:
    assert count(MATCH) == count(MARKET) == 0


def test_what_a_ministry_decides_for_sport_is() -> None:
    assert count("The Sports Ministry suspended the cricket board on Friday after the team lost the series.") == 1
