"""Judgements outlive extractor releases, changed texts and changed dates."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User

from events.curation import accept, correct, correct_article, reject
from events.extraction.vocabulary import ActorKind, Assertion, Effect, Kind, Role
from events.ingestion.files import Submission
from events.ingestion.pipeline import ingest, reread
from events.ingestion.work import run
from events.models import Actor, Article, Change, Event, Judgement, Source, Work
from tests.scripted import Line, Scripted

DAY = date(2031, 5, 6)
COUNCIL = ("Harbour Council", Role.DECIDER, ActorKind.BODY)
TEXT = (
    "The Harbour Council approved the Quay Plan and rejected the toll on Tuesday. "
    "Members said the session was long. The Harbour Council met in Lowport."
)
APPROVED = Line("approved", Kind.DECISION, "Council approves Quay Plan", DAY, relative=True, actors=[COUNCIL],
                policies=[("Quay Plan", Effect.APPROVES)])  # fmt: skip
REJECTED = Line("rejected", Kind.DECISION, "Council rejects toll", DAY, relative=True, actors=[COUNCIL])
MET = Line("met", Kind.MEETING, "Council meets in Lowport", DAY, relative=True, actors=[COUNCIL])
FIRST = Scripted([APPROVED, REJECTED, MET])
SECOND = Scripted(
    [
        Line("the Quay Plan", Kind.DECISION, "Quay Plan is approved", DAY, relative=True, actors=[COUNCIL]),
        Line("rejected the toll", Kind.DECISION, "Toll is rejected", DAY, relative=True, actors=[COUNCIL]),
        Line("said", Kind.STATEMENT, "Members speak of a long session", DAY, relative=True),
        Line("met in", Kind.MEETING, "Harbour Council meets", DAY, relative=True, actors=[COUNCIL]),
    ],
    release="scripted/2",
    shift=4,
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="Lowport Herald", kind=Source.Kind.MANUAL)


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator")


@pytest.fixture
def article(source: Source) -> Article:
    return ingest(Submission(text=TEXT, published=DAY), source, location="a", extract=FIRST).article


def test_keeps_every_judgement_on_the_right_event_under_a_second_release(article: Article, curator: User) -> None:
    plan, toll = Event.objects.get(title=APPROVED.title), Event.objects.get(title=REJECTED.title)
    council = Event.objects.get(kind="meeting")
    accept(plan.pk, user=curator)
    correct(plan.pk, "title", "The Quay Plan stands", user=curator)
    reject(toll.pk, user=curator)
    reread(article.pk, extract=SECOND)
    plan.refresh_from_db()
    toll.refresh_from_db()
    assert (plan.title, plan.review) == ("The Quay Plan stands", "confirmed")
    assert (toll.title, toll.review, toll.is_published) == ("Toll is rejected", "rejected", False)
    assert Event.objects.get(kind="meeting").pk == council.pk, "without a judgement, too, an event keeps its id"
    assert Event.objects.count() == 4


def test_keeps_rejected_event_rejected_when_its_article_comes_again(
    article: Article, source: Source, curator: User
) -> None:
    toll = Event.objects.get(title=REJECTED.title)
    reject(toll.pk, user=curator)
    ingest(Submission(text="Updated. " + TEXT, published=DAY), source, location="a", extract=FIRST)
    assert article.versions.count() == 2
    assert Event.objects.filter(kind="decision").count() == 2
    assert Event.objects.get(pk=toll.pk).review == "rejected"


def test_keeps_a_judged_event_that_its_article_no_longer_tells(article: Article, source: Source, curator: User) -> None:
    plan, toll = Event.objects.get(title=APPROVED.title), Event.objects.get(title=REJECTED.title)
    accept(plan.pk, user=curator)
    ingest(Submission(text="The page was emptied by its owner.", published=DAY), source, location="a", extract=FIRST)
    assert Event.objects.get(pk=plan.pk).review == "confirmed"
    assert not Event.objects.filter(pk=toll.pk).exists()
    assert Change.objects.filter(public=toll.pk).first().action == "removed"


def test_resolves_dates_once_the_article_has_one(source: Source, curator: User) -> None:
    article = ingest(Submission(text=TEXT), source, location="b", extract=FIRST).article
    assert {e.edtf for e in Event.objects.all()} == {""}
    ids = set(Event.objects.values_list("pk", flat=True))
    correct_article(article.pk, "published", "2031-05-06", user=curator)
    assert Work.objects.filter(kind="reextract", target=article.pk).exists()
    reread(article.pk, extract=FIRST)
    assert {e.earliest for e in Event.objects.all()} == {DAY}
    assert set(Event.objects.values_list("pk", flat=True)) == ids


def test_takes_the_later_stated_version_as_current_whichever_comes_first(source: Source) -> None:
    first = Submission(text=TEXT, published=DAY)
    later = Submission(text=TEXT + " A line was corrected.", published=DAY, updated=datetime(2031, 5, 7, tzinfo=UTC))
    for submission in (later, first, later):
        article = ingest(submission, source, location="c", extract=FIRST).article
    article.refresh_from_db()
    assert article.versions.count() == 2
    assert article.current_version is not None
    assert article.current_version.text.endswith("corrected.")


def test_same_input_twice_is_nothing_new(article: Article, source: Source) -> None:
    changes = Change.objects.count()
    outcome = ingest(Submission(text=TEXT, published=DAY), source, location="a", extract=FIRST)
    assert (outcome.new_article, outcome.new_version, outcome.changed) == (False, False, frozenset())
    assert Change.objects.count() == changes


def test_hides_what_is_not_reported_or_planned_until_confirmed(source: Source, curator: User) -> None:
    denied = Scripted([Line("denied", Kind.DECISION, "Council denies toll", DAY, assertion=Assertion.NEGATED)])
    ingest(Submission(text="The council denied a toll.", published=DAY), source, location="d", extract=denied)
    event = Event.objects.get()
    assert not event.is_published
    accept(event.pk, user=curator)
    assert Event.objects.published().get().pk == event.pk


def test_an_undone_rejection_shows_the_event_again(article: Article, curator: User) -> None:
    from events.curation import undo

    toll = Event.objects.get(title=REJECTED.title)
    judgement = reject(toll.pk, user=curator)
    undo(judgement.pk, user=curator)
    toll.refresh_from_db()
    assert (toll.review, toll.is_published) == ("none", True)
    assert Judgement.objects.filter(pk=judgement.pk).exists(), "what was decided stays on record"


def test_a_name_that_changes_with_more_articles_changes_everywhere(source: Source) -> None:
    spellings = ["HARBOUR COUNCIL", "Harbour Council", "Harbour Council"]
    for number, name in enumerate(spellings):
        line = Line("decided", Kind.DECISION, f"Decision {number}", date(2031, 5, 1 + number),
                    actors=[(name, Role.DECIDER, ActorKind.BODY)])  # fmt: skip
        text = f"The {name} decided item {number}."
        ingest(Submission(text=text, published=DAY), source, location=f"n{number}", extract=Scripted([line]))
    shown = {p["name"] for e in Event.objects.all() for p in e.document["participants"]}
    assert shown == {"Harbour Council"}


def test_what_is_no_name_is_no_actor(source: Source) -> None:
    line = Line("decided", Kind.DECISION, "Decision", DAY, actors=[("officials", Role.DECIDER, ActorKind.GROUP)])
    ingest(Submission(text="The officials decided it.", published=DAY), source, location="o", extract=Scripted([line]))
    assert Event.objects.get().document["participants"] == [
        {"role": "decider", "name": "officials", "actor": None, "kind": ""}
    ]
    assert not Actor.objects.exists()


def test_closing_a_source_takes_its_quotes_out_of_the_record(source: Source, article: Article) -> None:
    assert Event.objects.get(kind="meeting").document["sources"][0]["quotes"]
    source.text_shown = "none"
    source.save()
    work = Work.objects.get(kind="show")
    run(work.pk)
    assert Event.objects.get(kind="meeting").document["sources"][0]["quotes"] == []


def test_an_article_that_only_names_somebody_has_a_say_in_the_name(source: Source) -> None:
    def said(name: str, role: bool) -> Scripted:
        actors = [(name, Role.DECIDER, ActorKind.PERSON)] if role else []
        return Scripted(
            [Line("decided", Kind.DECISION, "Decision", DAY, actors=actors)], statements=[("It is good", name)]
        )

    pictures = []
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        for number in order:
            name = "Ada O’Venn" if number == 0 else "Ada O'Venn"
            text = f"The {name} decided item {number}. It is good."
            place = f"{order}{number}"
            ingest(Submission(text=text, published=DAY), source, location=place, extract=said(name, number == 0))
        pictures.append({p["name"] for e in Event.objects.all() for p in e.document["participants"]})
    assert pictures == [{"Ada O'Venn"}] * 3


def test_keeps_a_rejected_event_rejected_when_its_sentence_is_edited(
    article: Article, source: Source, curator: User
) -> None:
    toll = Event.objects.get(title=REJECTED.title)
    reject(toll.pk, user=curator)
    edited = TEXT.replace("on Tuesday", "on Tuesday, in a long session")
    ingest(Submission(text=edited, published=DAY), source, location="a", extract=FIRST)
    assert Event.objects.filter(kind="decision").count() == 2
    assert Event.objects.get(pk=toll.pk).review == "rejected"
