"""Which claims a person should look at first: those whose reading is unsure, and which much hangs on.

What a look is worth is the chance that the claim was read wrongly (one less its confidence) times what hangs on it:
its fact, and twice as much again where that fact is disputed; a fact with other witnesses hangs on it less, as one over
their number. Of several facts that rest on it the one of most value counts. What is worth the same stands by the weight
of what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from stemmata.show.answers import Line
from stemmata.show.queries.lines import line_of
from stemmata.show.slices import Asked, Reading

LOOKED_AT = 400  # facts of most value whose claims are weighed
DISPUTED = 2  # how much more hangs on a disputed fact


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A claim to look at, with the fact that rests on it."""

    claim: str
    line: Line
    value: float


def to_check(state: Reading, judged: Callable[[str, str], bool], limit: int) -> tuple[ToCheck, ...]:
    """The claims of most value. `judged`: whether somebody decided on the words (report, quote) already."""
    index = state.index
    doubt = (1 - index.confidence) * (1 + DISPUTED * index.disputed) / np.maximum(index.lineages, 1)
    weight = index.weight[index.subject]
    rows = np.lexsort((np.arange(len(doubt)), -weight, -np.round(doubt, 3)))[:LOOKED_AT]
    held = state.slice(index.ids(rows), Asked(differences=0))
    worth: dict[str, tuple[float, int]] = {}
    for row in rows.tolist():
        hangs = (1 + DISPUTED * bool(index.disputed[row])) / max(int(index.lineages[row]), 1)
        for claim in held.claims_of(held.facts[index.facts[row]]):
            value = round((1 - claim.confidence) * hangs, 3)
            if value > worth.get(claim.id, (-1.0,))[0] and not judged(held.reports[claim.report].name, claim.quote):
                worth[claim.id] = value, row
    first = sorted(worth, key=lambda claim: (-worth[claim][0], -weight[worth[claim][1]], worth[claim][1]))[:limit]
    lines = {row: line_of(held, held.facts[index.facts[row]]) for row in {worth[claim][1] for claim in first}}
    return tuple(ToCheck(claim, lines[worth[claim][1]], worth[claim][0]) for claim in first)
