"""Looking for words: the index finds where (FTS5), the tables say what. The one module that knows how."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from stemmata.errors import NotFound
from stemmata.record.fold import fold_letters, folded

COUNTED = 10_000  # of more places than these "over 10,000" is enough to know
AROUND = 60  # characters shown on each side of the first word found
STRETCH = 1_000  # characters that are folded at once where one of them is looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words were found. `id` is of the report, entity or claim; `quote` is text[start:end] of the report.

    For names, `report` is "" and `quote` the name.
    """

    what: str
    id: str
    report: str
    start: int
    end: int
    quote: str


_QUERIES = {
    "reports": "SELECT r.id, r.id AS report, 0 AS start, r.text AS words FROM search_reports s JOIN reports r",
    "names": "SELECT r.entity AS id, '' AS report, 0 AS start, r.text AS words FROM search_names s JOIN entity_names r",
    "claims": "SELECT r.id, r.report, r.start, r.quote AS words FROM search_claims s JOIN claims r",
}


def found(connection: Connection, query: str, what: str, limit: int) -> tuple[Found, ...]:
    """The best places first, ties in the record's order. Raises NotFound for a `what` that is not searched."""
    if what not in _QUERIES:
        raise NotFound(f"cannot search {what!r}; have {', '.join(_QUERIES)}")
    phrases = phrases_of(query)
    if not phrases:
        return ()
    statement = f"{_QUERIES[what]} ON r.seq = s.rowid WHERE s.words MATCH :match ORDER BY rank, r.seq LIMIT :limit"
    rows = connection.execute(text(statement), {"match": _match(phrases), "limit": limit})
    return tuple(_place(what, row, phrases) for row in rows)


def entities_named(connection: Connection, name: str) -> list[str]:
    """The ids of the entities of a name, most mentioned first."""
    own = "SELECT entity FROM entity_names WHERE folded = :key AND folded <> ''"
    whole = f"{own} UNION SELECT id FROM entities WHERE id = :name"
    ids = _ranked(connection, whole, {"key": folded(name), "name": name})
    phrases = [word for phrase in phrases_of(name) for word in phrase.split()]
    if ids or not phrases:
        return ids
    words = "SELECT n.entity FROM search_names s JOIN entity_names n ON n.seq = s.rowid WHERE s.words MATCH :match"
    return _ranked(connection, words, {"match": _match(phrases)})


def names_beginning(connection: Connection, words: str, limit: int) -> list[str]:
    """The ids of entities with a name that has all the words, of which the last may be a beginning."""
    phrases = [word for phrase in phrases_of(words) for word in phrase.split()]
    if not phrases:
        return []
    match = " ".join([*(f'"{word}"' for word in phrases[:-1]), f'"{phrases[-1]}"*'])
    statement = "SELECT n.entity FROM search_names s JOIN entity_names n ON n.seq = s.rowid WHERE s.words MATCH :match"
    rows = connection.execute(text(f"{statement} LIMIT :limit"), {"match": match, "limit": limit})
    return list(dict.fromkeys(rows.scalars()))


NEAR = """
SELECT entity FROM name_keys WHERE key IN (
    SELECT key FROM name_keys WHERE key IN (SELECT value FROM json_each(:keys)) GROUP BY key HAVING count(*) <= :bucket
) GROUP BY entity ORDER BY count(*) DESC, entity LIMIT :limit
"""


def names_near(connection: Connection, keys: Sequence[str], bucket: int, limit: int) -> list[str]:
    """The ids of entities whose names share keys, those first that share most; a full key is left out."""
    asked = {"keys": json.dumps(list(keys)), "bucket": bucket, "limit": limit}
    return list(connection.execute(text(NEAR), asked).scalars())


BEST = """
SELECT t.id FROM (
    SELECT seq, best FROM (
        SELECT rowid AS seq, rank AS best FROM search_{what} WHERE words MATCH :match LIMIT :counted
    ) ORDER BY best, seq LIMIT :limit
) JOIN {what} t USING (seq) ORDER BY best, seq
"""


def matching(connection: Connection, what: str, query: str, limit: int) -> tuple[list[str], int]:
    """The ids of claims or reports that have the words, the best first, and how many there are.

    Of words that stand in very many places the first `COUNTED` are counted, and put in order.
    """
    phrases = phrases_of(query)
    if what not in ("claims", "reports"):
        raise NotFound(f"cannot search {what!r} so; have claims, reports")
    if not phrases:
        return [], 0
    asked = {"match": _match(phrases), "limit": limit, "counted": COUNTED}
    found = connection.execute(text(BEST.format(what=what)), asked).scalars()
    counted = f"SELECT count(*) FROM (SELECT 1 FROM search_{what} WHERE words MATCH :match LIMIT :counted)"
    return list(found), connection.execute(text(counted), asked).scalar_one()


def excerpt(words: str, query: str) -> tuple[int, int, int, int]:
    """Where an excerpt of a text begins and ends, then where the first words found stand: offsets in the text."""
    phrases = phrases_of(query)
    start, end = _first(words, phrases[0]) if phrases else (0, 0)
    return max(0, start - 2 * AROUND), min(len(words), end + 2 * AROUND), start, end


def _ranked(connection: Connection, chosen: str, values: dict[str, str]) -> list[str]:
    """Ids by how often the entity is mentioned."""
    counted = "(SELECT count(*) FROM mentions m WHERE m.entity = e.id)"
    statement = f"SELECT e.id FROM entities e WHERE e.id IN ({chosen}) ORDER BY {counted} DESC, e.seq"
    return list(connection.execute(text(statement), values).scalars())


def phrases_of(query: str) -> list[str]:
    """The words of a query, folded; words in double quotes stay together, as do the parts of "al-Izza"."""
    pieces = re.findall(r'"([^"]*)"|([^\s"]+)', query)
    return [phrase for quoted, word in pieces if (phrase := folded(quoted or word))]


def _match(phrases: Sequence[str]) -> str:
    return " ".join(f'"{phrase}"' for phrase in phrases)


def _place(what: str, row: Row[Any], phrases: Sequence[str]) -> Found:
    if what != "reports":
        return Found(what, row.id, row.report, row.start, row.start + len(row.words), row.words)
    start, end = _first(row.words, phrases[0])
    start, end = max(0, start - AROUND), min(len(row.words), end + AROUND)
    return Found(what, row.id, row.report, start, end, row.words[start:end])


def _first(words: str, phrase: str) -> tuple[int, int]:
    """Where a folded phrase stands in a text; its very beginning, where folding moved words together."""
    hit = _pattern(phrase).search(fold_letters(words))
    return (0, 0) if hit is None else (_letter(words, hit.start()), _letter(words, hit.end() - 1) + 1)


def _pattern(phrase: str) -> re.Pattern[str]:
    """The words of a phrase, whole. The first comes before what must not stand before it: so it is found quickly."""
    first, *more = map(re.escape, phrase.split())
    return re.compile(rf"{first}(?<!\w{first})" + "".join(rf"\W+{word}" for word in more) + r"(?!\w)")


def _letter(words: str, place: int) -> int:
    """The letter of a text that a place in its folded letters comes from: folding takes letters one by one."""
    start, before = 0, 0
    while before + (size := len(fold_letters(words[start : start + STRETCH]))) <= place:
        start, before = start + STRETCH, before + size
    while before + (size := len(fold_letters(words[start]))) <= place:
        start, before = start + 1, before + size
    return start
