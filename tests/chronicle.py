"""A small record with something of everything: five articles of four sources, and about a dozen events."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from events.extraction.vocabulary import ActorKind, Assertion, Basis, Effect, Kind, Precision, RelationType, Role
from events.models import Article
from tests.factories import Dated, Said, Telling, Told, on, publish, source

HARBOUR = (
    "The Cabinet approved the Harbour Renewal Plan on Saturday at a meeting in Port Lorne. "
    "Minister Ada Venn chaired the session, with the consent of the Coastal Assembly.\n"
    "“We will rebuild every quay that the storm took,” Minister Ada Venn said.\n"
    "The Harbour Authority will publish the building schedule by 1 September 2024.\n"
    "Work under the Harbour Renewal Plan is to begin in October.\n"
    "A storm destroyed two quays in January 2024, the Harbour Authority reported."
)
TALKS = (
    "Delegations of Norland and the Coastal Assembly met on 17 June 2024 in Sundby to settle fishing rights. "
    "Talks went on from 17 to 19 June.\n"
    "Norland did not sign the Fisheries Accord, its delegation said.\n"
    "If quotas fall again, the Coastal Assembly would suspend the Fisheries Accord."
)
LEDGER = (
    "The Cabinet approved the Harbour Renewal Plan on 22 June 2024 in Sundby, officials said.\n"
    "The Coastal Assembly passed the Tidal Waters Act in the second quarter of 2024.\n"
    "An inquiry into the storm has been under way since March 2024.\n"
    "The Harbour Authority appointed Jon Marsh as its director.\n"
    "Subscribers read on."
)
NOTICE = (
    "Operation Clear Channel was launched by the Harbour Authority on 2 May 2024 as part of the Harbour Renewal Plan. "
    "Dredgers and Pilots took part.\n"
    "The Harbour Authority promised to report on Operation Clear Channel every month."
)
CLOSED = "The Treasury and Norland signed a loan agreement in 2023 to pay for the works."


@pytest.fixture(scope="module")
def chronicle(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, Article]]:
    """Give the five articles by name, written once for a module; what tests change is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield write()
        transaction.set_rollback(True)


def write() -> dict[str, Article]:
    """Take in the five articles; give them by name."""
    wire, gazette = source(), source("Sample Gazette", text_shown="quotes")
    office = source("Sample Press Office", reliability="official")
    closed = source("Closed Letter", text_shown="none")
    return {
        "harbour": publish(
            wire,
            HARBOUR,
            HARBOUR_TOLD,
            title="Cabinet approves plan to rebuild the harbour",
            author="A. Writer",
            url="https://example.org/harbour",
        ).article,
        "talks": publish(wire, TALKS, TALKS_TOLD, title="Fishing talks end without a signature").article,
        "ledger": publish(
            gazette, LEDGER, LEDGER_TOLD, title="What the islands decided", published=date(2024, 7, 2)
        ).article,
        "notice": publish(
            office, NOTICE, NOTICE_TOLD, title="Launch of Operation Clear Channel", published=date(2024, 5, 2)
        ).article,
        "closed": publish(closed, CLOSED, CLOSED_TOLD, title="Loan signed", published=None).article,
    }


