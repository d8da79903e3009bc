"""What the page of an entity answers with: a dossier that shows the best supported facts, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stemmata.show.answers import Dossier, Section
from stemmata.show.strengths import Strengths


@dataclass(frozen=True, slots=True)
class Leaf:
    """The dossier of an entity as far as a page shows it.

    `totals`: how many facts each section has, shown or not; on a date those that surely did not hold then are left out.
    """

    dossier: Dossier
    totals: Mapping[str, int]
    facts: int
    disputed: int
    first: str  # the first and the last day that it is evidenced on, "" where no report says
    last: str
    strengths: Strengths  # the numbers that are shown, each with who gives it


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One section of a leaf, a page at a time; pages are counted from 1."""

    leaf: Leaf
    section: Section
    page: int
    pages: int
    total: int
