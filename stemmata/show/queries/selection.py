"""Which facts of a large record a picture is made of: the best supported ones about the actors that fit into it.

Of a record that is not large everything is taken, and nothing of this is needed. What is left out is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stemmata.show.asof import Window
from stemmata.show.index import EVER, NEVER, Index, Marks, Rows
from stemmata.show.queries.kinship import kinship
from stemmata.show.queries.naming import NAMING
from stemmata.show.queries.network import Scope, predicates_of
from stemmata.show.queries.standing import ABOVE, BEGINS, ENDS
from stemmata.show.queries.strength import STRENGTH

GROUPS = 200  # that a family tree shows at most
TIES_OF_ONE = 30  # ties of one group, those best supported
TIES_DRAWN = 8  # the same in a family tree, which more would make unreadable
TOLD_OF_ONE = 12  # names of one group; what began and ended it
STRENGTHS_OF_ONE = 6  # numbers that a band is as thick as
STEPS = 6  # that are followed from a group outward
Places = NDArray[np.int64]  # places of entities in the index


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of an index, and how many actors and facts were left out."""

    rows: Rows
    actors_left_out: int = 0
    facts_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Kin(Selection):
    """What a family tree is drawn of, and its groups by their places; how long they existed the columns tell."""

    groups: Places = field(default_factory=lambda: np.empty(0, np.int64))


def family_rows(index: Index, entity: str | None) -> Kin:
    """The facts of a family tree: ties between its groups, their strengths and names, what began and ended them."""
    ties = _between_groups(index, index.of(kinship().ties))
    groups = _tied(index, ties) if entity is None else _around(index, ties, index.place[entity])
    kept = groups[:GROUPS]
    inside = ties[np.isin(index.subject[ties], kept) & np.isin(index.object[ties], kept)]
    best = _at_most(index, index.best(inside), TIES_DRAWN)
    told = [_told_of(index, kept, predicates, TOLD_OF_ONE) for predicates in (NAMING, kinship().shown)]
    strengths = _told_of(index, kept, [STRENGTH], STRENGTHS_OF_ONE)
    rows = np.union1d(best, np.setdiff1d(np.concatenate([*told, strengths]), ties))
    return Kin(rows, len(groups) - len(kept), len(inside) - len(best), kept)


def _told_of(index: Index, groups: Places, predicates: Iterable[str], most: int) -> Rows:
    """What is said of groups by some predicates: of each the best supported."""
    rows = index.of(predicates)
    return _at_most(index, index.best(rows[np.isin(index.subject[rows], groups)]), most)


def ties_rows(index: Index, scope: Scope, entity: str | None, window: Window | None) -> Selection:
    """The facts of a network: between the actors with the best supported ties; around one, the nearest first."""
    rows = _between_groups(index, index.of(predicates_of(scope.kinds)))
    if window is not None:
        rows = _of_pairs_then(index, rows, window)
    every = len(index.entities)
    groups = _tied(index, rows) if entity is None else _around(index, rows, index.place[entity], scope.steps, every)
    kept = groups[: scope.most]
    inside = rows[np.isin(index.subject[rows], kept) & np.isin(index.object[rows], kept)]
    best = _at_most(index, index.best(inside), TIES_OF_ONE)
    return Selection(best, len(groups) - len(kept), len(inside) - len(best))


def chain_rows(index: Index, posts: str, entity: str, steps: int) -> Selection:
    """The facts of a chain of command: what belongs to what, some steps from a unit, and who holds posts in them.

    One step more is taken, since what lies beyond is counted.
    """
    ties = index.of((*ABOVE.subject, *ABOVE.object))
    units = np.array([index.place[entity]])
    for _ in range(steps + 1):
        units = np.union1d(units, _beside(index, ties, units)[:GROUPS])
    inside = ties[np.isin(index.subject[ties], units) & np.isin(index.object[ties], units)]
    held = index.of([posts])
    held = held[np.isin(index.object[held], units)]
    return Selection(
        np.concatenate([_at_most(index, index.best(inside), TIES_OF_ONE), index.best(held)[: GROUPS * 10]])
    )


