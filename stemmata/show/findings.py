"""What a search answers with: names, facts and reports, a page at a time, with what may narrow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stemmata.show.answers import Line


@dataclass(frozen=True, slots=True)
class FoundName:
    """An entity by one of its names. `name`: the one that was met, where it is another than the first."""

    id: str
    name: str
    type: str
    met: str
    facts: int
    near: bool  # it is not spelled as it was asked for


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report and the first words that were met in it, at `start`, with what stands around them."""

    id: str
    report: str
    title: str
    publisher: str
    published: str
    start: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found. `counts`: how many of each, as far as counted.

    `facets`: what may narrow it, to how many; "" are those of which it is not known.
    """

    query: str
    within: str  # names, facts, reports; "" for the first of each
    narrowed: str
    names: tuple[FoundName, ...]
    facts: tuple[Line, ...]
    reports: tuple[FoundReport, ...]
    counts: Mapping[str, int]
    facets: Mapping[str, int]
    page: int
    pages: int
