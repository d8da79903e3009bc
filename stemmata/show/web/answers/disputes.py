"""Differences between reports: a page of those of a kind, and some written out."""

from __future__ import annotations

from stemmata.errors import NotFound
from stemmata.model import Difference, DifferenceKind
from stemmata.record import columns, listing, parts
from stemmata.show.answers import Dispute
from stemmata.show.quarrels import Quarrels
from stemmata.show.queries.disputes import dispute_of
from stemmata.show.slices import Asked
from stemmata.show.web.room import State

ON_A_PAGE = 20
SIDE, WHOLE_SIDE = 6, 200  # facts of a side that a list, and the page of one difference, write out
LIGHT = Asked(claims=4, witnesses=4, differences=0)


def quarrels(state: State, kind: str, page: int, entity: str = "") -> Quarrels:
    """A page of the differences of a kind; "" is every kind. Raises NotFound."""
    kinds = [known.value for known in DifferenceKind]
    if kind not in ("", *kinds):
        raise NotFound(f"no kind of difference {kind!r}; have {', '.join(kinds)}")
    first = (page - 1) * ON_A_PAGE
    with state.record.connected() as connection:
        if entity:
            facts = state.index.ids(state.index.about(entity))
            every = listing.difference_ids_of(connection, facts, kind)
            ids, total = every[max(first, 0) : first + ON_A_PAGE], len(every)
        else:
            ids, total = listing.difference_ids(connection, kind, max(first, 0), ON_A_PAGE)
        counts = {} if entity else columns.kinds_of_difference(connection)
    pages = max(1, -(-total // ON_A_PAGE))
    if not 1 <= page <= pages:
        raise NotFound(f"no page {page} of these differences; there are {pages}")
    return Quarrels(written_out(state, ids), kind, counts, page, pages, total)


def written_out(state: State, ids: list[str], most: int = SIDE) -> tuple[Dispute, ...]:
    """Differences with the facts of their sides, so many of each at most, in the order of the ids."""
    found = {d.id: d for d in state.asking(lambda connection: parts.differences(connection, ids))}
    held = state.slice({fact for difference in found.values() for fact in _facts(difference, most)}, LIGHT)
    return tuple(dispute_of(held, found[id_]) for id_ in ids)


def _facts(difference: Difference, most: int) -> set[str]:
    return {fact for side in difference.sides for fact in side.facts[:most]}