HARBOUR_TOLD = Telling(
    actors={"Cabinet": ActorKind.BODY, "Ada Venn": ActorKind.PERSON, "Harbour Authority": ActorKind.ORGANISATION},
    events=[
        Told(
            "Cabinet approves the Harbour Renewal Plan",
            "The Cabinet approved the Harbour Renewal Plan on Saturday at a meeting in Port Lorne.",
            when=on(
                date(2024, 6, 22),
                "on Saturday",
                basis=Basis.RELATIVE,
                rule="Saturday, past tense, on or before Saturday 22 June 2024",
            ),
            actors=[("Cabinet", Role.DECIDER), ("Ada Venn", Role.CHAIR), ("Coastal Assembly", Role.CONSENTING)],
            policies=[("Harbour Renewal Plan", Effect.APPROVES, None)],
            place=("Port Lorne", "Norland"),
            headline=True,
        ),
        Told(
            "Cabinet meets in Port Lorne",
            "Minister Ada Venn chaired the session, with the consent of the Coastal Assembly.",
            kind=Kind.MEETING,
            when=on(
                date(2024, 6, 22), "on Saturday", basis=Basis.INHERITED, rule="the date of the decision taken at it"
            ),
            actors=[("Ada Venn", Role.CHAIR), ("Cabinet", Role.PARTICIPANT)],
            relations=[(RelationType.FOLLOWS, 3)],
        ),
        Told(
            "Work under the Harbour Renewal Plan to begin",
            "Work under the Harbour Renewal Plan is to begin in October.",
            kind=Kind.OPERATION,
            assertion=Assertion.PLANNED,
            when=Dated(
                "2024-10",
                date(2024, 10, 1),
                date(2024, 10, 31),
                Precision.MONTH,
                Basis.RELATIVE,
                "in October",
                "the next October, as it is planned",
            ),
            policies=[("Harbour Renewal Plan", None, None)],
            relations=[(RelationType.IMPLEMENTS, 0)],
        ),
        Told(
            "Storm destroys two quays",
            "A storm destroyed two quays in January 2024, the Harbour Authority reported.",
            kind=Kind.INCIDENT,
            when=Dated(
                "2024-01", date(2024, 1, 1), date(2024, 1, 31), Precision.MONTH, Basis.EXPLICIT, "in January 2024"
            ),
            actors=[("Harbour Authority", Role.ANNOUNCER)],
        ),
    ],
    statements=[Said("We will rebuild every quay that the storm took", "Ada Venn")],
    commitments=[
        Said(
            "publish the building schedule by 1 September 2024",
            "Harbour Authority",
            due=on(date(2024, 9, 1), "by 1 September 2024"),
        )
    ],
)
TALKS_TOLD = Telling(
    actors={"Norland": ActorKind.COUNTRY},
    events=[
        Told(
            "Norland and the Coastal Assembly hold talks on fishing rights",
            "Delegations of Norland and the Coastal Assembly met on 17 June 2024 in Sundby to settle fishing rights.",
            kind=Kind.MEETING,
            when=Dated(
                "2024-06-17/2024-06-19",
                date(2024, 6, 17),
                date(2024, 6, 19),
                Precision.INTERVAL,
                Basis.EXPLICIT,
                "from 17 to 19 June",
            ),
            actors=[("Norland", Role.PARTICIPANT), ("Coastal Assembly", Role.PARTICIPANT)],
            place=("Sundby", None),
        ),
        Told(
            "Norland signs the Fisheries Accord",
            "Norland did not sign the Fisheries Accord, its delegation said.",
            kind=Kind.AGREEMENT,
            assertion=Assertion.NEGATED,
            policies=[("Fisheries Accord", None, None)],
        ),
        Told(
            "Coastal Assembly suspends the Fisheries Accord",
            "If quotas fall again, the Coastal Assembly would suspend the Fisheries Accord.",
            assertion=Assertion.HYPOTHETICAL,
            actors=[("Coastal Assembly", Role.DECIDER)],
            policies=[("Fisheries Accord", Effect.SUSPENDS, None)],
        ),
    ],
)
LEDGER_TOLD = Telling(
    actors={"Jon Marsh": ActorKind.PERSON, "Harbour Authority": ActorKind.ORGANISATION},
    events=[
        Told(
            "Cabinet approves the Harbour Renewal Plan",
            "The Cabinet approved the Harbour Renewal Plan on 22 June 2024 in Sundby, officials said.",
            when=on(date(2024, 6, 22), "on 22 June 2024"),
            actors=[("Cabinet", Role.DECIDER)],
            place=("Sundby", "Norland"),
            policies=[("Harbour Renewal Plan", Effect.APPROVES, None)],
        ),
        Told(
            "Coastal Assembly passes the Tidal Waters Act",
            "The Coastal Assembly passed the Tidal Waters Act in the second quarter of 2024.",
            kind=Kind.LEGISLATION,
            when=Dated(
                "2024-34",
                date(2024, 4, 1),
                date(2024, 6, 30),
                Precision.QUARTER,
                Basis.EXPLICIT,
                "in the second quarter of 2024",
            ),
            actors=[("Coastal Assembly", Role.DECIDER)],
            policies=[("Tidal Waters Act", Effect.APPROVES, None)],
        ),
        Told(
            "Inquiry into the storm",
            "An inquiry into the storm has been under way since March 2024.",
            kind=Kind.OPERATION,
            when=Dated("2024-03/..", date(2024, 3, 1), None, Precision.INTERVAL, Basis.EXPLICIT, "since March 2024"),
        ),
        Told(
            "Harbour Authority appoints Jon Marsh",
            "The Harbour Authority appointed Jon Marsh as its director.",
            kind=Kind.APPOINTMENT,
            actors=[("Harbour Authority", Role.DECIDER), ("Jon Marsh", Role.AFFECTED)],
        ),
    ],
)
NOTICE_TOLD = Telling(
    actors={"Harbour Authority": ActorKind.ORGANISATION, "Pilots": ActorKind.GROUP},
    events=[
        Told(
            "Harbour Authority launches Operation Clear Channel",
            NOTICE.partition(" Dredgers")[0],
            kind=Kind.OPERATION,
            when=on(date(2024, 5, 2), "on 2 May 2024"),
            actors=[("Harbour Authority", Role.IMPLEMENTER), ("Pilots", Role.PARTICIPANT)],
            policies=[("Operation Clear Channel", Effect.LAUNCHES, "Harbour Renewal Plan")],
        ),
    ],
    commitments=[Said("report on Operation Clear Channel every month", "Harbour Authority")],
)
CLOSED_TOLD = Telling(
    actors={"Norland": ActorKind.COUNTRY, "Treasury": ActorKind.BODY},
    events=[
        Told(
            "Treasury and Norland sign a loan agreement",
            CLOSED,
            kind=Kind.AGREEMENT,
            when=Dated("2023", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR, Basis.EXPLICIT, "in 2023"),
            actors=[("Treasury", Role.DECIDER), ("Norland", Role.PARTICIPANT)],
        ),
    ],
)
