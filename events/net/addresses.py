"""Which addresses may be connected to: what is globally reachable, seen through what embeds an IPv4 address.

Sources: IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890 and its updates), RFC 6052 (NAT64),
RFC 4291 (mapped and compatible), RFC 6145 (translated), RFC 3056 (6to4), RFC 4380 (Teredo). The tables are written
out because what Python calls global differs between its releases.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_V4_REFUSED = tuple(
    (IPv4Network(block), reason)
    for block, reason in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared between carriers"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "AMT"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_V6_EMBEDDING = tuple(
    (IPv6Network(block), reason)
    for block, reason in (
        ("::/96", "IPv4-compatible or unspecified"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b:1::/48", "local-use NAT64"),
        ("2001::/32", "Teredo"),
        ("2002::/16", "6to4"),
    )
)
_V6_SPECIAL = tuple(
    (IPv6Network(block), reason)
    for block, reason in (
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2620:4f:8000::/48", "AS112"),
        ("3fff::/20", "documentation"),
    )
)
_V6_OTHER = tuple(
    (IPv6Network(block), reason)
    for block, reason in (
        ("::1/128", "loopback"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
        ("5f00::/16", "segment routing"),
        ("100::/64", "discard only"),
    )
)
_V6_GLOBAL = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ALLOWABLE = tuple(
    IPv4Network(block) for block in ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)
_ALLOWABLE_V6 = (IPv6Network("::1/128"), IPv6Network("fc00::/7"))


def seen_through(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Give the IPv4 address that a mapped or a well-known NAT64 address reaches, else the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@lru_cache(maxsize=4096)
def refusal(address: str) -> str | None:
    """Say why an address must not be connected to; None if it is globally reachable."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(parsed, IPv6Address) and parsed.scope_id:
        return "link-local"
    reached = seen_through(parsed)
    if isinstance(reached, IPv4Address):
        return next((reason for block, reason in _V4_REFUSED if reached in block), None)
    for block, reason in (*_V6_OTHER, *_V6_EMBEDDING, *_V6_SPECIAL):
        if reached in block:
            return reason
    return None if reached in _V6_GLOBAL else "not globally reachable"


def may_be_allowed(address: str) -> bool:
    """Tell whether an operator may open this address by naming its host: private networks and loopback.

    Link-local stays shut, because that is where clouds keep the credentials of their machines.
    """
    if refusal(address) is None:
        return True
    try:
        reached = seen_through(ip_address(address))
    except ValueError:
        return False
    if isinstance(reached, IPv4Address):
        return any(reached in block for block in _ALLOWABLE)
    return any(reached in block for block in _ALLOWABLE_V6) and reached != IPv6Address("fd00:ec2::254")
