"""Who copied whom, what counts as one witness, what differs and what can be trusted, on invented wars.

    python benchmarks/wars.py [benchmarks/wars] [--war NAME ...] [--read] [--show]

Each war (told_wars.py) was written with its truth before the code that is measured here. By default the marked claims
and names are given, as a faultless reader would give them, and collate and reconcile are measured alone; with --read
the plain texts are built into a record by the whole program. --show lists what was missed.

facts_right      of the facts that the record holds at a confidence over 0.8: the part that is true in that war
facts_covered    of the true facts that any report states: the part that stands among these
support_right    of the facts of several reports: the part whose number of independent witnesses is the true one
differences_found, kind_right    of the differences that a careful reader listed; of those found, with the listed kind
false_disputes   contradictions between facts that no listed difference sets against each other
calibration      the mean gap of confidence and truth, in ten bins, over all facts
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from read_wars import read
from told_wars import War, mentions, numbered, true_period, wars

from stemmata.collate import collate
from stemmata.model import (
    Collation,
    Derivation,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Fact,
    Identification,
    Reconciliation,
)
from stemmata.reconcile import reconcile
from stemmata.when import Holds

SURE = 0.8
Figures = dict[str, object]


@dataclass
class Score:
    """Counts of one war or of several."""

    sure: int = 0
    right: int = 0
    covered: int = 0
    true: int = 0
    supported: int = 0
    support_right: int = 0
    listed: int = 0
    found: int = 0
    kind_right: int = 0
    disputes: int = 0
    false_disputes: int = 0
    pairs: int = 0
    pairs_found: int = 0
    pairs_given: int = 0
    directed: int = 0
    direction_right: int = 0
    lineages: int = 0
    lineages_right: int = 0
    bins: list[tuple[float, bool]] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        for name, value in vars(other).items():
            if isinstance(value, int):
                setattr(self, name, getattr(self, name) + value)
        self.bins += other.bins
        self.missed += other.missed

    def figures(self) -> Figures:
        return {
            "facts_sure": self.sure,
            "facts_right": part(self.right, self.sure),
            "facts_covered": part(self.covered, self.true),
            "support_right": part(self.support_right, self.supported),
            "differences": self.listed,
            "differences_found": part(self.found, self.listed),
            "kind_right": part(self.kind_right, self.found),
            "disputes": self.disputes,
            "false_disputes": self.false_disputes,
            "copies_found": part(self.pairs_found, self.pairs),
            "copies_right": part(self.pairs_found, self.pairs_given),
            "direction_right": part(self.direction_right, self.directed),
            "lineages_right": part(self.lineages_right, self.lineages),
            "calibration": calibration(self.bins),
            "missed_kinds": dict(sorted(self.missed.items())),
        }


def part(some: int, whole: int) -> float | None:
    return round(some / whole, 4) if whole else None


def calibration(bins: Sequence[tuple[float, bool]]) -> float | None:
    """The expected calibration error in ten bins."""
    if not bins:
        return None
    gaps = 0.0
    for low in range(10):
        inside = [(c, r) for c, r in bins if low <= min(c * 10, 9.99) < low + 1]
        gaps += abs(sum(c for c, _ in inside) - sum(r for _, r in inside))
    return round(gaps / len(bins), 4)


# --- with the claims given ---------------------------------------------------------------------------------------


def given(war: War) -> tuple[Collation, Reconciliation]:
    """Collated and reconciled from the marked claims."""
    reports = [told.made.report for told in war.reports.values()]
    segments = {told.id: told.made.segments for told in war.reports.values()}
    claims = [claim for made in war.stated.values() for claim in made]
    collation = collate(reports, segments, ())
    marked = [mention for told in war.reports.values() for _, mention in mentions(told)]
    return collation, reconcile(claims, identification(war), collation, reports, marked)


def told(war: War, by_the_program: bool) -> tuple[Collation, Reconciliation]:
    """What is made of the marked claims, or of the plain texts."""
    if not by_the_program:
        return given(war)
    with tempfile.TemporaryDirectory() as folder:
        return read(war, Path(folder) / "record")


def identification(war: War) -> Identification:
    """Who is who, as the marks say."""
    of = {mention.id: id_ for told in war.reports.values() for id_, mention in mentions(told)}
    known = war.world["entities"]
    entities = []
    for id_ in sorted(set(of.values())):
        entry = known.get(id_, {"name": id_})
        texts = [str(entry["name"]), *map(str, entry.get("names") or ())]
        entities.append(Entity(id_, "Thing", texts[0], tuple(EntityName(text, "Latn", "alias") for text in texts)))
    return Identification(tuple(entities), of, (), ())


class Judge:
    """What of a record is right, by the truth of its war."""

    def __init__(self, war: War, collation: Collation, told: Reconciliation, keys: Mapping[str, str]) -> None:
        self.war, self.collation, self.told = war, collation, told
        self.key_of = keys  # id of a claim -> key of its fact
        self.facts = {fact.id: fact for fact in told.facts}
        self.score, self.misses = Score(), []

    def judged(self) -> Score:
        self._facts()
        self._support()
        self._differences()
        self._copies()
        return self.score

    def keys(self, claims: Iterable[str]) -> Counter[str]:
        return Counter(self.key_of[claim] for claim in claims if claim in self.key_of)

    def _facts(self) -> None:
        seen = set()
        for fact in self.told.facts:
            right = self._right(fact)
            self.score.bins.append((fact.confidence, right is not None))
            if fact.confidence > SURE:
                self.score.sure += 1
                self.score.right += right is not None
                if right is None:
                    self.note(f"sure of {fact.confidence}, not true: {self._shown(fact)}")
                else:
                    seen.add(right)
        true = {key for key in self.war.stated if self.war.facts[key]["true"] and self._asserted(key)}
        self.score.true, self.score.covered = len(true), len(true & seen)

    def _asserted(self, key: str) -> bool:
        return any(claim.polarity != "denied" and claim.modality is None for claim in self.war.stated[key])

    def _right(self, fact: Fact) -> str | None:
        """The true fact that a fact of the record is."""
        for key, _ in self.keys(fact.claims).most_common():
            truth = self.war.facts[key]
            denied = fact.polarity == "denied"
            held = truth["true"] != denied and not (truth.get("denied") and not denied)
            if held and fact.when.overlaps(true_period(truth)) is not Holds.NO:
                return key
        return None

    def _support(self) -> None:
        for fact in self.told.facts:
            held = [claim for claim in fact.claims if claim in self.war.claims]
            if len(fact.reports) > 1 and len(held) == len(fact.claims):
                true = self.war.support(held)
                self.score.supported += 1
                self.score.support_right += true == len(fact.lineages)
                if true != len(fact.lineages):
                    self.note(f"{len(fact.lineages)} witnesses, truly {true}: {self._shown(fact)} {fact.reasons}")

    def _differences(self) -> None:
        listed = self.war.world.get("differences") or []
        met: set[str] = set()
        for wanted in listed:
            found = [d for d in self.told.differences if self._meets(d, wanted)]
            met |= {difference.id for difference in found}
            kinds = {difference.kind.value for difference in found}
            self.score.listed += 1
            self.score.found += bool(found)
            self.score.kind_right += wanted["kind"] in kinds
            if wanted["kind"] not in kinds:
                self.score.missed[f"{wanted['kind']} {wanted.get('sub', '')}".strip()] += 1
                self.note(f"difference {'of kind ' + str(sorted(kinds)) if found else 'missed'}: {wanted}")
        disputes = [d for d in self.told.differences if d.kind is DifferenceKind.CONTRADICTION]
        self.score.disputes = len(disputes)
        for difference in disputes:
            if difference.id not in met:
                self.score.false_disputes += 1
                self.note(f"dispute that nobody listed: {difference.sub}: {difference.why}")

    def _meets(self, difference: Difference, wanted: Mapping[str, Any]) -> bool:
        """Whether a difference is about the listed facts: claims of two of them, or of the one, on its sides."""
        keys = [set(self.keys(side.claims)) for side in difference.sides]
        facts = set(map(str, wanted["facts"]))
        if len(facts) == 1:
            if not all(facts & side for side in keys):
                return False
            reports = {numbered(n) for n in wanted.get("claims") or ()}
            there = {self._number(claim) for side in difference.sides for claim in side.claims}
            return len(reports & there) >= min(2, len(reports))
        return any((one & facts) and (other & facts) - (one & facts) for one, other in combinations(keys, 2)) or any(
            (other & facts) and (one & facts) - (other & facts) for one, other in combinations(keys, 2)
        )

    def _number(self, claim: str) -> str | None:
        return self.war.claims[claim][0].number if claim in self.war.claims else None

    def _copies(self) -> None:
        number = {told.id: told.number for told in self.war.reports.values()}
        true = {frozenset(ends): source for ends, source in self._true_ties()}
        told = {frozenset((number[d.source], number[d.target])): d for d in self.collation.derivations}
        given = {ends for ends, d in told.items() if d.passages or d.kind in ("identical", "revision")}
        houses = self._houses()
        known = set(true) | {frozenset(pair) for group in houses for pair in combinations(sorted(group), 2)}
        self.note_all("copy not seen", set(true) - set(told))
        self.note_all("called a copy", given - known)
        self.score.pairs, self.score.pairs_found = len(true), len(set(true) & set(told))
        self.score.pairs_given = self.score.pairs_found + len(given - known)
        for ends, derivation in told.items():
            self._direction(true.get(ends), number[derivation.source], derivation)
        found = {frozenset(number[r] for r in lineage.reports) for lineage in self.collation.lineages}
        self.score.lineages, self.score.lineages_right = len(houses), len(houses & found)
        self.note_all("lineage that is none", {group for group in found - houses if len(group) > 1})
        self.note_all("lineage not seen", {group for group in houses - found if len(group) > 1})

    def _true_ties(self) -> Iterator[tuple[list[str], str | None]]:
        """The two reports of each true derivation, and the one that the other was taken from, where one can know it."""
        for tie in self.war.world.get("derivations") or []:
            ends = [numbered(n) for n in (tie.get("between") or (tie["from"], tie["to"]))]
            yield ends, ends[0] if tie.get("direction") else None

    def _houses(self) -> set[frozenset[str]]:
        """The reports that are one witness as wholes."""
        groups: list[set[str]] = []
        for told in self.war.world.get("witnesses") or ():
            group = {numbered(n) for n in told["reports"]}
            near = [other for other in groups if other & group]
            groups = [*(other for other in groups if not other & group), group.union(*near)]
        alone = set(self.war.reports) - set().union(*groups)
        return {frozenset(group) for group in (*groups, *({number} for number in alone))}

    def note_all(self, words: str, groups: Iterable[frozenset[str]]) -> None:
        for group in sorted(groups, key=sorted):
            self.note(f"{words}: {sorted(group)}")

    def _direction(self, source: str | None, given: str, derivation: Derivation) -> None:
        if source is not None and derivation.directed:
            self.score.directed += 1
            self.score.direction_right += given == source

    def _shown(self, fact: Fact) -> str:
        keys = dict(self.keys(fact.claims))
        return f"{fact.subject} {fact.predicate} {fact.object or fact.value} {fact.when.edtf} {fact.polarity} {keys}"

    def note(self, words: str) -> None:
        self.misses.append(words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", default=Path(__file__).parent / "wars")
    parser.add_argument("--war", action="append", default=[])
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    total, by_war = Score(), {}
    for war in wars(args.path, args.war):
        print(f"{war.name}: {len(war.reports)} reports, {len(war.claims)} claims", file=sys.stderr)
        judge = Judge(war, *told(war, args.read), {id_: key for id_, (*_, key) in war.claims.items()})
        score = judge.judged()
        by_war[war.name] = score.figures()
        total.add(score)
        if args.show:
            print(*judge.misses, sep="\n")
    print(json.dumps({**total.figures(), "wars": by_war}))


if __name__ == "__main__":
    main()
