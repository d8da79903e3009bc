"""The part of a record that a page needs, as Holdings: the queries then answer from it as they do from the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from stemmata.model import Claim, Difference, Fact
from stemmata.names.scripts import latin
from stemmata.names.written import Written
from stemmata.record import columns, parts
from stemmata.record.fold import folded
from stemmata.show.holdings import Holdings
from stemmata.show.index import Index

ALL = -1
RENAMING = "renamed_to"  # what was given up is a name only where it is mentioned by name
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """How much comes with the facts. Numbers bound what a page of much-reported facts would have to read."""

    entities: tuple[str, ...] = ()  # that no fact names; with what gives them their names
    texts: bool = False  # of the reports
    joins: bool = False  # why names are one
    copies: bool = False  # who copied whom among the reports, and which count as one
    claims: int = ALL  # of each fact, those evidenced last
    quoted: frozenset[str] | None = None  # predicates whose facts come with claims; None: all
    witnesses: int = ALL  # of each fact: reports, lineages, voices and reasons; how many there are is told all the same
    differences: int = ALL  # over the facts, with their sides
    sides: int = ALL  # facts of each side of a difference


PLAIN = Asked()


class Reading(Protocol):
    """A state of a record that parts can be read of."""

    @property
    def index(self) -> Index: ...

    @property
    def known_by(self) -> str: ...

    def written(self) -> Written:
        """Every name by its letters, whatever its script; its owner is the entity that has it."""

    def slice(self, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
        """The part of the record that has these facts."""

    def asking(self, question: Callable[[Connection], T]) -> T:
        """What a question to the tables answers."""


def written_in(connection: Connection) -> Written:
    """The names of a record by their letters."""
    names = columns.names(connection)
    return Written.of((n.folded if n.script == "Latn" else folded(latin(n.text)), n.entity) for n in names)


def slice_of(connection: Connection, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
    """The facts of these ids with their claims, reports, entities and differences (and what the other sides say).

    A report comes without its text unless that is asked for.
    """
    held = parts.facts(connection, facts, asked.witnesses)
    differences = parts.differences_over(connection, held, asked.differences) if asked.differences else ()
    held |= parts.facts(connection, _beside(differences, asked.sides) - set(held), asked.witnesses)
    quoted = held if asked.quoted is None else {id_: f for id_, f in held.items() if f.predicate in asked.quoted}
    wanted = parts.claims_under(connection, quoted, asked.claims)
    wanted |= parts.claims_naming(connection, asked.entities, asked.claims) if asked.entities else set()
    claims = parts.claims(connection, wanted)
    return _sliced(connection, held, claims, differences, asked)


def slice_of_claims(connection: Connection, claims: Mapping[str, Claim], asked: Asked = PLAIN) -> Holdings:
    """These claims with their reports and entities, and the facts that rest on them."""
    on = parts.facts_on(connection, claims)
    facts = parts.facts(connection, (fact for several in on.values() for fact in several))
    differences = parts.differences_over(connection, facts, asked.differences) if asked.differences else ()
    return _sliced(connection, facts, claims, differences, asked)


def _beside(differences: Iterable[Difference], most: int) -> set[str]:
    """The facts on the sides of differences: so many of each side at most."""
    sides = (side.facts for difference in differences for side in difference.sides)
    return {fact for facts in sides for fact in (facts if most == ALL else facts[:most])}


def _renamed(claims: Iterable[Claim]) -> set[str]:
    return {claim.subject.mention for claim in claims if claim.predicate == RENAMING and claim.subject.mention}


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
    reports = {claim.report for claim in claims.values()}
    joins = parts.joins_of(connection, ends) if asked.joins else ()
    beside = {end for join in joins for end in (join.one, join.other)}
    mentions = parts.mentions(connection, ends | beside if asked.joins else _renamed(claims.values()))
    reports |= {mention.report for mention in mentions.values()}
    reports |= {report for fact in facts.values() for report in fact.reports} if asked.copies else set()
    lineages = parts.lineages_of(connection, reports) if asked.copies else ()
    families = {report for lineage in lineages for report in lineage.reports}
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
        counted={} if asked.witnesses == ALL else parts.counts_of(connection, facts),
        flagged=parts.disputed(connection, facts),
    )
