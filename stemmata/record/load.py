"""Rows -> nouns: each loader takes conditions on its main table and asks each table once, however many nouns come."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, TextClause, literal, select, text

from stemmata.model import (
    Anchor,
    Argument,
    Claim,
    Derivation,
    DerivationKind,
    Descent,
    Difference,
    DifferenceKind,
    Entity,
    EntityName,
    Fact,
    Join,
    Judgement,
    Lineage,
    Mention,
    MentionKind,
    MentionType,
    Metadatum,
    Polarity,
    Report,
    Role,
    Segment,
    SharedPassage,
    Side,
    Unread,
)
from stemmata.record import schema
from stemmata.record.rows import among, period_of, qualifiers_of

Named = TypeVar("Named", Claim, Fact)
_item = itemgetter(2)  # of a list table of one column: after owner and position
Conditions = Sequence[ColumnElement[bool]]
Rows = Sequence[Row[Any]]
AT_ONCE = 10_000  # rows that are fetched together: far faster than one at a time


def _main(connection: Connection, table: Table, where: Conditions) -> Rows:
    return connection.execute(select(table).where(*where).order_by(table.c.seq)).all()


@cache
def _items(table: Table, of_some: bool, is_bounded: bool) -> TextClause:
    """The rows of a list table, in order. In words, since a page asks thirty such questions: they are read once."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    owner = next(iter(table.primary_key.columns)).name
    wanted = [f'"{owner}" IN (SELECT value FROM json_each(:owners))'] if of_some else []
    wanted += ["position < :most"] if is_bounded else []
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    return text(f'SELECT {columns} FROM {table.name} {where} ORDER BY "{owner}", position')


class _Lists:
    """The list tables of some rows of one main table: owner -> rows, in their order."""

    def __init__(self, connection: Connection, rows: Rows, key: str, where: Conditions) -> None:
        """`where`: what the rows were chosen by; the lists of all rows are read without asking for each."""
        self.connection = connection
        self.owners = {getattr(row, key) for row in rows} if where else None

    def __call__(self, table: Table, most: int = -1) -> Mapping[Any, Rows]:
        """`most`: so many items of each owner at most, the first ones."""
        owners = "" if self.owners is None else json.dumps(sorted(self.owners))
        query = _items(table, self.owners is not None, most >= 0)
        found = defaultdict(list)
        for rows in self.connection.execute(query, {"owners": owners, "most": most}).partitions(AT_ONCE):
            for row in rows:
                found[row[0]].append(row)
        return defaultdict(tuple, ((key, tuple(rows)) for key, rows in found.items()))

    def values(self, table: Table, most: int = -1) -> Mapping[Any, tuple[Any, ...]]:
        """The same for a table of one column: owner -> its items."""
        found = self(table, most).items()
        return defaultdict(tuple, ((key, tuple(map(_item, rows))) for key, rows in found))


def _values(row: Row[Any], names: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(names, _getter(names)(row), strict=True))


@cache
def _getter(names: tuple[str, ...]) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*names)


def _of(id: str, lists: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: items[id] for name, items in lists.items()}


def reports(connection: Connection, where: Conditions = (), texts: bool = True) -> tuple[Report, ...]:
    """`texts`: whether they come with their texts; without, `text` is empty."""
    rows = _main(connection, schema.reports, where) if texts else _textless(connection, where)
    lists = _Lists(connection, rows, "id", where)
    metadata, notes = lists(schema.report_metadata), lists.values(schema.report_notes)
    return tuple(
        Report(
            metadata={m.key: Metadatum(m.value, m.evidence) for m in metadata[row.id]},
            notes=notes[row.id],
            **_values(row, _REPORT),
        )
        for row in rows
    )


def _textless(connection: Connection, where: Conditions) -> Rows:
    table = schema.reports
    # No column beyond the text: to reach one, SQLite would read through it.
    columns: list[ColumnElement[Any]] = [table.c[name] for name in _REPORT if name != "text"]
    query: Select[Any] = select(*columns, literal("").label("text")).where(*where).order_by(table.c.seq)
    return connection.execute(query).all()


_REPORT = ("id", "path", "member", "sha256", "size", "media_type", "reader", "text")


def unread(connection: Connection) -> tuple[Unread, ...]:
    return tuple(Unread(r.path, r.member, r.reason, r.sha256) for r in _main(connection, schema.unread, ()))


def segments(connection: Connection, report: str) -> tuple[Segment, ...]:
    table = schema.segments
    query = select(table).where(table.c.report == report).order_by(table.c.position)
    return tuple(map(_segment, connection.execute(query)))


def all_segments(connection: Connection) -> dict[str, tuple[Segment, ...]]:
    rows = _Lists(connection, (), "report", ())(schema.segments)
    return {report: tuple(map(_segment, found)) for report, found in rows.items()}


def _segment(row: Row[Any]) -> Segment:
    about = None if row.about_start is None else (row.about_start, row.about_end)
    return Segment(row.start, row.end, Role(row.role), row.flow, row.label, about, tuple(json.loads(row.context)))


def mentions(connection: Connection, where: Conditions = ()) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            type=MentionType(row.type),
            kind=MentionKind(row.kind),
            **_values(row, ("report", "start", "end", "text", "confidence", "refers")),
        )
        for row in _main(connection, schema.mentions, where)
    )


