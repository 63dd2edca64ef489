"""The container files start the same commands with the same variables as the rest of the project."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from pytest_django.fixtures import Settings

from events.management.commands import prepare
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
    read = set(re.findall(r"(?:environ\.get|variable|flag|listed)\(\s*\"([A-Z_]+)\"", sources))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert read <= example, read - example
    given = set(SERVICES["web"]["environment"])
    assert given <= example, given - example


def test_what_an_operator_may_set_reaches_the_containers() -> None:
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    set_by_the_image = {"TRACKER_HOME", "FOLDER_ROOTS", "STATIC_ROOT", "HASHED_STATIC"}
    of_compose_itself = {"PORT", "POSTGRES_PASSWORD", "DEBUG", "EXAMPLE_FEED"}
    assert example - set_by_the_image - of_compose_itself == set(SERVICES["web"]["environment"])


def test_comments_of_the_example_stand_on_lines_of_their_own() -> None:
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"(?:#.*|[A-Z_]+=[^\s#]*)?", line), line


def test_every_service_says_how_it_is_checked_and_restarts_and_what_it_may_use() -> None:
    for name, service in SERVICES.items():
        assert service["restart"] == ("no" if name == "prepare" else "unless-stopped"), name
        limits = service["deploy"]["resources"]["limits"]
        assert {"memory", "cpus"} <= limits.keys(), name
        assert service["logging"]["options"]["max-size"], name
    for name in ("worker", "fetcher", "postgres", "redis"):
        assert "test" in SERVICES[name]["healthcheck"], name


@pytest.mark.parametrize("name", ["worker", "fetcher"])
def test_a_container_asks_the_worker_in_it(name: str) -> None:
    hostname = next(part for part in COMMANDS[name] if part.startswith("--hostname="))
    asked = hostname.removeprefix("--hostname=").replace("%h", "$$HOSTNAME")
    assert f'--destination="{asked}"' in SERVICES[name]["healthcheck"]["test"][1]


@pytest.mark.parametrize("name", ["prepare", "web", "worker", "fetcher", "beat"])
def test_the_trackers_containers_may_do_no_more_than_they_need(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_each_container_counts_in_a_folder_that_is_empty_when_it_starts() -> None:
    folder = SERVICES["worker"]["environment"]["PROMETHEUS_MULTIPROC_DIR"]
    assert any(mount.split(":")[0] == folder for mount in SERVICES["worker"]["tmpfs"])


def test_nothing_but_the_web_server_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]


def test_the_images_static_files_are_not_collected_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HASHED_STATIC, settings.STATIC_ROOT = True, tmp_path
    asked: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: asked.append(name))
    for _ in range(2):
        call_command("prepare", "--only-static")
    assert asked == ["collectstatic"]


def test_the_image_runs_as_an_ordinary_user() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert dockerfile.index("USER tracker") < dockerfile.index('CMD ["python", "-m", "gunicorn"')
    assert dockerfile.count("FROM ") == 2


def test_no_secret_stands_in_the_files() -> None:
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        for service in SERVICES.values():
            value = service.get("environment", {}).get(name, "${" + name)
            assert value.startswith("${" + name), value
