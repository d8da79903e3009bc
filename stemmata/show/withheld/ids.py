"""Ids of what has to do with somebody withheld: made with the key of the record, so that nobody can try out names.

An id of ours is a hash of words, and so of the name beneath a blot: whoever knows the rest could put in one name
after the other until the hash is right. What is given out instead is a keyed hash of the id. Ids that hang on nothing
withheld stay as they are.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Connection, or_, select

from stemmata.model import Anchor, digest
from stemmata.record import parts, schema
from stemmata.record.lines import read_identities
from stemmata.record.read import Record
from stemmata.record.rows import among
from stemmata.show.withheld.matcher import Matcher
from stemmata.show.withheld.reach import Reach

BYTES = "withheld"  # what stands for the SHA-256 of a report
_ID = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{16})(?![0-9A-Za-z])")


class Ids:
    """Which ids are not given out as they are, and what is given out instead."""

    def __init__(self, key: bytes, keyed: Iterable[str] = (), digests: Iterable[str] = ()) -> None:
        """`digests`: of the bytes of reports."""
        self._key, self._digests = key, frozenset(digests)
        self._keyed = {id_: self.mark(id_) for id_ in keyed}
        self._made: dict[str, str] = {}  # ids that are hashes of ids, made of those that are given out
        self._back: dict[str, str] = {}
        self._turned = -1

    def with_ids(self, keyed: Iterable[str], digests: Iterable[str]) -> Ids:
        """Those of a record, made with the same key."""
        return Ids(self._key, keyed, digests)

    def __call__(self, id_: str) -> str:
        """The id as others see it."""
        if id_ in self._made:
            return self._made[id_]
        return self._keyed.get(id_, id_)

    def key(self, id_: str) -> str:
        """The keyed id of whatever has to do with somebody withheld, as it turns out."""
        if id_ not in self._keyed:
            self._keyed[id_] = self.mark(id_)
        return self._keyed[id_]

    def made(self, id_: str, public: str) -> str:
        """Sets down an id that is a hash of other ids, and what it is when made of those that are given out."""
        if id_ != public:
            self._made[id_] = public
        return public

    def mark(self, words: str) -> str:
        """A hash that only who has the key can make."""
        return hmac.digest(self._key, words.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]

    def is_withheld(self, id_: str) -> bool:
        """Whether an id must not go out."""
        return id_ in self._keyed or id_ in self._made

    def internal(self, public: str) -> str | None:
        """The id that another stands for; itself for one that is given out as it is.

        None for one that must not go out: whoever made it from a name that they guess learns nothing.
        """
        if self._turned != len(self._keyed) + len(self._made):
            self._back = {public: id_ for some in (self._keyed, self._made) for id_, public in some.items()}
            self._turned = len(self._keyed) + len(self._made)
        return self._back.get(public) or (None if self.is_withheld(public) else public)

    def hide(self, words: str) -> str:
        """A text with the ids and digests in it as others see them."""
        return _ID.sub(lambda found: BYTES if found[0] in self._digests else self(found[0]), words)


def ids_of(connection: Connection, record: Record, key: Ids, reach: Reach) -> Ids:
    """Goes through what hangs on the reports and persons that are withheld."""
    named = reach.reports
    entities = _entities(connection, record, named, reach)
    claims = _claims(connection, named, reach.strong)
    facts = _facts(connection, claims, entities)
    told = schema.descents.c
    families = connection.execute(select(told.family).where(among(told.report, named))).scalars()
    inputs = (value for value in record.build().values() if _ID.fullmatch(value))
    ids = key.with_ids({*named, *entities, *claims, *facts, *families, *inputs}, _digests(connection, named))
    for lineage in parts.lineages_of(connection, named):
        ids.made(lineage.id, replace(lineage, reports=tuple(map(ids, lineage.reports))).id)
    for id_, kind, sub, sides in _differences(connection, facts):
        ids.made(id_, digest("difference", kind, sub, *sorted(map(ids, sides))))
    return ids


def _entities(connection: Connection, record: Record, named: frozenset[str], reach: Reach) -> set[str]:
    """Persons who are withheld, and what got its id from a place in a report that names one."""
    names = {report.name for report in parts.reports(connection, named).values()}
    given: dict[str, list[Anchor]] = {}
    for identity in read_identities(record.folder) if record.folder.is_dir() else ():
        given.setdefault(identity.id, []).append(identity.anchor)
    table = schema.mentions.c
    there = connection.execute(select(table.entity).where(among(table.report, named), table.entity.is_not(None)))
    inside = {entity for entity in there.scalars() if entity not in given}
    return {*reach.hidden, *inside, *(id_ for id_, anchors in given.items() if _is_made_of(id_, anchors, names))}


def _is_made_of(id_: str, anchors: Iterable[Anchor], names: AbstractSet[str]) -> bool:
    """Whether an id is the hash of a place in one of the reports; where none of its places gives it, it may be."""
    places = tuple(anchors)
    first = [a for a in places if id_ == digest("entity", a.report, a.quote, a.context, "")] or places
    return any(anchor.report in names for anchor in first)


def _claims(connection: Connection, named: frozenset[str], strong: Matcher) -> set[str]:
    """The claims of reports that name somebody withheld, and those in which a person wrote a name down."""
    table = schema.claims.c
    inside = set(connection.execute(select(table.id).where(among(table.report, named))).scalars())
    written = connection.execute(
        select(table.id, table.subject_text, table.object_text).where(table.method.startswith("person:"))
    )
    return inside | {row.id for row in written if strong.within(f"{row.subject_text}\n{row.object_text}")}


def _facts(connection: Connection, claims: Iterable[str], entities: Iterable[str]) -> set[str]:
    """The facts that rest on such claims or are about such entities."""
    table, resting = schema.facts.c, schema.fact_claims.c
    ends = or_(among(table.subject, entities), among(table.object, entities))
    found = set(connection.execute(select(table.id).where(ends)).scalars())
    return found | set(connection.execute(select(resting.fact).where(among(resting.claim, claims))).scalars())


def _differences(connection: Connection, facts: Iterable[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """The differences that such facts have a side in: id, kind, sub, and the facts of all sides. As Difference.id."""
    table, sides = schema.differences.c, schema.difference_sides.c
    touching = select(sides.difference).where(among(sides.fact, facts))
    told = select(table.id, table.kind, table.sub, sides.fact).join_from(schema.differences, schema.difference_sides)
    rows = connection.execute(told.where(table.id.in_(touching), sides.fact.is_not(None)).order_by(table.seq))
    for key, several in groupby(rows, key=lambda row: (row.id, row.kind, row.sub)):
        yield *key, [row.fact for row in several]


def _digests(connection: Connection, named: Iterable[str]) -> Iterator[str]:
    table = schema.reports.c
    for row in connection.execute(select(table.sha256, table.text_sha256).where(among(table.id, named))):
        yield from row
