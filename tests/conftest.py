"""What all tests share: no network beyond this machine."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings
from pytest_socket import enable_socket, socket_allow_hosts

collect_ignore = ["benchmarks"]  # timed by themselves, not tested
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    """Let tests reach servers on this machine and nothing else."""
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hash passwords in no time: the tests make many accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
