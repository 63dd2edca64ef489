"""A pytest plugin that starts PostgreSQL and a Redis-protocol server before Django reads its settings.

DATABASE_URL and REDIS_URL name others to use. Data lives in a temporary directory and goes when the tests end.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tracker.servers import running

_servers = ExitStack()
atexit.register(_servers.close)  # where pytest ends before it is configured


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the servers and tell the settings where they are."""
    database, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    home = Path(_servers.enter_context(tempfile.TemporaryDirectory(prefix="tracker-tests-")))
    found = _servers.enter_context(running(home / "servers", database_url=database, redis_url=redis, keep=False))
    (home / "static").mkdir()
    seeds = Path(__file__).resolve().parent.parent / "seeds"
    os.environ |= {
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "TRACKER_HOME": str(home),
        "SECRET_KEY": "for the tests only",
        "FOLDER_ROOTS": f"{home},{seeds}",
        "LOG_LEVEL": "ERROR",
    }


def pytest_unconfigure() -> None:
    """Stop the servers."""
    _servers.close()
