from events.net.check import check_url


def test_allows_a_public_host_and_says_its_addresses() -> None:
    verdict = check_url("https://example.org/", resolver=lambda host, port: ["93.184.215.14"])
    assert verdict.allowed
    assert verdict.addresses == ("93.184.215.14",)


def test_says_why_it_refuses() -> None:
    assert "loopback" in str(check_url("http://127.0.0.1/").reason)
    assert "no address" in str(check_url("http://example.org/", resolver=lambda host, port: []).reason)
    assert "http" in str(check_url("ftp://example.org/").reason)
