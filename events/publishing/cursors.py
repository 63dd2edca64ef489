"""Pages by key instead of by number: each costs one query, however deep, and none shifts when events are added."""

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
    """A column to sort by; NULLs come last."""

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
    """Give one page of at most `size` rows with one query; raises ParameterError for a cursor of another list."""
    backwards, values = _decode(cursor, order) if cursor else (False, None)
    rows = queryset.order_by(*_terms(order, backwards=backwards))
    if values is not None:
        rows = rows.filter(_beyond(order, values, backwards=backwards))
    found = list(rows[: size + 1])
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
        F(c.name).desc(nulls_last=None if backwards else c.nullable or None, nulls_first=None)
        if c.descending != backwards
        else F(c.name).asc(nulls_first=(c.nullable or None) if backwards else None, nulls_last=None)
        for c in order.columns
    ]


def _beyond(order: Order, values: Sequence[Any], *, backwards: bool) -> Q:
    """Keep what comes strictly after a row's values (before them, if `backwards`)."""
    condition, same = Q(pk__in=[]), Q()
    for column, value in zip(order.columns, values, strict=True):
        condition |= same & _strictly(column, value, backwards=backwards)
        same &= Q(**{f"{column.name}__isnull": True}) if value is None else Q(**{column.name: value})
    return condition


def _strictly(column: Column, value: Any, *, backwards: bool) -> Q:
    if value is None:
        return Q(**{f"{column.name}__isnull": False}) if backwards else Q(pk__in=[])
    lookup = "lt" if column.descending != backwards else "gt"
    beyond = Q(**{f"{column.name}__{lookup}": value})
    if column.nullable and not backwards:
        beyond |= Q(**{f"{column.name}__isnull": True})
    return beyond


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
