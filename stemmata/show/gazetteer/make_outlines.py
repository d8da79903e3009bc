"""Makes outlines.npz: python -m stemmata.show.gazetteer.make_outlines countries-10m.json

The file is that of the npm package `world-atlas` (`npm pack world-atlas`): Natural Earth at 1:10 million as TopoJSON.
"""

from __future__ import annotations

import json
import sys
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.show.gazetteer import OUTLINES
from stemmata.show.gazetteer.outlines import FINEST, KEPT, KM, Points, level_of, planes_of

Rings = list[list[int]]


def make(path: Path, topology: dict[str, Any]) -> None:
    """Writes the outlines: the same topology gives the same bytes."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs, levels = [], []
    for deltas in topology["arcs"]:
        steps = np.cumsum(np.array(deltas, dtype=np.int32), axis=0, dtype=np.int32)
        level = _levels(steps * scale + shift)
        arcs.append(steps[level >= FINEST])
        levels.append(level[level >= FINEST])
    land = [ring for each in topology["objects"]["land"]["geometries"] for ring in _rings(each)]
    countries = sorted(topology["objects"]["countries"]["geometries"], key=lambda each: str(each["properties"]["name"]))
    rings = [_rings(each) for each in countries]
    np.savez_compressed(
        path,
        scale=scale,
        shift=shift,
        steps=planes_of(np.concatenate([np.diff(arc, axis=0, prepend=0) for arc in arcs])),
        levels=np.concatenate(levels),
        arc_sizes=np.array([len(arc) for arc in arcs], dtype=np.int32),
        land=np.array([arc for ring in land for arc in ring], dtype=np.int32),
        land_sizes=np.array([len(ring) for ring in land], dtype=np.int32),
        borders=np.array([arc for some in rings for ring in some for arc in ring], dtype=np.int32),
        border_sizes=np.array([len(ring) for some in rings for ring in some], dtype=np.int32),
        ring_counts=np.array([len(some) for some in rings], dtype=np.int32),
        names=np.array([each["properties"]["name"] for each in countries]),
    )


def _rings(geometry: dict[str, Any]) -> Rings:
    """Every ring of a shape, holes too: with the even-odd rule they need not be told apart."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon] if geometry["type"] == "MultiPolygon" else []


def _levels(points: Points) -> NDArray[np.uint8]:
    """How much each point of an arc matters, by the area that is lost without it (Visvalingam and Whyatt 1993)."""
    flat = np.stack([points[:, 0] * KM * np.cos(np.radians(points[:, 1])), points[:, 1] * KM], axis=1).tolist()
    before, after = list(range(-1, len(flat) - 1)), list(range(1, len(flat) + 1))
    areas = [_area(flat, at - 1, at, at + 1) for at in range(1, len(flat) - 1)]
    waiting = [(area, at) for at, area in enumerate(areas, 1)]
    heapify(waiting)
    now, levels, least = dict(enumerate(areas, 1)), np.full(len(flat), KEPT, np.uint8), 0.0
    while waiting:
        area, at = heappop(waiting)
        if now.get(at) != area:
            continue
        least = max(least, area)  # no point matters less than one that went before it
        levels[at] = level_of(least)
        del now[at]
        one, other = before[at], after[at]
        after[one], before[other] = other, one
        for near in (one, other):
            if near in now:
                now[near] = _area(flat, before[near], near, after[near])
                heappush(waiting, (now[near], near))
    return levels


def _area(flat: list[list[float]], one: int, two: int, three: int) -> float:
    (a, b), (c, d), (e, f) = flat[one], flat[two], flat[three]
    return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2


if __name__ == "__main__":
    make(OUTLINES, json.loads(Path(sys.argv[1]).read_text("utf-8")))
