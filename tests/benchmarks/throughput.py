"""How fast articles come in: `python -m tests.benchmarks.throughput [--file ARTICLES.jsonl.gz]`.

Three figures: pages a second from fetching to the stored version (one process, a site on this machine) with the share
of each part; articles a second through everything with one and with two readers, as a ratio; and the reader's memory
from beginning to end. Without a file the articles are the benchmark's own; a file has `title`, `text` and `date`.
"""

import argparse
import gzip
import html
import json
import os
import re
import sys
import time
from pathlib import Path

from tests.benchmarks.rig import Rig, a_rig
from tests.benchmarks.site import Site, Story, a_site, feed, story
from tracker.run import COMMANDS

MANY = 10**6
READER = "worker"


def stories(file: str | None, count: int) -> list[Story]:
    """Give so many articles: the file's (again from its start where it is short), or the benchmark's own."""
    if file is None:
        return [story(number) for number in range(count)]
    data = Path(file).read_bytes()
    rows = [json.loads(line) for line in (gzip.decompress(data) if file.endswith(".gz") else data).splitlines()]
    found = []
    for number in range(count):
        row, again = rows[number % len(rows)], number // len(rows)
        title = html.escape(row.get("title") or "") + (f" ({again})" if again else "")
        text = html.escape(row["text"]) + (f"\nEdition {again}." if again else "")
        told = story(number)
        found.append(Story(number, title, text, told.at))
    return found


def publish(site: Site, rows: list[Story]) -> None:
    """Put up their pages and one feed of them all."""
    site.answers |= {row.path: row.page() for row in rows} | {"/feed.xml": feed(rows, site.base)}


def add_source(rig: Rig, site: Site) -> None:
    """Add the site as a source, all of it at once."""
    rig.manage(
        "shell",
        "-c",
        "from events.models import Source; Source.objects.create(name='Site', kind='feed', "
        f"location='{site.base}/feed.xml', most_per_look={MANY})",
    )


def pages_a_second(rows: list[Story]) -> float:
    """Fetch, parse and store in one process, one page after another, and say what each part took."""
    with a_site() as site, a_rig(ALLOWED_INTERNAL_HOSTS=site.host) as rig:
        publish(site, rows)
        told = rig.manage("shell", "-c", PAGES.format(base=site.base, paths=[row.path for row in rows]))
        figures = json.loads(told.splitlines()[-1])
    count, seconds = figures["pages"], figures["seconds"]
    parts = ", ".join(f"{name} {1000 * figures['parts'][name] / count:.1f} ms" for name in ("fetch", "parse", "store"))
    print(f"{count / seconds:.1f} pages a second from fetching to the stored version ({parts} each)", flush=True)
    return float(count / seconds)


PAGES = """
import json, time
from events.ingestion.metrics import SECONDS
from events.ingestion.urls import store_url
from events.models import Source
source = Source.objects.create(name="Site", kind="page")
paths = {paths}
store_url("{base}" + paths[0], source)
def total():
    return {{s.labels["stage"]: s.value for m in SECONDS.collect() for s in m.samples if s.name.endswith("_sum")}}
before, began = total(), time.perf_counter()
for path in paths[1:]:
    store_url("{base}" + path, source)
seconds = time.perf_counter() - began
parts = {{name: value - before.get(name, 0) for name, value in total().items()}}
print(json.dumps({{"pages": len(paths) - 1, "seconds": seconds, "parts": parts}}))
"""


def articles_a_second(rows: list[Story], readers: int) -> tuple[float, list[float]]:
    """Read what is stored with so many reader processes; give the speed, and the readers' memory as it went, in MB."""
    with a_site() as site, a_rig(ALLOWED_INTERNAL_HOSTS=site.host, HOST_DELAY_SECONDS="0") as rig:
        publish(site, rows)
        add_source(rig, site)
        rig.start("fetcher", "beat")
        stored = "SELECT count(*) FROM events_article"
        rig.wait_until(lambda: rig.query(stored) == [(len(rows),)], seconds=3600)
        rig.manage("shell", "-c", "from events.models import Article; assert Article.objects.exists()")
        commands = [re.sub("--concurrency=2", "--concurrency=1", part) for part in COMMANDS[READER]]
        names = [f"{READER}-{number}" for number in range(readers)]
        for name in names:
            own = [part.replace("reader@", f"{name}@") for part in commands]
            rig.start(name, **{name: own})
        read = "SELECT count(*) FROM events_article WHERE current_extraction_id IS NOT NULL"
        warm = len(rows) // 20 + readers
        rig.wait_until(lambda: rig.query(read)[0][0] >= warm, seconds=600)
        first, began, memory = rig.query(read)[0][0], time.monotonic(), [_memory(rig, names)]
        while (done := rig.query(read)[0][0]) < len(rows) - readers:
            if done >= len(rows) * len(memory) / 8:
                memory.append(_memory(rig, names))
            time.sleep(0.2)
        return (done - first) / (time.monotonic() - began), memory


def _memory(rig: Rig, names: list[str]) -> float:
    """Give the largest resident size of the readers' working processes, in MB."""
    sizes = [0.0]
    for name in names:
        parent = rig.processes[name].pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split()
        for child in children:
            pages = int(Path(f"/proc/{child}/statm").read_text(encoding="utf-8").split()[1])
            sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return max(sizes)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--only", choices=["pages", "readers"])
    options = parser.parse_args()
    if options.only != "readers":
        pages_a_second(stories(options.file, options.pages))
    if options.only != "pages":
        rows = stories(options.file, options.articles)
        speeds = {}
        for readers in (1, 2):
            speeds[readers], memory = articles_a_second(rows, readers)
            told = ", ".join(f"{size:.0f}" for size in memory)
            print(f"{readers} reader(s): {speeds[readers]:.2f} articles a second; memory {told} MB", flush=True)
        print(f"two readers against one: {speeds[2] / speeds[1]:.2f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
