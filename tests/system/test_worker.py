"""Articles through a real worker, beat, broker and database: found, killed half-way, and found again."""

import shutil
import time
from pathlib import Path

import pytest

from tests.system.conftest import System
from tracker.run import ROOT

pytestmark = pytest.mark.slow

PICTURE = """
    SELECT kind, assertion, title, edtf, basis, sources, is_published,
           (SELECT array_agg(role || ':' || name ORDER BY role, name)
              FROM events_participation p WHERE p.event_id = e.id)
    FROM events_event e ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
"""
ARTICLE = """---
title: Cabinet approves harbour law
published: 2024-05-08
timezone: Europe/Oslo
---

The federal cabinet on Tuesday approved the Harbour Safety Act, the Ministry of Transport said.
"""


def load(system: System, folder: Path) -> None:
    shutil.copy(ROOT / "seeds" / "sources.yaml", folder)
    for name in ("wire", "gazette", "press-office"):
        shutil.copytree(ROOT / "seeds" / name, folder / name)
    system.manage("load_seeds", "--folder", str(folder))


def test_a_file_dropped_into_a_known_folder_becomes_events_within_15_seconds(system: System) -> None:
    system.start("worker", "fetcher", "beat", "web")
    folder = system.folder / "inbox"
    system.manage("shell", "-c", f"from events.models import Source; Source.objects.create(name='In', kind='folder', "
                  f"location='{folder}', timezone='Europe/Oslo')")  # fmt: skip
    system.wait_until(system.idle)
    (folder / "harbour.md").write_text(ARTICLE, encoding="utf-8")
    seconds = system.wait_until(lambda: system.query("SELECT 1 FROM events_event WHERE kind = 'decision'"))
    assert seconds < 15
    assert system.query("SELECT edtf FROM events_event WHERE kind = 'decision'") == [("2024-05-07",)]


def test_a_worker_killed_in_the_middle_leaves_the_same_record(system: System) -> None:
    load(system, system.folder / "inbox")
    system.start("worker", "fetcher", "beat")
    system.wait_until(system.idle, seconds=150)
    undisturbed = system.query(PICTURE)
    assert undisturbed
    system.stop()
    system.execute("TRUNCATE events_publicid, events_work CASCADE")
    system.execute("TRUNCATE events_sourcestate, events_sourceitem")
    system.start("worker", "fetcher", "beat")
    for _ in range(3):
        before = len(system.query("SELECT 1 FROM events_article"))
        system.wait_until(lambda n=before: len(system.query("SELECT 1 FROM events_article")) > n or system.idle())
        system.kill("worker")
        system.kill("fetcher")
        time.sleep(0.2)
        system.start("worker", "fetcher")
    system.wait_until(system.idle, seconds=150)
    assert system.query(PICTURE) == undisturbed
    assert system.query("SELECT target, reason FROM events_work WHERE state = 'set aside'") == []


def test_what_cannot_be_read_is_set_aside_with_its_reason_and_stops_nothing(system: System) -> None:
    folder = system.folder / "inbox"
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-rubbish.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "c-date.md").write_text("---\npublished: 2023-02-30\n---\nThe council met.\n", encoding="utf-8")
    (folder / "d-good.md").write_text(ARTICLE, encoding="utf-8")
    system.manage("shell", "-c", f"from events.models import Source; Source.objects.create(name='In', kind='folder', "
                  f"location='{folder}')")  # fmt: skip
    system.start("worker", "fetcher", "beat")
    system.wait_until(system.idle)
    aside = dict(system.query("SELECT target, reason FROM events_work WHERE state = 'set aside'"))
    assert [target.rpartition("/")[2] for target in sorted(aside)] == ["a-empty.txt", "b-rubbish.txt", "c-date.md"]
    assert all(aside.values())
    assert system.query("SELECT count(*) FROM events_article") == [(1,)]
