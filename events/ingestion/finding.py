"""Finding a site's feeds from any address of it."""

from django.conf import settings

from events.ingestion.discovery import FoundLink
from events.ingestion.feeds import FeedError
from events.ingestion.politeness import fetch_politely
from events.ingestion.sandbox import sandbox
from events.net.client import Limits

QUICK = Limits(connect=5.0, read=8.0, whole=12.0)


def feeds_at(url: str) -> list[FoundLink]:
    """Give the feeds that a page names, or the address itself if it is a feed.

    Raises FetchError, NotYet, PageError or SandboxError.
    """
    response = fetch_politely(url, limits=QUICK)
    content_type = response.headers.get("content-type", "")
    try:
        feed = sandbox().feed(response.body, url=response.final_url, content_type=content_type)
    except FeedError:
        feed = None
    if feed is not None and feed.kind:
        return [FoundLink(response.permanent_url or url, feed.title)]
    allowed = settings.ALLOWED_INTERNAL_HOSTS
    return list(sandbox().feeds_of(response.body, url=response.final_url, allowed_hosts=allowed))
