"""Which proxy the environment names for a URL (http_proxy, https_proxy, no_proxy, in either case)."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from events.net.errors import NotAUrlError
from events.net.urls import Url


def proxy_for(url: Url, environment: Mapping[str, str]) -> Url | None:
    """Give the proxy for a URL or None; raises NotAUrlError for one that is not of the form http://host:port.

    A proxy is the operator's own, so its address may be a private one. Plain http is resolved by the proxy itself:
    there the check of the address is this machine's, and the proxy has to refuse internal addresses too.
    """
    named = environment.get(f"{url.scheme}_proxy") or environment.get(f"{url.scheme.upper()}_PROXY")
    if not named or _bypassed(url.host, environment.get("no_proxy") or environment.get("NO_PROXY") or ""):
        return None
    try:
        parts = urlsplit(named if "://" in named else f"http://{named}")
        port = parts.port or 80
    except ValueError as error:
        raise NotAUrlError(named, f"no proxy: {error}") from error
    if parts.scheme != "http" or not parts.hostname or parts.username:
        raise NotAUrlError("(proxy)", "a proxy is given as http://host:port")
    literal = ":" in parts.hostname or parts.hostname.replace(".", "").isdecimal()
    return Url("http", parts.hostname, port, "/", literal)


def _bypassed(host: str, entries: str) -> bool:
    names = [entry.strip().lower().lstrip("*.") for entry in entries.split(",") if entry.strip()]
    return any(not name or host == name or host.endswith(f".{name}") for name in names)
