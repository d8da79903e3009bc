"""Rows of tables -> entries: Wikidata's query service, UCDP's actors, OpenSanctions, a table of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from stemmata.errors import ListError
from stemmata.lists.entry import Broken, Entry, as_names, bounds_of
from stemmata.lists.words import data, kind_of

Row = Mapping[str, str]  # folded heading -> cell
ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)(Q\d{1,12})\Z")
Q_ID = re.compile(r"Q\d{1,12}\Z")
_NOTHING_BUT = re.compile(r"[\s._-]+")
_SEVERAL = re.compile(r"[;|]")
_LISTED = re.compile(r"[;|,]")
LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Which headings of a table hold what. `several` parts the names in a cell of aliases; None: a cell is one name."""

    by_key: Mapping[str, tuple[str, ...]]
    several: re.Pattern[str] | None = _SEVERAL
    kind: str = ""  # of every entry of such a list, where a list has one kind

    def first(self, row: Row, key: str) -> str:
        return next((cell for name in self.by_key.get(key, ()) if (cell := row.get(name, "").strip())), "")

    def every(self, row: Row, key: str) -> Iterator[str]:
        for name in self.by_key.get(key, ()):
            cell = row.get(name, "")
            yield from self.several.split(cell) if self.several else (cell,)


def fold(heading: str) -> str:
    """A heading without what people write differently: "Actor ID" -> "actorid"."""
    return _NOTHING_BUT.sub("", heading).casefold()


@cache
def _known(table: str) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(names) for key, names in data("columns")[table].items()}


def columns_of(headings: Sequence[str], row: Row) -> tuple[str, Columns]:
    """The format of a table ("" where it is one of the user's own) and what its columns hold.

    `row` is its first. Raises ListError for a table without ids or names.
    """
    folded = [fold(heading) for heading in headings]
    item = next((name for name in folded if ITEM.match(row.get(name, "").strip())), "")
    if item:
        return "wikidata", _of_query(item)
    ucdp, plain = _known("ucdp"), _known("plain")
    if set(folded) & set(ucdp["id"]) and any(name.startswith("name") for name in folded if name != "name"):
        return "ucdp", Columns(ucdp, None, "group")
    if missing := [key for key in ("id", "name") if not set(folded) & set(plain[key])]:
        looked = "; ".join(f"for {key} {', '.join(plain[key])}" for key in missing)
        raise ListError(f"no column for {' and '.join(missing)}; found {', '.join(headings)[:400]}; looked {looked}")
    return ("opensanctions" if {"schema", "dataset"} <= set(folded) else ""), Columns(plain)


def _of_query(item: str) -> Columns:
    """A query names its columns as it likes; that of the item gives those of its labels their names."""
    own = {"name": f"{item}label", "aliases": f"{item}altlabel", "about": f"{item}description"}
    looked = {key: (own[key], *names) if key in own else names for key, names in _known("plain").items()}
    return Columns({**looked, "id": (item,)}, _LISTED)


def entry_of(row: Row, line: int, columns: Columns) -> Entry | Broken:
    """What a row says."""
    id_ = _bare(columns.first(row, "id"))
    if not id_ or len(id_) > LONGEST_ID:
        return Broken(line, "no id" if not id_ else f"an id of more than {LONGEST_ID} characters")
    names = as_names((columns.first(row, "name"), *columns.every(row, "aliases")), but=id_)
    if not names:
        return Broken(line, f"no name for {id_}")
    called = _bare(columns.first(row, "type"))
    return Entry(
        id=id_,
        names=names,
        line=line,
        weak=as_names(columns.every(row, "weak")),
        kind=kind_of(_SEVERAL.split(called)) or columns.kind,
        called="" if Q_ID.match(called) else called[:80],
        about=columns.first(row, "about")[:400],
        begun=bounds_of(columns.first(row, "from")),
        ended=bounds_of(columns.first(row, "to")),
        places=_places(row, columns),
    )


def _bare(cell: str) -> str:
    """The id of an item of Wikidata without its address; anything else as it is."""
    return found[1] if (found := ITEM.match(cell)) else cell


def _places(row: Row, columns: Columns) -> tuple[str, ...]:
    cells = (row.get(name, "") for name in columns.by_key.get("country", ()))
    parts = (part.strip() for cell in cells for part in _LISTED.split(cell))
    return tuple(dict.fromkeys(_bare(part) for part in parts if part))
