"""Pages that are pictures first: family tree, network, timeline, map, chain of command, ties between two."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.show.pictures.chronicle import draw_chronicle
from stemmata.show.pictures.command import draw_command
from stemmata.show.pictures.family import draw_family
from stemmata.show.pictures.map import draw_map
from stemmata.show.pictures.network import draw_network
from stemmata.show.queries.network import Scope
from stemmata.show.queries.network import rules as network_rules
from stemmata.show.web.answers.pictures import (
    DRAWN,
    command_answer,
    kinds_in,
    map_answer,
    network_answer,
    ties_of_two,
    timeline_answer,
    tree_answer,
)
from stemmata.show.web.visit import Echo, Visit, Visiting, entity_of, span_of

pages = APIRouter()
LISTED = 200  # dated facts in the list below the picture of a timeline
Text = Annotated[str, Query(max_length=200)]


@pages.get("/tree")
def tree(visit: Visiting) -> Response:
    """The family tree of all groups."""
    return _tree(visit, None, None)


@pages.get("/entities/{id}/tree")
def tree_of(visit: Visiting, id: str, steps: Annotated[int | None, Query(ge=1, le=9)] = None) -> Response:
    """The family tree from one group outward."""
    return _tree(visit, entity_of(visit, id), steps)


@pages.get("/network")
def all_ties(visit: Visiting, kinds: Text = "", most: Annotated[int, Query(ge=2, le=150)] = 60) -> Response:
    """Allies and enemies as of a date."""
    return _network(visit, None, Scope(kinds_in(kinds), 1, most))


@pages.get("/entities/{id}/network")
def ties_of(
    visit: Visiting,
    id: str,
    kinds: Text = "",
    steps: Annotated[int, Query(ge=1, le=2)] = 1,
    most: Annotated[int, Query(ge=2, le=150)] = 60,
) -> Response:
    """Allies and enemies of one actor as of a date."""
    return _network(visit, entity_of(visit, id), Scope(kinds_in(kinds), steps, most))


@pages.get("/ties")
def ties(visit: Visiting, one: Text = "", other: Text = "") -> Response:
    """All that is documented between two actors."""
    if not one or not other:
        return visit.page("drawn/ties_form.html", one=Echo(one), other=Echo(other))
    return visit.page("drawn/ties.html", ties=ties_of_two(visit, one, other), span=span_of(visit))


@pages.get("/timeline")
def chronicle(visit: Visiting) -> Response:
    """What happened and what held, by time."""
    return _timeline(visit, None)


@pages.get("/entities/{id}/timeline")
def chronicle_of(visit: Visiting, id: str) -> Response:
    """What happened to one, and what held, by time."""
    return _timeline(visit, entity_of(visit, id))


@pages.get("/map")
def places(visit: Visiting) -> Response:
    """Groups and past events by place, as of a date; of the last evidenced day where none is given."""
    mapped, left_out = map_answer(visit)
    picture = draw_map(visit.state.veil(mapped), visit.address)
    return visit.page("drawn/map.html", mapped=mapped, picture=picture, left_out=left_out, span=span_of(visit))


@pages.get("/entities/{id}/command")
def command(visit: Visiting, id: str) -> Response:
    """The chain of command of a unit on a day."""
    found = command_answer(visit, entity_of(visit, id))
    picture = draw_command(visit.state.veil(found), visit.address)
    return visit.page("drawn/command.html", command=found, picture=picture, span=span_of(visit, id))


def _tree(visit: Visit, entity: str | None, steps: int | None) -> Response:
    found, selection = tree_answer(visit, entity, steps)
    picture = draw_family(visit.state.veil(found), visit.address)
    shown = {"families": found, "picture": picture, "left_out": selection, "steps": steps}
    return visit.page("drawn/tree.html", **shown, span=span_of(visit, entity))


def _network(visit: Visit, entity: str | None, scope: Scope) -> Response:
    found, selection = network_answer(visit, entity, scope)
    picture = draw_network(visit.state.veil(found), visit.address)
    titles = {kind: rule["title"] for kind, rule in network_rules()["kinds"].items()}
    shown = {"network": found, "picture": picture, "titles": titles, "most": scope.most}
    left_out = found.left_out + selection.actors_left_out
    return visit.page("drawn/network.html", **shown, left_out=left_out, span=span_of(visit, entity))


def _timeline(visit: Visit, entity: str | None) -> Response:
    found, selection = timeline_answer(visit, entity)
    shown = {"lines": found, "drawn": min(len(found.lines), DRAWN), "left_out": selection.facts_left_out}
    picture = draw_chronicle(visit.state.veil(found), visit.address) if found.lines else ""
    return visit.page("drawn/timeline.html", **shown, picture=picture, listed=LISTED, span=span_of(visit, entity))
