"""What can go wrong between a URL and its bytes, one class for each thing that an operator would do differently."""


class FetchError(Exception):
    """A URL that brought nothing; `url` is the one in question, `temporary` whether asking again later can help."""

    temporary = False

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{reason} ({url[:300]})")
        self.url = url
        self.reason = reason


class NotAUrlError(FetchError, ValueError):
    """The text is no URL that the tracker fetches: syntax, scheme, port, credentials, odd spelling of the host."""


class RefusedAddressError(FetchError):
    """The host stands for an address that is not on the public Internet, and no operator has allowed it."""


class UnreachableError(FetchError):
    """No connection, no name, no valid certificate, or an answer that is not HTTP."""

    temporary = True


class TooLargeError(FetchError):
    """The answer is larger than the limit, packed or unpacked."""


class TooSlowError(FetchError):
    """Connecting, reading or the whole exchange took longer than its limit."""

    temporary = True


class RedirectError(FetchError):
    """The chain of redirects is a loop, is too long, or leads where a redirect must not lead."""


class HttpStatusError(FetchError):
    """The server answered with an error status; `retry_after` is what it asks for, in seconds, or None."""

    def __init__(self, url: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(url, f"the server answered {status}")
        self.status = status
        self.retry_after = retry_after
        self.temporary = status in {408, 425, 429} or status >= 500
