"""Time from left to right: days as places, and the ticks at which a year or a month begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stemmata.show.pictures.canvas import Canvas, width_of

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)  # months between two ticks
ROOM = 46  # at least so much from tick to tick
BESIDE = 14  # so far may a date stand out to the right of the axis
INK, FAINT = "#333333", "#dddddd"


@dataclass(frozen=True, slots=True)
class Axis:
    """Days between two places of a picture."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins; one outside stands at the border."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day + timedelta(days=1)) if day < date.max else self.right

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Where years or months begin, with their names."""
        step = self._step()
        month = -(-_months(self.first) // step) * step
        while month <= _months(self.last):
            day = date(month // 12, month % 12 + 1, 1)
            if self.first <= day <= self.last:
                yield self.x(day), day.strftime("%Y").zfill(4) if step >= 12 else f"{day.year:04}-{day.month:02}"
            month += step

    def _step(self) -> int:
        months = max(_months(self.last) - _months(self.first), 1)
        wide = (self.right - self.left) / months
        return next((step for step in _STEPS if step * wide >= ROOM * (1.3 if step < 12 else 1)), _STEPS[-1])


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def axis_over(days: Iterable[date], left: float, right: float) -> Axis | None:
    """An axis with some room around the days; None where there is none."""
    known = sorted(days)
    if not known:
        return None
    spare = max((known[-1] - known[0]).days // 20, 31)
    first = date.fromordinal(max(known[0].toordinal() - spare, 1))
    last = date.fromordinal(min(known[-1].toordinal() + spare, date.max.toordinal() - 1))
    return Axis(first, last, left, right)


def draw_axis(canvas: Canvas, axis: Axis, top: float, bottom: float) -> None:
    """Faint lines from top to bottom, the dates above them."""
    for x, words in axis.ticks():
        canvas.line((x, top), (x, bottom), FAINT)
        if x + width_of(words, 11) / 2 <= axis.right + BESIDE:
            canvas.text((x, top - 6), words, 11, fill=INK, text_anchor="middle")
