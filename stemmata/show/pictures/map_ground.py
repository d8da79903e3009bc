"""The ground of a map: a projection fitted to some places, and what lies within its frame.

Lambert's azimuthal equal-area projection round the middle of the places; where they lie all over the world, the Equal
Earth projection (Savric, Patterson, Jenny 2018). Both keep areas true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from stemmata.show.gazetteer import OUTLINES
from stemmata.show.gazetteer.outlines import Box, Points, outlines
from stemmata.show.gazetteer.towns import EARTH

LEAST = 420.0  # km from left to right at least: a name is no finer than that
MARGIN = 0.16  # of the width, around the places
FAR = 55.0  # degrees from the middle beyond which the whole world is drawn
DETAIL = 0.8  # what is smaller than so many square pixels is not drawn
APART = (1.5, 8.0)  # degrees between two points of a line at most; on a map of the world
BEYOND = 24.0  # pixels outside of the frame that are still drawn, so that no edge shows
_A = (1.340264, -0.081106, 0.000893, 0.003796)  # of Equal Earth
_EDGE = np.linspace(0, 1, 25)


@dataclass(frozen=True)
class Ground:
    """A part of the world on so many pixels. `x` and `y` are the middle of the frame in kilometres, y upwards."""

    lat: float
    lon: float
    world: bool
    width: float
    height: float
    scale: float = 1.0  # pixels of a kilometre
    x: float = 0.0
    y: float = 0.0

    def at(self, points: Points) -> Points:
        """Longitudes and latitudes as pixels, from the upper left corner."""
        flat = self.flat(points)
        right, up = (flat[:, 0] - self.x) * self.scale, (flat[:, 1] - self.y) * self.scale
        return np.stack([right + self.width / 2, self.height / 2 - up], axis=1)

    def flat(self, points: Points) -> Points:
        """Longitudes and latitudes as kilometres east and north of the middle of the projection."""
        turned, lat = np.radians(points[:, 0] - self.lon), np.radians(points[:, 1])
        if self.world:
            return _equal_earth(turned, lat)
        up, sine = np.cos(lat), np.sin(lat)
        one, other = sin(radians(self.lat)), cos(radians(self.lat))
        k = np.sqrt(2 / np.maximum(1 + one * sine + other * up * np.cos(turned), 1e-9))
        return EARTH * np.stack([k * up * np.sin(turned), k * (other * sine - one * up * np.cos(turned))], axis=1)

    def back(self, right: float, down: float) -> tuple[float, float]:
        """Pixels as longitude and latitude; not for the whole world."""
        x, y = (right - self.width / 2) / self.scale + self.x, (self.height / 2 - down) / self.scale + self.y
        away = hypot(x, y)
        c = 2 * asin(min(away / (2 * EARTH), 1))
        one, other = sin(radians(self.lat)), cos(radians(self.lat))
        if away < 1e-9:
            return self.lon, self.lat
        lat = asin(min(max(cos(c) * one + y * sin(c) * other / away, -1), 1))
        return self.lon + degrees(atan2(x * sin(c), away * other * cos(c) - y * one * sin(c))), degrees(lat)

    @cached_property
    def box(self) -> Box:
        """The degrees that the frame lies in."""
        if self.world:
            return Box(self.lon - 180, -90, self.lon + 180, 90)
        w, h = self.width, self.height
        edges = [self.back(*p) for t in _EDGE for p in ((t * w, 0), (t * w, h), (0, t * h), (w, t * h))]
        west, east = min(lon for lon, _ in edges), max(lon for lon, _ in edges)
        south, north = min(lat for _, lat in edges), max(lat for _, lat in edges)
        poles = [pole for pole in (90, -90) if self._shows(pole)]
        if poles:
            west, east = self.lon - 180, self.lon + 180
        return Box(west - 1, max(min([south, *poles]) - 1, -90), east + 1, min(max([north, *poles]) + 1, 90))

    def _shows(self, lat: float) -> bool:
        x, y = self.at(np.array([[self.lon, float(lat)]]))[0]
        return bool(0 <= x <= self.width and 0 <= y <= self.height)

    @property
    def detail(self) -> float:
        """Square kilometres that are too small to be seen."""
        return (DETAIL * 2 if self.world else DETAIL) / self.scale**2

    @property
    def _apart(self) -> float:
        return APART[self.world]

    def shown(self, ring: Points) -> Points:
        """A ring as pixels, cut off a little outside of the frame; empty where nothing of it is within."""
        box = self.box
        for side, limit, above in (
            (0, box.west, True),
            (0, box.east, False),
            (1, box.south, True),
            (1, box.north, False),
        ):
            ring = cut(ring, side, limit, above)
        return self._framed(self.at(finer(ring, self._apart, True))) if len(ring) else ring

    def _framed(self, ring: Points) -> Points:
        limits = ((0, self.width), (1, self.height))
        for side, limit in limits:
            ring = cut(cut(ring, side, -BEYOND, True), side, limit + BEYOND, False)
        return ring

    def runs(self, line: Points) -> Iterator[Points]:
        """The stretches of a line, as pixels, that lie in the frame or reach into it."""
        drawn = self.at(finer(line, self._apart, False))
        near = (np.abs(drawn - (self.width / 2, self.height / 2)) < (self.width / 2 + 60, self.height / 2 + 60)).all(
            axis=1
        )
        wanted = near | np.roll(near, 1) | np.roll(near, -1)
        for run in np.split(np.arange(len(drawn)), np.flatnonzero(np.diff(wanted)) + 1):
            if wanted[run[0]] and len(run) > 1:
                yield drawn[run]

    def land(self) -> Iterator[Points]:
        """The rings of land, as pixels."""
        yield from self._clear(outlines(OUTLINES).coasts(self.box, self.detail))

    def borders(self) -> Iterator[Points]:
        """The lines between countries, as pixels."""
        for line in outlines(OUTLINES).frontiers(self.box, self.detail):
            yield from self.runs(line)

    def countries(self) -> dict[str, list[Points]]:
        """The parts of each country that are in the frame, as pixels."""
        found: dict[str, list[Points]] = {}
        for name, ring in outlines(OUTLINES).countries(self.box, self.detail * 40):
            for shown in self._clear([ring]):
                found.setdefault(name, []).append(shown)
        return found

    def _clear(self, rings: Iterable[Points]) -> Iterator[Points]:
        yield from (shown for ring in rings if len(shown := self.shown(ring)) > 2)


def _equal_earth(turned: NDArray[np.float64], lat: NDArray[np.float64]) -> Points:
    a, b, c, d = _A
    t = np.arcsin(sqrt(3) / 2 * np.sin(lat))
    x = 2 * sqrt(3) * turned * np.cos(t) / (3 * (9 * d * t**8 + 7 * c * t**6 + 3 * b * t**2 + a))
    return EARTH * np.stack([x, d * t**9 + c * t**7 + b * t**3 + a * t], axis=1)


def cut(ring: Points, side: int, limit: float, above: bool) -> Points:
    """What of a ring lies on one side of a line (Sutherland and Hodgman 1974)."""
    if not len(ring):
        return ring
    within = ring[:, side] >= limit if above else ring[:, side] <= limit
    if within.all():
        return ring
    after, then = np.roll(ring, -1, axis=0), np.roll(within, -1)
    crossing = np.flatnonzero(within != then)
    one, other = ring[crossing], after[crossing]
    share = (limit - one[:, side]) / (other[:, side] - one[:, side])
    kept = np.flatnonzero(within)
    points = np.concatenate([ring[kept], one + (other - one) * share[:, None]])
    return np.asarray(points[np.argsort(np.concatenate([kept, crossing + 0.5]))])


def finer(line: Points, apart: float, closed: bool) -> Points:
    """A line with points put in where two are far apart: what is straight in degrees is bent on a map."""
    steps = np.diff(line, axis=0, append=line[:1]) if closed else np.diff(line, axis=0)
    parts = np.maximum(np.ceil(np.abs(steps).max(axis=1) / apart).astype(int), 1)
    if (parts == 1).all():
        return line
    starts = np.repeat(np.arange(len(steps)), parts)
    share = (np.arange(len(starts)) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[starts]
    made = line[starts] + steps[starts] * share[:, None]
    return made if closed else np.concatenate([made, line[-1:]])


def ground_of(places: Points, width: float, heights: tuple[float, float]) -> Ground:
    """A ground on which all places (longitude, latitude) stand with some room around them."""
    lon, lat, far = _middle(places)
    ground = Ground(lat, lon, far > FAR, width, heights[0])
    flat = ground.flat(_whole_world(lon) if ground.world else places)
    (west, south), (east, north) = flat.min(axis=0), flat.max(axis=0)
    margin = 1.0 if ground.world else 1 + 2 * MARGIN
    wide, high = max((east - west) * margin, LEAST), max((north - south) * margin, LEAST * heights[0] / width)
    height = min(max(width * high / wide, heights[0]), heights[1])
    scale = min(width / wide, height / high)
    return replace(ground, height=height, scale=scale, x=(west + east) / 2, y=(south + north) / 2)


def _whole_world(lon: float) -> Points:
    return np.array([[lon - 180, 0.0], [lon + 180, 0.0], [lon, -57.0], [lon, 84.0]])


def _middle(places: Points) -> tuple[float, float, float]:
    """The middle of places on the sphere, and how far the farthest of them is from it, in degrees."""
    lon, lat = np.radians(places).T
    vectors = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    x, y, z = vectors.mean(axis=0)
    size = sqrt(x * x + y * y + z * z)
    if size < 0.05:  # all over the world: there is no middle
        return 0.0, 0.0, 180.0
    far = np.degrees(np.arccos(np.clip(vectors @ (np.array([x, y, z]) / size), -1, 1))).max()
    return degrees(atan2(y, x)), degrees(asin(z / size)), float(far)


def path_of(lines: Sequence[Points], closed: bool) -> str:
    """Lines as the data of one path: steps in tenths of a pixel, what does not move left out."""
    return "".join(filter(None, (_path(line, closed) for line in lines)))


def _path(line: Points, closed: bool) -> str:
    tenths = np.rint(line * 10).astype(int)
    steps = np.diff(tenths, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (2 if closed else 1):
        return ""
    moved = "".join(_pair(x, y) for x, y in steps.tolist()).lstrip()
    x, y = tenths[0].tolist()
    return f"M{_tenth(x)} {_tenth(y)}l{moved}{'z' if closed else ''}"


def _pair(x: int, y: int) -> str:
    return f"{'' if x < 0 else ' '}{_tenth(x)}{'' if y < 0 else ' '}{_tenth(y)}"


def _tenth(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    return f"{'-' if number < 0 else ''}{whole or (0 if not rest else '')}{f'.{rest}' if rest else ''}"


def nice(length: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 ... that is no longer."""
    size = 10.0 ** np.floor(np.log10(length))
    return float(max(step * size for step in (1, 2, 5) if step * size <= length))


def grid(ground: Ground) -> Iterator[Points]:
    """Meridians and parallels, as pixels: some six across the frame."""
    box = ground.box
    step = next((s for s in (0.5, 1, 2, 5, 10, 15, 30) if (box.east - box.west) / s <= 8), 30)
    along = np.linspace(0, 1, 41)
    for lon in np.arange(np.ceil(box.west / step), box.east / step) * step:
        yield from ground.runs(np.stack([np.full(41, lon), box.south + (box.north - box.south) * along], axis=1))
    for lat in np.arange(np.ceil(box.south / step), box.north / step) * step:
        yield from ground.runs(np.stack([box.west + (box.east - box.west) * along, np.full(41, lat)], axis=1))