def claims(connection: Connection, where: Conditions = ()) -> tuple[Claim, ...]:
    rows = _main(connection, schema.claims, where)
    lists = _Lists(connection, rows, "id", where)
    parts, voices = lists(schema.claim_parts), lists.values(schema.claim_voices)
    qualifiers = lists(schema.claim_qualifiers)
    return tuple(
        _known(
            Claim(
                subject=Argument(row.subject_text, row.subject_mention),
                object=Argument(row.object_text, row.object_mention),
                when=period_of(row),
                polarity=Polarity(row.polarity),
                parts=tuple((part.start, part.end) for part in parts[row.id]),
                voices=voices[row.id],
                qualifiers=qualifiers_of(qualifiers[row.id]),
                **_values(row, _CLAIM),
            ),
            row.id,
        )
        for row in rows
    )


def _known(noun: Named, id_: str) -> Named:
    """A claim or a fact under the id that the record has it under: of what others are shown that is no hash of it."""
    object.__setattr__(noun, "_id", id_)
    return noun


_CLAIM = ("report", "start", "end", "quote", "predicate", "modality", "confidence", "method", "reading")


def entities(connection: Connection, where: Conditions = ()) -> tuple[Entity, ...]:
    rows = _main(connection, schema.entities, where)
    ids = _Lists(connection, rows, "id", where)(schema.entity_ids)
    names = _names(connection, [among(schema.entity_names.c.entity, [row.id for row in rows])] if where else [])
    return tuple(
        Entity(row.id, row.type, row.name, names[row.id], {item.scheme: item.value for item in ids[row.id]})
        for row in rows
    )


def _names(connection: Connection, where: Conditions) -> Mapping[str, tuple[EntityName, ...]]:
    rows = _main(connection, schema.entity_names, where)
    claims_of = _Lists(connection, rows, "seq", where).values(schema.entity_name_claims)
    found: dict[str, tuple[EntityName, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.entity] += (EntityName(row.text, row.script, row.kind, period_of(row), claims_of[row.seq]),)
    return found


def joins(connection: Connection, where: Conditions = ()) -> tuple[Join, ...]:
    return tuple(Join(r.one, r.other, r.verdict, r.rule, r.why) for r in _main(connection, schema.joins, where))


def derivations(connection: Connection, where: Conditions = ()) -> tuple[Derivation, ...]:
    rows = _main(connection, schema.derivations, where)
    lists = _Lists(connection, rows, "seq", where)
    evidence, shared = lists.values(schema.derivation_evidence), lists(schema.derivation_passages)
    return tuple(
        Derivation(
            *(row.source, row.target, DerivationKind(row.kind), row.directed),
            evidence[row.seq],
            tuple(SharedPassage(p.from_start, p.from_end, p.to_start, p.to_end) for p in shared[row.seq]),
            row.score,
        )
        for row in rows
    )


def lineages(connection: Connection, where: Conditions = ()) -> tuple[Lineage, ...]:
    rows = _main(connection, schema.lineages, where)
    lists = _Lists(connection, rows, "id", where)
    held, why = lists.values(schema.lineage_reports), lists.values(schema.lineage_reasons)
    return tuple(Lineage(held[row.id], why[row.id]) for row in rows)


def descents(connection: Connection, where: Conditions = ()) -> tuple[Descent, ...]:
    names = ("family", "report", "parent", "lost", "sure", "why")
    return tuple(Descent(**_values(row, names)) for row in _main(connection, schema.descents, where))


def facts(connection: Connection, where: Conditions = (), most: int = -1) -> tuple[Fact, ...]:
    """`most`: so many claims, reports, lineages, voices and reasons of each at most (-1: all)."""
    rows = _main(connection, schema.facts, where)
    lists = _Lists(connection, rows, "id", where)
    held = {name: lists.values(schema.tables.tables[f"fact_{name}"], most) for name in _FACT_LISTS}
    qualifiers = lists(schema.fact_qualifiers)
    return tuple(
        _known(
            Fact(
                when=period_of(row),
                polarity=Polarity(row.polarity),
                qualifiers=qualifiers_of(qualifiers[row.id]),
                **_values(row, _FACT),
                **_of(row.id, held),
            ),
            row.id,
        )
        for row in rows
    )


_FACT = ("predicate", "subject", "object", "value", "confidence")
_FACT_LISTS = ("claims", "reports", "lineages", "voices", "reasons")


def differences(connection: Connection, where: Conditions = ()) -> tuple[Difference, ...]:
    rows = _main(connection, schema.differences, where)
    sides = _Lists(connection, rows, "id", where)(schema.difference_sides)
    return tuple(
        Difference(DifferenceKind(row.kind), row.sub, _sides(sides[row.id]), row.why, row.settle) for row in rows
    )


_SIDE = ("fact", "claim", "voice", "lineage")


def _sides(rows: Rows) -> tuple[Side, ...]:
    """The sides of a difference, in one pass: it may have hundreds."""
    found: dict[int, tuple[list[str], ...]] = {}
    for row in rows:
        held = found.setdefault(row.side, tuple([] for _ in _SIDE))
        for place, what in enumerate(_SIDE):
            if (value := getattr(row, what)) is not None:
                held[place].append(value)
    return tuple(Side(*map(tuple, found[number])) for number in sorted(found))


def judgements(connection: Connection, where: Conditions = ()) -> tuple[Judgement, ...]:
    rows = _main(connection, schema.judgements, where)
    lists = _Lists(connection, rows, "seq", where)
    anchors, values = lists(schema.judgement_anchors), lists(schema.judgement_values)
    return tuple(
        Judgement(
            *(row.who, row.when, row.what, row.why),
            tuple(map(_anchor, anchors[row.seq])),
            {item.key: item.value for item in values[row.seq]},
        )
        for row in rows
    )


def _anchor(row: Row[Any]) -> Anchor:
    return Anchor(row.report, row.quote, row.context, row.predicate, tuple(json.loads(row.arguments)))
