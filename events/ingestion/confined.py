"""The child of `events.ingestion.sandbox`: reads one document after another from its input, within its limits."""

import gc
import io
import logging
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from events.ingestion.discovery import find_articles, find_feeds
from events.ingestion.feeds import read_feed
from events.ingestion.files import read_bytes
from events.ingestion.pages import read_page
from events.ingestion.sitemaps import read_sitemap
from events.ingestion.wire import pack, unpack

JOBS: Mapping[str, Callable[..., Any]] = {
    "page": read_page,
    "feed": read_feed,
    "file": read_bytes,
    "sitemap": read_sitemap,
    "feeds": find_feeds,
    "articles": find_articles,
}


def main() -> int:
    """Serve until the input ends; arguments are bytes of memory and seconds of CPU for a document."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # A parser that prints must not write into the answers.
    sys.stdout = sys.stderr = io.TextIOWrapper(open(os.devnull, "wb"))  # noqa: SIM115 - open as long as the process
    confine(memory)
    gc.freeze()  # trees of many small objects make the collector run for nothing
    gc.set_threshold(50_000, 20, 20)
    while line := requests.readline():
        answers.write(answer(unpack(line), requests, seconds))
        answers.flush()
    return 0


def confine(memory: int) -> None:
    """Limit what this process can take from the machine, for good."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def answer(request: Mapping[str, Any], requests: BinaryIO, seconds: float) -> bytes:
    """Do one job; give its packed result or what went wrong."""
    data = requests.read(request["size"])
    # A timer for each document: RLIMIT_CPU counts clock ticks since the start, which run ahead of the time really used.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return pack(JOBS[request["job"]](data, **request["options"]))
    except (Exception, RecursionError, MemoryError) as error:
        return pack({"error": type(error).__name__, "message": str(error)[:1000]})


if __name__ == "__main__":
    sys.exit(main())
