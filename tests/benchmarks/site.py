"""A site with as many articles as one likes, each the same every time; and how sites misbehave."""

import itertools
import random
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOWNS = ("Lowport", "Sundby", "Marrow", "Ostrava Bay", "Kelm", "Tarn", "Velda", "Quill", "Norhaven", "Brack")
BODIES = ("Harbour Council", "Water Board", "School Board", "Port Authority", "Finance Committee", "Housing Agency")
PLANS = ("Tidal Gate", "Night Ferry", "Street Trees", "Clean Wells", "Grain Quay", "Old Walls", "River Park")
FORMS = ("Plan", "Programme", "Act", "Scheme")
ACTS = (
    "approved the {plan} on {day}, its secretariat said in a statement",
    "on {day} suspended the {plan} until further notice",
    "met on {day} to review the {plan}",
    "signed an agreement with the {other} on {day} about the {plan}",
    "launched the {plan} on {day} with a ceremony at the town hall",
    "rejected the {plan} on {day} after a long debate",
)
WORDS = """
    quay bridge boat school well tower road field market bell roof harbour lamp garden wall ferry mill stair tunnel
    fence grain salt timber copper glass paper wool stone brick slate
"""
THINGS = tuple(WORDS.split())
MORE = (
    "The {other} will publish a report on the {a} and the {b} by the end of the month",
    'The chairman said that "the {a} and the {b} come first" and thanked the {c} guild',
    "Work on the {a}, the {b} and the {c} is expected to last {number} weeks",
    "Residents had handed in {number} signatures for the {a} beside the {b}",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
START = datetime(2024, 3, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Story:
    """One article."""

    number: int
    title: str
    text: str
    at: datetime

    @property
    def path(self) -> str:
        """Give where it stands."""
        return f"/news/{self.number}"

    def page(self) -> bytes:
        """Write its page."""
        paragraphs = "".join(f"<p>{p}</p>" for p in self.text.split("\n"))
        head = f'<title>{self.title}</title><meta property="article:published_time" content="{self.at.isoformat()}">'
        body = f"<main><article><h1>{self.title}</h1>{paragraphs}</article></main>"
        return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def story(number: int) -> Story:
    """Make the article of a number; every fourth one reports what the one before it reports."""
    told = random.Random(number - 1 if number % 4 == 3 else number)
    town, body, other = told.choice(TOWNS), *told.sample(BODIES, 2)
    plan = f"{told.choice(PLANS)} {told.choice(FORMS)}"
    at = START + timedelta(hours=told.randrange(2000))
    facts = {
        "plan": plan,
        "other": f"{other} of {town}",
        "day": told.choice(DAYS),
        "number": str(told.randrange(3, 90)),
    }
    act = told.choice(ACTS).format(**facts)
    words = random.Random(number)
    lines = []
    for line in words.sample(MORE, 2):
        a, b, c, *more = words.sample(THINGS, 9)
        lines.append(f"{line.format(**facts, a=a, b=b, c=c)}, {' '.join(more)}.")
    text = "\n".join([f"The {body} of {town} {act}.", *lines])
    return Story(number, f"{body} of {town}: {plan} ({number})", text, at)


def feed(stories: list[Story], base: str) -> bytes:
    """Write a feed of these articles."""
    items = "".join(
        f"<item><title>{s.title}</title><link>{base}{s.path}</link><pubDate>{format_datetime(s.at)}</pubDate></item>"
        for s in stories
    )
    return f'<rss version="2.0"><channel><title>Town news</title><link>{base}/</link>{items}</channel></rss>'.encode()


Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Answers by path; `down` until it is up again."""

    answers: dict[str, Answer | bytes] = field(default_factory=dict)
    base: str = ""
    down: bool = False
    asked: dict[str, list[float]] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """Give host and port."""
        return self.base.partition("://")[2]

    def publish(self, count: int, path: str = "/feed.xml", start: int = 0) -> None:
        """Put up a feed of so many articles, and their pages."""
        stories = [story(number) for number in range(start, start + count)]
        self.answers |= {s.path: s.page() for s in stories} | {path: feed(stories, self.base)}


@contextmanager
def a_site(*, self_signed: bool = False) -> Iterator[Site]:
    """Serve a site on this machine, over TLS with a certificate that nobody vouches for where `self_signed`."""
    address = "127.0.0.1"
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.setdefault(self.path, []).append(time.monotonic())
            if site.down:
                self.connection.close()
                return
            answer = site.answers.get(self.path)
            if callable(answer):
                answer(self)
                return
            self.send_response(404 if answer is None else 200)
            kind = "application/rss+xml" if self.path.endswith(".xml") else "text/html; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer or b"")))
            self.end_headers()
            self.wfile.write(answer or b"")

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            pass

    server = Quiet((address, 0), Handler)
    if self_signed:
        server.socket = _self_signed().wrap_socket(server.socket, server_side=True)
    site.base = f"{'https' if self_signed else 'http'}://{address}:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _self_signed() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        what = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=town.example"]
        subprocess.run(["openssl", "req", *what, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context.load_cert_chain(certificate, key)
    return context


def _status(status: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def _hangs(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(120)
    handler.close_connection = True


def _drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.5)


def _floods(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    piece = b"<rss>" * 20_000
    for _ in itertools.repeat(None, 10_000):  # 1 GB
        handler.wfile.write(piece)


def _rubbish(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(random.Random(1).randbytes(4096))


MISBEHAVING: dict[str, Answer] = {
    "answers 500": _status(500),
    "hangs": _hangs,
    "drips": _drips,
    "sends a gigabyte": _floods,
    "loops": _status(302, Location="/feed.xml"),
    "sends rubbish": _rubbish,
}
