"""A server on the loopback interface that sends exactly the bytes it is told to, piece by piece."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]


@dataclass
class LocalServer:
    """Answers by path; `requests` holds what was asked, head and all."""

    answers: dict[str, Answer]
    port: int = 0
    requests: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]


@contextmanager
def serving(answers: Mapping[str, Answer], *, family: int = socket.AF_INET) -> Iterator[LocalServer]:
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
    listener.listen(16)
    server = LocalServer(dict(answers), listener.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection:
            try:
                request = read_head(connection)
                if not request:
                    return
                server.requests.append(request)
                reply = server.answers.get(request.split(" ")[1], http(b"nothing here", status="404 Not Found"))
                if callable(reply):
                    reply(connection)
                else:
                    connection.sendall(reply)
            except OSError:
                return

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def read_head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(4096)
        if not piece:
            break
        head += piece
    return head.decode("latin-1")


def http(body: bytes = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if not any(name.lower() == "content_length" for name in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return http(status=status, Location=to)


def dripping(start: bytes, seconds: float, pieces: int = 1000) -> Callable[[socket.socket], None]:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(pieces):
            time.sleep(seconds)
            connection.sendall(b"x")

    return drip
