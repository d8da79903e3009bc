"""What `link` answers with: entries of a list that may be entities of the record."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Named


@dataclass(frozen=True, slots=True)
class LinkLine:
    """An entry proposed for an entity. state: new, changed, known (proposed so before), gone (fits no longer).

    `decided`: what a person has said of it, "" where nobody has.
    """

    entity: Named
    id: str
    name: str
    verdict: str
    score: float
    why: str
    state: str
    decided: str


@dataclass(frozen=True, slots=True)
class LostRow:
    """A row of the list that gave no entry."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of holding a list against the record. `lost` are the first of `lost_rows`."""

    list: str
    format: str
    entries: int
    entities: int
    lines: tuple[LinkLine, ...]
    lost_rows: int
    lost: tuple[LostRow, ...]
    crowded: tuple[Named, ...]  # for these so many entries fit alike that none is proposed
    written: int  # lines that were added to links.jsonl
