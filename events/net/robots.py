"""What a host asks of crawlers (RFC 9309), read with protego."""

from dataclasses import dataclass

from protego import Protego

from events.net.urls import Url

LONGEST = 500 * 1024


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `known` is None where it has none, and everything is then allowed or nothing is."""

    known: Protego | None
    otherwise: bool = True

    def allows(self, url: str, agent: str) -> bool:
        """Tell whether the host lets this agent (product name, or whole User-Agent) fetch this URL."""
        return self.otherwise if self.known is None else bool(self.known.can_fetch(url, agent))

    def delay(self, agent: str) -> float | None:
        """Give the seconds between two requests that the host asks for, at most an hour; None if it asks for none."""
        found = self.known.crawl_delay(agent) if self.known is not None else None
        return None if found is None else min(max(float(found), 0.0), 3600.0)

    def sitemaps(self) -> tuple[str, ...]:
        """Give the sitemaps that the file names, in its order; they still have to be parsed as URLs."""
        return tuple(self.known.sitemaps) if self.known is not None else ()


def robots_url(url: Url) -> str:
    """Give the address of the rules for a URL."""
    return f"{url.scheme}://{url.netloc}/robots.txt"


def read_robots(body: bytes) -> Robots:
    """Read a robots.txt of at most 500 KiB (the rest is ignored, as RFC 9309 allows); never raises."""
    text = body[:LONGEST].decode("utf-8-sig", "replace")
    return Robots(Protego.parse(text))


def robots_for_status(status: int | None) -> Robots:
    """Give the rules where there is no file: all is allowed for 4xx, nothing for 5xx or no answer at all (None)."""
    return Robots(None, status is not None and 400 <= status < 500 and status != 429)
