"""Which characters the bytes of a page are, as browsers decide it (WHATWG Encoding Standard, HTML 13.2.3)."""

import codecs
import re
import zlib

from charset_normalizer import from_bytes

from events.ingestion.pages.page import PageError

LARGEST_PAGE = 20_000_000
_META = re.compile(rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What browsers read where a page names the encoding on the left.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "euc_kr": "cp949",
    "johab": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-7": "cp1252",
}
_READ = re.compile(r"(?:cp\d+|iso8859-\d+|koi8-[rut]|mac-cyrillic|gb18030|big5hkscs|euc_jp|iso2022_jp|utf-8)")
_LANGUAGE = re.compile(rb"<html[^>]{0,400}\blang=[\"']?([A-Za-z]{2})", re.IGNORECASE)
_WESTERN = frozenset({b"fr", b"es", b"pt", b"it", b"de", b"nl", b"en", b"sv", b"da", b"no", b"nb", b"fi", b"ca"})
_EASTERN = frozenset({"cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-4", "iso8859-10", "iso8859-13", "iso8859-16"})
_FRENCH = frozenset(b"\xe9\xe8\xe0\xea\xe7\xf4\xee\xef\xfb\xf9\xe2")
_MOST_CONTROLS = 0.05  # of a document's characters; programs and pictures have more
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decode_page(data: bytes, *, charset: str | None = None) -> tuple[str, str]:
    """Give a page's text and the name of its encoding; raises PageError for what is empty or too large.

    `charset` is what the Content-Type header named. What declares itself as something else and is valid UTF-8 with
    characters beyond ASCII is read as UTF-8. Characters that no document may hold are left out.
    """
    if data[:3] == b"\x1f\x8b\x08":
        data = _unpacked(data)
    if len(data) > LARGEST_PAGE:
        raise PageError(f"the page is larger than {LARGEST_PAGE:,} bytes")
    if not data.strip(b" \t\r\n\f\0"):
        raise PageError("the page is empty")
    encoding = _encoding(data, charset)
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):  # pragma: no cover - every name comes from the table above
        encoding, text = "utf-8", data.decode("utf-8", "replace")
    clean, binary = _NO_CHARACTERS.subn("", text)
    if binary - text.count("\0") > max(10, len(text) * _MOST_CONTROLS):
        raise PageError("the document is no text but binary data")
    return clean, encoding


def _unpacked(data: bytes) -> bytes:
    stream = zlib.decompressobj(31)
    try:
        found = stream.decompress(data, LARGEST_PAGE + 1)
    except zlib.error as error:
        raise PageError(f"the packed page cannot be unpacked: {error}") from error
    if len(found) > LARGEST_PAGE:
        raise PageError(f"the page unpacks to more than {LARGEST_PAGE:,} bytes")
    return found


def _encoding(data: bytes, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding
    if wide := _wide(data):
        return wide
    head = data[:8192]
    found = _META.search(head) or _XML.match(head.lstrip())
    declared = _known(charset) or _known(found[1].decode("ascii", "replace") if found else None)
    if declared == "utf-8" or declared is None or not data.isascii():
        try:
            data.decode("utf-8")
            return "utf-8"
        except UnicodeDecodeError as error:
            if declared == "utf-8" and _few_errors(data, error):
                return "utf-8"
    if declared and declared != "utf-8":
        return declared
    return _guessed(data)


def _wide(data: bytes) -> str | None:
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even > len(sample) * 0.15 and odd < len(sample) * 0.02:
        found = "utf-16-be"
    elif odd > len(sample) * 0.15 and even < len(sample) * 0.02:
        found = "utf-16-le"
    else:
        return None
    # Nulls strewn into a title are no wide characters: read as such, the page would have no markup.
    return found if sample.decode(found, "replace").count("<") * 2 >= sample.count(b"<") else None


def _few_errors(data: bytes, first: UnicodeDecodeError) -> bool:
    sample = data[first.start : first.start + 50_000]
    high = sum(byte >= 0x80 for byte in sample)
    return sample.decode("utf-8", "replace").count("\ufffd") < max(2, high * 0.05)


def _known(label: str | None) -> str | None:
    if not label:
        return None
    name = label.strip(" \"'").lower()
    name = {"ks_c_5601-1987": "euc_kr", "x-sjis": "shift_jis", "x-gbk": "gbk"}.get(name, name.removeprefix("x-"))
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if _READ.fullmatch(name) else None


def _guessed(data: bytes) -> str:
    sample = data if len(data) < 20_000 else data[:10_000] + data[-10_000:]
    best = from_bytes(sample).best()
    found = _known(best.encoding if best else None) or "cp1252"
    western = (told := _LANGUAGE.search(data[:4096])) is not None and told[1].lower() in _WESTERN
    elsewhere = found in _EASTERN
    return "cp1252" if elsewhere and (western or _looks_french(sample)) else found


def _looks_french(sample: bytes) -> bool:
    """Tell French by its accents, which other code pages read as letters of the East: "Ministčre ŕ"."""
    high = [byte for byte in sample if byte >= 0x80]
    accents = sum(byte in _FRENCH for byte in high)
    return bool(high) and accents >= 0.9 * len(high) and high.count(0xE9) >= 0.3 * len(high)
