"""How likely a word of another script is written so in Latin letters: learned from pairs of spellings.

A word is read letter by letter; each letter becomes none to four Latin letters, with a chance that depends on whether
it stands at the start or the end (`sounds/*.tsv`, learned by `python -m stemmata.training.sounds`). The model is the
many-to-many aligner of Jiampojamarn, Kondrak and Sherif (2007).
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from stemmata.names.scripts import script_of
from stemmata.names.spelling import plain

LONGEST = 4  # Latin letters that one letter may become
UNSEEN = -7.0  # log chance of one letter that was never seen to be written so
_TWICE = re.compile(r"(.)\1+")
_FOLDER = files("stemmata.names").joinpath("sounds")


@cache
def table(script: str) -> Mapping[str, Mapping[str, float]] | None:
    """For each letter with its place, the log chance of each Latin spelling; None for a script that was not learned."""
    file = _FOLDER.joinpath(f"{script}.tsv")
    if not file.is_file():
        return None
    found: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(file.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        found.setdefault(row["letter"], {})[row["latin"]] = float(row["log_chance"])
    return MappingProxyType(found)


def letters_of(word: str) -> tuple[str, ...]:
    """The letters of a word as the tables name them: short vowels and other marks left out, ^ at the start, $ at the
    end."""
    bare = unicodedata.normalize("NFKC", word).casefold()
    letters = [c for c in bare if unicodedata.category(c).startswith("L") and c != "\u0640"]
    return tuple(
        f"{'^' if at == 0 else ''}{letter}{'$' if at == len(letters) - 1 else ''}" for at, letter in enumerate(letters)
    )


def spelled(latin: str) -> str:
    """A Latin word as the tables spell: small letters, no accents, no letter twice in a row."""
    return _TWICE.sub(r"\1", "".join(c for c in plain(latin) if c.isalpha()))


@lru_cache(maxsize=1 << 16)
def likeness(word: str, latin: str) -> float:
    """The log chance, per letter, that a word of another script is written as the Latin word; minus infinity where its
    script was not learned."""
    written = spelled(latin)
    return _log_chance(word, written) / max(len(letters_of(word)), len(written) / 2, 1)


@lru_cache(maxsize=1 << 16)
def affinity(word: str, latin: str) -> float:
    """By how much the Latin word is likelier as a spelling of the word than by chance, in log-odds: what to rank by.

    Half of the log chance of the Latin letters themselves is taken off, for without it short common words come first.
    """
    written = spelled(latin)
    return _log_chance(word, written) - _CHANCE * _by_chance(written)


_CHANCE = 0.5  # 0.96 of 300 words of the training pairs come first; 0.92 with nothing taken off


def _by_chance(written: str) -> float:
    chances = table("Latn") or {}
    return sum(chances[one].get(two, UNSEEN) for one, two in pairwise(f"^{written}"))


def _log_chance(word: str, written: str) -> float:
    chances, letters = table(script_of(word)), letters_of(word)
    if chances is None or not written or not letters:
        return -math.inf
    best = [-math.inf] * (len(written) + 1)
    best[0] = 0.0
    for letter in letters:
        best = _step(best, written, chances.get(letter) or chances.get(letter.strip("^$"), {}))
    return best[-1]


def _step(best: list[float], latin: str, spellings: Mapping[str, float]) -> list[float]:
    after = [-math.inf] * len(best)
    for at, chance in enumerate(best):
        if chance == -math.inf:
            continue
        for length in range(min(LONGEST, len(latin) - at) + 1):
            written = latin[at : at + length]
            new = chance + spellings.get(written, UNSEEN * max(length, 1))
            if new > after[at + length]:
                after[at + length] = new
    return after
