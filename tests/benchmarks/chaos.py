"""Everything dies at random moments, and nothing is lost: `python -m tests.benchmarks.chaos --runs 20`.

Each run takes in the same articles from a site while the reader's child, the whole reader, the fetcher, the broker
(with and without its data), the database, the network and the site itself fail. Afterwards every article must be there
once, with the same record as after an undisturbed run, within a minute of the last failure.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.benchmarks.rig import Rig, a_rig
from tests.benchmarks.site import Site, a_site

PROCESSES = ("worker", "fetcher", "beat")
LIMITS = {"TASK_SECONDS": "20", "WORK_LEASE_SECONDS": "25"}
WITHIN = 60.0
UNTIL = 0.92  # the share of articles that is read when the last fault comes
RECORD = {
    "articles": "SELECT identity, title, published::text FROM events_article ORDER BY 1",
    "versions": "SELECT a.identity, v.sha256 FROM events_articleversion v JOIN events_article a ON a.id = v.article_id"
    " ORDER BY 1, 2",
    "events": """
        SELECT kind, assertion, title, edtf, basis, sources, is_published,
               (SELECT string_agg(role || ':' || name, '|' ORDER BY role, name)
                  FROM events_participation p WHERE p.event_id = e.id),
               (SELECT string_agg(a.identity, '|' ORDER BY a.identity)
                  FROM jsonb_array_elements(e.document->'sources') s JOIN events_article a ON a.id = s->>'article')
        FROM events_event e ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9""",
    "commitments": "SELECT what, by_name, edtf FROM events_commitment ORDER BY 1, 2, 3",
    "statements": "SELECT content, speaker_name FROM events_statement ORDER BY 1, 2",
    "open changes": "SELECT count(*) - count(DISTINCT public_id) FROM events_change WHERE valid_to IS NULL",
}


def kill_child(rig: Rig, _site: Site, _chance: random.Random) -> None:
    """Kill one of the reader's processes in the middle of its work."""
    parent = rig.processes["worker"].pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split()
    for child in children[:1]:
        os.kill(int(child), signal.SIGKILL)


def kill_reader(rig: Rig, _site: Site, chance: random.Random) -> None:
    """Kill the whole reader; whoever watches over it starts it again."""
    rig.kill("worker")
    time.sleep(chance.uniform(0, 1))
    rig.start("worker")


def kill_fetcher(rig: Rig, _site: Site, chance: random.Random) -> None:
    """Kill the fetcher, which keeps house too."""
    rig.kill("fetcher")
    time.sleep(chance.uniform(0, 1))
    rig.start("fetcher")


def kill_broker(rig: Rig, _site: Site, chance: random.Random) -> None:
    """Kill the broker; it comes back with what it had written down."""
    _kill_server("valkey-server", rig)
    rig.broker.down()
    time.sleep(chance.uniform(0, 2))
    rig.broker.up()


def wipe_broker(rig: Rig, _site: Site, chance: random.Random) -> None:
    """Kill the broker; it comes back empty."""
    _kill_server("valkey-server", rig)
    rig.broker.down()
    for data in (rig.home / "valkey").iterdir():
        shutil.rmtree(data) if data.is_dir() else data.unlink()
    time.sleep(chance.uniform(0, 2))
    rig.broker.up()


