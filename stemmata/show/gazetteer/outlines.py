"""The outlines of lands and countries, as fine as a map of some scale can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemmata.errors import NotFound

Points = NDArray[np.float64]  # a row a point: longitude, latitude
Numbers = NDArray[np.int32]
KM = 111.2  # of a degree along a meridian
AROUND = 350  # degrees from west to east, more than any land has by itself
KEPT = 255  # the level of the ends of arcs, which are in every outline
SPECK = 4  # an island is left out if its box has less than so many times the area of a detail
FINEST = 16  # what matters less is not in the file


def level_of(area: float) -> int:
    """The level of a point without which an outline changes by so many square kilometres."""
    return min(max(round(2 * log2(area * 1000 + 1)), 0), KEPT - 1)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world in degrees. `west` may lie below -180, `east` above 180; never both."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Chains:
    """Rings made of arcs: each a stretch of `arcs` (a negative one runs backwards), and the box around it."""

    arcs: Numbers
    starts: Numbers
    boxes: Points  # west, south, east, north of each ring


@dataclass(frozen=True)
class Outlines:
    """What the file holds, laid out for drawing."""

    points: Points
    levels: NDArray[np.uint8]
    starts: Numbers  # of arcs among the points, and the end
    land: Chains
    borders: Chains
    owners: Numbers  # the country of each ring of `borders`
    names: tuple[str, ...]

    def coasts(self, box: Box, area: float) -> Iterator[Points]:
        """The rings of land in a box, without what is smaller than an area in square kilometres."""
        yield from (ring for _, ring in self._rings(self.land, box, area))

    def countries(self, box: Box, area: float) -> Iterator[tuple[str, Points]]:
        """The rings of countries in a box, each with the name of the country."""
        for number, ring in self._rings(self.borders, box, area):
            yield self.names[self.owners[number]], ring

    def frontiers(self, box: Box, area: float) -> Iterator[Points]:
        """The lines between two countries in a box; coasts are none."""
        used = np.bincount(_plain(self.borders.arcs), minlength=len(self.starts) - 1)
        boxes = _boxes(self.points, self.starts)
        for arc in np.flatnonzero((used > 1) & _meets(boxes, box, 0)):
            yield self._arc(int(arc), level_of(area))

    def _rings(self, chains: Chains, box: Box, area: float) -> Iterator[tuple[int, Points]]:
        level = level_of(area)
        for turn in (0, -360, 360):
            seen = _meets(chains.boxes, box, turn) & (_areas(chains.boxes) >= area * SPECK)
            for number in np.flatnonzero(seen):
                ring = self._ring(chains.arcs[chains.starts[number] : chains.starts[number + 1]], level)
                if len(ring) > 3:
                    yield int(number), ring + np.array([turn, 0.0])

    def _ring(self, arcs: Numbers, level: int) -> Points:
        """A ring in one piece: where it crosses the 180th meridian it goes on beyond it."""
        pieces = [self._arc(arc, level) if arc >= 0 else self._arc(~arc, level)[::-1] for arc in arcs.tolist()]
        ring = np.concatenate([piece[:-1] for piece in pieces])
        ring[:, 0] = np.unwrap(ring[:, 0], period=360)
        return ring

    def _arc(self, arc: int, level: int) -> Points:
        stretch = slice(self.starts[arc], self.starts[arc + 1])
        return self.points[stretch][self.levels[stretch] >= level]


def _plain(arcs: Numbers) -> Numbers:
    return np.where(arcs < 0, ~arcs, arcs)


def _meets(boxes: Points, box: Box, turn: int) -> NDArray[np.bool_]:
    west, south, east, north = boxes.T
    across = (west + turn <= box.east) & (east + turn >= box.west)
    return np.asarray(across & (south <= box.north) & (north >= box.south))


def _areas(boxes: Points) -> NDArray[np.float64]:
    """Square kilometres of boxes."""
    west, south, east, north = boxes.T
    return np.asarray((east - west) * (north - south) * KM**2 * np.cos(np.radians((south + north) / 2)))


def _boxes(points: Points, starts: Numbers) -> Points:
    least, most = (how.reduceat(points, starts[:-1], axis=0) for how in (np.minimum, np.maximum))
    return np.concatenate([least, most], axis=1)


def _chains(arcs: Numbers, sizes: Numbers, boxes: Points) -> Chains:
    starts = _starts(sizes)
    around = boxes[_plain(arcs)]
    least = np.minimum.reduceat(around[:, :2], starts[:-1], axis=0)
    most = np.maximum.reduceat(around[:, 2:], starts[:-1], axis=0)
    turned = most[:, 0] - least[:, 0] > AROUND  # it crosses the 180th meridian, and may lie on either side of it
    least[turned, 0], most[turned, 0] = -540, 540
    return Chains(arcs, starts, np.concatenate([least, most], axis=1))


def _starts(sizes: Numbers) -> Numbers:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def planes_of(steps: Numbers) -> NDArray[np.uint8]:
    """Small numbers, signs folded in, byte by byte: half as large once packed."""
    folded = (steps << 1) ^ (steps >> 31)
    return np.stack([folded & 255, (folded >> 8) & 255, folded >> 16]).astype(np.uint8)


def _steps(planes: NDArray[np.uint8]) -> Numbers:
    low, middle, high = planes.astype(np.int32)
    folded = low | (middle << 8) | (high << 16)
    return np.asarray((folded >> 1) ^ -(folded & 1))


@cache
def outlines(path: Path) -> Outlines:
    """The outlines of a file, read once."""
    if not path.is_file():
        raise NotFound(f"{path}: the outlines are absent; `python -m stemmata.show.gazetteer.make_outlines` makes them")
    with np.load(path) as file:
        starts = _starts(file["arc_sizes"])
        steps = _steps(file["steps"])
        places = np.cumsum(steps, axis=0)
        before = np.repeat(places[starts[:-1]] - steps[starts[:-1]], np.diff(starts), axis=0)
        points = (places - before) * file["scale"] + file["shift"]
        boxes = _boxes(points, starts)
        return Outlines(
            points=points,
            levels=file["levels"],
            starts=starts,
            land=_chains(file["land"], file["land_sizes"], boxes),
            borders=_chains(file["borders"], file["border_sizes"], boxes),
            owners=np.repeat(np.arange(len(file["ring_counts"]), dtype=np.int32), file["ring_counts"]),
            names=tuple(map(str, file["names"])),
        )
