"""Facts in one go: claims of one predicate, subject, object and post are a fact, of events those of one day.

Not what reconcile makes of them: times are not compared, echoes count by lineage alone, and of the differences only
allies who are enemies, unlike numbers of one year, two holders of one post in one year, and denials are found, two
sides to each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

from stemmata.model import (
    Claim,
    Collation,
    Difference,
    DifferenceKind,
    Fact,
    Identification,
    Polarity,
    Reconciliation,
    Report,
    Side,
)
from stemmata.ontology import ontology
from stemmata.ontology.predicates import Aspect
from stemmata.when import UNKNOWN

Slot = tuple[str, str, str, str, str, bool]  # predicate, subject, object or value, what tells apart, time, denied
STRONGEST = (Polarity.ASSERTED, Polarity.REPORTED, Polarity.ALLEGED, Polarity.DENIED)
WHY = {
    "exclusion": "The one says allies, the other enemies. Only one can be right at one time.",
    "number": "The numbers exclude each other.",
    "holder": "Two hold one post. Only one can be right at one time.",
    "denial": "The one says it, the other denies it.",
}


def quickly(
    claims: Sequence[Claim], identification: Identification, collation: Collation, reports: Sequence[Report]
) -> Reconciliation:
    slots: dict[Slot, list[Claim]] = defaultdict(list)
    for claim in claims:
        slots[slot_of(claim, identification.entity_of)].append(claim)
    lineage_of, by_id = collation.lineage_of(), {report.id: report for report in reports}
    facts = {slot: fact(slot, found, lineage_of, by_id) for slot, found in slots.items()}
    return Reconciliation(tuple(sorted(facts.values(), key=order)), tuple(differences(facts)))


def order(fact: Fact) -> tuple[object, ...]:
    return fact.predicate, fact.subject, fact.when.order, fact.object or "", fact.value or "", fact.id


def slot_of(claim: Claim, entity_of: Mapping[str, str]) -> Slot:
    rule = ontology()[claim.predicate]
    one, other = entity_of[claim.subject.mention or ""], entity_of.get(claim.object.mention or "", "")
    if rule.symmetric and other < one:
        one, other = other, one
    apart = str(claim.qualifiers.get("role", claim.qualifiers.get("place", "")))
    event = rule.aspect is Aspect.EVENT
    time = claim.when.edtf if event else claim.when.edtf[:4] if claim.predicate == "strength" else ""
    value = "" if claim.predicate == "formed" else claim.object.text
    return claim.predicate, one, other or f"={value}", apart, time, claim.polarity is Polarity.DENIED


def fact(slot: Slot, claims: Sequence[Claim], lineage_of: Mapping[str, str], reports: Mapping[str, Report]) -> Fact:
    best: dict[str, float] = {}
    for claim in claims:
        lineage = lineage_of[claim.report]
        best[lineage] = max(claim.confidence, best.get(lineage, 0))
    bare = slot[2].startswith("=")
    exact = max(claims, key=lambda claim: (claim.when.known, len(claim.when.edtf)))
    return Fact(
        predicate=slot[0],
        subject=slot[1],
        object=None if bare else slot[2],
        value=(slot[2][1:] or exact.when.edtf) if bare else None,
        when=exact.when if exact.when.known else UNKNOWN,
        claims=tuple(claim.id for claim in claims),
        reports=tuple(sorted({claim.report for claim in claims})),
        lineages=tuple(sorted(best)),
        voices=tuple(sorted({voice(claim, reports) for claim in claims})),
        polarity=min((claim.polarity for claim in claims), key=STRONGEST.index),
        confidence=round(1 - prod(1 - 0.8 * sure for sure in best.values()), 2),
        reasons=tuple(f"{lineage}: claim confidence {sure} x 0.8" for lineage, sure in sorted(best.items())),
        qualifiers=exact.qualifiers,
    )


def voice(claim: Claim, reports: Mapping[str, Report]) -> str:
    report = reports[claim.report]
    return claim.voices[-1] if claim.voices else report.known("publisher") or report.name


def differences(facts: Mapping[Slot, Fact]) -> Iterator[Difference]:
    """The first two facts that answer one question unlike each other."""
    for sub, questions in asked(facts).items():
        for several in questions.values():
            if len(several) > 1:
                yield differing(sub, several[:2])


def asked(facts: Mapping[Slot, Fact]) -> dict[str, dict[tuple[str, ...], list[Fact]]]:
    found: dict[str, dict[tuple[str, ...], list[Fact]]] = {sub: defaultdict(list) for sub in WHY}
    for slot, known in facts.items():
        predicate, one, other, apart, time, denied = slot
        found["denial"][predicate, one, other, apart, time].append(known)
        if denied:
            continue
        if predicate in ("allied_with", "opposed_to"):
            found["exclusion"][one, other].append(known)
        elif predicate == "strength" and time:
            found["number"][one, time].append(known)
        elif predicate == "holds_post" and known.when.edtf:
            found["holder"][other, apart, known.when.edtf[:4]].append(known)
    return found


def differing(sub: str, facts: Iterable[Fact]) -> Difference:
    sides = (Side((fact.id,), fact.claims, fact.voices, fact.lineages) for fact in facts)
    settle = "A report that names its source, close to the event."
    return Difference(DifferenceKind.CONTRADICTION, sub, tuple(sides), WHY[sub], settle)
