"""The record does not depend on the order, the number of times or the process in which things arrive."""

import multiprocessing
import os
import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from events.curation import accept, correct, keep_apart, merge, reject
from events.extraction.vocabulary import ActorKind, Effect, Kind, Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import ingest
from events.models import Actor, Article, Event, Policy, Source
from events.resolution import rebuild
from tests.scripted import Line, Scripted

DAY, NEXT = date(2031, 5, 6), date(2031, 5, 7)
NAVY = ("Norland Navy", Role.IMPLEMENTER, ActorKind.BODY)
CABINET = ("Cabinet of Norland", Role.DECIDER, ActorKind.BODY)
LINES = [
    Line("approved", Kind.DECISION, "Cabinet of Norland approves Harbour Plan", DAY, actors=[CABINET],
         policies=[("Harbour Plan", Effect.APPROVES)]),
    Line("endorsed", Kind.DECISION, "Cabinet of Norland endorses Harbour Plan", DAY, actors=[CABINET],
         policies=[("Harbour Plan", Effect.APPROVES)]),
    Line("raised", Kind.DECISION, "Cabinet of Norland raises ferry tax", DAY, actors=[CABINET]),
    Line("convened", Kind.MEETING, "Harbour council convened", DAY,
         actors=[("Harbour Council", Role.PARTICIPANT, ActorKind.BODY)]),
    Line("launched", Kind.OPERATION, "Norland Navy launches Operation Lantern", NEXT,
         actors=[NAVY], policies=[("Operation Lantern", Effect.LAUNCHES)]),
    Line("began", Kind.OPERATION, "Norland Navy begins Operation Lantern patrols", NEXT,
         actors=[NAVY], policies=[("Operation Lantern", Effect.LAUNCHES)]),
]  # fmt: skip
TEXTS = [
    "The Cabinet of Norland approved the Harbour Plan for new piers. The Harbour Council convened at noon.",
    "Ministers said the Cabinet of Norland endorsed the Harbour Plan for piers and new quays.",
    "The Cabinet of Norland raised the ferry tax. The Norland Navy launched Operation Lantern off the coast.",
    "Off the coast the Norland Navy began Operation Lantern. The Harbour Council convened at noon on piers.",
    "The Cabinet of Norland approved the Harbour Plan after a debate about new piers and quays.",
]
EXTRACT = Scripted(LINES)


def take(numbers: Sequence[int], source: Source) -> None:
    for number in numbers:
        submission = Submission(text=TEXTS[number], title=f"Report {number}", published=DAY)
        ingest(submission, source, location=f"{number}.txt", extract=EXTRACT)


def picture() -> list[Any]:
    """Give the whole record without ids: what must be equal."""
    names = {e.pk: f"{e.kind}:{min(s['title'] for s in e.document['sources'])}:{e.title}" for e in Event.objects.all()}
    rows = []
    for event in Event.objects.all():
        document = {k: v for k, v in event.document.items() if k not in ("id",)}
        document["participants"] = [{**p, "actor": bool(p["actor"])} for p in document["participants"]]
        document["policies"] = [{**p, "id": ""} for p in document["policies"]]
        document["relations"] = sorted((r["type"], names[r["event"]]) for r in document["relations"])
        document["sources"] = sorted(
            ({**s, "article": ""} for s in document["sources"]), key=lambda s: (s["title"], str(s["quotes"]))
        )
        columns = [event.kind, event.title, event.is_published, event.review, str(event.earliest), event.sources]
        rows.append([columns, document])
    actors = sorted(Actor.objects.values_list("name", "kind", "events"))
    policies = sorted(Policy.objects.values_list("name", "state", "events"))
    return [sorted(rows, key=str), actors, policies]


def judge(user: User) -> None:
    """Judge the record through what it says, as a curator would, whatever its ids are."""
    harbour = Event.objects.filter(policies_named("Harbour Plan")).order_by("title").first()
    tax = Event.objects.get(title__contains="ferry tax")
    navy = Event.objects.get(kind="operation", document__sources__0__title__isnull=False)
    assert harbour is not None
    accept(harbour.pk, user=user)
    reject(tax.pk, user=user)
    correct(navy.pk, "title", "Operation Lantern starts", user=user)
    keep_apart(harbour.pk, tax.pk, user=user)


def policies_named(name: str) -> Any:
    from django.db.models import Q

    return Q(event_policies__policy__name=name)


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(name="Norland Gazette", kind=Source.Kind.MANUAL)


@pytest.fixture
def curator(db: None) -> User:
    return User.objects.create_user("curator")


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 8))])
def test_gives_the_same_record_in_any_order_and_twice(seed: int, source: Source, curator: User) -> None:
    take(range(len(TEXTS)), source)
    wanted = picture()
    assert len(wanted[0]) == 4, "two reports each of the plan, the council and the patrols, one of the tax"
    wipe()
    order = list(range(len(TEXTS))) * 2
    random.Random(seed).shuffle(order)
    take(order, source)
    assert picture() == wanted
    assert rebuild() == set(), "a rebuild finds nothing to change"
    assert picture() == wanted


@pytest.mark.slow
def test_keeps_judgements_whatever_comes_later(source: Source, curator: User) -> None:
    take(range(len(TEXTS)), source)
    judge(curator)
    wanted = picture()
    ids = set(Event.objects.values_list("pk", flat=True))
    take([4, 0, 2, 1, 3], source)
    assert picture() == wanted
    assert rebuild() == set()
    assert set(Event.objects.values_list("pk", flat=True)) == ids


@pytest.mark.slow
def test_judged_first_or_last_is_the_same(source: Source, curator: User) -> None:
    take([0, 2, 3], source)
    judge(curator)
    take([1, 4], source)
    early = picture()
    wipe()
    take([4, 1, 3, 2, 0], source)
    judge(curator)
    late = picture()
    assert early == late


def test_a_merge_is_one_event_and_its_undoing_two_again(source: Source, curator: User) -> None:
    from events.curation import undo

    take(range(len(TEXTS)), source)
    before = picture()
    tax, council = Event.objects.get(title__contains="tax"), Event.objects.get(kind="meeting")
    judgement = merge(tax.pk, council.pk, user=curator)
    assert not Event.objects.filter(pk=council.pk).exists()
    assert Event.objects.get(pk=tax.pk).sources == 3
    take([0, 3], source)
    assert not Event.objects.filter(pk=council.pk).exists(), "its articles come again: still one"
    undo(judgement.pk, user=curator)
    assert picture() == before
    assert Event.objects.get(kind="meeting").pk == council.pk, "the old id is back"
    assert rebuild() == set()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_gives_the_same_record_from_two_processes() -> None:
    source = Source.objects.create(name="Norland Gazette", kind=Source.Kind.MANUAL)
    take(range(len(TEXTS)), source)
    wanted = picture()
    wipe()
    connections.close_all()
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_take_in_child, args=(order, source.pk)) for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0])
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert picture() == wanted


def _take_in_child(order: list[int], source: int) -> None:
    take(order, Source.objects.get(pk=source))
    connections.close_all()
    os._exit(0)


def wipe() -> None:
    """Empty all tables but users and sources: TRUNCATE is what tests may do and nothing else does."""
    kept = {Source._meta.db_table}
    tables = [m._meta.db_table for m in Article._meta.apps.get_app_config("events").get_models()]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending must be checked before its table is emptied
        cursor.execute(f"TRUNCATE {', '.join(t for t in tables if t not in kept)}")
