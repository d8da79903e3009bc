"""A time on an axis: firm where something surely held, faint where it may have, fading where no end is told.

Nothing is drawn as held past the last day that a report tells of: from there on it fades away within a short stretch,
however long the axis is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stemmata.show.asof import Window
from stemmata.show.pictures.axis import INK, Axis
from stemmata.show.pictures.canvas import Canvas
from stemmata.show.pictures.marks import WARNING
from stemmata.when import Period

STUB, LEAST = 24.0, 3.0  # how long a fading end is; how wide a bar is at least
SUN = "#ffe9a8"
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spell:
    """The places of a period. `firm` is None where no day is sure; open sides are those of which nothing is told."""

    known: Ends
    firm: Ends | None
    open_left: bool
    open_right: bool

    @property
    def reach(self) -> Ends:
        """From where to where it is drawn."""
        return self.known[0] - STUB * self.open_left, self.known[1] + STUB * self.open_right


def spell_of(axis: Axis, when: Period) -> Spell | None:
    """Where a period stands; None where no day of it is told."""
    days = days_of(when)
    if not days:
        return None
    start, end = when.start, when.end
    firm = None
    if start.latest and end.earliest and start.latest <= end.earliest:
        firm = axis.x(start.latest), _after(axis, end.earliest)
    known = axis.x(days[0]), _after(axis, days[-1])
    return Spell(known, firm, start.earliest is None, end.latest is None)


def _after(axis: Axis, day: date) -> float:
    """Where a day ends; a day is wide enough to be seen."""
    return max(axis.after(day), axis.x(day) + LEAST)


def days_of(when: Period) -> list[date]:
    """The days that bound a period, in order."""
    ends = (when.start.earliest, when.start.latest, when.end.earliest, when.end.latest)
    return sorted(day for day in ends if day is not None)


def draw_spell(canvas: Canvas, spell: Spell, top: float, height: float, colour: str) -> None:
    """The bar with its faint and fading parts, and a line where a beginning or an end is told."""
    low, high = spell.known
    canvas.rect((low, top), (high - low, height), colour, fill_opacity=0.28, class_="spell maybe")
    if spell.firm is not None:
        canvas.rect((spell.firm[0], top), (spell.firm[1] - spell.firm[0], height), colour, class_="spell firm")
    for x, is_open, to_left in ((low - STUB, spell.open_left, True), (high, spell.open_right, False)):
        if is_open:
            fill = canvas.fade(f"{'before' if to_left else 'after'}{colour[1:]}", colour, to_left)
            canvas.rect((x, top), (STUB, height), fill, class_="spell open")
    for x, is_open in ((low, spell.open_left), (high, spell.open_right)):
        if not is_open:
            canvas.line((x, top), (x, top + height), INK, stroke_width=1, class_="bound")


def draw_dispute(canvas: Canvas, spell: Spell, top: float, height: float) -> None:
    """A dashed frame around a bar over which reports contradict one another."""
    left, right = spell.reach
    frame = {"stroke": WARNING, "stroke_width": 1.2, "stroke_dasharray": "4 3", "class_": "dispute"}
    canvas.rect((left - 2, top - 2), (right - left + 4, height + 4), "none", **frame)


def draw_window(canvas: Canvas, axis: Axis, on: str, top: float, bottom: float) -> None:
    """A bright band over the days that a question is about."""
    if on:
        window = Window.of(on)
        one, other = axis.x(window.first), axis.after(window.last)
        canvas.rect((one, top), (max(other - one, 1.5), bottom - top), SUN, fill_opacity=0.6, class_="window")
