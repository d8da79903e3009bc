"""From when to when a group is drawn: firm, faint, and open to a side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stemmata.show.ancestry import Node, Tie
from stemmata.show.pictures.lanes import moment


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something may have been, the firm ones among them, and which ends nothing is told of."""

    first: date
    last: date
    firm: tuple[date, date] | None
    open_left: bool = False
    open_right: bool = False


def span_of(node: Node, ties: Iterable[Tie]) -> Span | None:
    """The life of a group, stretched over the ties that it has; None where no day is told."""
    start, end = node.life.when.start, node.life.when.end
    own = list(ties)
    tied = [day for tie in own for day in moment(tie) or ()]
    days = [day for day in (start.earliest, start.latest, end.earliest, end.latest, *tied) if day is not None]
    if not days:
        return None
    first, last = min(days), max(days)
    firm = (start.latest, end.earliest) if start.latest and end.earliest and start.latest <= end.earliest else None
    renames = [(tie, spread) for tie in own if _renamed(tie) and (spread := moment(tie))]
    came_of = any(tie.other == node.id and spread[0] <= first for tie, spread in renames)
    goes_on = any(tie.one == node.id and spread[1] >= last for tie, spread in renames)
    return Span(first, last, firm, start.earliest is None and not came_of, end.latest is None and not goes_on)


def _renamed(tie: Tie) -> bool:
    return tie.kind == "succession" and not tie.denied and not tie.disputed


def middle(spread: tuple[date, date]) -> date:
    """The day in the middle of a time: where a tie of that time is drawn."""
    return date.fromordinal((spread[0].toordinal() + spread[1].toordinal()) // 2)
