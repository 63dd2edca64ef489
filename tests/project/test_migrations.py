"""Migrations on a running system: one process at a time, and readers never wait long behind them."""

from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from events.management.commands import prepare

pytestmark = pytest.mark.django_db(transaction=True)


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def test_a_table_in_use_stops_a_migration_instead_of_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "LOCK_TIMEOUT", "200ms")

    def alter(*_: object, **__: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE events_host ADD COLUMN another integer")

    monkeypatch.setattr(prepare, "call_command", alter)
    details = connection.get_connection_params()
    with psycopg.connect(
        host=details["host"],
        port=details["port"],
        user=details["user"],
        password=details["password"],
        dbname=details["dbname"],
    ) as reader:
        reader.execute("SELECT count(*) FROM events_host")
        with pytest.raises(CommandError, match="in use for 200ms"):
            call_command("prepare", stdout=StringIO())
    assert setting("lock_timeout") == "0"


def test_migrations_wait_at_most_for_the_time_that_is_set_and_leave_the_connection_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda *_, **__: seen.append(setting("lock_timeout")))
    call_command("prepare", stdout=StringIO())
    assert seen[0] == prepare.LOCK_TIMEOUT
    assert setting("lock_timeout") == "0"


def test_every_change_of_the_models_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
