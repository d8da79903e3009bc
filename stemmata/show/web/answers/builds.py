"""Two builds: this one and the one before it."""

from __future__ import annotations

from dataclasses import replace

from stemmata.errors import NotFound, RecordError
from stemmata.show.queries.comparison import comparison
from stemmata.show.upkeep import Comparison
from stemmata.show.web.builder import BEFORE, stamp_of
from stemmata.show.web.visit import Visit, sees_everything

NONE = "no earlier build is kept; one is when a decision is built in here"
UNREADABLE = (
    "the earlier build that is kept cannot be compared: it is damaged, or was made by another version of stemmata;"
    " the next decision that is built in here puts another in its place"
)
MEANWHILE = "the record was built anew while it was compared; look again"


def builds(visit: Visit) -> Comparison:
    """This build and the one before it. Raises NotFound."""
    stamp = stamp_of(visit.house.room.folder)  # it is put there after a build, when this state may be read already
    if not stamp:
        raise NotFound(NONE)
    try:
        return visit.state.once(("builds", stamp), lambda: _compared(visit))
    except KeyError as error:  # what was found to be another is not there any more
        now = visit.house.room.now(sees_everything(visit.house, visit.request))
        if now is visit.state and stamp_of(visit.house.room.folder) == stamp:
            raise
        raise NotFound(MEANWHILE) from error


def _compared(visit: Visit) -> Comparison:
    """Where the record lies on the disk is nobody's business."""
    room, veil = visit.house.room, visit.state.veil
    try:
        found = comparison(room.folder / BEFORE, visit.state.real, veil, not veil)
    except RecordError as error:
        raise NotFound(UNREADABLE) from error
    return replace(found, old="the build before", new=room.name)
