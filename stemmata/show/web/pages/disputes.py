"""Disputes: both sides facing each other, and differences that are none."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.model import DifferenceKind
from stemmata.show.web.answers.disputes import WHOLE_SIDE, quarrels, written_out
from stemmata.show.web.answers.facts import only
from stemmata.show.web.visit import Visiting, entity_of

pages = APIRouter()
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
