"""A press office on this machine whose feed grows while one looks: `python -m tracker.example_site PORT`.

A new release comes every minute for the first quarter of an hour, then every hour. It is what `make run` shows a
newcomer, and stands for any site on the web.
"""

import html
import sys
from calendar import day_name, month_name
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

RELEASES = Path(__file__).resolve().parent.parent / "seeds" / "example" / "releases.yaml"
FIRST, EACH_MINUTE, SHOWN = 2, 15, 8
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="{publisher}"><meta property="article:published_time" content="{when}">
</head><body><main><article><h1>{title}</h1><time datetime="{when}">{day}</time>
{paragraphs}</article></main></body></html>"""


@dataclass(frozen=True, slots=True)
class Release:
    """One release as it stands on its page."""

    number: int
    title: str
    text: str
    at: datetime


class PressOffice:
    """Knows which releases are out at a moment."""

    def __init__(self, started: datetime) -> None:
        told = yaml.safe_load(RELEASES.read_text(encoding="utf-8"))
        self.publisher: str = told["publisher"]
        self.rows: list[dict[str, str]] = told["releases"]
        self.started = started

    def released(self, now: datetime) -> list[Release]:
        """Give the releases that are out, the newest first."""
        minutes = int((now - self.started).total_seconds() // 60)
        count = FIRST + min(minutes, EACH_MINUTE) + max(0, minutes - EACH_MINUTE) // 60
        return [self._release(number) for number in range(count - 1, max(-1, count - 1 - SHOWN), -1)]

    def _release(self, number: int) -> Release:
        minutes = min(number - FIRST + 1, EACH_MINUTE) + max(0, number - FIRST + 1 - EACH_MINUTE) * 60
        at = self.started + timedelta(minutes=minutes)
        row = self.rows[(number + self.started.timetuple().tm_yday) % len(self.rows)]
        days = {"yesterday": at - timedelta(days=1), "today": at, "tomorrow": at + timedelta(days=1)}
        words = {name: day_name[day.weekday()] for name, day in days.items()}
        words["month"] = month_name[at.month % 12 + 1]
        return Release(number, row["title"], row["text"].format(**words), at)


def feed(office: PressOffice, base: str, now: datetime) -> str:
    """Write the feed as it is at a moment."""
    items = "".join(
        f"<item><title>{html.escape(r.title)}</title><link>{base}/{r.at:%Y%m%d}/{r.number}</link>"
        f"<guid>{base}/{r.at:%Y%m%d}/{r.number}</guid><pubDate>{format_datetime(r.at)}</pubDate></item>"
        for r in office.released(now)
    )
    head = f"<title>{html.escape(office.publisher)}</title><link>{base}/</link><description>An example</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def page(office: PressOffice, release: Release) -> str:
    """Write a release's page."""
    paragraphs = "".join(f"<p>{html.escape(p.strip())}</p>" for p in release.text.split("\n\n"))
    return PAGE.format(
        title=html.escape(release.title),
        publisher=html.escape(office.publisher),
        when=release.at.isoformat(),
        day=f"{release.at:%d %B %Y}",
        paragraphs=paragraphs,
    )


class _Handler(BaseHTTPRequestHandler):
    office: PressOffice

    def do_GET(self) -> None:
        """Answer with the feed or a release."""
        now = datetime.now(UTC)
        base = f"http://{self.headers.get('Host', '127.0.0.1')}"
        pages = {f"/{r.at:%Y%m%d}/{r.number}": r for r in self.office.released(now)}
        if self.path == "/feed.xml":
            self._send(200, "application/rss+xml", feed(self.office, base, now))
        elif self.path in pages:
            self._send(200, "text/html; charset=utf-8", page(self.office, pages[self.path]))
        else:
            self._send(404, "text/plain", "There is no such page.\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve on 127.0.0.1 until stopped."""
    _Handler.office = PressOffice(datetime.now(UTC).replace(second=0, microsecond=0))
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), _Handler).serve_forever()


if __name__ == "__main__":
    main()
