"""What is sent to the API: JSON of a bounded size, and not too often."""

from collections.abc import Mapping
from typing import IO, Any

import structlog
from django.conf import settings
from redis.exceptions import RedisError
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

log = structlog.get_logger(__name__)

ROOM = 64_000  # for everything but the text


class BodyTooLarge(APIException):
    """A request with more in it than an article may have."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The request is larger than an article may be."
    default_code = "too_large"


class LengthRequired(APIException):
    """A request that does not say how long it is: its body would be read as empty."""

    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_detail = "Send the request with a Content-Length, not in chunks."
    default_code = "length_required"


def refuse_chunks(request: Request) -> None:
    """Raise LengthRequired for a body of unknown length."""
    if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
        raise LengthRequired


class JSONBody(JSONParser):
    """JSON, read only if it says how long it is and that is not too long."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Read the body; raises BodyTooLarge or ParseError."""
        request: Request = (parser_context or {})["request"]
        most = settings.ARTICLE_BYTES * 3 + ROOM  # a letter of two bytes may be written as \\u and four digits
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            raise BodyTooLarge(f"The request is larger than {most:,} bytes.")
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error


class WriteThrottle(UserRateThrottle):
    """Bound how often one account writes; reading is free."""

    scope = "write"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Say whether this may be done now; where the cache is away, it may: the rate is no lock."""
        if request.method in SAFE_METHODS:
            return True
        try:
            return super().allow_request(request, view)
        except (RedisError, OSError) as error:
            log.warning("throttle_away", error=str(error))
            return True
