"""What monitoring sees: how long each stage takes, in every process; and what the tables say, when somebody asks."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models import Count
from prometheus_client import Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from events.ingestion.health import oldest_due_seconds, seconds_since_sweep
from events.models import Article, ArticleVersion, Event, Extraction, Host, Source, Work
from events.models.work import QUEUES

SECONDS = Histogram(
    "tracker_stage_seconds",
    "How long one piece of a stage takes.",
    ["stage"],
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
FAILED = Counter("tracker_stage_failures", "Pieces of a stage that failed.", ["stage", "error"])
DONE = Counter("tracker_work", "Pieces of work by how they ended.", ["kind", "outcome"])


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Measure what happens within, and count it if it fails."""
    began = time.perf_counter()
    try:
        yield
    except Exception as error:
        FAILED.labels(name, type(error).__name__).inc()
        raise
    finally:
        SECONDS.labels(name).observe(time.perf_counter() - began)


class TableCollector(Collector):
    """Gauges that are read from the tables at each scrape."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Read them: a handful of queries on indexes."""
        work = GaugeMetricFamily("tracker_work_rows", "Pieces of work.", labels=["kind", "state"])
        states = [Work.State.WAITING, Work.State.RUNNING, Work.State.SET_ASIDE]
        rows = Work.objects.filter(state__in=states).values("kind", "state").order_by().annotate(n=Count("pk"))
        for row in rows:
            work.add_metric([row["kind"], row["state"]], row["n"])
        yield work
        ages = GaugeMetricFamily("tracker_queue_age_seconds", "Of the oldest due work.", labels=["queue"])
        for queue in QUEUES:
            ages.add_metric([queue], oldest_due_seconds(queue))
        yield ages
        for name, text, value in (
            ("tracker_sweep_age_seconds", "Since the last sweep.", seconds_since_sweep() or 0.0),
            ("tracker_sources_failing", "Sources whose last look failed.", Source.objects.failing().count()),
            ("tracker_hosts_resting", "Web hosts that are left alone for now.", Host.objects.resting().count()),
            ("tracker_articles", "Articles.", Article.objects.count()),
            ("tracker_versions", "Versions of articles.", ArticleVersion.objects.count()),
            ("tracker_extractions", "Extractions.", Extraction.objects.count()),
            ("tracker_events", "Events that readers see.", Event.objects.published().count()),
        ):
            yield GaugeMetricFamily(name, text, value=value)
