import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.net.client import Limits, fetch
from events.net.errors import RefusedAddressError, UnreachableError
from tests.net.local_server import http, read_head

NAME = "gazette.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    files = ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([program, "req", *options, *files], check=True, capture_output=True)
    return key, certificate


@pytest.fixture
def port(certificate: tuple[Path, Path]) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with plain:
                try:
                    with context.wrap_socket(plain, server_side=True) as secure:
                        read_head(secure)
                        secure.sendall(http(b"secure"))
                except OSError:
                    continue

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def get(name: str, port: int, context: ssl.SSLContext | None = None) -> bytes:
    return fetch(
        f"https://{name}:{port}/",
        allowed_hosts={f"{name}:{port}"},
        limits=Limits(connect=3, read=3, whole=6),
        resolver=lambda _host, _port: ["127.0.0.1"],
        environment={},
        context=context,
    ).body


def test_fetches_where_the_certificate_names_the_host(port: int, certificate: tuple[Path, Path]) -> None:
    assert get(NAME, port, ssl.create_default_context(cafile=str(certificate[1]))) == b"secure"


def test_refuses_a_certificate_of_another_host(port: int, certificate: tuple[Path, Path]) -> None:
    with pytest.raises(UnreachableError, match="secure"):
        get("other.example", port, ssl.create_default_context(cafile=str(certificate[1])))


def test_refuses_a_certificate_that_nobody_has_signed(port: int) -> None:
    with pytest.raises(UnreachableError, match="secure"):
        get(NAME, port)


def test_checks_the_address_of_secure_hosts_too(port: int) -> None:
    with pytest.raises(RefusedAddressError):
        fetch("https://gazette.example/", resolver=lambda _host, _port: ["127.0.0.1"], environment={})
