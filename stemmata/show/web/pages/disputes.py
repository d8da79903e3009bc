"""Disputes: both sides facing each other, and differences that are none."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.errors import NotFound
from stemmata.model import Difference, DifferenceKind
from stemmata.record import columns, listing, parts
from stemmata.show.answers import Dispute
from stemmata.show.quarrels import Quarrels
from stemmata.show.queries.disputes import dispute_of
from stemmata.show.slices import Asked
from stemmata.show.web.pages.facts import only
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visiting, entity_of

pages = APIRouter()
ON_A_PAGE = 20
SIDE, WHOLE_SIDE = 6, 200  # facts of a side that a list, and the page of one difference, write out
LIGHT = Asked(claims=4, witnesses=4, differences=0)
Number = Annotated[int, Query(ge=1, le=1_000_000)]
Kind = Annotated[str, Query(max_length=40)]


@pages.get("/disputes")
def disputes(visit: Visiting, kind: Kind = DifferenceKind.CONTRADICTION.value, page: Number = 1) -> Response:
    """The differences of a kind, a page at a time."""
    return visit.page("disputes/list.html", found=quarrels(visit.state, kind, page), entity=None)


@pages.get("/disputes/{id}")
def dispute(visit: Visiting, id: str) -> Response:
    """One difference, by its id."""
    found = written_out(visit.state, [only(visit, "differences", id)], WHOLE_SIDE)
    return visit.page("disputes/dispute.html", dispute=found[0])


@pages.get("/entities/{id}/disputes")
def disputes_of(
    visit: Visiting, id: str, kind: Kind = DifferenceKind.CONTRADICTION.value, page: Number = 1
) -> Response:
    """The differences over what is said of an entity."""
    entity = visit.state.index.entities[visit.state.index.place[entity_of(visit, id)]]
    return visit.page("disputes/list.html", found=quarrels(visit.state, kind, page, id), entity=entity)


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
