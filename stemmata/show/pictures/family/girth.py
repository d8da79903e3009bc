"""How thick a band is: by the numbers of people that are stated, at each time the least and the greatest of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from stemmata.show.pictures.strength import days_of
from stemmata.show.strengths import Count

THIN, THICK = 4.0, 22.0  # a band of which no number is known; one of the greatest number in the picture


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day on the statements in force give these numbers; None: none gives one."""

    start: date
    least: float | None
    most: float | None


def stretches(counts: Iterable[Count]) -> tuple[Stretch, ...]:
    """What was stated over time. Where no statement speaks of a time, those before it are the last word."""
    dated = [(days, count) for count in counts if (days := days_of(count)) is not None and _numbers(count)]
    turns = sorted({day for (first, last), _ in dated for day in (first, _after(last))})
    found: list[Stretch] = []
    for day in turns:
        numbers = [n for (first, last), count in dated if first <= day <= last for n in _numbers(count)]
        if numbers:
            least = [c.least for (first, last), c in dated if first <= day <= last and c.least is not None]
            found.append(Stretch(day, min(least) if least else None, max(numbers)))
    return tuple(each for at, each in enumerate(found) if not at or _given(each) != _given(found[at - 1]))


def _given(stretch: Stretch) -> tuple[float | None, float | None]:
    return stretch.least, stretch.most


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _numbers(count: Count) -> list[float]:
    return [number for number in (count.least, count.most) if number is not None]


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of people -> thickness: four times as many make a band twice as thick."""

    greatest: float

    @classmethod
    def over(cls, strengths: Mapping[str, Sequence[Count]]) -> Scale:
        return cls(max((n for counts in strengths.values() for count in counts for n in _numbers(count)), default=0.0))

    def thick(self, number: float | None) -> float:
        if number is None or self.greatest <= 0:
            return THIN
        return THIN + (THICK - THIN) * sqrt(min(max(number, 0.0) / self.greatest, 1.0))

    def samples(self) -> tuple[float, ...]:
        """Round numbers up to the greatest, for a legend."""
        if self.greatest < 1:
            return ()
        top = 10 ** (len(str(int(self.greatest))) - 1)
        most = next(unit * top for unit in (5, 2, 1) if unit * top <= self.greatest)
        return tuple(dict.fromkeys(n for n in (round(most / 25), round(most / 5), most) if n >= 1))
