"""Pages of a PDF: running heads and page numbers are furniture, and a paragraph may run over the end of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from stemmata.clean.lines import Line, ends_sentence
from stemmata.clean.pieces import Block, Cut, in_text_order
from stemmata.model import Role, Run

EDGE = 2  # lines at the top and the bottom of a page that may be running heads
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|стр\.|صفحة)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von|de|из)\s*\d{1,4})?\W*", re.I
)


def without_heads(lines: Sequence[Line], pages: Sequence[Run]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines without running heads and page numbers, and those. Lines over a page's end stand next to each other."""
    starts = [page.start for page in pages]
    page_of = [bisect_right(starts, line.start) for line in lines]
    edges = [i for i in range(len(lines)) if _is_edge(page_of, i)]
    shapes = Counter(shape for shape, _ in {(_shape(lines[i]), page_of[i]) for i in edges})
    heads = {
        i for i in edges if _NUMBER.fullmatch(lines[i].text) or shapes[_shape(lines[i])] >= max(2, len(pages) // 4)
    }
    kept = [i for i in range(len(lines)) if i not in heads]
    return tuple(_renumbered(lines, page_of, kept)), tuple(lines[i] for i in sorted(heads))


def _is_edge(page_of: Sequence[int], at: int) -> bool:
    """Whether fewer than EDGE lines of the same page stand above or below."""
    before, after = at - EDGE, at + EDGE
    return before < 0 or page_of[before] != page_of[at] or after >= len(page_of) or page_of[after] != page_of[at]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _renumbered(lines: Sequence[Line], page_of: Sequence[int], kept: Sequence[int]) -> Iterator[Line]:
    """Across a page's end the next line is the next one, or stands a blank line below where a sentence had ended."""
    shift, last = 0, -1
    for i in kept:
        if last >= 0 and page_of[i] != page_of[last]:
            gap = 2 if ends_sentence(lines[last].text) and not lines[i].text[0].islower() else 1
            shift = lines[last].number + shift + gap - lines[i].number
        yield replace(lines[i], number=lines[i].number + shift)
        last = i


def merged(blocks: Iterable[Block], furnishings: Sequence[Block]) -> Iterator[Block]:
    """Blocks with the furniture that stands between or inside them."""
    left = list(furnishings)
    made: list[Block] = []
    for block in blocks:
        inside = [each for each in left if block.start < each.start and each.end < block.end]
        left = [each for each in left if each not in inside]
        cuts = (*block.cuts, *(Cut(each.start, each.end, Role.FURNITURE) for each in inside))
        made.append(replace(block, cuts=tuple(sorted(cuts, key=lambda cut: cut.start))))
    yield from in_text_order([*made, *left])
