"""The whole system under a benchmark: servers of its own, reached through links that can be cut, and a site to read.

Everything runs on this machine, on loopback addresses, and ends with the benchmark.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tracker.run import COMMANDS, ROOT, environment
from tracker.servers import postgres, valkey

LOCAL = "127.0.0.1"


class Link:
    """A port that leads to another one until it is cut."""

    def __init__(self) -> None:
        self.target = 0
        self.cut = False
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((LOCAL, 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def sever(self) -> None:
        """Drop every connection and refuse new ones."""
        self.cut = True
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End for good."""
        self.sever()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            if self.cut:
                return
            with socket.create_connection((LOCAL, self.target), timeout=5) as far:
                far.settimeout(None)
                self._open |= {near, far}
                back = threading.Thread(target=self._pump, args=(far, near), daemon=True)
                back.start()
                self._pump(near, far)
                back.join()
                self._open -= {near, far}

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@dataclass
class Server:
    """A database or broker that can be stopped, killed and started again behind its link."""

    start: Callable[[Path], Any]
    home: Path
    link: Link = field(default_factory=Link)
    url: str = ""
    _stack: ExitStack = field(default_factory=ExitStack)

    def up(self) -> None:
        """Start it on the data that it has."""
        own = self._stack.enter_context(self.start(self.home))
        before, _, rest = own.rpartition("@")
        port, slash, path = rest.removeprefix(f"{LOCAL}:").partition("/")
        self.link.target = int(port)
        self.url = f"{before}@{LOCAL}:{self.link.port}{slash}{path}"

    def down(self) -> None:
        """Stop it, or sweep up after it was killed."""
        self._stack.close()
        self._stack = ExitStack()


@dataclass
class Rig:
    """A running system and what it runs on."""

    home: Path
    database: Server
    broker: Server
    variables: dict[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def prepare(self, **variables: str) -> None:
        """Start the servers and make an empty, migrated database."""
        self.database.up()
        self.broker.up()
        name = f"bench_{secrets.token_hex(4)}"
        with psycopg.connect(self.database.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        urls = {"DATABASE_URL": self.database.url.rpartition("/")[0] + f"/{name}", "REDIS_URL": self.broker.url}
        (self.home / "inbox").mkdir(exist_ok=True)
        self.variables = environment(urls) | {
            "TRACKER_HOME": str(self.home),
            "FOLDER_ROOTS": str(self.home / "inbox"),
            "HASHED_STATIC": "0",
            "LOG_LEVEL": "WARNING",
            "SWEEP_SECONDS": "1",
            **variables,
        }
        self.manage("migrate", "--verbosity=0")

    def start(self, *names: str, **replaced: list[str]) -> None:
        """Start processes by name; `replaced` gives another command for one."""
        for name in names:
            with (self.home / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    replaced.get(name, COMMANDS[name.partition("-")[0]]),
                    cwd=ROOT,
                    env=self.variables,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )

    def kill(self, name: str) -> None:
        """Kill a process with all its children, without warning."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Stop all processes."""
        for process in self.processes.values():
            process.terminate()
        for name in list(self.processes):
            try:
                self.processes[name].wait(20)
            except subprocess.TimeoutExpired:
                self.kill(name)
        self.processes.clear()

    def manage(self, *arguments: str, text: str = "") -> str:
        """Run a management command; give what it prints."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *arguments],
            cwd=ROOT,
            env=self.variables,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr[-2000:]}")
        return done.stdout

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with psycopg.connect(self.variables["DATABASE_URL"], connect_timeout=5) as connection:
            return connection.execute(sql).fetchall()  # type: ignore[arg-type]

    def wait_until(self, true: Callable[[], object], *, seconds: float) -> float:
        """Wait until something is true; give the seconds that it took, or infinity."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            with suppress(psycopg.Error):
                if true():
                    return time.monotonic() - began
            time.sleep(0.2)
        return float("inf")

    def idle(self, articles: int) -> bool:
        """Say whether so many articles are there and nothing is left to do."""
        counts = "SELECT (SELECT count(*) FROM events_article), (SELECT count(*) FROM events_work"
        [(found, left)] = self.query(f"{counts} WHERE state IN ('waiting', 'running') AND kind <> 'poll')")
        return bool(found >= articles and left == 0)


@contextmanager
def a_rig(**variables: str) -> Iterator[Rig]:
    """Give a system with an empty database and nothing running."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        home = Path(folder)
        rig = Rig(home, Server(lambda place: postgres(place, keep=True), home), Server(valkey, home))
        try:
            rig.prepare(**variables)
            yield rig
        finally:
            rig.stop()
            rig.broker.down()
            rig.database.down()
            for link in (rig.broker.link, rig.database.link):
                link.close()
            pointer = home / "postgres.directory"
            if pointer.exists():
                subprocess.run(["rm", "-rf", pointer.read_text(encoding="utf-8")], check=False)
