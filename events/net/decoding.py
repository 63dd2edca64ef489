"""Unpack what arrives without ever holding more than a limit of it."""

import zlib
from collections.abc import Callable
from typing import Protocol

from events.net.errors import TooLargeError, UnreachableError

_CHUNK = 65_536


class Readable(Protocol):
    """An answer that can be read in pieces."""

    def read1(self, amt: int | None = None) -> bytes:
        """Give what has arrived, at most `amt` bytes; empty at the end."""


class Unpacker:
    """Undo one Content-Encoding (gzip, deflate or none) piece by piece; raises TooLargeError beyond `limit` bytes."""

    def __init__(self, url: str, encoding: str, limit: int) -> None:
        self._url = url
        self._limit = limit
        self._size = 0
        self._kind = encoding.strip().lower().removeprefix("x-")
        if self._kind not in ("", "identity", "gzip", "deflate"):
            raise UnreachableError(url, f"the answer is packed as {encoding[:40]!r}, which was not asked for")
        self._stream = None if self._kind in ("", "identity") else zlib.decompressobj(47)
        self._fresh = True

    def feed(self, data: bytes) -> list[bytes]:
        """Give the unpacked pieces of the next packed bytes."""
        if self._stream is None:
            return [self._counted(data)]
        pieces: list[bytes] = []
        while data:
            pieces.append(self._counted(self._unpack(data)))
            if self._stream.eof:
                # A gzip file may have several members; what follows without their mark is padding.
                data = self._stream.unused_data
                self._stream = zlib.decompressobj(47)
                if not data.startswith(b"\x1f\x8b"):
                    break
            else:
                data = self._stream.unconsumed_tail
        return pieces

    def _unpack(self, data: bytes) -> bytes:
        assert self._stream is not None
        room = self._limit - self._size + 1
        try:
            piece = self._stream.decompress(data, min(room, 1 << 20))
        except zlib.error as error:
            if not (self._kind == "deflate" and self._fresh):
                raise UnreachableError(self._url, f"the answer cannot be unpacked: {error}") from error
            # Some servers send deflate without the zlib header that RFC 9110 asks for.
            self._stream = zlib.decompressobj(-15)
            piece = self._stream.decompress(data, min(room, 1 << 20))
        self._fresh = False
        return piece

    def _counted(self, piece: bytes) -> bytes:
        self._size += len(piece)
        if self._size > self._limit:
            raise TooLargeError(self._url, f"the answer unpacks to more than {self._limit:,} bytes")
        return piece


def read_body(answer: Readable, unpacker: Unpacker, *, url: str, packed: int, left: Callable[[], float]) -> bytes:
    """Read an answer to its end; raises TooLargeError beyond `packed` bytes as sent, and whatever `left` raises."""
    pieces: list[bytes] = []
    received = 0
    while chunk := answer.read1(_CHUNK):
        received += len(chunk)
        if received > packed:
            raise TooLargeError(url, f"the answer is larger than {packed:,} bytes")
        pieces.extend(unpacker.feed(chunk))
        left()
    return b"".join(pieces)
