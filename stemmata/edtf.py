"""EDTF text and the days that it may mean.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2), levels 0 and 1: dates, months, years,
seasons, unspecified digits ("201X", "2019-XX"), doubt ("~", "?", "%"), intervals with open ("..") or unknown ("") ends.
What EDTF can name and `datetime.date` cannot (years before 1 or after 9999) is accepted, with open bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from stemmata.errors import InvalidDate

Days = tuple[date | None, date | None]

_DATE = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|Y-?\d{5,18})"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?:T[0-2]\d:[0-5]\d:[0-5]\d(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
    r"(?P<doubt>[?~%]?)"
)
# EDTF does not say where winter lies: it is taken for the winter that begins in the year as well as for the one that
# ends in it, so 24 reaches from January to the February after. Seasons are those of the northern half of the world.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 14)}


def _day(year: int, month: int, last: bool) -> date | None:
    """The first or last day of a month; months beyond 1 to 12 count on. None outside the years 1 to 9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _years(text: str) -> tuple[int, int]:
    low, high = int(text.strip("Y").replace("X", "0")), int(text.strip("Y").replace("X", "9"))
    return min(low, high), max(low, high)


def _months(text: str, found: re.Match[str]) -> tuple[int, int]:
    """The first and last month meant, counted from January of the year."""
    month = found["month"]
    if month in (None, "XX"):
        if found["day"] not in (None, "XX"):
            raise InvalidDate(f"{text!r}: a day without a month is not EDTF of level 1")
        return 1, 12
    number = int(month)
    if 1 <= number <= 12:
        return number, number
    if number in _SEASONS and found["day"] is None:
        return _SEASONS[number]
    raise InvalidDate(f"{text!r}: {month} is no month (01-12) and no season (21-24)")


def _one(text: str) -> Days:
    """The bounds of a single date.

    A date in doubt is widened on each side by one unit of its own precision (a decade, a year, a month, a day) for "~"
    and "?", by two for "%" (the steps of the Python package edtf, which widens a month by a year and a month).
    """
    found = _DATE.fullmatch(text)
    if found is None or ("X" in found["year"] and found["month"]):
        raise InvalidDate(f"{text!r} is not an EDTF date (levels 0 and 1), such as 2019-10-09, 2019-10, 201X or 2019~")
    doubt = {"": 0, "~": 1, "?": 1, "%": 2}[found["doubt"]]
    low, high = _years(found["year"])
    first, last = _months(text, found)
    if found["day"] not in (None, "XX"):
        try:
            day = date(low, first, int(found["day"]))
        except ValueError as error:
            if not 1 <= low <= 9999:
                return None, None
            raise InvalidDate(f"{text!r}: {error}") from error
        return _moved(day, -doubt), _moved(day, doubt)
    unit = 12 * (high - low + 1) if last - first == 11 else last - first + 1 if last < 13 else 3
    return _day(low, first - doubt * unit, last=False), _day(high, last + doubt * unit, last=True)


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


@lru_cache(maxsize=1 << 16)  # dates of publication are asked for again and again
def edtf_bounds(text: str) -> Days:
    """The first and last day that an EDTF date or interval (levels 0 and 1) may mean; None is open or out of range.

    "" is unknown: no bounds. Raises InvalidDate.
    """
    if text == "":
        return None, None
    ends = text.split("/")
    if len(ends) == 1:
        return _one(text)
    if len(ends) != 2 or set(ends) <= {"", ".."}:
        raise InvalidDate(f"{text!r}: an EDTF interval is BEGIN/END, and one of them is known")
    first, last = (None if end in ("", "..") else _one(end)[side] for side, end in enumerate(ends))
    if first and last and first > last:
        raise InvalidDate(f"{text!r} ends before it begins")
    return first, last


def normal(text: str) -> str:
    """EDTF as we write it: no blanks, digits that are not known as X, no time of day. Raises InvalidDate."""
    tidy = re.sub(r"T[^/]*", "", re.sub(r"\s", "", text))
    tidy = re.sub(r"(?<=[\d-])[ux]+", lambda found: "X" * len(found[0]), tidy)
    edtf_bounds(tidy)
    return tidy


def edtf_of(first: date, last: date) -> str:
    """The shortest EDTF text whose bounds are these two days. Raises InvalidDate if they are in the wrong order."""
    ends = _unit_of(first, last)
    if ends:
        return ends
    begin, finish = first.isoformat(), last.isoformat()
    if first.day == 1 and last == _day(last.year, last.month, last=True):
        begin, finish = begin[:7], finish[:7]
        if first.month == 1 and last.month == 12:
            begin, finish = begin[:4], finish[:4]
    edtf_bounds(f"{begin}/{finish}")
    return f"{begin}/{finish}"


def _unit_of(first: date, last: date) -> str:
    day = first.isoformat()
    for text in (day, day[:7], day[:4], f"{day[:3]}X", f"{day[:2]}XX", *(f"{day[:4]}-{s}" for s in (21, 22, 23, 24))):
        if _one(text) == (first, last):
            return text
    return ""


# --- Parts of a stretch of time ----------------------------------------------------------------------------------

# A part as (from, to, of): from/of to to/of of the stretch, counted in days of a month, months of a year or season,
# years of a decade or century.
_PARTS = {
    "early": (0, 1, 3),
    "mid": (1, 2, 3),
    "late": (2, 3, 3),
    "first half": (0, 1, 2),
    "second half": (1, 2, 2),
    "first quarter": (0, 1, 4),
    "second quarter": (1, 2, 4),
    "third quarter": (2, 3, 4),
    "last quarter": (3, 4, 4),
}
PARTS = tuple(_PARTS)


def _cut(part: str, length: int) -> tuple[int, int]:
    low, high, of = _PARTS[part]
    return -(-low * length // of), -(-high * length // of)


def part_of(text: str, part: str) -> str:
    """A part (one of PARTS) of an EDTF date, as EDTF.

    Thirds: four months of a year, ten days of a month (the last has what is left), a month of a season, three or
    four years of a decade. A day, an interval, a date in doubt or out of range has no parts and is given back as it is.
    """
    first, last = edtf_bounds(text)
    if first is None or last is None or first == last or set(text) & set("/~?%"):
        return text
    if first.month == last.month and first.year == last.year:
        low, high = _cut(part, 30)
        return edtf_of(first + timedelta(low), last if high == 30 else first + timedelta(high - 1))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = 12 if months >= 120 else 1
    low, high = _cut(part, months // unit)
    if low == high:  # too short to be cut so fine
        return text
    begin = _day(first.year, first.month + low * unit, last=False)
    finish = _day(first.year, first.month + high * unit - 1, last=True)
    return text if begin is None or finish is None else edtf_of(begin, finish)
