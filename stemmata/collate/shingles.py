"""Which reports share words at all: an index of hashed word n-grams, read rarest first.

Containment of word n-grams (Broder, "On the resemblance and containment of documents", 1997), exact rather than
sampled: a folder of reports is small beside a crawl, and a lifted paragraph must not fall between samples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.words import Reading

SEED = 6  # words in an n-gram
CROWD = 24  # an n-gram that more reports hold links each of them to the first alone, so that work stays near linear
FEW = 3  # n-grams that two reports must share before they are compared
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word of an n-gram is lost in the product

Seeds = list[tuple[int, int]]  # word positions in the one and in the other


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """The n-grams of all readings: for each reading and position, its hash and how many reports hold it."""

    grams: tuple[NDArray[np.uint64], ...]
    reports: tuple[NDArray[np.int64], ...]


def shingle(readings: Sequence[Reading]) -> Shingles:
    """Every n-gram of every reading, with the number of readings that hold it."""
    grams = tuple(hashed(reading.marks) for reading in readings)
    distinct = np.concatenate([np.unique(gram) for gram in grams]) if grams else np.empty(0, np.uint64)
    known, counts = np.unique(distinct, return_counts=True)
    return Shingles(grams, tuple(counts[np.searchsorted(known, gram)].astype(np.int64) for gram in grams))


def hashed(marks: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of the n-gram that begins at each word."""
    size = len(marks) - SEED + 1
    total = np.zeros(max(size, 0), dtype=np.uint64)
    if size <= 0:
        return total
    for step in range(SEED):
        total = total * MULTIPLIER + marks[step : step + size]
    return total


def candidates(shingles: Shingles) -> dict[tuple[int, int], Seeds]:
    """Pairs of readings (by index, lower first) that share n-grams, and where these stand in each."""
    pairs: dict[tuple[int, int], Seeds] = defaultdict(list)
    for holders in shared(shingles):
        ahead = holders if len(holders) <= CROWD else holders[:1]
        for at, (one, here) in enumerate(ahead):
            for other, there in holders[at + 1 :]:
                pairs[one, other].append((here, there))
    return {pair: seeds for pair, seeds in sorted(pairs.items()) if len(seeds) >= FEW}


def shared(shingles: Shingles) -> Iterator[list[tuple[int, int]]]:
    """The holders of every n-gram that more than one reading has: (reading, first position), rarest n-gram first."""
    hashes, owners, positions = [], [], []
    for index, (grams, counts) in enumerate(zip(shingles.grams, shingles.reports, strict=True)):
        found, first = np.unique(grams, return_index=True)
        several = counts[first] > 1
        hashes.append(found[several])
        positions.append(first[several])
        owners.append(np.full(int(several.sum()), index))
    if not hashes:
        return
    joined, owner, position = np.concatenate(hashes), np.concatenate(owners), np.concatenate(positions)
    order = np.argsort(joined, kind="stable")  # stable: the holders of an n-gram stay in the order of the readings
    _, firsts, sizes = np.unique(joined[order], return_index=True, return_counts=True)
    owners_list, positions_list = owner[order].tolist(), position[order].tolist()
    for group in np.argsort(sizes, kind="stable").tolist():
        start, end = int(firsts[group]), int(firsts[group] + sizes[group])
        yield list(zip(owners_list[start:end], positions_list[start:end], strict=True))
