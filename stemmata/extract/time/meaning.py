"""The words of an expression -> what they refer to, as far as the words alone tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from stemmata.errors import InvalidDate
from stemmata.extract.time.expression import Reference
from stemmata.extract.time.lexicon import Word

Words = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Meaning:
    """`kind` may differ from the rule's; None where the words are no time after all."""

    kind: str
    reference: Reference = field(default_factory=Reference)
    value: str = ""


_CODES = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W"}
_HOURS = {"hour": "H", "minute": "M"}
_HALVES = {1: "first half", 2: "second half"}
_QUARTERS = {1: "first quarter", 2: "second quarter", 3: "third quarter", 4: "last quarter"}
_DAYS = ("DAY", "NTH")


def meaning(kind: str, words: Words, following: str) -> Meaning | None:
    """What a match of the grammar means; `following` is the category of the word after it."""
    return _READERS[kind](words, following)


def _date(words: Words, _following: str) -> Meaning | None:
    written = words[0]
    if written.category in ("ISO", "SLASHED"):
        reference = _written(written)
        return None if reference is None else Meaning("date", reference)
    reference = replace(_calendar(words), part=_part(words), approximate=_has(words, "ABOUT"))
    if reference.day is not None and not _fits(reference.day, reference.month):
        return None
    return Meaning("date", _anchored(reference, words), _daypart(words))


def _daypart(words: Words) -> str:
    return "".join(f"T{word.value}" for word in words if word.category == "DAYPART")


def _fits(day: int, month: int | None) -> bool:
    return 1 <= day <= {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month or 1, 31)


def _written(word: Word) -> Reference | None:
    """2019-10-09; 09/10/2019 gives a day only where one number is over 12, or both are the same."""
    numbers = [int(n) for n in re.findall(r"\d+", word.text.partition("T")[0])]
    if word.category == "ISO":
        year, month, day = numbers
        return Reference(year, month=month, day=day) if _fits(day, month) else None
    one, other, year = numbers
    if year < 100 or not 1 <= min(one, other) <= 12 or max(one, other) > 31:
        return None
    if "." in word.text and other <= 12:  # with dots the day always comes first
        return Reference(year, month=other, day=one)
    if max(one, other) <= 12 and one != other:
        return Reference(year)
    return Reference(year, month=min(one, other), day=max(one, other))


def _calendar(words: Words) -> Reference:
    """Year, month, day, decade and century among the words."""
    found = Reference()
    for place, word in enumerate(words):
        before = words[place - 1].category if place else ""
        after = words[place + 1].category if place + 1 < len(words) else ""
        if _is_year(word, before, after):
            found = replace(found, year=1 - number(word) if after == "ERA" else number(word))
        elif word.category in ("DAY", "SMALL") and before == "DASH" and words[place - 2].category == "YEAR":
            found = replace(found, until=_two_digits(found.year, word))
        elif (
            word.category in _DAYS and after != "CENTURY" and not (after == "DASH" and words[-1].category == "CENTURY")
        ):
            found = replace(found, last_day=number(word)) if found.day else replace(found, day=number(word))
        else:
            found = _named(found, word, words, place)
    return found


def _is_year(word: Word, before: str, after: str) -> bool:
    if word.category == "YEAR":
        return True
    small = word.category in ("SMALL", "DAY")
    return small and ("ERA" in (before[-3:], after[-3:]) or (word.category == "SMALL" and before != "DASH"))


def _two_digits(year: int | None, word: Word) -> int | None:
    if year is None or len(word.text) != 2 or number(word) <= year % 100:
        return None
    return year - year % 100 + number(word)


def _named(found: Reference, word: Word, words: Words, place: int) -> Reference:
    category = word.category
    if category in ("MONTH", "MAYMONTH", "LOWMONTH", "SEASON", "SPRING", "MAYSEASON"):
        return replace(found, month=number(word))
    if category == "HOLIDAY":
        month, day = str(word.value).split("-")
        return replace(found, month=int(month), day=int(day))
    if category == "WEEKDAY":
        return replace(found, weekday=number(word))
    if category == "DECADE":
        bc = place + 1 < len(words) and words[place + 1].category == "ERA"
        return replace(found, year=-number(word) if bc else number(word), digits=3)
    if category == "CENTURY":
        return replace(found, year=_century(words), digits=2)
    return found


def _century(words: Words) -> int:
    count = sum(number(word) for word in words if word.category in ("NUMBER", "ORDINAL", "NTH"))
    return -100 * count if words[-1].category == "ERA" else 100 * (count - 1)


def _anchored(reference: Reference, words: Words) -> Reference:
    """Where the year is not said: what the words count from."""
    if reference.year is not None:
        return reference
    determined = _determined(words)
    unit = next((str(w.value) for w in words if w.category in ("UNIT", "CENTURY")), "")
    if determined is None or (reference.month is None and reference.weekday is None and not unit):
        return reference
    anchor, step = determined
    return replace(reference, anchor=anchor, step=step, unit=unit or "year")


