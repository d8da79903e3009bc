"""Which reports count as one witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemmata.collate.derive import Bond
from stemmata.collate.houses import whole
from stemmata.model import Derivation, Lineage, Report

ALONE = "no other report shares its words, its publisher or its source"
BARELY = "it shares a passage with another report, but most of its words are its own"


def lineages(reports: Sequence[Report], bonds: Iterable[Bond]) -> tuple[Lineage, ...]:
    """The reports, each in one lineage: one text, or one house, as a whole; the closest ties first."""
    above = {report.id: report.id for report in reports}
    names = {report.id: report.name for report in reports}
    why: dict[str, list[str]] = {}
    touched = set()
    for bond in bonds:
        touched |= set(bond.ends)
        one, other = (root(above, end) for end in bond.ends)
        if one != other and (bond.house or whole(bond)):
            above[other] = one
            why[one] = [*why.get(one, []), *why.pop(other, []), sentence(bond.derivation, names)]
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