def dated_rows(index: Index, entity: str | None, most: int, window: Window | None) -> Selection:
    """Facts with a date, about an entity where one is given: the best supported, by time."""
    rows = np.arange(len(index.facts)) if entity is None else index.about(entity)
    known = ((index.start[rows] != (EVER, NEVER)) | (index.end[rows] != (EVER, NEVER))).any(axis=1)
    rows = rows[known]
    if window is not None:
        rows = rows[index.start[rows, 0] <= window.last.toordinal()]
    best = index.best(rows)[:most]
    return Selection(index.by_time(best), 0, len(rows) - len(best))


def placed_rows(index: Index, predicates: Iterable[str], most: int, window: Window | None) -> Selection:
    """Facts of a map: of some predicates, as of a day, the best supported."""
    rows = index.of(predicates)
    if window is not None:
        rows = rows[index.holds(rows, window) > 0]
    best = index.best(rows)[:most]
    return Selection(best, 0, len(rows) - len(best))


def _between_groups(index: Index, rows: Rows) -> Rows:
    if not len(rows):
        return rows
    other = index.object[rows]
    kept: Rows = rows[(other >= 0) & index.is_actor[index.subject[rows]] & index.is_actor[np.maximum(other, 0)]]
    return kept


def _of_pairs_then(index: Index, rows: Rows, window: Window) -> Rows:
    """All facts of two whom one may tie on the day: another may tell that it was over by then."""
    ends = np.sort(np.stack([index.subject[rows], index.object[rows]]).astype(np.int64), axis=0)
    pair = ends[0] * len(index.entities) + ends[1]
    kept: Rows = rows[np.isin(pair, pair[_may_tie(index, rows, window)])]
    return kept


def _may_tie(index: Index, rows: Rows, window: Window) -> Marks:
    """Facts that leave room for a tie on the day, as `standing.verdict` reads them: one left was tied until then."""
    first, last = window.first.toordinal(), window.last.toordinal()
    begins, ends = (np.isin(index.predicate[rows], index.numbers(which)) for which in (BEGINS, ENDS))
    begun, not_over = begins & (index.start[rows, 0] <= last), ends & (index.end[rows, 1] >= first)
    found: Marks = begun | not_over | index.denied[rows] | (index.holds(rows, window) > 0)
    return found


def _tied(index: Index, rows: Rows) -> Places:
    """The actors with ties, those with the best supported ties first."""
    support = np.zeros(len(index.entities))
    for end in (index.subject[rows], index.object[rows]):
        np.add.at(support, end, np.maximum(index.lineages[rows], 1))
    tied = np.flatnonzero(support)
    ordered: Places = tied[np.argsort(-support[tied], kind="stable")]
    return ordered


def _around(index: Index, ties: Rows, start: int, steps: int = STEPS, enough: int = GROUPS) -> Places:
    """The groups that hang together with one, the nearest first, of those as near the best supported."""
    order, found = {int(at): rank for rank, at in enumerate(_tied(index, ties))}, [start]
    layer: Collection[int] = [start]
    for _ in range(steps):
        beside = _beside(index, ties, np.array(list(layer)))
        layer = sorted({int(at) for at in beside} - set(found), key=lambda at: order[at])
        found += layer
        if not layer or len(found) > enough:
            break
    return np.array(found, np.int64)


def _beside(index: Index, rows: Rows, places: Places) -> Places:
    """What has a tie to one of these."""
    rows = rows[index.object[rows] >= 0]
    one, other = index.subject[rows], index.object[rows]
    found: Places = np.unique(np.concatenate([other[np.isin(one, places)], one[np.isin(other, places)]]))
    return found


def _at_most(index: Index, rows: Rows, most: int) -> Rows:
    """The first so many rows of each subject."""
    seen: dict[int, int] = {}
    kept = []
    for row, subject in zip(rows.tolist(), index.subject[rows].tolist(), strict=True):
        seen[subject] = seen.get(subject, 0) + 1
        if seen[subject] <= most:
            kept.append(row)
    return np.array(kept, np.int64)
