"""From when to when a group is known to have existed, as far as its facts tell."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from stemmata.model import Fact, Polarity
from stemmata.show.ancestry import Life
from stemmata.show.holdings import Holdings
from stemmata.show.queries.kinship import kinship
from stemmata.when import Bounds, Period

BACKWARDS = "its stated end is before its stated beginning"
AFTER, BEFORE = "evidenced after its stated end", "evidenced before its stated beginning"


def life_of(held: Holdings, entity: str) -> Life:
    """The life of a group. Between two days on which it is evidenced it is taken to have existed."""
    facts = [f for f in held.facts_about.get(entity, ()) if f.polarity is not Polarity.DENIED and f.when.known]
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


def _dated(facts: Iterable[Fact], entity: str, predicates: Container[str]) -> list[Period]:
    return [fact.when for fact in facts if fact.subject == entity and fact.predicate in predicates]


def _shows(fact: Fact, entity: str) -> bool:
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
