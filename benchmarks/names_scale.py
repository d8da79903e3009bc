"""Clusters many names, and measures time, memory and how right the clusters are.

    python benchmarks/names_scale.py [--names 1000000] [--processes 2] [--seed 1]

The names are made: invented actors with a word of their own, a word for the body, a cause, often a number, each written
in several ways (romanisations, a translation, a slip of the pen, words turned). Siblings by number stand beside one
another. "pairs" are judged on a sample: of names of one actor, how many came together; of neighbours that are two, how
many did. Memory is the most that all processes held at one time, measured every half second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

from rich.progress import Progress

from stemmata.names.cluster import clustered
from stemmata.names.lexicon import first_forms

_BODIES = ("brigade", "battalion", "front", "movement", "army", "union", "council", "party", "regiment", "division")
_CAUSES = ("liberation", "national", "people", "revolutionary", "democratic", "islamic", "justice", "unity", "defence")
_LANGUAGES = ("en", "es", "fr", "pt", "de")
_START = ("b", "d", "dr", "f", "g", "h", "j", "k", "kh", "l", "m", "n", "q", "r", "s", "sh", "t", "w", "z")
_VOWELS = ("a", "i", "u", "aa", "o", "e")
_END = ("b", "d", "f", "k", "l", "m", "n", "r", "s", "sh", "t", "z", "")
_SWAPS = (("kh", "k"), ("q", "k"), ("aa", "a"), ("sh", "ch"), ("u", "ou"), ("i", "ee"), ("w", "ou"))


def actors(chance: random.Random) -> Iterator[list[str]]:
    """The ways in which one invented actor after the other is written; siblings by number follow one another."""
    syllables = ["".join(each) for each in product(_START, _VOWELS, _END)]
    while True:
        own = "".join(chance.choice(syllables) for _ in range(chance.choice((2, 3, 3)))).capitalize()
        body, cause = chance.choice(_BODIES), chance.choice(_CAUSES)
        numbers = chance.sample(range(1, 300), chance.choice((0, 0, 0, 2, 3)))
        for number in numbers or [0]:
            yield list(dict.fromkeys(_written(chance, own, (body, cause), number)))


def _written(chance: random.Random, own: str, meanings: tuple[str, str], number: int) -> Iterator[str]:
    for turn in range(4):
        words = first_forms()[chance.choice(_LANGUAGES)]
        body, cause = (words[meaning].title() for meaning in meanings)
        name = _respelled(chance, own) if turn else own
        ordinal = f"{number}th " if number and chance.random() < 0.7 else ""
        counted = f" {number}" if number and not ordinal else ""
        yield chance.choice((f"{ordinal}{name} {cause} {body}{counted}", f"{ordinal}{body} {cause} {name}{counted}"))


def _respelled(chance: random.Random, word: str) -> str:
    if chance.random() < 0.3:
        return word
    spelled = word.lower()
    for one, other in chance.sample(_SWAPS, 3):
        spelled = spelled.replace(one, other, 1)
    if chance.random() < 0.1 and len(spelled) > 7:
        at = chance.randrange(3, len(spelled) - 1)
        spelled = spelled[:at] + spelled[at + 1 :]
    return spelled.capitalize()


class Memory(threading.Thread):
    """Watches how much memory this process and its children hold, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0

    def run(self) -> None:
        while True:
            self.most = max(self.most, sum(map(_resident, _family(os.getpid()))))
            time.sleep(0.5)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _resident(pid: int) -> float:
    """What a process holds of its own: pages that forked processes share are counted once, where they are shared."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def main() -> None:
    given = arguments()
    chance = random.Random(given.seed)
    names: list[str] = []
    truth: list[int] = []
    for number, written in enumerate(actors(chance)):
        names += written
        truth += [number] * len(written)
        if len(names) >= given.names:
            break
    names, truth = names[: given.names], truth[: given.names]
    memory = Memory()
    memory.start()
    began = time.perf_counter()
    with Progress(disable=not sys.stderr.isatty()) as bars:
        tasks = {step: bars.add_task(step) for step in ("keys", "pairs")}
        homes = clustered(
            names,
            processes=given.processes,
            progress=lambda step, done, of: bars.update(tasks[step], completed=done, total=of),
        )
    seconds = time.perf_counter() - began
    print(
        json.dumps(
            {
                "names": len(names),
                "seconds": round(seconds, 1),
                "most_memory_mb": round(memory.most),
                **judged(homes, truth),
            }
        )
    )


def judged(homes: list[int], truth: list[int]) -> dict[str, float]:
    """Of neighbours in the list that are one actor, and of those that are two, how many came together."""
    pairs = list(zip(pairwise(homes), pairwise(truth), strict=True))
    ones = [a == b for (a, b), (one, other) in pairs if one == other]
    twos = [a == b for (a, b), (one, other) in pairs if one != other]
    return {
        "clusters": len(set(homes)),
        "actors": len(set(truth)),
        "together_of_one": round(sum(ones) / len(ones), 4),
        "together_of_two": round(sum(twos) / len(twos), 6),
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
