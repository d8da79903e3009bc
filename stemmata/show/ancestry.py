"""What `lineage` answers with: groups as nodes, and what ties them together over time."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Line, Named, NameLine
from stemmata.when import Holds, Period


@dataclass(frozen=True, slots=True)
class Life:
    """How long a group is known to have existed.

    `when` has the bounds: it surely existed from its latest start to its earliest end. A stated beginning or end is one
    that reports tell of; the last day that it is evidenced on is no end. `odd`: what does not fit together, in words.
    """

    when: Period
    begin_stated: bool
    end_stated: bool
    last_evidenced: str  # a day, "" where no report says
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A group, or one name of it where the names are asked for as a chain. `lines` tell of beginnings and ends."""

    id: str
    name: str
    entity: Named
    type: str
    life: Life
    names: tuple[NameLine, ...]
    lines: tuple[Line, ...]
    holds: Holds | None  # whether it existed on the date that was asked for


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties two nodes, in the order of time: `one` is the older or the smaller, `other` the younger or the whole.

    kind: split, merger, absorption, succession, rename, joining, leaving, membership.
    """

    kind: str
    one: str
    other: str
    when: Period
    lines: tuple[Line, ...]
    disputed: bool = False
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The lineage of all groups, or of those that hang together with one."""

    entity: Named | None
    on: str
    coalitions: bool
    chain: bool
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    not_followed: int  # ties of membership that are left out unless they are asked for
