"""The pages in a real browser: nothing refused by the content policy, nothing cut off, everything legible."""

import pytest
from playwright.sync_api import ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from events.models import Actor, Article, Event, Policy
from tests.browsers import launch
from tests.chronicle import write

pytestmark = pytest.mark.slow

LEAST_CONTRAST = 4.5  # WCAG 2.2, level AA
FAINT_TEXTS = """() => {
  const channel = v => v <= 10.3 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const c = colour(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !element.getBoundingClientRect().width) continue;
    const [a, b] = [light(colour(getComputedStyle(element).color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < LEAST) faint.push(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return faint;
}""".replace("LEAST", str(LEAST_CONTRAST))


@pytest.mark.django_db(transaction=True)
def test_pages_are_whole_and_legible_on_phone_and_desktop_in_light_and_dark(live_server: LiveServer) -> None:
    write()
    records = (Event.objects.published(), Actor.objects, Policy.objects, Article.objects)
    addresses = ["/", "/?q=harbour", "/actors/", "/policies/", "/about", "/api/v1/docs"]
    addresses += [rows.first().get_absolute_url() for rows in records]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for width, scheme in ((1280, "light"), (390, "dark"), (320, "light")):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            complaints = _complaints(page, live_server.url)
            for address in addresses:
                page.goto(live_server.url + address, wait_until="networkidle")
                page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)
                assert address == "/api/v1/docs" or page.evaluate(FAINT_TEXTS) == [], (address, scheme)
                assert complaints == [], (address, complaints)
            page.close()
        browser.close()


def _complaints(page: Page, home: str) -> list[str]:
    found: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((home, "data:")) else found.append(f"asks {r.url}"))
    return found
