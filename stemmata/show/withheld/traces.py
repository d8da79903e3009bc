"""Where withheld names stand: texts of reports gone through many at a time, none of them kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from stemmata.model import MentionKind
from stemmata.record import schema
from stemmata.record.rows import among
from stemmata.show.withheld.matcher import Matcher, Span

AT_ONCE = 200  # texts


class Name(NamedTuple):
    """A name that was read in a report, and whom it stands for."""

    start: int
    end: int
    entity: str | None


@dataclass(frozen=True)
class Trace:
    """A report that may name somebody withheld, and where."""

    report: str
    files: frozenset[str]  # the name of its file, and its own
    text: str
    matched: list[Span]
    names: tuple[Name, ...]

    def marked(self, words: Iterable[tuple[str, int, int]]) -> Iterator[Span]:
        return ((start, end) for report, start, end in words if report == self.report)


def traces(connection: Connection, matcher: Matcher, named: AbstractSet[str], maybe: Iterable[str]) -> Iterator[Trace]:
    """The reports that are known to name somebody, and those of `maybe` whose text has one of the forms."""
    several: list[tuple[str, frozenset[str], str, list[Span]]] = []
    for report, files, text in texts(connection, {*named, *maybe}):
        matched = matcher.spans(text)
        if matched or report in named:
            several.append((report, files, text, matched))
        if len(several) == AT_ONCE:
            yield from _with_names(connection, several)
            several = []
    yield from _with_names(connection, several)


def _with_names(
    connection: Connection, several: Iterable[tuple[str, frozenset[str], str, list[Span]]]
) -> Iterator[Trace]:
    found = list(several)
    names = _names(connection, [report for report, *_ in found])
    return (Trace(*one, names=tuple(names.get(one[0], ()))) for one in found)


def _names(connection: Connection, reports: Iterable[str]) -> Mapping[str, list[Name]]:
    table = schema.mentions.c
    named: dict[str, list[Name]] = {}
    query = select(table.report, table.start, table.end, table.entity)
    for row in connection.execute(query.where(among(table.report, reports), table.kind == MentionKind.NAME.value)):
        named.setdefault(row.report, []).append(Name(row.start, row.end, row.entity))
    return named


def texts(connection: Connection, reports: Iterable[str]) -> Iterator[tuple[str, frozenset[str], str]]:
    """Reports with the names of their files and their texts."""
    table, wanted = schema.reports.c, sorted(reports)
    for first in range(0, len(wanted), AT_ONCE):
        some = among(table.id, wanted[first : first + AT_ONCE])
        for row in connection.execute(select(table.id, table.path, table.member, table.text).where(some)).all():
            name = row.path if row.member is None else f"{row.path}!{row.member}"
            yield row.id, frozenset({row.path, name}), row.text
