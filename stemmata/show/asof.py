"""What a user's date asks of a period: a month or a year means "on some day in it"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stemmata.errors import InvalidDate
from stemmata.when import Bounds, Holds, Period, edtf_bounds


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a date given by a user may mean; `last` counts."""

    first: date
    last: date
    words: str

    @classmethod
    def of(cls, text: str) -> Window:
        """Read EDTF or YYYY[-MM[-DD]]. Raises InvalidDate where the days it means are not bounded."""
        first, last = edtf_bounds(text.strip())
        if first is None or last is None:
            raise InvalidDate(f"{text!r}: a question needs a date with both ends, such as 2019, 2019-08 or 2019-08-11")
        return cls(first, last, text.strip())

    def meets(self, period: Period) -> Holds:
        """Whether something held on some day of the window, for every, some or no dates that its bounds allow."""
        return period.overlaps(Period(start=Bounds(self.first, self.first), end=Bounds(self.last, self.last)))

    def reached(self, period: Period) -> Holds:
        """Whether something had happened by the last day of the window."""
        if period.start.earliest is not None and period.start.earliest > self.last:
            return Holds.NO
        begun = period.start.latest or period.end.latest
        return Holds.YES if begun is not None and begun <= self.last else Holds.MAYBE


def evidenced_on(period: Period) -> date | None:
    """The last day on which a period is known to have still held; not its end."""
    return period.end.earliest or period.start.earliest
