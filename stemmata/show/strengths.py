"""What `strength` answers with: every number that is given for a group, and never one made of several."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.show.answers import Line, Named


@dataclass(frozen=True, slots=True)
class Count:
    """One statement of a number. `least` or `most` is None where it is open: "over 3,000", "at most 900"."""

    line: Line
    who: tuple[str, ...]  # the voices, or the publishers of the reports where those say it themselves
    unit: str  # what was counted, "" where the words do not say
    least: float | None
    most: float | None
    lineages: int


@dataclass(frozen=True, slots=True)
class Strengths:
    """The numbers in the order of time, those without a date last."""

    entity: Named
    on: str
    counts: tuple[Count, ...]
