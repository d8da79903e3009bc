"""Whether a record is what it says: its file, its references, every quote, and the reports it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from sqlalchemy import Connection, Row, text

from stemmata.errors import RecordError
from stemmata.model import Report
from stemmata.record import load, schema
from stemmata.record.database import database_of, failures_of, reading
from stemmata.record.lines import read_identities, read_judgements


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be. `where` names a file, a table or a place in a report."""

    where: str
    what: str


def check(folder: Path) -> list[Problem]:
    """Everything wrong with a record folder, in a fixed order; empty where all is well.

    Raises RecordError where there is no record that could be checked.
    """
    database = database_of(folder)
    engine = reading(database)
    try:
        with failures_of(database), engine.begin() as connection:
            damage = list(_damage(connection, database.name))
            if damage:
                return damage  # what a damaged file says of quotes means nothing
            return [*_found(connection, folder), *_lines(folder)]
    finally:
        engine.dispose()


def _found(connection: Connection, folder: Path) -> Iterator[Problem]:
    reports = load.reports(connection)
    yield from _references(connection)
    yield from _texts(connection, reports)
    yield from _quotes(connection, reports)
    yield from _tiling(connection, reports)
    yield from _words(connection)
    yield from _files(reports, folder / "reports")


def _damage(connection: Connection, name: str) -> Iterator[Problem]:
    for said in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if said != "ok":
            yield Problem(name, said)


def _references(connection: Connection) -> Iterator[Problem]:
    for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(table, f"row {row} points to something that is not in {target}")


def _texts(connection: Connection, reports: tuple[Report, ...]) -> Iterator[Problem]:
    said = {row.id: row.text_sha256 for row in connection.execute(text("SELECT id, text_sha256 FROM reports"))}
    for report in reports:
        if said[report.id] != report.text_sha256:
            yield Problem(report.name, "the text is not the one whose SHA-256 was recorded")


_SPANS = (
    ("mention", "SELECT id, report, start, end, text AS words FROM mentions ORDER BY seq"),
    ("claim", "SELECT id, report, start, end, quote AS words FROM claims ORDER BY seq"),
)
_PARTS = (
    "SELECT c.id, c.report, p.start, p.end, c.start AS first, c.end AS last"
    " FROM claim_parts p JOIN claims c ON c.id = p.claim ORDER BY c.seq, p.position"
)


def _quotes(connection: Connection, reports: tuple[Report, ...]) -> Iterator[Problem]:
    by_id = {report.id: report for report in reports}
    for noun, query in _SPANS:
        for row in connection.execute(text(query)):
            if by_id[row.report].text[row.start : row.end] != row.words:
                yield Problem(_spot(by_id[row.report], row), f"{noun} {row.id}: {row.words!r} is not what stands there")
    for row in connection.execute(text(_PARTS)):
        if not row.first <= row.start < row.end <= row.last:
            yield Problem(_spot(by_id[row.report], row), f"claim {row.id}: a part that lies outside its quote")


def _spot(report: Report, row: Row[tuple[object, ...]]) -> str:
    return f"{report.name}:{row.start}-{row.end}"


def _tiling(connection: Connection, reports: tuple[Report, ...]) -> Iterator[Problem]:
    """Segments leave no character out and cover none twice."""
    segments = load.all_segments(connection)
    for report in reports:
        at = 0
        for segment in segments.get(report.id, ()):
            if segment.start != at:
                yield Problem(f"{report.name}:{at}-{segment.start}", "segments with a gap or an overlap")
                break
            at = segment.end
        else:
            if at != len(report.text):
                yield Problem(f"{report.name}:{at}-{len(report.text)}", "the end of the text is in no segment")


def _words(connection: Connection) -> Iterator[Problem]:
    """Every row that is searched has its words in the index."""
    for index, table in schema.SEARCH.items():
        rows, indexed = (
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in (table, f"{index}_docsize")
        )
        if rows != indexed:
            yield Problem(index, f"{indexed} indexed, but {rows} in {table}; build again")


def _files(reports: tuple[Report, ...], root: Path) -> Iterator[Problem]:
    """The files that are reports themselves are there still, byte for byte; of members, their container is."""
    hashes: dict[str, str | None] = {}
    for report in reports:
        if report.path not in hashes:
            hashes[report.path] = _hash(root / report.path)
            if hashes[report.path] is None:
                yield Problem(f"{root.name}/{report.path}", "gone since the record was built")
        found = hashes[report.path]
        if found is not None and report.member is None and found != report.sha256:
            yield Problem(f"{root.name}/{report.path}", "not the bytes that the record was built from; build again")


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _lines(folder: Path) -> Iterator[Problem]:
    for read in (read_judgements, read_identities):
        try:
            read(folder)
        except RecordError as error:
            where, _, what = str(error).partition(": ")
            yield Problem(where, what)
