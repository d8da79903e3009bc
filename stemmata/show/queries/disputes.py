"""Where reports differ, told apart by kind; only a contradiction is a dispute."""

from __future__ import annotations

from stemmata.model import Difference, DifferenceKind, Side
from stemmata.show.answers import Dispute, Disputes, SideOf
from stemmata.show.asof import Window
from stemmata.show.holdings import Holdings
from stemmata.show.queries.find import find, named
from stemmata.show.queries.lines import holds, line_of
from stemmata.when import Holds


def disputes(held: Holdings, name: str | None = None, every_kind: bool = False, on: str | None = None) -> Disputes:
    """The disputes of a record, or those about one entity; on a date those of which each side may speak of it.

    Raises NotFound, InvalidDate.
    """
    entity, window = None if name is None else find(held, name), None if on is None else Window.of(on)
    if entity is None:
        chosen = tuple(dispute_of(held, d) for d in held.differences if every_kind or _is_dispute(d))
    else:
        chosen = disputes_of(held, entity.id, every_kind)
    kept = tuple(dispute for dispute in chosen if window is None or _speaks_of(held, dispute, window))
    return Disputes(None if entity is None else named(held, entity.id), kept, window.words if window else "")


def _speaks_of(held: Holdings, dispute: Dispute, window: Window) -> bool:
    return all(
        any(holds(held.facts[line.fact], window) is not Holds.NO for line in side.lines) for side in dispute.sides
    )


def disputes_of(held: Holdings, entity: str, every_kind: bool = False) -> tuple[Dispute, ...]:
    """The disputes in which a fact about an entity stands on a side."""
    facts = held.facts_about.get(entity, ())
    found = {d.id: d for fact in facts for d in held.disputes_over.get(fact.id, ()) if every_kind or _is_dispute(d)}
    return tuple(dispute_of(held, difference) for difference in found.values())


def dispute_of(held: Holdings, difference: Difference) -> Dispute:
    """A difference with its sides written out."""
    sides = tuple(_side(held, side) for side in difference.sides)
    return Dispute(difference.id, difference.kind, difference.sub, difference.why, sides, difference.settle)


def _is_dispute(difference: Difference) -> bool:
    return difference.kind is DifferenceKind.CONTRADICTION


def _side(held: Holdings, side: Side) -> SideOf:
    facts = [held.facts[fact] for fact in side.facts if fact in held.facts]
    reports = sorted({held.reports[held.claims[claim].report].name for claim in side.claims if claim in held.claims})
    lines = tuple(line_of(held, fact) for fact in facts)
    more = len(side.facts) - len(facts)
    return SideOf(lines, side.voices, tuple(reports), len(set(side.lineages)), more)
