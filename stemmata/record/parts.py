"""Parts of a record: the nouns of given ids, in a few queries however many they are. What is not there is left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from sqlalchemy import Connection, Table, or_, select, text

from stemmata.model import (
    Claim,
    Derivation,
    Descent,
    Difference,
    DifferenceKind,
    Entity,
    Fact,
    Join,
    Lineage,
    Mention,
    Report,
)
from stemmata.record import load, schema
from stemmata.record.rows import among

Noun = TypeVar("Noun", Claim, Entity, Fact, Mention, Report)


def _of(ids: Iterable[str], table: Table, found: Callable[[load.Conditions], Iterable[Noun]]) -> dict[str, Noun]:
    wanted = set(ids)
    return {noun.id: noun for noun in found([among(table.c.id, wanted)])} if wanted else {}


def facts(connection: Connection, ids: Iterable[str], most: int = -1) -> dict[str, Fact]:
    """`most`: so many claims, reports, lineages, voices and reasons of each at most (-1: all)."""
    return _of(ids, schema.facts, lambda where: load.facts(connection, where, most))


def counts_of(connection: Connection, facts: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Fact id -> how many claims, reports and lineages it has."""
    table = schema.facts.c
    query = select(table.id, table.claims, table.reports, table.lineages).where(among(table.id, facts))
    return {fact: (claims, reports, lineages) for fact, claims, reports, lineages in connection.execute(query).all()}


