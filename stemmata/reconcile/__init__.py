"""Reconcile: Claims + Entities + Derivations -> Facts with their independent support, and Differences by kind."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import permutations

from stemmata.model import (
    Claim,
    Collation,
    Difference,
    DifferenceKind,
    Fact,
    Identification,
    Mention,
    Reconciliation,
    Report,
)
from stemmata.reconcile.confidence import confidence, strength
from stemmata.reconcile.differences import differences
from stemmata.reconcile.entries import Entry, world
from stemmata.reconcile.facts import fact, groups
from stemmata.reconcile.slots import statements
from stemmata.reconcile.support import Echoes
from stemmata.reconcile.tenure import ended, ends, through_writing
from stemmata.reconcile.voices import voices

VERSION = "3"


def reconcile(
    claims: Sequence[Claim],
    identification: Identification,
    collation: Collation,
    reports: Sequence[Report],
    mentions: Sequence[Mention] = (),
) -> Reconciliation:
    """What the claims say when put together. Their order does not matter.

    A claim with a modality (planned, conditional), or about something that no entity stands for, makes no fact; every
    other claim is in exactly one. What was known by a day is the same call with the claims of the reports of that
    time. `mentions` tell which entity a voice is; without them a voice is its words. Raises OntologyError for a
    predicate that the ontology does not have.
    """
    with no_collector():
        return _reconciled(claims, identification, collation, reports, mentions)


@contextmanager
def no_collector() -> Iterator[None]:
    """Without the search for cycles: millions of objects are made here, all of them kept and none in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _reconciled(
    claims: Sequence[Claim],
    identification: Identification,
    collation: Collation,
    reports: Sequence[Report],
    mentions: Sequence[Mention],
) -> Reconciliation:
    by_id = {report.id: report for report in reports}
    speakers = voices(by_id, identification, mentions)
    echoes = Echoes(collation, speakers)
    entries = []
    for group in groups(through_writing(statements(claims, identification), by_id)):
        support = echoes.support(group.claims)
        origins = frozenset(speakers.key(claim) for claim in group.claims)
        entries.append(Entry(fact(group, support, speakers), group, support, origins))
    around = world(speakers, identification, collation, tuple(entries))
    found = differences(entries, around)
    against = rivals(found)
    strengths = {entry.fact.id: strength(entry.support) for entry in entries if entry.fact.id in against}
    limits = ends(entries, found, around)
    weighed = (weigh(entry, [strengths[fact] for fact in against.get(entry.fact.id, ())], by_id) for entry in entries)
    facts = (ended(fact, limits.get(fact.id)) for fact in weighed)
    return Reconciliation(tuple(sorted(facts, key=order)), found)


def rivals(found: Sequence[Difference]) -> Mapping[str, set[str]]:
    """The facts that each fact contradicts: those on other sides."""
    against: dict[str, set[str]] = defaultdict(set)
    for difference in found:
        if difference.kind is DifferenceKind.CONTRADICTION:
            for one, other in permutations(difference.sides, 2):
                for fact in one.facts:
                    against[fact] |= set(other.facts) - {fact}
    return against


def weigh(entry: Entry, against: Sequence[float], reports: dict[str, Report]) -> Fact:
    found = confidence(entry.support, against, reports)
    return replace(entry.fact, confidence=found.value, reasons=found.reasons)


def order(found: Fact) -> tuple[object, ...]:
    return found.predicate, found.subject, found.when.order, found.object or "", found.value or "", found.id
