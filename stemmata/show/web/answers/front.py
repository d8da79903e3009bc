"""What a record holds, by kinds, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stemmata.ontology import ontology
from stemmata.record import columns
from stemmata.show.web.room import State

SHOWN = 24
KINDS = {"Groups": ("Group", "State"), "People": ("Person",), "Places": ("Place",), "Others": ("Thing",)}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity in a list, with the number of facts about it."""

    id: str
    name: str
    type: str
    facts: int


@dataclass(frozen=True, slots=True)
class Front:
    """What a record holds. `first` and `last`: the days that its facts are evidenced on, "" where none has a date."""

    counts: dict[str, int]
    kinds: dict[str, int]
    differences: dict[str, int]
    entries: dict[str, tuple[Entry, ...]]
    first: str
    last: str


def front_of(state: State) -> Front:
    first, last = state.index.first_evidenced(), state.index.last_evidenced()
    sorted_out = by_kind(state)
    return Front(
        counts=state.counts,
        kinds={kind: len(rows) for kind, rows in sorted_out.items()},
        differences=state.asking(columns.kinds_of_difference),
        entries={kind: entries(state, told_of(state, rows)[:SHOWN]) for kind, rows in sorted_out.items()},
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
    )


def by_kind(state: State) -> dict[str, list[int]]:
    """The places of the entities of each kind, those with most facts first."""
    found: dict[str, list[int]] = {kind: [] for kind in KINDS}
    kinds = {type_: kind_of_type(type_) for type_ in {entity.type for entity in state.index.entities}}
    for at in np.argsort(-state.index.weight, kind="stable"):
        found[kinds[state.index.entities[at].type]].append(int(at))
    return found


def told_of(state: State, rows: list[int]) -> list[int]:
    """Those of which there is a fact: who comes for what the record holds has nothing of a mere name."""
    return [at for at in rows if state.index.weight[at]] or rows


def kind_of_type(type_: str) -> str:
    known = ontology()
    return next(
        (kind for kind, types in KINDS.items() if type_ in known.types and any(known.is_a(type_, t) for t in types)),
        "Others",
    )


def entries(state: State, rows: list[int]) -> tuple[Entry, ...]:
    index = state.index
    return tuple(Entry(*_named(state, at), int(index.weight[at])) for at in rows)


def _named(state: State, at: int) -> tuple[str, str, str]:
    entity = state.index.entities[at]
    return entity.id, entity.name, entity.type
