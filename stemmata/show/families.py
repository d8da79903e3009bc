"""What `family` answers with: the lineage of groups with their names in turn and the strengths that were stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stemmata.show.ancestry import Ancestry, Life
from stemmata.show.answers import Named
from stemmata.show.strengths import Count
from stemmata.when import Bounds


@dataclass(frozen=True, slots=True)
class Turn:
    """A name that a group took: within which days, and the fact that says so ("" where only the name's date does)."""

    text: str
    taken: Bounds
    fact: str


@dataclass(frozen=True, slots=True)
class Loose:
    """A group that no report ties to another."""

    entity: Named
    type: str
    life: Life


@dataclass(frozen=True, slots=True)
class Families:
    """The groups that hang together, by id.

    `names`: the names of those that had several, in turn. `strengths`: counts of people alone, in the order of time.
    `beyond`: how many ties of a group lead further than was asked for.
    """

    ancestry: Ancestry
    names: Mapping[str, tuple[Turn, ...]] = field(default_factory=dict)
    strengths: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)
    beyond: Mapping[str, int] = field(default_factory=dict)
    loose: tuple[Loose, ...] = ()
