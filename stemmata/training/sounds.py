"""Learns how the letters of a script are written in Latin (names/sounds/*.tsv) from pairs of spellings.

    python -m stemmata.training.sounds SCRIPT PAIRS.tsv... -o FOLDER

writes FOLDER/SCRIPT.tsv, and FOLDER/Latn.tsv: how often one Latin letter follows another in such words.

PAIRS are lines of a word and its Latin spelling, tab-separated, in either order; more columns are passed over. Chances
are found by expectation maximisation over all ways to cut the Latin word along the letters (Jiampojamarn et al. 2007).
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

from rich.progress import track

from stemmata.names.scripts import script_of
from stemmata.names.sounds import LONGEST, letters_of, spelled

Chances = dict[str, dict[str, float]]
_ROUNDS = 8
_LEAST = 1e-4  # a spelling rarer than this share is left out of the table
_PRIOR = 0.01


def read_pairs(paths: Iterable[Path], script: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The letters of each word with its Latin spelling."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            cells = [cell.replace(" ", "") for cell in line.split("\t")[:2]]
            if len(cells) == 2 and script in map(script_of, cells):
                word, latin = cells if script_of(cells[0]) == script else cells[::-1]
                letters, written = letters_of(word), spelled(latin)
                if letters and written and written.isascii() and len(written) <= LONGEST * len(letters):
                    yield letters, written


def learned(pairs: list[tuple[tuple[str, ...], str]]) -> Chances:
    """The chance of each spelling of each letter."""
    chances: Chances = {}
    for _ in track(range(_ROUNDS), description="learning"):
        counts: Chances = defaultdict(lambda: defaultdict(float))
        for letters, written in pairs:
            _count(letters, written, chances, counts)
        chances = {letter: _shares(spellings) for letter, spellings in counts.items()}
    return chances


def _shares(spellings: dict[str, float]) -> dict[str, float]:
    whole = sum(spellings.values()) + _PRIOR * len(spellings)
    return {spelling: (count + _PRIOR) / whole for spelling, count in spellings.items()}


def _chance(chances: Chances, letter: str, spelling: str) -> float:
    if not chances:  # before anything is known, one Latin letter is the likeliest
        return 0.3 ** abs(len(spelling) - 1)
    return chances.get(letter, {}).get(spelling, 1e-6)


def _count(letters: tuple[str, ...], written: str, chances: Chances, counts: Chances) -> None:
    """Adds the expected uses of each spelling in one pair (forward and backward sums)."""
    ahead = [[0.0] * (len(written) + 1) for _ in range(len(letters) + 1)]
    back = [row[:] for row in ahead]
    ahead[0][0] = back[-1][-1] = 1.0
    steps = [
        (i, at, at + length, _chance(chances, letter, written[at : at + length]))
        for i, letter in enumerate(letters)
        for at in range(len(written) + 1)
        for length in range(min(LONGEST, len(written) - at) + 1)
    ]
    for i, at, to, chance in steps:
        ahead[i + 1][to] += ahead[i][at] * chance
    for i, at, to, chance in reversed(steps):
        back[i][at] += back[i + 1][to] * chance
    whole = ahead[-1][-1]
    if whole > 0:
        for i, at, to, chance in steps:
            share = ahead[i][at] * chance * back[i + 1][to] / whole
            if share > _LEAST:
                counts[letters[i]][written[at:to]] += share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script")
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    pairs = list(read_pairs(given.paths, given.script))
    write(given.output / f"{given.script}.tsv", learned(pairs))
    write(given.output / "Latn.tsv", followed(written for _, written in pairs))


def followed(words: Iterable[str]) -> Chances:
    """The chance of each Latin letter after another; ^ stands before the first."""
    counts: Chances = {one: dict.fromkeys(ascii_lowercase, 0.5) for one in f"^{ascii_lowercase}"}
    for word in words:
        for one, two in pairwise(f"^{word}"):
            counts[one][two] += 1
    return {one: _shares(after) for one, after in counts.items()}


def write(path: Path, chances: Chances) -> None:
    lines = [
        f"{letter}\t{spelling}\t{math.log(chance):.2f}\n"
        for letter in sorted(chances)
        for spelling, chance in sorted(chances[letter].items(), key=lambda item: (-item[1], item[0]))
        if chance >= _LEAST
    ]
    path.write_text("letter\tlatin\tlog_chance\n" + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
