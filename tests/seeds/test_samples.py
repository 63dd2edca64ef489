"""The samples through the whole path, against what a careful analyst would record of them."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from events.curation import correct_article
from events.ingestion.files import read_file
from events.ingestion.pipeline import addresses_of, ingest, reread
from events.models import Actor, Article, Commitment, Event, Policy, PolicyName, Source, Statement

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SATURDAY = date(2024, 6, 22)
pytestmark = pytest.mark.django_db


def take(*names: str) -> list[Article]:
    """Take in samples by their paths below seeds/."""
    articles = []
    for name in names:
        folder = name.partition("/")[0]
        source, _ = Source.objects.get_or_create(
            name=folder, defaults={"kind": Source.Kind.MANUAL, "timezone": "Asia/Karachi"}
        )
        submission = read_file(SEEDS / name)
        articles.append(ingest(submission, source, location=name, addresses=addresses_of(submission)).article)
    return articles


def roles(event: Event) -> set[tuple[str, str]]:
    return {(p["role"], p["name"].replace("’", "'")) for p in event.document["participants"]}


def test_records_the_users_article_as_an_analyst_would() -> None:
    take("wire/azm-e-istehkam.txt")
    decision = Event.objects.get(kind="decision")
    assert (decision.earliest, decision.latest, decision.basis) == (SATURDAY, SATURDAY, "relative")
    assert roles(decision) >= {
        ("decider", "Shehbaz Sharif"),
        ("consenting", "Gilgit-Baltistan"),
        ("consenting", "Azad Jammu and Kashmir"),
        ("announcer", "Prime Minister's Office"),
    }
    meeting = Event.objects.get(kind="meeting")
    assert (meeting.earliest, meeting.latest, meeting.basis) == (SATURDAY, SATURDAY, "inherited")
    assert ("participant", "Shehbaz Sharif") in roles(meeting)
    assert "Azad Jammu" not in str(roles(meeting)), "consenting is not attending"
    assert [(r["type"], r["event"]) for r in decision.document["relations"]] == [("part of", meeting.pk)]
    operation = Event.objects.get(kind="operation")
    assert (operation.assertion, operation.earliest, operation.latest) == ("planned", SATURDAY, None)
    assert {("implementer", "armed forces"), ("target", "militants")} <= roles(operation)
    assert not Event.objects.filter(place__name__iexact="islamabad").exists(), "the dateline is not a place"


def test_knows_one_actor_and_one_policy_under_all_their_names() -> None:
    take("wire/azm-e-istehkam.txt")
    assert list(Actor.objects.filter(kind="person").values_list("name", flat=True)) == ["Shehbaz Sharif"]
    policy = Policy.objects.get(name__contains="Azm-e-Ist")
    assert policy.state == "approved"
    assert Policy.objects.get(name="National Action Plan").state == "reviewed"
    assert {"Azm-e-Istehkam", "Operation Azm-e-Istehkam"} & set(
        PolicyName.objects.filter(policy=policy.pk).values_list("text", flat=True)
    )


def test_keeps_what_was_said_and_promised_with_who_said_it() -> None:
    take("wire/azm-e-istehkam.txt")
    direct = Statement.objects.filter(direct=True)
    assert {s.speaker_name.replace("’", "'") for s in direct} >= {"Shehbaz Sharif", "Prime Minister's Office"}
    promises = {c.what.split(" will ")[0].split(" would ")[0]: c.by_name for c in Commitment.objects.all()}
    assert promises == {
        "Diplomatic efforts": "Shehbaz Sharif",
        "efforts": "",
        "The renewed and full-blown kinetic efforts of the armed forces": "",
    }


def test_leaves_dates_open_without_a_publication_date_and_fills_them_once_it_is_given(tmp_path: Path) -> None:
    source = Source.objects.create(name="Undated", kind=Source.Kind.MANUAL, timezone="Asia/Karachi")
    copy = tmp_path / "undated.txt"
    copy.write_bytes((SEEDS / "wire/azm-e-istehkam.txt").read_bytes())
    article = ingest(read_file(copy), source, location="undated.txt").article
    before = {e.pk: e.kind for e in Event.objects.all()}
    assert {"decision", "meeting", "operation"} <= set(before.values())
    assert set(Event.objects.values_list("edtf", flat=True)) == {""}
    correct_article(article.pk, "published", "2024-06-22", user=User.objects.create_user("curator"))
    reread(article.pk)
    assert {pk: Event.objects.get(pk=pk).kind for pk in before} == before, "they keep their ids"
    assert {e.earliest for e in Event.objects.all()} == {SATURDAY}


def test_makes_one_event_of_two_reports_and_says_where_they_differ() -> None:
    take("wire/apex-committee-peshawar.md", "gazette/apex-committee-peshawar.md")
    event = Event.objects.get(kind="meeting", earliest=date(2023, 2, 3))
    assert event.sources == 2
    take("wire/besham-attack.md", "gazette/besham-attack.md")
    attack = Event.objects.get(kind="incident", earliest=date(2024, 3, 26), sources=2)
    assert attack.disagreements["place"], "one says Besham, the other Shangla"


@pytest.mark.parametrize("first", ["first", "corrected"])
def test_takes_a_correction_as_a_second_version_whichever_is_read_first(first: str) -> None:
    names = ["wire/jaffar-express-first.md", "wire/jaffar-express-corrected.md"]
    take(*(names if first == "first" else reversed(names)))
    article = Article.objects.get()
    assert article.versions.count() == 2
    assert article.current_version is not None
    assert "Sibi" not in article.current_version.text.partition("\n")[0]


def test_finds_no_policy_event_in_what_is_about_something_else() -> None:
    take("gazette/flower-show.md")
    assert [e.title for e in Event.objects.all()] == []


@pytest.mark.slow
def test_every_value_of_every_sample_is_a_quote_of_its_text() -> None:
    source = Source.objects.create(name="All", kind=Source.Kind.MANUAL, timezone="Asia/Karachi")
    for folder in ("wire", "gazette", "press-office"):
        call_command("ingest", str(SEEDS / folder), source=source.name, verbosity=0)
    for event in Event.objects.all():
        assert event.document["sources"], event.title
        for said in event.document["sources"]:
            version = Article.objects.get(pk=said["article"]).current_version
            assert version is not None
            texts = {"text": version.text, "title": version.title}
            for quote in said["quotes"]:
                assert texts[quote["field"]][quote["start"] : quote["end"]] == quote["exact"]
