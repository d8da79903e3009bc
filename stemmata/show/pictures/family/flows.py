"""Ties: a band that flows into another or out of it; what has no date stands to the left of the axis."""

from __future__ import annotations

from contextlib import AbstractContextManager

from stemmata.show.ancestry import Tie
from stemmata.show.pictures.axis import Axis
from stemmata.show.pictures.canvas import Address, Canvas, Point
from stemmata.show.pictures.family.beside import fact_of, title_of
from stemmata.show.pictures.family.look import BAND, COALITION, COLOUR, DISPUTE, INK, PAPER, QUIET, kind_class
from stemmata.show.pictures.family.plan import TAIL, Place, Plan
from stemmata.show.pictures.family.spans import middle
from stemmata.show.pictures.family.stays import MEMBERSHIPS
from stemmata.show.pictures.lanes import moment

BEND = 7.0
STEP, MOVES = 4.0, 4  # a line on top of another is moved so far, so often


class Flows:
    """Draws the ties between groups."""

    def __init__(self, canvas: Canvas, plan: Plan, address: Address) -> None:
        self.canvas, self.plan, self.address = canvas, plan, address
        self.taken: dict[int, list[tuple[float, float, float, str]]] = {}

    def draw(self) -> None:
        if self.plan.axis is not None:
            for tie in self.plan.dated:
                self._draw_dated(tie, self.plan.axis)
        self._draw_leaders()
        for at, tie in enumerate(self.plan.undated):
            self._draw_undated(tie, self.plan.slot(at))

    def _draw_dated(self, tie: Tie, axis: Axis) -> None:
        spread = moment(tie)
        assert spread is not None
        one, other = self.plan.places[tie.one], self.plan.places[tie.other]
        x = self._free(axis.x(middle(spread)), one, other)
        with self._link(tie, "tie"):
            self._draw_path(tie, _elbow(x, one.y, other.y), one if tie.kind == "split" else other)

    def _link(self, tie: Tie, kind: str) -> AbstractContextManager[None]:
        fact, title = fact_of((tie,)), title_of(tie, self.plan.names)
        return self.canvas.link(self.address("fact", fact) if fact else "", title, class_=f"{kind} {tie.kind}")

    def _draw_path(self, tie: Tie, data: str, of: Place) -> None:
        member = tie.kind in MEMBERSHIPS
        colour = COALITION if member else COLOUR[kind_class(of.node.type)]
        disputed = tie.disputed or tie.denied
        more: dict[str, object] = {"stroke_dasharray": "5 3.5"} if disputed else {}
        look = "whole" if member else kind_class(of.node.type)
        kind = f"tie {tie.kind} {look}{' disputed' if disputed else ''}{' denied' if tie.denied else ''}"
        wide = 1.3 if member or tie.denied else 2.6
        self.canvas.path(data, class_="casing", stroke=PAPER, stroke_width=wide + 2.6, stroke_opacity=0.85)
        self.canvas.path(
            data, class_=kind, stroke=DISPUTE if disputed else colour, stroke_width=wide, stroke_linecap="butt", **more
        )

    def _free(self, x: float, one: Place, other: Place) -> float:
        """A place near x where no other line runs; lines that come from one band at one time share theirs."""
        low, high = sorted((one.y, other.y))
        shared = {one.node.id, other.node.id}
        for move in range(MOVES):
            at = x + STEP * ((move + 1) // 2) * (1 if move % 2 else -1)
            near = (line for key in _cells(at) for line in self.taken.get(key, ()))
            if not any(
                abs(at - a) < STEP - 0.5 and low < d and c < high and end not in shared for a, c, d, end in near
            ):
                break
        else:
            at = x
        for end in sorted(shared):
            self.taken.setdefault(int(at // STEP), []).append((at, low, high, end))
        return at

    def _draw_leaders(self) -> None:
        """Faint lines from what has no date to the bands that it is about."""
        firsts: dict[str, float] = {}
        for at, tie in enumerate(self.plan.undated):
            for end in (tie.one, tie.other):
                firsts[end] = min(firsts.get(end, self.plan.width), self.plan.slot(at))
        for id_, x in firsts.items():
            place = self.plan.places[id_]
            until = place.left - (TAIL if place.span and place.span.open_left else 0) - 4
            ends = (x, place.y), (until, place.y)
            self.canvas.line(*ends, QUIET, class_="leader", stroke_width=0.8, stroke_dasharray="1 3")

    def _draw_undated(self, tie: Tie, x: float) -> None:
        one, other = self.plan.places[tie.one], self.plan.places[tie.other]
        with self._link(tie, "tie undated"):
            low, high = sorted((one.y, other.y))
            self._draw_path(tie, f"M{x:.1f},{low:.1f} L{x:.1f},{high:.1f}", one)
            draw_dot(self.canvas, (x, one.y), tie.kind)
            self._draw_end((x, other.y), one.y < other.y)
            if tie.denied:
                self._draw_cross((x, (one.y + other.y) / 2))

    def _draw_end(self, at: tuple[float, float], down: bool) -> None:
        x, y = at
        base = y - 6 if down else y + 6
        self.canvas.path(
            f"M{x - 3.4:.1f},{base:.1f} L{x + 3.4:.1f},{base:.1f} L{x:.1f},{y:.1f} Z", class_="end", fill=QUIET
        )

    def _draw_cross(self, at: tuple[float, float]) -> None:
        x, y = at
        self.canvas.circle(at, 6, class_="denied", fill=PAPER, stroke=DISPUTE, stroke_width=1)
        data = f"M{x - 2.4:.1f},{y - 2.4:.1f} l4.8,4.8 M{x + 2.4:.1f},{y - 2.4:.1f} l-4.8,4.8"
        self.canvas.path(data, class_="denied", stroke=DISPUTE, stroke_width=1.3)


def draw_dot(canvas: Canvas, at: Point, kind: str) -> None:
    """Full where a group joined, open where it left; blue where it became part of another for good."""
    full = kind != "leaving"
    colour = COALITION if kind in MEMBERSHIPS else BAND
    fill, stroke = (colour, colour) if full else (PAPER, INK)
    canvas.circle(at, 2.8, class_=f"dot {kind}", fill=fill, stroke=stroke, stroke_width=1.2)


def _cells(x: float) -> tuple[int, ...]:
    cell = int(x // STEP)
    return cell - 1, cell, cell + 1


def _elbow(x: float, start: float, end: float) -> str:
    """Along the one band, across, and along the other: always with the time."""
    step = BEND if end > start else -BEND
    if abs(end - start) < 2 * BEND:
        return f"M{x - BEND:.1f},{start:.1f} L{x + BEND:.1f},{end:.1f}"
    return (
        f"M{x - BEND:.1f},{start:.1f} Q{x:.1f},{start:.1f} {x:.1f},{start + step:.1f}"
        f" L{x:.1f},{end - step:.1f} Q{x:.1f},{end:.1f} {x + BEND:.1f},{end:.1f}"
    )
