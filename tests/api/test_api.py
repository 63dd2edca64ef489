from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.api.serializers import EventSerializer
from events.models import Actor, Article, Event, Policy, PublicId, Source, Writer, writing_as
from events.publishing.documents import EventDocument

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chronicle")]

LISTS = ["events", "actors", "policies", "articles", "sources", "statements", "commitments"]


@pytest.mark.parametrize(
    ("name", "queries", "rows"),
    [
        ("events", 2, 10),
        ("actors", 1, 8),
        ("policies", 1, 4),
        ("articles", 2, 5),
        ("sources", 1, 4),
        ("statements", 1, 1),
        ("commitments", 1, 2),
    ],
)
def test_lists_take_the_same_number_of_queries_however_long(
    client: Client, name: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for limit in (1, 200):
        with django_assert_num_queries(queries):
            page = client.get(f"/api/v1/{name}/?limit={limit}").json()
        assert len(page["results"]) == min(limit, rows)


@pytest.mark.parametrize("name", LISTS)
def test_lists_lead_through_all_rows_and_every_row_to_its_own_address(client: Client, name: str) -> None:
    whole = client.get(f"/api/v1/{name}/").json()["results"]
    walked, address = [], f"/api/v1/{name}/?limit=2"
    while address:
        page = client.get(address).json()
        walked += page["results"]
        address = page["next"]
    assert walked == whole
    for row in whole:
        single = client.get(row["url"])
        assert single.status_code == 200
        assert single.json().items() >= row.items()


def test_event_is_its_public_document_with_addresses(client: Client) -> None:
    event = Event.objects.get(title="Storm destroys two quays")
    found = client.get(f"/api/v1/events/{event.pk}/").json()
    addresses = {"url": f"http://testserver/api/v1/events/{event.pk}/", "page": f"http://testserver/events/{event.pk}/"}
    assert found == event.document | addresses


def test_schema_of_an_event_names_what_its_document_holds() -> None:
    assert set(EventSerializer().fields) == set(EventDocument.__annotations__) | {"url", "page"}
    declared = EventSerializer().fields
    for event in Event.objects.all():
        for name, value in event.document.items():
            inner = value if isinstance(value, dict) else next(iter(value), None) if isinstance(value, list) else None
            if name != "disagreements" and inner:
                field = declared[name]
                assert set(getattr(field, "child", field).fields) == set(inner), name


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=incident", ["Storm destroys two quays"]),
        ("from=2024-05-10&to=2024-05-20", ["Coastal Assembly passes the Tidal Waters Act", "Inquiry into the storm"]),
        ("q=fishing", ["Norland and the Coastal Assembly hold talks on fishing rights"]),
        ("order=oldest&limit=1", ["Treasury and Norland sign a loan agreement"]),
    ],
)
def test_events_are_filtered_as_on_the_timeline(client: Client, query: str, titles: list[str]) -> None:
    rows = client.get(f"/api/v1/events/?{query}").json()["results"]
    assert [row["title"] for row in rows] == titles


def test_events_of_an_actor_and_a_policy(client: Client) -> None:
    actor, policy = Actor.objects.get(name="Jon Marsh"), Policy.objects.get(name="Tidal Waters Act")
    assert len(client.get(f"/api/v1/events/?actor={actor.pk}").json()["results"]) == 1
    assert len(client.get(f"/api/v1/events/?policy={policy.pk}").json()["results"]) == 1


@pytest.mark.parametrize("name", LISTS)
def test_unknown_parameters_are_refused_with_the_list_of_known_ones(client: Client, name: str) -> None:
    response = client.get(f"/api/v1/{name}/?colour=red")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert problem["status"] == 400
    assert problem["errors"][0]["parameter"] == "colour"
    assert "order, cursor, limit" in problem["errors"][0]["expected"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=war", "some of decision, meeting"),
        ("from=yesterday", "a day, month or year"),
        ("limit=0", "a number from 1 to 200"),
        ("limit=1e3", "a number from 1 to 200"),
        ("limit=9999999999999999999999", "a number from 1 to 200"),
        ("cursor=nonsense", "a cursor from a link of this list"),
        ("actor=2222222222", "an actor's id"),
        ("order=up", "one of newest, oldest"),
        ("q=%00", "a text of at most 200 characters"),
    ],
)
def test_bad_values_are_refused_with_what_is_expected(client: Client, query: str, expected: str) -> None:
    response = client.get(f"/api/v1/events/?{query}")
    assert response.status_code == 400
    assert expected in response.json()["detail"]
    assert expected in response.json()["errors"][0]["expected"]


