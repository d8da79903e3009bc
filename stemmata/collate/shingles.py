"""Where two reports have the same few words in a row: an index of hashed word n-grams over all reports.

Containment of word n-grams (Broder, "On the resemblance and containment of documents", 1997). Of the n-grams one in
each window is kept (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003):
no run of SEED + WINDOW - 1 words that two reports share can fall between, which sampling by chance cannot promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.letters import scrambled
from stemmata.collate.words import Places, Words

SEED = 6  # words in an n-gram
WINDOW = 3  # of so many n-grams in a row at least one is kept
PLACES = 2  # places of a report where an n-gram is looked at: a teaser may repeat the beginning of the text
CROWD = 24  # an n-gram of more places links each of them to the first FIRST and to the next, so that work stays linear
FIRST = 3
FEW = 4  # reports that may hold a phrase before it is worth counting them
_TOGETHER = 1 << 20  # rows that are hashed at once
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word of an n-gram is lost in the product
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The n-grams that more than one report holds, n-gram after n-gram, the holders of each in the order of reports.

    `rows`: where it begins in `Words`; `partners`: with how many of the entries behind it it is to be compared;
    `by_row`: the entries in the order of their rows, which are `in_order`. Of 32 bits where they are enough.
    """

    rows: NDArray[np.integer]
    partners: NDArray[np.integer]
    by_row: NDArray[np.integer]
    in_order: NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Seeds:
    """Pairs of rows, of two reports, at which the same n-gram begins: the earlier report's row first."""

    here: Places
    there: Places

    def at(self, chosen: NDArray[np.bool_] | Places) -> Seeds:
        return Seeds(self.here[chosen], self.there[chosen])


def index(words: Words) -> Index:
    """The shared n-grams of all reports; `words.holders` tells from then on how many reports hold each place."""
    bits = np.uint64(max(int(words.first[-1]), 1).bit_length())
    packed = kept(words, bits)
    packed.sort()  # by n-gram, then by row
    small = np.int32 if words.first[-1] < 1 << 31 else np.int64
    parts = [(np.empty(0, small), np.empty(0, np.int32))]
    for start, end in cuts(packed, bits):
        found = shared(words, packed[start:end], bits)
        parts.append((found[0].astype(small), found[1].astype(np.int32)))
    del packed
    rows: NDArray[np.integer] = np.concatenate([part[0] for part in parts])
    partners = np.concatenate([part[1] for part in parts])
    del parts
    by_row: NDArray[np.integer] = np.argsort(rows, kind="stable").astype(small)
    return Index(rows, partners, by_row, rows[by_row])


def shared(words: Words, packed: NDArray[np.uint64], bits: np.uint64) -> tuple[Places, Places]:
    """The places of n-grams that several reports hold, and with how many of those behind it each is to be compared."""
    packed = packed[held_twice(packed >> bits)]
    rows, grams = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64), packed >> bits
    first = begins(grams) | begins(words.owners(rows))  # the first place in each report
    place = np.arange(len(rows)) - np.maximum.accumulate(np.where(first, np.arange(len(rows)), 0))
    kept = place < PLACES
    rows, grams, first = rows[kept], grams[kept], first[kept]
    starts = np.flatnonzero(begins(grams))
    sizes = np.diff(np.append(starts, len(rows)))
    reports = np.repeat(np.add.reduceat(first, starts, dtype=np.int64), sizes) if len(rows) else sizes
    count(words, rows, reports)
    rank, size = np.arange(len(rows)) - np.repeat(starts, sizes), np.repeat(sizes, sizes)
    behind = size - 1 - rank
    partners = np.where((size <= CROWD) | (rank < FIRST), behind, np.minimum(behind, 1))
    return rows[reports > 1], partners[reports > 1]


