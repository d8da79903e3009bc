"""Clusters of mentions: a union-find that never brings together what is known to be apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemmata.identify.readings import Reading, Readings, compatible
from stemmata.model import Join


@dataclass(frozen=True, slots=True)
class Proposal:
    """That two readings are (or are not) one thing, by a rule, for a reason in words.

    `sure` proposals stand on what a person or the very sentence says; the others give way to signs of difference.
    """

    one: int
    other: int
    verdict: str  # same, maybe, different
    rule: str
    why: str
    sure: bool = False


@dataclass
class _Link:
    here: int
    there: int
    rule: str
    why: str


@dataclass
class Clusters:
    """Which readings are one, as far as the rules have come, and every step with its reason."""

    readings: Readings
    parents: list[int] = field(init=False)
    families: list[set[str]] = field(init=False)
    apart: list[list[_Link]] = field(init=False)  # by root: what must stay apart
    doubts: list[list[_Link]] = field(init=False)  # by root: signs of difference
    steps: list[Proposal] = field(default_factory=list)

    def __post_init__(self) -> None:
        everything = self.readings.all
        self.parents = list(range(len(everything)))
        self.families = [{r.family} if r.named else set() for r in everything]
        self.apart = [[] for _ in everything]
        self.doubts = [[] for _ in everything]

    def root(self, at: int) -> int:
        """The reading that stands for the cluster."""
        while self.parents[at] != at:
            self.parents[at] = self.parents[self.parents[at]]
            at = self.parents[at]
        return at

    def together(self, one: int, other: int) -> bool:
        return self.root(one) == self.root(other)

    def doubt(self, one: int, other: int, rule: str, why: str) -> None:
        """Notes a sign that two readings are two things; only unsure proposals give way to it."""
        _link(self.doubts, self.root(one), self.root(other), _Link(one, other, rule, why))

    def apply(self, proposal: Proposal) -> None:
        """Takes one step, or notes why it cannot be taken."""
        if self.together(proposal.one, proposal.other):
            self._note_agreed(proposal)
        elif proposal.verdict == "same":
            self._join(proposal)
        elif proposal.verdict == "different":
            self._part(proposal)
            self.steps.append(proposal)
        elif self._between(self.apart, self.root(proposal.one), self.root(proposal.other)) is None:
            self.steps.append(proposal)

    def _note_agreed(self, proposal: Proposal) -> None:
        """A statement about two readings that are together already is kept only if a person made it."""
        if proposal.rule == "judgement":
            verdict = "same" if proposal.verdict == "same" else "maybe"
            self.steps.append(Proposal(proposal.one, proposal.other, verdict, proposal.rule, proposal.why))

    def _join(self, proposal: Proposal) -> None:
        refusal = self._refusal(proposal)
        if refusal is None:
            self._unite(self.root(proposal.one), self.root(proposal.other))
            self.steps.append(proposal)
            return
        rule, why = refusal
        kept_apart = Proposal(proposal.one, proposal.other, "different", rule, f"{why} (against: {proposal.why})")
        self._part(kept_apart)
        self.steps.append(kept_apart)

    def _refusal(self, proposal: Proposal) -> tuple[str, str] | None:
        one, other = self.root(proposal.one), self.root(proposal.other)
        barred = self._between(self.apart, one, other)
        if barred is None and not proposal.sure:
            barred = self._between(self.doubts, one, other)
        if barred is not None:
            return barred.rule, barred.why
        if proposal.rule == "judgement":
            return None
        clash = [
            (a, b) for a in sorted(self.families[one]) for b in sorted(self.families[other]) if not compatible(a, b)
        ]
        return ("type_clash", f"a {clash[0][0]} and a {clash[0][1]} are not one thing") if clash else None

    def _between(self, links: list[list[_Link]], one: int, other: int) -> _Link | None:
        mine, theirs = (one, other) if len(links[one]) <= len(links[other]) else (other, one)
        return next((link for link in links[mine] if self.root(link.there) == theirs), None)

    def _part(self, proposal: Proposal) -> None:
        link = _Link(proposal.one, proposal.other, proposal.rule, proposal.why)
        _link(self.apart, self.root(proposal.one), self.root(proposal.other), link)

    def _unite(self, one: int, other: int) -> None:
        first, second = min(one, other), max(one, other)
        self.parents[second] = first
        self.families[first] |= self.families[second]
        self.apart[first] += self.apart[second]
        self.doubts[first] += self.doubts[second]
        self.apart[second], self.doubts[second] = [], []

    def groups(self) -> list[list[Reading]]:
        """The clusters, each in order, by their first readings."""
        found: dict[int, list[Reading]] = {}
        for reading in self.readings.all:
            found.setdefault(self.root(reading.at), []).append(reading)
        return [found[root] for root in sorted(found)]

    def joins(self) -> tuple[Join, ...]:
        """Every step as a record; of the maybes one a pair and rule, none about one cluster."""
        seen: dict[tuple[str, str, str], Join] = {}
        asked: set[tuple[int, int, str]] = set()
        for step in self.steps:
            if step.verdict == "maybe" and step.rule != "judgement":
                pair = sorted((self.root(step.one), self.root(step.other)))
                if pair[0] == pair[1] or (pair[0], pair[1], step.rule) in asked:
                    continue
                asked.add((pair[0], pair[1], step.rule))
            one, other = (self.readings.all[at].mention.id for at in sorted((step.one, step.other)))
            seen.setdefault((one, other, step.verdict), Join(one, other, step.verdict, step.rule, step.why))
        return tuple(seen.values())


def _link(links: list[list[_Link]], one: int, other: int, link: _Link) -> None:
    links[one].append(link)
    links[other].append(_Link(link.there, link.here, link.rule, link.why))
