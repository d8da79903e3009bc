"""The words of time that a proposal quotes, read by our own grammar: a model's own idea of a date never counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemmata.errors import InvalidDate
from stemmata.extract.llm.proposals import Refusal, Refused
from stemmata.extract.llm.sheet import Place, Sheet
from stemmata.extract.time import TimeExpression
from stemmata.extract.timing import period
from stemmata.when import UNKNOWN, Period


class Moments:
    """The expressions of time of a sheet's passage."""

    def __init__(self, sheet: Sheet, expressions: Sequence[TimeExpression]) -> None:
        self.sheet = sheet
        self.dates = tuple(e for e in expressions if e.kind == "date" and e.edtf)

    def when(self, times: Mapping[str, str], quote: Place, *, event: bool) -> Period:
        """The time of a statement; unknown where its words stand there and name no day that can be told.

        Raises Refused where the words do not stand in the passage, or the end comes before the beginning.
        """
        at, since, until = (self._date(times[key], quote) for key in ("at", "since", "until"))
        try:
            if at is not None:
                return period(at, event=event, edge="")
            if event:
                one = since or until
                return UNKNOWN if one is None else Period.event(one.edtf, one.text)
            return _span(since, until)
        except InvalidDate as error:
            raise Refused(Refusal.TIME) from error

    def _date(self, words: str, quote: Place) -> TimeExpression | None:
        if not words.strip():
            return None
        places = self.sheet.found_whole(words)
        if not places:
            raise Refused(Refusal.TIME)
        start, end = self.sheet.in_passage(nearest(places, quote))
        here = [e for e in self.dates if e.start < end and start < e.end]
        return max(here, key=lambda e: (min(e.end, end) - max(e.start, start), -e.start), default=None)


def _span(since: TimeExpression | None, until: TimeExpression | None) -> Period:
    told = [e for e in (since, until) if e is not None]
    if not told:
        return UNKNOWN
    return Period.span(since.edtf if since else "", until.edtf if until else "", " ".join(e.text for e in told))


def nearest(places: Sequence[Place], quote: Place) -> Place:
    """The place that a statement means: one within its quote, else the nearest to it; of equals the first."""

    def distance(place: Place) -> tuple[int, int]:
        return max(quote[0] - place[0], place[1] - quote[1], 0), place[0]

    return min(places, key=distance)
