"""Reads the words and patterns of a language and writes sentences from them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from families.text import Cast

FOLDER = Path(__file__).parent
UNSPACED = {"chinese"}
MATES = "actors leaders things plans abstracts adjectives acted dealt went doing done manner said weekday".split()
SMALL = "two three four five six seven eight nine ten eleven twelve".split()

Entry = str | tuple[str, ...]  # words; or literal, slot, literal, slot, ..., literal
Pools = dict[str, list[Entry]]


def compiled(pattern: str) -> Entry:
    parts = re.split(r"\{(\w+)\}", pattern)
    return tuple(parts) if len(parts) > 1 else pattern


def zipfian(entries: Sequence[str]) -> list[str]:
    """The entries so repeated that a blind grasp takes the first ones as often as the commonest words of a language."""
    return [entry for rank, entry in enumerate(entries) for _ in range(max(1, round(120 / (rank + 8))))]


def numerals(english: bool) -> list[str]:
    plain = [str(number) for number in range(2, 100)]
    round_ones = [f"{number}{end}" for number in range(1, 10) for end in ("00", "50", ",000", ",500")]
    return plain + round_ones + (SMALL * 3 if english else [])


def read_pools(tongue: str) -> Pools:
    """Word lists and patterns of one file: small letters name words, the commonest first; capitals name patterns."""
    pools: Pools = {"number": [*numerals(tongue == "english")], "day": [str(day) for day in range(1, 29)]}
    pools["year"] = [str(year) for year in range(1996, 2020)]
    for block in (FOLDER / f"{tongue}.txt").read_text("utf-8").split("\n[")[1:]:
        name, _, lines = block.partition("]\n")
        rows = [line for line in lines.splitlines() if line]
        if name.isupper():
            pools[name] = [compiled(row) for row in rows]
        elif name != "synonym":
            words = [word.replace("_", " ") for row in rows for word in row.split()]
            pools[name] = [compiled(word) for word in zipfian(words)]
    return pools


def read_synonyms(tongue: str) -> dict[str, list[str]]:
    block = (FOLDER / f"{tongue}.txt").read_text("utf-8").partition("[synonym]\n")[2]
    sets = [line.split() for line in block.splitlines()]
    return {word: [other for other in row if other != word] for row in sets for word in row}


class Grammar:
    """Fills the patterns of one language; a cast overrides its pools."""

    def __init__(self, tongue: str, chance: random.Random) -> None:
        self.tongue, self.chance = tongue, chance
        self.pools = read_pools(tongue)
        self.synonyms = read_synonyms(tongue)
        self.kinds = {word: name for name, pool in self.pools.items() if name in MATES for word in set(pool)}
        self.glue = "" if tongue in UNSPACED else " "

    def has(self, symbol: str) -> bool:
        return symbol in self.pools

    def mates(self, word: str) -> list[str]:
        """Words of the same list, where it is one of things that can stand for one another."""
        kind = self.kinds.get(word)
        return [] if kind is None else [mate for mate in self.pools[kind] if isinstance(mate, str)]

    def fill(self, symbol: str, cast: Cast) -> str:
        pool: Sequence[Entry] = cast.get(symbol) or self.pools[symbol]
        return self._filled(pool[int(self.chance.random() * len(pool))], cast)

    def _filled(self, entry: Entry, cast: Cast) -> str:
        if isinstance(entry, str):
            return entry
        filled = list(entry)
        for at in range(1, len(entry), 2):
            filled[at] = self.fill(entry[at], cast)
        return "".join(filled)

    def words(self, symbol: str, cast: Cast) -> list[str]:
        """A filled pattern as words, the first with a capital."""
        filled = self.fill(symbol, cast).replace(",,", ",").replace(",.", ".").replace(",;", ";")
        return (filled[:1].upper() + filled[1:]).split()

    def filled(self, pattern: str, cast: Cast) -> str:
        return self._filled(compiled(pattern), cast)
