"""Pages by key instead of by number: a deep one costs no more than the first, and none shifts when rows are added."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from events.publishing.parameters import Parameter, ParameterError, Problem

Row = TypeVar("Row", bound=Model)

CURSOR = Parameter(
    name="cursor", about="Where the page begins: taken from a link to it.", expected="a cursor from a link of this list"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column to sort by. Only the first of an order may hold NULLs, which come last."""

    name: str
    holds: type[date] | type[int] | type[str] = str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A total order of rows: the last column tells any two apart."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in their order, with cursors of the pages on either side (None: there is none)."""

    rows: list[Row]
    next: str | None
    previous: str | None


def page_of(queryset: QuerySet[Row], order: Order, *, cursor: str | None, size: int) -> Page[Row]:
    """Give one page of at most `size` rows; raises ParameterError for a cursor of another list.

    Costs one query, and where a page passes from rows with a first value to those without, one more.
    """
    backwards, values = _decode(cursor, order) if cursor else (False, None)
    rows = queryset.order_by(*_terms(order, backwards=backwards))
    found: list[Row] = []
    for part in [Q()] if values is None else _beyond(order, values, backwards=backwards):
        if len(found) <= size:
            found += rows.filter(part)[: size + 1 - len(found)]
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        rows=found,
        next=_encode(order, found[-1], backwards=False) if found and has_next else None,
        previous=_encode(order, found[0], backwards=True) if found and has_previous else None,
    )


def _terms(order: Order, *, backwards: bool) -> list[OrderBy]:
    return [
        F(c.name).desc(nulls_last=None if backwards else c.nullable or None)
        if c.descending != backwards
        else F(c.name).asc(nulls_first=(c.nullable or None) if backwards else None)
        for c in order.columns
    ]


def _beyond(order: Order, values: Sequence[Any], *, backwards: bool) -> list[Q]:
    """Say what comes strictly after a row's values (before them, if `backwards`), in parts that indexes can serve."""
    first, value = order.columns[0], values[0]
    without = Q(**{f"{first.name}__isnull": True})
    condition, same = Q(pk__in=[]), without if value is None else Q()
    pairs = list(zip(order.columns, values, strict=True))
    for column, given in pairs[1:] if value is None else pairs:
        lookup = "lt" if column.descending != backwards else "gt"
        condition |= same & Q(**{f"{column.name}__{lookup}": given})
        same &= Q(**{column.name: given})
    if value is None:
        return [condition, ~without] if backwards else [condition]
    lookup = "lte" if first.descending != backwards else "gte"
    condition &= Q(**{f"{first.name}__{lookup}": value})  # says nothing new, but where in the index to begin
    return [condition, without] if first.nullable and not backwards else [condition]


def _encode(order: Order, row: Model, *, backwards: bool) -> str:
    values = [getattr(row, column.name) for column in order.columns]
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    text = json.dumps([order.name, int(backwards), plain], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, order: Order) -> tuple[bool, list[Any]]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        name, backwards, plain = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if name != order.name or backwards not in (0, 1):
            raise ValueError(name)
        return bool(backwards), [_value(c, v) for c, v in zip(order.columns, plain, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ParameterError([Problem(CURSOR.name, cursor[:40], CURSOR.expected)]) from error


def _value(column: Column, value: Any) -> Any:
    if value is None and column.nullable:
        return None
    if column.holds is date:
        return date.fromisoformat(value)
    if not isinstance(value, column.holds) or (isinstance(value, str) and "\x00" in value):
        raise ValueError(value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError(value)
    return value
