"""A small site on this machine, and the work that looking at it makes, done here and now."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from events.ingestion import work
from events.models import Source, Work
from tests.net.local_server import LocalServer, http

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{published}">{head}</head>
<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"""
BODY = (
    "The harbour council of Lowport approved the Tidal Waters Plan on Tuesday after a debate of three hours.",
    "The plan sets aside money for two quays and a breakwater, the council's secretary said in a statement.",
    "Work is to begin in the autumn, and the port will stay open for fishing boats while it goes on.",
    "Shipping companies had asked for a longer period in which to move their goods to the northern basin.",
)


def page(
    title: str = "Council approves Tidal Waters Plan",
    body: Iterable[str] = BODY,
    *,
    published: str = "2024-05-08T10:00:00+00:00",
    head: str = "",
    **headers: str,
) -> bytes:
    """Give an answer with an article's page."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in body)
    text = PAGE.format(title=title, published=published, paragraphs=paragraphs, head=head)
    return http(text.encode(), Content_Type="text/html; charset=utf-8", **headers)


def feed(server: LocalServer, *items: str, **headers: str) -> bytes:
    """Give an answer with a feed of these items, each the inside of an <item>."""
    rows = "".join(f"<item>{item}</item>" for item in items)
    text = f'<rss version="2.0"><channel><title>Lowport</title><link>{server.url("/")}</link>{rows}</channel></rss>'
    return http(text.encode(), Content_Type="application/rss+xml", **headers)


def item(server: LocalServer, path: str, *, title: str = "A title", guid: str = "", when: str = "") -> str:
    """Give the inside of an <item>."""
    date = f"<pubDate>{when or 'Wed, 08 May 2024 10:00:00 GMT'}</pubDate>"
    return f"<title>{title}</title><link>{server.url(path)}</link><guid>{guid or path}</guid>{date}"


def source(server: LocalServer, path: str = "/feed", **facts: object) -> Source:
    """Make a source of the site and leave it waiting for its first look."""
    values = {"name": "Lowport Herald", "kind": Source.Kind.FEED, "location": server.url(path)} | facts
    return Source.objects.create(**values)


def look(source: Source) -> None:
    """Ask for a look at a source, and do it."""
    Work.objects.request(Work.Kind.POLL, str(source.pk))
    do(Work.Kind.POLL)


def do(*kinds: str, rounds: int = 20) -> None:
    """Do what is due of these kinds (all, where none is named), and what comes of it."""
    for _ in range(rounds):
        due = Work.objects.due().filter(kind__in=kinds or Work.Kind.values)
        pks = list(due.values_list("pk", flat=True))
        if not pks:
            return
        for pk in pks:
            work.run(pk)


def make_due() -> None:
    """Let the time pass that waiting work waits for."""
    Work.objects.filter(state=Work.State.WAITING).update(next_run_at=timezone.now() - timedelta(seconds=1))
