"""The facts of a record as columns: what filters, counts and orders need of each, and nothing that takes a join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

FACTS = """
SELECT f.id, f.predicate, f.subject, f.object, f.start_earliest, f.start_latest, f.end_earliest, f.end_latest,
       f.polarity = 'denied', f.confidence, f.reports, f.lineages,
       f.id IN (SELECT s.fact FROM difference_sides s JOIN differences d ON d.id = s.difference
                WHERE d.kind = 'contradiction' AND s.fact IS NOT NULL) AS disputed
FROM facts f
ORDER BY f.seq
"""
COUNTS = ("reports", "lineages", "claims", "facts", "entities", "differences", "mentions", "unread")


class FactColumns(NamedTuple):
    """Every fact in the order of the exports, a tuple for each thing that is known of it."""

    id: Sequence[str]
    predicate: Sequence[str]
    subject: Sequence[str]
    object: Sequence[str | None]
    start_earliest: Sequence[str | None]
    start_latest: Sequence[str | None]
    end_earliest: Sequence[str | None]
    end_latest: Sequence[str | None]
    denied: Sequence[int]
    confidence: Sequence[float]
    reports: Sequence[int]
    lineages: Sequence[int]
    disputed: Sequence[int]


class Named(NamedTuple):
    text: str
    folded: str
    script: str
    entity: str


class EntityRow(NamedTuple):
    id: str
    type: str
    name: str


def facts(connection: Connection) -> FactColumns:
    rows = connection.execute(text(FACTS)).all()
    return FactColumns(*zip(*rows, strict=True)) if rows else FactColumns(*[()] * len(FactColumns._fields))


def entities(connection: Connection) -> Iterator[EntityRow]:
    """Every entity, in the order of the exports."""
    return (EntityRow(*row) for row in connection.execute(text("SELECT id, type, name FROM entities ORDER BY seq")))


def names(connection: Connection) -> list[Named]:
    """Every name that is no description, and the entity that has it."""
    query = "SELECT text, folded, script, entity FROM entity_names WHERE kind <> 'description' ORDER BY seq"
    return [Named(*row) for row in connection.execute(text(query)).all()]


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the main tables have."""
    return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in COUNTS}


def kinds_of_difference(connection: Connection) -> dict[str, int]:
    """How many differences there are of each kind."""
    rows = connection.execute(text("SELECT kind, count(*) FROM differences GROUP BY kind ORDER BY kind"))
    return {row[0]: row[1] for row in rows}


def state(connection: Connection) -> int:
    """A number that changes when another connection has written to the record."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
