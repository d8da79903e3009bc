"""What of a record waits for people, found by queries: pairs that may be one, claims that nobody checked, anchors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from stemmata.model import Anchor, Join, Mention
from stemmata.record import parts
from stemmata.record.places import place

# Two entities, how many rules take them for one, maybe, how many hold them apart, and the joins that say so.
PAIRS = """
SELECT min(a.entity, b.entity) AS one, max(a.entity, b.entity) AS other,
       count(DISTINCT CASE j.verdict WHEN 'maybe' THEN j.rule END) AS speak_for,
       count(DISTINCT CASE j.verdict WHEN 'different' THEN j.rule END) AS against, json_group_array(j.seq) AS joins
FROM joins j JOIN mentions a ON a.id = j.one JOIN mentions b ON b.id = j.other
WHERE j.verdict <> 'same' AND a.entity <> b.entity
GROUP BY 1, 2 HAVING speak_for > 0 ORDER BY 1, 2
"""
UNCHECKED = """
SELECT count(*) FROM claims
WHERE confidence < 1 AND method NOT LIKE 'person:%'
"""
CLAIMS = """
SELECT count(DISTINCT c.id) FROM mentions m JOIN claims c ON c.subject_mention = m.id OR c.object_mention = m.id
WHERE m.entity = :entity
"""
PLACES = "SELECT count(*), count(DISTINCT report) FROM mentions WHERE entity = :entity"
NAMED = """
SELECT m.report, m.text, m.start, m.end, m.entity
FROM json_each(:wanted) w JOIN mentions m ON m.report = json_extract(w.value, '$[0]')
WHERE m.text = json_extract(w.value, '$[1]') AND m.entity IS NOT NULL ORDER BY m.seq
"""
Place = tuple[int, int, str]  # from, to, and the entity there


class Pair(NamedTuple):
    one: str
    other: str
    speak_for: int
    against: int
    joins: str  # a JSON list of their places


class Hangs(NamedTuple):
    """How many claims, places and reports have an entity."""

    claims: int
    places: int
    reports: int


def pairs(connection: Connection) -> Iterator[Pair]:
    """Every two entities that a rule takes for one, maybe."""
    return (Pair(*row) for row in connection.execute(text(PAIRS)))


def unchecked(connection: Connection) -> int:
    """How many claims nobody accepted, or made themselves."""
    return int(connection.execute(text(UNCHECKED)).scalar_one())


JOINS = """
SELECT j.one, j.other, j.verdict, j.rule, j.why FROM joins j
WHERE j.seq IN (SELECT value FROM json_each(:seqs)) ORDER BY j.seq
"""


def joins_of(connection: Connection, some: Iterable[Pair]) -> tuple[Join, ...]:
    """What speaks for and against the two of each pair being one."""
    seqs = [seq for pair in some for seq in json.loads(pair.joins)]
    return tuple(Join(*row) for row in connection.execute(text(JOINS), {"seqs": json.dumps(seqs)}))


# The index by entity has them in the order of the reports: of what is named ten thousand times, the first will do.
TELLING = """
SELECT id FROM (SELECT id, kind, seq FROM mentions WHERE entity = :entity LIMIT :among)
ORDER BY kind <> 'name', seq LIMIT :most
"""


def telling(connection: Connection, entities: Iterable[str], most: int, among: int = 200) -> dict[str, Mention]:
    """Some mentions of each entity, names before descriptions."""
    asked = {"among": among, "most": most}
    found = (connection.execute(text(TELLING), {**asked, "entity": one}).scalars() for one in entities)
    return parts.mentions(connection, [id_ for ids in found for id_ in ids])


def hanging(connection: Connection, entities: Iterable[str]) -> dict[str, Hangs]:
    found = {}
    for entity in entities:
        claims = connection.execute(text(CLAIMS), {"entity": entity}).scalar_one()
        found[entity] = Hangs(claims, *connection.execute(text(PLACES), {"entity": entity}).one())
    return found


def reports_named(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Name of a report -> its id, as far as there is one."""
    wanted = set(names)
    rows = connection.execute(text("SELECT id, path, member FROM reports")) if wanted else ()
    named = ((path if member is None else f"{path}!{member}", id_) for id_, path, member in rows)
    return {name: id_ for name, id_ in named if name in wanted}


def meant(connection: Connection, anchors: Iterable[Anchor]) -> dict[Anchor, str]:
    """Anchor -> the entity that it means, for those whose words are a mention of their report."""
    wanted = list(dict.fromkeys(anchors))
    ids = reports_named(connection, (anchor.report for anchor in wanted))
    asked = json.dumps([(ids[anchor.report], anchor.quote) for anchor in wanted if anchor.report in ids])
    places: dict[tuple[str, str], list[Place]] = {}
    for report, words, *rest in connection.execute(text(NAMED), {"wanted": asked}):
        places.setdefault((report, words), []).append((rest[0], rest[1], rest[2]))
    keys = {anchor: (ids.get(anchor.report, ""), anchor.quote) for anchor in wanted}
    return {anchor: _entity(connection, anchor, key[0], places[key]) for anchor, key in keys.items() if key in places}


def _entity(connection: Connection, anchor: Anchor, report: str, there: Sequence[Place]) -> str:
    """Of several that bear a name in one report, the one whose surroundings are those of the anchor."""
    if len({entity for *_, entity in there}) == 1:
        return there[0][2]
    span = place(anchor, parts.reports(connection, [report], texts=True)[report].text)
    return next((entity for start, end, entity in there if (start, end) == span), there[0][2])