def kill_database(rig: Rig, _site: Site, chance: random.Random) -> None:
    """Kill the database's first process, as when the machine runs out of memory; it recovers from its log."""
    pointer = rig.home / "postgres.directory"
    place = Path(pointer.read_text(encoding="utf-8")) if pointer.exists() else rig.home
    first = (place / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split()[0]
    os.kill(int(first), signal.SIGKILL)
    time.sleep(chance.uniform(0, 2))
    rig.database.down()
    rig.database.up()


def cut_network(rig: Rig, _site: Site, chance: random.Random) -> None:
    """Cut the way to the database, to the broker, or to both."""
    cut = chance.sample([rig.database.link, rig.broker.link], chance.choice([1, 1, 2]))
    for link in cut:
        link.sever()
    time.sleep(chance.uniform(0.5, 4))
    for link in cut:
        link.cut = False


def cut_site(_rig: Rig, site: Site, chance: random.Random) -> None:
    """Let the site be out of reach."""
    site.down = True
    time.sleep(chance.uniform(0.5, 3))
    site.down = False


FAULTS: dict[str, Callable[[Rig, Site, random.Random], None]] = {
    "reader's child": kill_child,
    "reader": kill_reader,
    "fetcher": kill_fetcher,
    "broker, data kept": kill_broker,
    "broker, data lost": wipe_broker,
    "database": kill_database,
    "network": cut_network,
    "site": cut_site,
}


@dataclass
class Run:
    """What came of one run."""

    faults: Counter[str]
    seconds: float
    after_last_fault: float
    record: dict[str, list[Any]]
    set_aside: list[tuple[Any, ...]]


def one_run(articles: int, every: float, chance: random.Random) -> Run:
    """Take in all articles; one fault every so many seconds, on average, until most are read (0: none at all)."""
    done: Counter[str] = Counter()
    with a_site() as site, a_rig(ALLOWED_INTERNAL_HOSTS=site.host, **LIMITS) as rig:
        site.publish(articles)
        rig.manage("shell", "-c", _source(site, articles))
        began = time.monotonic()
        rig.start(*PROCESSES)
        while every and not _is_read(rig, articles * UNTIL):
            time.sleep(chance.uniform(0.5, 2 * every - 0.5))
            name = chance.choice(list(FAULTS))
            FAULTS[name](rig, site, chance)
            done[name] += 1
            _watch_over(rig)
        calm = rig.wait_until(lambda: _watch_over(rig) or rig.idle(articles), seconds=900)
        left = rig.query("SELECT target, reason FROM events_work WHERE state = 'set aside'")
        record = {name: [_without(site.host, row) for row in rig.query(sql)] for name, sql in RECORD.items()}
        return Run(done, time.monotonic() - began, calm, record, left)


def _without(host: str, row: tuple[Any, ...]) -> list[Any]:
    """Leave the site's port, another one each time, out of a row."""
    return [value.replace(host, "site") if isinstance(value, str) else value for value in row]


def _is_read(rig: Rig, articles: float) -> bool:
    with suppress(psycopg.Error):
        [(read,)] = rig.query("SELECT count(*) FROM events_article WHERE current_extraction_id IS NOT NULL")
        return bool(read >= articles)
    return False


def _watch_over(rig: Rig) -> None:
    """Start what has ended by itself, as a supervisor does."""
    for name, process in list(rig.processes.items()):
        if process.poll() is not None:
            rig.start(name)


def _kill_server(name: str, rig: Rig) -> None:
    """Kill the server of this rig whose configuration lies in its home."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                ours = os.readlink(entry / "cwd").startswith(str(rig.home))
                if name in command and ours:
                    os.kill(int(entry.name), signal.SIGKILL)


def _source(site: Site, articles: int) -> str:
    return (
        "from events.models import Source; Source.objects.create(name='Town news', kind='feed', "
        f"location='{site.base}/feed.xml', most_per_look={articles}, poll_seconds=30)"
    )


def differences(run: Run, undisturbed: Run) -> dict[str, tuple[int, int]]:
    """Give for each part of the record how many rows are missing and how many are too many."""
    found = {}
    for name, rows in undisturbed.record.items():
        wanted, got = (Counter(map(json.dumps, part)) for part in (rows, run.record[name]))
        missing, surplus = sum((wanted - got).values()), sum((got - wanted).values())
        if missing or surplus:
            found[name] = (missing, surplus)
            for row in [*(wanted - got), *(got - wanted)][:8]:
                print(f"  {'-' if row in wanted else '+'} {name}: {row[:700]}", flush=True)
    return found


def main() -> int:
    """Run it; give 1 where something was lost, doubled or late."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two faults, on average")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    undisturbed = one_run(options.articles, 0, random.Random(0))
    counts = {name: len(rows) for name, rows in undisturbed.record.items()}
    print(f"undisturbed: {undisturbed.seconds:.0f} s, {counts}", flush=True)
    bad, faults = 0, Counter[str]()
    for number in range(options.runs):
        run = one_run(options.articles, options.every, random.Random(options.seed * 1000 + number))
        faults += run.faults
        wrong = differences(run, undisturbed)
        late = run.after_last_fault > WITHIN
        bad += bool(wrong or late or run.set_aside)
        print(
            f"run {number + 1}: {sum(run.faults.values())} faults, {run.seconds:.0f} s, calm "
            f"{run.after_last_fault:.0f} s after the last; differences {wrong or 'none'}; "
            f"set aside {run.set_aside or 'none'}",
            flush=True,
        )
    print(f"{options.runs} runs, {sum(faults.values())} faults ({dict(faults)}), {bad} runs not as they should be")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