def test_single_records_take_no_parameters(client: Client) -> None:
    assert client.get(f"/api/v1/events/{Event.objects.published().first().pk}/?colour=red").status_code == 400


def test_what_is_not_published_is_seen_only_by_who_may_view_events(client: Client, curator: User) -> None:
    denied = Event.objects.get(title="Norland signs the Fisheries Accord")
    assert client.get(f"/api/v1/events/{denied.pk}/").status_code == 404
    assert client.get("/api/v1/events/?assertion=negated").json()["results"] == []
    nobody = User.objects.create_user("nobody")
    client.force_login(nobody)
    assert client.get(f"/api/v1/events/{denied.pk}/").status_code == 404
    client.force_login(curator)
    assert client.get(f"/api/v1/events/{denied.pk}/").status_code == 200
    assert len(client.get("/api/v1/events/?assertion=negated").json()["results"]) == 1


def test_merged_ids_lead_to_what_they_were_merged_into(client: Client) -> None:
    event = Event.objects.published().first()
    old = PublicId.objects.create(kind="event", merged_into_id=event.pk)
    response = client.get(f"/api/v1/events/{old.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"http://testserver/api/v1/events/{event.pk}/")


def test_removed_rejected_and_unknown_ids_are_told_apart(client: Client) -> None:
    event = Event.objects.published().first()
    with writing_as(Writer.PROJECTION):
        Event.objects.filter(pk=event.pk).update(review="rejected", is_published=False)
    removed = PublicId.objects.create(kind="event")
    assert client.get(f"/api/v1/events/{event.pk}/").status_code == 410
    assert client.get(f"/api/v1/events/{removed.pk}/").json()["title"] == "Removed"
    for unknown in (
        "events/2222222222/",
        f"events/{Actor.objects.first().pk}/",
        "sources/99999/",
        "nothing/",
        "events/a/b/",
    ):
        response = client.get(f"/api/v1/{unknown}")
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json"), unknown


def test_failures_of_our_own_are_problem_details_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.api.views.events_for", lambda user: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/api/v1/events/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")


def test_nothing_can_be_written(client: Client, curator: User) -> None:
    client.force_login(curator)
    response = client.post("/api/v1/events/", {}, content_type="application/json")
    assert response.status_code in (403, 405)
    assert response["Content-Type"] == "application/problem+json"


def test_article_gives_text_and_quotes_only_as_far_as_its_source_allows(
    client: Client, curator: User, chronicle: dict[str, Article]
) -> None:
    full, quotes, none = (
        client.get(f"/api/v1/articles/{chronicle[name].pk}/").json() for name in ("harbour", "ledger", "closed")
    )
    assert full["text"].startswith("The Cabinet approved")
    quote = next(q for q in full["quotes"] if q["field"] == "text")
    assert full["text"][quote["start"] : quote["end"]] == quote["exact"]
    assert (quotes["text"], bool(quotes["quotes"])) == (None, True)
    assert (none["text"], none["quotes"]) == (None, [])
    client.force_login(curator)
    assert client.get(f"/api/v1/articles/{chronicle['closed'].pk}/").json()["text"]


def test_events_lose_their_quotes_at_once_where_a_source_is_closed(client: Client, curator: User) -> None:
    event = Event.objects.get(title="Inquiry into the storm")
    address = f"/api/v1/events/{event.pk}/"
    assert client.get(address).json()["sources"][0]["quotes"]
    Source.objects.filter(name="Sample Gazette").update(text_shown="none")
    assert client.get(address).json()["sources"][0]["quotes"] == []
    assert client.get("/api/v1/events/?q=inquiry").json()["results"][0]["sources"][0]["quotes"] == []
    for page in ("/?q=inquiry", f"/events/{event.pk}/"):
        assert "An inquiry into the storm has been under way" not in client.get(page).content.decode()
    client.force_login(curator)
    assert client.get(address).json()["sources"][0]["quotes"]


