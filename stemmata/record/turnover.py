"""How many facts came, went and changed between two records: counted by SQLite, as `diff` tells them one by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stemmata.record.database import failures_of, reading, uri_of
from stemmata.when import Period

# What a fact says, and what stands behind it. Facts of one saying that were kept apart are matched in their order.
SIGNED = """
CREATE TABLE signed_{record} AS
SELECT saying, row_number() OVER (PARTITION BY saying ORDER BY seq) AS nth, standing FROM (
    SELECT f.seq, json_array(f.predicate, f.subject, f.object, f.value, f.polarity,
               edtf(f.when_at, f.when_begin, f.when_finish), q.items) AS saying,
           json_array(f.when_at, f.when_begin, f.when_finish, f.when_words, f.start_earliest, f.start_latest,
               f.end_earliest, f.end_latest, f.confidence, {lists}) AS standing
    FROM {record}.facts f
    LEFT JOIN (SELECT fact, json_group_array(json_array(name, kind, value)) AS items FROM
               (SELECT * FROM {record}.fact_qualifiers ORDER BY fact, name, position) GROUP BY fact) q ON q.fact = f.id
    {joined}
)
"""
LIST = (
    "(SELECT fact, json_group_array({one}) AS items FROM (SELECT * FROM {record}.fact_{one}s ORDER BY fact, position)\
 GROUP BY fact)"
)
LISTS = ("claim", "report", "lineage", "voice", "reason")
ONLY = "SELECT count(*) FROM signed_{here} h WHERE NOT EXISTS (SELECT 1 FROM signed_{there} t WHERE {same})"
SAME = "t.saying = h.saying AND t.nth = h.nth"
CHANGED = f"SELECT count(*) FROM signed_now h JOIN signed_was t ON {SAME} WHERE t.standing <> h.standing"


@dataclass(frozen=True, slots=True)
class Turnover:
    """Facts that are new, that are gone, and that say the same with others behind them or another confidence."""

    came: int
    went: int
    changed: int


def turnover(old: Path, new: Path) -> Turnover:
    """From one record.db to another. It takes time, and hardly any of Python's. Raises RecordError."""
    for path in (old, new):
        reading(path).dispose()
    with failures_of(new), closing(sqlite3.connect("", uri=True, isolation_level=None)) as connection:
        connection.create_function("edtf", 3, cache(_edtf), deterministic=True)
        for name, path in (("was", old), ("now", new)):
            _sign(connection, name, path)
        came = _counted(connection, ONLY.format(here="now", there="was", same=SAME))
        went = _counted(connection, ONLY.format(here="was", there="now", same=SAME))
        return Turnover(came, went, _counted(connection, CHANGED))


def _sign(connection: sqlite3.Connection, name: str, path: Path) -> None:
    connection.execute("ATTACH ? AS " + name, (uri_of(path),))
    joined = (f"LEFT JOIN {LIST.format(record=name, one=one)} AS {one}s ON {one}s.fact = f.id" for one in LISTS)
    lists = ", ".join(f"{one}s.items" for one in LISTS)
    connection.execute(SIGNED.format(record=name, lists=lists, joined="\n    ".join(joined)))
    connection.execute(f"CREATE INDEX by_saying_{name} ON signed_{name} (saying, nth)")


def _counted(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _edtf(at: str, begin: str, finish: str) -> str:
    return Period(at=at, begin=begin, finish=finish).edtf
