"""From when to when a group is known to have existed, as far as its facts tell."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

import numpy as np

from stemmata.model import Fact, Polarity
from stemmata.show.ancestry import Life
from stemmata.show.holdings import Holdings
from stemmata.show.index import EVER, NEVER, Index, Rows
from stemmata.show.queries.kinship import kinship
from stemmata.when import Bounds, Period

BACKWARDS = "its stated end is before its stated beginning"
AFTER, BEFORE = "evidenced after its stated end", "evidenced before its stated beginning"


class Evidence(Protocol):
    """What a life is read from: a fact, or as much of it as the columns of a record tell."""

    @property
    def subject(self) -> str: ...

    @property
    def predicate(self) -> str: ...

    @property
    def when(self) -> Period: ...


@dataclass(frozen=True, slots=True)
class Trace:
    """A fact as the columns of a record tell it."""

    subject: str
    predicate: str
    when: Period


def life_of(held: Holdings, entity: str) -> Life:
    """The life of a group, also where not all of its facts are here but its life is known."""
    known = held.lives.get(entity)
    return life_from(_affirmed(held.facts_about.get(entity, ())), entity) if known is None else known


def life_in(index: Index, group: int) -> Life:
    """The life of a group by its place, from the columns: of its facts those that bound it are looked at."""
    about = index.about(index.entities[group].id)
    about = about[~index.denied[about]]
    own, what, rules = index.subject[about] == group, index.predicate[about], kinship()
    stating = np.isin(what, index.numbers({*rules.begins, *rules.ends})) & own
    silent = np.isin(what, index.numbers({*rules.silent["subject"], *rules.ends}))
    shows = ~np.where(own, silent, np.isin(what, index.numbers(rules.silent["object"])))
    rows = np.union1d(about[stating], _bounding(index, about[shows]))
    traces = (trace for trace in map(partial(_trace, index), rows.tolist()) if trace.when.known)
    return life_from(traces, index.entities[group].id)


def _bounding(index: Index, rows: Rows) -> Rows:
    """The facts that say most of how long somebody is known to have existed: the first and the last by each bound."""
    kept = []
    for days in (index.start[rows, 0], index.start[rows, 1], index.end[rows, 0], index.end[rows, 1]):
        known = np.flatnonzero((days != EVER) & (days != NEVER))
        if known.size:
            kept += [rows[known[days[known].argmin()]], rows[known[days[known].argmax()]]]
    return np.array(kept, np.int64)


def _trace(index: Index, row: int) -> Trace:
    start, end = (Bounds(*map(_day, days[row].tolist())) for days in (index.start, index.end))
    subject, predicate = index.entities[index.subject[row]].id, index.predicates[index.predicate[row]]
    return Trace(subject, predicate, Period(start=start, end=end))


def _day(ordinal: int) -> date | None:
    return None if ordinal in (EVER, NEVER) else date.fromordinal(ordinal)


def _affirmed(facts: Iterable[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if fact.polarity is not Polarity.DENIED and fact.when.known)


def life_from(evidence: Iterable[Evidence], entity: str) -> Life:
    """The life of a group. Between two days on which it is evidenced it is taken to have existed."""
    facts = list(evidence)
    begins = next(filter(None, (_dated(facts, entity, (begun,)) for begun in kinship().begins)), [])
    ends = _dated(facts, entity, kinship().ends)
    shown = [f.when for f in facts if _shows(f, entity)]
    by, at = _first(p.start.latest for p in shown), _last(p.end.earliest for p in shown)
    start, early = _start(begins, by)
    end, late = _end(ends, at)
    both = start.meet(Bounds(None, end.latest)), end.meet(Bounds(start.earliest, None))
    return Life(
        when=Period(start=both[0] or start, end=both[1] or end),
        begin_stated=bool(begins),
        end_stated=bool(ends),
        last_evidenced=at.isoformat() if at else "",
        odd=tuple(filter(None, (early, late, "" if all(both) else BACKWARDS))),
    )


def _dated(facts: Iterable[Evidence], entity: str, predicates: Container[str]) -> list[Period]:
    return [fact.when for fact in facts if fact.subject == entity and fact.predicate in predicates]


def _shows(fact: Evidence, entity: str) -> bool:
    """Whether a fact shows that the group existed at its time."""
    if fact.subject == entity and fact.predicate in kinship().ends:
        return False
    return fact.predicate not in kinship().silent["subject" if fact.subject == entity else "object"]


def _start(stated: list[Period], by: date | None) -> tuple[Bounds, str]:
    if not stated:
        return Bounds(None, by), ""
    earliest = min((p.start.earliest for p in stated if p.start.earliest), default=None)
    latest = max((p.start.latest for p in stated if p.start.latest), default=None)
    if by is not None and earliest is not None and by < earliest:
        return Bounds(None, latest), BEFORE
    return Bounds(earliest, latest), ""


def _end(stated: list[Period], at: date | None) -> tuple[Bounds, str]:
    if not stated:
        return Bounds(at, None), ""
    earliest = min((p.end.earliest for p in stated if p.end.earliest), default=None)
    latest = max((p.end.latest for p in stated if p.end.latest), default=None)
    if at is not None and latest is not None and at > latest:
        return Bounds(earliest, None), AFTER
    return Bounds(earliest, latest), ""


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
