"""Places for things that are tied to one another: what is tied stands near, and no two boxes overlap.

Localized stress majorization (Gansner, Koren and North, 2004), begun from a classical scaling, so that the same ties
give the same places. It works on all pairs at once, and is meant for some hundred things, not for thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TURNS, PUSHES, GROWTHS = 60, 30, 60
APART = 6.0  # room between two boxes
FULL = 0.42  # the part of the paper that boxes may cover, at the most
EVEN = 0.5
GROWTH = 1.04
GENTLY = 0.5  # of what two boxes reach into one another
WIDEST = 130.0  # a line of length 1 on the paper


@dataclass(frozen=True, slots=True)
class Room:
    """The paper: its width, and the least height that it may have."""

    width: float
    height: float


def spread(lengths: Floats) -> Floats:
    """Points in the plane whose distances come near the lengths of the shortest ways; inf: the two are not tied."""
    many = len(lengths)
    if many < 2:
        return np.zeros((many, 2))
    ways = _ways(lengths)
    known = np.isfinite(ways)
    far = 0.6 * ways[known].max() + 1.2
    wanted = np.where(known, ways, far)
    weights = np.where(known, 1.0, 0.25) / np.maximum(wanted, 0.1) ** 2
    np.fill_diagonal(weights, 0.0)
    return _majorized(_scaled(wanted), wanted, weights)


def _ways(lengths: Floats) -> Floats:
    """The lengths of the shortest ways between all pairs."""
    ways = np.minimum(lengths, lengths.T)
    np.fill_diagonal(ways, 0.0)
    for at in range(len(ways)):
        ways = np.minimum(ways, ways[:, at : at + 1] + ways[at : at + 1, :])
    return ways


def _scaled(wanted: Floats) -> Floats:
    """Classical scaling. A small slope keeps things that are tied alike from standing on one point."""
    many = len(wanted)
    centring = np.eye(many) - 1.0 / many
    values, vectors = np.linalg.eigh(-0.5 * centring @ wanted**2 @ centring)
    found = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 1e-9))
    signs = np.sign(found[np.abs(found).argmax(axis=0), [0, 1]])
    angles = np.arange(many) * 2.399963  # the golden angle: no two alike
    return np.asarray(found * signs + 0.05 * np.stack([np.cos(angles), np.sin(angles)], axis=1), np.float64)


def _majorized(points: Floats, wanted: Floats, weights: Floats) -> Floats:
    """Each point in turn to where all others would have it, on the average; all turn at once."""
    shares = (weights / weights.sum(axis=1, keepdims=True))[:, :, None]
    for _ in range(TURNS):
        between = points[:, None] - points[None]
        apart = np.sqrt((between**2).sum(axis=2))
        wished = points[None] + between * (wanted / np.maximum(apart, 1e-6))[:, :, None]
        points = (shares * wished).sum(axis=1)
    return points


def placed(points: Floats, boxes: Floats, room: Room) -> tuple[Floats, float]:
    """Points on the paper so that boxes around them do not overlap, and how high the paper must be.

    The long side of the cloud lies across; the paper grows downwards until there is room for every box.
    """
    height = max(room.height, float(boxes.prod(axis=1).sum()) / room.width / FULL, float(boxes[:, 1].max()))
    size = np.array([room.width, height])
    found = _fitted(_evened(_turned(points)), boxes, size)
    for _ in range(GROWTHS):
        found, free = _apart(found, boxes, size)
        if free:
            break
        found, size = found * [1.0, GROWTH], size * [1.0, GROWTH]
    return found, float(size[1])


def _turned(points: Floats) -> Floats:
    """The longest direction lies across, what is farthest to the left."""
    x, y = (points - points.mean(axis=0)).T
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x - y * y).sum())
    across = np.stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)], axis=1)
    return np.asarray(across * np.where(across[np.abs(across).argmax(axis=0), [0, 1]] > 0, -1.0, 1.0), np.float64)


def _evened(points: Floats) -> Floats:
    """Crowds drawn apart and empty stretches drawn together, half way to even steps."""
    span = np.maximum(np.ptp(points, axis=0), 1e-9)
    steps = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(len(points) - 1, 1)
    return np.asarray((1 - EVEN) * (points - points.min(axis=0)) + EVEN * steps * span, np.float64)


def _fitted(points: Floats, boxes: Floats, size: Floats) -> Floats:
    low, high = points.min(axis=0), points.max(axis=0)
    inside = size - boxes.max(axis=0)
    scale = np.minimum(inside / np.maximum(high - low, 1e-9), WIDEST)
    return np.asarray((points - (low + high) / 2) * scale + size / 2, np.float64)


def _apart(points: Floats, boxes: Floats, size: Floats) -> tuple[Floats, bool]:
    """Pushes boxes out of one another, each pair along the shorter way, and back onto the paper; whether all are."""
    low, high = boxes / 2, np.maximum(boxes / 2, size - boxes / 2)
    reach = (boxes[:, None] + boxes[None]) / 2 + APART / 2
    many = np.arange(len(points))
    earlier = np.where(many[:, None] < many[None], -1.0, 1.0)[:, :, None]
    for _ in range(PUSHES):
        between = points[:, None] - points[None]
        depths = reach - np.abs(between)
        over = np.min(depths, axis=2) > 0.5
        over[many, many] = False
        if not over.any():
            return points, True
        wide = depths[:, :, 0] > depths[:, :, 1]
        ways = (
            np.stack([over & ~wide, over & wide], axis=2) * depths * np.where(between == 0, earlier, np.sign(between))
        )
        points = np.clip(points + GENTLY * ways.sum(axis=1), low, high)
    return points, False
