"""Lists: the parameters of `publishing.filters`, refused where unknown, and pages by cursor."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from events.publishing.cursors import CURSOR, Page, page_of
from events.publishing.filters import Listing
from events.publishing.parameters import Parameter, read_parameters

MOST_A_PAGE = 200


def _limit(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number <= MOST_A_PAGE:
        raise ValueError(text)
    return number


LIMIT = Parameter(
    name="limit",
    about="How many rows a page has at most.",
    expected=f"a number from 1 to {MOST_A_PAGE}",
    read=_limit,
    default="50",
    whole_number=True,
)


def parameters_of(view: Any) -> tuple[Parameter, ...]:
    """Give every parameter that a view's list takes."""
    listing: Listing = view.listing
    return (*listing.parameters, listing.order_parameter, CURSOR, LIMIT)


class ParameterFilter(BaseFilterBackend):
    """Keep what matches the parameters; raises ParameterError for any that cannot be used."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Read the request's parameters, once, and filter by them; single records take none but their own."""
        action = getattr(view, "action", "")
        if action != "list":
            known = getattr(view, "single_parameters", {}).get(action, ())
            view.values = read_parameters(request.query_params, known, strict=True)  # type: ignore[attr-defined]
            return queryset
        values = read_parameters(request.query_params, parameters_of(view), strict=True)
        view.values = values  # type: ignore[attr-defined]
        listing: Listing = view.listing  # type: ignore[attr-defined]
        found: QuerySet[Any] = listing.matching(queryset, values)
        return found

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters for OpenAPI."""
        return [_described(p) for p in parameters_of(view)]


class CursorPages(BasePagination):
    """Pages by cursor, in one of the view's orders."""

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        """Give the rows of the page that the request asks for."""
        listing: Listing = view.listing  # type: ignore[union-attr]
        values: dict[str, Any] = view.values  # type: ignore[union-attr]
        order = listing.page_order(values)
        self.page: Page[Any] = page_of(queryset, order, cursor=values.get(CURSOR.name), size=values["limit"])
        self.address = request.build_absolute_uri()
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """Give the page with links to those beside it."""
        return Response({**links_of(self.page, self.address), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page for OpenAPI."""
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def links_of(page: Page[Any], address: str) -> dict[str, str | None]:
    """Give the addresses of the pages beside one."""
    beside = {"next": page.next, "previous": page.previous}
    return {name: replace_query_param(address, CURSOR.name, c) if c else None for name, c in beside.items()}


def _described(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.whole_number else "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default:
        schema["default"] = int(parameter.default) if parameter.whole_number else parameter.default
    row: dict[str, Any] = {"name": parameter.name, "in": "query", "required": False, "schema": schema}
    row["description"] = f"{parameter.about} Takes {parameter.expected}."
    if parameter.many:
        row |= {"schema": {"type": "array", "items": schema}, "style": "form", "explode": True}
    return row
