"""The outlines: fine where a map is near, coarse where it is far, whole where they cross the 180th meridian."""

from pathlib import Path

import numpy as np
import pytest

from stemmata.errors import NotFound
from stemmata.show.gazetteer import OUTLINES
from stemmata.show.gazetteer.outlines import Box, outlines, planes_of
from stemmata.show.gazetteer.outlines import _steps as steps_of

ISLAND = Box(79, 5.5, 82.5, 10)


def test_countries_in_a_box() -> None:
    assert {name for name, _ in outlines(OUTLINES).countries(ISLAND, 1)} == {"India", "Sri Lanka"}


def test_farther_away_there_are_fewer_points() -> None:
    near, far = (sum(map(len, outlines(OUTLINES).coasts(ISLAND, area))) for area in (0.25, 400))
    assert near > 20 * far > 0


def test_an_island_has_no_frontier() -> None:
    assert list(outlines(OUTLINES).frontiers(Box(80, 6, 81.5, 9), 1)) == []
    assert list(outlines(OUTLINES).frontiers(Box(-73, 0, -66, 8), 1))


@pytest.mark.parametrize("west", [175, -185])
def test_a_land_on_the_180th_meridian_is_whole(west: float) -> None:
    rings = [ring for name, ring in outlines(OUTLINES).countries(Box(west, -20, west + 10, -15), 10) if name == "Fiji"]
    assert rings and all(np.abs(np.diff(ring[:, 0])).max() < 5 for ring in rings)


def test_small_numbers_packed_come_back() -> None:
    steps = np.array([[0, -1], [70000, -99999], [127, -128]], dtype=np.int32)
    assert (steps_of(planes_of(steps)) == steps).all()


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="outlines are absent"):
        outlines(tmp_path / "none.npz")
