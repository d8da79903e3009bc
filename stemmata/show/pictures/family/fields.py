"""A coalition: a pale field, in which its members' bands run for as long as they belong to it."""

from __future__ import annotations

from stemmata.show.pictures.canvas import Address, Canvas
from stemmata.show.pictures.family.beside import fact_of, title_of
from stemmata.show.pictures.family.flows import draw_dot
from stemmata.show.pictures.family.look import FIELD, STAY
from stemmata.show.pictures.family.plan import TAIL, Field, Plan, Section
from stemmata.show.pictures.family.spans import middle
from stemmata.show.pictures.family.stays import Stay
from stemmata.show.pictures.lanes import moment


class Fields:
    """Draws the fields of coalitions and the stays of their members."""

    def __init__(self, canvas: Canvas, plan: Plan, address: Address) -> None:
        self.canvas, self.plan, self.address = canvas, plan, address
        self.axis = plan.axis

    def draw(self, section: Section) -> None:
        fields = {field.whole: field for field in section.fields}
        for field in sorted(section.fields, key=lambda each: each.depth):
            self._draw_field(field)
        ids = {seat.node.id for seat in section.clan.seats}
        for stay in self.plan.stays:
            if stay.member in ids:
                self._draw_stay(stay, section, fields.get(stay.member))

    def _draw_field(self, field: Field) -> None:
        place = self.plan.places[field.whole]
        if place.span is not None:
            at, size = (place.left, field.top), (place.right - place.left, field.bottom - field.top)
            self.canvas.rect(at, size, FIELD, class_="field", rx=3)

    def _draw_stay(self, stay: Stay, section: Section, own: Field | None) -> None:
        """The room behind the band of a member, and of its own members with it."""
        assert self.axis is not None
        place = self.plan.places[stay.member]
        shelf = section.shelves[place.row]
        top, bottom = (shelf.top, shelf.bottom) if own is None else (own.top, own.bottom)
        left, right = self._sides(stay)
        fact, title = fact_of(stay.ties), "; ".join(title_of(tie, self.plan.names) for tie in stay.ties)
        with self.canvas.link(self.address("fact", fact) if fact else "", title, class_="stay"):
            self.canvas.rect((left, top), (right - left, bottom - top), STAY, class_="stay faint", fill_opacity=0.5)
            if stay.firm:
                x, until = self.axis.x(stay.firm[0]), self.axis.after(stay.firm[1])
                self.canvas.rect((x, top), (until - x, bottom - top), STAY, class_="stay known")

    def _sides(self, stay: Stay) -> tuple[float, float]:
        """From where to where a stay may have gone on: with no end told to where either group is lost sight of."""
        assert self.axis is not None
        both = self.plan.places[stay.member], self.plan.places[stay.whole]
        first, last = self.axis.x(min(stay.days)), self.axis.after(max(stay.days))
        left = max(first - TAIL, *(place.left for place in both)) if stay.begun.earliest is None else first
        right = min(place.right for place in both) if stay.ended.latest is None else last
        return min(left, first), max(right, last)

    def draw_marks(self) -> None:
        """Where a member joined and left, upon its band."""
        for stay in self.plan.stays:
            for tie in (stay.joined, stay.left):
                spread = None if tie is None else moment(tie)
                if tie is not None and spread is not None and self.axis is not None:
                    fact, title = fact_of((tie,)), title_of(tie, self.plan.names)
                    with self.canvas.link(self.address("fact", fact) if fact else "", title):
                        at = self.axis.x(middle(spread)), self.plan.places[stay.member].y
                        draw_dot(self.canvas, at, tie.kind)
