"""Lists of what a record holds, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from stemmata.record import schema
from stemmata.record.rows import among

PUBLISHER = "publisher"


def report_ids(connection: Connection, first: int, limit: int, publisher: str = "") -> tuple[list[str], int]:
    """The ids of some reports by path and member, and how many there are in all; of one publisher where it is given."""
    table = schema.reports.c
    where = [table.id.in_(_published_by(publisher))] if publisher else []
    total = connection.execute(select(func.count()).select_from(schema.reports).where(*where)).scalar_one()
    query = select(table.id).where(*where).order_by(table.path, table.member, table.seq).offset(first).limit(limit)
    return list(connection.execute(query).scalars()), total


def _published_by(publisher: str) -> Any:
    known = schema.report_metadata.c
    return select(known.report).where(known.key == PUBLISHER, known.value == publisher)


def claims_in(connection: Connection, reports: Iterable[str]) -> dict[str, int]:
    """Report id -> how many claims it has."""
    table = schema.claims.c
    query = select(table.report, func.count()).where(among(table.report, reports)).group_by(table.report)
    return {row[0]: row[1] for row in connection.execute(query)}


def unclaimed(connection: Connection, reports: Iterable[str]) -> frozenset[str]:
    """Those of the reports that were not read for claims: nothing reads their language."""
    table = schema.reports.c
    query = select(table.id).where(among(table.id, reports), table.read_for_claims.is_(False))
    return frozenset(connection.execute(query).scalars())


def publishers(connection: Connection) -> dict[str, int]:
    """Publisher -> how many reports name it as theirs, those with most first."""
    known = schema.report_metadata.c
    count = func.count()
    query = select(known.value, count).where(known.key == PUBLISHER).group_by(known.value)
    rows = connection.execute(query.order_by(count.desc(), known.value))
    return {row[0]: row[1] for row in rows}


def difference_ids(connection: Connection, kind: str, first: int, limit: int) -> tuple[list[str], int]:
    """The ids of some differences of a kind (of every kind where it is ""), and how many there are in all."""
    table = schema.differences.c
    where: list[ColumnElement[bool]] = [table.kind == kind] if kind else []
    total = connection.execute(select(func.count()).select_from(schema.differences).where(*where)).scalar_one()
    query = select(table.id).where(*where).order_by(table.seq).offset(first).limit(limit)
    return list(connection.execute(query).scalars()), total


def difference_ids_of(connection: Connection, facts: Iterable[str], kind: str = "") -> list[str]:
    """The ids of the differences of which one of the facts stands on a side."""
    table, sides = schema.differences.c, schema.difference_sides.c
    touching = select(sides.difference).where(among(sides.fact, facts))
    where = [table.id.in_(touching), *([table.kind == kind] if kind else [])]
    return list(connection.execute(select(table.id).where(*where).order_by(table.seq)).scalars())
