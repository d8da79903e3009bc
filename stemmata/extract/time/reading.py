"""A passage -> its expressions of time, left to right, each resolved by what was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemmata.errors import InvalidDate
from stemmata.extract.time.expression import Clock, Reference, TimeExpression
from stemmata.extract.time.grammar import matches
from stemmata.extract.time.lexicon import Word, words_of
from stemmata.extract.time.meaning import Meaning, meaning
from stemmata.extract.time.resolving import resolved
from stemmata.when import Period

_RELATIONS = {"SINCE": "since", "UNTIL": "until", "BY": "by", "AFTER": "after", "BEFORE": "before", "FROM": "from"}
_PREPOSITIONS = {"IN", "AT", "THE", "ABOUT"}  # may stand between the relation and the date
_JOINS = {"FROM": {"TO", "UNTIL", "DASH", "AND"}, "BETWEEN": {"AND", "DASH"}}
_ALWAYS = {"DASH", "TO", "UNTIL"}
_LENDING = {"DASH", "SLASH", "TO", "UNTIL", "AND", "OR", "COMMA", "THE", "IN", "AT"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A match: its first word and the one after its last, and what it means."""

    first: int
    after: int
    meaning: Meaning
    open: bool = False  # "present", "now": an end that has not come


def read_times(text: str, clock: Clock) -> tuple[TimeExpression, ...]:
    """The expressions of time in a text, in order, without overlap; offsets are those of `text`.

    `clock` carries what was told before; go on with `clock.after(expressions)`. Words that stand for a time which
    the clock does not tell have edtf "" and can be tried again with `resolve` once more is known.
    """
    words = words_of(text)
    made: list[TimeExpression] = []
    for group in _joined(_found(words), words):
        read = _expression(text, words, group, clock)
        if read is not None:
            made.append(read)
            clock = clock.after((read,))
    return tuple(made)


def _found(words: Sequence[Word]) -> list[_Found]:
    found = []
    for kind, first, after in matches(words):
        if _no_time(words, first, after):
            continue
        meant = meaning(kind, words[first:after], words[after].category if after < len(words) else "")
        if meant is not None:
            is_open = words[after - 1].category in ("PRESENT", "VAGUE") and meant.value == "PRESENT_REF"
            found.append(_Found(first, after, meant, is_open))
    return found


def _no_time(words: Sequence[Word], first: int, after: int) -> bool:
    """A number that counts or names something: "$2000", "No. 2010", "1500 riflemen"."""
    if words[after - 1].category != "YEAR" or after - first > 1:
        return False
    before = words[first - 1].text.lower() if first else ""
    if before in ("$", "€", "£", "#", "№", "no", "/", "_", "@") and words[first - 1].end >= words[first].start - 1:
        return True
    following = words[after].text if after < len(words) else ""
    round_number = int(words[first].text) % 50 == 0 and int(words[first].text) != 2000
    return round_number and before not in ("in", "since", "by", "until", "of", "from") and following[-1:] == "s"


def _joined(found: Sequence[_Found], words: Sequence[Word]) -> list[tuple[_Found, ...]]:
    """Ranges: two dates that a dash, "to" or "and" (after "between") makes one."""
    made: list[tuple[_Found, ...]] = []
    for one in reversed(found):
        after = made[-1] if made else ()
        lent = _year_lent(one, after[0]) if after and _is_beside(one, after[0], words) else one
        if len(after) == 1 and _is_range(lent, after[0], words):
            made[-1] = (lent, after[0])
        else:
            made.append((lent,))
    return made[::-1]


def _is_beside(one: _Found, other: _Found, words: Sequence[Word]) -> bool:
    """Whether only "and", "to", a comma and the like stand between: then a year said once is said for both."""
    between = {word.category for word in words[one.after : other.first]}
    return bool(between) and other.first - one.after < 4 and between <= _LENDING


def _is_range(one: _Found, other: _Found, words: Sequence[Word]) -> bool:
    if one.meaning.kind != "date" or not (other.open or other.meaning.kind == "date"):
        return False
    between = [word.category for word in words[one.after : other.first] if word.category not in ("THE", "IN", "AT")]
    before = _before(words, one.first)
    return len(between) == 1 and between[0] in _JOINS.get(before, set()) | _ALWAYS


def _before(words: Sequence[Word], place: int) -> str:
    place -= 1
    while place >= 0 and words[place].category in _PREPOSITIONS:
        place -= 1
    return words[place].category if place >= 0 else ""


