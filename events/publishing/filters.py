"""What lists can be asked for: parameters with their meaning, and the rows that match them.

Pages and API read parameters here and nowhere else, so that a link from one works in the other.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from events.models import (
    Actor,
    ActorName,
    Article,
    ArticleVersion,
    Commitment,
    CommitmentState,
    Policy,
    PolicyName,
    PublicKind,
    Review,
    Source,
    Statement,
    TextShown,
    name_key,
)
from events.models.choices import ACTOR_KINDS, ASSERTIONS, KINDS, POLICY_STATES
from events.models.record import EventQuerySet
from events.publishing.addresses import Lost, is_public_id, leads_to, named
from events.publishing.cursors import Column, Order
from events.publishing.parameters import Parameter, ParameterError, Problem, choice, words

Values = Mapping[str, Any]


def first_day(text: str) -> date:
    """Read the first day of 2024, 2024-06 or 2024-06-22; raises ValueError."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Read the last day of 2024, 2024-06 or 2024-06-22; raises ValueError."""
    year, month, day = _parts(text)
    month = month or 12
    first = date(year, month, 1)
    return date(year, month, day) if day else first.replace(day=calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    date(year or 0, month or 1, day or 1)
    return year or 0, month, day


def _actor(text: str) -> Actor:
    return Actor.objects.get(pk=_record(PublicKind.ACTOR, text))


def _policy(text: str) -> Policy:
    return Policy.objects.get(pk=_record(PublicKind.POLICY, text))


def _record(kind: PublicKind, text: str) -> str:
    """Find the record that an id, or a name that it alone bears, stands for; raises ValueError."""
    found = leads_to(kind, text) if is_public_id(text) else Lost.UNKNOWN
    if not isinstance(found, Lost):
        return found
    (only,) = named(kind, text)
    return only


def _days(name: str, about: str, read: Callable[[str], date]) -> Parameter:
    return Parameter(name=name, about=about, expected="a day, month or year: 2024-06-22, 2024-06 or 2024", read=read)


def _whole_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number < 2**31:
        raise ValueError(text)
    return number


AN_ACTOR = "an actor's id, or a name that only one actor has"
A_POLICY = "a policy's id, or a name that only one policy has"
ACTOR = Parameter(name="actor", about="An actor with a role in it.", expected=AN_ACTOR, read=_actor)
POLICY = Parameter(name="policy", about="A policy it speaks of.", expected=A_POLICY, read=_policy)
SOURCE = Parameter(
    name="source", about="The number of a source.", expected="a number", read=_whole_number, whole_number=True
)

EVENT_FILTERS = (
    choice("kind", "What sort of event it is.", dict(KINDS), many=True),
    choice("assertion", "How the texts speak of it.", dict(ASSERTIONS), many=True),
    choice("review", "What a curator has said of it.", Review.values, many=True),
    _days("from", "It may have happened on this day or later.", first_day),
    _days("to", "It may have happened on this day or earlier.", last_day),
    ACTOR,
    POLICY,
    words("place", "The name of the place or country where it was."),
    words("q", 'Words to be found in it: words, "phrases", or, -not.'),
)
ACTOR_FILTERS = (
    choice("kind", "What sort of actor it is.", dict(ACTOR_KINDS), many=True),
    words("country", "Its country, as it is written in the record."),
    words("q", "A part of one of its names."),
)
POLICY_FILTERS = (
    choice("state", "Where the policy stands.", dict(POLICY_STATES), many=True),
    Parameter(name="parent", about="The policy it is part of.", expected=A_POLICY, read=_policy),
    words("q", "A part of one of its names."),
)
ARTICLE_FILTERS = (
    SOURCE,
    words("publisher", "The publisher's name."),
    words("language", "The language tag, such as en."),
    _days("from", "It was published on this day or later.", first_day),
    _days("to", "It was published on this day or earlier.", last_day),
    words("q", 'Words to be found in its title or text: words, "phrases", or, -not.'),
)
STATEMENT_FILTERS = (
    Parameter(name="speaker", about="The actor who speaks.", expected=AN_ACTOR, read=_actor),
    choice("direct", "Whether it is quoted word for word.", ("true", "false")),
)
COMMITMENT_FILTERS = (
    choice("state", "Where the commitment stands.", CommitmentState.values, many=True),
    Parameter(name="by", about="The actor who promises.", expected=AN_ACTOR, read=_actor),
)

_EVENT_COLUMNS = (Column("precision_rank", int), Column("pk"))
EVENT_ORDERS = {
    "newest": Order("newest", (Column("day", date, descending=True, nullable=True), *_EVENT_COLUMNS)),
    "oldest": Order("oldest", (Column("day", date, nullable=True), *_EVENT_COLUMNS)),
}
NAME_ORDERS = {  # `plain_name`: a dictionary does not put small letters behind capital ones
    "name": Order("name", (Column("plain_name"), Column("pk"))),
    "events": Order("events", (Column("events", int, descending=True), Column("plain_name"), Column("pk"))),
}
ARTICLE_ORDERS = {
    "newest": Order("newest", (Column("published", date, descending=True, nullable=True), Column("pk"))),
    "oldest": Order("oldest", (Column("published", date, nullable=True), Column("pk"))),
}
SOURCE_ORDERS = {"name": Order("name", (Column("name"),))}
STATEMENT_ORDERS = {"newest": Order("newest", (Column("pk", int, descending=True),))}
COMMITMENT_ORDERS = {
    "due": Order("due", (Column("latest", date, nullable=True), Column("pk"))),
    "id": Order("id", (Column("pk"),)),
}


def check_period(values: Values) -> None:
    """Refuse a period that ends before it begins."""
    if "from" in values and "to" in values and values["from"] > values["to"]:
        raise ParameterError([Problem("to", str(values["to"]), f"a day from {values['from']} on, where `from` is")])


def events_matching(events: EventQuerySet, values: Values) -> EventQuerySet:
    """Keep the events that match; raises ParameterError."""
    check_period(values)
    for field in ("kind", "assertion", "review"):
        if field in values:
            events = events.filter(**{f"{field}__in": values[field]})
    if "from" in values or "to" in values:
        events = events.overlapping(values.get("from"), values.get("to"))
    if "actor" in values:
        events = events.involving(values["actor"])
    if "policy" in values:
        events = events.concerning(values["policy"])
    if "place" in values:
        events = events.filter(Q(place__key=name_key(values["place"])) | Q(place__country__iexact=values["place"]))
    if "q" in values:
        events = events.saying(values["q"])
    return events


def actors_matching(actors: QuerySet[Actor], values: Values) -> QuerySet[Actor]:
    """Keep the actors that match."""
    actors = actors.annotate(plain_name=Lower("name"))
    if "kind" in values:
        actors = actors.filter(kind__in=values["kind"])
    if "country" in values:
        actors = actors.filter(country__iexact=values["country"])
    if "q" in values:
        named = ActorName.objects.filter(text__icontains=values["q"]).values("actor")
        actors = actors.filter(Q(name__icontains=values["q"]) | Q(pk__in=named))
    return actors


def policies_matching(policies: QuerySet[Policy], values: Values) -> QuerySet[Policy]:
    """Keep the policies that match."""
    policies = policies.annotate(plain_name=Lower("name"))
    if "state" in values:
        policies = policies.filter(state__in=values["state"])
    if "parent" in values:
        policies = policies.filter(parent=values["parent"])
    if "q" in values:
        named = PolicyName.objects.filter(text__icontains=values["q"]).values("policy")
        policies = policies.filter(Q(name__icontains=values["q"]) | Q(pk__in=named))
    return policies


def articles_matching(articles: QuerySet[Article], values: Values) -> QuerySet[Article]:
    """Keep the articles that match; what a source lets nobody see is not searched. Raises ParameterError."""
    check_period(values)
    if "source" in values:
        articles = articles.filter(source=values["source"])
    for field in ("publisher", "language"):
        if field in values:
            articles = articles.filter(**{f"{field}__iexact": values[field]})
    if "from" in values:
        articles = articles.filter(published__gte=values["from"])
    if "to" in values:
        articles = articles.filter(published__lte=values["to"])
    if "q" in values:
        query = SearchQuery(values["q"], config="simple", search_type="websearch")
        text = SearchVector("title", "text", config="simple")
        found = ArticleVersion.objects.annotate(words=text).filter(words=query, article__current_version=F("pk"))
        hidden = Q(article__source__text_shown=TextShown.NONE) | Q(article__erased_at__isnull=False)
        articles = articles.filter(pk__in=found.exclude(hidden).values("article"))
    return articles


def statements_matching(statements: QuerySet[Statement], values: Values) -> QuerySet[Statement]:
    """Keep the statements that match."""
    if "speaker" in values:
        statements = statements.filter(speaker=values["speaker"])
    if "direct" in values:
        statements = statements.filter(direct=values["direct"] == "true")
    return statements


def commitments_matching(commitments: QuerySet[Commitment], values: Values) -> QuerySet[Commitment]:
    """Keep the commitments that match."""
    if "state" in values:
        commitments = commitments.filter(state__in=values["state"])
    if "by" in values:
        commitments = commitments.filter(by=values["by"])
    return commitments


def sources_matching(sources: QuerySet[Source], values: Values) -> QuerySet[Source]:
    """Give all sources: they are few."""
    del values
    return sources


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: what it can be asked for, its orders (the first is the default), and what keeps the rows that match."""

    parameters: tuple[Parameter, ...]
    orders: Mapping[str, Order]
    matching: Callable[[Any, Values], Any]

    @property
    def order_parameter(self) -> Parameter:
        """Describe the parameter that chooses among the orders."""
        return choice("order", "How the list is sorted.", self.orders, default=next(iter(self.orders)))

    def page_order(self, values: Values) -> Order:
        """Give the order that was asked for."""
        return self.orders[values["order"]]


EVENTS = Listing(EVENT_FILTERS, EVENT_ORDERS, events_matching)
ACTORS = Listing(ACTOR_FILTERS, NAME_ORDERS, actors_matching)
POLICIES = Listing(POLICY_FILTERS, NAME_ORDERS, policies_matching)
ARTICLES = Listing(ARTICLE_FILTERS, ARTICLE_ORDERS, articles_matching)
SOURCES = Listing((), SOURCE_ORDERS, sources_matching)
STATEMENTS = Listing(STATEMENT_FILTERS, STATEMENT_ORDERS, statements_matching)
COMMITMENTS = Listing(COMMITMENT_FILTERS, COMMITMENT_ORDERS, commitments_matching)
