"""The whole system as an operator runs it: its own database, a real web server, worker and beat."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tracker.run import COMMANDS, ROOT, environment

WAIT = 90


@dataclass
class System:
    """One running system; processes are started and killed by name."""

    variables: dict[str, str]
    port: int
    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *names: str) -> None:
        for name in names:
            command = [*COMMANDS[name], *([f"--bind=127.0.0.1:{self.port}"] if name == "web" else [])]
            log = (self.folder / f"{name}.log").open("ab")
            with log:
                self.processes[name] = subprocess.Popen(
                    command, cwd=ROOT, env=self.variables, stdout=log, stderr=log, start_new_session=True
                )

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.variables["DATABASE_URL"]) as connection:
            return connection.execute(sql, values).fetchall()  # type: ignore[arg-type]

    def execute(self, sql: str) -> None:
        with psycopg.connect(self.variables["DATABASE_URL"]) as connection:
            connection.execute(sql)  # type: ignore[arg-type]

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return str(answer.read().decode())

    def json(self, path: str) -> Any:
        return json.loads(self.get(path))

    def wait_until(self, true: Callable[[], object], *, seconds: float = WAIT) -> float:
        """Wait until something is true; give the seconds that it took."""
        began = time.monotonic()
        while not true():
            assert time.monotonic() - began < seconds, f"not within {seconds} s; logs: {self.logs()}"
            time.sleep(0.1)
        return time.monotonic() - began

    def idle(self) -> bool:
        """Say whether every source has been looked at and everything that came of it is done."""
        unseen = (
            "SELECT 1 FROM events_source s LEFT JOIN events_sourcestate t ON t.source_id = s.id "
            "WHERE s.kind IN ('folder', 'feed') AND t.last_success_at IS NULL"
        )
        open_work = "SELECT 1 FROM events_work WHERE state IN ('waiting', 'running') AND kind <> 'poll'"
        return not self.query(unseen) and not self.query(open_work)

    def logs(self) -> str:
        return "\n".join(p.read_text(errors="replace")[-1500:] for p in self.folder.glob("*.log"))


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Give a system with an empty, migrated database and nothing running."""
    server = os.environ["DATABASE_URL"]
    name = f"system_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection, ExitStack() as stack:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        stack.callback(connection.execute, f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
        (tmp_path / "inbox").mkdir()
        (tmp_path / "static").mkdir()
        urls = {"DATABASE_URL": server.rpartition("/")[0] + f"/{name}", "REDIS_URL": os.environ["REDIS_URL"]}
        variables = environment(urls) | {
            "TRACKER_HOME": str(tmp_path),
            "FOLDER_ROOTS": f"{tmp_path / 'inbox'},{ROOT / 'seeds'}",
            "WORK_LEASE_SECONDS": "8",
            "TASK_SECONDS": "6",
            "SWEEP_SECONDS": "1",
            "HASHED_STATIC": "0",
        }
        running = System(variables, _free_port(), tmp_path)
        stack.callback(running.stop)
        running.manage("migrate", "--verbosity=0")
        yield running


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
