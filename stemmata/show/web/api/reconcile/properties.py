"""What OpenRefine may fetch of an entity: PROPERTIES says what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from stemmata.model import Entity
from stemmata.record import parts
from stemmata.show.queries.find import names_of
from stemmata.show.queries.leaf import evidenced
from stemmata.show.web.api.reconcile.asked import Extension
from stemmata.show.web.room import State
from stemmata.show.wording import kind_of

Cell = Mapping[str, str | int]
Maker = Callable[[State, Entity], list[Cell]]


@dataclass(frozen=True, slots=True)
class Property:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The properties that were asked for, of each entity."""

    meta: tuple[Property, ...]
    rows: Mapping[str, Mapping[str, tuple[Cell, ...]]]


def _type(state: State, entity: Entity) -> list[Cell]:
    return [{"str": kind_of(entity.type)}]


def _name(state: State, entity: Entity) -> list[Cell]:
    return [{"str": entity.name}]


def _names(state: State, entity: Entity) -> list[Cell]:
    return [{"str": name} for name in names_of(entity)]


def _ids(state: State, entity: Entity) -> list[Cell]:
    return [{"str": f"{list_}:{entity.ids[list_]}"} for list_ in sorted(entity.ids)]


def _first(state: State, entity: Entity) -> list[Cell]:
    return _day(evidenced(state.index, state.index.about(entity.id))[0])


def _last(state: State, entity: Entity) -> list[Cell]:
    return _day(evidenced(state.index, state.index.about(entity.id))[1])


def _facts(state: State, entity: Entity) -> list[Cell]:
    return [{"int": len(state.index.about(entity.id))}]


def _day(day: str) -> list[Cell]:
    return [{"date": f"{day}T00:00:00Z"}] if day else []


PROPERTIES: Mapping[str, tuple[str, Maker]] = {
    "type": ("type", _type),
    "name": ("main name", _name),
    "names": ("all names", _names),
    "ids": ("ids in other lists", _ids),
    "first_evidenced": ("first evidenced on", _first),
    "last_evidenced": ("last evidenced on (not ended)", _last),
    "facts": ("number of facts", _facts),
}


def proposed() -> tuple[Property, ...]:
    """What may be fetched."""
    return tuple(Property(id_, label) for id_, (label, _) in PROPERTIES.items())


def extended(state: State, asked: Extension) -> Rows:
    """The values of properties of entities; nothing for what the record does not have."""
    found = state.asking(lambda connection: parts.entities(connection, asked.ids))
    wanted = [one.id for one in asked.properties]
    meta = tuple(Property(id_, PROPERTIES[id_][0] if id_ in PROPERTIES else id_) for id_ in wanted)
    return Rows(meta, {id_: _row(state, found.get(id_), wanted) for id_ in asked.ids})


def values_of(state: State, entity: Entity, property_: str) -> frozenset[str]:
    """The values of a property as text; an id with its list before it, and without."""
    values = [str(value) for cell in _cells(state, entity, property_) for value in cell.values()]
    return frozenset((*values, *(value.partition(":")[2] for value in values if property_ == "ids")))


def _row(state: State, entity: Entity | None, wanted: Iterable[str]) -> Mapping[str, tuple[Cell, ...]]:
    return {id_: () if entity is None else tuple(_cells(state, entity, id_)) for id_ in wanted}


def _cells(state: State, entity: Entity, property_: str) -> list[Cell]:
    return PROPERTIES[property_][1](state, entity) if property_ in PROPERTIES else []
