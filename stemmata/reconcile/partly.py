"""One event of which a report tells a part as a fact and a part at second hand: a helicopter was shot down, as a fact;
that it was a neighbour's, only the group says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemmata.model import Difference, DifferenceKind, Polarity
from stemmata.ontology.predicates import Aspect
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.slots import Statement
from stemmata.reconcile.times import disjoint, window
from stemmata.reconcile.wording import joined, matter, told_by

TOUCHING = 3  # characters between two claims of one sentence: ", "
ONLY_SAID = "What the one adds is only said, in the same words of one report."


@dataclass(frozen=True, slots=True)
class Telling:
    entry: Entry
    statement: Statement

    @property
    def as_fact(self) -> bool:
        return not self.statement.claim.voices and self.statement.claim.polarity is Polarity.ASSERTED


def partly(entries: Iterable[Entry], world: World) -> Iterator[Difference]:
    """One difference for two facts of one event that share an end, are told in one breath, and not with one voice."""
    told: dict[tuple[str, str, str, str], list[Telling]] = {}
    for entry in entries:
        if entry.rule.aspect is Aspect.STATE or entry.denied:
            continue
        for statement in entry.group.statements:
            for end, entity in (("subject", entry.fact.subject), ("object", entry.fact.object or "")):
                key = (statement.claim.report, entry.fact.predicate, end, entity)
                told.setdefault(key, []).append(Telling(entry, statement))
    for tellings in told.values():
        for one, other in in_one_breath(tellings):
            if of_one_event(one, other):
                yield difference(one.entry, other.entry, world)


def in_one_breath(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of claims whose words overlap or touch, what is told as a fact first."""
    open_: list[Telling] = []
    for telling in sorted(tellings, key=lambda t: (t.statement.claim.start, t.statement.id)):
        start = telling.statement.claim.start
        open_ = [before for before in open_ if before.statement.claim.end + TOUCHING >= start]
        for before in open_:
            if before.as_fact != telling.as_fact:
                yield (before, telling) if before.as_fact else (telling, before)
        open_.append(telling)


def of_one_event(one: Telling, other: Telling) -> bool:
    """Whether the second adds another end to the first, at a compatible time, and nobody tells it as a fact."""
    firm = any(not c.voices and c.polarity is Polarity.ASSERTED for c in other.entry.group.claims)
    if firm or one.entry.fact.id == other.entry.fact.id:
        return False
    return not disjoint(window(one.statement.when), window(other.statement.when))


def difference(one: Entry, other: Entry, world: World) -> Difference:
    said = joined(f"{matter(entry, world)}{told_by(entry, world)}" for entry in (one, other))
    return Difference(DifferenceKind.ATTRIBUTION, "part", (one.side, other.side), f"{said}. {ONLY_SAID}")
