"""The API's resources: lists with filters and cursors, and single records. They only read, but for new articles."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import ReadOnlyModelViewSet

from events.api import serializers
from events.api.bodies import JSONBody, WriteThrottle
from events.api.lists import CursorPages, ParameterFilter
from events.api.problems import Gone
from events.api.schema import RecordSchema
from events.api.submissions import TakesArticles
from events.api.versions import HasVersions
from events.models import Actor, Article, Commitment, Event, Policy, PublicKind, Review, Source, Statement
from events.publishing import filters
from events.publishing.addresses import Lost, leads_to
from events.publishing.records import commitments_for, statements_for
from events.publishing.visibility import events_for, with_quotes_for


class Records(ReadOnlyModelViewSet[Any]):
    """A resource; `kind` says what its public ids stand for (None: its ids are numbers)."""

    schema = RecordSchema()
    filter_backends = [ParameterFilter]
    pagination_class = CursorPages
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-z]{1,20}"
    kind: PublicKind | None = None
    listing: filters.Listing
    detail_serializer_class: type[serializers.RecordSerializer] | None = None

    def get_serializer_class(self) -> Any:
        """Give a single record its fuller form."""
        is_detail = self.action == "retrieve" and self.detail_serializer_class
        return self.detail_serializer_class if is_detail else super().get_serializer_class()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Give one record; merged ids lead to what they were merged into."""
        del args, kwargs
        return self.answering(request, lambda record: Response(self.get_serializer(record).data))

    def answering(self, request: Request, answer: Callable[[Any], Response]) -> Any:
        """Give what `answer` says of one record, or what became of it."""
        try:
            record = self.get_object()
        except Http404:
            if moved := self._moved(self.kwargs["id"], request):
                return moved
            raise
        return answer(record)

    def _moved(self, public_id: str, request: Request) -> HttpResponseBase | None:
        found = leads_to(self.kind, public_id) if self.kind else Lost.UNKNOWN
        if found is Lost.REMOVED or self.is_withdrawn(public_id):
            raise Gone
        if isinstance(found, Lost) or found == public_id:
            return None
        name = "detail" if self.action == "retrieve" else self.action
        return HttpResponsePermanentRedirect(reverse(f"{self.basename}-{name}", args=[found], request=request))

    def is_withdrawn(self, public_id: str) -> bool:
        """Say whether there is a record that was taken from the public."""
        del public_id
        return False


class EventViewSet(Records):
    """Policy events. What is not published is seen only by users who may view events."""

    queryset = Event.objects.none()
    serializer_class = serializers.EventSerializer
    kind = PublicKind.EVENT
    listing = filters.EVENTS

    def get_queryset(self) -> QuerySet[Any]:
        """Give the events that the user may see, with only what lists need."""
        return events_for(self.request.user).defer("search", "provenance", "disagreements")

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """Give a page of events with the quotes that the user may see."""
        return with_quotes_for(self.request.user, super().paginate_queryset(queryset) or [])

    def get_object(self) -> Event:
        """Give one event with the quotes that the user may see."""
        return with_quotes_for(self.request.user, [super().get_object()])[0]

    def is_withdrawn(self, public_id: str) -> bool:
        """Say whether a curator rejected it."""
        return Event.objects.filter(pk=public_id, review=Review.REJECTED).exists()


class ActorViewSet(Records):
    """People, offices, bodies, organisations, governments, groups and countries."""

    queryset = Actor.objects.all()
    serializer_class = serializers.ActorSerializer
    detail_serializer_class = serializers.ActorDetailSerializer
    kind = PublicKind.ACTOR
    listing = filters.ACTORS


class PolicyViewSet(Records):
    """Plans, programmes, operations, laws and strategies."""

    queryset = Policy.objects.all()
    serializer_class = serializers.PolicySerializer
    detail_serializer_class = serializers.PolicyDetailSerializer
    kind = PublicKind.POLICY
    listing = filters.POLICIES


class ArticleViewSet(TakesArticles, HasVersions, Records):
    """Articles that were read; and articles handed in, to be read."""

    parser_classes = [JSONBody]
    throttle_classes = [WriteThrottle]
    queryset = Article.objects.filter(erased_at=None).prefetch_related("urls")
    serializer_class = serializers.ArticleSerializer
    detail_serializer_class = serializers.ArticleDetailSerializer
    kind = PublicKind.ARTICLE
    listing = filters.ARTICLES

    def get_queryset(self) -> QuerySet[Any]:
        """Give articles; a single one with its source and version."""
        rows = super().get_queryset()
        return rows if self.action == "list" else rows.select_related("source", "current_version", "sketch")

    def is_withdrawn(self, public_id: str) -> bool:
        """Say whether it was taken down."""
        return Article.objects.filter(pk=public_id, erased_at__isnull=False).exists()


class SourceViewSet(Records):
    """Where articles come from."""

    queryset = Source.objects.annotate(article_count=Count("articles"))
    serializer_class = serializers.SourceSerializer
    lookup_value_regex = "[0-9]{1,9}"
    listing = filters.SOURCES


class StatementViewSet(Records):
    """Quotations, direct and indirect."""

    queryset = Statement.objects.none()
    serializer_class = serializers.StatementSerializer
    lookup_value_regex = "[0-9]{1,18}"
    listing = filters.STATEMENTS

    def get_queryset(self) -> QuerySet[Any]:
        """Give the statements that the user may read."""
        return statements_for(self.request.user)


class CommitmentViewSet(Records):
    """Things promised."""

    queryset = Commitment.objects.none()
    serializer_class = serializers.CommitmentSerializer
    kind = PublicKind.COMMITMENT
    listing = filters.COMMITMENTS

    def get_queryset(self) -> QuerySet[Any]:
        """Give the commitments that the user may read."""
        return commitments_for(self.request.user)


class SchemaView(SpectacularAPIView):
    """The API's description (OpenAPI 3)."""


@method_decorator(
    csp_update({"style-src": ["'unsafe-inline'"], "img-src": ["data:"]}), name="dispatch"
)  # Swagger's own
class DocsView(SpectacularSwaggerSplitView):
    """The API's documentation, from files of our own: it works offline."""

    url_name = "api-schema"
