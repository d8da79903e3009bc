"""The page of a group, a person, a place or anything else that the record knows by name."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from stemmata.errors import NotFound
from stemmata.ontology import ontology
from stemmata.show.answers import Lines
from stemmata.show.leaves import Leaf
from stemmata.show.pictures.strength import strengths_for_page
from stemmata.show.pictures.tenures import draw_tenures
from stemmata.show.queries.dossier import titles
from stemmata.show.queries.leaf import leaf, leaflet
from stemmata.show.queries.strength import strength
from stemmata.show.slices import Asked
from stemmata.show.web.paper import slug
from stemmata.show.web.visit import Visit, Visiting, entity_of

pages = APIRouter()


@pages.get("/entities/{id}")
def entity(visit: Visiting, id: str) -> Response:
    """Everything about one entity, the best supported first."""
    found = leaf(visit.state, entity_of(visit, id), visit.on)
    return visit.page(
        "entities/leaf.html",
        leaf=found,
        pictures=_pictures(visit, found),
        views=views(found.dossier.type),
        span=(found.first, found.last),
    )


@pages.get("/entities/{id}/{section}")
def section(visit: Visiting, id: str, section: str, page: int = 1) -> Response:
    """One section, all of it, a page at a time."""
    title = next((title for title in titles() if slug(title) == section), None)
    if title is None:
        raise NotFound(f"no section {section!r}; have {', '.join(map(slug, titles()))}")
    found = leaflet(visit.state, entity_of(visit, id), title, page, visit.on)
    return visit.page("entities/section.html", leaflet=found, span=(found.leaf.first, found.leaf.last))


def views(type_: str) -> list[tuple[str, str]]:
    """Other ways of looking at a thing of a type: the end of the address, and what the link says."""
    found = [
        ("/timeline", "Timeline"),
        ("/network", "Allies and enemies"),
        ("/names", "Names"),
        ("/disputes", "Disputes"),
    ]
    if ontology().is_a(type_, "Group"):
        found[:0] = [("/tree", "Family tree"), ("/command", "Chain of command")]
    return [*found, ("/brief", "Print or cite")]


def _pictures(visit: Visit, found: Leaf) -> dict[str, str]:
    """Section title -> its picture."""
    sections = {section.title: section.lines for section in found.dossier.sections}
    entity, drawn = found.dossier.entity, dict[str, str]()
    posts = [line for line in sections.get("Posts", ()) if line.when.known]
    if len(posts) > 1:
        lines = Lines(f"posts, {entity.name}", entity, visit.on or "", tuple(posts))
        drawn["Posts"] = draw_tenures(visit.state.veil(lines), visit.address)
    strengths = {line.fact for line in sections.get("Strength", ())}
    if len(strengths) > 1:
        held = visit.state.slice(strengths, Asked(differences=0))
        answer = strength(held, str(entity.entity), visit.on)
        drawn["Strength"] = strengths_for_page(visit.state.veil(answer), visit.address)
    return drawn
