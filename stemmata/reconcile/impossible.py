"""Facts of several predicates that cannot all be right: what happens before a founding or after a death (orders.yml).

Only what the bounds of the times make sure counts, and only of claims that were read with some certainty: of a weak
reading an error is likelier than an impossibility.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product

from stemmata.model import Difference, DifferenceKind
from stemmata.ontology.predicates import Aspect
from stemmata.reconcile.entries import Entry, World
from stemmata.reconcile.orders import Order, Pattern, Rule, rules
from stemmata.reconcile.posts import in_office
from stemmata.reconcile.reach import SURE_LIMIT, SURE_OTHER, Reached, far, out_of_bounds, readable, when_founded
from stemmata.reconcile.rivals import RENAMES
from stemmata.reconcile.slots import Statement
from stemmata.reconcile.tenure import written
from stemmata.reconcile.times import disjoint, window
from stemmata.reconcile.verdicts import corrected, independent, refuted
from stemmata.reconcile.wording import joined, matter, one_side, told_by
from stemmata.when import Holds, Period

MONTH = timedelta(31)


@dataclass
class Register:
    """Facts by predicate, end and polarity, then by the entity at that end; and which of them contradict each other."""

    world: World
    by_end: dict[tuple[str, str, bool], dict[str, list[Entry]]] = field(default_factory=dict)
    clashes: set[frozenset[str]] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)
    foundings: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        if entry.fact.predicate == "formed" and not entry.denied:
            self.foundings.setdefault(entry.fact.subject, []).append(entry)
        for end, entity in (("subject", entry.fact.subject), ("object", entry.fact.object)):
            if entity is not None:
                key = (entry.fact.predicate, end, entry.denied)
                self.by_end.setdefault(key, {}).setdefault(entity, []).append(entry)

    def clash(self, difference: Difference) -> None:
        if difference.kind is not DifferenceKind.CONTRADICTION:
            return
        for one, other in combinations(difference.sides, 2):
            self.disputed.update((*one.facts, *other.facts))
            self.clashes.update(frozenset(pair) for pair in product(one.facts, other.facts))

    def at(self, pattern: Pattern, entity: str) -> Iterator[Entry]:
        found = self.by_end.get((pattern.predicate, pattern.end, pattern.denied), {}).get(entity, ())
        yield from (entry for entry in found if fits(pattern, entry))

    def entities(self, patterns: Iterable[Pattern]) -> list[str]:
        found = (self.by_end.get((p.predicate, p.end, p.denied), {}) for p in patterns)
        return sorted({entity for entities in found for entity in entities})


@dataclass(frozen=True, slots=True)
class Limit:
    entity: str
    pattern: Pattern
    entry: Entry

    @property
    def far(self) -> str | None:
        return far(self.pattern, self.entry)

    @property
    def when(self) -> Period:
        return self.entry.fact.when


def impossible(entries: Sequence[Entry], world: World, found: Iterable[Difference]) -> Iterator[Difference]:
    """One difference for each limit and each predicate of which facts break it. `found`: what is known to differ."""
    register = Register(world)
    for entry in entries:
        register.add(entry)
    for difference in found:
        register.clash(difference)
    for rule in rules():
        for difference in [each for entity in register.entities(rule.limit) for each in broken(rule, entity, register)]:
            register.clash(difference)
            yield difference


def broken(rule: Rule, entity: str, register: Register) -> Iterator[Difference]:
    standing = [limit for limit in limits_of(rule, entity, register) if stands(rule, limit, register)]
    limits = [limit for limit in standing if not excused(rule, limit, standing, register)]
    reached = Reached(rule, others_of(rule, entity, register) if limits else (), register.foundings)
    told: dict[tuple[str, ...], list[Limit]] = {}
    by_id: dict[str, Entry] = {}
    for limit in limits:
        spared = telling_otherwise(rule.order, limit, standing)
        breaking: dict[str, list[Entry]] = {}
        for pattern, other in reached.by(limit.far, limit.when):
            if concerns(rule, limit, pattern, other) and breaks(rule, limit.entry, other, spared, register):
                breaking.setdefault("" if rule.together else other.fact.predicate, []).append(other)
        for facts in breaking.values():
            by_id |= {other.fact.id: other for other in facts}
            told.setdefault(tuple(sorted({other.fact.id for other in facts})), []).append(limit)
    for ids, same in told.items():  # a death told as one, and as an assassination, is one limit
        yield difference(rule, same, [by_id[id_] for id_ in ids], register)


def limits_of(rule: Rule, entity: str, register: Register) -> Iterator[Limit]:
    for pattern in rule.limit:
        yield from (Limit(entity, pattern, entry) for entry in register.at(pattern, entity))


def others_of(rule: Rule, entity: str, register: Register) -> Iterator[tuple[Pattern, Entry]]:
    """What may break a limit of the entity; where the rule has a tie, facts of what is tied to it."""
    tied = [entity]
    if rule.tie:
        tied = [tie.fact.subject for tie in register.at(Pattern(rule.tie, "object"), entity)]
    for pattern in rule.other:
        for each in dict.fromkeys(tied):
            yield from ((pattern, entry) for entry in register.at(pattern, each))


def stands(rule: Rule, limit: Limit, register: Register) -> bool:
    """Whether a statement sets a limit at all."""
    world = register.world
    if rule.of and not world.is_any(limit.entity, rule.of):
        return False
    if rule.unless_into and limit.far is not None and world.is_known(limit.far, rule.unless_into):
        return False
    if any(key in limit.entry.fact.qualifiers for key in rule.without) or not readable(limit.entry, SURE_LIMIT):
        return False
    return limit.when.known or rule.order is Order.WHILE


def excused(rule: Rule, limit: Limit, limits: Sequence[Limit], register: Register) -> bool:
    """Whether the limit may be of another name or an earlier life, or another one that nobody disputes is wider."""
    spared = (entry for pattern in rule.unless for entry in register.at(pattern, limit.entity))
    if any(loosens(rule.order, limit, entry) for entry in spared):
        return True
    return rule.order in (Order.AFTER, Order.BEFORE) and any(
        wider(rule.order, other.when, limit.when)
        and frozenset((other.entry.fact.id, limit.entry.fact.id)) not in register.clashes
        for other in limits
    )


def telling_otherwise(order: Order, limit: Limit, limits: Iterable[Limit]) -> frozenset[str]:
    """Reports that tell of a later death: that they have him live until then is the same difference once more."""
    if order is not Order.AFTER:
        return frozenset()
    others = (other.entry.fact for other in limits if wider(order, other.when, limit.when))
    return frozenset(report for fact in others for report in fact.reports)


def loosens(order: Order, limit: Limit, entry: Entry) -> bool:
    """Whether a renaming, a re-founding or an earlier end is not surely on the right side of the limit."""
    days, bound = window(entry.fact.when), window(limit.when)
    if days is None or bound is None:
        return entry.fact.predicate in RENAMES
    return days[1] > bound[0] if order is Order.AFTER else days[0] <= bound[1]


def wider(order: Order, one: Period, other: Period) -> bool:
    """Whether the one is surely beyond the other, so that it allows more."""
    here, there = window(one), window(other)
    if here is None or there is None:
        return False
    return here[0] > there[1] if order is Order.AFTER else order is Order.BEFORE and here[1] < there[0]


def concerns(rule: Rule, limit: Limit, pattern: Pattern, other: Entry) -> bool:
    """Whether a statement is about what the limit is about, and not a part of the same story."""
    if other.fact.id == limit.entry.fact.id:
        return False
    beyond = far(pattern, other)
    match rule.order:
        case Order.WHILE:
            told_twice = limit.entry.denied and other.fact.predicate == limit.entry.fact.predicate
            return beyond is not None and beyond == limit.far and not told_twice
        case Order.APART:
            return (limit.when.order, limit.entry.fact.id) < (other.fact.when.order, other.fact.id)
        case _:
            return not rule.spares_far or beyond is None or beyond != limit.far


def breaks(rule: Rule, limit: Entry, other: Entry, spared: Container[str], register: Register) -> bool:
    """Whether a statement surely breaks a limit; `spared`: reports whose statements do not count."""
    if rule.order is Order.WHILE:
        refutes = refuted(limit, other, register.world)
        return refutes if limit.denied else independent(limit, other) and at_once(limit, other)
    counting = [s for s in other.group.statements if s.claim.report not in spared]
    if rule.sub == "after_death" and in_office_after(limit, counting, register.world):
        return True
    stand_in = when_founded(other, register.foundings)
    return any(
        out_of_bounds(rule.order, limit.fact.when, other, statement.stated if statement.stated.known else stand_in)
        for statement in counting
        if statement.claim.confidence >= SURE_OTHER
    )


def in_office_after(limit: Entry, statements: Sequence[Statement], world: World) -> bool:
    """Whether reports written a month and more after a death say in the present tense that a post is held.

    Of copies the oldest counts: the words may be much older than the last of them.
    """
    bound = limit.fact.when.end.latest
    days: dict[str, date] = {}
    for statement in statements:
        day = written(world.reports[statement.claim.report])
        if in_office(statement.claim) and not statement.stated.known and day is not None:
            lineage = world.lineage[statement.claim.report]
            days[lineage] = min(day, days.get(lineage, day))
    return bound is not None and any(day > bound + MONTH for day in days.values())


def at_once(one: Entry, other: Entry) -> bool:
    """Whether two statements are surely of one time, or of the same days and hardly longer than a month."""
    here, there = window(one.fact.when), window(other.fact.when)
    if here is None or there is None:
        return False
    if one.fact.when.overlaps(other.fact.when) is Holds.YES:
        return True
    events = Aspect.STATE not in (one.rule.aspect, other.rule.aspect)
    return events and not disjoint(here, there) and all(last - first < MONTH for first, last in (here, there))


def fits(pattern: Pattern, entry: Entry) -> bool:
    return pattern.qualifier is None or entry.qualifier(pattern.qualifier[0]) == pattern.qualifier[1]


def difference(rule: Rule, limits: Sequence[Limit], others: Sequence[Entry], register: Register) -> Difference:
    world, entity = register.world, limits[0].entity
    first = sorted((limit.entry for limit in limits), key=lambda entry: (entry.fact.when.order, entry.fact.id))
    said = joined(f"{matter(entry, world)}{told_by(entry, world)}" for entry in (*first, *others))
    disputed = any(entry.fact.id in register.disputed for entry in first) and rule.order in (Order.AFTER, Order.BEFORE)
    doubt = " The date of the first is itself disputed." if disputed else ""
    revised = all(corrected(entry, other, world) for entry in first for other in others)
    kind = DifferenceKind.CORRECTION if revised else DifferenceKind.CONTRADICTION
    why = f"{world.name(entity)}, {rule.label}: {said}. {rule.why}.{doubt}"
    settle = rule.settle.format(name=world.name(entity), other=world.name(limits[0].far or entity))
    return Difference(kind, rule.sub, (one_side(first), one_side(others)), why, settle)
