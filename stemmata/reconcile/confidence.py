"""How far a fact can be trusted, by a formula that anybody can follow with a pencil.

Each independent witness counts with its best claim: what the extractor gave it, less where the report does not say it
in its own voice. Witnesses that do not depend on each other are joined by noisy-or, 1 - (1 - a)(1 - b)...; a dispute
then takes its part off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stemmata.model import Claim, Polarity, Report
from stemmata.reconcile.support import Support, Witness

VOICE = {Polarity.ASSERTED: 1.0, Polarity.REPORTED: 0.8, Polarity.ALLEGED: 0.5, Polarity.DENIED: 1.0}
ATTRIBUTED = 0.9  # said by a named voice, in a report that stands by it
DISPUTED = 0.7  # for the first dispute; more of them take nothing more
MOST = 0.99


@dataclass(frozen=True, slots=True)
class Confidence:
    value: float
    reasons: tuple[str, ...]  # a term a line, the result last


def confidence(support: Support, disputes: int, reports: Mapping[str, Report]) -> Confidence:
    """The confidence in a fact, to two decimals, with each term of it in words."""
    doubt = 1.0
    reasons: list[str] = []
    for witness in support.witnesses:
        weight, words = weigh(witness, reports)
        doubt *= 1 - weight
        reasons.append(words)
    value = 1 - doubt
    if len(support.witnesses) > 1:
        reasons.append(f"{len(support.witnesses)} independent witnesses, joined by 1 - (1 - a)(1 - b)...: {value:.2f}")
    if disputes:
        value *= DISPUTED
        reasons.append(f"disputed by {disputes} other fact{'s' * (disputes > 1)}: x {DISPUTED} = {value:.2f}")
    if value > MOST:
        reasons.append(f"never more than {MOST}")
    return Confidence(round(min(value, MOST), 2), tuple(reasons))


def weigh(witness: Witness, reports: Mapping[str, Report]) -> tuple[float, str]:
    """What one witness counts, and the sum in words."""
    best = max(witness.claims, key=lambda claim: (weight(claim), claim.confidence, claim.id))
    names = sorted({reports[claim.report].name for claim in witness.claims})
    together = f" ({witness.why})" if witness.why else ""
    sums = " ".join(("claim confidence", f"{best.confidence:.2f}", *factors(best)))
    return weight(best), f"{', '.join(names)}{together}: {sums} = {weight(best):.2f}"


def weight(claim: Claim) -> float:
    attributed = ATTRIBUTED if claim.voices and claim.polarity is Polarity.ASSERTED else 1.0
    return claim.confidence * VOICE[claim.polarity] * attributed


def factors(claim: Claim) -> Iterator[str]:
    if claim.polarity in (Polarity.REPORTED, Polarity.ALLEGED):
        yield f"x {VOICE[claim.polarity]} ({claim.polarity})"
    elif claim.voices and claim.polarity is Polarity.ASSERTED:
        yield f"x {ATTRIBUTED} (according to {claim.voices[-1]})"
