"""Bytes → text, or a reason why they are none."""

from __future__ import annotations

import codecs

from harmel.errors import Rejected

LARGEST = 20_000_000  # bytes of one document
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"SQLite format 3": "a database",
    b"\x1f\x8b": "compressed",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an office document",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_BROKEN = 0.02  # share of characters that could not be decoded
_MOST_CONTROL = 0.02  # share of control characters: text has none but line ends and tabs
_SAMPLE = 100_000  # bytes or characters
_CONTROL = bytes(c for c in range(1, 32) if c not in b"\t\n\v\f\r\x1b")


def decode(data: bytes, *, source: str, charset: str = "") -> str:
    """Decode a page.

    A byte order mark decides, then UTF-8 if the bytes are UTF-8, then what the page or its server claims, then
    what the bytes look like. Nothing is dropped: what cannot be decoded stands as U+FFFD.

    Parameters
    ----------
    data
        The bytes of the page.
    source
        Where it came from, for the reason.
    charset
        What the page or its server says of its encoding; it is not believed against the bytes.

    Raises
    ------
    Rejected
        If the bytes are empty, too many, binary, or in no encoding that fits.

    >>> decode("Größe".encode("utf-16"), source="a"), decode("Größe".encode("cp1252"), source="a", charset="utf-8")
    ('Größe', 'Größe')
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Rejected("empty", where=source)
    check_size(data, source=source)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise Rejected(f"binary: {what}", where=source)
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _CONTROL)) < (1 - _MOST_CONTROL) * len(sample):
        raise Rejected("binary: too many control characters", where=source)
    text = _decoded(data, charset)
    _check(text, source)
    return text


def check_size(data: bytes, *, source: str) -> None:
    """Refuse what is larger than a report can be.

    >>> check_size(b"The talks ended.", source="a")
    """
    if len(data) > LARGEST:
        raise Rejected(f"larger than {LARGEST // 1_000_000} MB", where=source, remedy="cut it into its reports")


def _decoded(data: bytes, charset: str) -> str:
    mark = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    for name in filter(None, (mark, "utf-8", _known(charset), _looks(data))):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    best = _known(charset) or "utf-8"
    return data.decode(best, errors="replace")


def _known(charset: str) -> str:
    """Give the codec of a claimed charset; a page that says Latin-1 means Windows-1252, as browsers hold."""
    try:
        name = codecs.lookup(charset).name if charset else ""
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": ""}.get(name, name)


def _looks(data: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    return _known(str(detect_encoding(data)))


def _check(text: str, source: str) -> None:
    sample = text[:_SAMPLE]
    if sample.count("\ufffd") > _MOST_BROKEN * len(sample):
        raise Rejected("wrong encoding: too much of it cannot be decoded", where=source)
    if sample.count("\0") > _MOST_ZEROS * len(sample):
        raise Rejected("binary: too many zeros", where=source)


_MOST_ZEROS = 0.2
