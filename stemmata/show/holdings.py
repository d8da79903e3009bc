"""All that a record holds, as the questions read it: the model's nouns by id, and who is named where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from stemmata.model import (
    Argument,
    Claim,
    Derivation,
    Descent,
    Difference,
    DifferenceKind,
    Entity,
    Fact,
    Join,
    Judgement,
    Lineage,
    Mention,
    Report,
    Unread,
)
from stemmata.record.read import Record
from stemmata.show.ancestry import Life


@dataclass(frozen=True)
class Holdings:
    """One state of a record. Mappings go by id; every tuple stands in the order of the exports."""

    reports: Mapping[str, Report]
    mentions: Mapping[str, Mention]
    claims: Mapping[str, Claim]
    entities: Mapping[str, Entity]
    entity_of: Mapping[str, str]
    facts: Mapping[str, Fact]
    differences: tuple[Difference, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    descents: tuple[Descent, ...] = ()
    joins: tuple[Join, ...] = ()
    unread: tuple[Unread, ...] = ()
    unplaced: tuple[Judgement, ...] = ()
    counted: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)  # see `support`
    flagged: frozenset[str] = frozenset()  # facts known to be disputed, also where the differences are not here
    lives: Mapping[str, Life] = field(default_factory=dict)  # of groups whose facts are not all here

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The facts that stand on a side of a contradiction."""
        found = (d for d in self.differences if d.kind is DifferenceKind.CONTRADICTION)
        return self.flagged.union(fact for d in found for side in d.sides for fact in side.facts)

    @cached_property
    def lineage_of(self) -> Mapping[str, str]:
        """Report id -> id of its lineage."""
        return {report: lineage.id for lineage in self.lineages for report in lineage.reports}

    @cached_property
    def facts_about(self) -> Mapping[str, tuple[Fact, ...]]:
        """Entity id -> the facts that name it, as subject or as object."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            for entity in sorted({fact.subject, fact.object or fact.subject}):
                found.setdefault(entity, []).append(fact)
        return {entity: tuple(facts) for entity, facts in found.items()}

    @cached_property
    def disputes_over(self) -> Mapping[str, tuple[Difference, ...]]:
        """Fact id -> the differences it has a side in."""
        found: dict[str, list[Difference]] = {}
        for difference in self.differences:
            for fact in dict.fromkeys(fact for side in difference.sides for fact in side.facts):
                found.setdefault(fact, []).append(difference)
        return {fact: tuple(differences) for fact, differences in found.items()}

    @cached_property
    def facts_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """Claim id -> the facts that rest on it."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            for claim in fact.claims:
                found.setdefault(claim, []).append(fact)
        return {claim: tuple(facts) for claim, facts in found.items()}

    def support(self, fact: Fact) -> tuple[int, int, int]:
        """How many claims, reports and lineages a fact has, also where not all of them are here."""
        return self.counted.get(fact.id, (len(fact.claims), len(fact.reports), len(fact.lineages)))

    def entity_id(self, argument: Argument) -> str | None:
        """The entity that an argument of a claim stands for; None for a bare value."""
        return None if argument.mention is None else self.entity_of.get(argument.mention)

    def name(self, entity: str) -> str:
        """What an entity is called; its id where the record does not describe it."""
        found = self.entities.get(entity)
        return entity if found is None else found.name

    def claims_of(self, fact: Fact) -> tuple[Claim, ...]:
        """The claims under a fact, as they stand in their reports."""
        found = [self.claims[claim] for claim in fact.claims if claim in self.claims]
        return tuple(sorted(found, key=lambda c: (self.reports[c.report].name, c.start, c.end, c.id)))


def read(record: Record) -> Holdings:
    """Everything in a record. Raises RecordError."""
    return Holdings(
        reports={report.id: report for report in record.reports()},
        mentions={mention.id: mention for mention in record.mentions()},
        claims={claim.id: claim for claim in record.claims()},
        entities={entity.id: entity for entity in record.entities()},
        entity_of=record.entity_of(),
        facts={fact.id: fact for fact in record.facts()},
        differences=record.differences(),
        derivations=record.derivations(),
        lineages=record.lineages(),
        descents=record.descents(),
        joins=record.joins(),
        unread=record.unread(),
        unplaced=record.unplaced(),
    )
