"""Several workers for each queue: the same record as one of each, and each tells how it fares."""

import subprocess
import sys
import urllib.request
from dataclasses import replace

import pytest

from tests.system.conftest import System, _free_port
from tests.system.test_worker import PICTURE, load
from tracker.run import COMMANDS, ROOT

pytestmark = pytest.mark.slow


def another(system: System, service: str, number: int) -> System:
    """Start one more worker of a service, as a container of its own would run it, with metrics on its own port."""
    counts = system.folder / f"counts-{service}-{number}"
    counts.mkdir()
    port = _free_port()
    variables = {"METRICS_PORT": str(port), "PROMETHEUS_MULTIPROC_DIR": str(counts)}
    found = replace(system, variables=system.variables | variables, port=port, processes={})
    log = (system.folder / f"{service}-{number}.log").open("ab")
    command = [part.replace("@%h", f"@{service}-{number}") for part in COMMANDS[service]]
    with log:
        found.processes[service] = subprocess.Popen(
            command, cwd=ROOT, env=found.variables, stdout=log, stderr=log, start_new_session=True
        )
    return found


def told(system: System) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{system.port}/metrics", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def answers(system: System, name: str) -> bool:
    """Ask a worker for its health, as its container does."""
    command = [sys.executable, "-m", "celery", "-A", "tracker", "inspect", "ping", "--timeout=10"]
    return not subprocess.run(
        [*command, f"--destination={name}"], cwd=ROOT, env=system.variables, capture_output=True, check=False
    ).returncode


def test_two_of_each_make_the_record_that_one_of_each_makes(system: System) -> None:
    load(system, system.folder / "inbox")
    system.start("worker", "fetcher", "beat")
    system.wait_until(system.idle, seconds=150)
    alone = system.query(PICTURE)
    assert alone
    system.stop()
    system.execute("TRUNCATE events_publicid, events_work CASCADE")
    system.execute("TRUNCATE events_sourcestate, events_sourceitem")
    system.start("beat")
    several = [another(system, service, number) for service in ("worker", "fetcher") for number in (1, 2)]
    try:
        system.wait_until(system.idle, seconds=150)
        assert system.query(PICTURE) == alone
        assert system.query("SELECT target FROM events_work WHERE state = 'set aside'") == []
        readers, fetchers = [told(s) for s in several[:2]], [told(s) for s in several[2:]]
        assert any('tracker_stage_seconds_count{stage="extract"}' in text for text in readers)
        assert any('tracker_work_total{kind="ingest",outcome="done"}' in text for text in fetchers)
        assert not any('stage="extract"' in text for text in fetchers)
        assert answers(system, "reader@worker-1")
        assert not answers(system, "reader@nobody")
    finally:
        for one in several:
            one.stop()
