"""Bands -> rows: those that are apart in time share one, if they stand near one another in the order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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


class Rows:
    """The rows of one family while they are filled."""

    def __init__(self, boxes: Mapping[str, Box], ties: Iterable[Tie], aside: Collection[str]) -> None:
        self.boxes, self.aside = boxes, aside
        self.rows: list[Row] = []
        self.tied: dict[str, set[str]] = {}
        self.heirs: dict[str, str] = {}
        for tie in ties:
            self.tied.setdefault(tie.one, set()).add(tie.other)
            self.tied.setdefault(tie.other, set()).add(tie.one)
            if tie.kind == "succession" and not tie.denied:
                self.heirs[tie.other] = tie.one

    def put(self, seat: Seat) -> None:
        """Puts a group into the nearest row that has room, the row of what it was renamed from first."""
        id_, box = seat.node.id, self.boxes[seat.node.id]
        row = next((row for row in self._near(seat) if self._fits(row, id_, box)), None)
        if row is None:
            row = Row(seat.run, seat.depth)
            self.rows.append(row)
        row.put(id_, box, id_ in self.aside)

    def _near(self, seat: Seat) -> list[Row]:
        own = [row for row in self.rows[-BACK:] if row.run == seat.run][::-1]
        heir = self.heirs.get(seat.node.id)
        return sorted(own, key=lambda row: heir is None or heir not in row.nodes)

    def _fits(self, row: Row, id_: str, box: Box) -> bool:
        """Tied groups share no row: the one would be taken for the other's past. A renamed one goes on in its own."""
        if id_ in self.aside and (row.aside or any(left < box[0] for left, _ in row.boxes)):
            return False
        if row.aside and any(box[0] < left for left, _ in row.boxes):
            return False
        heir = self.heirs.get(id_)
        if heir in row.nodes:
            return row.has_room(box, 0.0) and row.nodes[-1] == heir
        return not self.tied.get(id_, set()) & set(row.nodes) and row.has_room(box, APART)
