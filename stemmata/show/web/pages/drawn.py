"""Pages that are pictures first: family tree, network, timeline, map, chain of command, ties between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.show.answers import Lines
from stemmata.show.asof import Window
from stemmata.show.families import Families
from stemmata.show.gazetteer import gazetteer
from stemmata.show.gazetteer.corrections import corrections
from stemmata.show.gazetteer.evidence import rules as place_rules
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Command, Network, Ties
from stemmata.show.pictures.chronicle import draw_chronicle
from stemmata.show.pictures.command import draw_command
from stemmata.show.pictures.family import draw_family
from stemmata.show.pictures.map import draw_map
from stemmata.show.pictures.network import draw_network
from stemmata.show.placed import Mapped
from stemmata.show.queries.command import chain_of_command
from stemmata.show.queries.command import rules as command_rules
from stemmata.show.queries.family import family, family_in
from stemmata.show.queries.network import Scope, network, predicates_of
from stemmata.show.queries.network import rules as network_rules
from stemmata.show.queries.places import map_of
from stemmata.show.queries.selection import (
    Selection,
    chain_rows,
    dated_rows,
    placed_rows,
    ties_rows,
)
from stemmata.show.queries.ties import ties_between
from stemmata.show.queries.timeline import timeline
from stemmata.show.slices import Asked
from stemmata.show.web.room import State
from stemmata.show.web.visit import Echo, Visit, Visiting, entity_of, span_of

pages = APIRouter()
LIGHT = Asked(claims=4, differences=0)
LARGE = 20_000  # facts; of a larger record a picture is made of a selection
DRAWN, LISTED = 400, 200  # dated facts in the picture of a timeline, and in the list below it
PLACED = 3_000  # facts on a map
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


def tree_answer(visit: Visit, entity: str | None, steps: int | None = None) -> tuple[Families, Selection]:
    """The families of groups, and what of a large record was left out."""
    state = visit.state
    if _is_small(state):
        return family(state.whole, entity, visit.on, steps), Selection(state.index.about(""))
    return family_in(state, entity, visit.on, steps)


def _network(visit: Visit, entity: str | None, scope: Scope) -> Response:
    found, selection = network_answer(visit, entity, scope)
    picture = draw_network(visit.state.veil(found), visit.address)
    titles = {kind: rule["title"] for kind, rule in network_rules()["kinds"].items()}
    shown = {"network": found, "picture": picture, "titles": titles, "most": scope.most}
    left_out = found.left_out + selection.actors_left_out
    return visit.page("drawn/network.html", **shown, left_out=left_out, span=span_of(visit, entity))


def network_answer(visit: Visit, entity: str | None, scope: Scope) -> tuple[Network, Selection]:
    """The network, and what of a large record was left out."""
    index, window = visit.state.index, _window(visit)
    predicates = predicates_of(scope.kinds)
    held, selection = chosen(visit.state, entity, lambda: ties_rows(index, predicates, scope.most, entity, window))
    return network(held, visit.on, entity, scope), selection


def ties_of_two(visit: Visit, one: str, other: str) -> Ties:
    """What is documented between two actors, named by id or by name."""
    state = visit.state
    pair = [meant(state, name) for name in (one, other)]
    held = state.whole if _is_small(state) else state.slice(
        {*state.index.ids(state.index.best(state.index.about(pair[0]))[:PLACED]),
         *state.index.ids(state.index.best(state.index.about(pair[1]))[:PLACED])}
    )  # fmt: skip
    return ties_between(held, pair[0], pair[1], visit.on)


def meant(state: State, name: str) -> str:
    """The id of an actor by its id or name, the most told of where several bear it."""
    found = [name] if name in state.index.place else [entity.id for entity in state.record.find_entity(name)]
    return max(found, key=lambda id_: state.index.weight[state.index.place[id_]], default=name)


def _timeline(visit: Visit, entity: str | None) -> Response:
    found, selection = timeline_answer(visit, entity)
    shown = {"lines": found, "drawn": min(len(found.lines), DRAWN), "left_out": selection.facts_left_out}
    picture = draw_chronicle(visit.state.veil(found), visit.address) if found.lines else ""
    return visit.page("drawn/timeline.html", **shown, picture=picture, listed=LISTED, span=span_of(visit, entity))


def timeline_answer(visit: Visit, entity: str | None) -> tuple[Lines, Selection]:
    """Dated facts by time: the best supported ones where there are many."""
    state = visit.state
    selection = dated_rows(state.index, entity, DRAWN, _window(visit))
    held = state.slice(state.index.ids(selection.rows), _about(LIGHT, entity))
    kept = set(state.index.ids(selection.rows))
    found = timeline(held, entity, visit.on)
    lines = tuple(line for line in found.lines if line.fact in kept)
    return Lines(found.question, found.entity, found.on, lines, by_time=True), selection


def map_answer(visit: Visit) -> tuple[Mapped, int]:
    """The map, and how many facts of a large record were left out."""
    index = visit.state.index
    last = index.last_evidenced()
    on = visit.on or (last.isoformat() if last else None)
    predicates = (*place_rules().presence, *place_rules().events, "located_in")
    window = Window.of(on) if on else None
    held, selection = chosen(visit.state, None, lambda: placed_rows(index, predicates, PLACED, window))
    known = visit.state.once("corrections", lambda: corrections(visit.house.room.folder, gazetteer()))
    return map_of(held, visit.on, known), selection.facts_left_out


def command_answer(visit: Visit, entity: str) -> Command:
    """The chain of command of a unit."""
    rules = command_rules()
    steps = max(rules["up"], rules["down"])
    held, _ = chosen(visit.state, entity, lambda: chain_rows(visit.state.index, "holds_post", entity, steps))
    return chain_of_command(held, entity, visit.on)


def chosen(state: State, entity: str | None, select: Callable[[], Selection]) -> tuple[Holdings, Selection]:
    """All of a record, or of a large one the facts that are selected; and whom it is asked of, named there or not."""
    if _is_small(state):
        return state.whole, Selection(state.index.about(""))
    selection = select()
    return state.slice(state.index.ids(selection.rows), _about(LIGHT, entity)), selection


def _about(light: Asked, entity: str | None) -> Asked:
    """The same with whoever is asked of, whom no fact here may name."""
    return light if entity is None else replace(light, entities=(entity,))


def _is_small(state: State) -> bool:
    return len(state.index.facts) <= LARGE


def _window(visit: Visit) -> Window | None:
    return None if visit.on is None else Window.of(visit.on)


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of ties in an address ("allied,opposed")."""
    return tuple(dict.fromkeys(kind.strip() for kind in text.split(",") if kind.strip())) or Scope().kinds
