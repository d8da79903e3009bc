"""A band: solid where a group surely existed, faint where it may have, running out where no more is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemmata.show.families import Families
from stemmata.show.pictures.axis import Axis
from stemmata.show.pictures.canvas import Address, Canvas
from stemmata.show.pictures.family.girth import THIN, Scale
from stemmata.show.pictures.family.look import COLOUR, DISPUTE, FAINT, INK, PAPER, PART, QUIET, kind_class
from stemmata.show.pictures.family.names import LETTERS, SMALL, UNDER, Label
from stemmata.show.pictures.family.plan import LEAST, TAIL, Place
from stemmata.show.pictures.strength import days_of
from stemmata.show.printed.lineage import lifetime
from stemmata.show.printed.strength import ranged
from stemmata.show.queries.kinship import kinship
from stemmata.show.strengths import Count
from stemmata.show.wording import dated, kind_of
from stemmata.when import Bounds

HALO = {"stroke": PAPER, "stroke_width": 3, "stroke_opacity": 0.7, "paint_order": "stroke"}
INKS = {"turn": QUIET, "more": QUIET, "part": PART, "doubt": DISPUTE}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a band that looks the same all along."""

    left: float
    right: float
    inner: float
    outer: float
    look: str  # known, faint, disputed


class Bands:
    """Draws the bands of groups."""

    def __init__(self, canvas: Canvas, axis: Axis | None, answer: Families, address: Address) -> None:
        self.canvas, self.axis, self.answer, self.address = canvas, axis, answer, address
        self.scale = Scale.over(answer.strengths)
        self.main = answer.ancestry.entity
        self._pieces: dict[str, tuple[Piece, ...]] = {}

    def draw(self, place: Place) -> None:
        node, kind = place.node, kind_class(place.node.type)
        with self.canvas.link(
            self.address("entity", node.entity.entity or ""), self.title(place), class_=f"kin {kind}"
        ):
            if self.axis is None or place.span is None:
                self._draw_undated(place, COLOUR[kind])
            else:
                for piece in self.pieces(place, self.axis):
                    self._draw_piece(piece, place.y, COLOUR[kind])
                self._draw_tails(place, COLOUR[kind])
            self._draw_name(place)

    def title(self, place: Place) -> str:
        """What is known of a group, for who points at it."""
        node = place.node
        names = [turn.text for turn in self.answer.names.get(node.id, ()) if turn.text != node.name]
        told = [f"{ranged(count)}, {dated(count.line.when, event=False)}" for count in self._counts(place)]
        parts = [f"{node.name} ({kind_of(node.type)}): {lifetime(node.life)}"]
        parts += [f"also {', '.join(names)}"] if names else []
        parts += [f"strength: {'; '.join(told)}"] if told else []
        return ". ".join(parts)

    def _counts(self, place: Place) -> tuple[Count, ...]:
        return self.answer.strengths.get(place.node.id, ())

    def pieces(self, place: Place, axis: Axis) -> tuple[Piece, ...]:
        """The band from left to right."""
        if place.node.id not in self._pieces:
            self._pieces[place.node.id] = tuple(self._cut(place, axis))
        return self._pieces[place.node.id]

    def _cut(self, place: Place, axis: Axis) -> Iterator[Piece]:
        girth = [
            (axis.x(each.start), self.scale.thick(each.least), self.scale.thick(each.most)) for each in place.girth
        ]
        for left, right, look in self._certain(place, axis):
            turns = [(left, *_at(girth, left)), *(each for each in girth if left < each[0] < right)]
            for at, (x, inner, outer) in enumerate(turns):
                until = turns[at + 1][0] if at + 1 < len(turns) else right
                yield Piece(x, until, inner, max(inner, outer), look)

    def _certain(self, place: Place, axis: Axis) -> Iterator[tuple[float, float, str]]:
        """Where the group may have existed, where it surely did, and where that is disputed."""
        assert place.span is not None
        left, right, firm = place.left, place.right, place.span.firm
        start, end = ("disputed" if self._disputed(place, late) else "faint" for late in (False, True))
        if firm is None:
            yield left, right, "disputed" if "disputed" in (start, end) else "faint"
            return
        first, last = axis.x(firm[0]), max(axis.after(firm[1]), axis.x(firm[0]) + LEAST)
        if first > left:
            yield left, first, start
        yield first, min(last, right), "known"
        if right > last:
            yield last, right, end

    def _disputed(self, place: Place, late: bool) -> bool:
        ends = kinship().ends
        return any(line.disputed and (line.predicate in ends) == late for line in place.node.lines)

    def _draw_piece(self, piece: Piece, y: float, colour: str) -> None:
        wide = piece.right - piece.left
        if piece.look == "disputed":
            self._draw_disputed(piece, y, colour)
            return
        faint = {} if piece.look == "known" else {"fill_opacity": FAINT}
        if piece.outer > piece.inner + 0.5:
            at, size = (piece.left, y - piece.outer / 2), (wide, piece.outer)
            self.canvas.rect(
                at, size, colour, class_=f"band outer {piece.look}", fill_opacity=0.3 if not faint else 0.14
            )
        at, size = (piece.left, y - piece.inner / 2), (wide, piece.inner)
        self.canvas.rect(at, size, colour, class_=f"band {piece.look}", **faint)

    def _draw_disputed(self, piece: Piece, y: float, colour: str) -> None:
        thick = max(piece.outer, THIN + 2)
        at, size = (piece.left, y - thick / 2), (piece.right - piece.left, thick)
        edge = {"stroke": DISPUTE, "stroke_width": 1.2, "stroke_dasharray": "4 3"}
        self.canvas.rect(at, size, colour, class_="band disputed", fill_opacity=0.14, **edge)

    def _draw_tails(self, place: Place, colour: str) -> None:
        """What is not told runs out to a point: the last day that a group is evidenced on is not its end."""
        assert place.span is not None and self.axis is not None
        pieces = self.pieces(place, self.axis)
        for open_, x, step, piece in (
            (place.span.open_left, place.left, -1, pieces[0]),
            (place.span.open_right, place.right, 1, pieces[-1]),
        ):
            if open_:
                half, tip = min(piece.inner / 2, 3.5), min(x + step * TAIL, self.axis.right + 24)
                data = f"M{x:.1f},{place.y - half:.1f} L{tip:.1f},{place.y:.1f} L{x:.1f},{place.y + half:.1f} Z"
                self.canvas.path(data, class_="band faint", fill=colour, fill_opacity=FAINT)

    def _draw_undated(self, place: Place, colour: str) -> None:
        y = place.y
        data = f"M{place.left:.1f},{y:.1f} L{place.left + 12:.1f},{y - 2:.1f} L{place.left + 24:.1f},{y:.1f}"
        self.canvas.path(
            f"{data} L{place.left + 12:.1f},{y + 2:.1f} Z", class_="band faint", fill=colour, fill_opacity=0.6
        )

    def _draw_name(self, place: Place) -> None:
        chosen = self.main is not None and self.main.entity == place.node.entity.entity
        label = place.labels[0]
        y = (
            place.y + 4
            if place.span is None
            else place.y - self._thick(place, label.left - 6, label.right + 6) / 2 - 4.5
        )
        weight = {"font_weight": "bold" if chosen else "600"} if chosen or place.node.type == "Coalition" else {}
        self.canvas.text((label.left, y), label.words, LETTERS, class_="name", fill=INK, **weight, **HALO)

    def _thick(self, place: Place, left: float, right: float) -> float:
        """How thick a band is between two places, at the most: names and strokes stand close to it."""
        pieces = self.pieces(place, self.axis) if self.axis else ()
        return max((piece.outer for piece in pieces if piece.left < right and left < piece.right), default=THIN)

    def draw_marks(self, place: Place) -> None:
        """Stated beginnings and ends, taken names and stated numbers: each leads to its fact."""
        if self.axis is None or place.span is None:
            return
        for x, late in ((place.left, False), (place.right, True)):
            self._draw_cap(place, x, late)
        for label in place.labels[1:]:
            self._draw_below(place, label)
        for count in self._counts(place):
            self._draw_count(place, count)

    def _draw_cap(self, place: Place, x: float, late: bool) -> None:
        life = place.node.life
        if not (life.end_stated and life.when.end.latest if late else life.begin_stated and life.when.start.earliest):
            return
        lines = [line for line in place.node.lines if (line.predicate in kinship().ends) == late and line.when.known]
        half = self._thick(place, x - 1, x + 1) / 2 + 3
        title = (
            f"{place.node.name}: {'ended' if late else 'begun'} {_words(life.when.end if late else life.when.start)}"
        )
        with self.canvas.link(self.address("fact", lines[0].fact) if lines else "", title, class_="cap"):
            ends = (x, place.y - half), (x, place.y + half)
            self.canvas.line(*ends, INK, class_="cap", stroke_width=1.4)

    def _draw_below(self, place: Place, label: Label) -> None:
        """A name that was taken, or a coalition that the group was in."""
        x, edge = label.left, place.y + place.thick / 2
        with self.canvas.link(self.address("fact", label.fact) if label.fact else "", label.title):
            if label.tick:
                top = place.y - self._thick(place, x, x + 1) / 2 - 2
                self.canvas.line((x, top), (x, edge + 4), INK, class_="turn")
            at = (x, edge + 10 + UNDER * (label.line - 1))
            more = {"font_style": "italic"} if label.kind == "turn" else {}
            kind, fill = f"below {label.kind}", INKS[label.kind]
            self.canvas.text(at, label.words, SMALL, class_=kind, fill=fill, **more, **HALO)

    def _draw_count(self, place: Place, count: Count) -> None:
        days = days_of(count)
        assert self.axis is not None
        if days is None:
            return
        x = min(max((self.axis.x(days[0]) + self.axis.after(days[1])) / 2, place.left), place.right)
        title = (
            f"{place.node.name}: {ranged(count)}, {dated(count.line.when, event=False)}, says {', '.join(count.who)}"
        )
        disputed = count.line.disputed
        with self.canvas.link(self.address("fact", count.line.fact), title):
            kind, edge = ("number disputed", DISPUTE) if disputed else ("number", INK)
            self.canvas.circle((x, place.y), 2.1, class_=kind, fill=PAPER, stroke=edge, stroke_width=1)


def _at(girth: list[tuple[float, float, float]], x: float) -> tuple[float, float]:
    """How thick a band is at a place."""
    before = [each for each in girth if each[0] <= x]
    return (before[-1][1], before[-1][2]) if before else (THIN, THIN)


def _words(bounds: Bounds) -> str:
    first, last = bounds.earliest, bounds.latest
    return str(first or last or "?") if first == last or not (first and last) else f"within {first} to {last}"
