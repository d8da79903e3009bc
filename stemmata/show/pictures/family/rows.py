"""Bands -> rows: those that are apart in time share one, if they stand near one another in the order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from stemmata.show.ancestry import Tie
from stemmata.show.pictures.family.blocks import Seat

APART, BACK = 18.0, 10  # room between two bands of a row; how many rows up a band may move
Box = tuple[float, float]


@dataclass
class Row:
    """Groups side by side, of one run and one depth. `aside`: one of them has something to the left of the axis."""

    run: int
    depth: int
    nodes: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    aside: bool = False

    def has_room(self, box: Box, apart: float) -> bool:
        return all(box[1] + apart <= left or right + apart <= box[0] for left, right in self.boxes)

    def put(self, id_: str, box: Box, aside: bool) -> None:
        self.nodes.append(id_)
        self.boxes.append(box)
        self.aside = self.aside or aside


class Chains:
    """Groups that go on from one another, each from one and to one at most; time runs on, so there is no circle."""

    def __init__(self) -> None:
        self.before: dict[str, str] = {}
        self._next: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        if one not in self._next and other not in self.before:
            self._next[one], self.before[other] = other, one

    def after(self, id_: str) -> Iterator[str]:
        """A group and all that it went on as."""
        yield id_
        while id_ in self._next:
            id_ = self._next[id_]
            yield id_


class Rows:
    """The rows of one family while they are filled."""

    def __init__(self, boxes: Mapping[str, Box], ties: Iterable[Tie], aside: Collection[str]) -> None:
        self.boxes, self.aside = boxes, aside
        self.rows: list[Row] = []
        self.tied: dict[str, set[str]] = {}
        self.before: dict[str, str] = {}  # what a group was renamed from
        for tie in ties:
            self.tied.setdefault(tie.one, set()).add(tie.other)
            self.tied.setdefault(tie.other, set()).add(tie.one)
            if tie.kind == "succession" and not tie.denied:
                self.before.setdefault(tie.other, tie.one)

    def fill(self, seats: Sequence[Seat]) -> list[Row]:
        """Puts every group into a row; one that was renamed stands right behind what it was before, if it can."""
        heads = self._heads(seats)
        placed: set[str] = set()
        for seat in seats:
            head = seat.node.id
            while head in heads.before:
                head = heads.before[head]
            if head not in placed:
                chain = list(heads.after(head))
                placed.update(chain)
                self._put(seat, chain)
        return self.rows

    def _heads(self, seats: Sequence[Seat]) -> Chains:
        """Which groups go on in one row: where the one ends the other begins, and both stand in one run."""
        run = {seat.node.id: seat.run for seat in seats}
        chains = Chains()
        for id_, before in self.before.items():
            if (
                run.get(id_) == run.get(before)
                and self.boxes[before][1] <= self.boxes[id_][0]
                and id_ not in self.aside
            ):
                chains.join(before, id_)
        return chains

    def _put(self, seat: Seat, chain: Sequence[str]) -> None:
        """Puts a group, and those that it was renamed to, into the nearest row that has room for them."""
        near = [row for row in self.rows[-BACK:] if row.run == seat.run][::-1]
        row = next((row for row in near if self._fits(row, chain)), None)
        if row is None:
            row = Row(seat.run, seat.depth)
            self.rows.append(row)
        for id_ in chain:
            row.put(id_, self.boxes[id_], id_ in self.aside)

    def _fits(self, row: Row, chain: Sequence[str]) -> bool:
        """Tied groups share no row: the one would be taken for the other's past."""
        box = self.boxes[chain[0]][0], self.boxes[chain[-1]][1]
        before = any(left < box[0] for left, _ in row.boxes)
        after = any(box[0] < left for left, _ in row.boxes)
        if (chain[0] in self.aside and (row.aside or before)) or (row.aside and after):
            return False
        tied = {other for id_ in chain for other in self.tied.get(id_, ())}
        return not tied & set(row.nodes) and row.has_room(box, APART)
