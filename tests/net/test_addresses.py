import pytest

from events.net.addresses import may_be_allowed, refusal

REFUSED = [
    ("127.0.0.1", "loopback"),
    ("127.255.255.255", "all of 127/8 is loopback"),
    ("10.1.2.3", "private"),
    ("172.31.255.255", "the last private address of its block"),
    ("192.168.0.1", "private"),
    ("169.254.169.254", "cloud metadata"),
    ("100.64.0.1", "shared between carriers"),
    ("0.0.0.0", "this host"),
    ("192.0.0.192", "protocol assignments, used for metadata"),
    ("198.18.0.1", "benchmarks"),
    ("224.0.0.1", "multicast"),
    ("255.255.255.255", "broadcast"),
    ("::1", "loopback"),
    ("::", "unspecified"),
    ("::ffff:127.0.0.1", "mapped"),
    ("::ffff:0:127.0.0.1", "translated"),
    ("::ffff:0:8.8.8.8", "translated addresses are not routed, whatever they hold"),
    ("::127.0.0.1", "compatible"),
    ("64:ff9b::10.0.0.1", "NAT64 to a private address"),
    ("64:ff9b:1::1", "local NAT64"),
    ("2002:7f00:1::", "6to4"),
    ("2001:0:1::1", "Teredo"),
    ("2001:db8::1", "documentation"),
    ("3fff::1", "documentation"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local with its zone"),
    ("fec0::1", "site-local"),
    ("fd00:ec2::254", "cloud metadata"),
    ("ff02::1", "multicast"),
    ("5f00::1", "segment routing"),
    ("4000::1", "not yet given to anybody"),
    ("localhost", "no address at all"),
]
REACHED = [
    ("93.184.215.14", "public"),
    ("172.32.0.1", "next to a private block"),
    ("100.128.0.1", "next to the shared block"),
    ("2606:4700:4700::1111", "public"),
    ("::ffff:93.184.215.14", "mapped public address"),
    ("64:ff9b::93.184.215.14", "NAT64 of a public address, as IPv6-only networks have it"),
]


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_refuses_what_is_not_globally_reachable(address: str, why: str) -> None:
    assert refusal(address), why


@pytest.mark.parametrize(("address", "why"), REACHED)
def test_lets_public_addresses_through(address: str, why: str) -> None:
    assert refusal(address) is None, why


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "fd12::1", "::ffff:192.168.0.1"])
def test_operator_may_open_private_networks(address: str) -> None:
    assert may_be_allowed(address)


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "fd00:ec2::254", "224.0.0.1", "0.0.0.0", "nonsense"])
def test_nobody_may_open_link_local_or_multicast(address: str) -> None:
    assert not may_be_allowed(address)
