"""A tie between two lanes: a line from the one to the other at its time, with an arrow to what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.ancestry import Tie
from stemmata.show.pictures.axis import INK
from stemmata.show.pictures.canvas import Canvas, Point
from stemmata.show.printed.lineage import support, when_of


@dataclass(frozen=True, slots=True)
class Look:
    colour: str
    dashes: str
    words: str


KINDS = {
    "split": Look("#b5482a", "none", "lost by a split"),
    "merger": Look("#1d5c3a", "none", "merged into"),
    "absorption": Look("#1d5c3a", "7 3", "was absorbed by"),
    "succession": Look("#6a3d9a", "none", "became"),
    "rename": Look("#6a3d9a", "2 2", "was renamed"),
    "joining": Look("#777777", "none", "joined"),
    "leaving": Look("#777777", "7 3", "left"),
    "membership": Look("#777777", "2 2", "belonged to"),
}


def draw_tie(
    canvas: Canvas, tie: Tie, ends: tuple[Point, Point], whisker: tuple[float, float] | None, says: str
) -> None:
    """The line from the one end to the arrow; `whisker` are the places between which the time lies."""
    one, other = ends
    look, down = KINDS[tie.kind], 1 if other[1] > one[1] else -1
    denied = ", which is denied" if tie.denied else ""
    with canvas.group(f"{says}{denied}: {when_of(tie)} {support(tie)}"):
        canvas.line(one, other, "#ffffff", stroke_width=4, stroke_opacity=0.7)
        canvas.line(
            one,
            (other[0], other[1] - down * 6),
            look.colour,
            stroke_width=1.6,
            stroke_dasharray=look.dashes,
            stroke_opacity=0.45 if tie.denied else 1,
        )
        canvas.circle(one, 2.6, fill=look.colour)
        x, y = other
        canvas.path(
            f"M{x - 4:.1f},{y - down * 8:.1f} L{x + 4:.1f},{y - down * 8:.1f} L{x:.1f},{y:.1f} Z", **_full(look)
        )
        if whisker is not None and whisker[1] - whisker[0] > 6:
            _draw_whisker(canvas, whisker, y - down * 12, look.colour)
        if tie.denied or tie.disputed:
            middle = (x, (one[1] + y) / 2)
            canvas.circle(middle, 7, fill="#ffffff", stroke="#b00020", stroke_width=1.2)
            mark = "×" if tie.denied else "?"
            canvas.text((x, middle[1] + 4), mark, 11, fill="#b00020", text_anchor="middle", font_weight="bold")


def _full(look: Look) -> dict[str, object]:
    return {"fill": look.colour, "stroke": INK, "stroke_width": 0.4}


def _draw_whisker(canvas: Canvas, ends: tuple[float, float], y: float, colour: str) -> None:
    canvas.line((ends[0], y), (ends[1], y), colour, stroke_width=1)
    for x in ends:
        canvas.line((x, y - 2.5), (x, y + 2.5), colour, stroke_width=1)
