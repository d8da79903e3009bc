"""HTML and XHTML: a page's visible text, furniture included, with a run for each element that tells something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from stemmata.acquire.decode import decode, without_surrogates
from stemmata.acquire.elements import elements
from stemmata.acquire.html_meta import page_metadata
from stemmata.acquire.html_walk import visible
from stemmata.acquire.payload import Options, Payload, Piece, Reading
from stemmata.errors import UnreadableReport

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")

# Browsers stop nesting at this depth and make further elements siblings (Blink: kMaximumHTMLParserDOMTreeDepth).
_DEEPEST = 512
# The parser looks through all open elements at each block, so its time grows with depth times length. Up to here that
# is nothing, and pages whose tags are merely unbalanced are left as they are.
_SUSPICIOUS = 4_000


def read_html(payload: Payload, options: Options) -> Iterator[Piece]:
    """The visible text of a page, its runs, and what its head and its marked-up data say of it."""
    decoded = decode(payload.data, payload.charset or _declared(payload.data), nul_is_text=True)
    zeros = decoded.text.count("\0")
    markup, flattened = flattened_beyond(decoded.text.replace("\0", ""))
    parser = LexborHTMLParser(markup)
    page = visible(parser.root, options.limits.runs) if parser.root is not None else None
    if page is None or not page.text.strip():
        raise UnreadableReport("a page without visible text")
    notes = list(decoded.notes)
    if zeros:
        notes.append(f"{zeros} NUL characters dropped")
    if flattened:
        notes.append(f"{flattened} tags nested deeper than {_DEEPEST} were taken as not nested")
    if page.dropped:
        notes.append(f"{page.dropped} elements were not marked: too many or too deep")
    yield Reading(without_surrogates(page.text), "text/html", page.runs, page_metadata(parser, page), tuple(notes))


def _declared(data: bytes) -> str | None:
    found = _XML_ENCODING.search(data[:200]) or _CHARSET.search(data[:4096])
    return None if found is None else found.group(1).decode("ascii", "replace")


def flattened_beyond(markup: str) -> tuple[str, int]:
    """The markup without the start tags that nest deeper than browsers let them, and how many those were."""
    if markup.count("<") < _SUSPICIOUS or _depth(markup) < _SUSPICIOUS:
        return markup, 0
    kept: list[str] = []
    depth = position = dropped = 0
    for tag in _TAG.finditer(markup):
        if tag.start() < position or tag.group(2).lower() in elements().flat:
            continue
        if tag.group(1):
            depth = max(depth - 1, 0)
        elif depth < _DEEPEST:
            depth += 1
        else:
            end = markup.find(">", tag.end())
            kept.append(markup[position : tag.start()])
            position = len(markup) if end < 0 else end + 1
            dropped += 1
    kept.append(markup[position:])
    return "".join(kept), dropped


def _depth(markup: str) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag.group(2).lower() not in elements().flat:
            depth = max(depth - 1, 0) if tag.group(1) else depth + 1
            deepest = max(deepest, depth)
    return deepest