def claims(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    return _of(ids, schema.claims, lambda where: load.claims(connection, where))


def claims_under(connection: Connection, facts: Mapping[str, Fact], most: int = -1) -> set[str]:
    """The ids of the claims that facts rest on: of each so many at most (-1: all that it has here), evidenced last."""
    if most < 0:
        return {claim for fact in facts.values() for claim in fact.claims}
    table = schema.fact_claims.c
    query = select(table.claim).where(among(table.fact, facts), table.recent < most)
    return set(connection.execute(query).scalars())


NAMING = """
SELECT c.claim FROM entity_names n JOIN entity_name_claims c ON c.name = n.seq
WHERE n.entity IN (SELECT value FROM json_each(:entities)) AND (:most < 0 OR c.position < :most)
"""


def claims_naming(connection: Connection, entities: Iterable[str], most: int = -1) -> set[str]:
    """The ids of the claims that give entities their names: of each name so many at most (-1: all)."""
    asked = {"entities": json.dumps(sorted(set(entities))), "most": most}
    return set(connection.execute(text(NAMING), asked).scalars())


def mentions(connection: Connection, ids: Iterable[str]) -> dict[str, Mention]:
    return _of(ids, schema.mentions, lambda where: load.mentions(connection, where))


def mentions_of(connection: Connection, entity: str, limit: int) -> tuple[Mention, ...]:
    """Some mentions of an entity, names before descriptions, then as they stand in the reports."""
    table = schema.mentions.c
    query = select(table.id).where(table.entity == entity).order_by(table.kind != "name", table.seq).limit(limit)
    return tuple(mentions(connection, connection.execute(query).scalars()).values())


def mentions_in(connection: Connection, reports: Iterable[str]) -> tuple[Mention, ...]:
    """Every mention in some reports."""
    return load.mentions(connection, [among(schema.mentions.c.report, reports)])


def reports(connection: Connection, ids: Iterable[str], texts: bool = False) -> dict[str, Report]:
    """Without their texts, unless they are asked for: `text` is then empty."""
    return _of(ids, schema.reports, lambda where: load.reports(connection, where, texts))


def entities(connection: Connection, ids: Iterable[str]) -> dict[str, Entity]:
    return _of(ids, schema.entities, lambda where: load.entities(connection, where))


def entity_of(connection: Connection, mentions: Iterable[str]) -> dict[str, str]:
    """Mention id -> entity id, for those of the mentions that stand for one."""
    table = schema.mentions.c
    query = select(table.id, table.entity).where(among(table.id, mentions), table.entity.is_not(None))
    return {row.id: row.entity for row in connection.execute(query)}


def differences(connection: Connection, ids: Iterable[str]) -> tuple[Difference, ...]:
    return load.differences(connection, [among(schema.differences.c.id, ids)])


def differences_over(connection: Connection, facts: Iterable[str], most: int = -1) -> tuple[Difference, ...]:
    """The differences of which one of the facts stands on a side: so many at most (-1: all), contradictions first."""
    table, sides = schema.differences.c, schema.difference_sides.c
    touching = select(sides.difference).where(among(sides.fact, facts))
    chosen = select(table.id).where(table.id.in_(touching))
    ordered = chosen.order_by(table.kind != DifferenceKind.CONTRADICTION.value, table.seq).limit(most)
    return differences(connection, connection.execute(ordered).scalars())


def disputed(connection: Connection, facts: Iterable[str]) -> frozenset[str]:
    """Those of the facts that stand on a side of a contradiction."""
    table, sides = schema.differences.c, schema.difference_sides.c
    query = select(sides.fact).join(schema.differences, table.id == sides.difference)
    found = query.where(among(sides.fact, facts), table.kind == DifferenceKind.CONTRADICTION.value).distinct()
    return frozenset(fact for fact in connection.execute(found).scalars() if fact is not None)


def lineages_of(connection: Connection, reports: Iterable[str]) -> tuple[Lineage, ...]:
    held = schema.lineage_reports.c
    return load.lineages(
        connection, [schema.lineages.c.id.in_(select(held.lineage).where(among(held.report, reports)))]
    )


def derivations_among(connection: Connection, reports: Iterable[str]) -> tuple[Derivation, ...]:
    """Those of which both ends are among the reports."""
    table, wanted = schema.derivations.c, tuple(reports)
    return load.derivations(connection, [among(table.source, wanted), among(table.target, wanted)])


def derivations_of(connection: Connection, report: str) -> tuple[Derivation, ...]:
    """Those that a report has part in."""
    table = schema.derivations.c
    return load.derivations(connection, [or_(table.source == report, table.target == report)])


def descents_of(connection: Connection, report: str) -> tuple[Descent, ...]:
    """The tree of copies that a report stands in."""
    table = schema.descents.c
    families = select(table.family).where(table.report == report)
    return load.descents(connection, [table.family.in_(families)])


def joins_of(connection: Connection, mentions: Iterable[str]) -> tuple[Join, ...]:
    table, wanted = schema.joins.c, tuple(mentions)
    return load.joins(connection, [or_(among(table.one, wanted), among(table.other, wanted))])


def facts_on(connection: Connection, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Claim id -> the ids of the facts that rest on it."""
    table = schema.fact_claims.c
    found: dict[str, tuple[str, ...]] = {}
    query = select(table.claim, table.fact).where(among(table.claim, claims)).order_by(table.claim, table.fact)
    for row in connection.execute(query):
        found[row.claim] = (*found.get(row.claim, ()), row.fact)
    return found


def facts_in(connection: Connection, reports: Iterable[str]) -> list[str]:
    """The ids of the facts that one of the reports states, in the order of the exports."""
    stated = select(schema.fact_reports.c.fact).where(among(schema.fact_reports.c.report, reports))
    query = select(schema.facts.c.id).where(schema.facts.c.id.in_(stated)).order_by(schema.facts.c.seq)
    return list(connection.execute(query).scalars())


def predicates_of(connection: Connection, facts: Iterable[str]) -> dict[str, str]:
    """Fact id -> its predicate."""
    table = schema.facts.c
    return {
        row[0]: row[1] for row in connection.execute(select(table.id, table.predicate).where(among(table.id, facts)))
    }


def known_of(connection: Connection, reports: Iterable[str], key: str) -> dict[str, str]:
    """Report id -> what is known of it under a key of its metadata; unknown is left out."""
    table = schema.report_metadata.c
    # By report alone: asked for the key as well, SQLite would rather go through the key of every report.
    query = select(table.report, table.key, table.value).where(among(table.report, reports))
    return {row[0]: row[2] for row in connection.execute(query) if row[1] == key}


SUPPORT = """
SELECT count(DISTINCT {what}) FROM fact_{what}s WHERE fact IN (SELECT id FROM facts WHERE subject = :id OR object = :id)
"""


def support_of(connection: Connection, entity: str) -> tuple[int, int]:
    """How many reports, and how many lineages, the facts about an entity rest on."""
    reports, lineages = (
        connection.execute(text(SUPPORT.format(what=what)), {"id": entity}).scalar_one()
        for what in ("report", "lineage")
    )
    return reports, lineages


def beginning(connection: Connection, table: str, start: str, limit: int = 9) -> tuple[str, ...]:
    """The first ids of a table that begin so; ids are hexadecimal, so that nothing in them is a wildcard."""
    column = schema.tables.tables[table].c.id
    query = select(column).where(column >= start, column < f"{start}g").order_by(column).limit(limit)
    return tuple(connection.execute(query).scalars())
