"""An article's versions, and what was changed between them, as far as its source lets texts be seen."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.lists import LIMIT, links_of
from events.api.schema import SINGLE_PROBLEMS
from events.ingestion.edits import Edit, edits_of
from events.models import Article, ArticleVersion, TextShown
from events.publishing.cursors import CURSOR, Column, Order, page_of
from events.publishing.parameters import Parameter
from events.publishing.visibility import text_shown

NEWEST = Order("newest", (Column("pk", int, descending=True),))


def _moment(text: str) -> datetime:
    """Read a day, which begins at midnight UTC, or a time; raises ValueError."""
    if len(text) == len("2024-06-22"):
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    found = datetime.fromisoformat(text.replace(" ", "+"))  # a + that was not quoted arrives as a space
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


SINCE = Parameter(
    name="since",
    about="Leave out what was seen by then.",
    expected="a day or a time, such as 2024-06-22 or 2024-06-22T18:30Z",
    read=_moment,
)


class VersionSerializer(serializers.Serializer[Any]):
    """An article as it was at one time; `text` is null where its source does not let it be seen."""

    sha256 = serializers.CharField()
    current = serializers.BooleanField(help_text="Whether the record rests on it.")
    title = serializers.CharField(allow_blank=True)
    seen_at = serializers.DateTimeField(help_text="When it was first seen.")
    updated_at = serializers.DateTimeField(allow_null=True, help_text="When its publisher says that it was made.")
    length = serializers.IntegerField(help_text="In characters.")
    text = serializers.CharField(allow_null=True)


class VersionsSerializer(serializers.Serializer[Any]):
    """A page of versions, the latest first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = VersionSerializer(many=True)


class PassageSerializer(serializers.Serializer[Any]):
    """A passage that differs; `old` and `new` are empty where there is nothing."""

    kind = serializers.ChoiceField(["added", "removed", "changed"])
    old = serializers.CharField(allow_blank=True)
    new = serializers.CharField(allow_blank=True)


class EditSerializer(serializers.Serializer[Any]):
    """What one version changed; `passages` is null where the source does not let texts be seen."""

    before = serializers.CharField(help_text="The SHA-256 of the version before.")
    after = serializers.CharField(help_text="The SHA-256 of the version.")
    seen_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField(allow_null=True)
    added = serializers.IntegerField()
    removed = serializers.IntegerField()
    changed = serializers.IntegerField()
    share = serializers.FloatField(help_text="How much of both texts differs: 0 to 1.")
    passages = PassageSerializer(many=True, allow_null=True)


class ChangesSerializer(serializers.Serializer[Any]):
    """What was changed in an article after it was first seen, the latest first."""

    article = serializers.CharField()
    current = serializers.CharField(allow_null=True, help_text="The SHA-256 of the version that the record rests on.")
    gone_since = serializers.DateTimeField(allow_null=True, help_text="Since when its publisher no longer has it.")
    more = serializers.BooleanField(help_text="Whether there are earlier ones than are given.")
    results = EditSerializer(many=True)


class HasVersions:
    """The part of the articles' resource that tells how they were edited."""

    single_parameters = {"versions": (CURSOR, LIMIT), "changes": (SINCE,)}

    @extend_schema(
        parameters=[
            OpenApiParameter(CURSOR.name, str, description=CURSOR.about),
            OpenApiParameter(LIMIT.name, int, description=LIMIT.about),
        ],
        responses={200: VersionsSerializer, **SINGLE_PROBLEMS},
        filters=False,
    )
    @action(detail=True)
    def versions(self: Any, request: Request, **_kwargs: Any) -> Any:
        """List an article's versions, the latest first."""
        return self.answering(request, self._versions)

    @extend_schema(
        parameters=[OpenApiParameter(SINCE.name, OpenApiTypes.STR, description=f"{SINCE.about} {SINCE.expected}.")],
        responses={200: ChangesSerializer, **SINGLE_PROBLEMS},
        filters=False,
    )
    @action(detail=True)
    def changes(self: Any, request: Request, **_kwargs: Any) -> Any:
        """Say what was changed in an article after it was first seen, passage by passage."""
        return self.answering(request, self._changes)

    def _versions(self: Any, article: Article) -> Response:
        is_full = text_shown(article, self.request.user) == TextShown.FULL
        rows: QuerySet[ArticleVersion] = article.versions.annotate(length=Length("text"))
        rows = rows if is_full else rows.defer("text")
        page = page_of(rows, NEWEST, cursor=self.values.get(CURSOR.name), size=self.values["limit"])
        results = [_version(row, article, is_full=is_full) for row in page.rows]
        return Response({**links_of(page, self.request.build_absolute_uri()), "results": results})

    def _changes(self: Any, article: Article) -> Response:
        is_full = text_shown(article, self.request.user) == TextShown.FULL
        edits, more = edits_of(article, since=self.values.get(SINCE.name))
        return Response(
            {
                "article": article.pk,
                "current": article.current_version.sha256 if article.current_version else None,
                "gone_since": article.gone_since(),
                "more": more,
                "results": [_edit(edit, is_full=is_full) for edit in edits],
            }
        )


def _version(row: ArticleVersion, article: Article, *, is_full: bool) -> dict[str, Any]:
    return {
        "sha256": row.sha256,
        "current": row.pk == article.current_version_id,
        "title": row.title,
        "seen_at": row.seen_at,
        "updated_at": row.updated_at,
        "length": row.length,  # type: ignore[attr-defined]
        "text": row.text if is_full else None,
    }


def _edit(edit: Edit, *, is_full: bool) -> dict[str, Any]:
    changes = edit.difference.changes
    return {
        "before": edit.before.sha256,
        "after": edit.after.sha256,
        "seen_at": edit.after.seen_at,
        "updated_at": edit.after.updated_at,
        **{kind: edit.counts[kind] for kind in ("added", "removed", "changed")},
        "share": round(edit.difference.share, 4),
        "passages": [{"kind": c.kind, "old": c.old, "new": c.new} for c in changes] if is_full else None,
    }
