"""Figures of what was found, against what is true. benchmarks/collate.py says what each of them means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from families import Made
from families.truth import Pair, Truth
from stemmata.model import Collation, Derivation, DerivationKind

COPIED = ("whole", "partial", "edited")
COPYING = {
    DerivationKind.IDENTICAL,
    DerivationKind.REVISION,
    DerivationKind.MIRROR,
    DerivationKind.REPOST,
    DerivationKind.LIFTED_PASSAGE,
    DerivationKind.SHARED_PASSAGE,
}
Figures = dict[str, float]
Ids = tuple[str, str]


def share(part: float, of: float) -> float:
    return round(part / of, 4) if of else 0.0


@dataclass
class Known:
    """The truth of many families, by the ids of their reports."""

    truths: list[Truth] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)  # the text of a report, as a hash
    pairs: dict[frozenset[str], Pair] = field(default_factory=dict)
    told: dict[frozenset[str], str] = field(default_factory=dict)  # the source of a pair, near or far

    def add(self, family: Made) -> None:
        self.truths.append(family.truth)
        for number, (report, _) in family.reports.items():
            self.ids[number] = report.id
            self.twins[report.id] = report.sha256
        for pair in family.truth.pairs:
            key = frozenset((self.ids[pair.one], self.ids[pair.other]))
            self.pairs[key] = pair
            if pair.source is not None:
                self.told[key] = self.ids[pair.source]

    def kind(self, one: str, other: str) -> str:
        pair = self.pairs.get(frozenset((one, other)))
        return "none" if pair is None else pair.kind

    def kin(self, one: str, other: str) -> bool:
        """Whether the two are of one family, be it only that they tell of one event."""
        return frozenset((one, other)) in self.pairs

    def copied(self) -> Iterator[tuple[str, str, Pair]]:
        for pair in self.pairs.values():
            if pair.kind in COPIED:
                yield self.ids[pair.one], self.ids[pair.other], pair

    def parents(self) -> Iterator[tuple[str, str]]:
        """Each copy and its parent, where both are there."""
        for truth in self.truths:
            yield from ((self.ids[n], self.ids[p]) for n, p in truth.parents.items() if p is not None)


# --- pairs ---------------------------------------------------------------------------------------------------------


def recall(known: Known, found: Iterable[Ids]) -> tuple[Figures, dict[str, list[int]]]:
    """How many copied pairs were found, by class and by how they came about."""
    twins = known.twins
    ties = {frozenset((twins[one], twins[other])) for one, other in found}  # one element: the same bytes
    by_kind: Counter[tuple[str, bool]] = Counter()
    by_how: Counter[tuple[str, bool]] = Counter()
    for one, other, pair in known.copied():
        met = frozenset((twins[one], twins[other])) in ties
        by_kind[pair.kind, met] += 1
        by_how[pair.how, met] += 1
    shares = {f"found_{k}": share(by_kind[k, True], by_kind[k, True] + by_kind[k, False]) for k in COPIED}
    return shares, {how: [by_how[how, True], by_how[how, True] + by_how[how, False]] for how, _ in sorted(by_how)}


def unrelated(known: Known, found: Iterable[Ids]) -> Figures:
    """How many of the pairs share nothing that one took from the other."""
    kinds = Counter(known.kind(one, other) for one, other in found)
    wrong = kinds["none"] + kinds["one_house"]
    return {"pairs": kinds.total(), "independent_pairs": wrong, "independent_share": share(wrong, kinds.total())}


# --- a collation ---------------------------------------------------------------------------------------------------


def figures(known: Known, found: Collation) -> tuple[Figures, dict[str, list[int]]]:
    lineage = found.lineage_of()
    same = [ids for group in found.lineages for ids in _identical(known, group.reports)]
    called = [d for d in found.derivations if d.kind in COPYING or d.kind is DerivationKind.SHARED_ORIGIN]
    shares, by_how = recall(known, [*((d.source, d.target) for d in called), *same])
    made = {**shares, **false_alarms(known, found), **directions(known, found.derivations)}
    made |= {**parents(known, found.derivations), **lineages(known, lineage)}
    return made | (descents(known, found) if found.descents else {}), by_how


def _identical(known: Known, reports: tuple[str, ...]) -> Iterator[Ids]:
    """Reports of one lineage and the same bytes count as found, in whatever order they are tied."""
    counted = Counter(known.twins[report] for report in reports)
    yield from ((report, report) for report in reports if counted[known.twins[report]] > 1)


def false_alarms(known: Known, found: Collation) -> Figures:
    copying = [known.kind(d.source, d.target) for d in found.derivations if d.kind in COPYING]
    origin = [known.kind(d.source, d.target) for d in found.derivations if d.kind is DerivationKind.SHARED_ORIGIN]
    near = [(d.source, d.target) for d in found.derivations if d.kind in COPYING and known.kin(d.source, d.target)]
    wrong = sum(kind in ("none", "one_house") for kind in copying)
    quotations = sum(pair.kind == "quotation" for pair in known.pairs.values())
    return {
        "independent_called_copies": share(wrong, len(copying)),
        "independent_called_copies_count": wrong,
        "independent_of_one_event_count": sum(known.kind(*ends) == "none" for ends in near),
        "independent_of_shared_origin_count": sum(kind in ("none", "one_house") for kind in origin),
        "quotations_called_copies": share(copying.count("quotation"), quotations),
        "quotations": quotations,
    }


def directions(known: Known, derivations: Iterable[Derivation]) -> Figures:
    right = reversed_ = beside = 0
    given: set[Ids] = set()
    for tie in derivations:
        if not tie.directed or known.kind(tie.source, tie.target) not in COPIED:
            continue
        source = known.told.get(frozenset((tie.source, tie.target)))
        right += source == tie.source
        reversed_ += source == tie.target
        beside += source is None
        given.add((tie.source, tie.target))
    knowable = [
        (known.ids[p.source], known.ids[p.other]) for p in known.pairs.values() if p.known and p.parent and p.source
    ]
    return {
        "direction_right": share(right, right + reversed_),
        "directed": right + reversed_,
        "directed_siblings": beside,
        "direction_given": share(sum(pair in given for pair in knowable), len(knowable)),
        "knowable": len(knowable),
    }


def parents(known: Known, derivations: Iterable[Derivation]) -> Figures:
    best: dict[str, tuple[float, str]] = {}
    for tie in derivations:
        if tie.directed:
            best[tie.target] = max(best.get(tie.target, (0.0, "")), (tie.score, tie.source))
    true = list(known.parents())
    right = sum(copy in best and known.twins[best[copy][1]] == known.twins[parent] for copy, parent in true)
    return {
        "parents_right": share(right, len(true)),
        "parents_given": share(sum(copy in best for copy, _ in true), len(true)),
        "copies_with_parent": len(true),
    }


def descents(known: Known, found: Collation) -> Figures:
    """The trees that the collation itself draws."""
    drawn = {descent.report: descent for descent in found.descents}
    true = list(known.parents())
    met = [(drawn[copy], parent) for copy, parent in true if copy in drawn]
    right = [d for d, parent in met if d.parent is not None and known.twins[d.parent] == known.twins[parent]]
    sure = [d for d, _ in met if d.sure and d.parent is not None]
    orphans = [known.ids[n] for truth in known.truths for n in _orphans(truth)]
    return {
        "tree_parents_right": share(len(right), len(true)),
        "tree_sure_parents_right": share(sum(d.sure for d in right), len(sure)),
        "tree_sure": len(sure),
        "tree_lost_told": share(sum(each in drawn and drawn[each].lost for each in orphans), len(orphans)),
        "tree_lost_wrong": sum(d.lost for d, _ in met),
    }


def _orphans(truth: Truth) -> list[int]:
    """The children of a lost original of which two or more are there, so that it can be missed."""
    found = [number for number, parent in truth.parents.items() if parent is None]
    return found if len(found) > 1 else []


# --- witnesses -----------------------------------------------------------------------------------------------------


def lineages(known: Known, lineage: dict[str, str]) -> Figures:
    members: dict[str, set[str]] = {}
    for report, name in lineage.items():
        members.setdefault(name, set()).add(report)
    exact: Counter[tuple[bool, bool]] = Counter()
    for truth in known.truths:
        least = [frozenset(known.ids[number] for number in group) for group in truth.apart]
        most = [frozenset(known.ids[number] for number in group) for group in truth.together]
        for group in least:
            one = next(iter(group))
            found = frozenset(members.get(lineage.get(one, ""), {one}))
            exact[len(group) > 1, _between(found, least, most)] += 1
    several, single = exact[True, True] + exact[True, False], exact[False, True] + exact[False, False]
    return {
        "lineages_exact": share(exact[True, True] + exact[False, True], several + single),
        "lineages_of_several_exact": share(exact[True, True], several),
        "lineages_of_several": several,
        "lineages": several + single,
    }


def _between(found: frozenset[str], least: list[frozenset[str]], most: list[frozenset[str]]) -> bool:
    """Whether nothing is put together that must stay apart, and nothing parted that belongs together."""
    return any(found <= group for group in most) and all(found >= group or not found & group for group in least)
