"""Things in a line, those that are tied near one another: each is moved to where its ties are shortest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 6
Ends = tuple[int, int]


class Line:
    """Things of different sizes in a line, tied by weights, some of them drawn up or down by what is outside."""

    def __init__(self, sizes: Sequence[float], ties: Mapping[Ends, float], pull: Mapping[int, float]) -> None:
        self.sizes = np.array(sizes, dtype=float)
        self.one = np.array([one for one, _ in ties], dtype=int)
        self.other = np.array([other for _, other in ties], dtype=int)
        self.weight = np.array(list(ties.values()), dtype=float)
        self.pull = pull
        self.beside: dict[int, list[tuple[int, float]]] = {}
        for (one, other), weight in ties.items():
            self.beside.setdefault(one, []).append((other, weight))
            self.beside.setdefault(other, []).append((one, weight))

    def arranged(self, start: Sequence[int]) -> list[int]:
        """The order after some rounds of moving one thing at a time."""
        order = list(start)
        tied = sorted({*self.beside, *self.pull}, key=lambda at: (-len(self.beside.get(at, ())), at))
        for _ in range(ROUNDS if len(order) <= 400 else 2):
            moved = [self._moved(order, at) for at in tied]
            if not any(moved):
                break
        return order

    def _moved(self, order: list[int], at: int) -> bool:
        """Moves one thing to the gap where it costs least, if that is better than where it stands."""
        was = order.index(at)
        order.pop(was)
        cost = self._cost(order, at)
        best = int(np.argmin(cost))
        to = best if cost[best] < cost[was] - 1e-9 else was
        order.insert(to, at)
        return to != was

    def _cost(self, rest: Sequence[int], at: int) -> NDArray[np.float64]:
        """For every gap: the length of the thing's own ties, and what it adds to those that it parts."""
        sizes = self.sizes[list(rest)]
        gaps = np.concatenate(([0.0], np.cumsum(sizes)))
        rank = np.zeros(len(self.sizes), dtype=int)
        rank[list(rest)] = np.arange(len(rest))
        cost: NDArray[np.float64] = self.sizes[at] * self._parted(rank, at, len(rest))
        for other, weight in self.beside.get(at, ()):
            cost += weight * np.abs(gaps - (gaps[rank[other]] + gaps[rank[other] + 1]) / 2)
        cost += self.pull.get(at, 0.0) * gaps
        return cost

    def _parted(self, rank: NDArray[np.int64], at: int, size: int) -> NDArray[np.float64]:
        keep = (self.one != at) & (self.other != at)
        a, b = rank[self.one[keep]], rank[self.other[keep]]
        low, high, weight = np.minimum(a, b), np.maximum(a, b), self.weight[keep]
        steps = np.bincount(low + 1, weight, size + 2) - np.bincount(high + 1, weight, size + 2)
        parted: NDArray[np.float64] = np.cumsum(steps)[: size + 1]
        return parted
