"""The date that a report is published under, as machines and people write it -> EDTF."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path

import yaml

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|T)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_RFC_2822 = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d")
_WEEKDAY = 14  # characters: "Wednesday, " and a little
# What programs write where they know no date: year one, or the day on which their clocks begin.
_FIRST_YEAR = 1600
_PLACEHOLDERS = (date(1970, 1, 1), date(1900, 1, 1), date(1899, 12, 30))
_DIGIT = re.compile(r"(?![0-9])\d")  # Arabic, Persian, of full width ...


@cache
def _months() -> dict[str, int]:
    listed = yaml.load(Path(__file__).with_name("dates.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)["months"]
    return {name.casefold(): number for number, names in listed.items() for name in names}


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Day month year; month day year; month year: with the names of months in dates.yml."""
    month = "(" + "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name))) + r")\.?"
    de = r"(?:\s+(?:de|of|del))?"
    forms = (
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?{de}[\s-]+{month}{de},?[\s-]+(\d{{4}})(?!\d)",
        rf"(?<!\w){month}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)",
        rf"(?<!\w){month}{de},?\s+(\d{{4}})(?!\d)",
    )
    compiled = [re.compile(form, re.IGNORECASE) for form in forms]
    return compiled[0], compiled[1], compiled[2]


def edtf_of(text: str) -> str | None:
    """The EDTF of a date that is all of `text` or begins it, or that its words hold; None for none that can be read.

    Where 3/4/2019 may be in March or in April only the year is given.
    """
    text = plain_digits(text.strip())
    return _numeric(text) or written_date(text)


def leading_date(text: str) -> str | None:
    """The date that `text` begins with, or has behind no more than the name of a weekday."""
    text = plain_digits(text.strip())
    return _numeric(text) or _written_date(text, _WEEKDAY)


def written_date(text: str) -> str | None:
    """The first date in `text` with its month as a word: "12 March 2019", "March 12, 2019", "mars 2019"."""
    return _written_date(plain_digits(text), len(text))


def _written_date(text: str, latest: int) -> str | None:
    day_first, month_first, month_only = _written()
    if (found := day_first.search(text)) is not None and found.start() <= latest:
        return _edtf(found[3], _month(found[2]), int(found[1]))
    if (found := month_first.search(text)) is not None and found.start() <= latest:
        return _edtf(found[3], _month(found[1]), int(found[2]))
    if (found := month_only.search(text)) is not None and found.start() <= latest:
        return _edtf(found[2], _month(found[1]), None)
    return None


def plain_digits(text: str) -> str:
    """The text with the digits of all scripts as 0 to 9."""
    return _DIGIT.sub(lambda digit: str(int(digit[0])), text)


def _numeric(text: str) -> str | None:
    for form in (_ISO, _COMPACT, _YEAR_FIRST):
        if (found := form.match(text)) is not None:
            return _edtf(found[1], int(found[2]), int(found[3]) if found[3] else None)
    if (found := _DOTTED.match(text)) is not None:
        return _edtf(found[3], int(found[2]), int(found[1]))
    if (found := _SLASHED.match(text)) is not None:
        return _slashed(int(found[1]), int(found[2]), found[3])
    if re.fullmatch(r"\d{4}", text) is not None and _FIRST_YEAR <= int(text) <= 2999:
        return text
    return _email_date(text) if _RFC_2822.match(text) else None


def _slashed(one: int, two: int, year: str) -> str | None:
    """Americans write the month first, most others the day: only a number over twelve tells."""
    if one > 12 or one == two:
        return _edtf(year, two, one)
    if two > 12:
        return _edtf(year, one, two)
    return year


def _email_date(text: str) -> str | None:
    try:
        day = parsedate_to_datetime(text).date()
    except (ValueError, OverflowError):  # the second for a time zone of twenty digits
        return None
    return _edtf(str(day.year), day.month, day.day)


def _month(name: str) -> int:
    return _months()[name.casefold()]


def _edtf(year: str, month: int, day: int | None) -> str | None:
    try:
        checked = date(int(year), month, day or 1)
    except ValueError:
        return None
    if checked.year < _FIRST_YEAR or (checked in _PLACEHOLDERS and day is not None):
        return None
    return checked.isoformat() if day is not None else checked.isoformat()[:7]
