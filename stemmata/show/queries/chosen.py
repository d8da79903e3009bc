"""The questions of most value in a record that is too large to be looked at whole, and the part of it that they need.

Which they are is told by the facts about each entity, and by the rules that speak for and against; claims are counted
for those that are chosen. So a question may be missing whose value lies in claims that made no facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from sqlalchemy import Connection

from stemmata.model import Anchor, Join
from stemmata.record import doubts, parts
from stemmata.show.holdings import Holdings
from stemmata.show.index import Index
from stemmata.show.queries.leaf import evidenced
from stemmata.show.queries.questions import LABEL, Asked, chance, change_by
from stemmata.show.queries.sides import Counted

TELLING = 8  # places of an entity that are read
Joins = tuple[Join, ...]


@dataclass(frozen=True)
class Chosen:
    """The entities (by the ids that go out) that the questions are about, and the pairs among them."""

    entities: tuple[str, ...]
    pairs: tuple[doubts.Pair, ...]
    anchors: tuple[Anchor, ...]  # of what is proposed for them


def chosen(index: Index, pairs: Iterable[doubts.Pair], entries: Iterable[Asked], most: int) -> Chosen:
    """Of the open questions so many, of most value as far as facts tell."""
    ranked: list[tuple[float, doubts.Pair | Asked]] = [(_value(index, pair), pair) for pair in pairs]
    ranked += [(_entry_value(index, one), one) for one in entries]
    best = [one for _, one in nlargest(most, ranked, key=itemgetter(0))]
    two = tuple(one for one in best if isinstance(one, doubts.Pair))
    listed = [one for one in best if isinstance(one, Asked)]
    entities = [*(entity for pair in two for entity in (pair.one, pair.other)), *(one.entities[0] for one in listed)]
    return Chosen(tuple(dict.fromkeys(entities)), two, tuple(link.anchor for one in listed for link in one.links))


def _weight(index: Index, entity: str) -> int:
    at = index.place.get(entity)
    return 0 if at is None else int(index.weight[at])


def _value(index: Index, pair: doubts.Pair) -> float:
    return min(_weight(index, pair.one), _weight(index, pair.other)) * chance(pair.speak_for, pair.against)


def _entry_value(index: Index, asked: Asked) -> float:
    likely = min(max(max(link.score for link in asked.links), 0.0), 1.0)
    return _weight(index, asked.entities[0]) * LABEL * change_by(asked, likely)


def part_of(connection: Connection, entities: Sequence[str], joins: Joins, anchors: Iterable[Anchor]) -> Holdings:
    """What the questions on some entities need (by their own ids): some places of each, and where anchors point."""
    own = doubts.telling(connection, entities, TELLING)
    ends = parts.mentions(connection, {end for join in joins for end in (join.one, join.other)})
    named = doubts.reports_named(connection, (anchor.report for anchor in anchors))
    wanted = {m.report for m in (*own.values(), *ends.values())} | set(named.values())
    reports = parts.reports(connection, wanted, texts=True)
    there = {m.id: m for m in parts.mentions_in(connection, reports)}
    entity_of = parts.entity_of(connection, there)
    known = parts.entities(connection, {*entities, *entity_of.values()})
    return Holdings(reports, there, {}, known, entity_of, {}, joins=joins)


def counted(connection: Connection, index: Index, entities: Iterable[str]) -> dict[str, Counted]:
    """How much there is of each entity, by the ids that go out; `connection` reads what is shown."""
    found = doubts.hanging(connection, entities)
    return {entity: _counted(index, entity, hangs) for entity, hangs in found.items()}


def _counted(index: Index, entity: str, hangs: doubts.Hangs) -> Counted:
    days = evidenced(index, index.about(entity))
    return Counted(hangs.reports, hangs.places, hangs.claims, _weight(index, entity), days)
