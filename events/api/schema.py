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


class RecordSchema(AutoSchema):
    """Describes lists and single records with the problems that they may answer with."""

    def get_response_serializers(self) -> Any:
        """Give what each status answers with."""
        form = super().get_response_serializers()
        found: dict[Any, Any] = {200: form, (400, MEDIA_TYPE): ProblemSerializer}
        if not self._is_list_view(form):
            found |= {301: None, (404, MEDIA_TYPE): ProblemSerializer, (410, MEDIA_TYPE): ProblemSerializer}
        return found
