"""The legend: what bands, lines and fields mean, only of what is in the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemmata.show.pictures.canvas import Canvas, Point, width_of
from stemmata.show.pictures.family.girth import THIN
from stemmata.show.pictures.family.look import BAND, COALITION, DISPUTE, FAINT, FIELD, INK, PAPER, QUIET, STAY
from stemmata.show.pictures.family.plan import MARGIN, Plan
from stemmata.show.pictures.family.stays import MEMBERSHIPS

LETTERS, LINE, WIDE = 11.0, 24.0, 34.0
Key = tuple[str, Callable[[Canvas, float, float], None]]


def draw_legend(canvas: Canvas, plan: Plan, at: Point) -> float:
    """Samples with their words, as many on a line as fit; where the last line ends."""
    x, y = at
    for words, sample in _keys(plan):
        room = WIDE + 7 + width_of(words, LETTERS) * 0.8
        if x > at[0] and x + room > plan.width - MARGIN:
            x, y = at[0], y + LINE
        sample(canvas, x, y)
        canvas.text((x + WIDE + 7, y + 4), words, LETTERS, class_="quiet", fill=QUIET)
        x += room + 18
    return y


def _keys(plan: Plan) -> Iterator[Key]:
    yield "surely existed", _known
    yield "may have existed", _faint
    yield "no more is told", _tail
    yield "stated beginning or end", _cap
    kinds = {tie.kind for tie in plan.ties}
    if "split" in kinds:
        yield "split", _split
    if kinds & {"merger", "absorption"}:
        yield "merged into", _merged
    if "succession" in kinds:
        yield "renamed", _renamed
    if kinds & set(MEMBERSHIPS) or any(node.type == "Coalition" for node in plan.nodes):
        yield "coalition", _field
        yield "time in it: joined, left", _stay
    if any(tie.disputed or tie.denied for tie in plan.ties) or any(_doubted(plan)):
        yield "disputed or denied", _disputed
    yield from _girths(plan)


def _doubted(plan: Plan) -> Iterator[bool]:
    return (line.disputed for node in plan.nodes for line in node.lines)


def _girths(plan: Plan) -> Iterator[Key]:
    samples = plan.scale.samples()
    if samples:
        yield "strength: least to greatest stated, as last told", _strength
    for number in samples:
        yield f"{number:,.0f}", lambda canvas, x, y, n=number: _thick(canvas, x, y, plan.scale.thick(n))  # type: ignore[misc]


def _band(canvas: Canvas, x: float, y: float, wide: float = WIDE) -> None:
    canvas.rect((x, y - THIN / 2), (wide, THIN), BAND, class_="band known group")


def _known(canvas: Canvas, x: float, y: float) -> None:
    _band(canvas, x, y)


def _faint(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x, y - THIN / 2), (WIDE, THIN), BAND, class_="band faint group", fill_opacity=FAINT)


def _tail(canvas: Canvas, x: float, y: float) -> None:
    _band(canvas, x, y, 8)
    data = f"M{x + 8:.1f},{y - 2:.1f} L{x + WIDE:.1f},{y:.1f} L{x + 8:.1f},{y + 2:.1f} Z"
    canvas.path(data, class_="band faint group", fill=BAND, fill_opacity=FAINT)


def _cap(canvas: Canvas, x: float, y: float) -> None:
    _band(canvas, x + 6, y, WIDE - 6)
    canvas.line((x + 6, y - 5), (x + 6, y + 5), INK, class_="cap", stroke_width=1.4)


def _split(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x, y - 6), (WIDE, 3), BAND, class_="band known group")
    _flow(canvas, (x + 6, y - 4.5), (x + WIDE, y + 5))


def _merged(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x, y - 6), (WIDE, 3), BAND, class_="band known group")
    _flow(canvas, (x, y + 5), (x + 26, y - 4.5))


def _flow(canvas: Canvas, one: Point, other: Point) -> None:
    """From one band to another, as a tie runs."""
    middle = (one[0] + 6 if one[1] < other[1] else other[0] - 6), (one[1] + other[1]) / 2
    bend = f"Q{middle[0]:.1f},{one[1]:.1f} {middle[0]:.1f},{middle[1]:.1f} Q{middle[0]:.1f},{other[1]:.1f}"
    lead = f"L{middle[0] - 6:.1f},{one[1]:.1f}"
    data = f"M{one[0]:.1f},{one[1]:.1f} {lead} {bend} {middle[0] + 6:.1f},{other[1]:.1f} L{other[0]:.1f},{other[1]:.1f}"
    canvas.path(data, class_="tie group", stroke=BAND, stroke_width=2.2)


def _renamed(canvas: Canvas, x: float, y: float) -> None:
    data = f"M{x:.1f},{y - 3:.1f} L{x + 12:.1f},{y - 3:.1f} L{x + 22:.1f},{y + 3:.1f} L{x + WIDE:.1f},{y + 3:.1f}"
    canvas.path(data, class_="tie group", stroke=BAND, stroke_width=2.6)


def _field(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x, y - 8), (WIDE, 16), FIELD, class_="field", rx=2)
    canvas.rect((x, y - THIN / 2), (WIDE, THIN), COALITION, class_="band known whole")


def _stay(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x + 6, y - 8), (WIDE - 12, 16), STAY, class_="stay known")
    _band(canvas, x, y)
    canvas.circle((x + 6, y), 2.8, class_="dot joining", fill=COALITION, stroke=COALITION, stroke_width=1.2)
    canvas.circle((x + WIDE - 6, y), 2.8, class_="dot leaving", fill=PAPER, stroke=INK, stroke_width=1.2)


def _disputed(canvas: Canvas, x: float, y: float) -> None:
    edge = {"stroke": DISPUTE, "stroke_width": 1.2, "stroke_dasharray": "4 3", "fill_opacity": 0.14}
    canvas.rect((x, y - 3), (WIDE, 6), BAND, class_="band disputed group", **edge)


def _strength(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect((x, y - 8), (WIDE, 16), BAND, class_="band outer known group", fill_opacity=0.3)
    canvas.rect((x, y - 5), (WIDE, 10), BAND, class_="band known group")
    canvas.circle((x + 12, y), 2.1, class_="number", fill=PAPER, stroke=INK, stroke_width=1)


def _thick(canvas: Canvas, x: float, y: float, thick: float) -> None:
    canvas.rect((x, y - thick / 2), (WIDE, thick), BAND, class_="band known group")
