"""Bad sources delay no others: `python -m tests.benchmarks.sources`.

Many local sources are added at once, a part of which misbehaves in every way a site can. Measured is when each good
source has been looked at and its article is there, against the same good sources alone in the same run.
"""

import argparse
import json
import statistics
import sys
import time
from contextlib import ExitStack

from tests.benchmarks.rig import a_rig
from tests.benchmarks.site import MISBEHAVING, a_site, feed, story

OWN_TIME_OUT = 30.0  # seconds: events.ingestion.politeness.LIMITS.whole
LOOKED = "SELECT count(*) FROM events_sourcestate s JOIN events_source o ON o.id = s.source_id WHERE "
CERTIFICATE = "has a bad certificate"
GOOD = LOOKED + "o.name LIKE 'good%' AND s.last_success_at IS NOT NULL"
WHEN = (
    "SELECT o.name, extract(epoch FROM s.last_success_at)::float FROM events_sourcestate s "
    "JOIN events_source o ON o.id = s.source_id WHERE o.name LIKE 'good%'"
)
WHY = (
    "SELECT o.name, s.last_error FROM events_sourcestate s JOIN events_source o ON o.id = s.source_id "
    "WHERE o.name LIKE 'bad%' ORDER BY 1"
)


def measure(good: int, bad: int) -> tuple[list[float], float, dict[str, str]]:
    """Give the seconds until each good source's look, until all their articles are there, and the bad ones' reasons."""
    kinds = [*MISBEHAVING.items(), (CERTIFICATE, b"")]
    with ExitStack() as stack:
        site = stack.enter_context(a_site())
        others = [stack.enter_context(a_site(self_signed=n % len(kinds) == len(kinds) - 1)) for n in range(bad)]
        rig = stack.enter_context(a_rig(ALLOWED_INTERNAL_HOSTS=",".join(s.host for s in (site, *others))))
        rows = []
        for number, other in enumerate(others):  # first, so that they have every chance to be in the way
            name, other.answers["/feed.xml"] = kinds[number % len(kinds)]
            rows.append((f"bad {number} {name}", f"{other.base}/feed.xml"))
        for number in range(good):
            told = story(number)
            site.answers |= {told.path: told.page(), f"/{number}.xml": feed([told], site.base)}
            rows.append((f"good {number}", f"{site.base}/{number}.xml"))
        rig.start("fetcher", "beat")
        time.sleep(8)  # until the fetcher takes work
        began = time.time()
        rig.manage("shell", "-c", _making(rows))
        rig.wait_until(lambda: rig.query(GOOD) == [(good,)], seconds=600)
        there = "SELECT count(*) FROM events_article"
        rig.wait_until(lambda: rig.query(there) == [(good,)], seconds=600)
        all_there = time.time() - began
        looks = [when - began for _, when in rig.query(WHEN)]
        reasons = {name.split(" ", 2)[2]: why for name, why in rig.query(WHY) if why}
        return looks, all_there, reasons


def _making(rows: list[tuple[str, str]]) -> str:
    return (
        "import json; from events.models import Source\n"
        f"for name, location in json.loads({json.dumps(rows)!r}):\n"
        "    Source.objects.create(name=name, kind='feed', location=location)\n"
    )


def main() -> int:
    """Run it; give 1 where a good source was delayed by more than one time-out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--bad", type=int, default=40)
    options = parser.parse_args()
    good = options.sources - options.bad
    figures = {}
    for name, bad in (("alone", 0), ("with bad ones", options.bad)):
        looks, there, reasons = measure(good, bad)
        figures[name] = max(looks)
        print(
            f"{good} good sources {name}: looked at after {statistics.median(looks):.1f} s (median), "
            f"{max(looks):.1f} s (last); all articles there after {there:.1f} s",
            flush=True,
        )
    for name, why in reasons.items():
        print(f"  {name}: {why[:110]}")
    delay = figures["with bad ones"] - figures["alone"]
    print(f"delay of the last good source: {delay:.1f} s; a source's own time-out: {OWN_TIME_OUT:.0f} s")
    return int(delay > OWN_TIME_OUT)


if __name__ == "__main__":
    sys.exit(main())
