"""A lane: a group's bar over time, firm where it surely existed, faint where it may have, open where none tells."""

from __future__ import annotations

from datetime import date

from stemmata.show.ancestry import Node, Tie
from stemmata.show.pictures.axis import INK, Axis
from stemmata.show.pictures.canvas import Canvas
from stemmata.when import Bounds

LANE, BAR = 32, 12
GROUP, COALITION = "#3d6b99", "#8a6d3b"
Spread = tuple[date, date]


def middle_of(top: float, lane: int) -> float:
    return top + LANE * (lane + 0.5)


def moment(tie: Tie) -> Spread | None:
    """The first and last day on which a tie may have been made; None where no day is told."""
    when = tie.when
    begun = when.end if tie.kind == "leaving" else when.start
    if begun == Bounds():
        begun = when.end if begun is when.start else when.start
    first, last = begun.earliest or begun.latest, begun.latest or begun.earliest
    return (first, last) if first and last else None


def draw_lane(canvas: Canvas, axis: Axis, node: Node, y: float) -> None:
    """The bar, what is stated of its ends, and the tick of the last evidence."""
    colour = COALITION if node.type == "Coalition" else GROUP
    start, end = node.life.when.start, node.life.when.end
    days = [day for day in (start.earliest, start.latest, end.earliest, end.latest) if day is not None]
    if not days:
        canvas.text((axis.left + 4, y + 4), "no date told", 11, fill="#777777", font_style="italic")
        return
    top = y - BAR / 2
    low, high = axis.x(min(days)), axis.after(max(days))
    canvas.rect((low, top), (high - low, BAR), colour, fill_opacity=0.28)
    open_left = axis.left if start.earliest is None else low
    open_right = axis.right if end.latest is None else high
    _draw_open(canvas, (open_left, low), top, colour, to_left=True)
    _draw_open(canvas, (high, open_right), top, colour, to_left=False)
    if start.latest and end.earliest and start.latest <= end.earliest:
        firm = axis.x(start.latest), axis.after(end.earliest)
        canvas.rect((firm[0], top), (firm[1] - firm[0], BAR), colour)
    _draw_marks(canvas, axis, node, (low, high), y)


def _draw_open(canvas: Canvas, ends: tuple[float, float], top: float, colour: str, to_left: bool) -> None:
    """What is open runs on to the border of the picture, and fades."""
    if ends[1] > ends[0]:
        fill = canvas.fade(f"{'before' if to_left else 'after'}{colour[1:]}", colour, to_left)
        canvas.rect((ends[0], top), (ends[1] - ends[0], BAR), fill)


def _draw_marks(canvas: Canvas, axis: Axis, node: Node, known: tuple[float, float], y: float) -> None:
    life = node.life
    for x, stated in zip(known, (life.begin_stated, life.end_stated and life.when.end.latest), strict=True):
        if stated:
            canvas.line((x, y - BAR / 2), (x, y + BAR / 2), INK, stroke_width=1)
    if life.last_evidenced:
        x = axis.x(date.fromisoformat(life.last_evidenced))
        canvas.line((x, y - BAR / 2 - 3), (x, y + BAR / 2 + 3), INK, stroke_width=2)
    if any(line.disputed for line in node.lines):
        canvas.text((known[0] - 3, y + 5), "?", 14, fill="#b00020", font_weight="bold", text_anchor="end")
