"""What a build hands to the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stemmata.model import (
    Claim,
    Collation,
    Identification,
    Judgement,
    Mention,
    Reconciliation,
    Report,
    Segment,
    Unread,
)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a build made. `claims` and `mentions` are those of all reports, in any order."""

    reports: tuple[Report, ...]
    segments: Mapping[str, tuple[Segment, ...]]  # by report id
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    collation: Collation
    identification: Identification
    reconciliation: Reconciliation
    unread: tuple[Unread, ...] = ()
    unclaimed: frozenset[str] = frozenset()  # ids of reports in a language that no reader of claims knows
    judgements: tuple[Judgement, ...] = ()
    unplaced: tuple[Judgement, ...] = ()
    withheld: tuple[tuple[str, int, int], ...] = ()  # report, start, end of words not to be shown to others
    build: Mapping[str, str] = field(default_factory=dict)  # what it was made from
