"""Where words may stand on a map: beside their place, over nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from stemmata.show.gazetteer.outlines import Points
from stemmata.show.pictures.canvas import Point

Rect = tuple[float, float, float, float]  # left, top, right, bottom
NEAR = 9.0  # from a place to what is written beside it
FARTHER = (0.0, 8.0, 18.0, 30.0)  # and so much more where that is taken
SQUARE = 48.0  # pixels
_LINES = 15  # across a shape, on which the widest stretch of it is looked for


class Room:
    """The frame of a map, and what is taken of it, by squares so that few things are compared."""

    def __init__(self, width: float, height: float) -> None:
        self._frame = (4.0, 4.0, width - 4, height - 4)
        self._taken: dict[tuple[int, int], list[Rect]] = {}

    def take(self, rect: Rect) -> None:
        for square in _squares(rect):
            self._taken.setdefault(square, []).append(rect)

    def is_free(self, rect: Rect) -> bool:
        """Whether nothing stands there, and it is within the frame."""
        left, top, right, bottom = self._frame
        if rect[0] < left or rect[1] < top or rect[2] > right or rect[3] > bottom:
            return False
        return not any(_overlap(rect, other) for square in _squares(rect) for other in self._taken.get(square, ()))

    def beside(self, at: Point, size: tuple[float, float]) -> tuple[Rect, bool] | None:
        """A free place for something of a size near a point, now taken, and whether it is far enough for a line."""
        for rect, far in _around(at, size):
            if self.is_free(rect):
                self.take(rect)
                return rect, far
        return None


def _squares(rect: Rect) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(edge // SQUARE) for edge in rect)
    return product(range(left, right + 1), range(top, bottom + 1))


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _around(at: Point, size: tuple[float, float]) -> Iterator[tuple[Rect, bool]]:
    """Right of a point, left, above, below, then aslant; then the same farther away."""
    (x, y), (w, h) = at, size
    for more in FARTHER:
        d = NEAR + more
        slant = d * 0.75
        for left, top in (
            (x + d, y - h / 2),
            (x - d - w, y - h / 2),
            (x - w / 2, y - d - h),
            (x - w / 2, y + d),
            (x + slant, y - slant - h),
            (x + slant, y + slant),
            (x - slant - w, y - slant - h),
            (x - slant - w, y + slant),
        ):
            yield (left, top, left + w, top + h), more > 0


def widest(rings: Sequence[Points], height: float) -> Iterator[tuple[Point, float]]:
    """The middles of the widest stretches within a shape, and how wide each is; the widest first, then nearest to
    the middle of the shape."""
    edges = np.concatenate([np.concatenate([ring, np.roll(ring, -1, axis=0)], axis=1) for ring in rings])
    low, high = max(edges[:, 1].min(), 0.0), min(edges[:, 1].max(), height)
    found: list[tuple[float, Point, float]] = []
    for share in np.linspace(0.06, 0.94, _LINES):
        y = float(low + (high - low) * share)
        over = edges[(edges[:, 1] <= y) != (edges[:, 3] <= y)]
        xs = np.sort(over[:, 0] + (y - over[:, 1]) / (over[:, 3] - over[:, 1]) * (over[:, 2] - over[:, 0]))
        for one, other in zip(xs[::2].tolist(), xs[1::2].tolist(), strict=False):
            found.append(((other - one) * (1 - abs(share - 0.5) * 0.6), ((one + other) / 2, y), other - one))
    for _, middle, wide in sorted(found, key=lambda each: -each[0]):
        yield middle, wide
