"""Pages of a PDF: running heads and page numbers are furniture, and a paragraph may run over the end of a page.

Such pages have lines and no blank ones. A line that had no room for the first word of the next was broken by the
printer, and the text reads on; one that had room ends its paragraph, and the next stands a blank line below it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import quantiles

from stemmata.clean.lines import Line, ends_sentence, hangs, is_byline, is_furniture, is_heading
from stemmata.clean.pieces import Block, Cut, in_text_order
from stemmata.model import Role, Run

EDGE = 2  # lines at the top and the bottom of a page that may be running heads
FEWEST_LINES = 10  # on a page that is measured by itself
ROOM = 0.9  # of the width: letters differ in breadth, so that full lines differ in their number
HEADING = 0.7  # of the width: a line without an end of sentence up to here was not broken by the printer
FEWEST_STACKED = 3
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|стр\.|صفحة)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von|de|из)\s*\d{1,4})?\W*", re.I
)


def without_heads(
    lines: Sequence[Line], pages: Sequence[Run], title: str = ""
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines without running heads and page numbers, and those. Lines over a page's end stand next to each other.

    `title`, where it stands first, is no running head of itself.
    """
    page_of = _page_of(lines, pages)
    edges = [i for i in range(len(lines)) if _is_edge(page_of, i)]
    shapes = Counter(shape for shape, _ in {(_shape(lines[i]), page_of[i]) for i in edges})
    heads = {
        i for i in edges if _NUMBER.fullmatch(lines[i].text) or shapes[_shape(lines[i])] >= max(2, len(pages) // 4)
    }
    heads -= {i for i in heads if page_of[i] == 1 and title and lines[i].text == title}
    kept = [i for i in range(len(lines)) if i not in heads]
    return tuple(_spaced(lines, page_of, kept)), tuple(lines[i] for i in sorted(heads))


def narrowest(lines: Sequence[Line], pages: Sequence[Run]) -> int:
    """How many characters a full line has on the page with the shortest; 0 without lines."""
    return min(_widths(lines, _page_of(lines, pages), range(len(lines))).values(), default=0)


def _page_of(lines: Sequence[Line], pages: Sequence[Run]) -> list[int]:
    starts = [page.start for page in pages]
    return [bisect_right(starts, line.start) for line in lines]


def _is_edge(page_of: Sequence[int], at: int) -> bool:
    """Whether fewer than EDGE lines of the same page stand above or below."""
    before, after = at - EDGE, at + EDGE
    return before < 0 or page_of[before] != page_of[at] or after >= len(page_of) or page_of[after] != page_of[at]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _spaced(lines: Sequence[Line], page_of: Sequence[int], kept: Sequence[int]) -> Iterator[Line]:
    """The lines, numbered so that a paragraph begins a blank line below the last and goes on in the next line."""
    widths = _widths(lines, page_of, kept)
    stacked = _stacked([_is_short(lines[i].text, widths[page_of[i]]) for i in kept])
    number, last = 0, -1
    for at, i in enumerate(kept):
        if at and stacked[at - 1] and stacked[at]:
            number += 1
        elif at:
            number += 2 if _parted(lines, page_of, last, i) or _begins(lines[last], lines[i], widths[page_of[i]]) else 1
        last = i
        yield replace(lines[i], number=number)


def _stacked(short: Sequence[bool]) -> list[bool]:
    """Which lines are of a stack of short ones, more than a heading or two: a table, names, verse."""
    made: list[bool] = []
    for is_short, run in groupby(short):
        count = len(list(run))
        made += [is_short and count >= FEWEST_STACKED] * count
    return made


def _is_short(words: str, width: int) -> bool:
    return len(words) < HEADING * width and not ends_sentence(words) and not _is_page_matter(words)


def _parted(lines: Sequence[Line], page_of: Sequence[int], last: int, i: int) -> bool:
    """Whether a blank line, or the end of a page with that of a sentence, stands between two lines."""
    if page_of[i] == page_of[last]:
        return lines[i].number - lines[last].number > 1
    return ends_sentence(lines[last].text) and not lines[i].text[0].islower()


def _widths(lines: Sequence[Line], page_of: Sequence[int], kept: Sequence[int]) -> dict[int, int]:
    """How many characters a full line of each page has; on a page of few lines, one of the whole text."""
    every = [len(lines[i].text) for i in kept]
    own: dict[int, list[int]] = {}
    for i in kept:
        own.setdefault(page_of[i], []).append(len(lines[i].text))
    return {page: _full(on_it if len(on_it) >= FEWEST_LINES else every) for page, on_it in own.items()}


def _full(widths: Sequence[int]) -> int:
    return int(quantiles(widths, n=10)[-1]) if len(widths) > 1 else max(widths)


def _begins(above: Line, line: Line, width: int) -> bool:
    """Whether a paragraph begins with a line, by the room there was above and by the words."""
    if _is_page_matter(above.text) or _is_page_matter(line.text):
        return True
    if hangs(above.text) or line.text[0].islower():
        return False
    needed = len(above.text) + 1 + len(line.text.split()[0])
    if not ends_sentence(above.text):
        return needed <= ROOM * width
    # A short line without an end, below a sentence, is a heading: the last line of a paragraph has one.
    return needed <= width or (is_heading(line.text) and _is_short(line.text, width))


def _is_page_matter(words: str) -> bool:
    return is_byline(words) or is_furniture(words)


def merged(blocks: Iterable[Block], furnishings: Sequence[Block]) -> Iterator[Block]:
    """Blocks with the furniture that stands between or inside them."""
    left, made = deque(in_text_order(furnishings)), []
    for block in in_text_order(blocks):
        while left and left[0].start <= block.start:
            made.append(left.popleft())
        inside = []
        while left and left[0].end < block.end:
            inside.append(Cut(left[0].start, left.popleft().end, Role.FURNITURE))
        made.append(replace(block, cuts=tuple(sorted((*block.cuts, *inside), key=lambda cut: cut.start))))
    yield from in_text_order([*made, *left])
