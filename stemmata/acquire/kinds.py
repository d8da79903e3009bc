"""Which reader a file needs: its extension, unless its first bytes plainly say otherwise."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from stemmata.errors import UnreadableReport

HEAD = 2048

# Extension -> name of the reader. The longest that fits counts: ".warc.gz" before ".gz".
EXTENSIONS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".zip": "zip",
    ".gz": "gzip",
}

_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{0,7}")
# What each reader's files begin with; a file of that extension that begins like another kind is read as that.
_TEXTUAL = frozenset(("text", "markdown", "html", "json", "jsonl", "csv", "eml"))


def kind_of(name: str, head: bytes) -> str:
    """The name of the reader for a file called `name` that begins with `head` (HEAD bytes are enough).

    Raises UnreadableReport where neither says: the reason names what there is.
    """
    extension = extension_of(name)
    named, seen = EXTENSIONS.get(extension), _seen(head)
    if named is None:
        return _unnamed(extension, seen)
    if seen is None or seen == named or (named, seen) in (("docx", "zip"), ("zip", "docx"), ("warc", "gzip")):
        return named
    if named in _TEXTUAL and seen == "html":
        return "html" if named in ("text", "html") else named
    return seen


def extension_of(name: str) -> str:
    """The extension that tells the kind, in small letters: ".warc.gz" of "A.WARC.GZ", "" of "Statement no. 5"."""
    low = PurePosixPath(name).name.lower()
    known = [extension for extension in EXTENSIONS if low.endswith(extension) and low != extension]
    if known:
        return max(known, key=len)
    suffix = PurePosixPath(low).suffix
    return suffix if _EXTENSION.fullmatch(suffix) else ""


def _seen(head: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Office documents are ZIP files that begin with their list of parts.
        return "docx" if b"[Content_Types].xml" in head[:128] else "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    return "html" if _HTML.match(head) else None


def _unnamed(extension: str, seen: str | None) -> str:
    # An unknown kind that is packed as a ZIP (a spreadsheet, an e-book) is no archive of reports.
    if seen in ("pdf", "warc", "html") or (seen is not None and not extension):
        return seen
    if not extension:
        return "text"
    raise UnreadableReport(f"no reader for {extension!r}; have {sorted(EXTENSIONS)}")
