"""How far a fact can be trusted, by a formula that anybody can follow with a pencil.

Each independent witness counts with its best claim: what the reader gave it, times what a single witness is worth,
less where the report does not say it in its own voice, and less in matters that parties contest. Witnesses that do not
depend on each other are joined by noisy-or, 1 - (1 - a)(1 - b)...; in a dispute the fact keeps the part of the result
that its witnesses are of those of both sides. The factors are data, confidence.yml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from stemmata.model import Claim, Polarity, Report
from stemmata.reconcile.support import Support, Witness

FACTORS = Path(__file__).parent / "confidence.yml"


@dataclass(frozen=True, slots=True)
class Factors:
    """What confidence.yml says."""

    one_witness: float
    voices: Mapping[str, float]
    attributed: float
    contested: float
    contested_predicates: frozenset[str]
    most: float


@dataclass(frozen=True, slots=True)
class Confidence:
    value: float
    reasons: tuple[str, ...]  # a term a line, the result last


@cache
def factors() -> Factors:
    given = yaml.load(FACTORS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Factors(**{**given, "contested_predicates": frozenset(given["contested_predicates"])})


def confidence(support: Support, rivals: Sequence[float], reports: Mapping[str, Report]) -> Confidence:
    """The confidence in a fact, to two decimals, with each term of it in words.

    `rivals`: what the witnesses of each fact that it contradicts count together (`strength`).
    """
    doubt, here, reasons = 1.0, 0.0, []
    for witness in support.witnesses:
        claim, counts = best(witness)
        doubt *= 1 - counts
        here += counts
        reasons.append(told(witness, claim, counts, reports))
    value = 1 - doubt
    if len(support.witnesses) > 1:
        reasons.append(f"{len(support.witnesses)} independent witnesses, joined by 1 - (1 - a)(1 - b)...: {value:.2f}")
    if rivals:
        there = max(rivals)
        value *= here / (here + there)
        facts = "another fact" if len(rivals) == 1 else f"{len(rivals)} other facts"
        sums = f"{here:.2f} of {here:.2f} + {there:.2f}"
        reasons.append(f"disputed by {facts}: x the part of its witnesses, {sums} = {value:.2f}")
    if value > factors().most:
        reasons.append(f"never more than {factors().most}")
    return Confidence(round(min(value, factors().most), 2), tuple(reasons))


def strength(support: Support) -> float:
    """What all witnesses of a fact count together."""
    return sum(best(witness)[1] for witness in support.witnesses)


def best(witness: Witness) -> tuple[Claim, float]:
    """The claim for which a witness counts most, and what it counts."""
    if len(witness.claims) == 1:
        return witness.claims[0], weight(witness.claims[0])
    weighed = ((claim, weight(claim)) for claim in witness.claims)
    return max(weighed, key=lambda pair: (pair[1], pair[0].confidence, pair[0].id))


def told(witness: Witness, claim: Claim, counts: float, reports: Mapping[str, Report]) -> str:
    """What one witness counts, the sum in words."""
    names = ", ".join(sorted({reports[claim.report].name for claim in witness.claims}))
    together = f" ({witness.why})" if witness.why else ""
    sums = " ".join((f"{claim.confidence:.2f}", *(f"x {factor:g} ({words})" for factor, words in terms(claim))))
    return f"{names}{together}: claim confidence {sums} = {counts:.2f}"


def weight(claim: Claim) -> float:
    value = claim.confidence
    for factor, _ in terms(claim):
        value *= factor
    return value


def terms(claim: Claim) -> Iterator[tuple[float, str]]:
    """What a claim's confidence is multiplied by, each with its reason."""
    known = factors()
    yield known.one_witness, "one witness"
    if claim.polarity is not Polarity.ASSERTED:
        yield known.voices[claim.polarity], str(claim.polarity)
    elif claim.voices:
        yield known.attributed, f"according to {claim.voices[-1]}"
    if claim.predicate in known.contested_predicates:
        yield known.contested, "parties contest such matters"
