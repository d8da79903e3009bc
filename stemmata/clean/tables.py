"""Infoboxes that are tables or definition lists: rows of labels and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemmata.clean.elements import Unit
from stemmata.clean.hints import hint_kinds
from stemmata.clean.infobox import script_of, value_spans
from stemmata.clean.lexicon import folded, labels
from stemmata.clean.pieces import Block, trimmed
from stemmata.model import Role, Run

FEWEST_LABELS = 3  # in a table that does not call itself an infobox


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    tag: str  # th, td, dt, dd, caption or nothing
    indent: int  # lists within lists
    alone: bool  # the only cell of its line


def boxes_of(text: str, units: Sequence[Unit]) -> dict[int, int]:
    """First unit -> the unit after the last, of every infobox."""
    spans: dict[Run, list[int]] = {}
    for i, unit in enumerate(units):
        for run in unit.around:
            if run.tag in ("table", "dl") or "infobox" in hint_kinds(run.hints):
                spans.setdefault(run, []).append(i)
    found: dict[int, int] = {}
    for run, inside in spans.items():
        first, end = inside[0], inside[-1] + 1
        taken = end - first != len(inside) or any(a <= first < b for a, b in found.items())
        if not taken and _is_box(text, run, units[first:end]):
            found[first] = end
    return found


def _is_box(text: str, run: Run, units: Sequence[Unit]) -> bool:
    cells = [cell for unit in units for cell in _cells(text, unit)]
    known = {labels().key(text[cell.start : cell.end]) for cell in cells if cell.tag in ("th", "td", "dt")} - {None}
    return len(known) >= (2 if "infobox" in hint_kinds(run.hints) else FEWEST_LABELS)


def box_blocks(text: str, units: Sequence[Unit]) -> Iterator[Block]:
    """The labels and values of an infobox. A heading cell names the rows below it until the next."""
    key, row = "name", ""
    parents: list[tuple[int, str]] = []
    script = script_of(" ".join(text[unit.start : unit.end] for unit in units))
    for unit in units:
        for cell in _cells(text, unit):
            words = text[cell.start : cell.end]
            if _is_label(cell, words, key):
                key = labels().key(words) or folded(words).replace(" ", "_")
                row, parents = (words if words.endswith(":") else ""), []
                yield Block(cell.start, cell.end, Role.INFOBOX, "label")
                continue
            if cell.tag == "caption" or unit.within("figcaption", "figure") or _is_caption(unit):
                yield Block(cell.start, cell.end, Role.CAPTION)
                continue
            parents = [parent for parent in parents if parent[0] < cell.indent]
            under = ((row,) if row else ()) + tuple(above for _, above in parents)
            own = "native_name" if key == "name" and script_of(words) not in (script, "") else key
            yield from _values(text, cell, own, under)
            if cell.indent:
                parents.append((cell.indent, words))


def _is_label(cell: _Cell, words: str, key: str) -> bool:
    if cell.tag in ("th", "dt"):
        return labels().key(words) is not None or (key != "name" or not cell.alone)
    return cell.tag == "td" and not cell.alone and labels().key(words) is not None


def _is_caption(unit: Unit) -> bool:
    return any("caption" in hint_kinds(run.hints) for run in unit.around[-3:])


def _values(text: str, cell: _Cell, key: str, under: tuple[str, ...]) -> Iterator[Block]:
    words = text[cell.start : cell.end]
    if words.endswith(":") and cell.indent:
        yield Block(cell.start, cell.end, Role.INFOBOX, "label", under=under)
        return
    for first, last in value_spans(words):
        start, end = trimmed(text, cell.start + first, cell.start + last)
        if start < end:
            yield Block(start, end, Role.INFOBOX, key, under=under)


def _cells(text: str, unit: Unit) -> list[_Cell]:
    """The cells of one line of a table, or the line itself."""
    runs = [run for run in unit.inside if run.tag in ("td", "th", "dt", "dd")]
    indent = sum(run.tag in ("ul", "ol") for run in unit.around)
    is_alone = "\t" not in text[unit.start : unit.end]
    made: list[_Cell] = []
    for found in re.finditer(r"[^\t\n]+", text[unit.start : unit.end]):
        start, end = trimmed(text, unit.start + found.start(), unit.start + found.end())
        holding = [run.tag for run in runs if run.start <= start and run.end >= end]
        around = [run.tag for run in unit.around if run.tag in ("td", "th", "dt", "dd", "caption")]
        if start < end:
            made.append(_Cell(start, end, (holding or around or [""])[-1], indent, is_alone))
    return made
