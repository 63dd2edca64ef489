"""The guarded HTTP client: the only code of the tracker that opens a socket.

`client.fetch` gets one URL, `urls.parse_url` says what is a URL at all, `urls.canonical_url` which spelling of it an
article is known by, `addresses.refusal` which addresses may be connected to, `robots` what a host asks of crawlers.
"""

from events.net.canonical import canonical_url, identity_key
from events.net.client import Hop, Limits, Response, fetch
from events.net.errors import (
    FetchError,
    HttpStatusError,
    NotAUrlError,
    RedirectError,
    RefusedAddressError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
)
from events.net.urls import Url, parse_url

__all__ = [
    "FetchError",
    "Hop",
    "HttpStatusError",
    "Limits",
    "NotAUrlError",
    "RedirectError",
    "RefusedAddressError",
    "Response",
    "TooLargeError",
    "TooSlowError",
    "UnreachableError",
    "Url",
    "canonical_url",
    "fetch",
    "identity_key",
    "parse_url",
]
