"""A parsed page -> its visible text, laid out in lines as a browser would, and the runs that its elements mark.

Follows `innerText` (HTML Living Standard, 3.2.7) where no style sheet is needed to know: blank characters collapse
outside `pre`, blocks end lines, paragraphs stand apart, cells of a row are parted by tabs. No style sheet is read, so
matter that only a style sheet hides (definitions that pop up, text for screen readers) is there, and has its run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from stemmata.acquire.elements import elements
from stemmata.model import Run

_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")  # a single space may stay as it is
_HINTS = ("class", "id", "role", "itemprop")

# Deeper elements still give their text; nothing that people write is marked up more deeply than this.
_DEEPEST_RUN = 256


@dataclass(slots=True)
class _Page:
    """The text so far, and the separator that stands before whatever comes next."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    required: int = 0  # line ends that blocks ask for
    breaks: int = 0  # line ends written as <br>
    cells: int = 0  # open cells: a value of several paragraphs stays in one block
    tab: bool = False
    space: bool = False

    def write(self, text: str) -> None:
        collapsed = _BLANK.sub(" ", text)
        core = collapsed.strip(" ")
        self.space = self.space or collapsed.startswith(" ")
        if core:
            self._put(core)
            self.space = collapsed.endswith(" ")

    def write_pre(self, text: str) -> None:
        if text:
            self._put(text.replace("\r\n", "\n").replace("\r", "\n"))

    def block(self, lines: int) -> None:
        # A paragraph that opens a cell does not part the cell from its row.
        if not self.tab:
            self.required = max(self.required, min(lines, self._most()))

    def line_break(self) -> None:
        self.breaks = min(self.breaks + 1, self._most())

    def _most(self) -> int:
        return 1 if self.cells else 2

    def begin_cell(self) -> None:
        self.cells += 1

    def end_cell(self) -> None:
        self.cells -= 1
        self.required = self.breaks = 0
        self.tab = True

    def end_row(self) -> None:
        self.tab = False
        self.block(1)

    def _put(self, text: str) -> None:
        separator = self._separator() if self.length else ""
        self.pieces += (separator, text)
        self.length += len(separator) + len(text)
        self.required = self.breaks = 0
        self.tab = self.space = False

    def _separator(self) -> str:
        lines = max(self.required, self.breaks)
        if lines:
            return "\n" * lines
        return "\t" if self.tab else " " if self.space else ""


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet. `slot` is where its run will stand, -1 for none."""

    node: LexborNode
    tag: str
    slot: int
    mark: int
    hints: str
    pre: bool


@dataclass(frozen=True, slots=True)
class Visible:
    """What a reader of the page sees. `dropped` counts the runs beyond the limit."""

    text: str
    runs: tuple[Run, ...]
    dropped: int = 0


class _Walker:
    def __init__(self, max_runs: int) -> None:
        self.known = elements()
        self.page = _Page()
        self.open: list[_Open] = []
        self.runs: list[tuple[int, int, str, str] | None] = []
        self.max_runs = max_runs
        self.dropped = 0

    def walk(self, root: LexborNode) -> None:
        """Visit every node in document order. Iterative: a hostile page nests deeper than any call stack."""
        node: LexborNode | None = root
        while node is not None:
            child = node.first_child if self._enter(node) else None
            node = child if child is not None else self._onward(node)

    def _onward(self, node: LexborNode) -> LexborNode | None:
        while True:
            # The node just done was entered only if it is on top of the stack.
            if self.open and self.open[-1].node.mem_id == node.mem_id:
                self._leave(self.open.pop())
            following = node.next if self.open else None
            if following is not None or not self.open:
                return following
            node = self.open[-1].node

    def _enter(self, node: LexborNode) -> bool:
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag is None or tag.startswith("-") or tag in self.known.unseen:
            return False
        if tag == "br":
            self.page.line_break()
            return False
        attributes = node.attributes
        if (attributes and _is_hidden(attributes)) or (tag == "dialog" and "open" not in attributes):
            return False
        self._open(node, tag, attributes)
        return True

    def _open(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> None:
        hints = _hints(attributes) if attributes else ""
        pre = tag == "pre" or bool(self.open and self.open[-1].pre)
        self.page.block(self.known.lines_around(tag))
        if tag in _CELLS:
            self.page.begin_cell()
        self.open.append(_Open(node, tag, self._slot(tag, hints), self.page.length, hints, pre))

    def _slot(self, tag: str, hints: str) -> int:
        if not self.known.leaves_run(tag, hints):
            return -1
        if len(self.open) >= _DEEPEST_RUN or len(self.runs) >= self.max_runs:
            self.dropped += 1
            return -1
        self.runs.append(None)
        return len(self.runs) - 1

    def _leave(self, element: _Open) -> None:
        if element.slot >= 0 and self.page.length > element.mark:
            self.runs[element.slot] = (element.mark, self.page.length, element.tag, element.hints)
        if element.tag in _CELLS:
            self.page.end_cell()
        elif element.tag == "tr":
            self.page.end_row()
        else:
            self.page.block(self.known.lines_around(element.tag))

    def _text(self, text: str) -> None:
        if self.open and self.open[-1].pre:
            self.page.write_pre(text)
        else:
            self.page.write(text)


def _hints(attributes: Mapping[str, str | None]) -> str:
    """The words of class, id, role and itemprop."""
    return " ".join(word for key in _HINTS if (value := attributes.get(key)) for word in value.split())


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def visible(root: LexborNode, max_runs: int) -> Visible:
    """The text below a node and the runs in it, outer before inner, each without the blanks around it."""
    walker = _Walker(max_runs)
    walker.walk(root)
    text = "".join(walker.page.pieces)
    runs = []
    for found in walker.runs:
        if found is None:
            continue
        start, end, tag, hints = found
        while start < end and text[start] in "\n\t ":
            start += 1
        if start < end:
            runs.append(Run(start, end, tag, hints))
    return Visible(text, tuple(runs), walker.dropped)
