"""The passages that two reports share: runs of the same words, followed through changed, added and dropped words.

Many pairs are compared at once, as arrays; what is the same for all of them is done once for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.shingles import FEW, SEED, Index, Seeds, begins, distinct, seeds, spread, stretches
from stemmata.collate.words import IN_PROSE, IN_QUOTES, ONE_CHARACTER, Places, Words
from stemmata.model import SharedPassage

# Why these numbers: docs/decisions/030-collate-thresholds.md
RUN = 12  # words of prose that two reports must share in one place; shorter runs are phrases that anybody writes
ROWS = 24  # words shared in infoboxes and lists, where the same names in a row are no copying
GAP = 4  # words changed between two runs of one passage
CLAUSE = 15  # words that one of the two has more there: a clause dropped or added
SLACK = 3  # words that two runs may overlap by, where a word was doubled
EDITED = 24  # words that an edited passage must have: of which not RUN, but still SEAM words, are the same in one place
SEAM = 8
ALIKE = 0.7  # part of its words that must be the same
CHARACTERS = 1.6  # characters that count as a word where there are no blanks
LEAST = 3  # the same words in a row that count inside a passage
# A short passage that many reports hold is boilerplate (a notice, an appeal, a stock phrase): up to so many words, more
# reports than that. A longer one is a story, however many print it.
CROWDS = ((30, FEW), (60, 8))
FAR = 40  # words between two seeds on one diagonal from which on each is looked at by itself
_TOGETHER = 1 << 19  # rows of which the seeds are looked at together


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Passages, a row each: words [here, here_end) of one report stand as [there, there_end) in another, which comes
    later; `same` of them are the same. Numbers are rows of `Words`; in the order of the pairs of reports."""

    one: Places  # the report
    other: Places
    here: Places
    here_end: Places
    there: Places
    there_end: Places
    same: Places
    longest: Places  # words in the longest part of it in which nothing differs

    def at(self, chosen: NDArray[np.bool_] | Places) -> Runs:
        return Runs(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def __len__(self) -> int:
        return len(self.one)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What two reports share, the first of them being the first by name.

    `of_one`, `of_other`: the parts of the prose of each that stand in the other; `quoted_one`, `quoted_other`: the
    parts of the shared words that each gives as a quotation; `own`: shared words that are quoted in neither.
    """

    passages: tuple[SharedPassage, ...]
    words: int
    of_one: float
    of_other: float
    quoted_one: float
    quoted_other: float
    own: int

    def quoted(self) -> bool:
        """Whether both repeat a third party's spoken words, and nothing else of each other."""
        return self.own < RUN and min(self.quoted_one, self.quoted_other) > 0.5


def sharings(words: Words, found: Index) -> Iterator[tuple[int, int, Sharing]]:
    """What each pair of reports (by number, lower first) shares, where it is enough to be no accident."""
    prose = words.prose_of()
    for start, end in stretches(words.first, _TOGETHER):
        runs = passages(words, seeds(found, start, end))
        if len(runs):
            yield from told(words, runs, prose)


def passages(words: Words, found: Seeds) -> Runs:
    """The passages around some seeds."""
    likely = found.at(promising(words, found))
    runs = joined(across(along_diagonals(words, likely)))
    return runs.at(enough(words, runs))


def promising(words: Words, found: Seeds) -> NDArray[np.bool_]:
    """Which seeds have RUN of the same words around them."""
    one, other = words.owners(found.here), words.owners(found.there)
    apart = one != other  # an n-gram may stand twice in one report
    back = np.minimum(found.here - words.first[one], found.there - words.first[other])
    ahead = np.minimum(words.first[one + 1] - found.here, words.first[other + 1] - found.there)
    same = np.zeros(len(one), dtype=np.uint8)
    for step in range(-RUN, RUN + SEED):
        here = words.marks.take(found.here + step, mode="clip")
        there = words.marks.take(found.there + step, mode="clip")
        same += (here == there) & (-step <= back) & (step < ahead)
    found_there: NDArray[np.bool_] = (same >= RUN) & apart
    return found_there


def along_diagonals(words: Words, found: Seeds) -> Runs:
    """The runs of the same words along each diagonal (a fixed distance of the two places) that has seeds, over up to
    GAP changed words."""
    here, there, sizes = windows(words, found)
    place = spread(here, sizes)
    window = np.repeat(np.arange(len(here)), sizes)
    shift = np.repeat(there - here, sizes)
    same = words.marks[place] == words.marks[place + shift]
    edge = begins(window)
    first = np.flatnonzero(same & (edge | ~np.roll(same, 1)))
    last = np.flatnonzero(same & (np.roll(edge, -1) | ~np.roll(same, -1)))
    counts = last - first + 1 >= LEAST
    first, last = first[counts], last[counts]
    starts = begins(window[first])
    starts[1:] |= first[1:] - last[:-1] > GAP + 1
    at = np.flatnonzero(starts)
    sizes = last - first + 1
    total, longest = (np.add.reduceat(sizes, at), np.maximum.reduceat(sizes, at)) if len(at) else (at, at)
    first, last = first[at], last[np.append(at[1:], len(last)) - 1] if len(at) else at
    begin, end, apart = place[first], place[last] + 1, shift[first]
    owners = words.owners(begin), words.owners(begin + apart)
    runs = Runs(*owners, begin, end, begin + apart, end + apart, total, longest)
    return in_order(runs.at(total >= SEED))


def windows(words: Words, found: Seeds) -> tuple[Places, Places, Places]:
    """The stretches of diagonals to look at: where each begins in the one report and in the other, and its size."""
    bits = np.int64(int(found.here.max(initial=0)).bit_length())
    packed = distinct((found.there - found.here << bits) | found.here)  # by diagonal, then by place
    here, shift = packed & ((1 << bits) - 1), packed >> bits
    one, other = words.owners(here), words.owners(here + shift)
    new = begins(shift) | begins(one) | begins(other)
    new[1:] |= np.diff(here) > FAR
    at = np.flatnonzero(new)
    last = here[np.append(at[1:], len(here)) - 1] if len(at) else at
    here, shift, one, other = here[at], shift[at], one[at], other[at]
    begin = np.maximum.reduce((here - RUN, words.first[one], words.first[other] - shift))
    end = np.minimum.reduce((last + SEED + RUN, words.first[one + 1], words.first[other + 1] - shift))
    return begin, begin + shift, end - begin


def in_order(runs: Runs) -> Runs:
    """By pair of reports, then by place."""
    return runs.at(np.lexsort((runs.there, runs.here, runs.other, runs.one)))


def across(runs: Runs) -> Runs:
    """Without the short runs that stand inside a longer one of the same pair: the same phrase elsewhere."""
    pair = np.cumsum(begins(runs.one) | begins(runs.other))
    reach = np.maximum.accumulate((pair << 40) + runs.here_end)
    before = np.concatenate(([0], reach[:-1])) if len(runs) else reach
    return runs.at((before < (pair << 40) + runs.here_end) | (runs.same >= RUN))


def joined(runs: Runs) -> Runs:
    """Runs that follow each other in both texts, with a few words changed or a clause more in one of them, as one."""
    if not len(runs):
        return runs
    gaps = runs.here[1:] - runs.here_end[:-1], runs.there[1:] - runs.there_end[:-1]
    less, more = np.minimum(*gaps), np.maximum(*gaps)
    follows = (less >= -SLACK) & (less <= GAP) & (more <= CLAUSE) & (runs.here[1:] > runs.here[:-1])
    new = begins(runs.one) | begins(runs.other)
    new[1:] |= ~follows
    at = np.flatnonzero(new)
    end = np.append(at[1:], len(runs)) - 1
    same = runs.same.copy()
    same[1:] -= np.where(new[1:], 0, np.maximum(0, -less))
    first, last = runs.at(at), runs.at(end)
    ends = first.here, last.here_end, first.there, last.there_end
    return Runs(first.one, first.other, *ends, np.add.reduceat(same, at), np.maximum.reduceat(runs.longest, at))


def enough(words: Words, runs: Runs) -> NDArray[np.bool_]:
    """Which runs are long enough to be no accident, and no boilerplate."""
    here, one_character = counts(words, runs.here, runs.here_end, (IN_PROSE, ONE_CHARACTER))
    (there,) = counts(words, runs.there, runs.there_end, (IN_PROSE,))
    prose = np.minimum(here, there)
    # In scripts without blanks a character is less than a word.
    more = 1 + (CHARACTERS - 1) * one_character / np.maximum(runs.here_end - runs.here, 1)
    alike = runs.same >= ALIKE * np.maximum(runs.here_end - runs.here, runs.there_end - runs.there)
    word_for_word = ((prose >= RUN * more) & (runs.longest >= RUN * more)) | (runs.longest >= ROWS * more)
    edited = (prose >= EDITED * more) & (runs.same >= EDITED * more) & (runs.longest >= SEAM * more) & alike
    found: NDArray[np.bool_] = (word_for_word | edited) & (rare(words, runs) >= RUN)
    return found


def rare(words: Words, runs: Runs) -> Places:
    """How many words of each run stand in no more reports than a story of its length may."""
    shorter = np.minimum(*(words.first[owner + 1] - words.first[owner] for owner in (runs.one, runs.other)))
    most = np.full(len(runs), 255)
    for size, reports in reversed(CROWDS):
        most[(runs.same < size) & (runs.same < 0.8 * shorter)] = reports
    sizes = runs.here_end - runs.here
    few = words.holders[spread(runs.here, sizes)] <= np.repeat(most, sizes)
    return np.bincount(np.repeat(np.arange(len(runs)), sizes)[few], minlength=len(runs))


def counts(words: Words, starts: Places, ends: Places, flags: Sequence[int]) -> list[Places]:
    """For each stretch of rows the number of words with each flag."""
    sizes = ends - starts
    found = words.flags[spread(starts, sizes)]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    return [np.bincount(owner[(found & flag) > 0], minlength=len(sizes)) for flag in flags]


def told(words: Words, runs: Runs, prose: Places) -> Iterator[tuple[int, int, Sharing]]:
    """The runs of each pair, with what they come to."""
    at = np.flatnonzero(begins(runs.one) | begins(runs.other))
    pair = np.repeat(np.arange(len(at)), np.diff(np.append(at, len(runs))))
    of_one = coverage(words, prose, pair, runs.one[at], (runs.here, runs.here_end))
    of_other = coverage(words, prose, pair, runs.other[at], (runs.there, runs.there_end))
    sizes = runs.here_end - runs.here, runs.there_end - runs.there
    (quoted_one,) = counts(words, runs.here, runs.here_end, (IN_QUOTES,))
    (quoted_other,) = counts(words, runs.there, runs.there_end, (IN_QUOTES,))
    own = np.maximum.reduceat(np.minimum(sizes[0] - quoted_one, sizes[1] - quoted_other), at)
    part_one = np.add.reduceat(quoted_one, at) / np.add.reduceat(sizes[0], at)
    part_other = np.add.reduceat(quoted_other, at) / np.add.reduceat(sizes[1], at)
    same = np.add.reduceat(runs.same, at)
    for number, (start, end) in enumerate(pairwise([*at.tolist(), len(runs)])):
        yield (
            int(runs.one[start]),
            int(runs.other[start]),
            Sharing(
                passages=tuple(p for row in range(start, end) for p in shared_passages(words, runs, row)),
                words=int(same[number]),
                of_one=round(float(of_one[number]), 2),
                of_other=round(float(of_other[number]), 2),
                quoted_one=round(float(part_one[number]), 2),
                quoted_other=round(float(part_other[number]), 2),
                own=int(own[number]),
            ),
        )


def shared_passages(words: Words, runs: Runs, row: int) -> Iterator[SharedPassage]:
    """A run as offsets; in two where a flow ends and the next begins further up in the text."""
    here, here_end, there, there_end = (
        int(getattr(runs, end)[row]) for end in ("here", "here_end", "there", "there_end")
    )
    turns = {at for first, last in ((here, here_end), (there, there_end)) for at in turned(words, first, last)}
    for start, end in pairwise((0, *sorted(turns), max(here_end - here, there_end - there))):
        one, other = (here + start, min(here + end, here_end)), (there + start, min(there + end, there_end))
        if one[0] < one[1] and other[0] < other[1]:
            yield SharedPassage(*words.span(*one), *words.span(*other))


def turned(words: Words, first: int, last: int) -> list[int]:
    """After how many words the reading goes back in the text."""
    found: list[int] = (np.flatnonzero(np.diff(words.starts[first:last]) < 0) + 1).tolist()
    return found


def coverage(
    words: Words, prose: Places, pair: Places, reports: Places, ends: tuple[Places, Places]
) -> NDArray[np.float64]:
    """For each pair, the part of a report's prose (of all its words, where it has little prose) in its passages."""
    starts, sizes = ends[0], ends[1] - ends[0]
    rows = distinct((np.repeat(pair, sizes) << 40) | spread(starts, sizes))
    owner, told = rows >> 40, (words.flags[rows & ((1 << 40) - 1)] & IN_PROSE) > 0
    in_prose, in_all = (np.bincount(owner[chosen], minlength=len(reports)) for chosen in (told, told | True))
    every = words.first[reports + 1] - words.first[reports]
    little = prose[reports] < ROWS
    found: NDArray[np.float64] = np.where(little, in_all, in_prose) / np.where(little, every, prose[reports])
    return found
