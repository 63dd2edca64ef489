"""The public pages. They only read."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Actor, Article, Event, Policy, PublicKind, Review
from events.models.choices import ACTOR_KINDS, POLICY_STATES
from events.models.record import EventQuerySet
from events.publishing import filters
from events.publishing.addresses import Lost, leads_to
from events.publishing.cursors import CURSOR, Page, page_of
from events.publishing.parameters import ParameterError, read_parameters
from events.publishing.visibility import events_for, with_quotes_for
from events.timeline import dossiers
from events.timeline.calendar import by_calendar
from events.timeline.entries import entry
from events.timeline.forms import form_of

EVENTS_A_PAGE = 30
NAMES_A_PAGE = 60
MOST_COUNTED = 1000  # counting further would cost more than the page itself


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Show published events under the headings of a calendar, as the filters in the address ask."""
    parameters = (*filters.EVENT_FILTERS, filters.EVENTS.order_parameter, CURSOR)
    try:
        values = read_parameters(request.GET, parameters, strict=False)
        events = filters.events_matching(Event.objects.published(), values)
        page = _events_page(events, values)
    except ParameterError as error:
        form = form_of(request.GET, filters.EVENT_FILTERS, error=error)
        return render(request, "timeline/timeline.html", {"form": form, "problems": error.problems}, status=400)
    form = form_of(request.GET, filters.EVENT_FILTERS, values=values)
    count = events[: MOST_COUNTED + 1].count()
    context = _calendar(page, values) | {"form": form, "count": min(count, MOST_COUNTED), "more": count > MOST_COUNTED}
    return render(request, "timeline/timeline.html", context)


@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one event with its sources, relations and history."""
    found = events_for(request.user).filter(pk=public_id).first()
    if found is None:
        return _lost(request, PublicKind.EVENT, public_id)
    with_quotes_for(request.user, [found])
    context = {
        "entry": entry(found),
        "event": found,
        "relations": dossiers.relations_in_words(found),
        "history": dossiers.history_of(found),
    }
    return render(request, "timeline/event.html", context)


@require_safe
def actor(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an actor's names, offices, events, statements and commitments."""
    found = Actor.objects.filter(pk=public_id).first()
    if found is None:
        return _lost(request, PublicKind.ACTOR, public_id)
    context = {"actor": found, **dossiers.actor_dossier(found, request.user)}
    return _with_events(request, "timeline/actor.html", context, Event.objects.published().involving(found))


@require_safe
def policy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a policy's names, parent and parts, status history and events."""
    found = Policy.objects.select_related("parent").filter(pk=public_id).first()
    if found is None:
        return _lost(request, PublicKind.POLICY, public_id)
    context = {"policy": found, **dossiers.policy_dossier(found)}
    return _with_events(request, "timeline/policy.html", context, Event.objects.published().concerning(found))


@require_safe
def article(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an article's facts, its text as far as its source allows, and the events it speaks of."""
    found = Article.objects.select_related("source", "current_version", "sketch").filter(pk=public_id).first()
    if found is None:
        return _lost(request, PublicKind.ARTICLE, public_id)
    if found.erased_at:
        return render(request, "timeline/gone.html", {"reason": found.erased_reason}, status=410)
    context = {"article": found, **dossiers.article_dossier(found, request.user)}
    return render(request, "timeline/article.html", context)


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """List the actors of published events by name, with search."""
    rows = Actor.objects.filter(events__gt=0)
    context: dict[str, Any] = {"heading": "Actors", "kinds": dict(ACTOR_KINDS), "kind_parameter": "kind"}
    return _names(request, context, rows, filters.ACTORS)


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """List the policies of published events by name, with search."""
    rows = Policy.objects.filter(events__gt=0)
    context: dict[str, Any] = {"heading": "Policies", "kinds": dict(POLICY_STATES), "kind_parameter": "state"}
    return _names(request, context, rows, filters.POLICIES)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is and how to read it."""
    return render(request, "timeline/about.html")


@require_safe
def nowhere(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page."""
    del exception
    return render(request, "timeline/nowhere.html", status=404)


def _events_page(events: EventQuerySet, values: dict[str, Any]) -> Page[Event]:
    order = filters.EVENTS.page_order(values)
    needed = events.defer("search", "provenance", "disagreements")
    return page_of(needed, order, cursor=values.get(CURSOR.name), size=EVENTS_A_PAGE)


def _calendar(page: Page[Event], values: dict[str, Any]) -> dict[str, Any]:
    years, undated = by_calendar(entry(row) for row in with_quotes_for(AnonymousUser(), page.rows))
    newest = values["order"] == "newest"
    return {"years": years, "undated": undated, "page": page, "newest": newest}


def _with_events(request: HttpRequest, template: str, context: dict[str, Any], events: EventQuerySet) -> HttpResponse:
    parameters = (filters.EVENTS.order_parameter, CURSOR)
    try:
        values = read_parameters(request.GET, parameters, strict=False)
        page = _events_page(events, values)
    except ParameterError as error:
        return render(request, template, context | {"problems": error.problems}, status=400)
    return render(request, template, context | _calendar(page, values))


def _names(
    request: HttpRequest, context: dict[str, Any], rows: QuerySet[Any], listing: filters.Listing
) -> HttpResponse:
    parameters = (*listing.parameters, listing.order_parameter, CURSOR)
    try:
        values = read_parameters(request.GET, parameters, strict=False)
        order = listing.page_order(values)
        page = page_of(listing.matching(rows, values), order, cursor=values.get(CURSOR.name), size=NAMES_A_PAGE)
    except ParameterError as error:
        context |= {"form": form_of(request.GET, listing.parameters, error=error), "problems": error.problems}
        return render(request, "timeline/names.html", context, status=400)
    context |= {"form": form_of(request.GET, listing.parameters, values=values), "page": page, "order": order.name}
    context["chosen"] = values.get(context["kind_parameter"], ())
    return render(request, "timeline/names.html", context)


def _lost(request: HttpRequest, kind: PublicKind, public_id: str) -> HttpResponse:
    """Answer for an id without a record to show: where it was merged into, that it was removed, or nothing known."""
    found = leads_to(kind, public_id)
    if found is Lost.UNKNOWN:
        return nowhere(request)
    if isinstance(found, str) and found != public_id:
        query: QueryDict = request.GET
        return HttpResponsePermanentRedirect(
            reverse(kind.value, args=[found]) + (f"?{query.urlencode()}" if query else "")
        )
    withdrawn = found is Lost.REMOVED or Event.objects.filter(pk=public_id, review=Review.REJECTED).exists()
    if not withdrawn:
        return nowhere(request)
    return render(request, "timeline/gone.html", {"kind": kind.label}, status=410)
