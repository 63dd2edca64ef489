"""Errors as problem details (RFC 9457): `application/problem+json` with what is wrong and what is expected."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import bad_request, server_error
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from events.publishing.parameters import ParameterError

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Parameters that cannot be used",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "No such format",
    410: "Removed",
    411: "Length required",
    413: "Too large",
    415: "Not JSON",
    429: "Too many requests",
    500: "Out of order",
}


class Gone(APIException):
    """The record was removed, or the article taken down."""

    status_code = status.HTTP_410_GONE
    default_detail = "This was removed from the public record."
    default_code = "removed"


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an error of a view into problem details; None for what is no answer to the client."""
    if isinstance(error, ParameterError):
        errors = [{"parameter": p.parameter, "value": p.value, "expected": p.expected} for p in error.problems]
        return _problem(status.HTTP_400_BAD_REQUEST, str(error), errors=errors)
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, Http404):
        detail: Any = "There is nothing with this id."
    else:
        detail = response.data.get("detail", response.data) if isinstance(response.data, dict) else response.data
    problem = _problem(response.status_code, str(detail))
    for header in ("WWW-Authenticate", "Retry-After", "Allow"):
        if header in response:
            problem[header] = response[header]
    return problem


def nowhere(request: HttpRequest, path: str = "") -> JsonResponse:
    """Say that the API has no such address."""
    del path
    body = _body(status.HTTP_404_NOT_FOUND, f"There is nothing at {request.path}; /api/v1/docs says what there is.")
    return JsonResponse(body, status=status.HTTP_404_NOT_FOUND, content_type=MEDIA_TYPE)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong here: as problem details below /api/, else as a page."""
    if not request.path.startswith("/api/"):
        return server_error(request)
    body = _body(status.HTTP_500_INTERNAL_SERVER_ERROR, "Something went wrong on our side, and has been noted.")
    return JsonResponse(body, status=status.HTTP_500_INTERNAL_SERVER_ERROR, content_type=MEDIA_TYPE)


def unusable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request cannot be used, before any view saw it: as problem details below /api/, else as a page."""
    if not request.path.startswith("/api/"):
        return bad_request(request, exception)
    code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE if isinstance(exception, RequestDataTooBig) else 400
    detail = "The request is larger than an article may be." if code == 413 else "The request cannot be read."
    return JsonResponse(_body(code, detail), status=code, content_type=MEDIA_TYPE)


def _problem(code: int, detail: str, **more: Any) -> Response:
    return Response(_body(code, detail) | more, status=code, content_type=MEDIA_TYPE)


def _body(code: int, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": TITLES.get(code, "Error"), "status": code, "detail": detail}
