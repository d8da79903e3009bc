"""Numbers given for a group as a picture: each statement a bar at its time, nothing fitted, nothing averaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date

from stemmata.show.pictures.axis import FAINT, INK, Axis, axis_over, draw_axis
from stemmata.show.pictures.bars import Bar, draw_bar
from stemmata.show.pictures.canvas import Address, Canvas, Point, width_of
from stemmata.show.pictures.marks import QUIET, nowhere
from stemmata.show.printed.facts import time_of
from stemmata.show.printed.strength import by_unit, greatest_of, ranged
from stemmata.show.strengths import Count, Strengths

MARGIN, LEFT, TOP, WIDTH, HIGH, BETWEEN = 16, 90, 104, 1000, 240, 84
COLOURS = ("#3d6b99", "#b5482a", "#1d5c3a", "#6a3d9a", "#8a6d3b", "#00777a", "#9a3d6b", "#555555")
LETTERS = 11
BOLD: dict[str, object] = {"fill": INK, "font_weight": "bold", "class_": "label"}
SLOT = 30.0  # room of a statement without a date
_NICE = (1, 2, 2.5, 5, 10)


def draw_strengths(answer: Strengths) -> str:
    """One panel for each thing that was counted, all over the same years, as a file."""
    canvas, size = _sheet(answer, nowhere)
    return canvas.written(*size)


def strengths_for_page(answer: Strengths, address: Address) -> str:
    """The same to stand in a page, with a link from each bar and number to its fact."""
    canvas, size = _sheet(answer, address)
    return canvas.inline(*size, role="group")


def _sheet(answer: Strengths, address: Address) -> tuple[Canvas, tuple[float, float]]:
    told = "; ".join(
        f"{f'{ranged(c)} {c.unit}'.strip()}, {time_of(c.line)}, says {', '.join(c.who)}" for c in answer.counts
    )
    canvas = Canvas(f"Strength of {answer.entity.name}", told or "nothing in this record says so")
    aside = f", on {answer.on}" if answer.on else ""
    title = f"Strength of {answer.entity.name}{aside}"
    canvas.text((MARGIN, 28), title, 17, fill=INK, font_weight="bold", class_="title")
    said = "each bar is one statement; faint: from the least to the greatest number told of a year; no mean is taken"
    canvas.text((MARGIN, 46), said, LETTERS, fill=QUIET, class_="aside")
    panels = by_unit(answer.counts)
    slots = max((sum(days_of(count) is None for count in counts) for counts in panels.values()), default=0)
    right = WIDTH - MARGIN - (max(SLOT * slots + 20, 72) if slots else 0)
    axis = axis_over((day for count in answer.counts for day in days_of(count) or ()), LEFT, right)
    y = float(TOP)
    for unit, counts in panels.items():
        y = Panel(canvas, axis, unit, counts, y, address).draw() + BETWEEN
    if not panels:
        canvas.text((MARGIN, TOP), "nothing in this record says so", 12, fill=INK, class_="label")
    return canvas, (WIDTH, y - BETWEEN + 2 * MARGIN if panels else TOP + MARGIN)


@dataclass
class Panel:
    """The statements that count the same thing."""

    canvas: Canvas
    axis: Axis | None
    unit: str
    counts: Sequence[Count]
    top: float
    address: Address = nowhere
    labels: list[Point] = field(default_factory=list)

    def draw(self) -> float:
        """Draws it, and says where it ends."""
        bottom = self.top + HIGH
        self.canvas.text((MARGIN, self.top - 26), self.unit or "it is not said what is counted", 13, **BOLD)
        self._draw_scale(bottom)
        if self.axis is not None:
            draw_axis(self.canvas, self.axis, self.top, bottom)
            self._draw_hulls(self.axis)
        slots = LEFT + 10 if self.axis is None else self.axis.right + 20
        undated = [count for count in self.counts if days_of(count) is None]
        if undated:
            self.canvas.text((slots, self.top - 6), "no date", LETTERS, fill=INK, class_="label")
        for at, count in enumerate(self.counts):
            self._draw_count(at, count, slots + SLOT * undated.index(count) if count in undated else 0.0)
        return self._draw_key(bottom + 24)

    def _draw_count(self, at: int, count: Count, slot: float) -> None:
        low = self.top + HIGH if count.least is None else self._y(count.least)
        high = self.top if count.most is None else self._y(count.most)
        left, right, open_left, open_right = self._across(count, slot)
        says = f"{ranged(count)}, {time_of(count.line)}, says {', '.join(count.who)}"
        bar = Bar(left, right, high, low, open_left, open_right, count.most is None, count.least is None)
        disputed = "?" if count.line.disputed else ""
        with self._to(count, says, f"count shade-{at % len(COLOURS)}"):
            draw_bar(self.canvas, bar, COLOURS[at % len(COLOURS)], says)
            where = ((left + right) / 2, high - 5 if count.most is not None else low + 13)
            self._draw_label(f"{at + 1}{disputed}", where)

    def _to(self, count: Count, says: str, class_: str) -> AbstractContextManager[None]:
        """What is drawn inside leads to the fact, where facts have addresses."""
        href = self.address("fact", count.line.fact)
        return self.canvas.link(href, says, class_=class_) if href else nullcontext()

    def _draw_label(self, words: str, at: Point) -> None:
        """The number of a statement at its bar; beside it where another's stands there."""
        x, y = at
        while any(abs(x - a) < 16 and abs(y - b) < 11 for a, b in self.labels):
            x += 17
        self.labels.append((x, y))
        self.canvas.text((x, y), words, LETTERS, text_anchor="middle", **BOLD)

    def _across(self, count: Count, slot: float) -> tuple[float, float, bool, bool]:
        """Where a bar begins and ends, and whether its time is open to the left and right."""
        days = days_of(count)
        if self.axis is None or days is None:
            return slot, slot + 16, False, False
        low, high = self.axis.x(days[0]), self.axis.after(days[1])
        middle = (low + high) / 2
        when = count.line.when
        open_left, open_right = not when.at and not when.begin, not when.at and when.finish in ("", "..")
        return min(low, middle - 4), max(high, middle + 4), open_left, open_right

    @property
    def _greatest(self) -> float:
        return greatest_of(self.counts) * 1.12

    def _y(self, number: float) -> float:
        return self.top + HIGH - number / self._greatest * HIGH

    def _draw_scale(self, bottom: float) -> None:
        for number in _steps(self._greatest):
            y = self._y(number)
            self.canvas.line((LEFT, y), (WIDTH - MARGIN, y), FAINT, class_="rule")
            self.canvas.text((LEFT - 8, y + 4), f"{number:,.10g}", LETTERS, fill=INK, text_anchor="end", class_="label")
        self.canvas.line((LEFT, bottom), (WIDTH - MARGIN, bottom), INK, class_="base")

    def _draw_hulls(self, axis: Axis) -> None:
        for year, low, high in _hulls(self.counts):
            x, until = axis.x(date(year, 1, 1)), axis.after(date(year, 12, 31))
            top = self._y(high)
            self.canvas.rect(
                (x, top), (until - x, max(self._y(low) - top, 3)), "#999999", fill_opacity=0.16, class_="hull"
            )

    def _draw_key(self, top: float) -> float:
        """The statements by number, as many on a line as fit."""
        x, y = float(MARGIN), top
        for at, count in enumerate(self.counts, start=1):
            disputed = " (disputed)" if count.line.disputed else ""
            words = f"{at}: {ranged(count)}, {time_of(count.line)}; says {', '.join(count.who)}{disputed}"
            if x > MARGIN and x + width_of(words, LETTERS) > WIDTH - MARGIN:
                x, y = float(MARGIN), y + 17
            with self._to(count, words, "said"):
                self.canvas.text((x, y), words, LETTERS, fill=INK, class_="label")
            x += width_of(words, LETTERS) + 20
        return y


