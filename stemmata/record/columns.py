"""The facts of a record as columns: what filters, counts and orders need of each, and nothing that takes a join."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

FACTS = """
SELECT f.id, f.predicate, f.subject, f.object, f.start_earliest, f.start_latest, f.end_earliest, f.end_latest,
       f.polarity, f.confidence, coalesce(r.n, 0) AS reports, coalesce(l.n, 0) AS lineages,
       f.id IN (SELECT s.fact FROM difference_sides s JOIN differences d ON d.id = s.difference
                WHERE d.kind = 'contradiction' AND s.fact IS NOT NULL) AS disputed
FROM facts f
LEFT JOIN (SELECT fact, count(*) AS n FROM fact_reports GROUP BY fact) r ON r.fact = f.id
LEFT JOIN (SELECT fact, count(*) AS n FROM fact_lineages GROUP BY fact) l ON l.fact = f.id
ORDER BY f.seq
"""
COUNTS = ("reports", "lineages", "claims", "facts", "entities", "differences", "mentions", "unread")


class EntityRow(NamedTuple):
    id: str
    type: str
    name: str


def facts(connection: Connection) -> Iterator[Row[Any]]:
    """Every fact, in the order of the exports."""
    return iter(connection.execute(text(FACTS)))


def entities(connection: Connection) -> Iterator[EntityRow]:
    """Every entity, in the order of the exports."""
    return (EntityRow(*row) for row in connection.execute(text("SELECT id, type, name FROM entities ORDER BY seq")))


def names(connection: Connection) -> Iterator[tuple[str, str]]:
    """Every name that is no description, and the entity that has it."""
    rows = connection.execute(text("SELECT text, entity FROM entity_names WHERE kind <> 'description' ORDER BY seq"))
    return ((row[0], row[1]) for row in rows)


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
