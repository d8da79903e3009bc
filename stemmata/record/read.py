"""The record as its readers see it: nouns of the model, in stable order, a few queries however many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Select, or_, select

from stemmata.errors import NotFound
from stemmata.model import (
    Claim,
    Collation,
    Derivation,
    Descent,
    Difference,
    DifferenceKind,
    Entity,
    Fact,
    Identification,
    Join,
    Judgement,
    Lineage,
    Mention,
    Reconciliation,
    Report,
    Segment,
    Unread,
)
from stemmata.record import load, schema
from stemmata.record.database import database_of, failures_of, reading
from stemmata.record.search import Found, entities_named, found

T = TypeVar("T")
MANY = 20_000  # SQLite takes at most 32,766 values in one statement


class Record:
    """A record that was built, read only. Safe to share between threads; a build meanwhile disturbs nobody.

    Every method may raise RecordError (the file went away, is damaged); those that take one id raise NotFound.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path  # of record.db
        self._engine = engine

    @classmethod
    def open(cls, path: Path | str) -> Record:
        """The record in a folder, or in a record.db. Raises RecordError: absent, older, newer, damaged."""
        database = database_of(Path(path))
        return cls(database, reading(database))

    @property
    def folder(self) -> Path:
        return self.path.parent

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A transaction in which every question sees one state of the record; for parts.py and columns.py."""
        with failures_of(self.path), self._engine.begin() as connection:
            yield connection

    # --- reports

    def reports(self) -> tuple[Report, ...]:
        """Every report, by path and member, without `runs`, which only clean needs."""
        with self.connected() as connection:
            return load.reports(connection)

    def report(self, key: str) -> Report:
        """The report of an id or of a name ("news/a.html", "all.zip!b.txt"). Raises NotFound."""
        path, _, member = key.partition("!")
        table = schema.reports.c
        named = (table.path == path) & (table.member == member if member else table.member.is_(None))
        with self.connected() as connection:
            return _only(load.reports(connection, [or_(table.id == key, named)]), "report", key)

    def unread(self) -> tuple[Unread, ...]:
        """What gave no report, and why."""
        with self.connected() as connection:
            return load.unread(connection)

    def unclaimed(self) -> tuple[Report, ...]:
        """Reports kept and searchable, but not read for claims: nothing here reads their language."""
        with self.connected() as connection:
            return load.reports(connection, [schema.reports.c.read_for_claims.is_(False)])

    def segments(self, report: str) -> tuple[Segment, ...]:
        """The segments of a report (its id), which tile its text."""
        with self.connected() as connection:
            return load.segments(connection, report)

    def mentions(self, report: str | None = None, entity: str | None = None) -> tuple[Mention, ...]:
        """The mentions, of one report or of one entity where named, as they stand in the reports."""
        table = schema.mentions.c
        where = [column == value for column, value in ((table.report, report), (table.entity, entity)) if value]
        with self.connected() as connection:
            return load.mentions(connection, where)

    def entity_of(self) -> dict[str, str]:
        """Mention id -> entity id, for every mention that stands for an entity."""
        table = schema.mentions.c
        query = select(table.id, table.entity).where(table.entity.is_not(None)).order_by(table.seq)
        with self.connected() as connection:
            return {row.id: row.entity for row in connection.execute(query)}

    # --- claims

    def claims(
        self,
        *,
        report: str | None = None,
        predicate: str | None = None,
        subject: str | None = None,
        object: str | None = None,
        entity: str | None = None,
    ) -> tuple[Claim, ...]:
        """The claims that fit every condition given; `subject`, `object` and `entity` (either) are entity ids."""
        table = schema.claims.c
        asked: list[ColumnElement[bool] | None] = [
            None if report is None else table.report == report,
            None if predicate is None else table.predicate == predicate,
            None if subject is None else table.subject_mention.in_(_mentions_of(subject)),
            None if object is None else table.object_mention.in_(_mentions_of(object)),
            None if entity is None else or_(*(c.in_(_mentions_of(entity)) for c in _ENDS)),
        ]
        with self.connected() as connection:
            return load.claims(connection, [condition for condition in asked if condition is not None])

    def claims_by_id(self, ids: Sequence[str]) -> dict[str, Claim]:
        """The claims of these ids; an id that is not in the record is not in the answer."""
        wanted = sorted(set(ids))
        found: dict[str, Claim] = {}
        with self.connected() as connection:
            for first in range(0, len(wanted), MANY):
                some = wanted[first : first + MANY]
                found |= {c.id: c for c in load.claims(connection, [schema.claims.c.id.in_(some)])}
        return found

    def claim(self, id: str) -> Claim:
        """Raises NotFound."""
        with self.connected() as connection:
            return _only(load.claims(connection, [schema.claims.c.id == id]), "claim", id)

    # --- entities

    def entities(self, type: str | None = None) -> tuple[Entity, ...]:
        """Every entity, or those of one type of the ontology (exactly, not its subtypes)."""
        with self.connected() as connection:
            return load.entities(connection, [] if type is None else [schema.entities.c.type == type])

    def entity(self, id: str) -> Entity:
        """Raises NotFound."""
        with self.connected() as connection:
            return _only(load.entities(connection, [schema.entities.c.id == id]), "entity", id)

    def find_entity(self, name: str) -> tuple[Entity, ...]:
        """The entities of a name, in any script, whatever its case, accents and vowel signs; most mentioned first.

        An entity's id is a name too. Where nothing has the whole name, those whose names hold all its words.
        """
        with self.connected() as connection:
            ids = entities_named(connection, name)
            found = {entity.id: entity for entity in load.entities(connection, [schema.entities.c.id.in_(ids)])}
            return tuple(found[id] for id in ids)

    def joins(self, entity: str | None = None) -> tuple[Join, ...]:
        """Why mentions were taken for one entity or kept apart; those that touch one entity where it is given."""
        table = schema.joins.c
        where = [] if entity is None else [or_(*(c.in_(_mentions_of(entity)) for c in (table.one, table.other)))]
        with self.connected() as connection:
            return load.joins(connection, where)

    # --- facts

    def facts(
        self,
        subject: str | None = None,
        object: str | None = None,
        predicate: str | None = None,
        *,
        entity: str | None = None,
        claim: str | None = None,
    ) -> tuple[Fact, ...]:
        """The facts that fit every condition given; `entity` is either end, `claim` one that they rest on (ids)."""
        table = schema.facts.c
        resting = select(schema.fact_claims.c.fact).where(schema.fact_claims.c.claim == claim)
        asked: list[ColumnElement[bool] | None] = [
            None if subject is None else table.subject == subject,
            None if object is None else table.object == object,
            None if predicate is None else table.predicate == predicate,
            None if entity is None else or_(table.subject == entity, table.object == entity),
            None if claim is None else table.id.in_(resting),
        ]
        with self.connected() as connection:
            return load.facts(connection, [condition for condition in asked if condition is not None])

    def fact(self, id: str) -> Fact:
        """Raises NotFound."""
        with self.connected() as connection:
            return _only(load.facts(connection, [schema.facts.c.id == id]), "fact", id)

    def differences(self, kind: DifferenceKind | None = None, fact: str | None = None) -> tuple[Difference, ...]:
        """The differences, of one kind, or with one fact on a side, where asked."""
        table, sides = schema.differences.c, schema.difference_sides.c
        where = [] if kind is None else [table.kind == kind.value]
        if fact is not None:
            where.append(table.id.in_(select(sides.difference).where(sides.fact == fact)))
        with self.connected() as connection:
            return load.differences(connection, where)

    # --- sources

    def derivations(self) -> tuple[Derivation, ...]:
        """Which report was taken from which."""
        with self.connected() as connection:
            return load.derivations(connection)

    def lineages(self) -> tuple[Lineage, ...]:
        """The reports that count as one witness."""
        with self.connected() as connection:
            return load.lineages(connection)

    def descents(self) -> tuple[Descent, ...]:
        """The trees of copies: every report of a family, and what it stands under."""
        with self.connected() as connection:
            return load.descents(connection)

    # --- what people decided

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in the order of its file."""
        with self.connected() as connection:
            return load.judgements(connection)

    def unplaced(self) -> tuple[Judgement, ...]:
        """The judgements whose words are no longer found where they point."""
        with self.connected() as connection:
            return load.judgements(connection, [schema.judgements.c.placed.is_(False)])

    def withheld(self) -> tuple[tuple[str, int, int], ...]:
        """Report, start and end of words that must not be shown to others (persons withheld by a judgement)."""
        with self.connected() as connection:
            rows = connection.execute(select(schema.withheld).order_by(schema.withheld.c.seq))
            return tuple((row.report, row.start, row.end) for row in rows)

    # --- looking, and the steps' own nouns again

    def search(self, query: str, what: str = "reports", limit: int = 50) -> tuple[Found, ...]:
        """The best places for some words. `what` is "reports", "names" or "claims"; "quoted words" stay together.

        Raises NotFound for another `what`.
        """
        with self.connected() as connection:
            return found(connection, query, what, limit)

    def collation(self) -> Collation:
        return Collation(self.derivations(), self.lineages(), self.descents())

    def identification(self) -> Identification:
        """As identify made it, less `identities`, which are in their own file."""
        return Identification(self.entities(), self.entity_of(), self.joins(), (), self.unplaced())

    def reconciliation(self) -> Reconciliation:
        return Reconciliation(self.facts(), self.differences())

    def build(self) -> dict[str, str]:
        """What the record was built from and with: "stemmata", "schema", "inputs" ..."""
        with self.connected() as connection:
            rows = connection.execute(select(schema.build).order_by(schema.build.c.key))
            return {row.key: row.value for row in rows}


_ENDS = (schema.claims.c.subject_mention, schema.claims.c.object_mention)


def _mentions_of(entity: str) -> Select[tuple[str]]:
    return select(schema.mentions.c.id).where(schema.mentions.c.entity == entity)


def _only(several: Sequence[T], noun: str, key: str) -> T:
    if not several:
        raise NotFound(f"no {noun} {key!r} in this record")
    return several[0]