def cuts(packed: NDArray[np.uint64], bits: np.uint64) -> Iterator[tuple[int, int]]:
    """Sorted n-grams cut into pieces of about _TOGETHER, none of them in two pieces."""
    start = 0
    while start < len(packed):
        last = min(start + _TOGETHER, len(packed)) - 1
        of_last = packed[last] | ((np.uint64(1) << bits) - np.uint64(1))  # the n-gram at the last row that there may be
        end = int(np.searchsorted(packed, of_last, side="right"))
        yield start, end
        start = end


def begins(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    found = np.ones(len(values), dtype=bool)
    found[1:] = values[1:] != values[:-1]
    return found


def distinct(values: Places) -> Places:
    """The values in order, each once: by sorting, which for numbers is faster than numpy's own way by hashing."""
    ordered = np.sort(values)
    return ordered[begins(ordered)]


def held_twice(grams: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of some sorted n-grams stand there more than once."""
    first = begins(grams)
    alone = first.copy()
    alone[:-1] &= first[1:]
    return ~alone


def count(words: Words, rows: Places, sizes: Places) -> None:
    """Sets how many reports hold the n-grams at some rows, where they are more than a few."""
    many = sizes > FEW
    held = np.minimum(sizes[many], 255).astype(np.uint8)
    for step in range(SEED):
        np.maximum.at(words.holders, rows[many] + step, held)


def kept(words: Words, bits: np.uint64) -> NDArray[np.uint64]:
    """The n-grams that are kept, a hash in the upper bits of each number and the row in the lower, in no order."""
    packed = np.empty(int(words.first[-1]), dtype=np.uint64)  # what stays empty takes no memory
    filled = 0
    for start, end in stretches(words.first, _TOGETHER):
        grams = hashed(words.marks[start:end].astype(np.uint64))
        ends = words.first[np.searchsorted(words.first, start) + 1 : np.searchsorted(words.first, end)] - start
        over = (ends[:, None] - np.arange(1, SEED)).ravel()  # those that would run on into the next report
        grams[over[(over >= 0) & (over < len(grams))]] = _NONE
        chosen = np.flatnonzero(least_nearby(grams) & (grams != _NONE))
        packed[filled : filled + len(chosen)] = (grams[chosen] >> bits << bits) | (start + chosen).astype(np.uint64)
        filled += len(chosen)
    return packed[:filled]


def stretches(first: Places, size: int) -> Iterator[tuple[int, int]]:
    """The rows cut into stretches of about that size, each of whole reports."""
    start = 0
    while start < len(first) - 1:
        end = max(int(np.searchsorted(first, first[start] + size, side="right")) - 1, start + 1)
        yield int(first[start]), int(first[end])
        start = end


def hashed(marks: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of the n-gram that begins at each word."""
    size = max(len(marks) - SEED + 1, 0)
    total = np.zeros(size, dtype=np.uint64)
    for step in range(SEED if size else 0):
        total = total * _MULTIPLIER + marks[step : step + size]
    return scrambled(total)


def least_nearby(grams: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which n-grams are the least of some window that they stand in."""
    edge = np.full(WINDOW - 1, _NONE)
    padded = np.concatenate((edge, grams, edge))
    size = len(grams) + WINDOW - 1
    least = np.minimum.reduce([padded[step : step + size] for step in range(WINDOW)])
    found: NDArray[np.bool_] = np.maximum.reduce([least[step : step + len(grams)] for step in range(WINDOW)]) == grams
    return found


def seeds(found: Index, start: int, end: int) -> Seeds:
    """The seeds whose first row is in [start, end)."""
    entries = found.by_row[np.searchsorted(found.in_order, start) : np.searchsorted(found.in_order, end)]
    partners = found.partners[entries].astype(np.int64)
    there = found.rows[spread(entries.astype(np.int64) + 1, partners)]
    return Seeds(np.repeat(found.rows[entries], partners).astype(np.int64), there.astype(np.int64))


def spread(starts: Places, sizes: Places) -> Places:
    """The numbers starts[0], starts[0] + 1, ... sizes[0] of them, then those of the next, in one array."""
    before = np.cumsum(sizes) - sizes
    numbers: Places = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
    return numbers
