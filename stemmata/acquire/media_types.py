"""Which reader a MIME type needs, where a header names one (mail, web archives)."""

from __future__ import annotations

from stemmata.acquire.kinds import HEAD, kind_of
from stemmata.errors import UnreadableReport

_READERS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "message/rfc822": "eml",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_SOUND_AND_PICTURE = ("image", "audio", "video", "font")


def is_picture(media_type: str) -> bool:
    """Whether a type is one of pictures, sounds, films or letter shapes: no report, so nobody misses it."""
    return media_type.split("/")[0] in _SOUND_AND_PICTURE


def kind_of_type(media_type: str, name: str, head: bytes) -> str:
    """The reader for bytes that a header gives a type and perhaps a name. Raises UnreadableReport if there is none."""
    named = _READERS.get(media_type)
    if named is None and not name:
        raise UnreadableReport(f"no reader for {media_type!r}; have {sorted(_READERS)}")
    return kind_of(name if named is None else f"x.{_EXTENSION[named]}", head[:HEAD])


_EXTENSION = {"html": "html", "text": "txt", "markdown": "md", "eml": "eml"} | {
    kind: kind for kind in ("csv", "pdf", "json", "jsonl", "zip", "docx")
}
