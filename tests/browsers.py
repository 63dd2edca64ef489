"""A browser for tests: the machine's Chromium, else Playwright's own; without either, they are skipped (fail in CI)."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MISSING = "NO BROWSER TEST WAS RUN: install chromium (a system package), or run `playwright install chromium`"


def launch(playwright: Playwright) -> Browser:
    """Start a browser without a window."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None and not Path(playwright.chromium.executable_path).exists():
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
