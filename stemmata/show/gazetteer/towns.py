"""The towns of the world by name: a SQLite file of compressed blocks, of which a question reads two or three."""

from __future__ import annotations

import sqlite3
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from stemmata.errors import NotFound
from stemmata.record.fold import folded
from stemmata.show.gazetteer.keys import key_of

EARTH = 6371.0  # km
TOWNS_A_BLOCK = 128
KEPT = 4096  # answers that are kept in memory
LONGEST_NAME = 6  # words of a country's name


@dataclass(frozen=True, slots=True)
class Town:
    """An entry of the gazetteer. `country` is its ISO 3166 code, `province` the code of its first division."""

    id: int  # at GeoNames
    name: str
    country: str
    province: str
    lat: float  # two decimals: about a kilometre, no finer
    lon: float
    people: int

    def away(self, other: Town) -> float:
        """How far another is, in kilometres."""
        return distance((self.lat, self.lon), (other.lat, other.lon))


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two places (latitude, longitude) on a sphere."""
    a, b, c, d = map(radians, (*one, *other))
    return 2 * EARTH * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


class Gazetteer:
    """Answers by name, by id, and which country words mean."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotFound(f"{path}: the gazetteer is absent; `python -m stemmata.show.gazetteer.make` makes it")
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._file = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.named = lru_cache(maxsize=KEPT)(self._named)

    def _named(self, name: str) -> tuple[Town, ...]:
        """Every town that bears the name in some language, the largest first; none where nobody has heard of it."""
        key = key_of(name)
        if not key:
            return ()
        lines = self._block("SELECT lines FROM names WHERE first <= ? ORDER BY first DESC LIMIT 1", key)
        at = bisect_left(lines, f"{key}\t")
        if at == len(lines) or not lines[at].startswith(f"{key}\t"):
            return ()
        found = (self._town(int(number, 36)) for number in lines[at].partition("\t")[2].split(","))
        return tuple(sorted(found, key=lambda town: (-town.people, town.id)))

    def by_id(self, geonames: int) -> Town | None:
        """The town of a GeoNames id; None where the gazetteer has none."""
        rows = self._block("SELECT lines FROM towns WHERE first <= ? ORDER BY first DESC LIMIT 1", geonames)
        return next((town for town in map(_town_of, rows) if town.id == geonames), None)

    def _town(self, number: int) -> Town:
        block, at = divmod(number, TOWNS_A_BLOCK)
        return _town_of(self._block("SELECT lines FROM towns WHERE block = ?", block)[at])

    def _block(self, question: str, given: str | int) -> list[str]:
        row = self._file.execute(question, (given,)).fetchone()
        return [] if row is None else zlib.decompress(row[0]).decode("utf-8").split("\n")

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """ISO 3166 code -> the English name of the country."""
        return dict(self._file.execute("SELECT code, name FROM countries ORDER BY code"))

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return dict(self._file.execute("SELECT form, country FROM forms"))

    def country(self, name: str) -> str | None:
        """The code of the country that a name means by itself, in any language that we have words of."""
        return self._forms.get(folded(name).removeprefix("the "))

    def countries_in(self, words: str) -> frozenset[str]:
        """The codes of all countries that words name or mean by an adjective ("Colombian Army")."""
        return frozenset(_countries(words.split(), self.country))

    def regions(self, name: str) -> tuple[str, ...]:
        """The codes of the countries that have a province, a district or the like of the name."""
        row = self._file.execute("SELECT countries FROM regions WHERE key = ?", (key_of(name),)).fetchone()
        return () if row is None else tuple(row[0].split(","))


def _countries(words: list[str], country: Callable[[str], str | None]) -> Iterator[str]:
    """Of forms that begin at one word the longest counts, and what stands within it does not."""
    at = 0
    while at < len(words):
        known = ((length, country(" ".join(words[at : at + length]))) for length in range(LONGEST_NAME, 0, -1))
        length, found = next((pair for pair in known if pair[1] is not None), (1, None))
        if found is not None:
            yield found
        at += length


def _town_of(line: str) -> Town:
    geonames, name, country, province, lat, lon, people = line.split("\t")
    return Town(int(geonames), name, country, province, int(lat) / 100, int(lon) / 100, int(people))


def line_of(town: Town) -> str:
    """A town as its block has it."""
    lat, lon = round(town.lat * 100), round(town.lon * 100)
    return f"{town.id}\t{town.name}\t{town.country}\t{town.province}\t{lat}\t{lon}\t{town.people}"


def packed(lines: Iterable[str]) -> bytes:
    """Lines as a block has them."""
    return zlib.compress("\n".join(lines).encode("utf-8"), 9)
