"""What the API's description says of every resource beyond its own form: the errors it may give."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from events.api.problems import MEDIA_TYPE


class RefusedSerializer(serializers.Serializer[Any]):
    """A parameter that cannot be used, with what is expected of it."""

    parameter = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    expected = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = RefusedSerializer(many=True, required=False)  # type: ignore[assignment]


SINGLE_PROBLEMS: dict[Any, Any] = {
    301: None,
    (400, MEDIA_TYPE): ProblemSerializer,
    (404, MEDIA_TYPE): ProblemSerializer,
    (410, MEDIA_TYPE): ProblemSerializer,
}


class RecordSchema(AutoSchema):
    """Describes lists and single records with the problems that they may answer with."""

    def get_response_serializers(self) -> Any:
        """Give what each status answers with."""
        form = super().get_response_serializers()
        if self._is_list_view(form):
            return {200: form, (400, MEDIA_TYPE): ProblemSerializer}
        return {200: form, **SINGLE_PROBLEMS}

    def get_auth(self) -> list[dict[str, Any]]:
        """Say that everything can be read without signing in."""
        found: list[dict[str, Any]] = super().get_auth()
        return [*found, {}] if self.method == "GET" else found
