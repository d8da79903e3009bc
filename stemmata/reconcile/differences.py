"""Facts of one question that differ, told apart by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from stemmata.model import Difference, DifferenceKind
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.impossible import impossible
from stemmata.reconcile.partly import partly
from stemmata.reconcile.rivals import ONE_AFTER_ANOTHER, Question, questions, rival
from stemmata.reconcile.sets import sets
from stemmata.reconcile.settle import settled
from stemmata.reconcile.times import Calendar, Window, window
from stemmata.reconcile.verdicts import CHANGE, verdict
from stemmata.reconcile.within import within
from stemmata.reconcile.wording import why

Kind = tuple[DifferenceKind, str]


def differences(entries: Sequence[Entry], world: World) -> tuple[Difference, ...]:
    """Every difference between facts and inside them, once each, in a fixed order."""
    found = [difference for question in questions(entries) for difference in between(question, world)]
    found += [difference for entry in entries for difference in within(entry, world)]
    found += [*sets(entries, world), *partly(entries, world)]
    found += list(impossible(entries, world, found))
    by_fact = {entry.fact.id: entry for entry in entries}
    unique = {difference.id: settled(difference, by_fact, world) for difference in found}
    return tuple(sorted(unique.values(), key=lambda difference: (difference.kind, difference.sub, difference.id)))


def between(question: Question, world: World) -> Iterator[Difference]:
    """The differences of one question: two facts each, but a change, or what may be one, with all that it joins."""
    kinds: dict[Kind, list[tuple[Entry, Entry]]] = {}
    for one, other in pairs_of(question):
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


def pairs_of(question: Question) -> Iterator[tuple[Entry, Entry]]:
    """The pairs to compare: of events that may happen again, only those that may be of one day."""
    if question.about in ONE_AFTER_ANOTHER:
        yield from pairwise(sorted(question.entries, key=lambda entry: (entry.fact.when.order, entry.fact.id)))
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


def length(numbered: tuple[Window, int]) -> tuple[bool, int, int]:
    days, at = numbered
    return days is None, 0 if days is None else (days[1] - days[0]).days, at


def difference(question: Question, kind: Kind, entries: Sequence[Entry], world: World) -> Difference:
    ordered = tuple(sorted(entries, key=lambda entry: (entry.fact.when.order, entry.fact.id)))
    return Difference(*kind, tuple(entry.side for entry in ordered), why(question, ordered, kind, world))
