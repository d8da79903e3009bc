"""Where reports differ, told apart by kind; only a contradiction is a dispute."""

from __future__ import annotations

from stemmata.model import Difference, DifferenceKind, Side
from stemmata.show.answers import Dispute, Disputes, SideOf
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named
from stemmata.show.queries.lines import line_of


def disputes(held: Holdings, name: str | None = None, every_kind: bool = False) -> Disputes:
    """The disputes of a record, or those about one entity. Raises NotFound."""
    if name is None:
        chosen = [d for d in held.differences if every_kind or _is_dispute(d)]
        return Disputes(None, tuple(dispute_of(held, difference) for difference in chosen))
    entity = find(held, name)
    return Disputes(named(held, entity.id), disputes_of(held, entity.id, every_kind))


def disputes_of(held: Holdings, entity: str, every_kind: bool = False) -> tuple[Dispute, ...]:
    """The disputes in which a fact about an entity stands on a side."""
    facts = held.facts_about.get(entity, ())
    found = {d.id: d for fact in facts for d in held.disputes_over.get(fact.id, ()) if every_kind or _is_dispute(d)}
    return tuple(dispute_of(held, difference) for difference in found.values())


def dispute_of(held: Holdings, difference: Difference) -> Dispute:
    """A difference with its sides written out."""
    sides = tuple(_side(held, side) for side in difference.sides)
    return Dispute(difference.id, difference.kind, difference.sub, difference.why, sides)


def _is_dispute(difference: Difference) -> bool:
    return difference.kind is DifferenceKind.CONTRADICTION


def _side(held: Holdings, side: Side) -> SideOf:
    facts = [held.facts[fact] for fact in side.facts if fact in held.facts]
    reports = sorted({held.reports[held.claims[claim].report].name for claim in side.claims if claim in held.claims})
    lines = tuple(line_of(held, fact) for fact in facts)
    return SideOf(lines, side.voices, tuple(reports), len(set(side.lineages)))
