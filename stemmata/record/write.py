"""The whole content of a record -> the tables, in one transaction; quotes and references are checked on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice

from sqlalchemy import Connection, Table

from stemmata.errors import RecordError, SpanError
from stemmata.model import in_order
from stemmata.record import schema
from stemmata.record.content import Content
from stemmata.record.fold import folded
from stemmata.record.rows import Values
from stemmata.record.tabulate import rows_of

CHUNK = 2000


def write(connection: Connection, content: Content) -> None:
    """Replaces all that the database holds. Raises SpanError, RecordError; the caller's transaction keeps the old."""
    check_spans(content)
    _check_mentions(content)
    _make_tables(connection)
    for table, rows in rows_of(content):
        _insert(connection, table, rows)
    _index_words(connection, content)
    _check_references(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def check_spans(content: Content) -> None:
    """Every quote, part and mention is what its report says there. Raises SpanError for the first that is not."""
    texts = {report.id: report.text for report in content.reports}
    for mention in content.mentions:
        _check_span(texts, mention.report, (mention.start, mention.end), mention.text)
    for claim in content.claims:
        _check_span(texts, claim.report, (claim.start, claim.end), claim.quote)
        inside = [claim.start, *chain.from_iterable(claim.parts), claim.end]
        if inside != sorted(inside):
            raise SpanError(f"{claim.report}: the parts {claim.parts} do not lie within {claim.start}-{claim.end}")


def _check_span(texts: Mapping[str, str], report: str, span: tuple[int, int], quote: str) -> None:
    if report not in texts:
        raise RecordError(f"{quote!r} stands in a report that is not in the record: {report}")
    found = texts[report][span[0] : span[1]]
    if found != quote or not quote:
        raise SpanError(f"{report}:{span[0]}-{span[1]} says {found!r}, not {quote!r}")


def _check_mentions(content: Content) -> None:
    there = {mention.id for mention in content.mentions}
    if lost := sorted(content.identification.entity_of.keys() - there):
        raise RecordError(f"{lost[0]} stands for an entity, but is no mention in the record")


def _make_tables(connection: Connection) -> None:
    for name in schema.SEARCH:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    schema.tables.drop_all(connection)
    schema.tables.create_all(connection)
    schema.cache.create_all(connection)
    for statement in schema.SEARCH_TABLES:
        connection.exec_driver_sql(statement)


def _insert(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    several = iter(rows)
    while chunk := list(islice(several, CHUNK)):
        connection.execute(table.insert(), chunk)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        row = "a row" if broken[1] is None else f"row {broken[1]}"  # list tables do not number theirs
        raise RecordError(f"{row} of {broken[0]} points to something that is not in {broken[2]}")


def _index_words(connection: Connection, content: Content) -> None:
    names = chain.from_iterable(entity.names for entity in content.identification.entities)
    _index(connection, "search_reports", (report.text for report in content.reports))
    _index(connection, "search_names", (name.text for name in names))
    _index(connection, "search_claims", (claim.quote for claim in in_order(content.claims)))


def _index(connection: Connection, table: str, texts: Iterable[str]) -> None:
    rows = enumerate(map(folded, texts), start=1)
    while chunk := list(islice(rows, CHUNK)):
        connection.exec_driver_sql(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", chunk)
