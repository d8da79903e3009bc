"""Plain text and Markdown: the decoded bytes, nothing normalised."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.acquire.decode import decode
from stemmata.acquire.payload import Options, Payload, Piece, Reading


def read_text(payload: Payload, options: Options) -> Iterator[Piece]:
    """The characters of a text file as they are."""
    decoded = decode(payload.data, payload.charset)
    yield Reading(decoded.text, "text/plain", notes=decoded.notes)


def read_markdown(payload: Payload, options: Options) -> Iterator[Piece]:
    """Markdown is read as it is written: its marks are part of the text."""
    decoded = decode(payload.data, payload.charset)
    yield Reading(decoded.text, "text/markdown", notes=decoded.notes)
