"""A curator in a real browser: adds a source, drops files, sees the event arrive and grow, and judges it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browsers import launch
from tests.system.conftest import System

pytestmark = pytest.mark.slow
PASSWORD = "a long password for the test"
FIRST = """---
title: Cabinet approves Harbour Safety Act
published: 2024-05-08
---

The federal cabinet on Tuesday approved the Harbour Safety Act in Lowport, the Ministry of Transport said.
"""
SECOND = """---
title: Harbour Safety Act approved by cabinet
published: 2024-05-09
---

The Harbour Safety Act was approved by the federal cabinet on Tuesday, officials of the Ministry of Transport said.
"""


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, system: System) -> Iterator[Page]:
    system.manage(
        "shell",
        "-c",
        f"from django.contrib.auth.models import User; User.objects.create_superuser('curator', password='{PASSWORD}')",
    )
    system.start("worker", "fetcher", "beat", "web")
    system.wait_until(lambda: _answers(system))
    context = browser.new_context(base_url=system.address, locale="en-GB")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert problems == []
    context.close()


def test_a_source_added_in_the_admin_brings_its_events_to_the_page(system: System, page: Page) -> None:
    folder = system.folder / "inbox"
    (folder / "first.md").write_text(FIRST, encoding="utf-8")
    page.goto("/admin/login/")
    page.fill("input[name=username]", "curator")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.goto("/admin/events/source/add/")
    page.fill("input[name=name]", "Lowport Herald")
    page.select_option("select[name=kind]", "folder")
    page.fill("input[name=location]", str(folder))
    page.get_by_role("button", name="Save", exact=True).click()
    system.wait_until(lambda: "Harbour Safety Act" in system.get("/"), seconds=15)
    page.goto("/")
    event = page.locator("article", has_text="Harbour Safety Act").first
    expect(event).to_contain_text("not reviewed")
    expect(event).to_contain_text("7 May 2024")
    (folder / "second.md").write_text(SECOND, encoding="utf-8")
    system.wait_until(lambda: system.query("SELECT 1 FROM events_event WHERE sources = 2"), seconds=15)
    assert system.query("SELECT count(*) FROM events_event WHERE kind IN ('decision', 'legislation')") == [(1,)]
    pk = system.query("SELECT id FROM events_event WHERE sources = 2")[0][0]
    page.goto(f"/admin/events/event/{pk}/change/")
    page.fill("input[name=title]", "Cabinet passes the harbour law")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"/events/{pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cabinet passes the harbour law")


def test_pages_of_the_record_obey_their_own_security_policy(system: System, page: Page) -> None:
    (system.folder / "inbox" / "first.md").write_text(FIRST, encoding="utf-8")
    system.manage("ingest", str(system.folder / "inbox"))
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    for path in ("/", "/actors/", "/policies/", "/about/", "/api/v1/docs"):
        assert page.goto(path), path
        page.wait_for_load_state("networkidle")
    assert refused == []


def _answers(system: System) -> bool:
    try:
        return bool(system.get("/"))
    except OSError:
        return False
