"""Who is withheld, and under which names: read from a record by queries, not from all that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from stemmata.model import Anchor, Judgement, MentionKind, MentionType, Report
from stemmata.record import load, parts, schema
from stemmata.record.lines import JUDGEMENTS_FILE, read_identities, read_judgements, read_links, standing
from stemmata.record.places import place
from stemmata.record.read import Record
from stemmata.record.rows import among
from stemmata.show.withheld.forms import Form, Forms, forms_of, words_of

WITHHOLD, LINK = "withhold", "link"
Words = tuple[str, int, int]  # report, start, end


@dataclass(frozen=True)
class Person:
    """Somebody (or something) withheld, with every name that the record has for them. `parted`: parts of the names
    tell who it is as well, which is so for persons."""

    entity: str
    names: frozenset[str]
    parted: bool

    @property
    def forms(self) -> Forms:
        if not self.parted:
            return Forms(frozenset(map(words_of, self.names)) - {()}, frozenset())
        several = [forms_of(name) for name in self.names]
        return Forms(
            frozenset().union(*(forms.whole for forms in several)),
            frozenset().union(*(forms.parts for forms in several)),
        )


@dataclass(frozen=True)
class Withheld:
    """All that is withheld. `words`: places in reports; `told`: words that are withheld by themselves."""

    persons: tuple[Person, ...] = ()
    words: frozenset[Words] = frozenset()
    told: frozenset[Form] = frozenset()
    ids: frozenset[str] = field(default=frozenset())  # of the persons in other people's lists

    def __bool__(self) -> bool:
        return bool(self.persons or self.words or self.told)


def withheld(record: Record, entities: Iterable[str] = (), told: Iterable[Form] = ()) -> Withheld:
    """What the record withholds, and what judgements that were made since it was built withhold. Raises RecordError.

    `entities` and `told` are withheld besides: what another state of the record withholds.
    """
    judgements = _judgements(record)
    anchors = [anchor for judgement in judgements if judgement.what == WITHHOLD for anchor in judgement.anchors]
    words = record.withheld()
    besides = tuple(entities), frozenset(told)
    if not (words or anchors or any(besides)):
        return Withheld()
    with record.connected() as connection:
        placed = [*words, *_placed(connection, anchors)]
        meant = _meant(connection, placed) | set(parts.entities(connection, besides[0]))
        persons = tuple(_person(connection, record, entity, judgements) for entity in sorted(meant))
        by_themselves = _told(connection, anchors, placed, frozenset().union(*(p.names for p in persons)))
        return Withheld(persons, frozenset(placed), by_themselves | besides[1], _ids(connection, meant))


def _judgements(record: Record) -> Sequence[Judgement]:
    """Those of the file, which may be newer than the record; where there is none, those that were built in."""
    beside = (record.folder / JUDGEMENTS_FILE).is_file()
    return standing(read_judgements(record.folder) if beside else record.judgements())


def _placed(connection: Connection, anchors: Iterable[Anchor]) -> Iterator[Words]:
    """Where the anchors stand in the reports of the record."""
    for anchor in anchors:
        for report in _named(connection, anchor.report):
            span = place(anchor, report.text)
            if span is not None:
                yield report.id, *span


def _named(connection: Connection, name: str) -> tuple[Report, ...]:
    path, _, member = name.partition("!")
    table = schema.reports.c
    return load.reports(connection, [table.path == path, table.member == member if member else table.member.is_(None)])


def _meant(connection: Connection, words: Iterable[Words]) -> frozenset[str]:
    """The entities that words stand for: those whose mention they are, and persons who are named in or around them."""
    by_report: dict[str, set[tuple[int, int]]] = {}
    for report, start, end in words:
        by_report.setdefault(report, set()).add((start, end))
    table = schema.mentions.c
    query = select(table.report, table.start, table.end, table.type, table.kind, table.entity)
    found = connection.execute(query.where(among(table.report, by_report), table.entity.is_not(None)))
    return frozenset(
        row.entity
        for row in found
        for start, end in by_report[row.report]
        if (row.start, row.end) == (start, end) or (_is_person(row) and row.start < end and start < row.end)
    )


def _is_person(mention: Any) -> bool:
    return bool(mention.type == MentionType.PERSON and mention.kind == MentionKind.NAME)


def _person(connection: Connection, record: Record, entity: str, judgements: Sequence[Judgement]) -> Person:
    names, table = set[str](), schema.entity_names.c
    query = select(table.text).where(table.entity == entity, table.kind != MentionKind.DESCRIPTION.value)
    names |= set(connection.execute(query).scalars())
    described = load.entities(connection, [schema.entities.c.id == entity])
    names |= {known.name for known in described}
    mentions = load.mentions(connection, [schema.mentions.c.entity == entity])
    names |= {mention.text for mention in mentions if mention.kind is MentionKind.NAME}
    reports = parts.reports(connection, (mention.report for mention in mentions))
    places = {(reports[mention.report].name, mention.text) for mention in mentions}
    names |= set(_kept_names(record, entity, places, judgements))
    return Person(
        entity, frozenset(n for n in names if n.strip()), any(e.type == MentionType.PERSON for e in described)
    )


def _kept_names(
    record: Record, entity: str, places: set[tuple[str, str]], judgements: Sequence[Judgement]
) -> Iterator[str]:
    """Names in the files beside the record: of ids that were given out, of entries of other lists, of judgements.

    `places`: the reports (by name) and words in which the entity is meant.
    """
    if not record.folder.is_dir():
        return
    yield from (i.anchor.quote for i in read_identities(record.folder) if entity in (i.id, i.redirect))
    yield from (one.name for one in read_links(record.folder) if (one.anchor.report, one.anchor.quote) in places)
    for judgement in judgements:
        if judgement.what == LINK and any((a.report, a.quote) in places for a in judgement.anchors):
            yield judgement.value.get("name", "")


def _told(
    connection: Connection, anchors: Sequence[Anchor], words: Iterable[Words], names: Iterable[str]
) -> frozenset[Form]:
    """Words that are withheld and are nobody's name: also those of an anchor that is not found any more.

    A description or a pronoun that stands for somebody withheld ("the commander") is hidden where it was marked alone.
    """
    marked = frozenset(words)
    texts = parts.reports(connection, (report for report, _, _ in marked), texts=True)
    said = {texts[report].text[start:end] for report, start, end in marked if report in texts}
    table = schema.mentions.c
    there = connection.execute(
        select(table.text, table.kind).where(among(table.report, texts), among(table.text, said))
    )
    unnamed = {row.text for row in there if row.kind != MentionKind.NAME}
    told = {*said, *(anchor.quote for anchor in anchors)} - unnamed
    return frozenset(map(words_of, told)) - set(map(words_of, names)) - {()}


def _ids(connection: Connection, entities: frozenset[str]) -> frozenset[str]:
    """The ids of the persons in other people's lists, as far as they cannot be taken for a number or a word."""
    found = {id_ for entity in parts.entities(connection, entities).values() for id_ in entity.ids.values()}
    return frozenset(id_ for id_ in found if any(map(str.isdigit, id_)) and any(map(str.isalpha, id_)))
