"""When something held: EDTF text, four bounds, and three-valued answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from stemmata.edtf import edtf_bounds as edtf_bounds
from stemmata.edtf import edtf_of
from stemmata.errors import InvalidDate


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

    def within(self, other: Bounds) -> bool:
        """Whether every day that this allows is allowed by the other too."""
        return (other.earliest or date.min) <= (self.earliest or date.min) and (self.latest or date.max) <= (
            other.latest or date.max
        )

    def meet(self, other: Bounds) -> Bounds | None:
        """The days that both allow; None where there is none."""
        earliest, latest = _later(self.earliest, other.earliest), _earlier(self.latest, other.latest)
        return None if earliest and latest and earliest > latest else Bounds(earliest, latest)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


@dataclass(frozen=True, slots=True)
class Period:
    """When something held.

    Exactly one way of saying it is set: `at` (EDTF: it happened, or is evidenced, then) or `begin` and/or `finish`
    (EDTF: a stated start, a stated end), or none (unknown, or known by its bounds alone). Each text may itself be an
    interval, which means: at some time within it ("early 2015" is "2015-01/2015-04"). `start` and `end` are the bounds.
    """

    at: str = ""
    begin: str = ""
    finish: str = ""
    start: Bounds = Bounds()
    end: Bounds = Bounds()
    words: str = ""  # what the report says

    @property
    def edtf(self) -> str:
        """One EDTF text: "2019-10-09", "2015-08/2018-02", "2015-08/" (end unknown), "" where EDTF cannot say it.

        EDTF cannot nest: a begin within 2015-01/2015-04 is written 2015.
        """
        if self.at:
            return self.at
        return f"{_plain(self.begin, 0)}/{_plain(self.finish, 1)}" if self.begin or self.finish else ""

    @property
    def known(self) -> bool:
        return bool(self.edtf) or self.start != Bounds() or self.end != Bounds()

    @classmethod
    def event(cls, at: str, words: str = "") -> Period:
        """It happened, begun and ended, within `at`. Raises InvalidDate, as the others do."""
        bounds = Bounds(*edtf_bounds(at))
        return cls(at=at, start=bounds, end=bounds, words=words)

    @classmethod
    def evidenced(cls, at: str, words: str = "") -> Period:
        """It held at some time in `at`; when it began and ended is not said."""
        first, last = edtf_bounds(at)
        return cls(at=at, start=Bounds(None, last), end=Bounds(first, None), words=words)

    @classmethod
    def span(cls, begin: str = "", finish: str = "", words: str = "") -> Period:
        """It began at `begin` and ended at `finish`; either may be "" (unknown) or finish ".." (still going on)."""
        begin = "" if begin == ".." else begin
        start = Bounds(*edtf_bounds(begin))
        end = Bounds(*edtf_bounds("" if finish == ".." else finish))
        return _ordered(cls(begin=begin, finish=finish, start=start, end=end, words=words))

    def through(self, day: date | None) -> Period:
        """The same, known to have gone on until `day` at least: the day of writing, for what still went on then."""
        end = self.end.meet(Bounds(day, None))
        return self if end is None else replace(self, end=end)

    def holds_on(self, day: date) -> Holds:
        """Whether it held on a day, as far as the bounds tell."""
        return self.overlaps(Period(start=Bounds(day, day), end=Bounds(day, day)))

    def overlaps(self, other: Period) -> Holds:
        """Whether the two have a day in common."""
        if _before(self.end.latest, other.start.earliest) or _before(other.end.latest, self.start.earliest):
            return Holds.NO
        surely = _reaches(self.start, other.end) and _reaches(other.start, self.end)
        return Holds.YES if surely else Holds.MAYBE

    @property
    def order(self) -> tuple[date, date, date, str]:
        """A key that sorts periods along a timeline: by the first day that is known of them, unknown ones last."""
        ends = (self.start.earliest, self.end.earliest, self.start.latest, self.end.latest)
        first = next((day for day in ends if day), date.max)
        return first, self.start.latest or first, self.end.latest or date.max, self.edtf

    def say(self) -> str:
        """The period in plain English, as the command line shows it."""
        if self.at:
            return _said_at(self)
        if self.begin or self.finish:
            return _said_span(self)
        if self.start.latest or self.end.earliest:
            begin, finish = self.start.latest or self.end.earliest, self.end.earliest or self.start.latest
            return f"at least from {begin} to {finish}" if begin != finish else f"at least on {begin}"
        if self.start.earliest or self.end.latest:
            return f"at some time from {self.start.earliest or '?'} to {self.end.latest or '?'}"
        return "unknown"

    def to_json(self) -> dict[str, object]:
        """{"at" | "start", "end", "bounds": {"start": [a, b], "end": [a, b]}, "words"}; what is unknown is absent."""
        texts = {"at": self.at, "start": self.begin, "end": self.finish, "words": self.words}
        made: dict[str, object] = {key: text for key, text in texts.items() if text}
        bounds = {"start": self.start, "end": self.end}
        if self.known:
            made["bounds"] = {k: [d and d.isoformat() for d in (b.earliest, b.latest)] for k, b in bounds.items()}
        return made

    @classmethod
    def from_json(cls, made: Mapping[str, object]) -> Period:
        """The period that `to_json` wrote. Raises InvalidDate."""
        bounds = made.get("bounds", {})
        if not isinstance(bounds, Mapping):
            raise InvalidDate(f"bounds of a period: {bounds!r} is not an object with start and end")
        at, begin, finish, words = (str(made.get(key, "")) for key in ("at", "start", "end", "words"))
        return cls(at, begin, finish, _read_bounds(bounds.get("start")), _read_bounds(bounds.get("end")), words)


UNKNOWN = Period()
_MONTHS = "January,February,March,April,May,June,July,August,September,October,November,December"


def _said_at(period: Period) -> str:
    if period.start != period.end:
        ends = [word for word, day in (("start", period.start.earliest), ("end", period.end.latest)) if day is None]
        unknown = f", {' and '.join(ends)} unknown" if ends else ""
        return f"evidenced {period.at.replace('/', ' to ')}{unknown}"
    pieces = period.at.split("-")
    if not period.at.replace("-", "").isdigit() or (len(pieces) > 1 and not "01" <= pieces[1] <= "12"):
        return f"within {period.at.replace('/', ' to ')}"
    named = f"{_MONTHS.split(',')[int(pieces[1]) - 1]} {pieces[0]}" if len(pieces) > 1 else pieces[0]
    return f"on {int(pieces[2])} {named}" if len(pieces) > 2 else f"in {named}"


def _said_span(period: Period) -> str:
    begin, finish = period.begin, period.finish
    if not begin:
        return f"to {finish}, start unknown" if finish != ".." else "still so when written, start unknown"
    if not finish:
        return f"from {begin}, end unknown"
    return f"from {begin}, still so when written" if finish == ".." else f"from {begin} to {finish}"


def _read_bounds(pair: object) -> Bounds:
    if pair is None:
        return Bounds()
    try:
        earliest, latest = (None if day is None else date.fromisoformat(day) for day in pair)  # type: ignore[attr-defined]
    except (TypeError, ValueError) as error:
        raise InvalidDate(f"bounds of a period: {pair!r} is not [first day, last day]") from error
    return Bounds(earliest, latest)


def _plain(text: str, side: int) -> str:
    """An end of a span as EDTF without an interval: the month or year that holds the interval, or its outer end."""
    if "/" not in text:
        return text
    ends = text.split("/")
    if len(ends[0]) == len(ends[1]) and ends[0][:7] == ends[1][:7] and len(ends[0]) > 7:
        return ends[0][:7]
    return ends[0][:4] if ends[0][:4] == ends[1][:4] else ends[side]


def _ordered(period: Period) -> Period:
    """The bounds drawn in by this: nothing ends before it begins."""
    start = period.start.meet(Bounds(None, period.end.latest))
    end = period.end.meet(Bounds(period.start.earliest, None))
    if start is None or end is None:
        raise InvalidDate(f"{period.begin}/{period.finish} ends before it begins")
    return replace(period, start=start, end=end)


def _reaches(start: Bounds, end: Bounds) -> bool:
    return start.latest is not None and end.earliest is not None and start.latest <= end.earliest


def finer(one: Period, other: Period) -> bool:
    """Whether the one says all that the other says of the time, and perhaps more precisely."""
    return one.start.within(other.start) and one.end.within(other.end)


def agrees(one: Period, other: Period) -> bool:
    """Whether the two may be one time said with more or less precision: each end is as the other's, or finer."""
    starts = one.start.within(other.start) or other.start.within(one.start)
    return starts and (one.end.within(other.end) or other.end.within(one.end))


def meet(one: Period, other: Period) -> Period | None:
    """What holds if both are right: the bounds that both allow; None where they contradict each other."""
    if finer(one, other) and (one.edtf or not other.edtf):
        return one
    if finer(other, one):
        return other
    start, end = one.start.meet(other.start), one.end.meet(other.end)
    if start is None or end is None or _before(end.latest, start.earliest):
        return None
    both = Period(start=start, end=end)
    if start == end and start.earliest and start.latest:
        return replace(both, at=edtf_of(start.earliest, start.latest))
    begin, finish = (_text_of(b) for b in (start, end))
    return replace(both, begin=begin, finish=finish)


def _text_of(bounds: Bounds) -> str:
    return edtf_of(bounds.earliest, bounds.latest) if bounds.earliest and bounds.latest else ""
