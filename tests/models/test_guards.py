"""Each table has one writer: the database refuses the others."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, models, transaction

from events.curation import accept, merge
from events.extraction.vocabulary import ActorKind, Effect, Kind, Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import ingest
from events.models import (
    Actor,
    ActorName,
    ArticleVersion,
    Change,
    Event,
    EventBinding,
    EventMention,
    Evidence,
    Extraction,
    Judgement,
    Participation,
    Policy,
    PolicyStatus,
    PublicId,
    Source,
)
from events.resolution import project
from tests.scripted import Line, Scripted

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 6)
EXTRACT = Scripted(
    [
        Line("approved", Kind.DECISION, "Council approves plan", DAY,
             actors=[("Harbour Council", Role.DECIDER, ActorKind.BODY)], policies=[("Quay Plan", Effect.APPROVES)]),
        Line("met", Kind.MEETING, "Council meets", DAY, part_of="approved"),
    ]
)  # fmt: skip
PROJECTED = [Event, Participation, Actor, Policy, PolicyStatus, EventBinding]
APPEND_ONLY = [ArticleVersion, Extraction, EventMention, Evidence]


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    source = Source.objects.create(name="Lowport Herald", kind=Source.Kind.MANUAL)
    text = "The Harbour Council approved the Quay Plan. It met at noon."
    ingest(Submission(text=text, published=DAY), source, location="a", extract=EXTRACT)


def refused(write: object, message: str) -> None:
    assert callable(write)
    with pytest.raises(DatabaseError, match=message), transaction.atomic():
        write()


@pytest.mark.parametrize("model", PROJECTED, ids=lambda m: m.__name__)
def test_refuses_a_direct_write_to_a_projected_table(model: type[models.Model]) -> None:
    row = model._default_manager.first()
    assert row is not None
    refused(row.save, "resolution.project")
    refused(row.delete, "resolution.project|referenced")


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda m: m.__name__)
def test_refuses_to_change_or_delete_what_was_said(model: type[models.Model]) -> None:
    row = model._default_manager.first()
    assert row is not None
    refused(row.save, "only ever added")
    with connection.cursor() as cursor:
        table = model._meta.db_table
        refused(lambda: cursor.execute(f"DELETE FROM {table}"), "only ever added|violates foreign key")


def test_refuses_to_delete_public_ids_judgements_and_the_log() -> None:
    user = User.objects.create_user("curator")
    judgement = accept(Event.objects.first().pk, user=user)
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("DELETE FROM events_publicid"), "events_publicid")
        refused(lambda: cursor.execute("DELETE FROM events_judgement"), "events_judgement|foreign key")
        refused(lambda: cursor.execute("DELETE FROM events_change"), "resolution.project")
        refused(lambda: cursor.execute("UPDATE events_change SET cause = 'x'"), "resolution.project")
    judgement.reason = "another"
    refused(judgement.save, "only_undone_changes|Cannot update")


def test_lets_curators_write_names_but_not_those_of_texts() -> None:
    actor = Actor.objects.get(name="Harbour Council")
    ActorName.objects.create(actor_id=actor.pk, text="The Council")
    refused(lambda: ActorName.objects.create(actor_id=actor.pk, text="Other", origin="extracted"), "project")


def test_project_must_be_called_in_a_transaction(settings: object) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        _outside(lambda: project([], cause="test"))


def _outside(call: object) -> None:
    """Call something as if no transaction were open."""
    assert callable(call)
    before, connection.in_atomic_block = connection.in_atomic_block, False
    try:
        call()
    finally:
        connection.in_atomic_block = before


def test_logs_every_change_once_with_its_document_and_time() -> None:
    event = Event.objects.get(kind="decision")
    first = Change.objects.get(public=event.pk)
    assert (first.action, first.valid_to, first.document) == ("created", None, event.document)
    accept(event.pk, user=User.objects.create_user("curator"))
    second, first = Change.objects.filter(public=event.pk)
    assert (second.action, second.fields, second.valid_to) == ("updated", ["review"], None)
    assert first.valid_to == second.valid_from
    assert Change.objects.as_of(first.valid_from).filter(public=event.pk).get() == first


def test_a_merged_id_leads_to_its_heir() -> None:
    decision, meeting = Event.objects.get(kind="decision"), Event.objects.get(kind="meeting")
    merge(decision.pk, meeting.pk, user=User.objects.create_user("curator"))
    assert PublicId.objects.get(pk=meeting.pk).merged_into_id == decision.pk
    assert Change.objects.filter(public=meeting.pk).first().action == "merged"
    assert Judgement.objects.get().anchors.count() == 2
