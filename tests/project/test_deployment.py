"""Django finds nothing to object to in a server that is set up as .env.example says."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def example() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))


def check(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Ask Django about a deployment, as an operator does."""
    ours = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL", "REDIS_URL") if name in os.environ}
    given = {name: value for name, value in variables.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env=ours | given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_deployment_as_the_example_says_is_clean(tmp_path: Path) -> None:
    done = check(example() | {"SECRET_KEY": secrets.token_urlsafe(50), "TRACKER_HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert done.stderr == ""


def test_without_tls_it_is_not(tmp_path: Path) -> None:
    key = {"SECRET_KEY": secrets.token_urlsafe(50), "TRACKER_HOME": str(tmp_path)}
    done = check(example() | key | {"HTTPS": "0"})
    assert done.returncode != 0
    assert "SECURE_SSL_REDIRECT" in done.stderr


def test_variables_that_are_empty_count_as_not_given(tmp_path: Path) -> None:
    script = "from tracker import settings as s; print(s.SECRET_KEY != '', s.STATIC_ROOT, s.ARTICLE_BYTES, s.HTTPS)"
    given = dict.fromkeys(example(), "") | {"TRACKER_HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=given, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", str(tmp_path / "static"), "5242880", "False"]
