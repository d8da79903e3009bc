"""Gazetteer: a name in any script -> the towns of the world that bear it; and the outlines that a map is drawn on.

Both are files beside this code, made once from public data (ATTRIBUTION.md): nothing is ever fetched.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stemmata.show.gazetteer.towns import Gazetteer

HERE = Path(__file__).parent
TOWNS, OUTLINES = HERE / "towns.sqlite", HERE / "outlines.npz"


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped, opened once. Safe to share between threads."""
    return Gazetteer(TOWNS)
