"""Whether two statements speak of the same time, of different times, or do not say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from datetime import date
from enum import StrEnum

from stemmata.when import Bounds, Holds, Period

Window = tuple[date, date] | None  # the first and the last day


class Times(StrEnum):
    """How the times of two facts lie."""

    SAME = "same"  # they surely have a day in common
    NEAR = "near"  # as far as told they may have one: both in 2019
    APART = "apart"
    UNDATED = "undated"  # one or both are without a time


def window(period: Period) -> Window:
    """The first and last day that the words point to, an open end not counted: where a state is evidenced."""
    start, end = period.start, period.end
    if start.earliest is not None and end.latest is not None:
        return min(start.earliest, end.latest), max(start.earliest, end.latest)
    middle = [day for day in (start.latest, end.earliest) if day is not None]
    first = start.earliest or min(middle, default=end.latest)
    last = end.latest or max(middle, default=start.earliest)
    return None if first is None or last is None else (min(first, last), max(first, last))


def disjoint(one: Window, other: Window) -> bool:
    """Whether two windows are known and have no day in common."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def can_meet(one: Period, other: Period) -> bool:
    """Whether both may be right; `meet` also says what then holds, which is dear to put into words."""
    start, end = one.start.meet(other.start), one.end.meet(other.end)
    if start is None or end is None:
        return False
    return end.latest is None or start.earliest is None or start.earliest <= end.latest


class Calendar:
    """Windows under their numbers, filled from the shortest to the longest, and asked which may touch another."""

    def __init__(self) -> None:
        self.firsts: list[tuple[date, int]] = []
        self.undated: list[int] = []

    def add(self, number: int, days: Window) -> None:
        if days is None:
            self.undated.append(number)
        else:
            insort(self.firsts, (days[0], number))

    def near(self, days: Window) -> list[int]:
        """Those that may touch a window which is no shorter than any of them; all, for a window unknown."""
        if days is None:
            return sorted([number for _, number in self.firsts] + self.undated)
        earliest = days[0].toordinal() - (days[1] - days[0]).days
        start = bisect_left(self.firsts, (date.fromordinal(max(earliest, 1)), 0))
        end = bisect_right(self.firsts, days[1], key=lambda entry: entry[0])
        return sorted([number for _, number in self.firsts[start:end]] + self.undated)


def times(one: Period, other: Period) -> Times:
    """How two times lie. One state that ends when or before the next begins has given way to it."""
    here, there = window(one), window(other)
    if here is None or there is None:
        return Times.UNDATED
    if one.overlaps(other) is Holds.NO or hands_over(one, other) or hands_over(other, one):
        return Times.APART
    if one.overlaps(other) is Holds.YES:
        return Times.SAME
    return Times.APART if disjoint(here, there) else Times.NEAR


def hands_over(one: Period, other: Period) -> bool:
    """Whether the end of the one may be the beginning of the other: "until August", "from 11 August"."""
    if not bounded(one.end) or not bounded(other.start) or one == other:
        return False
    meets = one.end.meet(other.start) is not None
    return meets and one.start != other.start and one.end != other.end


def bounded(bounds: Bounds) -> bool:
    return bounds.earliest is not None and bounds.latest is not None
