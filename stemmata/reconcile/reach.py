"""Which of the many facts of an entity may break a limit: those that reach beyond it, or have the same far end.

An entity that is in nearly everything has thousands of facts and many limits: to try all of them on each other is slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from stemmata.ontology.predicates import Aspect
from stemmata.reconcile.entries import Entry
from stemmata.reconcile.orders import Order, Pattern, Rule
from stemmata.reconcile.posts import in_office
from stemmata.reconcile.times import disjoint, window
from stemmata.when import UNKNOWN, Period

SURE_LIMIT = 0.75  # confidence of the reading: a limit touches many facts, what breaks it only itself
SURE_OTHER = 0.5
FOUNDERS = ("formed_by", "founded_by")
Foundings = Mapping[str, Sequence[Entry]]  # entity -> the facts that it was founded
Other = tuple[Pattern, Entry]


class Reached:
    """What may break the limits of one entity by one rule, found by limit."""

    def __init__(self, rule: Rule, others: Iterable[Other], foundings: Foundings) -> None:
        self.order = rule.order
        least = SURE_LIMIT if rule.order is Order.APART else SURE_OTHER
        self.others = [other for other in others if readable(other[1], least)]
        self.facing: dict[str | None, list[Other]] = {}
        self.edges: list[date] = []
        if rule.order is Order.WHILE:
            for pattern, entry in self.others:
                self.facing.setdefault(far(pattern, entry), []).append((pattern, entry))
        elif rule.order is not Order.APART:
            self.edges = [edge(rule, entry, foundings) for _, entry in self.others]

    def by(self, end: str | None, when: Period) -> Iterable[Other]:
        """Those of which the times, or the far ends, let them break a limit with this far end and time."""
        match self.order:
            case Order.WHILE:
                return self.facing.get(end, ())
            case Order.APART:
                return self.others
            case Order.AFTER:
                last = when.end.latest or date.max
                return (other for other, day in zip(self.others, self.edges, strict=True) if day > last)
            case Order.BEFORE:
                first = when.start.earliest or date.min
                return (other for other, day in zip(self.others, self.edges, strict=True) if day < first)


def edge(rule: Rule, other: Entry, foundings: Foundings) -> date:
    """The day on which a fact surely reaches farthest beyond what any limit of a rule may allow."""
    nowhere, farthest = (date.min, max) if rule.order is Order.AFTER else (date.max, min)
    if rule.sub == "after_death" and any(in_office(claim) for claim in other.group.claims):
        return date.max  # the day of writing counts too
    stand_in = when_founded(other, foundings)
    told = [statement.stated for statement in other.group.statements if statement.claim.confidence >= SURE_OTHER]
    days = (reach(rule.order, other, when if stand_in is UNKNOWN or when.known else stand_in) for when in told)
    return farthest((day for day in days if day is not None), default=nowhere)


def out_of_bounds(order: Order, limit: Period, other: Entry, when: Period) -> bool:
    if order not in (Order.AFTER, Order.BEFORE):
        return disjoint(window(limit), window(when))
    bound = limit.end.latest if order is Order.AFTER else limit.start.earliest
    day = reach(order, other, when)
    if bound is None or day is None:
        return False
    return day > bound if order is Order.AFTER else day < bound


def reach(order: Order, other: Entry, when: Period) -> date | None:
    """The day on which a fact surely begins or goes on, the last of them; for a limit before it, has surely begun."""
    event = other.rule.aspect is Aspect.EVENT
    if order is Order.BEFORE:
        return when.end.latest if event else when.start.latest
    days = (when.start.earliest, None if event else when.end.earliest)
    return max((day for day in days if day is not None), default=None)


def when_founded(other: Entry, foundings: Foundings) -> Period:
    """Of founders without a day that of the founding, where only one is told."""
    told = foundings.get(other.fact.subject, []) if other.fact.predicate in FOUNDERS else []
    return told[0].fact.when if len(told) == 1 else UNKNOWN


def far(pattern: Pattern, entry: Entry) -> str | None:
    """The entity at the other end."""
    return entry.fact.object if pattern.end == "subject" else entry.fact.subject


def readable(entry: Entry, least: float) -> bool:
    return any(claim.confidence >= least for claim in entry.group.claims)
