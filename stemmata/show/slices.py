"""The part of a record that a page needs, as Holdings: the queries then answer from it as they do from the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from stemmata.model import Claim, Difference, Fact
from stemmata.record import parts
from stemmata.show.holdings import Holdings
from stemmata.show.index import Index


@dataclass(frozen=True, slots=True)
class Asked:
    """What a slice is to hold beside the facts: entities that no fact names, texts, why names were joined."""

    entities: tuple[str, ...] = ()
    texts: bool = False
    joins: bool = False
    copies: bool = False  # who copied whom among the reports
    differences: bool = True


PLAIN = Asked()


class Reading(Protocol):
    """A state of a record that parts can be read of."""

    @property
    def index(self) -> Index: ...

    @property
    def known_by(self) -> str: ...

    def spellings(self) -> tuple[Sequence[str], Sequence[str]]:
        """Every name in folded Latin letters, and the entity that has it."""

    def slice(self, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
        """The part of the record that has these facts."""


def slice_of(connection: Connection, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
    """The facts of these ids with their claims, reports, entities and differences (and what the other sides say).

    A report comes without its text unless that is asked for.
    """
    held = parts.facts(connection, facts)
    differences = parts.differences_over(connection, held) if asked.differences else ()
    held |= parts.facts(connection, _missing(held, differences))
    claims = parts.claims(connection, _claims_of(held, differences))
    return _sliced(connection, held, claims, differences, asked)


def slice_of_claims(connection: Connection, claims: Mapping[str, Claim], asked: Asked = PLAIN) -> Holdings:
    """These claims with their reports and entities, and the facts that rest on them."""
    on = parts.facts_on(connection, claims)
    facts = parts.facts(connection, (fact for several in on.values() for fact in several))
    differences = parts.differences_over(connection, facts) if asked.differences else ()
    return _sliced(connection, facts, claims, differences, asked)


def _missing(held: Mapping[str, Fact], differences: Iterable[Difference]) -> set[str]:
    return {fact for difference in differences for side in difference.sides for fact in side.facts} - set(held)


def _claims_of(held: Mapping[str, Fact], differences: Iterable[Difference]) -> set[str]:
    of_facts = {claim for fact in held.values() for claim in fact.claims}
    return of_facts | {claim for difference in differences for side in difference.sides for claim in side.claims}


def _sliced(
    connection: Connection,
    facts: Mapping[str, Fact],
    claims: Mapping[str, Claim],
    differences: tuple[Difference, ...],
    asked: Asked,
) -> Holdings:
    ends = {end.mention for claim in claims.values() for end in (claim.subject, claim.object) if end.mention}
    entity_of = parts.entity_of(connection, ends)
    named = {entity for fact in facts.values() for entity in (fact.subject, fact.object) if entity is not None}
    reports = {claim.report for claim in claims.values()} | {r for fact in facts.values() for r in fact.reports}
    joins = parts.joins_of(connection, ends) if asked.joins else ()
    mentions = parts.mentions(connection, {*ends, *(end for join in joins for end in (join.one, join.other))})
    reports |= {mention.report for mention in mentions.values()}
    lineages = parts.lineages_of(connection, reports)
    families = {report for lineage in lineages for report in lineage.reports} if asked.copies else set()
    return Holdings(
        reports=parts.reports(connection, reports | families, asked.texts),
        mentions=mentions,
        claims=claims,
        entities=parts.entities(connection, {*named, *entity_of.values(), *asked.entities}),
        entity_of=entity_of,
        facts=facts,
        differences=differences,
        derivations=parts.derivations_among(connection, families) if families else (),
        lineages=lineages,
        joins=joins,
    )
