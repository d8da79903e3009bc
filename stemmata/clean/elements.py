"""The paragraphs of a marked-up page: stretches of its text with the elements around and inside each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemmata.clean.hints import hint_kinds
from stemmata.model import Run

LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd td th blockquote figcaption caption pre".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LINE = re.compile(r"[^\n\x0b\x0c\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, heading, item or row. `around` is outermost first; `inside` in order of the text."""

    start: int
    end: int
    around: tuple[Run, ...]
    inside: tuple[Run, ...]

    @property
    def tag(self) -> str:
        """The innermost element that is a kind of paragraph; empty for bare text."""
        return next((run.tag for run in reversed(self.around) if run.tag in LEAVES), "")

    def within(self, *tags: str) -> Run | None:
        """The innermost element around it that is one of `tags`."""
        return next((run for run in reversed(self.around) if run.tag in tags), None)


def units_of(text: str, runs: Sequence[Run]) -> list[Unit]:
    """The paragraphs of a page, in order; they hold all its words. A definition set between two halves is inside."""
    made: list[Unit] = []
    for start, end, around, inside in _lines(text, runs):
        last = made[-1] if made else None
        if last and around and last.around == around and around[-1].tag in LEAVES:
            made[-1] = Unit(last.start, end, around, last.inside + inside)
        else:
            made.append(Unit(start, end, around, inside))
    return _rejoined(made)


def _rejoined(units: Sequence[Unit]) -> list[Unit]:
    """Sentences that a box with a definition cut in two, whole again."""
    made: list[Unit] = []
    waiting: list[Unit] = []  # boxes after the last unit
    for unit in units:
        if made and _is_box_after(made[-1], unit):
            waiting.append(unit)
        elif (
            waiting
            and unit.around == made[-1].around[: len(unit.around)]
            and len(made[-1].around) - len(unit.around) < 2
        ):
            boxed = tuple(run for box in waiting for run in (*box.around[len(unit.around) :], *box.inside))
            made[-1] = Unit(made[-1].start, unit.end, made[-1].around, (*made[-1].inside, *boxed, *unit.inside))
            waiting = []
        else:
            made += [*waiting, unit]
            waiting = []
    return [*made, *waiting]


def _is_box_after(above: Unit, unit: Unit) -> bool:
    return any(run not in above.around and "tooltip" in hint_kinds(run.hints) for run in unit.around)


def _lines(text: str, runs: Sequence[Run]) -> Iterator[tuple[int, int, tuple[Run, ...], tuple[Run, ...]]]:
    """Lines with words, and the runs that hold each whole or stand in it."""
    ordered = sorted(runs, key=lambda run: (run.start, -run.end))
    open_runs: list[Run] = []
    later: list[Run] = []  # runs that begin within a line and end below it
    at = 0
    for found in _LINE.finditer(text):
        if not found.group().strip():
            continue
        start, end = _trimmed(found)
        open_runs = [run for run in (*open_runs, *later) if run.end >= end]
        later = []
        inside = []
        while at < len(ordered) and ordered[at].start < end:
            run = ordered[at]
            at += 1
            if run.start <= start and run.end >= end:
                open_runs.append(run)
            elif run.end > start:
                inside.append(run)
                if run.end > end:
                    later.append(run)
        yield start, end, tuple(open_runs), tuple(inside)


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    words = found.group()
    start = found.start() + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
