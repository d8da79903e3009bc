"""Reports and those who publish them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from stemmata.model import Publisher
from stemmata.record import listing
from stemmata.show.profiles import Profile
from stemmata.show.stemmas import Stemmas
from stemmata.show.texts import Beside, ReportText, Shelf
from stemmata.show.web.answers.publishers import profile
from stemmata.show.web.answers.reports import beside_of, family_of, shelf, text_of
from stemmata.show.web.api.answering import Asking, Id, PageNumber, says, told
from stemmata.show.web.visit import Echo

routes = APIRouter(tags=["Reports"])
Of = Annotated[str, Id]


@dataclass(frozen=True, slots=True)
class Published:
    """A publisher, the number of its reports, and what people wrote of it in sources.yml."""

    name: str
    reports: int
    known: Publisher | None


@dataclass(frozen=True, slots=True)
class Publishers:
    """Every publisher that a report names, those with most reports first."""

    publishers: tuple[Published, ...]


@routes.get("/reports", responses=says(Shelf, paged=True), response_class=Response)
def reports(
    visit: Asking,
    page: PageNumber = 1,
    publisher: Annotated[str, Query(max_length=200, description="Only of this publisher.")] = "",
) -> Response:
    """The reports, by path."""
    found = shelf(visit.state, page, Echo(publisher))
    return told(visit, found, found.page, found.pages)


@routes.get("/reports/{report}", responses=says(ReportText), response_class=Response)
def report(visit: Asking, report: Of, part: PageNumber = 1) -> Response:
    """One report: its text as kept, cut where segments and claims begin and end, and what it shares with others."""
    return told(visit, text_of(visit.state, report, part))


@routes.get("/reports/{report}/beside/{other}", responses=says(Beside), response_class=Response)
def beside(visit: Asking, report: Of, other: Of) -> Response:
    """Two reports side by side, the passages that they share numbered alike."""
    return told(visit, beside_of(visit.state, report, other))


@routes.get("/reports/{report}/family", responses=says(Stemmas), response_class=Response)
def family(visit: Asking, report: Of) -> Response:
    """The tree of copies that a report stands in."""
    return told(visit, family_of(visit.state, report))


@routes.get("/publishers", responses=says(Publishers), response_class=Response)
def publishers(visit: Asking) -> Response:
    """Every publisher that a report names."""
    counts: Mapping[str, int] = visit.state.once("publishers", lambda: visit.state.asking(listing.publishers))
    known = {publisher.name: publisher for publisher in visit.house.room.publishers}
    found = tuple(Published(name, count, known.get(name)) for name, count in counts.items())
    return told(visit, Publishers(found))


@routes.get("/publishers/{publisher:path}", responses=says(Profile), response_class=Response)
def publisher(visit: Asking, publisher: Annotated[str, Path(max_length=200)]) -> Response:
    """One publisher in figures: what it alone says, whom it agrees with, contradicts, copies. No figure is a grade."""
    return told(visit, profile(visit, publisher))
