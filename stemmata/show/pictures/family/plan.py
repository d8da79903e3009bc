"""Where everything of a family tree stands: rows from top to bottom, days from left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from stemmata.show.ancestry import Node, Tie
from stemmata.show.asof import Window
from stemmata.show.families import Families
from stemmata.show.pictures.axis import axis_over
from stemmata.show.pictures.family.beside import Beside, is_written
from stemmata.show.pictures.family.blocks import Clan, clans_of
from stemmata.show.pictures.family.girth import THIN, Scale, Stretch, stretches
from stemmata.show.pictures.family.names import UNDER, Label, below, name_at
from stemmata.show.pictures.family.rows import BACK, Box, Row, Rows
from stemmata.show.pictures.family.spans import Span, middle, span_of
from stemmata.show.pictures.family.stays import MEMBERSHIPS, stays_of
from stemmata.show.pictures.lanes import moment
from stemmata.show.wording import counted

MARGIN, SLOT = 28.0, 13.0
TAIL = 30.0  # how far an open end runs out
NARROW, WIDE, MANY = 1160.0, 1560.0, 45  # of a picture of few groups, and of more than so many
ABOVE, BELOW, LEAST = 15.0, 5.0, 3.0  # room for the name of a band, room below it, width of a single day
PAD, HEADING, BETWEEN, LEAD = 7.0, 58.0, 20.0, 8.0  # inside a coalition; above a family with a heading, without one
MONTH = 31
FAR, SMALL = 14, 3  # groups so far apart in the order are tied in words; families of so many have no heading


@dataclass
class Place:
    """A group in the picture."""

    node: Node
    span: Span | None
    labels: tuple[Label, ...]
    girth: tuple[Stretch, ...]
    left: float
    right: float
    y: float = 0.0
    thick: float = THIN
    row: int = 0


@dataclass
class Shelf:
    """A row with its height: from `top` to `bottom`."""

    row: Row
    top: float = 0.0
    bottom: float = 0.0


@dataclass
class Field:
    """The room of a coalition and of its members."""

    whole: str
    top: float
    bottom: float
    depth: int


@dataclass
class Section:
    """One family: where it begins and ends, and whose it is."""

    clan: Clan
    top: float
    heading: str
    bottom: float = 0.0
    shelves: list[Shelf] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)


class Plan:
    """The places of all groups of an answer. `top` is where the first row may begin."""

    def __init__(self, answer: Families, top: float) -> None:
        self.answer, self.ancestry, self.top = answer, answer.ancestry, top
        self.ties, self.nodes = answer.ancestry.ties, answer.ancestry.nodes
        self.names = {node.id: node.name for node in self.nodes}
        self.stays = stays_of(self.ties)
        self.width = NARROW if len(self.nodes) <= MANY else WIDE
        self.scale = Scale.over(answer.strengths)
        chosen = self.ancestry.entity.entity if self.ancestry.entity else None
        self.clans = clans_of(self.nodes, self.ties, chosen or "")
        self.homes = {member: home for clan in self.clans for member, home in clan.homes.items()}
        order = {seat.node.id: at for at, seat in enumerate(seat for clan in self.clans for seat in clan.seats)}
        written = [is_written(tie, abs(order[tie.one] - order[tie.other]) > FAR) for tie in self.ties]
        told = [tie for tie, words in zip(self.ties, written, strict=True) if words]
        drawn = [tie for tie, words in zip(self.ties, written, strict=True) if not words]
        self.beside = Beside(answer, self.stays, self.homes, told)
        self.dated = [tie for tie in drawn if moment(tie) and tie.kind not in MEMBERSHIPS]
        self.undated = [tie for tie in drawn if not moment(tie)]
        self.slots = self._slots(order)
        spans = self._spans()
        self.axis = axis_over(_days(spans.values(), self.ancestry.on), self._left(spans), self.width - MARGIN - 8)
        self.places = {node.id: self._place(node, spans[node.id]) for node in self.nodes}
        for tie in self.dated:
            self._abut(tie)
        self.sections: list[Section] = []
        self.bottom = self._stacked()

    def _spans(self) -> dict[str, Span | None]:
        own: dict[str, list[Tie]] = {}
        for tie in self.ties:
            if moment(tie) and not tie.denied:
                own.setdefault(tie.one, []).append(tie)
                own.setdefault(tie.other, []).append(tie)
        return {node.id: span_of(node, own.get(node.id, ())) for node in self.nodes}

    def _slots(self, order: Mapping[str, int]) -> dict[int, int]:
        """The undated ties side by side: no two that pass the same group in the order share a place."""
        ends: list[list[tuple[int, int]]] = []
        slots: dict[int, int] = {}
        for place, tie in enumerate(self.undated):
            low, high = sorted((order[tie.one], order[tie.other]))
            free = (s for s, taken in enumerate(ends) if all(high < a - BACK or b + BACK < low for a, b in taken))
            slot = next(free, len(ends))
            if slot == len(ends):
                ends.append([])
            ends[slot].append((low, high))
            slots[place] = slot
        return slots

    def _left(self, spans: Mapping[str, Span | None]) -> float:
        """Where the axis begins: to its left stand what has no date."""
        names = [name_at(node.name, 0, 999) for node in self.nodes if spans[node.id] is None]
        return self.aside + max((each.right for each in names), default=-44.0) + 44

    @property
    def aside(self) -> float:
        """Where the names of groups without a date begin."""
        return MARGIN + (SLOT * (max(self.slots.values()) + 1) + 16 if self.slots else 0.0)

    def slot(self, place: int) -> float:
        return MARGIN + SLOT * (self.slots[place] + 0.5)

    def _place(self, node: Node, span: Span | None) -> Place:
        turns = self.answer.names.get(node.id, ())
        girth = stretches(self.answer.strengths.get(node.id, ()))
        if span is None or self.axis is None:
            label = name_at(node.name, self.aside + 30, self.width)
            return Place(node, None, (label,), girth, self.aside, label.right)
        left, right = self.axis.x(span.first), max(self.axis.after(span.last), self.axis.x(span.first) + LEAST)
        name = name_at(node.name, left - TAIL + 8 if span.open_left else left + 5, self.axis.right + 8)
        labels = (name, *below(self.beside.of(node, turns, self.axis, (left, right)), self.axis))
        thick = max((self.scale.thick(each.most) for each in girth), default=THIN)
        return Place(node, span, labels, girth, left, right, thick=thick)

    def _abut(self, tie: Tie) -> None:
        """A band that goes on under another name ends where the other begins, if the day is known well enough."""
        spread, one, other = moment(tie), self.places[tie.one], self.places[tie.other]
        if tie.kind != "succession" or tie.disputed or spread is None or (spread[1] - spread[0]).days > MONTH:
            return
        if self.axis and one.span and other.span and one.span.last <= spread[1] and other.span.first >= spread[0]:
            one.right = other.left = self.axis.x(middle(spread))

    def box(self, place: Place) -> Box:
        """All the room that a group takes in its row."""
        head, tail = (
            TAIL if place.span is not None and open_ else 0.0
            for open_ in (place.span and place.span.open_left, place.span and place.span.open_right)
        )
        left = min(place.left - head, *(label.left for label in place.labels))
        return left, max(place.right + tail, *(label.right for label in place.labels))

    def _stacked(self) -> float:
        """Puts the families one below the other; where the last one ends."""
        y = self.top
        boxes = {id_: self.box(place) for id_, place in self.places.items()}
        aside = {end for tie in self.undated for end in (tie.one, tie.other)}
        aside |= {id_ for id_, place in self.places.items() if place.span is None}
        y += LEAD
        for clan in self.clans:
            section = Section(clan, y, self._heading(clan))
            rows = Rows(boxes, clan.ties, aside).fill(clan.seats)
            y = section.bottom = Stack(self.places, section).stacked(
                rows, y + (HEADING if section.heading else BETWEEN)
            )
            self.sections.append(section)
        return y

    def _heading(self, clan: Clan) -> str:
        """What a family is called: by the group with the most ties. Small ones have one heading together."""
        if len(self.clans) < 2:
            return ""
        if len(clan.seats) <= SMALL:
            return "" if any(len(section.clan.seats) <= SMALL for section in self.sections) else "Small families"
        tied = Counter(end for tie in clan.ties for end in (tie.one, tie.other))
        most = max(clan.seats, key=lambda seat: (tied[seat.node.id], seat.node.type == "Coalition"))
        return f"{most.node.name} and {counted(len(clan.seats) - 1, 'other')}"


class Stack:
    """The rows of a family while they get their heights; coalitions open above their first row and close below."""

    def __init__(self, places: Mapping[str, Place], section: Section) -> None:
        self.places, self.section = places, section
        self.open: list[Field] = []
        self.wholes = {*section.clan.homes.values()}
        self.wholes |= {seat.node.id for seat in section.clan.seats if seat.node.type == "Coalition"}

    def stacked(self, rows: Iterable[Row], y: float) -> float:
        y = float(round(y))
        for row in rows:
            whole = row.nodes[0] if row.nodes[0] in self.wholes else ""
            y = self._closed(y, row.depth - 1 if whole else row.depth)
            if whole:
                y += 4 if self.open or self.section.shelves else 0
                self.open.append(Field(whole, y, y, row.depth))
                y += PAD - 2
            y = self._shelved(row, y)
        return self._closed(y, 0)

    def _closed(self, y: float, depth: int) -> float:
        """Ends the fields that are deeper than this."""
        while self.open and self.open[-1].depth > depth:
            done = self.open.pop()
            y += PAD - 2
            done.bottom = y
            self.section.fields.append(done)
            y += 4
        return y

    def _shelved(self, row: Row, y: float) -> float:
        own = [self.places[id_] for id_ in row.nodes]
        thick = max(place.thick for place in own)
        under = max(label.line for place in own for label in place.labels)
        shelf = Shelf(row, y, float(round(y + ABOVE + thick + BELOW + UNDER * under)))
        for place in own:
            place.y, place.row = y + ABOVE + thick / 2, len(self.section.shelves)
        self.section.shelves.append(shelf)
        return shelf.bottom


def _days(spans: Iterable[Span | None], on: str) -> Iterator[date]:
    for span in spans:
        if span is not None:
            yield from (span.first, span.last)
    if on:
        window = Window.of(on)
        yield from (window.first, window.last)
