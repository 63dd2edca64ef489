"""Hostile documents are read in a child process that can be killed, and that stays alive between documents.

Exports `Sandbox` and `sandbox()`, the one of this process. The child has limits on memory and CPU time, no environment
with secrets in it, and no files open. Whatever kills it costs one new process and one `SandboxError`; the next document
is read as if nothing had happened.
"""

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from events.ingestion import files
from events.ingestion.discovery import FoundLink
from events.ingestion.feeds import Feed, FeedError
from events.ingestion.files import FileError, Submission
from events.ingestion.pages import Page, PageError
from events.ingestion.sitemaps import Sitemap
from events.ingestion.wire import WireError, pack, unpack

Result = TypeVar("Result")
_MODULE = "events.ingestion.confined"
_ROOT = Path(__file__).resolve().parents[2]
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
_ERRORS: Mapping[str, type[ValueError]] = {
    "PageError": PageError,
    "FeedError": FeedError,
    "FileError": FileError,
} | {name: found for name in files.__all__ if isinstance(found := getattr(files, name), type) and "Error" in name}
_LARGEST_ANSWER = 64_000_000


class SandboxError(RuntimeError):
    """A document that took too long, too much memory, or the child's life; the message says which."""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Seconds of CPU and of the clock for one document, bytes of memory, and documents for one child."""

    cpu: float = 2.0
    seconds: float = 15.0
    memory: int = 420_000_000
    documents: int = 2000


class Sandbox:
    """One warm child process; safe to use from several threads, one document at a time."""

    def __init__(self, limits: SandboxLimits = SandboxLimits()) -> None:
        self.limits = limits
        self.started = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._done = 0
        self._lock = threading.Lock()

    def page(
        self,
        data: bytes,
        *,
        url: str | None = None,
        charset: str | None = None,
        now: datetime | None = None,
        feed_published: date | datetime | None = None,
    ) -> Page:
        """Do what `pages.read_page` does; raises PageError or SandboxError."""
        options = {"url": url, "charset": charset, "now": now, "feed_published": feed_published}
        return self._expect(Page, "page", data, options)

    def feed(self, data: bytes, *, url: str = "", content_type: str = "") -> Feed:
        """Do what `feeds.read_feed` does; raises FeedError or SandboxError."""
        return self._expect(Feed, "feed", data, {"url": url, "content_type": content_type})

    def file(self, data: bytes, *, name: str = "", **options: Any) -> Submission:
        """Do what `files.read_bytes` does; raises FileError or SandboxError."""
        return self._expect(Submission, "file", data, {"name": name, **options})

    def sitemap(self, data: bytes) -> Sitemap:
        """Do what `sitemaps.read_sitemap` does; raises FeedError or SandboxError."""
        return self._expect(Sitemap, "sitemap", data, {})

    def feeds_of(self, data: bytes, *, url: str, allowed_hosts: Iterable[str] = ()) -> tuple[FoundLink, ...]:
        """Do what `discovery.find_feeds` does; raises PageError or SandboxError."""
        return self._expect(tuple, "feeds", data, {"url": url, "allowed_hosts": sorted(allowed_hosts)})

    def articles_of(self, data: bytes, *, url: str, allowed_hosts: Iterable[str] = ()) -> tuple[FoundLink, ...]:
        """Do what `discovery.find_articles` does; raises PageError or SandboxError."""
        return self._expect(tuple, "articles", data, {"url": url, "allowed_hosts": sorted(allowed_hosts)})

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._stop()

    def _expect(self, kind: type[Result], job: str, data: bytes, options: Mapping[str, Any]) -> Result:
        with self._lock:
            try:
                answer = unpack(self._ask(pack({"job": job, "size": len(data), "options": options}) + data))
            except WireError as error:
                self._stop()
                raise SandboxError(f"reading the document gave nothing usable: {error}") from error
            except BaseException:
                self._stop()
                raise
        if isinstance(answer, kind):
            return answer
        if not isinstance(answer, dict) or "error" not in answer:
            raise SandboxError("reading the document gave nothing usable")
        known = _ERRORS.get(str(answer["error"]))
        if known is not None:
            raise known(str(answer.get("message")))
        if answer["error"] == "MemoryError":
            self.close()
            raise SandboxError(f"the document took more than {self.limits.memory:,} bytes of memory")
        raise SandboxError(f"reading the document failed: {answer['error']}: {answer.get('message')}"[:300])

    def _ask(self, request: bytes) -> bytes:
        child = self._ready_child()
        assert child.stdin is not None
        assert child.stdout is not None
        deadline = time.monotonic() + self.limits.seconds
        answer = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            selector.register(child.stdin, selectors.EVENT_WRITE)
            waiting = memoryview(request)
            while not answer.endswith(b"\n"):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise SandboxError(f"reading the document took more than {self.limits.seconds:g} s")
                for key, _ in selector.select(left):
                    if key.fileobj is child.stdin:
                        waiting = waiting[self._written(child, waiting) :]
                        if not waiting:
                            selector.unregister(child.stdin)
                    else:
                        piece = os.read(child.stdout.fileno(), 1 << 20)
                        if not piece:
                            raise SandboxError(self._why_it_died(child))
                        answer += piece
                        if len(answer) > _LARGEST_ANSWER:
                            raise SandboxError("reading the document gave too much text")
        self._done += 1
        return bytes(answer)

    def _written(self, child: subprocess.Popen[bytes], waiting: memoryview) -> int:
        assert child.stdin is not None
        try:
            return os.write(child.stdin.fileno(), waiting[: 1 << 16])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise SandboxError(self._why_it_died(child)) from error

    def _why_it_died(self, child: subprocess.Popen[bytes]) -> str:
        with suppress(subprocess.TimeoutExpired):
            child.wait(2)
        if child.returncode in (-signal.SIGPROF, -signal.SIGKILL):
            return f"reading the document took more than {self.limits.cpu:g} s of CPU time"
        return f"the document ended its reader (status {child.returncode})"

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            # After a fork the child belongs to the parent process.
            self._child, self._owner = None, os.getpid()
        if self._child is not None and (self._child.poll() is not None or self._done >= self.limits.documents):
            self._stop()
        if self._child is None:
            self._child, self._done = self._start(), 0
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment |= {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "random"}
        limits = [str(self.limits.memory), str(self.limits.cpu)]
        child = subprocess.Popen(  # noqa: S603 - the interpreter itself, with numbers as arguments
            [sys.executable, "-m", _MODULE, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
            bufsize=0,
        )
        assert child.stdin is not None
        os.set_blocking(child.stdin.fileno(), False)
        self.started += 1
        return child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        child.wait()

    def __del__(self) -> None:
        with suppress(Exception):
            self._stop()


_OWN = Sandbox()


def sandbox() -> Sandbox:
    """Give this process's sandbox; its child starts with the first document."""
    return _OWN
