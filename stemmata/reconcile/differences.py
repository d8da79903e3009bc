"""Facts of one question that differ, told apart by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise, product

from stemmata.model import Difference, DifferenceKind
from stemmata.reconcile.clashes import clashes
from stemmata.reconcile.entries import Entry, World, told
from stemmata.reconcile.impossible import impossible
from stemmata.reconcile.partly import partly
from stemmata.reconcile.rivals import ONE_AFTER_ANOTHER, Question, questions, rival
from stemmata.reconcile.sets import sets
from stemmata.reconcile.settle import Settling
from stemmata.reconcile.times import Calendar, Window, window
from stemmata.reconcile.tolls import tolls
from stemmata.reconcile.turns import undone
from stemmata.reconcile.verdicts import CHANGE, verdict
from stemmata.reconcile.within import within
from stemmata.reconcile.wording import why

Kind = tuple[DifferenceKind, str]


def differences(entries: Sequence[Entry], world: World) -> tuple[Difference, ...]:
    """Every difference between facts and inside them, once each, in a fixed order."""
    found = [difference for question in questions(entries) for difference in between(question, world)]
    found += [difference for entry in entries for difference in within(entry, world)]
    found += [*sets(entries, world), *partly(entries, world), *tolls(entries, world)]
    found += [*undone(entries, world), *clashes(entries, world)]
    found += list(impossible(entries, world, found))
    by_fact = {entry.fact.id: entry for entry in entries}
    settling = Settling(by_fact, world)
    unique = {difference.id: settling.settled(difference) for difference in found}
    in_order = sorted(unique.items(), key=lambda item: (item[1].kind, item[1].sub, item[0]))
    return tuple(difference for _, difference in in_order)


def between(question: Question, world: World) -> Iterator[Difference]:
    """The differences of one question: two facts each, but a change, or what may be one, with all that it joins."""
    kinds: dict[Kind, list[tuple[Entry, Entry]]] = {}
    for one, other in pairs_of(question, world):
        if rival(question, one, other):
            found = verdict(question, one, other, world)
            if found is not None:
                kinds.setdefault((found.kind, found.sub), []).append((one, other))
    for kind, pairs in kinds.items():
        if kind[0] is CHANGE or kind[1] == "undated":
            together = {entry.fact.id: entry for pair in pairs for entry in pair}
            yield difference(question, kind, tuple(together.values()), world)
        else:
            yield from (difference(question, kind, pair, world) for pair in pairs)


def pairs_of(question: Question, world: World) -> Iterator[tuple[Entry, Entry]]:
    """The pairs to compare: of events that may happen again, only those that may be of one day."""
    if question.about in ONE_AFTER_ANOTHER:
        yield from in_turn(question.entries, world)
        return
    if not question.entries[0].rule.repeats:
        yield from combinations(question.entries, 2)
        return
    calendar = Calendar()
    by_length = sorted(((window(entry.fact.when), at) for at, entry in enumerate(question.entries)), key=length)
    for days, at in by_length:
        for other in calendar.near(days):
            yield question.entries[other], question.entries[at]
        calendar.add(at, days)


def in_turn(entries: Sequence[Entry], world: World) -> Iterator[tuple[Entry, Entry]]:
    """Each dated one with the next; what has no time with the first and the last of these and with its own next."""
    dated = sorted((e for e in entries if e.fact.when.known), key=lambda e: (e.fact.when.order, e.fact.id))
    undated = sorted((e for e in entries if not e.fact.when.known), key=lambda e: (first_told(e, world), e.fact.id))
    yield from pairwise(dated)
    yield from pairwise(undated)
    yield from product((*dated[:1], *dated[1:][-1:]), undated)


def first_told(entry: Entry, world: World) -> date:
    """Of what has no time: a death that ended it, or the day on which it was first told."""
    spoken = told(entry, world.reports)
    return world.deaths.get(entry.fact.subject) or (spoken[0] if spoken else date.max)


def length(numbered: tuple[Window, int]) -> tuple[bool, int, int]:
    days, at = numbered
    return days is None, 0 if days is None else (days[1] - days[0]).days, at


def difference(question: Question, kind: Kind, entries: Sequence[Entry], world: World) -> Difference:
    ordered = tuple(sorted(entries, key=lambda entry: (entry.fact.when.order, entry.fact.id)))
    return Difference(*kind, tuple(entry.side for entry in ordered), why(question, ordered, kind, world))
