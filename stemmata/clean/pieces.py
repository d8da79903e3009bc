"""Blocks and pieces: what the readers of a report's shape make, and how pieces become a tiling of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemmata.model import Role, Segment


@dataclass(frozen=True, slots=True)
class Cut:
    """Matter inside a block that is not of it: a footnote mark, a definition pasted in, an edit link."""

    start: int
    end: int
    role: Role
    about: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, row or item of a report. `level` is the depth of a heading, 0 where it is not known."""

    start: int
    end: int
    role: Role
    label: str = ""
    level: int = 0
    about: tuple[int, int] | None = None
    under: tuple[str, ...] = ()  # words above it that are no heading: a parent bullet, the label of a row with a date
    cuts: tuple[Cut, ...] = ()
    continues: bool = False  # goes on with the last block of the same role: a sentence over a page break


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment to be, without the white space after it."""

    start: int
    end: int
    role: Role
    flow: int
    label: str = ""
    about: tuple[int, int] | None = None
    context: tuple[str, ...] = ()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends; empty at `start` where there is nothing else."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(start + len(words.rstrip()), first)


def tile(text: str, pieces: Sequence[Piece]) -> tuple[Segment, ...]:
    """Segments that tile the text: white space between two pieces goes to the first, that before all to the first.

    Raises ValueError where pieces overlap or leave out a character that is no white space.
    """
    if not pieces:
        _refuse_words(text, 0, len(text))
        return (Segment(0, len(text), Role.FURNITURE, 0),) if text else ()
    ends = [piece.start for piece in pieces[1:]] + [len(text)]
    _refuse_words(text, 0, pieces[0].start)
    flows: dict[int, int] = {}
    made = []
    for number, (piece, end) in enumerate(zip(pieces, ends, strict=True)):
        _refuse_words(text, piece.end, end)
        flow = flows.setdefault(piece.flow, len(flows))
        start = piece.start if number else 0
        made.append(Segment(start, end, piece.role, flow, piece.label, piece.about, piece.context))
    return tuple(made)


def _refuse_words(text: str, start: int, end: int) -> None:
    if end < start:
        raise ValueError(f"pieces overlap at {end}-{start}")
    if text[start:end].strip():
        raise ValueError(f"no piece holds {text[start:end].strip()[:60]!r} at {start}-{end}")


def in_text_order(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=lambda block: (block.start, block.end))
