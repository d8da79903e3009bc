"""The signs of a map: each group has a shape and a colour, so that neither is needed alone. Filled: surely there."""

from __future__ import annotations

from math import cos, pi, sin

from stemmata.show.pictures.canvas import Canvas, Point

GLYPH = 10.0  # width of a sign
# Colours that the colour-blind can tell apart (Okabe and Ito), darkened where they were faint on paper.
_COLOURS = ("#0072b2", "#c44e00", "#007a5a", "#a8417f", "#9c6500", "#2a7fa8", "#5b3a8c", "#6b4423")
GROUPS = OTHER = len(_COLOURS)
_GREY = "#6e6e6e"


def _corners(number: int, turn: float, size: float = 5.2) -> tuple[Point, ...]:
    angles = [turn + 2 * pi * at / number for at in range(number)]
    return tuple((size * sin(angle), -size * cos(angle)) for angle in angles)


_SHAPES: tuple[tuple[Point, ...], ...] = (
    (),  # a disc
    _corners(4, pi / 4, 5.6),
    _corners(3, 0),
    _corners(4, 0),
    _corners(3, pi),
    _corners(5, 0),
    ((-1.7, -5), (1.7, -5), (1.7, -1.7), (5, -1.7), (5, 1.7), (1.7, 1.7), (1.7, 5), (-1.7, 5), (-1.7, 1.7), (-5, 1.7),
     (-5, -1.7), (-1.7, -1.7)),
    _corners(6, pi / 6),
)  # fmt: skip
_BURST = tuple(
    (size * sin(2 * pi * at / 16), -size * cos(2 * pi * at / 16)) for at in range(16) for size in ((5.4, 2.4)[at % 2],)
)


def draw_glyph(canvas: Canvas, look: int, at: Point, sure: bool) -> None:
    """The sign of a group by its number; OTHER is that of all for which no shape is left."""
    colour = _GREY if look == OTHER else _COLOURS[look]
    given: dict[str, object] = {"fill": colour if sure else "#ffffff", "stroke": colour, "stroke_width": 1.5}
    given["class_"] = f"map-{'other' if look == OTHER else look}{'' if sure else ' map-maybe'}"
    shape = () if look == OTHER else _SHAPES[look]
    if shape:
        canvas.path(_path(shape, at), **given)
    else:
        canvas.circle(at, 2.6 if look == OTHER else 4.4, **given)


def draw_event(canvas: Canvas, at: Point) -> None:
    """The sign of past events."""
    burst = {"fill": "#b00020", "stroke": "#ffffff", "stroke_width": 0.8, "class_": "map-event"}
    canvas.path(_path(_BURST, at), **burst)


def _path(corners: tuple[Point, ...], at: Point) -> str:
    points = " ".join(f"{at[0] + x:.1f} {at[1] + y:.1f}" for x, y in corners)
    return f"M{points}Z"
