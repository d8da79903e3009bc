"""What `publisher` answers with: counts of what a publisher's reports say and share, each with what was counted.

Nothing here is a grade: who is often contradicted may be right, and who agrees with many may share their source.
"""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Line


@dataclass(frozen=True, slots=True)
class Known:
    """What people wrote of a publisher in sources.yml."""

    domains: tuple[str, ...]
    owner: str
    side: str
    relays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class With:
    """Another publisher, and what the two have in common: ids of facts, of disputes, or pairs of reports."""

    publisher: str
    side: str  # of the other, where sources.yml says; else ""
    count: int
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Favour:
    """Facts that only this publisher states and that speak for or against a side, or an actor whose side none tells.

    `entities`: the actors that are counted under a side; empty where `name` is the actor itself.
    """

    name: str
    is_side: bool
    entities: tuple[str, ...]
    for_: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One publisher in figures. `alone`: the facts that no report of another publisher states."""

    publisher: str
    known: Known | None
    reports: tuple[str, ...]
    claims: int
    facts: int
    in_own_voice: int  # facts that it states at least once without naming another voice
    alone: tuple[Line, ...]
    agrees: tuple[With, ...]
    contradicts: tuple[With, ...]
    copies: tuple[With, ...]
    copied_by: tuple[With, ...]
    favours: tuple[Favour, ...]
