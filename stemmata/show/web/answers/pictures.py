"""What pages draw and the API tells as data: of a large record made from a selection of its facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from stemmata.show.answers import Lines
from stemmata.show.asof import Window
from stemmata.show.families import Families
from stemmata.show.gazetteer import gazetteer
from stemmata.show.gazetteer.corrections import corrections
from stemmata.show.gazetteer.evidence import rules as place_rules
from stemmata.show.holdings import Holdings
from stemmata.show.networks import Command, Network, Ties
from stemmata.show.placed import Mapped
from stemmata.show.queries.command import chain_of_command
from stemmata.show.queries.command import rules as command_rules
from stemmata.show.queries.family import family, family_in
from stemmata.show.queries.network import Scope, network
from stemmata.show.queries.places import map_of
from stemmata.show.queries.selection import Selection, chain_rows, dated_rows, placed_rows, ties_rows
from stemmata.show.queries.ties import ties_between
from stemmata.show.queries.timeline import timeline
from stemmata.show.slices import Asked
from stemmata.show.web.room import State
from stemmata.show.web.visit import Visit

LIGHT = Asked(claims=4, differences=0)
LARGE = 20_000  # facts; of a larger record a picture is made of a selection
DRAWN = 400  # dated facts of a timeline
PLACED = 3_000  # facts on a map


def tree_answer(visit: Visit, entity: str | None, steps: int | None = None) -> tuple[Families, Selection]:
    """The families of groups, and what of a large record was left out."""
    state = visit.state
    if _is_small(state):
        return family(state.whole, entity, visit.on, steps), Selection(state.index.about(""))
    return family_in(state, entity, visit.on, steps)


def network_answer(visit: Visit, entity: str | None, scope: Scope) -> tuple[Network, Selection]:
    """The network, and what of a large record was left out."""
    index, window = visit.state.index, _window(visit)
    held, selection = chosen(visit.state, entity, lambda: ties_rows(index, scope, entity, window))
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
