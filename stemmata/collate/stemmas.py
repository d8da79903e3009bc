"""The tree of each family of copies: under which report each stands, or that their original is not here.

As in the criticism of texts (Maas, "Textual Criticism", 1958): a copy repeats what its source changed, so that of two
possible sources the one that it shares more words with is the nearer; and where two copies share words that a third
lacks, the third is not their source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemmata.collate.derive import Bond
from stemmata.collate.direction import Witness, written
from stemmata.collate.passages import RUN
from stemmata.model import DerivationKind, Descent, digest

SURELY = 1.25  # how much more of its words a text must share with a guessed source than with one that something names
LETTERS = 5 * RUN  # characters that two copies must share, and a third lack, before it is not their source
_TREES = frozenset(DerivationKind) - {DerivationKind.SAME_PUBLISHER, DerivationKind.TRANSLATION}


@dataclass(frozen=True, slots=True)
class Arc:
    """A report that another may have been taken from."""

    source: str
    target: str
    sure: bool
    words: int
    why: str


def descents(witnesses: Sequence[Witness], bonds: Sequence[Bond]) -> tuple[Descent, ...]:
    """Where each report of a family stands, family by family, each in the order of `witnesses`."""
    known = {witness.report.id: witness for witness in witnesses}
    order = {id_: at for at, id_ in enumerate(known)}
    copies = [bond for bond in bonds if bond.derivation.kind in _TREES and bond.words]
    found = [descent for family in families(copies) for descent in Family(family, known, order).descents()]
    return tuple(sorted(found, key=lambda descent: order[descent.report]))


def families(bonds: Iterable[Bond]) -> list[list[Bond]]:
    """The bonds of each connected family."""
    above: dict[str, str] = {}
    kept = list(bonds)
    for bond in kept:
        one, other = (top(above, end) for end in bond.ends)
        above[max(one, other)] = min(one, other)
    grouped: dict[str, list[Bond]] = {}
    for bond in kept:
        grouped.setdefault(top(above, bond.ends[0]), []).append(bond)
    return list(grouped.values())


def top(above: dict[str, str], report: str) -> str:
    above.setdefault(report, report)
    while above[report] != report:
        above[report] = above[above[report]]
        report = above[report]
    return report


class Family:
    """Reports that hang together by their words."""

    def __init__(self, bonds: Sequence[Bond], witnesses: Mapping[str, Witness], order: Mapping[str, int]) -> None:
        self.bonds, self.witnesses, self.order = bonds, witnesses, order
        self.reports = sorted({end for bond in bonds for end in bond.ends}, key=order.__getitem__)
        self.id = digest("family", *sorted(self.reports))
        self.share = dict.fromkeys(self.reports, 0)
        self.of: dict[str, list[Bond]] = {report: [] for report in self.reports}
        for bond in bonds:
            for end in bond.ends:
                self.share[end] += bond.words
                self.of[end].append(bond)
        self.written = {report: written(witnesses[report].report) for report in self.reports}

    def descents(self) -> Iterator[Descent]:
        chosen = self._chosen()
        lost = {report: why for root in self.reports if root not in chosen for report, why in self._lost(root, chosen)}
        for report in self.reports:
            arc = chosen.get(report)
            if report in lost:
                yield Descent(self.id, report, None, True, lost[report][1], lost[report][0])
            elif arc is None:
                yield Descent(self.id, report, None, False, self._dated(report, chosen), self._root(report, chosen))
            else:
                yield Descent(self.id, report, arc.source, False, arc.sure, arc.why)

    def _chosen(self) -> dict[str, Arc]:
        """The nearest possible source of each report: the greatest branching, the closest ties first."""
        chosen: dict[str, Arc] = {}
        above: dict[str, str] = {}
        for arc in sorted((arc for bond in self.bonds for arc in arcs(bond) if self._possible(arc)), key=self._closest):
            if arc.target not in chosen and top(above, arc.source) != arc.target:
                chosen[arc.target] = arc
                above[arc.target] = arc.source
        return chosen

    def _possible(self, arc: Arc) -> bool:
        """Whether the source may be older, as far as dates tell."""
        first, last = self.written[arc.source][0], self.written[arc.target][1]
        return arc.sure or first is None or last is None or first <= last

    def _closest(self, arc: Arc) -> tuple[float, int, int, int]:
        words = arc.words * (SURELY if arc.sure else 1.0)
        return -words, -self.share[arc.source], self.order[arc.source], self.order[arc.target]

    def _lost(self, root: str, chosen: Mapping[str, Arc]) -> Iterator[tuple[str, tuple[str, bool]]]:
        """The root and those under it that it is no source of, with the reason, and whether something says so."""
        under = [arc for arc in chosen.values() if arc.source == root and not arc.sure]
        near = [root, *(arc.target for arc in under)]
        credited = self._credited(near)
        if credited is not None:
            yield from ((report, (f"all repeat {credited}, whose own report is not here", True)) for report in near)
            return
        shared = self._beside(root, [arc.target for arc in under])
        if shared is not None:
            names = " and ".join(self.witnesses[end].report.name for end in shared)
            why = f"{names} share words that {self.witnesses[root].report.name} does not have: their original is lost"
            yield from ((report, (why, False)) for report in near)

    def _credited(self, reports: Sequence[str]) -> str | None:
        """Whom several reports all repeat and none of them is."""
        if len(reports) < 2:
            return None
        keys = frozenset.intersection(*(self.witnesses[report].relayed for report in reports))
        keys -= {key for report in self.reports for key in self.witnesses[report].own}
        ties = self.witnesses[reports[0]].ties
        return next((tie.name for tie in ties if tie.key in keys), None)

    def _beside(self, root: str, under: Sequence[str]) -> tuple[str, str] | None:
        """Two reports under a root that share words which the root lacks."""
        here = set(under)
        of_root = {other: places for bond in self.of[root] for other, places in beside(bond, root)}
        for report in under:
            for bond in self.of[report]:
                one, other = bond.ends
                if one == report and other in here:
                    places = [(p.from_start, p.from_end) for p in bond.derivation.passages]
                    if outside(places, of_root.get(one, ())) >= LETTERS:
                        return one, other
        return None

    def _dated(self, root: str, chosen: Mapping[str, Arc]) -> bool:
        under = [arc for arc in chosen.values() if arc.source == root]
        return bool(under) and all(arc.sure for arc in under)

    def _root(self, root: str, chosen: Mapping[str, Arc]) -> str:
        if self._dated(root, chosen):
            return "those that share its words were taken from it"
        return "it has the most of the words that the family shares; which came first is not known"


def arcs(bond: Bond) -> Iterator[Arc]:
    """Which of the two may have been taken from which."""
    derivation = bond.derivation
    if derivation.directed:
        yield Arc(*bond.ends, True, bond.words, derivation.evidence[-1])
        return
    why = f"the nearest text: {bond.words} words are the same; which of the two came first is not known"
    for source, target in (bond.ends, bond.ends[::-1]):
        yield Arc(source, target, False, bond.words, why)


def beside(bond: Bond, root: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The other report of a bond, and where it has the words of the root."""
    one, other = bond.ends
    if one == root:
        yield other, [(p.to_start, p.to_end) for p in bond.derivation.passages]
    if other == root:
        yield one, [(p.from_start, p.from_end) for p in bond.derivation.passages]


def outside(places: Sequence[tuple[int, int]], covered: Sequence[tuple[int, int]]) -> int:
    """How many characters of some places no other place covers."""
    return sum(uncovered(start, end, covered) for start, end in places)


def uncovered(start: int, end: int, covered: Sequence[tuple[int, int]]) -> int:
    left = end - start
    for first, last in sorted(covered):
        common = min(end, last) - max(start, first)
        left -= max(0, common)
        start = max(start, last)
    return max(0, left)
