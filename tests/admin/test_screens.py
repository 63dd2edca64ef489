"""The curators' screens: every table can be looked at, and every change is a judgement."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.extraction.vocabulary import ActorKind, Effect, Kind, Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import ingest, reread
from events.models import Actor, ActorName, Article, Event, Judgement, Source, Tenure, Work
from tests.scripted import Line, Scripted

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 6)
EXTRACT = Scripted(
    [
        Line("approved", Kind.DECISION, "Council approves plan", DAY,
             actors=[("Harbour Council", Role.DECIDER, ActorKind.BODY)], policies=[("Quay Plan", Effect.APPROVES)]),
        Line("met", Kind.MEETING, "Council meets", DAY, part_of="approved"),
    ],
    statements=[("It is a good plan", "Ada Quayle")],
    commitments=[("will be built by June", "Ada Quayle")],
)  # fmt: skip
TEXT = (
    "The Harbour Council approved the Quay Plan. It met at noon. “It is a good plan”, Ada Quayle said; "
    "it will be built by June."
)
OURS = [m for m in admin.site._registry if m._meta.app_label == "events"]


def take(number: int, source: Source) -> Article:
    day = DAY + timedelta(days=number)
    lines = [Line(x.trigger, x.kind, x.title, day, actors=x.actors, policies=x.policies) for x in EXTRACT.lines]
    script = Scripted(lines, statements=EXTRACT.statements, commitments=EXTRACT.commitments)
    return ingest(
        Submission(text=TEXT + f" {number}", published=day), source, location=f"{number}", extract=script
    ).article


@pytest.fixture
def source(settings: object) -> Source:
    return Source.objects.create(name="Lowport Herald", kind=Source.Kind.MANUAL)


@pytest.fixture
def article(source: Source) -> Article:
    return take(0, source)


@pytest.fixture
def curator(client: Client) -> User:
    user = User.objects.create_superuser("curator", password="a password")
    client.force_login(user)
    return user


def event_form(event: Event, **changed: str) -> dict[str, str]:
    form = {
        "title": event.title,
        "kind": event.kind,
        "assertion": event.assertion,
        "date": event.edtf,
        "place": event.place.name if event.place else "",
    }
    return form | changed


def test_every_table_of_the_record_has_a_screen() -> None:
    from django.apps import apps

    without = {m.__name__ for m in apps.get_app_config("events").get_models()} - {m.__name__ for m in OURS}
    assert {name for name in without if not name.endswith("History")} == set()


@pytest.mark.slow
def test_lists_take_a_constant_number_of_queries_and_can_be_searched(
    client: Client, curator: User, source: Source, article: Article
) -> None:
    take(1, source)
    before = {model: _queries(client, model) for model in OURS}
    for number in (2, 3, 4):
        take(number, source)
    after = {model: _queries(client, model) for model in OURS}
    assert {m.__name__: n for m, n in after.items()} == {m.__name__: n for m, n in before.items()}


def _queries(client: Client, model: type) -> int:
    url = reverse(f"admin:events_{model.__name__.lower()}_changelist")
    assert client.get(url, {"q": "a"}).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_shows_the_evidence_on_the_events_page(client: Client, curator: User, article: Article) -> None:
    event = Event.objects.get(kind="decision")
    page = client.get(reverse("admin:events_event_change", args=[event.pk]))
    assert "The Harbour Council approved the Quay Plan." in page.text
    assert "decider: Harbour Council" in page.text


def test_saving_an_event_makes_one_judgement_for_each_changed_field(
    client: Client, curator: User, article: Article
) -> None:
    event = Event.objects.get(kind="decision")
    url = reverse("admin:events_event_change", args=[event.pk])
    response = client.post(url, event_form(event, title="Plan approved", date="2031-05-05"))
    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.title, event.edtf, event.basis) == ("Plan approved", "2031-05-05", "curated")
    assert set(Judgement.objects.values_list("field", flat=True)) == {"title", "date"}


@pytest.mark.parametrize("typed", ["2031-02-30", "the day after", "0000-01-01"])
def test_says_what_is_wrong_with_a_date_and_judges_nothing(
    typed: str, client: Client, curator: User, article: Article
) -> None:
    event = Event.objects.get(kind="decision")
    url = reverse("admin:events_event_change", args=[event.pk])
    response = client.post(url, event_form(event, title="Other", date=typed))
    assert response.status_code == 200
    assert not Judgement.objects.exists()


def test_confirms_rejects_and_merges_from_the_list(client: Client, curator: User, article: Article) -> None:
    url = reverse("admin:events_event_changelist")
    decision, meeting = Event.objects.get(kind="decision"), Event.objects.get(kind="meeting")
    client.post(url, {"action": "confirm", "_selected_action": [decision.pk]})
    client.post(url, {"action": "reject", "_selected_action": [meeting.pk]})
    assert dict(Event.objects.values_list("pk", "review")) == {decision.pk: "confirmed", meeting.pk: "rejected"}
    client.post(url, {"action": "merge", "_selected_action": [decision.pk, meeting.pk]})
    assert Event.objects.count() == 1


def test_a_learnt_date_asks_for_the_article_to_be_read_again(client: Client, curator: User, source: Source) -> None:
    relative = Scripted([Line("approved", Kind.DECISION, "Council approves plan", DAY, relative=True)])
    article = ingest(Submission(text="The council approved the plan."), source, location="x", extract=relative).article
    assert Event.objects.get().edtf == ""
    form = {
        "published": "2031-05-06",
        "timezone": "UTC",
        "publisher": "",
        "language": "en",
        "author": "",
        "section": "",
    }
    client.post(reverse("admin:events_article_change", args=[article.pk]), form)
    article.refresh_from_db()
    assert article.published == DAY
    assert Work.objects.filter(kind="reextract", target=article.pk, state="waiting").exists()
    reread(article.pk, extract=relative)
    assert Event.objects.get().earliest == DAY


def test_teaching_names_and_tenures_asks_for_what_they_touch(client: Client, curator: User, article: Article) -> None:
    actor = Actor.objects.get(name="Harbour Council")
    url = reverse("admin:events_actor_change", args=[actor.pk])
    form = {"name": actor.name, "kind": actor.kind, "country": "", "names": "Quay Board\nHafenrat",
            "tenures": "Port Authority; Lowport; 2030-01-01; "}  # fmt: skip
    assert client.post(url, form).status_code == 302
    assert set(ActorName.objects.filter(origin="curated").values_list("text", flat=True)) == {"Quay Board", "Hafenrat"}
    assert Tenure.objects.get().earliest == date(2030, 1, 1)
    assert set(Work.objects.filter(kind="learn").values_list("target", flat=True)) == {
        "Quay Board", "Hafenrat", "Port Authority"}  # fmt: skip


def test_anonymous_visitors_are_sent_to_log_in(client: Client, article: Article) -> None:
    assert client.get(reverse("admin:events_event_changelist")).status_code == 302


def test_a_folder_outside_the_allowed_ones_is_refused(client: Client, curator: User) -> None:
    form = {"name": "Secrets", "kind": "folder", "location": "/etc", "timezone": "UTC", "language": "en",
            "reliability": "press", "text_shown": "quotes", "active": "on", "poll_seconds": "5"}  # fmt: skip
    page = client.post(reverse("admin:events_source_add"), form)
    assert "Folders are read only below" in page.text
    assert not Source.objects.exists()