def _year_lent(one: _Found, other: _Found) -> _Found:
    """ "June to August 2019": the first has the year of the second, or the one before if it is later in the year."""
    mine, theirs = one.meaning.reference, other.meaning.reference
    if mine.year is not None or mine.anchor or mine.month is None or theirs.year is None or theirs.digits < 4:
        return one
    year = theirs.year - 1 if mine.month > (theirs.month or 12) else theirs.year
    return replace(one, meaning=replace(one.meaning, reference=replace(mine, year=year)))


def _expression(text: str, words: Sequence[Word], group: tuple[_Found, ...], clock: Clock) -> TimeExpression | None:
    one = _single(text, words, group[0], clock)
    if len(group) == 1 or one is None:
        return _years_of(text, words, one, group[0])
    other = _single(text, words, group[1], clock.after((one,)))
    if other is None:
        return one
    return _range(text, one, other, is_open=group[1].open)


def _years_of(text: str, words: Sequence[Word], one: TimeExpression | None, found: _Found) -> TimeExpression | None:
    """ "2015-16" is a range of two years in one word, so to say."""
    if one is None or one.reference.until is None:
        return one
    first, last = words[found.after - 3], words[found.after - 1]
    years = (one.reference.year, one.reference.until)
    ends = [
        replace(
            one,
            start=start,
            end=word.end,
            text=text[start : word.end],
            edtf=str(year),
            whole=str(year),
            reference=Reference(year),
        )
        for start, word, year in zip((one.start, last.start), (first, last), years, strict=True)
    ]
    return replace(one, relation="from_to", whole=str(years[1]), reference=Reference(years[1]), parts=tuple(ends))


def _range(text: str, one: TimeExpression, other: TimeExpression, *, is_open: bool) -> TimeExpression:
    finish = ".." if is_open else other.edtf
    try:
        edtf = Period.span(one.edtf, finish).edtf if one.edtf and finish else ""
    except InvalidDate:  # the second is read wrongly, or the text errs: what is sure is that there are two dates
        edtf = ""
    words = text[one.start : other.end]
    return TimeExpression(
        one.start, other.end, words, edtf, "date", "from_to", one.whole if is_open else other.whole,
        reference=other.reference if other.kind == "date" else one.reference, parts=(one, other),
    )  # fmt: skip


def _single(text: str, words: Sequence[Word], found: _Found, clock: Clock) -> TimeExpression | None:
    meant = found.meaning
    reference = meant.reference
    only = words[found.after - 1]
    if meant.kind == "date" and only.category == "SMALL" and found.after - found.first == 1:
        if not clock.story.startswith("-"):
            return None  # a number below 1000 is a year only in a story of years BC
        reference = replace(reference, year=1 - int(only.text))
    edtf, whole = resolved(reference, clock) if meant.kind == "date" else ("", "")
    start, end = words[found.first].start, only.end
    relation = _relation(words, found)
    return TimeExpression(
        start,
        end,
        text[start:end],
        edtf,
        meant.kind,
        relation,
        whole,
        meant.value,
        reference,
        aside=_is_aside(words, found),
    )


def _is_aside(words: Sequence[Word], found: _Found) -> bool:
    """Whether it is a year within a name: after "the", "its" and the like, before a word."""
    only = found.after - found.first == 1 and words[found.first].category == "YEAR"
    if not only or not found.first or found.after == len(words):
        return False
    before, following = words[found.first - 1], words[found.after]
    return (
        before.category in ("THE", "OTHER", "THAT", "A")
        and before.text.isalpha()
        and following.text[0].isalpha()
        and following.category == "OTHER"
    )


def _relation(words: Sequence[Word], found: _Found) -> str:
    if found.after < len(words) and words[found.after].category == "ONWARD":
        return "since"
    return _RELATIONS.get(_before(words, found.first), "at")


def resolve(expression: TimeExpression, clock: Clock) -> TimeExpression:
    """The same expression read by another clock, such as one that knows when the report was written."""
    if expression.kind != "date":
        return expression
    if expression.parts:
        one, other = (resolve(part, clock) for part in expression.parts)
        text = " " * one.start + expression.text
        return _range(text, one, other, is_open=other.kind == "vague")
    edtf, whole = resolved(expression.reference, clock)
    return replace(expression, edtf=edtf, whole=whole)
