"""WARC, packed or not: the pages and documents that a crawler was given, each a member under its record's id."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from stemmata.acquire.dates import edtf_of
from stemmata.acquire.files import read_at_most
from stemmata.acquire.media_types import kind_of_type
from stemmata.acquire.payload import Options, Payload, Piece
from stemmata.errors import UnreadableReport
from stemmata.model import Metadatum

_HOLD_CONTENT = ("response", "resource", "conversion")
# What is fetched beside pages: never a report, so its absence needs no word.
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822")
_CUT = "the web archive is cut short or damaged here; the records before this were read"


class _Cut(UnreadableReport):
    """Nothing further can be read of this archive."""


class _Unpacked(gzip.GzipFile):
    """Packed records as one stream. warcio's own unpacking ends without a word where a file is cut."""

    def read(self, size: int | None = -1) -> bytes:
        try:
            return self.read1(size if size is not None else -1)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise _Cut(f"{_CUT}: {error}") from error


class _Archive(ArchiveIterator):  # type: ignore[misc]
    """Keeps its count of errors. Its warning quotes what it met, pieces of confidential reports, on standard error."""

    INC_RECORD = ""


def read_warc(payload: Payload, options: Options) -> Iterator[Piece]:
    """The records of a web archive that hold a page or document; where it is cut, an Unread comes last."""
    with payload.stream() as stream:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        source: Any = _Unpacked(fileobj=stream) if packed else stream
        archive = _Archive(source)
        for record in _records(archive):
            yield from _pieces(payload, record, options)
        if archive.err_count:
            yield payload.unread(f"{archive.err_count} records end where they should not: their lengths are wrong")


def _records(archive: Any) -> Iterator[Any]:
    while True:
        try:
            record = next(archive, None)
        # Where the headers of a record are cut, warcio ends in whichever error comes first.
        except (ArchiveLoadFailed, AttributeError, ValueError) as error:
            raise _Cut(f"{_CUT}: {' '.join(str(error).split())}") from error
        if record is None:
            return
        yield record


def _pieces(payload: Payload, record: Any, options: Options) -> Iterator[Piece]:
    if record.rec_type is None:
        raise _Cut(f"{_CUT}: a record without a type")
    if record.rec_type not in _HOLD_CONTENT or not _is_page(record):
        return
    member = record.rec_headers.get_header("WARC-Record-ID", "").strip("<> ")
    try:
        data = read_at_most(record.content_stream(), options.limits.file_bytes)
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise _Cut(f"{_CUT}: {record.raw_stream.limit:,} bytes of this record are missing")
        yield _member(payload, record, member, data)
    except _Cut:
        raise
    except (UnreadableReport, zlib.error) as error:
        yield payload.unread(str(error), member)


def _media_type(record: Any) -> tuple[str, str | None]:
    """The type of a record's content and its charset, from the server's header or, without one, the record's."""
    headers = record.http_headers or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return kind.strip().lower(), charset or None


def _is_page(record: Any) -> bool:
    """Whether a record is an answer with a document in it, not a redirect, an error, a picture or a crawler's list."""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return status.startswith("2") and _media_type(record)[0] in _PAGES and not url.endswith("/robots.txt")


def _member(payload: Payload, record: Any, member: str, data: bytes) -> Payload:
    if not data:
        raise UnreadableReport("an empty page")
    media_type, charset = _media_type(record)
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    day = edtf_of(record.rec_headers.get_header("WARC-Date") or "")
    found = {"url": Metadatum(url, "WARC-Target-URI")} if urlsplit_scheme(url) else {}
    if day is not None:
        found["retrieved"] = Metadatum(day, "WARC-Date")
    return payload.inner(member, kind_of_type(media_type, "", data), data, found).with_charset(charset)


def urlsplit_scheme(url: str) -> str:
    """The scheme of an address, "" where it is none."""
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""
