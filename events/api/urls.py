"""The API's addresses."""

from django.urls import path, re_path
from rest_framework.routers import DefaultRouter

from events.api import problems, submissions, views

router = DefaultRouter(trailing_slash=True)
router.include_format_suffixes = False
router.register("events", views.EventViewSet, basename="api-event")
router.register("actors", views.ActorViewSet, basename="api-actor")
router.register("policies", views.PolicyViewSet, basename="api-policy")
router.register("articles", views.ArticleViewSet, basename="api-article")
router.register("sources", views.SourceViewSet, basename="api-source")
router.register("statements", views.StatementViewSet, basename="api-statement")
router.register("commitments", views.CommitmentViewSet, basename="api-commitment")
router.register("submissions", submissions.SubmissionViewSet, basename="api-submission")

urlpatterns = [
    path("schema", views.SchemaView.as_view(), name="api-schema"),
    path("docs", views.DocsView.as_view(), name="api-docs"),
    *router.urls,
    re_path(r"^(?P<path>.*)/$", problems.nowhere),  # without its slash, an address is redirected to the one with it
]
