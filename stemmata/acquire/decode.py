"""Bytes -> characters: byte order marks, then UTF-8, then what the file declares, then what it looks like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from stemmata.errors import UnreadableReport

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The web's reading of these labels (WHATWG Encoding Standard, section 4.2): Latin-1 has always meant Windows-1252.
_AS_ON_THE_WEB = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}

# Python has these among its encodings; no file is written in them.
_NOT_OF_FILES = frozenset(("idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "mbcs", "oem"))

_SAMPLE = 1 << 18
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROL_SHARE = 0.02
_BROKEN_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the name of the encoding, and what had to be done to get them."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None, nul_is_text: bool = False) -> Decoded:
    """The text of some bytes. `declared` is the charset that a header or a meta element names.

    Nothing but a byte order mark is dropped; NUL characters make a file binary unless
    `nul_is_text`. Raises UnreadableReport for bytes that are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_lossy(data[len(mark) :], encoding, ("1 byte order mark dropped",)), nul_is_text)
    return _checked(_by_trial(data, declared), nul_is_text)


def without_surrogates(text: str) -> str:
    """Half characters, which no UTF-8 file can hold, as U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def _by_trial(data: bytes, declared: str | None) -> Decoded:
    wide = _wide_without_mark(data)
    if wide is not None:
        return _lossy(data, wide, (f"no byte order mark; read as {wide}",))
    named = _codec(declared)
    # ISO-2022 and UTF-7 are ASCII bytes, so they would pass for UTF-8.
    if named is None or not named.startswith(("iso2022", "hz")):
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    if named is not None and named != "utf-8":
        return _lossy(data, named, (f"read as {named}, as declared",))
    return _by_looks(data)


def _by_looks(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    # A UTF-8 file with a few broken bytes would turn to gibberish as a whole if it were read as anything else.
    if len(_MULTIBYTE.findall(data)) > text.count("\ufffd"):
        return _lossy(data, "utf-8", ())
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return _lossy(data, "utf-8", ())
    encoding = _codec(best.encoding) or "cp1252"
    return _lossy(data, encoding, (f"not UTF-8; read as {encoding}, judged by its letters",))


def _lossy(data: bytes, encoding: str, notes: tuple[str, ...]) -> Decoded:
    before = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    text = without_surrogates(data.decode(encoding, "replace"))
    lost = text.count("\ufffd") - before
    if lost > 0:
        notes = (*notes, f"{lost} {'place was' if lost == 1 else 'places were'} not {encoding}; U+FFFD stands there")
    return Decoded(text, encoding, notes)


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of mostly Western text is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.5 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.5 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _codec(label: str | None) -> str | None:
    """Python's name for a charset label, as browsers understand it; None where it is unknown or no text encoding."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    if name in _NOT_OF_FILES:
        return None
    return _AS_ON_THE_WEB.get(name, name)


def _checked(decoded: Decoded, nul_is_text: bool) -> Decoded:
    text = decoded.text
    zeros = text.count("\0")
    if zeros and not nul_is_text:
        raise UnreadableReport(f"binary, not text: {zeros:,} NUL characters among {len(text):,}")
    controls, broken = len(_CONTROLS.findall(text)), text.count("\ufffd")
    if controls > max(3, _CONTROL_SHARE * len(text)) or broken > max(3, _BROKEN_SHARE * len(text)):
        odd = f"{controls:,} control characters and {broken:,} broken ones"
        raise UnreadableReport(f"binary, not text: {odd} among {len(text):,}")
    return decoded
