"""From bytes to text for files that people write: byte-order marks, UTF-8, UTF-16, and the Western 8-bit encodings."""

import codecs

MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b\x85")


class NotTextError(ValueError):
    """Bytes that are no text; the message says what they are."""


class UndecodableError(ValueError):
    """Bytes that look like text in an encoding that cannot be told."""


def decode_text(data: bytes) -> tuple[str, str]:
    """Read bytes as text; give it, without a byte-order mark and with \\n line ends, and the encoding's name.

    Tried in this order: byte-order mark, UTF-8, UTF-16 without a mark, Windows-1252, Latin-1. Raises NotTextError for
    what is no text and UndecodableError for what is not Western text in 8 bits, since other alphabets cannot be told
    apart safely.
    """
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise NotTextError(f"this is {what}, not text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if unmarked := _unmarked_utf16(data):
        return _strictly(data, unmarked)
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _western(data)


def _strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return _checked(data.decode(encoding)), encoding
    except UnicodeDecodeError as error:
        raise UndecodableError(f"the text says that it is {encoding} and is not: {error.reason}") from error


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd, half = sample[0::2].count(0), sample[1::2].count(0), len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _western(data: bytes) -> tuple[str, str]:
    high = sum(byte >= 0x80 for byte in data)
    if data.count(0) or high > len(data) * 0.25:
        if _share_of_controls(data.decode("latin-1")) > 0.02:
            raise NotTextError("this is binary data, not text")
        raise UndecodableError("the encoding cannot be told")
    for encoding in ("cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text), encoding
    raise UndecodableError("the encoding cannot be told")


def _checked(text: str) -> str:
    if "\0" in text or _share_of_controls(text) > 0.02:
        raise NotTextError("this is binary data, not text")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _share_of_controls(text: str) -> float:
    sample = text[:100_000]
    strange = sum(1 for c in sample if (c < " " or "\x7f" <= c < "\xa0" or c == "\ufffd") and c not in _TEXT_CONTROLS)
    return strange / max(1, len(sample))
