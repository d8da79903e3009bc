"""What stands at a band: its name above its beginning; below, by date, the names it took and what it was part of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from stemmata.show.pictures.axis import Axis
from stemmata.show.pictures.canvas import fitted, width_of

LETTERS, WIDEST = 11.5, 260.0
SMALL, SMALLEST, BETWEEN, LINES = 10.0, 250.0, 8.0, 4  # names below: their size, width, room between, lines of them
UNDER = 12.0  # height of a line of them


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place. `kind`: main, turn (a name taken), part (of a whole), doubt, more. `line` 0: above the band."""

    words: str
    left: float
    right: float
    kind: str = "main"
    line: int = 0
    fact: str = ""
    title: str = ""
    tick: bool = False


def name_at(name: str, left: float, border: float) -> Label:
    """The name of a band where it begins; further to the left where it would reach beyond the border."""
    words = fitted(name, WIDEST, LETTERS)
    width = width_of(words, LETTERS)
    x = min(left, border - width)
    return Label(words, x, x + width)


def below(wanted: Iterable[Label], axis: Axis) -> tuple[Label, ...]:
    """Labels in lines below a band, each at its date; what finds no room is left to the title of the band."""
    ends: list[float] = []
    found: list[Label] = []
    for label in sorted(wanted, key=lambda each: (each.left, each.kind, each.words)):
        words = fitted(label.words, SMALLEST, SMALL)
        width = width_of(words, SMALL)
        x = min(label.left, axis.right + 8 - width)
        line = next((at for at, end in enumerate(ends) if end + BETWEEN <= x), len(ends))
        if line < LINES:
            ends[line:] = [x + width, *ends[line + 1 :]]
            found.append(replace(label, words=words, left=x, right=x + width, line=line + 1))
    return tuple(found)
