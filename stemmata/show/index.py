"""Every fact of a record as columns of numbers: filters, counts and order for pages, however many facts there are.

What a page shows is then read from the record by id (slices.py). Days are proleptic ordinals; an open bound is beyond
every day on its side, so that comparisons need no case for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from stemmata.ontology import ontology
from stemmata.record import columns
from stemmata.show.asof import Window
from stemmata.show.wording import is_event
from stemmata.when import Holds

EVER, NEVER = -1, date.max.toordinal() + 1  # before, and after, every day
Rows = NDArray[np.int64]  # places of facts in the columns
Marks = NDArray[np.bool_]
HOLDS = {Holds.NO: 0, Holds.MAYBE: 1, Holds.YES: 2}


@dataclass(frozen=True)
class Index:
    """The facts in the order of the exports; `subject` and `object` are places in `entities`, -1 for a bare value."""

    facts: Sequence[str]
    entities: Sequence[columns.EntityRow]
    predicates: Sequence[str]
    predicate: NDArray[np.int16]
    subject: NDArray[np.int32]
    object: NDArray[np.int32]
    start: NDArray[np.int32]  # (facts, 2): earliest and latest
    end: NDArray[np.int32]
    denied: Marks
    disputed: Marks
    confidence: NDArray[np.float32]
    reports: NDArray[np.int32]
    lineages: NDArray[np.int32]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Entity id -> its place."""
        return {entity.id: at for at, entity in enumerate(self.entities)}

    @cached_property
    def _about(self) -> tuple[Rows, NDArray[np.int64]]:
        """Rows by entity, one entity after the other, and where each begins."""
        rows = np.arange(len(self.facts))
        other = (self.object >= 0) & (self.object != self.subject)
        ends = np.concatenate([self.subject, self.object[other]])
        whose = np.concatenate([rows, rows[other]])
        order = np.lexsort((whose, ends))
        return whose[order], np.searchsorted(ends[order], np.arange(len(self.entities) + 1))

    def about(self, entity: str) -> Rows:
        """The facts that name an entity, as subject or as object."""
        at = self.place.get(entity)
        if at is None:
            return np.empty(0, np.int64)
        rows, starts = self._about
        return rows[starts[at] : starts[at + 1]]

    @cached_property
    def weight(self) -> NDArray[np.int64]:
        """How many facts name each entity."""
        return np.diff(self._about[1])

    @cached_property
    def is_actor(self) -> Marks:
        """Whether each entity is a group or a state."""
        known = ontology()
        acts = {type_: known.is_a(type_, "Group") or known.is_a(type_, "State") for type_ in known.types}
        return np.array([acts.get(entity.type, False) for entity in self.entities], bool)

    @cached_property
    def is_event(self) -> Marks:
        """Whether each fact is an event."""
        told = np.array([is_event(predicate) for predicate in self.predicates], bool)
        return told[self.predicate] if len(self.facts) else np.empty(0, bool)

    def of(self, predicates: Iterable[str]) -> Rows:
        """The facts of some predicates."""
        return np.flatnonzero(np.isin(self.predicate, self.numbers(predicates)))

    def numbers(self, predicates: Iterable[str]) -> list[int]:
        """The numbers that stand for some predicates; those that no fact has are left out."""
        wanted = set(predicates)
        return [at for at, name in enumerate(self.predicates) if name in wanted]

    def holds(self, rows: Rows, window: Window) -> NDArray[np.int8]:
        """Of each fact as `queries.lines.holds` has it: 2 it held (an event: had happened), 1 it may have, 0 not."""
        first, last = window.first.toordinal(), window.last.toordinal()
        start, end = self.start[rows], self.end[rows]
        met = (end[:, 1] >= first) & (start[:, 0] <= last)
        surely = (start[:, 1] <= last) & (end[:, 0] >= first)
        begun = np.minimum(start[:, 1], np.where(start[:, 1] == NEVER, end[:, 1], NEVER)) <= last
        events, happened = self.is_event[rows], start[:, 0] <= last
        state = np.where(met, np.where(surely, 2, 1), 0)
        return np.where(events, np.where(happened, np.where(begun, 2, 1), 0), state).astype(np.int8)

    def by_time(self, rows: Rows) -> Rows:
        """The rows as they may have begun, those without a date last (as `queries.lines.by_time` orders them)."""
        return rows[np.lexsort((rows, self._last(rows), self._first(rows)))]

    def _first(self, rows: Rows) -> NDArray[np.int32]:
        """The first day known of each: NEVER where none is."""
        days = np.stack([self.start[rows, 0], self.end[rows, 0], self.start[rows, 1], self.end[rows, 1]])
        days = np.where((days == EVER) | (days == NEVER), NEVER, days)
        found: NDArray[np.int32] = days[-1]
        for day in days[-2::-1]:
            found = np.where(day != NEVER, day, found)
        return found

    def _last(self, rows: Rows) -> NDArray[np.int32]:
        last: NDArray[np.int32] = self.end[rows, 1]
        return last

    def best(self, rows: Rows) -> Rows:
        """The best supported first: by lineages, reports, confidence, then in order."""
        return rows[np.lexsort((rows, -self.confidence[rows], -self.reports[rows], -self.lineages[rows]))]

    def ids(self, rows: Rows) -> list[str]:
        return [self.facts[row] for row in rows]

    def last_evidenced(self) -> date | None:
        """The last day that any fact is known to have held or happened on."""
        days = np.where(self.end[:, 0] == EVER, self.start[:, 0], self.end[:, 0])
        known = days[(days != EVER) & (days != NEVER)]
        return date.fromordinal(int(known.max())) if known.size else None

    def first_evidenced(self) -> date | None:
        """The first day that any fact may have held or happened on, as far as dates are told."""
        known = self.start[:, 0][self.start[:, 0] != EVER]
        return date.fromordinal(int(known.min())) if known.size else None


def index_of(connection: Connection) -> Index:
    """Reads the index of a record."""
    entities = list(columns.entities(connection))
    place: dict[str | None, int] = {entity.id: at for at, entity in enumerate(entities)} | {None: -1}
    facts = columns.facts(connection)
    predicates = sorted(set(facts.predicate))
    number = {name: at for at, name in enumerate(predicates)}
    return Index(
        facts=facts.id,
        entities=entities,
        predicates=predicates,
        predicate=np.array([number[name] for name in facts.predicate], np.int16),
        subject=np.array([place[id_] for id_ in facts.subject], np.int32),
        object=np.array([place[id_] for id_ in facts.object], np.int32),
        start=np.stack([_days(facts.start_earliest, EVER), _days(facts.start_latest, NEVER)], axis=1),
        end=np.stack([_days(facts.end_earliest, EVER), _days(facts.end_latest, NEVER)], axis=1),
        denied=np.array(facts.denied, bool),
        disputed=np.array(facts.disputed, bool),
        confidence=np.array(facts.confidence, np.float32),
        reports=np.array(facts.reports, np.int32),
        lineages=np.array(facts.lineages, np.int32),
    )


def _days(texts: Sequence[str | None], open_: int) -> NDArray[np.int32]:
    """ISO days as ordinals; each day of a record is read once, however many facts have it."""
    day = {text: open_ if text is None else date.fromisoformat(text).toordinal() for text in set(texts)}
    return np.array([day[text] for text in texts], np.int32)
