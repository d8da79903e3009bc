"""One at two dates; two publishers on the same facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from stemmata.show.answers import Line, Named
from stemmata.show.asof import Window
from stemmata.show.index import Rows
from stemmata.show.queries.lines import line_of
from stemmata.show.slices import Asked, Reading

CLAIMS = 4  # of a fact
SHOWN = 200  # facts of each column


@dataclass(frozen=True, slots=True)
class Compared:
    """What is said of one entity on two dates. What may hold counts as holding; a state alone changes."""

    entity: Named
    first: str
    second: str
    ended: tuple[Line, ...]  # on the first alone
    begun: tuple[Line, ...]  # on the second alone
    both: tuple[Line, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What two publishers both state. `counts`: facts of the one, of the other, of both."""

    lines: tuple[Line, ...]
    counts: tuple[int, int, int]


def at_two_dates(state: Reading, entity: str, windows: tuple[Window, Window]) -> Compared:
    """What held on the one date and not on the other, as far as dates are told."""
    index = state.index
    about = index.about(entity)
    states = about[~index.is_event[about]]
    then, now = (index.holds(states, window) > 0 for window in windows)
    ended, begun, both = states[then & ~now], states[now & ~then], states[then & now]
    shown = [index.best(rows)[:SHOWN] for rows in (ended, begun, both)]
    name = index.entities[index.place[entity]].name
    gone, new, kept = (_lines(state, entity, rows) for rows in shown)
    left_out = sum(map(len, (ended, begun, both))) - sum(map(len, shown))
    return Compared(Named(name, entity), windows[0].words, windows[1].words, gone, new, kept, left_out)


def _lines(state: Reading, entity: str, rows: Rows) -> tuple[Line, ...]:
    return _told(state, state.index.ids(state.index.by_time(rows)), entity)


def _told(state: Reading, ids: Iterable[str], entity: str | None = None) -> tuple[Line, ...]:
    wanted = list(ids)
    held = state.slice(wanted, Asked(claims=CLAIMS, witnesses=CLAIMS, differences=0))
    return tuple(line_of(held, held.facts[id_], entity) for id_ in wanted if id_ in held.facts)


def shared_facts(state: Reading, one: Iterable[str], other: Iterable[str]) -> Shared:
    """The facts that both of two lists have, the best supported first."""
    first, second = set(one), set(other)
    both = first & second
    rows = np.array([row for row, fact in enumerate(state.index.facts) if fact in both], np.int64)
    ids = state.index.ids(state.index.best(rows)[:SHOWN])
    return Shared(_told(state, ids), (len(first), len(second), len(both)))