def days_of(count: Count) -> tuple[date, date] | None:
    """The days that a statement speaks of: from when to when it held, or within which it was counted."""
    when = count.line.when
    first = when.end.earliest if when.at else when.start.earliest or when.start.latest or when.end.earliest
    last = when.start.latest if when.at else when.end.latest or when.end.earliest or when.start.latest
    days = [day for day in (first, last) if day is not None]
    return (min(days), max(days)) if days else None


def _hulls(counts: Sequence[Count]) -> Iterator[tuple[int, float, float]]:
    """Of each year that several statements speak of, the least and the greatest number told."""
    told: dict[int, list[Count]] = {}
    for count in counts:
        days = days_of(count)
        if days is not None:
            for year in range(days[0].year, days[1].year + 1):
                told.setdefault(year, []).append(count)
    for year, several in sorted(told.items()):
        numbers = [n for count in several for n in (count.least, count.most) if n is not None]
        if len(several) > 1 and numbers:
            yield year, min(numbers), max(numbers)


def _steps(greatest: float) -> Iterator[float]:
    """Round numbers from 0 on, some five of them."""
    size = 10.0 ** (len(str(int(greatest))) - 1)
    sizes = (unit * scale for scale in (size / 10, size) for unit in _NICE)
    step = next((step for step in sizes if greatest / step <= 6), size * 10)
    number = 0.0
    while number <= greatest:
        yield number
        number += step
