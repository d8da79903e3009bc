"""Groups, people, places and whatever else has a name: lists, and all that is said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from stemmata.errors import NotFound
from stemmata.show.answers import Names
from stemmata.show.findings import FoundName
from stemmata.show.leaves import Leaf, Leaflet
from stemmata.show.quarrels import Quarrels
from stemmata.show.queries.dossier import titles
from stemmata.show.queries.explain import names as names_of
from stemmata.show.queries.finding import Question
from stemmata.show.queries.leaf import leaf, leaflet
from stemmata.show.slices import Asked
from stemmata.show.web.answers.disputes import quarrels
from stemmata.show.web.answers.search import searched
from stemmata.show.web.api.answering import Asking, Id, PageNumber, says, told
from stemmata.show.web.api.pacing import paced
from stemmata.show.web.paper import slug
from stemmata.show.web.visit import entity_of

routes = APIRouter(tags=["Entities"])
Of = Annotated[str, Id]


@dataclass(frozen=True, slots=True)
class Listing:
    """Entities, a page at a time: those spelled as asked, else those with most facts. `kinds`: how many of each."""

    entities: tuple[FoundName, ...]
    kinds: Mapping[str, int]
    page: int
    pages: int
    total: int


@routes.get("/entities", responses=says(Listing, paged=True), response_class=Response, dependencies=[Depends(paced)])
def entities(
    visit: Asking,
    name: Annotated[str, Query(max_length=200, description="A name in any script and spelling.")] = "",
    kind: Annotated[Literal["", "Groups", "People", "Places", "Others"], Query(description="Only of this kind.")] = "",
    page: PageNumber = 1,
) -> Response:
    """Entities by kind or by name."""
    found = searched(visit.state, Question(name.strip(), "names", kind, page))
    made = Listing(found.names, found.facets, found.page, found.pages, found.counts.get("names", 0))
    return told(visit, made, found.page, found.pages)


@routes.get("/entities/{entity}", responses=says(Leaf), response_class=Response)
def entity(visit: Asking, entity: Of) -> Response:
    """Everything about one entity, the best supported facts of each section first."""
    return told(visit, leaf(visit.state, entity_of(visit, entity), visit.on))


@routes.get("/entities/{entity}/sections/{section}", responses=says(Leaflet, paged=True), response_class=Response)
def section(visit: Asking, entity: Of, section: Annotated[str, Id], page: PageNumber = 1) -> Response:
    """One section of what is said of an entity, all of it, a page at a time. `section`: "allies-and-enemies"."""
    title = next((title for title in titles() if slug(title) == section), None)
    if title is None:
        raise NotFound(f"no section {section!r}; have {', '.join(map(slug, titles()))}")
    found = leaflet(visit.state, entity_of(visit, entity), title, page, visit.on)
    return told(visit, found, found.page, found.pages)


@routes.get("/entities/{entity}/names", responses=says(Names), response_class=Response)
def names(visit: Asking, entity: Of) -> Response:
    """Every spelling of an entity, where it stands, and why it was joined; on a date, the names in use then."""
    id_, index = entity_of(visit, entity), visit.state.index
    held = visit.state.slice(index.ids(index.about(id_)), Asked(entities=(id_,), joins=True, differences=False))
    return told(visit, names_of(held, id_, visit.on))


@routes.get("/entities/{entity}/disputes", responses=says(Quarrels, paged=True), response_class=Response)
def disputes_of(visit: Asking, entity: Of, kind: str = "contradiction", page: PageNumber = 1) -> Response:
    """The differences over what is said of an entity."""
    found = quarrels(visit.state, kind, page, entity_of(visit, entity))
    return told(visit, found, found.page, found.pages)
