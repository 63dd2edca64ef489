import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.extraction.vocabulary import Basis, Kind
from events.models import Actor, Article, Event, Policy, PublicId, Writer, writing_as
from tests.factories import DAY, Telling, Told, on, publish, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chronicle")]


def _event(title: str) -> Event:
    return Event.objects.get(title=title)


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_timeline_heads_events_by_year_month_and_day_newest_first(client: Client) -> None:
    html = client.get("/").content.decode()
    headings = re.findall(r"<h([2-4])(?! class=.title)[^>]*>(.*?)</h", html, flags=re.DOTALL)
    shown = [" ".join(_text(text).split()) for level, text in headings]
    assert shown == [
        "2024", "October", "Day not known", "June", "Saturday 22", "17–19 June 2024", "May", "Thursday 2",
        "Second quarter of 2024", "Day not known", "March", "March 2024 or later", "January", "Day not known",
        "2023", "Some time in 2023", "Month not known", "Not dated",
    ]  # fmt: skip


def test_timeline_turns_round_for_oldest_first_and_keeps_undated_last(client: Client) -> None:
    text = _text(client.get("/?order=oldest").content.decode())
    order = [
        "Some time in 2023",
        "Storm destroys",
        "Clear Channel",
        "Work under the Harbour",
        "Not dated",
        "appoints Jon Marsh",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_timeline_shows_of_each_event_what_the_record_knows(client: Client) -> None:
    html = client.get("/?q=approves").content.decode()
    text = _text(html)
    for words in (
        "decision", "not reviewed", "Port Lorne, Norland", "Decided by Cabinet", "Chaired by Ada Venn",
        "With the consent of Coastal Assembly", "Harbour Renewal Plan approved", "Sample Wire , 22 June 2024",
        "Sample Gazette", "Sources differ.", "Place, also given as: Sundby",
        "The Cabinet approved the Harbour Renewal Plan on Saturday at a meeting in Port Lorne.",
        "“on 22 June 2024”", "The text gives the date.",
    ):  # fmt: skip
        assert words in text, words


def test_timeline_says_how_what_is_not_plainly_reported_is_spoken_of(client: Client) -> None:
    text = _text(client.get("/?assertion=planned").content.decode())
    assert "operation October 2024 planned not reviewed" in text


def test_timeline_leaves_out_what_is_not_published_even_for_curators(client: Client, curator: User) -> None:
    client.force_login(curator)
    assert "Norland signs the Fisheries Accord" not in client.get("/").content.decode()


@pytest.mark.parametrize("query", ["", "?order=oldest", "?kind=meeting&q=talks&from=2020&to=2030&place=Sundby"])
def test_timeline_takes_three_queries_however_many_events(
    client: Client, query: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        assert client.get(f"/{query}").status_code == 200


def test_timeline_of_an_actor_and_policy_keeps_both_in_its_form(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    policy = Policy.objects.get(name="Harbour Renewal Plan")
    with django_assert_max_num_queries(11):
        html = client.get(f"/?actor=ada venn&policy={policy.pk}").content.decode()
    assert 'value="ada venn"' in html
    assert f'<input type="hidden" name="policy" value="{policy.pk}">' in html
    assert "Ada Venn ×" in _text(html)
    assert "Harbour Renewal Plan ×" in _text(html)
    assert "1 event" in _text(html)


def test_timeline_leads_from_a_name_it_does_not_know_to_the_list(client: Client) -> None:
    response = client.get("/?actor=harbour")
    assert response.status_code == 400
    assert 'href="/actors/?q=harbour"' in response.content.decode()


def test_timeline_leads_to_earlier_events_and_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.timeline.views.EVENTS_A_PAGE", 4)
    first = client.get("/?from=2020")
    assert "Earlier events" in first.content.decode()
    assert "Later events" not in first.content.decode()
    second = client.get("/", {"from": "2020", "cursor": first.context["page"].next})
    assert "Later events" in second.content.decode()
    back = client.get("/", {"from": "2020", "cursor": second.context["page"].previous})
    assert [e.pk for e in back.context["page"].rows] == [e.pk for e in first.context["page"].rows]


def test_timeline_says_what_is_wrong_with_a_filter_and_keeps_what_was_typed(client: Client) -> None:
    response = client.get("/?from=yesterday&kind=war&q=plan")
    text = response.content.decode()
    assert response.status_code == 400
    assert "Expected a day, month or year: 2024-06-22, 2024-06 or 2024." in text
    assert 'value="yesterday"' in text
    assert "expected some of decision, meeting" in text
    assert "Nothing is shown" in text


def test_pages_ignore_parameters_of_others(client: Client) -> None:
    assert client.get("/?utm_source=newsletter").status_code == 200


@pytest.mark.parametrize("query", ["?cursor=nonsense", "?order=sideways", "?actor=nobody2222", "?q=%00"])
@pytest.mark.parametrize("page", ["timeline", "actors", "policies", "actor"])
def test_no_query_breaks_a_page(client: Client, page: str, query: str) -> None:
    address = {
        "timeline": "/",
        "actors": "/actors/",
        "policies": "/policies/",
        "actor": Actor.objects.get(name="Cabinet").get_absolute_url(),
    }
    assert client.get(address[page] + query).status_code in (200, 400)


def test_what_texts_say_is_never_taken_for_markup(client: Client) -> None:
    assert "<script>alert" not in client.get("/?q=<script>alert(1)</script>").content.decode()


def test_pages_carry_no_inline_styles_and_no_scripts(client: Client) -> None:
    pages = ["/", "/actors/", "/policies/", "/about", "/nowhere", "/?from=x"]
    pages += [m.objects.first().get_absolute_url() for m in (Event, Actor, Policy, Article)]
    for page in pages:
        html = client.get(page).content.decode()
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=", html), page
        assert '<html lang="en-GB">' in html
        assert 'href="#content"' in html


def test_event_page_shows_sources_derivation_relations_and_history(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = _event("Cabinet meets in Port Lorne").get_absolute_url()
    with django_assert_num_queries(5):
        html = client.get(address).content.decode()
    text = _text(html)
    assert "Follows Storm destroys two quays January 2024" in text
    assert "“on Saturday”" in text
    assert "Taken over from the sentence before" in text
    assert "created by Cabinet approves plan to rebuild the harbour (Sample Wire)" in text
    assert 'href="https://example.org/harbour"' in html


def test_timeline_says_where_a_date_is_only_that_of_the_report(client: Client) -> None:
    text = "The council closed the bridge."
    told = Told("Council closes the bridge", text, when=on(DAY, basis=Basis.PUBLICATION))
    publish(source(), text, Telling([told]), title="Bridge")
    assert "22 June 2024 , when it was reported" in _text(client.get("/?q=bridge").content.decode())
    event_page = _text(client.get(_event("Council closes the bridge").get_absolute_url()).content.decode())
    assert "Saturday 22 June 2024 , when it was reported" in event_page


def test_timeline_unfolds_two_sentences_of_a_source_and_leads_to_the_others(client: Client) -> None:
    sentences = [f"The council met for the {n} time." for n in ("first", "second", "third", "fourth")]
    telling = Telling([Told("Council meets", " ".join(sentences), kind=Kind.MEETING, also=sentences)])
    publish(source(), " ".join(sentences), telling, title="Council")
    text = _text(client.get("/?q=council").content.decode())
    assert "and 3 more sentences on its page" in text


def test_event_page_shows_relations_from_the_other_end(client: Client) -> None:
    text = _text(client.get(_event("Storm destroys two quays").get_absolute_url()).content.decode())
    assert "Followed by Cabinet meets in Port Lorne" in text


def test_event_page_of_a_source_without_quotes_shows_none(client: Client) -> None:
    text = _text(client.get(_event("Treasury and Norland sign a loan agreement").get_absolute_url()).content.decode())
    assert "The source does not let its text be quoted." in text
    assert "to pay for the works" not in text


def test_unpublished_event_is_seen_by_curators_only(client: Client, curator: User) -> None:
    address = _event("Norland signs the Fisheries Accord").get_absolute_url()
    assert client.get(address).status_code == 404
    client.force_login(curator)
    response = client.get(address)
    assert response.status_code == 200
    assert "Not published: only curators see this page." in response.content.decode()


def test_rejected_and_removed_events_are_gone_and_unknown_ones_not_found(client: Client) -> None:
    event = _event("Storm destroys two quays")
    with writing_as(Writer.PROJECTION):
        Event.objects.filter(pk=event.pk).update(review="rejected", is_published=False)
    removed = PublicId.objects.create(kind="event")
    assert client.get(event.get_absolute_url()).status_code == 410
    assert client.get(f"/events/{removed.pk}/").status_code == 410
    assert client.get("/events/2222222222/").status_code == 404
    assert client.get(f"/events/{Actor.objects.first().pk}/").status_code == 404


@pytest.mark.parametrize("model", [Event, Actor, Policy])
def test_merged_ids_redirect_for_ever_over_any_number_of_steps(client: Client, model: type[Event]) -> None:
    record = model.objects.filter(is_published=True).first() if model is Event else model.objects.first()
    old = PublicId.objects.create(kind=record.public.kind, merged_into_id=record.pk)
    older = PublicId.objects.create(kind=record.public.kind, merged_into=old)
    response = client.get(record.get_absolute_url().replace(record.pk, older.pk) + "?order=oldest")
    assert (response.status_code, response["Location"]) == (301, record.get_absolute_url() + "?order=oldest")


def test_actor_page_shows_events_statements_and_commitments(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = Actor.objects.get(name="Ada Venn").get_absolute_url()
    with django_assert_num_queries(9):
        text = _text(client.get(address).content.decode())
    assert "We will rebuild every quay that the storm took" in text
    assert "Cabinet meets in Port Lorne" in text
    other = _text(client.get(Actor.objects.get(name="Harbour Authority").get_absolute_url()).content.decode())
    assert "publish the building schedule by 1 September 2024 due 1 September 2024" in other


def test_policy_page_shows_parent_parts_and_status_history(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan, part = Policy.objects.get(name="Harbour Renewal Plan"), Policy.objects.get(name="Operation Clear Channel")
    with django_assert_num_queries(7):
        text = _text(client.get(plan.get_absolute_url()).content.decode())
    assert "22 June 2024 approved by Cabinet approves the Harbour Renewal Plan" in text
    assert "Its parts Operation Clear Channel launched" in text
    assert "Part of Harbour Renewal Plan" in _text(client.get(part.get_absolute_url()).content.decode())


def test_article_page_marks_its_evidence_and_leads_to_the_events(
    client: Client, chronicle: dict[str, Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        html = client.get(chronicle["harbour"].get_absolute_url()).content.decode()
    assert "<mark>A storm destroyed two quays in January 2024, the Harbour Authority reported.</mark><sup>" in html
    assert _event("Storm destroys two quays").get_absolute_url() in html
    assert "The Harbour Authority will publish" in html
    assert "<mark>The Harbour Authority will" not in html


def test_article_page_shows_text_only_as_far_as_its_source_allows(
    client: Client, curator: User, chronicle: dict[str, Article]
) -> None:
    quotes = client.get(chronicle["ledger"].get_absolute_url()).content.decode()
    none = client.get(chronicle["closed"].get_absolute_url()).content.decode()
    assert "has been under way since March 2024" in quotes
    assert "Subscribers read on" not in quotes
    assert "to pay for the works" not in none
    client.force_login(curator)
    assert "to pay for the works" in client.get(chronicle["closed"].get_absolute_url()).content.decode()


def test_article_page_tells_nothing_of_unpublished_events(client: Client, chronicle: dict[str, Article]) -> None:
    html = client.get(chronicle["talks"].get_absolute_url()).content.decode()
    assert "Norland signs" not in html
    assert "<mark>Norland did not sign" not in html


def test_article_taken_down_leaves_its_reason_and_nothing_else(client: Client, chronicle: dict[str, Article]) -> None:
    Article.objects.filter(pk=chronicle["talks"].pk).update(
        erased_at=datetime(2024, 8, 1, tzinfo=UTC), erased_reason="at the publisher's request"
    )
    response = client.get(chronicle["talks"].get_absolute_url())
    assert response.status_code == 410
    assert "at the publisher&#x27;s request" in response.content.decode()
    assert "Delegations" not in response.content.decode()


def test_lists_of_names_are_searched_by_any_part(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        text = _text(client.get("/actors/?q=harb").content.decode())
    assert "Harbour Authority" in text
    assert "Ada Venn" not in text
    with django_assert_num_queries(1):
        text = _text(client.get("/policies/?q=tidal&state=approved").content.decode())
    assert "Tidal Waters Act approved, 1 event" in text


@pytest.fixture
def curator() -> User:
    user = User.objects.create_user("curator")
    user.user_permissions.add(Permission.objects.get(codename="view_event"))
    return user
