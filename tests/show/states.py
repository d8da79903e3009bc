"""States of a record that is written for a test and read in parts, as the web application reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from stemmata.model import Collation, Identification, Reconciliation, Segment
from stemmata.names.written import Written
from stemmata.record.content import Content
from stemmata.record.database import writing
from stemmata.record.read import Record
from stemmata.record.write import write
from stemmata.show.holdings import Holdings, read
from stemmata.show.index import Index, index_of
from stemmata.show.slices import PLAIN, Asked, slice_of, written_in

T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A record on the disk; `whole` is all of it, to compare with."""

    record: Record
    known_by: str = ""

    @cached_property
    def index(self) -> Index:
        return self.asking(index_of)

    @cached_property
    def whole(self) -> Holdings:
        return read(self.record)

    def slice(self, facts: Iterable[str], asked: Asked = PLAIN) -> Holdings:
        return self.asking(lambda connection: slice_of(connection, facts, asked))

    def asking(self, question: Callable[[Connection], T]) -> T:
        with self.record.connected() as connection:
            return question(connection)

    def written(self) -> Written:
        return self.asking(written_in)


def opened(folder: Path) -> Opened:
    """The record in a folder."""
    return Opened(Record.open(folder))


def written(folder: Path, held: Holdings, segments: Mapping[str, tuple[Segment, ...]] | None = None) -> Opened:
    """Holdings as a record in a folder."""
    content = Content(
        reports=tuple(held.reports.values()),
        segments=dict(segments or {}),
        mentions=tuple(held.mentions.values()),
        claims=tuple(held.claims.values()),
        collation=Collation(held.derivations, held.lineages, held.descents),
        identification=Identification(tuple(held.entities.values()), dict(held.entity_of), held.joins, ()),
        reconciliation=Reconciliation(tuple(held.facts.values()), held.differences),
    )
    with writing(folder / "record.db") as engine, engine.begin() as connection:
        write(connection, content)
    return opened(folder)
