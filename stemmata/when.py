"""When something held: EDTF text, four bounds, and three-valued answers. (First sketch: the TIME work completes it.)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Holds(StrEnum):
    """Whether something held on a day."""

    YES = "holds"
    MAYBE = "may_hold"
    NO = "does_not_hold"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day on which something may have begun (or ended); None is open."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When something held.

    Exactly one way of saying it is set: `at` (EDTF: it happened, or is evidenced, then) or `begin` and/or `finish`
    (EDTF: a stated start, a stated end), or none (unknown). `start` and `end` are the bounds that follow.
    """

    at: str = ""
    begin: str = ""
    finish: str = ""
    start: Bounds = Bounds()
    end: Bounds = Bounds()
    words: str = ""  # what the report says

    @property
    def edtf(self) -> str:
        """One EDTF text: "2019-10-09", "2015-08/2018-02", "2015-08/" (end unknown), "" for unknown."""
        if self.at:
            return self.at
        return f"{self.begin}/{self.finish}" if self.begin or self.finish else ""

    @property
    def known(self) -> bool:
        return bool(self.edtf)

    @classmethod
    def event(cls, at: str, words: str = "") -> Period:
        """It happened, begun and ended, within `at`."""
        first, last = edtf_bounds(at)
        return cls(at=at, start=Bounds(first, last), end=Bounds(first, last), words=words)

    @classmethod
    def evidenced(cls, at: str, words: str = "") -> Period:
        """It held at some time in `at`; when it began and ended is not said."""
        first, last = edtf_bounds(at)
        return cls(at=at, start=Bounds(None, last), end=Bounds(first, None), words=words)

    @classmethod
    def span(cls, begin: str = "", finish: str = "", words: str = "") -> Period:
        """It began at `begin` and ended at `finish`; either may be "" (unknown) or finish ".." (still going on)."""
        raise NotImplementedError

    def holds_on(self, day: date) -> Holds:
        raise NotImplementedError


UNKNOWN = Period()


def edtf_bounds(text: str) -> tuple[date | None, date | None]:
    """The first and last day that an EDTF date or interval (levels 0 and 1) may mean. Raises InvalidDate."""
    raise NotImplementedError
