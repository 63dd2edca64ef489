"""Run the whole system on this machine: `make run`. Ctrl-C stops all of it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from tracker.servers import ServerError, die_with_parent, running

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 20
START_SECONDS = 60
RESTARTS = 10
CELERY = [sys.executable, "-W", "ignore::UserWarning:celery.platforms", "-m", "celery", "--quiet", "-A", "tracker"]
WORKER = [*CELERY, "worker", "--loglevel=warning", "--without-mingle", "--without-gossip"]
COMMANDS = {
    "worker": [*WORKER, "--queues=extract", "--concurrency=2", "--hostname=reader@%h"],
    "fetcher": [*WORKER, "--queues=fetch,housekeeping", "--pool=threads", "--concurrency=16", "--hostname=fetcher@%h"],
    "beat": [*CELERY, "beat", "--loglevel=warning", "--pidfile="],
    "web": [sys.executable, "-m", "gunicorn", "tracker.wsgi", "--workers=2", "--threads=4", "--log-level=warning"],
}


class ServerGoneError(RuntimeError):
    """The database or the broker no longer answers; what uses them is started anew with them."""


def main() -> int:
    """Start everything, wait until the samples are read, then until somebody says stop; give the exit status."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _interrupt)
    home = Path(os.environ.get("TRACKER_HOME") or ROOT / ".local")
    try:
        for _ in range(RESTARTS):
            try:
                return _run(home)
            except ServerGoneError as gone:
                print(f"{gone} Everything is started again; nothing is lost.", file=sys.stderr)
        print(f"That was {RESTARTS} times; stopping. Its messages are above.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


def _run(home: Path) -> int:
    database, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    with running(home, database_url=database, redis_url=redis) as found:
        urls = {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}
        return serve(on_this_machine(environment(urls), home))


def environment(urls: dict[str, str]) -> dict[str, str]:
    """Give the variables that every process of the system is started with."""
    return {**os.environ, **urls, "HASHED_STATIC": "1", "PYTHONUNBUFFERED": "1"}


def on_this_machine(variables: dict[str, str], home: Path) -> dict[str, str]:
    """Add the example press office's address (its port stays), leave to fetch from it, and a folder for metrics."""
    kept = home / "example.port"
    port = _port(kept.read_text(encoding="utf-8") if kept.exists() else "0")
    kept.write_text(str(port), encoding="utf-8")
    allowed = ",".join(filter(None, [variables.get("ALLOWED_INTERNAL_HOSTS"), f"127.0.0.1:{port}"]))
    shutil.rmtree(home / "metrics", ignore_errors=True)
    (home / "metrics").mkdir()
    return {
        **variables,
        "ALLOWED_INTERNAL_HOSTS": allowed,
        "EXAMPLE_FEED": f"http://127.0.0.1:{port}/feed.xml",
        "PROMETHEUS_MULTIPROC_DIR": str(home / "metrics"),
    }


def serve(variables: dict[str, str]) -> int:
    """Prepare the database, run the processes, and say where the page is; give the exit status."""
    manage = [sys.executable, "manage.py"]
    if (status := subprocess.run([*manage, "prepare"], cwd=ROOT, env=variables, check=False).returncode) != 0:  # noqa: S603
        return status
    port = _port(os.environ.get("PORT") or "8000")
    example = [sys.executable, "-m", "tracker.example_site", variables["EXAMPLE_FEED"].rpartition(":")[2].split("/")[0]]
    commands = {"example": example, **COMMANDS, "web": [*COMMANDS["web"], f"--bind=127.0.0.1:{port}"]}
    with contextlib.ExitStack() as stack:
        processes = {name: stack.enter_context(_process(c, variables)) for name, c in commands.items()}
        _wait_until_it_answers(port, processes["web"])
        address = f"Policy Tracker: open http://127.0.0.1:{port}/ (curators: /admin/). Ctrl-C stops everything."
        print(f"\n{address}", flush=True)
        subprocess.run([*manage, "await_work"], cwd=ROOT, env=variables, check=False)  # noqa: S603
        for _ in range(RESTARTS):
            while all(process.poll() is None for process in processes.values()):
                _must_answer(variables)
                time.sleep(1)
            for name in [name for name, process in processes.items() if process.poll() is not None]:
                print(f"The {name} ended by itself; it is started again.", file=sys.stderr)
                processes[name] = stack.enter_context(_process(commands[name], variables))
                time.sleep(2)
        print(f"Something ended {RESTARTS} times by itself; stopping. Its messages are above.", file=sys.stderr)
        return 1


def _must_answer(variables: dict[str, str]) -> None:
    """See that database and broker are there; raises ServerGoneError."""
    for name, variable in (("database", "DATABASE_URL"), ("broker", "REDIS_URL")):
        parts = urlsplit(variables[variable])
        for pause in (0.5, 2, 4, 0):
            with contextlib.suppress(OSError), socket.create_connection((parts.hostname, parts.port), timeout=2):
                break
            time.sleep(pause)
        else:
            raise ServerGoneError(f"The {name} has ended by itself.")


@contextlib.contextmanager
def _process(command: Sequence[str], variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run one process in a session of its own, so that Ctrl-C reaches only the supervisor, and stop it at the end."""
    process = subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True, preexec_fn=die_with_parent)  # noqa: S603, PLW1509
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _interrupt(_sign: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _port(wanted: str) -> int:
    """Give a port, or a free one where that is taken."""
    for port in (int(wanted), 0):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise ServerError("There is no free port on 127.0.0.1.")


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise ServerError("The web server did not start; its messages are above.")


if __name__ == "__main__":
    sys.exit(main())
