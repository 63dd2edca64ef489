"""The container files start the same commands with the same variables as the rest of the project."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tracker.run import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


@pytest.mark.parametrize("name", ["worker", "fetcher", "beat"])
def test_compose_runs_the_command_that_make_run_runs(name: str) -> None:
    ours = [part for part in COMMANDS[name][1:] if part != "-W" and not part.startswith("ignore::")]
    assert SERVICES[name]["command"][1:] == ours


def test_the_image_serves_with_the_command_that_make_run_serves_with() -> None:
    match = re.search(r"^CMD \[(.+)\]$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert match
    words = [word.strip(' "') for word in match[1].split(",")]
    assert words[1:-1] == COMMANDS["web"][1:]


def test_every_variable_of_the_settings_is_in_the_example() -> None:
    sources = "".join((ROOT / "tracker" / f"{name}.py").read_text(encoding="utf-8") for name in ("settings", "run"))
    read = set(re.findall(r"(?:environ\.get|flag|listed)\(\s*\"([A-Z_]+)\"", sources))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert read <= example, read - example
    given = set(SERVICES["web"]["environment"])
    assert given <= example, given - example


def test_every_service_says_how_it_is_checked_and_restarts() -> None:
    for name, service in SERVICES.items():
        assert service["restart"] in ("unless-stopped", "no"), name
    for name in ("worker", "fetcher", "postgres", "redis"):
        assert "test" in SERVICES[name]["healthcheck"], name


def test_the_image_runs_as_an_ordinary_user() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert dockerfile.index("USER tracker") < dockerfile.index('CMD ["python", "-m", "gunicorn"')
    assert dockerfile.count("FROM ") == 2


def test_no_secret_stands_in_the_files() -> None:
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        for service in SERVICES.values():
            value = service.get("environment", {}).get(name, "${" + name)
            assert value.startswith("${" + name), value
