"""Lines -> paragraphs: which lines of a plain text read on into one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import quantiles

from stemmata.clean.glosses import Gloss
from stemmata.clean.lines import Line, ends_sentence, hangs, is_furniture, is_prose

WIDEST_WRAP = 140
NARROWEST_WRAP = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one text. `alone`: blank lines stand before and after it."""

    lines: tuple[Line, ...]
    glosses: tuple[Gloss, ...]
    alone: bool
    words: str  # without the definitions pasted in

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def is_prose(self) -> bool:
        return is_prose(self.words)

    @property
    def is_one_line(self) -> bool:
        return len(self.lines) == 1


def wrap_width(lines: Sequence[Line]) -> int:
    """The width of a hard-wrapped text, where most lines with a line below them are about as long; else 0."""
    widths = [len(a.text) for a, b in itertools.pairwise(lines) if b.number - a.number == 1]
    if len(widths) < 6:
        return 0
    width = int(quantiles(widths, n=20)[-1])
    full = sum(width * 0.8 <= each for each in widths)
    return width if NARROWEST_WRAP <= width <= WIDEST_WRAP and full > 0.6 * len(widths) else 0


def paragraphs(
    lines: Sequence[Line], glosses: dict[int, Gloss], wrap: int, broken: AbstractSet[int] = frozenset()
) -> Iterator[Paragraph]:
    """The paragraphs of a stretch of lines; `glosses` by the index of the line in it.

    `broken`: the indices of lines that go on from a line which a margin broke.
    """
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or not (at in broken or _reads_on(lines, at, glosses, wrap)):
            yield _paragraph(lines, first, at, glosses)
            first = at


def _paragraph(lines: Sequence[Line], first: int, end: int, glosses: dict[int, Gloss]) -> Paragraph:
    own = tuple(glosses[i] for i in range(first, end) if i in glosses)
    above = first == 0 or lines[first].number - lines[first - 1].number > 1
    below = end == len(lines) or lines[end].number - lines[end - 1].number > 1
    words = " ".join(_without(lines[i], glosses.get(i)) for i in range(first, end))
    return Paragraph(tuple(lines[first:end]), own, above and below, words)


def _without(line: Line, gloss: Gloss | None) -> str:
    return line.text if gloss is None else line.text[: gloss.start - line.start]


def _reads_on(lines: Sequence[Line], at: int, glosses: dict[int, Gloss], wrap: int) -> bool:
    """Whether a line belongs to the paragraph of the one above it."""
    above, line = lines[at - 1], lines[at]
    if line.number - above.number > 1 or line.depth != above.depth or line.is_item or line.is_note:
        return False
    if at in glosses or at - 1 in glosses:
        return True
    if wrap and len(above.text) >= 0.7 * wrap:
        return True
    if ends_sentence(above.text) or is_furniture(above.text):
        return False
    return hangs(above.text) or line.text[0] in ",.;)" or (line.text[0].islower() and len(above.text) > 20)
