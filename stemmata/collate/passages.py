"""The passages that two reports share: exact runs of words, chained where a word or two was changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.shingles import SEED, Seeds
from stemmata.collate.words import Reading
from stemmata.model import SharedPassage

# Why these numbers: docs/decisions/030-collate-thresholds.md
RUN = 12  # words of prose that two reports must share in one place; shorter runs are phrases that anybody writes
ROWS = 24  # words shared in infoboxes and lists, where the same names in a row are no copying
GAP = 4  # words changed, added or dropped between two runs of one passage
SLACK = 3  # words that two runs may overlap by, where a word was doubled
LONG = 60  # a passage this long is a story even where many reports hold it
COMMON_REPORTS, COMMON_SHARE = 8, 0.2  # a shorter one that more reports hold is boilerplate


@dataclass(frozen=True, slots=True)
class Run:
    """Words [a, a_end) of one reading that stand as [b, b_end) in the other; `words` of them are the same."""

    a: int
    a_end: int
    b: int
    b_end: int
    words: int


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """What two reports share. `of_one` and `of_other` are the parts of the prose of each that stand in the other."""

    one: Reading
    other: Reading
    runs: tuple[Run, ...]
    of_one: float
    of_other: float

    @property
    def words(self) -> int:
        return sum(run.words for run in self.runs)

    @property
    def passages(self) -> tuple[SharedPassage, ...]:
        """Offsets in the one and in the other, in the order of the one."""
        return tuple(SharedPassage(*self.one.span(r.a, r.a_end), *self.other.span(r.b, r.b_end)) for r in self.runs)

    def quoted(self) -> bool:
        """Whether nearly all of the shared words are quoted in both: they repeat a third party, not each other."""
        here = np.concatenate([self.one.quoted[run.a : run.a_end] for run in self.runs])
        there = np.concatenate([self.other.quoted[run.b : run.b_end] for run in self.runs])
        return float(here.mean()) >= 0.8 and float(there.mean()) >= 0.8


def sharing(one: Reading, other: Reading, seeds: Seeds, held_by: NDArray[np.int64], reports: int) -> Sharing | None:
    """What two readings share, or None. `held_by`: how many of the `reports` hold each n-gram of the one."""
    chains = chained(exact_runs(one, other, seeds))
    runs = tuple(run for run in chains if counts(run, one) and not boilerplate(run, held_by, reports, (one, other)))
    if not runs:
        return None
    of_one = coverage(one, ((run.a, run.a_end) for run in runs))
    of_other = coverage(other, ((run.b, run.b_end) for run in runs))
    return Sharing(one, other, runs, of_one, of_other)


def exact_runs(one: Reading, other: Reading, seeds: Seeds) -> list[Run]:
    """The longest runs of the same words around each place where the two share an n-gram."""
    diagonals: dict[int, list[int]] = defaultdict(list)
    for here, there in seeds:
        diagonals[there - here].append(here)
    runs = []
    for shift, places in diagonals.items():
        first, last = max(0, -shift), min(len(one.marks), len(other.marks) - shift)
        differ = one.marks[first:last] != other.marks[first + shift : last + shift]
        breaks = [-1, *np.flatnonzero(differ).tolist(), last - first]
        for at in sorted({bisect_right(breaks, here - first) for here in places}):
            start, end = first + breaks[at - 1] + 1, first + breaks[at]
            if end - start >= SEED:
                runs.append(Run(start, end, start + shift, end + shift, end - start))
    return sorted(runs, key=lambda run: (run.a, run.b))


def chained(runs: Sequence[Run]) -> list[Run]:
    """Runs that follow each other in both texts, with a few words changed between them, as one."""
    done: list[Run] = []
    growing: list[Run] = []
    for run in runs:
        done += [chain for chain in growing if run.a - chain.a_end > GAP]
        growing = [chain for chain in growing if run.a - chain.a_end <= GAP]
        before = next((chain for chain in growing if follows(run, chain)), None)
        if before is not None:
            growing.remove(before)
            overlap = max(0, before.a_end - run.a, before.b_end - run.b)
            run = Run(before.a, run.a_end, before.b, run.b_end, before.words + run.words - overlap)
        growing.append(run)
    return sorted(done + growing, key=lambda run: (run.a, run.b))


def follows(run: Run, chain: Run) -> bool:
    gaps = (run.a - chain.a_end, run.b - chain.b_end)
    return all(-SLACK <= gap <= GAP for gap in gaps) and run.a > chain.a and run.b > chain.b


def counts(run: Run, one: Reading) -> bool:
    """Whether a run is long enough to be no accident."""
    return int(one.prose[run.a : run.a_end].sum()) >= RUN <= run.words or run.words >= ROWS


def boilerplate(run: Run, held_by: NDArray[np.int64], reports: int, both: tuple[Reading, Reading]) -> bool:
    """Whether a short passage stands in so many reports that it tells nothing: a notice, an appeal, a disclaimer."""
    shorter = min(len(reading.marks) for reading in both)
    if run.words >= min(LONG, 0.8 * shorter):
        return False
    common = held_by[run.a : run.a_end - SEED + 1] > max(COMMON_REPORTS, COMMON_SHARE * reports)
    return int((~common).sum()) <= RUN - SEED


def coverage(reading: Reading, stretches: Iterable[tuple[int, int]]) -> float:
    """The part of a report's prose (of all its words, where it has little prose) that the stretches cover."""
    covered = np.zeros(len(reading.marks), dtype=bool)
    for start, end in stretches:
        covered[start:end] = True
    counted = reading.prose if reading.prose_words >= ROWS else np.ones(len(covered), dtype=bool)
    return round(float(covered[counted].mean()), 2)


def sharings(
    readings: Sequence[Reading], pairs: dict[tuple[int, int], Seeds], held_by: Sequence[NDArray[np.int64]]
) -> Iterator[tuple[int, int, Sharing]]:
    """What each pair of readings shares, where it is enough to be no accident."""
    for (one, other), seeds in pairs.items():
        found = sharing(readings[one], readings[other], seeds, held_by[one], len(readings))
        if found is not None:
            yield one, other, found
