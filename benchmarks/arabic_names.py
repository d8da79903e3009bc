"""Ranks Latin names by how likely each is the spelling of an Arabic one.

    python benchmarks/arabic_names.py PAIRS.tsv... [--among 1000] [--asked 500]

PAIRS are lines of an Arabic word and its Latin spelling, tab-separated, in either order (google ar2en; Wikidata's
labels). For words drawn with a fixed seed the right spelling stands among 999 others drawn from the file; another
spelling of the same word in the file is no wrong answer and is left out. "rank_1": how often the right one comes first.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from stemmata.names.scripts import script_of
from stemmata.names.sounds import affinity, spelled


def read(path: Path) -> list[tuple[str, str]]:
    """The pairs of a file, Arabic first."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        cells = [cell.replace(" ", "") for cell in line.split("\t")[:2]]
        if len(cells) == 2 and all(cells):
            word, latin = cells if script_of(cells[0]) == "Arab" else cells[::-1]
            found.append((word, latin))
    return found


def ranks(pairs: Sequence[tuple[str, str]], among: int, asked: int) -> list[int]:
    """The rank of the right spelling for each word asked."""
    chance = random.Random(2026)
    pool = sorted({latin for _, latin in pairs})
    found = []
    for word, right in track(chance.sample(pairs, min(asked, len(pairs))), description="ranking"):
        also = {spelled(latin) for other, latin in pairs if other == word}
        others = [
            latin for latin in chance.sample(pool, min(among - 1 + len(also), len(pool))) if spelled(latin) not in also
        ]
        mine = affinity(word, right)
        found.append(1 + sum(affinity(word, other) >= mine for other in others[: among - 1]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--among", type=int, default=1000)
    parser.add_argument("--asked", type=int, default=500)
    given = parser.parse_args()
    answer: dict[str, object] = {"among": given.among}
    every: list[int] = []
    for path in given.paths:
        found = ranks(read(path), given.among, given.asked)
        every += found
        answer[path.stem] = {"asked": len(found), "rank_1": round(sum(r == 1 for r in found) / len(found), 4)}
    answer["rank_1"] = round(sum(r == 1 for r in every) / len(every), 4)
    answer["mean_reciprocal_rank"] = round(sum(1 / r for r in every) / len(every), 4)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
