"""What pages draw, as data: family tree, network, ties between two, timeline, map, chain of command, strengths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from fastapi.responses import Response

from stemmata.show.answers import Lines
from stemmata.show.families import Families
from stemmata.show.networks import Command, Network, Ties
from stemmata.show.placed import Mapped
from stemmata.show.queries.network import Scope
from stemmata.show.queries.strength import STRENGTH, strength
from stemmata.show.slices import Asked
from stemmata.show.strengths import Strengths
from stemmata.show.web.answers.pictures import (
    command_answer,
    kinds_in,
    map_answer,
    network_answer,
    ties_of_two,
    timeline_answer,
    tree_answer,
)
from stemmata.show.web.api.answering import Asking, Id, says, told
from stemmata.show.web.visit import Visit, entity_of

routes = APIRouter(tags=["Over time and between actors"])
Of = Annotated[str, Id]
Steps = Annotated[int | None, Query(ge=1, le=9, description="How far from the group; all that hang together without.")]
Near = Annotated[int, Query(ge=1, le=2, description="How far from the actor.")]
Most = Annotated[int, Query(ge=2, le=150, description="Actors at most: those with the best supported ties.")]
Kinds = Annotated[
    str,
    Query(max_length=200, description="Kinds of ties: allied, opposed, membership, backing; the first two without."),
]
Who = Annotated[str, Query(min_length=1, max_length=200, description="The id of an actor, or a name of it.")]


@dataclass(frozen=True, slots=True)
class Tree:
    """Families of groups, and what of a large record was left out."""

    families: Families
    groups_left_out: int
    facts_left_out: int


@dataclass(frozen=True, slots=True)
class Net:
    """A network, and what of a large record was left out before it was made."""

    network: Network
    actors_left_out: int
    facts_left_out: int


@dataclass(frozen=True, slots=True)
class Course:
    """Dated facts in the order of time: of many the best supported; the sections of an entity have all of them."""

    lines: Lines
    facts_left_out: int


@dataclass(frozen=True, slots=True)
class Places:
    """Groups and past events by place, and how many facts of a large record were left out."""

    mapped: Mapped
    facts_left_out: int


@routes.get("/tree", responses=says(Tree), response_class=Response)
def tree(visit: Asking) -> Response:
    """The family tree of all groups: splits, mergers, renamings, coalitions, with names in turn and strengths."""
    return told(visit, _tree(visit, None, None))


@routes.get("/entities/{entity}/tree", responses=says(Tree), response_class=Response)
def tree_of(visit: Asking, entity: Of, steps: Steps = None) -> Response:
    """The family tree from one group outward."""
    return told(visit, _tree(visit, entity_of(visit, entity), steps))


@routes.get("/network", responses=says(Net), response_class=Response)
def network(visit: Asking, kinds: Kinds = "", most: Most = 60) -> Response:
    """Allies and enemies as of a date."""
    return told(visit, _network(visit, None, Scope(kinds_in(kinds), 1, most)))


@routes.get("/entities/{entity}/network", responses=says(Net), response_class=Response)
def network_of(visit: Asking, entity: Of, kinds: Kinds = "", steps: Near = 1, most: Most = 60) -> Response:
    """Allies and enemies of one actor as of a date."""
    return told(visit, _network(visit, entity_of(visit, entity), Scope(kinds_in(kinds), steps, most)))


@routes.get("/ties", responses=says(Ties), response_class=Response)
def ties(visit: Asking, one: Who, other: Who) -> Response:
    """All that is documented between two actors."""
    return told(visit, ties_of_two(visit, one, other))


@routes.get("/timeline", responses=says(Course), response_class=Response)
def timeline(visit: Asking) -> Response:
    """What happened and what held, by time."""
    return told(visit, _course(visit, None))


@routes.get("/entities/{entity}/timeline", responses=says(Course), response_class=Response)
def timeline_of(visit: Asking, entity: Of) -> Response:
    """What happened to one and what held, by time."""
    return told(visit, _course(visit, entity_of(visit, entity)))


@routes.get("/map", name="map", responses=says(Places), response_class=Response)
def places(visit: Asking) -> Response:
    """Groups and past events by place, as of a date; of the last evidenced day where none is given. Never persons."""
    mapped, left_out = map_answer(visit)
    return told(visit, Places(mapped, left_out))


@routes.get("/entities/{entity}/command", responses=says(Command), response_class=Response)
def command(visit: Asking, entity: Of) -> Response:
    """The chain of command of a unit on a day: every link a documented statement."""
    return told(visit, command_answer(visit, entity_of(visit, entity)))


@routes.get("/entities/{entity}/strength", name="strength", responses=says(Strengths), response_class=Response)
def strength_of(visit: Asking, entity: Of) -> Response:
    """Every number that is given for a group, with who says so; never one made of several."""
    id_, index = entity_of(visit, entity), visit.state.index
    rows = np.intersect1d(index.about(id_), index.of([STRENGTH]))
    held = visit.state.slice(index.ids(rows), Asked(entities=(id_,)))
    return told(visit, strength(held, id_, visit.on))


def _tree(visit: Visit, entity: str | None, steps: int | None) -> Tree:
    families, selection = tree_answer(visit, entity, steps)
    return Tree(families, selection.actors_left_out, selection.facts_left_out)


def _network(visit: Visit, entity: str | None, scope: Scope) -> Net:
    found, selection = network_answer(visit, entity, scope)
    return Net(found, selection.actors_left_out, selection.facts_left_out)


def _course(visit: Visit, entity: str | None) -> Course:
    lines, selection = timeline_answer(visit, entity)
    return Course(lines, selection.facts_left_out)
