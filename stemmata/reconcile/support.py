"""How many independent witnesses stand behind a fact: reports of one lineage, words that one report took from
another, and reports that name the same voice all count once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemmata.model import Claim, Collation, SharedPassage
from stemmata.reconcile.voices import Voices

Echo = tuple[str, str, str]  # two lineages that are one witness, and why


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

    def __init__(self, collation: Collation, voices: Voices) -> None:
        self.lineage = collation.lineage_of()
        self.reports = voices.reports
        self.voices = voices
        self.shared: dict[str, list[tuple[str, tuple[SharedPassage, ...]]]] = {}
        for tie in collation.derivations:
            if tie.passages:
                self.shared.setdefault(tie.source, []).append((tie.target, tie.passages))

    def support(self, claims: Sequence[Claim]) -> Support:
        """The independent witnesses of some claims, in a fixed order."""
        if len(claims) == 1:
            return Support((Witness(self.lineage[claims[0].report], tuple(claims)),))
        ordered = sorted(claims, key=lambda claim: (self.reports[claim.report].name, claim.start, claim.end, claim.id))
        by_lineage: dict[str, list[Claim]] = {}
        for claim in ordered:
            by_lineage.setdefault(self.lineage[claim.report], []).append(claim)
        if len(by_lineage) == 1:
            return Support((Witness(self.lineage[ordered[0].report], tuple(ordered)),))
        above = {lineage: lineage for lineage in by_lineage}
        why: dict[str, str] = {}
        place = {lineage: at for at, lineage in enumerate(by_lineage)}
        for one, other, reason in (*self.by_voice(by_lineage), *self.by_passage(ordered)):
            top, under = sorted((first(above, one), first(above, other)), key=place.__getitem__)
            if top != under:
                above[under] = top
                why[top] = reason
        return Support(tuple(witnesses(by_lineage, above, why)))

    def by_voice(self, by_lineage: Mapping[str, Sequence[Claim]]) -> Iterator[Echo]:
        """Lineages that go back to the same voice, where at least one of them has nothing but voices to say it."""
        holders: dict[Hashable, list[str]] = {}
        names: dict[Hashable, str] = {}
        for lineage, claims in by_lineage.items():
            for claim in claims:
                key = self.voices.key(claim)
                names.setdefault(key, self.voices.name(claim))
                holders.setdefault(key, []).append(lineage)
        second_hand = {lineage for lineage, claims in by_lineage.items() if all(claim.voices for claim in claims)}
        for key, lineages in holders.items():
            if not second_hand.isdisjoint(lineages):
                yield from ((one, other, f"both go back to {names[key]}") for one, other in pairwise(lineages))

    def by_passage(self, claims: Sequence[Claim]) -> Iterator[Echo]:
        """Lineages of claims that stand in a passage which one report took from another."""
        in_report: dict[str, list[Claim]] = {}
        for claim in claims:
            in_report.setdefault(claim.report, []).append(claim)
        for report, here in in_report.items():
            for other, passages in self.shared.get(report, ()):
                there = in_report.get(other, [])
                if any(in_passage(one, two, passage) for passage in passages for one in here for two in there):
                    yield self.lineage[report], self.lineage[other], "the words stand in a passage that both share"


def in_passage(one: Claim, other: Claim, passage: SharedPassage) -> bool:
    return inside(one, (passage.from_start, passage.from_end)) and inside(other, (passage.to_start, passage.to_end))


def witnesses(
    by_lineage: Mapping[str, Sequence[Claim]], above: dict[str, str], why: Mapping[str, str]
) -> Iterator[Witness]:
    under: dict[str, list[Claim]] = {}
    for lineage, claims in by_lineage.items():
        under.setdefault(first(above, lineage), []).extend(claims)
    yield from (Witness(lineage, tuple(claims), why.get(lineage, "")) for lineage, claims in under.items())


def inside(claim: Claim, stretch: tuple[int, int]) -> bool:
    """Whether most of a claim's words stand in a stretch of its report."""
    common = min(claim.end, stretch[1]) - max(claim.start, stretch[0])
    return 2 * common > claim.end - claim.start


def first(above: dict[str, str], lineage: str) -> str:
    while above[lineage] != lineage:
        lineage = above[lineage]
    return lineage
