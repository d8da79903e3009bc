"""Words of reports made harmless to print: they may hold escape sequences and marks that turn the reading order."""

from __future__ import annotations

import re
import unicodedata

# Embeddings, overrides and isolates reorder what stands around them; U+2028 and U+2029 break lines.
_TURNING = "\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_TURNING}\ud800-\udfff]")
_BLANKS = re.compile(r"[\t\n\r ]+")


def harmless(text: str) -> str:
    """The text with control characters, lone surrogates and turning marks written out, as in `\\x1b`."""
    return _UNSAFE.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """The text on one line, harmless."""
    return harmless(_BLANKS.sub(" ", text).strip())


def shortened(text: str, width: int = 240) -> str:
    """The text on one line, its middle left out where it is longer than `width`."""
    line = one_line(text)
    if len(line) <= width:
        return line
    half = (width - 7) // 2
    return f"{line[:half].rstrip()} [...] {line[-half:].lstrip()}"


def columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)
