"""A bar whose sides may be open: what is not told runs out in arrows and dashes."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.pictures.canvas import Canvas

THIN = 4  # the least height of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """The places of a bar, and which of its sides are open."""

    left: float
    right: float
    top: float
    bottom: float
    open_left: bool = False
    open_right: bool = False
    open_top: bool = False
    open_bottom: bool = False


def draw_bar(canvas: Canvas, bar: Bar, colour: str, title: str) -> None:
    """A bar with its title; fainter where its numbers are open."""
    height = max(bar.bottom - bar.top, THIN)
    top = bar.top if height > THIN else (bar.top + bar.bottom) / 2 - THIN / 2
    faint = 0.22 if bar.open_top or bar.open_bottom else 0.45
    with canvas.group(title):
        canvas.rect((bar.left, top), (bar.right - bar.left, height), colour, fill_opacity=faint)
        for open_, y, step in ((bar.open_top, bar.top, -1), (bar.open_bottom, bar.bottom, 1)):
            if open_:
                _draw_arrow(canvas, (bar.left + bar.right) / 2, y, step, colour)
            else:
                canvas.line((bar.left, y), (bar.right, y), colour, stroke_width=2.5)
        for open_, x, step in ((bar.open_left, bar.left, -1), (bar.open_right, bar.right, 1)):
            if open_:
                middle = (bar.top + bar.bottom) / 2
                canvas.line((x, middle), (x + 10 * step, middle), colour, stroke_dasharray="2 2", stroke_width=2)


def _draw_arrow(canvas: Canvas, x: float, y: float, step: int, colour: str) -> None:
    base = y - step * 6
    canvas.path(f"M{x - 4:.1f},{base:.1f} L{x + 4:.1f},{base:.1f} L{x:.1f},{y:.1f} Z", fill=colour)
