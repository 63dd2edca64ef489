"""The samples for Prometheus and Grafana speak of the metrics that there are, and the dashboard of all of ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from prometheus_client import REGISTRY, CollectorRegistry

from events.ingestion.metrics import TableCollector
from tracker.run import COMMANDS
from tracker.urls import urlpatterns

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "monitoring"
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
ALERTS = yaml.safe_load((FOLDER / "alerts.yml").read_text(encoding="utf-8"))
PROMETHEUS = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))
ENDINGS = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}

pytestmark = pytest.mark.django_db


def names() -> dict[str, set[str]]:
    """Give the series' names of every metric that the processes have."""
    tables = CollectorRegistry()
    tables.register(TableCollector())
    return {
        family.name: {family.name + ending for ending in ENDINGS.get(family.type, ("",))}
        for family in (*REGISTRY.collect(), *tables.collect())
    }


def asked(expressions: list[str]) -> set[str]:
    return {name for text in expressions for name in re.findall(r"\b(?:tracker|django)_\w+", text)}


def dashboard() -> set[str]:
    return asked([target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]])


def test_every_metric_of_the_dashboard_exists(client: Client) -> None:
    client.get("/healthz")
    assert dashboard() <= set().union(*names().values())


def test_every_metric_of_ours_has_a_panel() -> None:
    ours = {family: series for family, series in names().items() if family.startswith("tracker_")}
    assert len(ours) >= 12
    assert {family for family, series in ours.items() if not series & dashboard()} == set()


def test_every_metric_of_the_alerts_exists() -> None:
    rules = [rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]]
    assert asked(rules)
    assert asked(rules) <= set().union(*names().values())


def test_panels_do_not_lie_on_each_other() -> None:
    places = [p["gridPos"] for p in DASHBOARD["panels"]]
    cells = [(x, y) for p in places for x in range(p["x"], p["x"] + p["w"]) for y in range(p["y"], p["y"] + p["h"])]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(places)


def test_prometheus_asks_the_services_that_there_are_where_they_answer() -> None:
    web, workers = PROMETHEUS["scrape_configs"]
    assert web["metrics_path"].strip("/") in {str(pattern.pattern) for pattern in urlpatterns}
    assert set(workers["dns_sd_configs"][0]["names"]) == {n for n, c in COMMANDS.items() if "worker" in c}
    compose = yaml.safe_load((FOLDER.parents[1] / "docker-compose.yml").read_text(encoding="utf-8"))
    port = compose["services"]["worker"]["environment"]["METRICS_PORT"]
    assert int(port) == workers["dns_sd_configs"][0]["port"]
    assert PROMETHEUS["rule_files"] == ["alerts.yml"]
