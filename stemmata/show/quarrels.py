"""What the list of differences answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stemmata.show.answers import Dispute


@dataclass(frozen=True, slots=True)
class Quarrels:
    """A page of differences of a kind ("": of every kind), counted from 1. `counts`: how many there are of each."""

    disputes: tuple[Dispute, ...]
    kind: str
    counts: Mapping[str, int]
    page: int
    pages: int
    total: int
