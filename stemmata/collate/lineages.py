"""Which reports count as one witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemmata.model import Derivation, DerivationKind, Lineage, Report

DEPENDENT = 0.3  # part of a report's prose that makes it the other's echo; a smaller one only echoes in that passage
WHOLE = frozenset(
    {
        DerivationKind.IDENTICAL,
        DerivationKind.REVISION,
        DerivationKind.MIRROR,
        DerivationKind.REPOST,
        DerivationKind.SAME_PUBLISHER,
    }
)
ALONE = "no other report shares its words, its publisher or its source"
BARELY = "it shares a passage with another report, but most of its words are its own"


def joins(derivation: Derivation) -> bool:
    """Whether a tie makes two reports one witness as a whole.

    Two that quote the same statement share its words and are two witnesses of all else; two that say whom they repeat
    (a score of 1) are one.
    """
    least = 1.0 if derivation.kind is DerivationKind.SHARED_ORIGIN else DEPENDENT
    return derivation.kind in WHOLE or derivation.score >= least


def lineages(reports: Sequence[Report], derivations: Iterable[Derivation]) -> tuple[Lineage, ...]:
    """The reports, each in one lineage: the connected components of the ties that join, the closest ties first."""
    above = {report.id: report.id for report in reports}
    names = {report.id: report.name for report in reports}
    why: dict[str, list[str]] = {}
    touched = set()
    for derivation in derivations:
        touched |= {derivation.source, derivation.target}
        one, other = root(above, derivation.source), root(above, derivation.target)
        if one != other and joins(derivation):
            above[other] = one
            why[one] = [*why.get(one, []), *why.pop(other, []), sentence(derivation, names)]
    members: dict[str, list[str]] = {}
    for report in reports:
        members.setdefault(root(above, report.id), []).append(report.id)
    return tuple(
        Lineage(tuple(found), tuple(sorted(why.get(top, ()))) or (BARELY if found[0] in touched else ALONE,))
        for top, found in members.items()
    )


def root(above: dict[str, str], report: str) -> str:
    while above[report] != report:
        above[report] = above[above[report]]
        report = above[report]
    return report


def sentence(derivation: Derivation, names: Mapping[str, str]) -> str:
    arrow = "from" if derivation.directed else "and"
    kind = derivation.kind.replace("_", " ")
    one, other = names[derivation.source], names[derivation.target]
    ends = f"{other} {arrow} {one}" if derivation.directed else f"{one} {arrow} {other}"
    return f"{ends}: {kind}: {'; '.join(derivation.evidence)}"
