"""Reports: the list, the text as kept with its claims in the margin, two side by side, the tree of copies."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.show.pictures.stemma import draw_stemmas
from stemmata.show.web.answers.reports import beside_of, family_of, shelf, text_of
from stemmata.show.web.visit import Echo, Visiting

pages = APIRouter()
Number = Annotated[int, Query(ge=1, le=1_000_000)]


@pages.get("/reports")
def reports(visit: Visiting, page: Number = 1, publisher: str = "") -> Response:
    """The reports, by path."""
    return visit.page("reports/list.html", shelf=shelf(visit.state, page, Echo(publisher)))


@pages.get("/reports/{id}")
def report(visit: Visiting, id: str, part: Number = 1) -> Response:
    """One report: its text as kept, what it claims, what it shares with others."""
    return visit.page("reports/report.html", text=text_of(visit.state, id, part))


@pages.get("/reports/{id}/beside/{other}")
def beside(visit: Visiting, id: str, other: str) -> Response:
    """Two reports side by side."""
    return visit.page("reports/beside.html", beside=beside_of(visit.state, id, other))


@pages.get("/reports/{id}/family")
def family(visit: Visiting, id: str) -> Response:
    """The stemma of the family of copies that a report stands in."""
    found = family_of(visit.state, id)
    return visit.page("reports/family.html", stemmas=found, picture=draw_stemmas(visit.state.veil(found)), id=id)