def _determined(words: Words) -> tuple[str, int] | None:
    """ "that" -> the story's; "the next" -> the story's, one on; "last" -> the report's, one back ..."""
    found = {word.category for word in words if word.category != "THE"}
    the = _has(words, "THE")
    if found & {"SUBSEQUENT", "AFTER"}:
        return "story", 1
    if found & {"PREVIOUS", "BEFORE"}:
        return "story", -1
    if "NEXT" in found:
        return ("story" if the else "report"), 1
    if found & {"SAME", "THAT"} or (the and found & {"UNIT", "CENTURY"} and "LAST" not in found):
        return "story", 0
    if "LAST" in found and not the:
        return "report", -1
    return ("report", 0) if "THIS" in found else None


def _part(words: Words) -> str:
    for place, word in enumerate(words):
        if word.category in ("PART", "PARTNOUN"):
            return str(word.value)
        if word.category in ("HALFWORD", "QUARTER") and place:
            before = words[place - 1]
            count = number(before) if before.category == "ORDINAL" else 2 if word.category == "HALFWORD" else 4
            return (_HALVES if word.category == "HALFWORD" else _QUARTERS).get(count, "")
    return ""


def _relative(words: Words, _following: str) -> Meaning | None:
    found = {word.category for word in words}
    if "DEICTIC" in found:
        step = next(number(word) for word in words if word.category == "DEICTIC")
        return Meaning("date", Reference(anchor="report", unit="day", step=step))
    if found & {"UNITS", "LAST", "PAST", "RECENT"} and ("THE" in found or found & {"UNITS", "RECENT"}):
        past = found & {"LAST", "PAST", "RECENT", "PREVIOUS"}
        return Meaning("vague", value="PAST_REF" if past else "FUTURE_REF")
    determined = _determined(words)
    if determined is None:
        return None
    if "DAYPART" in found:
        unit = "day"
    elif found & {"SEASON", "SPRING", "MAYSEASON", "MONTH", "WEEKDAY"}:
        return Meaning("date", _anchored(_calendar(words), words))
    else:
        unit = next(str(w.value) for w in words if w.category in ("UNIT", "CENTURY"))
    reference = Reference(anchor=determined[0], unit=unit, step=determined[1], part=_part(words))
    return Meaning("date", reference, _daypart(words))


def _offset(words: Words, following: str) -> Meaning:
    last, count, unit = words[-1], _count(words), _unit(words)
    step = count if last.category in ("LATER", "AFTER") else -count
    if not count:
        return Meaning("vague", value="PAST_REF" if step < 0 or last.category != "LATER" else "FUTURE_REF")
    anchor = "report" if last.category == "AGO" else "story"
    if last.category in ("AFTER", "BEFORE") and following not in ("", "DOT", "STOP", "COMMA", "AND", "DASH"):
        anchor = "event"
    if unit == "fortnight":
        unit, step = "week", 2 * step
    return Meaning("date", Reference(anchor=anchor, unit=unit, step=step, approximate=_has(words, "ABOUT")))


def _duration(words: Words, following: str) -> Meaning | None:
    if not any(w.category in ("UNIT", "UNITS", "CENTURY") for w in words):
        return None
    if words[-1].category == "UNIT" and _has(words, "OTHER") and _has(words, "A"):
        return None  # "a certain day"
    unit, count = _unit(words), _count(words)
    decimal = next((w.text for w in words if w.category == "DECIMAL"), "")
    length = decimal or str(2 * count if unit == "fortnight" else count or (1 if words[-1].category == "LONG" else "X"))
    return Meaning("duration", value=f"PT{length}{_HOURS[unit]}" if unit in _HOURS else f"P{length}{_CODES[unit]}")


def _unit(words: Words) -> str:
    return next(str(w.value) for w in reversed(words) if w.category in ("UNIT", "UNITS", "CENTURY"))


def _count(words: Words) -> int:
    """The number of units; 0 where it is not said."""
    if _has(words, "FEW") or _has(words, "HALFWORD"):
        return 0
    numbers = [number(w) for w in words if w.category in ("NUMBER", "ORDINAL", "DAY", "SMALL")]
    if numbers:
        return sum(numbers) if _has(words, "NUMBER") and _has(words, "DASH") and numbers[0] >= 20 else numbers[-1]
    return 1 if _has(words, "A") or words[-1].category == "UNIT" else 0


def _set(words: Words, _following: str) -> Meaning:
    if words[0].category == "SET":
        return Meaning("set", value=str(words[0].value))
    codes = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
    return Meaning("set", value=codes.get(str(words[-1].value), ""))


def _time(words: Words, _following: str) -> Meaning:
    return Meaning("time", value=_daypart(words))


def _vague(words: Words, _following: str) -> Meaning:
    value = next((str(w.value) for w in words if w.category in ("VAGUE", "PRESENT")), "")
    value = value or ("PAST_REF" if _has(words, "RECENT") else "PRESENT_REF" if _has(words, "CURRENT") else "")
    return Meaning("vague", value=value)


def number(word: Word) -> int:
    """The value of a word that stands for a number."""
    if not isinstance(word.value, int):
        raise InvalidDate(f"{word.text!r} ({word.category}) has no number in lexicon.yml")
    return word.value


def _has(words: Words, category: str) -> bool:
    return any(word.category == category for word in words)


_READERS: dict[str, Callable[[Words, str], Meaning | None]] = {
    "date": _date,
    "relative": _relative,
    "offset": _offset,
    "duration": _duration,
    "set": _set,
    "time": _time,
    "vague": _vague,
}
