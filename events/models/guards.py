"""Database triggers that keep each table to its one writer.

A transaction says which writer it is with `writing_as`, which lasts until the transaction ends. What is said here
holds for every client of the database, not only for Django.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

import pgtrigger
from django.db import connection


class Writer(StrEnum):
    """Who may write guarded tables."""

    PROJECTION = "projection"
    ERASURE = "erasure"


@contextmanager
def writing_as(writer: Writer) -> Iterator[None]:
    """Let this transaction write what only `writer` may; must be called within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tracker.writer', true)")
        before = (cursor.fetchone() or [None])[0] or ""
    if before == writer.value:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tracker.writer', %s, true)", [writer.value])
    yield
    # Not in a `finally`: after a database error the transaction is over, and the setting with it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tracker.writer', %s, true)", [before])


def _refuse(writers: Sequence[Writer], message: str, *, unless: str = "") -> str:
    also = f" AND NOT ({unless})" if unless else ""
    allowed = ", ".join(f"'{writer.value}'" for writer in writers)
    return f"""
        IF COALESCE(current_setting('tracker.writer', true), '') NOT IN ({allowed}){also} THEN
            RAISE EXCEPTION '%: {message}', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """


def projected(*, unless: str = "", erasable: bool = False) -> pgtrigger.Trigger:
    """Refuse every write but the projection's (and an erasure's, where `erasable`).

    `unless` is an SQL condition on NEW and OLD that lets a row pass.
    """
    writers = [Writer.PROJECTION, Writer.ERASURE] if erasable else [Writer.PROJECTION]
    return pgtrigger.Trigger(
        name="projected",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=_refuse(writers, "this row is made by resolution.project(); write a judgement", unless=unless),
    )


def append_only() -> pgtrigger.Trigger:
    """Refuse to change or delete a row, but for an erasure."""
    return pgtrigger.Trigger(
        name="append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=_refuse([Writer.ERASURE], "rows are only ever added"),
    )


def undeletable() -> pgtrigger.Trigger:
    """Refuse to delete a row, whoever asks."""
    return pgtrigger.Protect(name="undeletable", operation=pgtrigger.Delete)
