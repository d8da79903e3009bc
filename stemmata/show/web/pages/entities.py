"""The page of a group, a person, a place or anything else that the record knows by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Depends
from fastapi.responses import Response

from stemmata.errors import NotFound
from stemmata.ontology import ontology
from stemmata.record import parts
from stemmata.show.answers import Lines
from stemmata.show.holdings import Holdings
from stemmata.show.leaves import Leaf
from stemmata.show.pictures.strength import strengths_for_page
from stemmata.show.pictures.tenures import draw_tenures
from stemmata.show.queries.dossier import titles
from stemmata.show.queries.explain import names as names_of
from stemmata.show.queries.leaf import leaf, leaflet
from stemmata.show.queries.naming import NAMING
from stemmata.show.slices import Asked
from stemmata.show.web.guard.door import need
from stemmata.show.web.guard.people import Person, Role
from stemmata.show.web.paper import slug
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visit, Visiting, entity_of, span_of

pages = APIRouter()
PLACES, JOINS, NAMES = 1_000, 2_000, 200  # of a page of names: places, reasons, and facts that give names


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


@pages.get("/entities/{id}/names")
def names(visit: Visiting, id: str) -> Response:
    """Every name, every spelling with its places, why they were joined, and what was kept apart."""
    held, more = named_in(visit.state, entity_of(visit, id))
    shown = {"names": names_of(held, id, visit.on), "more": more, "most": PLACES}
    return visit.page("entities/names.html", **shown, span=span_of(visit, id))


@pages.get("/entities/{id}/decide")
def decide(visit: Visiting, person: Annotated[Person, Depends(need(Role.REVIEWER))], id: str) -> Response:
    """What somebody may decide on an entity: that it is another, or is not; of a person, that it is not shown."""
    entity = visit.state.index.entities[visit.state.index.place[entity_of(visit, id)]]
    return visit.page("entities/decide.html", entity=entity)


@pages.get("/entities/{id}/{section}")
def section(visit: Visiting, id: str, section: str, page: int = 1) -> Response:
    """One section, all of it, a page at a time."""
    title = next((title for title in titles() if slug(title) == section), None)
    if title is None:
        raise NotFound(f"no section {section!r}; have {', '.join(map(slug, titles()))}")
    found = leaflet(visit.state, entity_of(visit, id), title, page, visit.on)
    return visit.page("entities/section.html", leaflet=found, span=(found.leaf.first, found.leaf.last))


def named_in(state: State, id_: str) -> tuple[Holdings, bool]:
    """What tells the names of an entity, of its places `PLACES` at most; whether there are more."""
    index, rows = state.index, state.index.about(id_)
    telling = [at for at, predicate in enumerate(index.predicates) if predicate in NAMING]
    naming = index.best(rows[np.isin(index.predicate[rows], telling)])[:NAMES]
    held = state.slice(index.ids(naming), Asked((id_,), joins=True, differences=0))
    with state.record.connected() as connection:
        found = parts.mentions_of(connection, id_, PLACES + 1)
        own = {mention.id: mention for mention in found[:PLACES]}
        joins = parts.joins_of(connection, own)[:JOINS]
        ends = parts.mentions(connection, {end for join in joins for end in (join.one, join.other)})
        reports = parts.reports(connection, {m.report for m in (*own.values(), *ends.values())})
    known = {mention: whose for mention, whose in held.entity_of.items() if whose != id_ or mention in own}
    return replace(
        held,
        mentions={**held.mentions, **ends, **own},
        entity_of={**known, **dict.fromkeys(own, id_)},
        reports={**held.reports, **reports},
        joins=joins,
    ), len(found) > PLACES


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
    if len(found.strengths.counts) > 1:
        drawn["Strength"] = strengths_for_page(visit.state.veil(found.strengths), visit.address)
    return drawn
