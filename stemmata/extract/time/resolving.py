"""A reference and a clock -> EDTF. Where the clock does not tell, the answer is ""."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stemmata.edtf import edtf_of, part_of
from stemmata.extract.time.expression import Clock, Reference


@dataclass(frozen=True, slots=True)
class _Point:
    """A date as far as it is known."""

    year: int
    month: int | None = None  # 1 to 12
    day: int | None = None


def resolved(reference: Reference, clock: Clock) -> tuple[str, str]:
    """The EDTF text of what is meant, and of the whole stretch that it is a part of; ("", "") where unknown."""
    whole = _whole(reference, clock)
    if not whole:
        return "", ""
    text = part_of(whole, reference.part) if reference.part else whole
    return (f"{text}~" if reference.approximate and "/" not in text and text[-1] not in "~X" else text), whole


def _whole(reference: Reference, clock: Clock) -> str:
    if reference.year is not None:
        return _absolute(reference, reference.year)
    if reference.anchor == "event":
        return ""
    if reference.weekday is not None and reference.month is None:
        return _weekday(reference, clock)
    if reference.anchor:
        return _counted(reference, clock)
    year = _nearest_year(reference, clock)
    return "" if year is None or reference.month is None else _absolute(reference, year)


def _absolute(reference: Reference, year: int) -> str:
    text = year_text(year)
    if reference.digits < 4:
        known = f"{abs(year):04d}"[: reference.digits]
        return f"{'-' if year < 0 else ''}{known}{'X' * (4 - reference.digits)}"
    if reference.until is not None:
        return f"{text}/{year_text(reference.until)}"
    if reference.month is None:
        return text
    text = f"{text}-{reference.month:02d}"
    if reference.day is None:
        return text
    if reference.last_day is not None and reference.last_day > reference.day:
        return f"{text}-{reference.day:02d}/{text}-{reference.last_day:02d}"
    return _real_day(f"{text}-{reference.day:02d}", year)


def _real_day(text: str, year: int) -> str:
    if 1 <= year <= 9999:
        try:
            date.fromisoformat(text)
        except ValueError:  # 29 February of a common year: the text errs, or we took the wrong year
            return text[:-3]
    return text


def year_text(year: int) -> str:
    """An astronomical year as EDTF: -479 is 480 BC."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


_STORY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def _point(told: str) -> _Point | None:
    found = _STORY.fullmatch(told)
    if found is None:
        return None
    month = int(found[2]) if found[2] else None
    if month is not None and month > 12:  # a season: its middle month
        month = {21: 4, 22: 7, 23: 10}.get(month)
    return _Point(int(found[1]), month, int(found[3]) if found[3] else None)


def _report(clock: Clock) -> _Point | None:
    """The day of writing as far as its bounds agree."""
    if clock.first is None or clock.last is None or clock.first.year != clock.last.year:
        return None
    same_month = clock.first.month == clock.last.month
    return _Point(
        clock.last.year, clock.last.month if same_month else None, clock.last.day if clock.first == clock.last else None
    )


def _nearest_year(reference: Reference, clock: Clock) -> int | None:
    """The year of a month or day without one: the nearest to the story's last date; else the last before writing."""
    story, month = _point(clock.story), _month(reference)
    hint = clock.years
    if story is not None and not (hint and story.year < hint[0] - 1):
        if story.month is None:
            return story.year
        return _year_beside(story.year, story.month, month)
    if hint and hint[0] == hint[1]:
        return hint[0]
    report = _report(clock)
    if report is None:
        return None
    if report.month is None:
        return None
    past = (month, reference.day or 0) <= (report.month, report.day or 31)
    return report.year if past else report.year - 1


def _month(reference: Reference) -> int:
    """The month named, or the middle one of a season."""
    month = min((reference.month or 1), 24)
    return {21: 4, 22: 7, 23: 10, 24: 12}.get(month, month)


def _year_beside(year: int, middle: int, month: int) -> int:
    """The year of a month that lies from five months before to six months after that of a date."""
    gap = (month - middle + 5) % 12 - 5
    return year + (middle + gap - 1) // 12


def _counted(reference: Reference, clock: Clock) -> str:
    """So many units from the anchor; a month or a season named beside it is one of the year counted."""
    base = _report(clock) if reference.anchor == "report" else _point(clock.story)
    if base is None:
        return _beside_told(reference, clock)
    if reference.month is not None:
        return _named_month(reference, base)
    return _STEPS[reference.unit](base, reference) if reference.unit in _STEPS else ""


def _beside_told(reference: Reference, clock: Clock) -> str:
    """ "Last October" where no one knows when that was written: the one nearest to what other reports date."""
    told = _point(clock.told)
    counted = (reference.unit, reference.step) == ("year", -1) and reference.month is not None
    if told is None or told.month is None or not counted:
        return ""
    return _absolute(reference, _year_beside(told.year, told.month, _month(reference)))


def _named_month(reference: Reference, base: _Point) -> str:
    """ "October of that year"; "last October" is the last one before the month of writing."""
    year = base.year + reference.step
    if reference.anchor == "report" and reference.step and reference.unit == "year":
        if base.month is None:
            return ""
        month = {21: 4, 22: 7, 23: 10, 24: 12}.get(reference.month or 1, reference.month or 1)
        gone, last = month < base.month, reference.step < 0
        year = base.year if gone == last and month != base.month else year
    return _absolute(reference, year)


def _years(base: _Point, reference: Reference) -> str:
    return year_text(base.year + reference.step)


def _decades(base: _Point, reference: Reference) -> str:
    if abs(reference.step) > 0 and reference.anchor == "story" and base.year < 0:
        return year_text(base.year + 10 * reference.step)
    return f"{year_text(base.year + 10 * reference.step)[:-1]}X"


def _centuries(base: _Point, reference: Reference) -> str:
    return f"{year_text(base.year + 100 * reference.step)[:-2]}XX"


def _months(base: _Point, reference: Reference) -> str:
    if base.month is None:
        return ""
    months = base.year * 12 + base.month - 1 + reference.step
    return f"{year_text(months // 12)}-{months % 12 + 1:02d}"


def _days(base: _Point, reference: Reference) -> str:
    day = _date_of(base)
    if day is None:
        return ""
    try:
        return (day + timedelta(reference.step)).isoformat()
    except OverflowError:
        return ""


def _weeks(base: _Point, reference: Reference) -> str:
    """ "last week" is the seven days from Monday; "two weeks later" is about that day."""
    day = _date_of(base)
    if day is None:
        return ""
    if reference.anchor == "story" and abs(reference.step) > 1:
        return _days(base, Reference(step=7 * reference.step)) + "~"
    monday = day - timedelta(day.weekday()) + timedelta(7 * reference.step)
    return edtf_of(monday, monday + timedelta(6))


_STEPS = {"year": _years, "decade": _decades, "century": _centuries, "month": _months, "week": _weeks, "day": _days}


def _date_of(point: _Point) -> date | None:
    if point.day is None or point.month is None or not 1 <= point.year <= 9999:
        return None
    return date(point.year, point.month, point.day)


def _weekday(reference: Reference, clock: Clock) -> str:
    """The last such day up to the day of writing ("next Friday": the first after it)."""
    report = _report(clock)
    day = None if report is None else _date_of(report)
    if day is None or reference.weekday is None:
        return ""
    back = (day.weekday() - reference.weekday) % 7
    if reference.step > 0:
        return (day + timedelta(7 - back)).isoformat()
    return (day - timedelta(back or (7 if reference.step < 0 else 0))).isoformat()
