"""Two builds: this one and the one before it."""

from __future__ import annotations

from dataclasses import replace

from stemmata.errors import NotFound, RecordError
from stemmata.show.queries.comparison import comparison
from stemmata.show.upkeep import Comparison
from stemmata.show.web.builder import BEFORE
from stemmata.show.web.visit import Visit

NONE = "no earlier build is kept; one is when a decision is built in here"
UNREADABLE = (
    "the earlier build that is kept cannot be compared: it is damaged, or was made by another version of stemmata;"
    " the next decision that is built in here puts another in its place"
)


def builds(visit: Visit) -> Comparison:
    """This build and the one before it. Raises NotFound."""
    before = visit.house.room.folder / BEFORE
    try:
        stamp = before.stat().st_mtime_ns  # it is put in its place after a build, when this state may be read already
    except OSError:
        raise NotFound(NONE) from None
    return visit.state.once(("builds", stamp), lambda: _compared(visit))


def _compared(visit: Visit) -> Comparison:
    """Where the record lies on the disk is nobody's business."""
    room, veil = visit.house.room, visit.state.veil
    try:
        found = comparison(room.folder / BEFORE, visit.state.real, veil, not veil)
    except RecordError as error:
        raise NotFound(UNREADABLE) from error
    return replace(found, old="the build before", new=room.name)
