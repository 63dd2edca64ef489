"""What is a URL that the tracker fetches, and which spelling of it an article is known by.

Two things that are kept apart: `parse_url` is about safety (a strict reading, so that no two programs can read the
same text as two hosts), `canonical_url` about identity (one article under many spellings).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from events.net.errors import NotAUrlError

LONGEST_URL = 4000
PORTS = frozenset({80, 443, 8080, 8443})
_SPLIT = re.compile(r"(https?)://([^/?#]+)(/[^?#]*)?(\?[^#]*)?(#.*)?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_-])?")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LOCAL_NAMES = (".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")
_KEPT = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Url:
    """A URL taken apart: host in lower case and ASCII (an IPv6 address without brackets), path with its query."""

    scheme: str
    host: str
    port: int
    target: str
    literal: bool

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"

    @property
    def netloc(self) -> str:
        """Host and, where it is not the scheme's own, port, as they stand in a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"


def parse_url(text: str, *, allowed_hosts: Iterable[str] = ()) -> Url:
    """Read a URL strictly; raises NotAUrlError with the reason.

    Only http and https, ports 80, 443, 8080 and 8443, no credentials, no control characters or backslashes, host
    names of letters, digits and hyphens with at least one dot, IPv4 addresses only as four decimal numbers.
    `allowed_hosts` holds names ("wiki.internal") or names with a port ("wiki.internal:9000") that an operator opens:
    they may be single-label or local names, and the port may be any.
    """
    found = _SPLIT.fullmatch(_checked(text))
    if not found:
        raise NotAUrlError(text, "only http:// and https:// URLs with a host are fetched")
    scheme, authority = found[1].lower(), found[2]
    if "@" in authority:
        raise NotAUrlError(text, "user names and passwords in a URL are refused")
    host, port_text = _authority(text, authority)
    port = int(port_text) if port_text else (443 if scheme == "https" else 80)
    host, literal = _host(text, host)
    allowed = is_allowed(host, port, allowed_hosts)
    if port not in PORTS and not (allowed and port < 65536):
        raise NotAUrlError(text, f"port {port} is refused; ports are {', '.join(map(str, sorted(PORTS)))}")
    if not literal and not allowed and ("." not in host or f".{host}".endswith(_LOCAL_NAMES)):
        raise NotAUrlError(text, f"{host} is a name of a local network")
    target = (found[3] or "/") + (found[4] or "")
    return Url(scheme, host, port, quote(target, safe=_KEPT), literal)


def is_allowed(host: str, port: int, allowed_hosts: Iterable[str]) -> bool:
    """Tell whether an operator has named this host; an entry without a port stands for the usual ports."""
    names = set(allowed_hosts)
    return f"{host}:{port}" in names or (host in names and port in PORTS)


def join_url(base: Url, reference: str) -> str:
    """Resolve a reference found in an answer of `base`; the result still has to go through `parse_url`."""
    return urljoin(str(base), reference.strip(" \t\r\n\f"))


def _checked(text: str) -> str:
    if len(text) > LONGEST_URL:
        raise NotAUrlError(text, f"a URL has at most {LONGEST_URL} characters")
    if _CONTROL.search(text) or any("\ud800" <= character <= "\udfff" for character in text):
        raise NotAUrlError(text, "control characters in a URL are refused")
    if "\\" in text.partition("?")[0]:
        raise NotAUrlError(text, "backslashes in a URL are refused")
    return text


def _authority(text: str, authority: str) -> tuple[str, str]:
    if authority.startswith("["):
        host, bracket, rest = authority.partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise NotAUrlError(text, "the address in brackets is not closed")
        host, port = host + bracket, rest[1:]
    else:
        host, _, port = authority.partition(":")
    if port and not (port.isascii() and port.isdecimal() and len(port) <= 5):
        raise NotAUrlError(text, "the port is not a number")
    return host, port


def _host(text: str, host: str) -> tuple[str, bool]:
    if host.startswith("["):
        try:
            address = IPv6Address(host[1:-1])
        except AddressValueError as error:
            raise NotAUrlError(text, "the host is no IPv6 address") from error
        if address.scope_id:
            raise NotAUrlError(text, "an address with a zone is refused")
        return str(address), True
    name = _ascii_name(text, host)
    last = name.rpartition(".")[2]
    if not _NUMERIC_LABEL.fullmatch(last):
        return name, False
    try:
        return str(IPv4Address(name)), True
    except AddressValueError as error:
        raise NotAUrlError(text, "an address is written as four decimal numbers") from error


def _ascii_name(text: str, host: str) -> str:
    lowered = unicodedata.normalize("NFC", host.lower())
    if unicodedata.normalize("NFKC", lowered) != lowered:
        raise NotAUrlError(text, "look-alike characters in a host are refused")
    if not lowered.isascii():
        if any(unicodedata.category(c)[0] not in "LMN" and c not in "-." for c in lowered) or len(lowered) > 253:
            raise NotAUrlError(text, "the host has characters that no host name has")
        try:
            lowered = lowered.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise NotAUrlError(text, "the host is no international host name") from error
    name = lowered.removesuffix(".")
    if lowered.endswith(".") and _NUMERIC_LABEL.fullmatch(name.rpartition(".")[2]):
        raise NotAUrlError(text, "an address with a dot at its end is refused")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise NotAUrlError(text, "the host is no host name")
    if not all(_is_international(label) for label in name.split(".") if label.startswith("xn--")):
        raise NotAUrlError(text, "the host is no international host name")
    return name


def _is_international(label: str) -> bool:
    """Tell whether an encoded label stands for letters, marks and digits in lower case, as registries give them."""
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return False
    if decoded.isascii() or unicodedata.normalize("NFC", decoded) != decoded or decoded.lower() != decoded:
        return False
    return all(unicodedata.category(c)[0] in "LMN" or c in "-\u00b7\u200c\u200d\u30fb" for c in decoded)
