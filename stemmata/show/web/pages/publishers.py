"""Publishers: what each says alone, whom it agrees with, contradicts and copies. Counts, never a grade."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from stemmata.record import listing
from stemmata.show.web.answers.publishers import profile
from stemmata.show.web.visit import Visiting

pages = APIRouter()


@pages.get("/publishers")
def publishers(visit: Visiting) -> Response:
    """Every publisher that a report names, those with most reports first."""
    found = visit.state.once("publishers", lambda: visit.state.asking(listing.publishers))
    known = {publisher.name: publisher for publisher in visit.house.room.publishers}
    return visit.page("publishers/list.html", found=found, known=known)


@pages.get("/publishers/{name:path}")
def publisher(visit: Visiting, name: str) -> Response:
    """One publisher in figures."""
    return visit.page("publishers/publisher.html", profile=profile(visit, name))
