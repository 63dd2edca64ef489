"""How fast articles come in: `python -m tests.benchmarks.throughput [--file ARTICLES.jsonl.gz]`.

Three figures: pages a second from fetching to the stored version (one fetcher on one core, a site on this machine),
with the time of each part; articles a second through everything with one and with two readers, as a ratio; and the
readers' memory from beginning to end. Without a file the articles are the benchmark's own; a file's lines have `title`,
`text` and `date`.
"""

import argparse
import gzip
import html
import json
import os
import re
import socket
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.rig import Rig, a_rig
from tests.benchmarks.site import Site, Story, a_site, feed, story
from tracker.run import COMMANDS

MANY = 10**6
WARM = 20
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


def saved(folder: str | None) -> list[bytes]:
    """Give the pages saved in a folder, if one is named."""
    return [path.read_bytes() for path in sorted(Path(folder).rglob("*.htm*"))] if folder else []


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


def pages_a_second(pages: list[bytes]) -> float:
    """Let one fetcher, on one core, fetch, parse and store pages from a feed, and say what each part took."""
    with a_site() as site, a_rig(ALLOWED_INTERNAL_HOSTS=site.host, METRICS_PORT=str(free_port())) as rig:
        paths = [f"/page/{number}" for number in range(len(pages))]
        items = "".join(f"<item><title>{path}</title><link>{site.base}{path}</link></item>" for path in paths)
        listed = f'<rss version="2.0"><channel><title>Saved</title>{items}</channel></rss>'.encode()
        site.answers |= dict(zip(paths, pages, strict=True)) | {"/feed.xml": listed}
        (rig.home / "metrics").mkdir()
        rig.start("beat")
        rig.start("fetcher", fetcher=["taskset", "--cpu-list", "0", *COMMANDS["fetcher"]])
        add_source(rig, site)
        done = "SELECT count(*) FROM events_work WHERE kind = 'ingest' AND state IN ('done', 'set aside')"
        rig.wait_until(lambda: rig.query(done)[0][0] >= WARM, seconds=300)
        first, before, began = rig.query(done)[0][0], stages(rig), time.monotonic()
        rig.wait_until(lambda: rig.query(done)[0][0] >= len(pages) - WARM, seconds=1800)
        seconds, after, last = time.monotonic() - began, stages(rig), rig.query(done)[0][0]
    speed = (last - first) / seconds
    parts = ", ".join(
        f"{name} {1000 * (after[name][0] - before[name][0]) / max(1, after[name][1] - before[name][1]):.0f} ms"
        for name in ("fetch", "parse", "store")
    )
    size = sum(map(len, pages)) / len(pages) / 1000
    print(
        f"{speed:.1f} pages a second from fetching to the stored version, on one core beside the database; each, as 16 "
        f"threads see it: {parts}; {size:.0f} kB",
        flush=True,
    )
    return speed


def stages(rig: Rig) -> dict[str, tuple[float, float]]:
    """Ask the fetcher how long its stages took: seconds and number of each."""
    with urlopen(f"http://127.0.0.1:{rig.variables['METRICS_PORT']}/", timeout=10) as answer:
        told = answer.read().decode()
    found: dict[str, tuple[float, float]] = {}
    for name in ("fetch", "parse", "store"):
        values = [
            re.search(rf'tracker_stage_seconds_{part}{{stage="{name}"}} (\S+)', told) for part in ("sum", "count")
        ]
        found[name] = (float(values[0][1]) if values[0] else 0.0, float(values[1][1]) if values[1] else 0.0)
    return found


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
    parser.add_argument("--folder", help="saved pages, for the first figure")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--only", choices=["pages", "readers"])
    options = parser.parse_args()
    if options.only != "readers":
        pages_a_second(saved(options.folder) or [row.page() for row in stories(options.file, options.pages)])
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