def test_article_tells_nothing_of_unpublished_events(client: Client, chronicle: dict[str, Article]) -> None:
    quotes = client.get(f"/api/v1/articles/{chronicle['talks'].pk}/").json()["quotes"]
    assert {q["event"] for q in quotes} == {Event.objects.get(title__contains="hold talks").pk}


def test_article_taken_down_is_gone(client: Client, chronicle: dict[str, Article]) -> None:
    address = f"/api/v1/articles/{chronicle['harbour'].pk}/"
    Article.objects.filter(pk=chronicle["harbour"].pk).update(erased_at=datetime(2024, 8, 1, tzinfo=UTC))
    assert client.get(address).status_code == 410
    assert all(row["id"] != chronicle["harbour"].pk for row in client.get("/api/v1/articles/").json()["results"])
    assert client.get("/api/v1/statements/").json()["results"] == []


def test_sources_keep_the_servers_paths_and_errors_to_themselves(client: Client) -> None:
    row = client.get("/api/v1/sources/").json()["results"][0]
    assert not {"location", "last_error"} & row.keys()


def test_policy_gives_its_parent_parts_and_status_history(client: Client) -> None:
    plan, part = Policy.objects.get(name="Harbour Renewal Plan"), Policy.objects.get(name="Operation Clear Channel")
    found = client.get(f"/api/v1/policies/{plan.pk}/").json()
    assert found["parts"] == [part.pk]
    assert [(s["state"], s["edtf"]) for s in found["statuses"]] == [("approved", "2024-06-22")]
    assert client.get(f"/api/v1/policies/{part.pk}/").json()["parent"] == plan.pk


def test_commitments_say_by_when_where_a_deadline_is_named(client: Client) -> None:
    rows = client.get("/api/v1/commitments/").json()["results"]
    assert [row["due"] and row["due"]["edtf"] for row in rows] == ["2024-09-01", None]


def test_schema_describes_every_list_with_its_parameters_and_without_warnings(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = client.get("/api/v1/schema", HTTP_ACCEPT="application/vnd.oai.openapi+json").json()
    beside = {"articles/{id}/versions", "articles/{id}/changes", "submissions/{id}"}
    described = {*LISTS, *(f"{name}/{{id}}" for name in LISTS), *beside}
    assert set(schema["paths"]) == {f"/api/v1/{address}/" for address in described}
    submitting = schema["paths"]["/api/v1/articles/"]["post"]
    assert set(submitting["responses"]) == {"200", "202", "400", "401", "403", "411", "413", "415", "429"}
    assert {} in schema["paths"]["/api/v1/events/"]["get"]["security"]
    assert {} not in submitting["security"]
    parameters = {p["name"] for p in schema["paths"]["/api/v1/events/"]["get"]["parameters"]}
    wanted = {"kind", "assertion", "review", "from", "to", "actor", "policy", "place", "q", "order", "cursor", "limit"}
    assert parameters == wanted
    answers = schema["paths"]["/api/v1/events/{id}/"]["get"]["responses"]
    assert set(answers) == {"200", "301", "400", "404", "410"}
    assert set(answers["410"]["content"]) == {"application/problem+json"}
    assert "Warning" not in capsys.readouterr().err


def test_docs_load_only_files_of_our_own(client: Client) -> None:
    response = client.get("/api/v1/docs")
    html = response.content.decode()
    assert "//" not in html.replace("http://testserver", "").replace("<!DOCTYPE", "").split("<body")[0]
    assert "<script>" not in html
    assert "'unsafe-inline'" in response["Content-Security-Policy"].split("style-src")[1].split(";")[0]
    assert "unsafe-inline" not in client.get("/api/v1/events/")["Content-Security-Policy"]


@pytest.fixture
def curator() -> User:
    user = User.objects.create_user("curator")
    user.user_permissions.add(Permission.objects.get(codename="view_event"))
    return user
