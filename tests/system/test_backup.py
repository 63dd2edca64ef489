"""The backup that the operator's guide describes: dumped, restored into a new database, and worked with."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tests.system.conftest import System
from tracker.run import ROOT
from tracker.servers import postgres_client

pytestmark = pytest.mark.slow

SUBMIT = """
from events.ingestion.submissions import default_source, submit
submit({"title": "Cabinet approves harbour law", "published": "2024-05-08", "text":
"The federal cabinet on Tuesday approved the Harbour Safety Act, the Ministry of Transport said."}, default_source())
"""


@pytest.fixture
def restored(system: System, tmp_path: Path) -> Iterator[System]:
    """Give a second system, on an empty database and a broker that knows nothing."""
    server, name = os.environ["DATABASE_URL"], f"restored_{secrets.token_hex(4)}"
    home = tmp_path / "restored"
    (home / "static").mkdir(parents=True)
    with psycopg.connect(server, autocommit=True) as connection, ExitStack() as stack:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        stack.callback(connection.execute, f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
        urls = {
            "DATABASE_URL": server.rpartition("/")[0] + f"/{name}",
            "REDIS_URL": system.variables["REDIS_URL"].rpartition("/")[0] + "/5",
            "TRACKER_HOME": str(home),
        }
        found = replace(system, variables=system.variables | urls, folder=home, processes={})
        stack.callback(found.stop)
        yield found


def picture(system: System) -> dict[str, tuple[int, str | None]]:
    """Give the number of rows of every table, and a digest of them."""
    tables = system.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    digest = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"
    return {table: system.query(digest.format(table))[0] for (table,) in tables}


def run(program: str, *arguments: str) -> None:
    done = subprocess.run([postgres_client(program), *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_dump_restored_into_a_new_database_is_the_same_record_and_goes_on(system: System, restored: System) -> None:
    folder = system.folder / "inbox" / "wire"
    shutil.copytree(ROOT / "seeds" / "wire", folder)
    system.manage("ingest", str(folder))
    system.manage("shell", "-c", SUBMIT)
    before, dump = picture(system), str(system.folder / "tracker.dump")
    assert before["events_event"][0] > 3
    assert before["events_change"][0] >= before["events_event"][0]
    run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", system.variables["DATABASE_URL"])
    run(
        "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction",
        f"--dbname={restored.variables['DATABASE_URL']}", dump,
    )  # fmt: skip
    assert picture(restored) == before
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        restored.execute("UPDATE events_articleversion SET text = ''")
    assert "0 new, 0 changed" in restored.manage("ingest", str(folder))
    restored.manage("migrate", "--check")
    restored.start("worker", "fetcher", "beat")
    restored.wait_until(lambda: restored.query("SELECT 1 FROM events_event WHERE edtf = '2024-05-07'"))
    assert restored.query("SELECT count(*) FROM events_articlesubmission WHERE article_id IS NOT NULL") == [(1,)]
