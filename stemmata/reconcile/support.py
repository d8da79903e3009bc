"""How many independent witnesses stand behind a fact: reports of one lineage, words that one report took from
another, and reports that name the same voice all count once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from stemmata.model import Claim, Collation, Report, SharedPassage
from stemmata.reconcile.values import plain_name


@dataclass(frozen=True, slots=True)
class Witness:
    """Claims that count as one witness, and why, where they come from several lineages."""

    lineage: str
    claims: tuple[Claim, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    witnesses: tuple[Witness, ...]

    @property
    def lineages(self) -> tuple[str, ...]:
        """One lineage for each independent witness."""
        return tuple(sorted({witness.lineage for witness in self.witnesses}))


class Echoes:
    """What collate found, asked by claims."""

    def __init__(self, collation: Collation, reports: Mapping[str, Report]) -> None:
        self.lineage = collation.lineage_of()
        self.reports = reports
        self.shared: dict[tuple[str, str], tuple[SharedPassage, ...]] = {}
        for tie in collation.derivations:
            if tie.passages:
                self.shared[tie.source, tie.target] = tie.passages

    def support(self, claims: Sequence[Claim]) -> Support:
        """The independent witnesses of some claims, in a fixed order."""
        ordered = sorted(claims, key=lambda claim: (self.reports[claim.report].name, claim.start, claim.end, claim.id))
        by_lineage: dict[str, list[Claim]] = {}
        for claim in ordered:
            by_lineage.setdefault(self.lineage[claim.report], []).append(claim)
        above = {lineage: lineage for lineage in by_lineage}
        why: dict[str, str] = {}
        for one, other in combinations(by_lineage, 2):
            reason = self.echo(by_lineage[one], by_lineage[other])
            top, under = first(above, one), first(above, other)
            if reason and top != under:
                above[under] = top
                why[top] = reason
        return Support(tuple(self.witnesses(by_lineage, above, why)))

    def witnesses(
        self, by_lineage: Mapping[str, list[Claim]], above: dict[str, str], why: Mapping[str, str]
    ) -> Iterator[Witness]:
        for lineage in by_lineage:
            if first(above, lineage) == lineage:
                under = [claim for other in by_lineage if first(above, other) == lineage for claim in by_lineage[other]]
                yield Witness(lineage, tuple(under), why.get(lineage, ""))

    def echo(self, one: Sequence[Claim], other: Sequence[Claim]) -> str:
        """Why claims of two lineages are one witness all the same; "" if they are not."""
        voices = {plain_name(claim.voices[-1]): claim.voices[-1] for claim in one if claim.voices}
        again = {plain_name(claim.voices[-1]) for claim in other if claim.voices}
        both = sorted(set(voices) & again)
        own_words = all(claim.voices for claim in one) or all(claim.voices for claim in other)
        if both and own_words:
            return f"both go back to {voices[both[0]]}"
        if any(self.in_shared_passage(here, there) for here in one for there in other):
            return "the words stand in a passage that one report took from another"
        return ""

    def in_shared_passage(self, one: Claim, other: Claim) -> bool:
        passages = self.shared.get((one.report, other.report), ())
        turned = self.shared.get((other.report, one.report), ())
        return any(
            inside(one, (p.from_start, p.from_end)) and inside(other, (p.to_start, p.to_end)) for p in passages
        ) or any(inside(other, (p.from_start, p.from_end)) and inside(one, (p.to_start, p.to_end)) for p in turned)


def inside(claim: Claim, stretch: tuple[int, int]) -> bool:
    """Whether most of a claim's words stand in a stretch of its report."""
    common = min(claim.end, stretch[1]) - max(claim.start, stretch[0])
    return 2 * common > claim.end - claim.start


def first(above: dict[str, str], lineage: str) -> str:
    while above[lineage] != lineage:
        lineage = above[lineage]
    return lineage
