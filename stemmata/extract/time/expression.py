"""What the time reader gives: expressions of time, what they refer to, and the clock that they are read by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """What an expression says by itself, before anyone knows when it was written.

    A date with a `year` is complete. Without one, `anchor` says what the rest is counted from: "story" (the date told
    last), "report" (the day of writing), "event" (something in the text: not resolved here), or "" (the nearest month).
    """

    year: int | None = None  # astronomical: 0 is 1 BC
    until: int | None = None  # the last year of "2015-16"
    digits: int = 4  # of the year that count: 3 for a decade, 2 for a century
    month: int | None = None  # 1 to 12, or a season 21 to 24
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    part: str = ""  # one of edtf.PARTS
    approximate: bool = False
    anchor: str = ""
    unit: str = ""
    step: int = 0  # in units from the anchor


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in a text: `text == passage[start:end]`.

    kind: date, duration, set, time (of day), vague. relation (the word before it): at, since, until, before, after, by,
    from, from_to. `edtf` is "" where it cannot be resolved; then `unresolved` says what would be needed. `whole` is the
    stretch of which `edtf` is a part ("2015" for "early 2015"). `value` holds what is no date: a duration ("P3Y"), a
    set ("XXXX-WXX"), a part of day ("TMO"), PAST_REF, PRESENT_REF, FUTURE_REF. `parts` are the two ends of a from_to.
    `aside`: a year that is part of a name ("the 2016 offensive"); it does not tell when the rest happened.
    """

    start: int
    end: int
    text: str
    edtf: str
    kind: str
    relation: str = "at"
    whole: str = ""
    value: str = ""
    reference: Reference = Reference()
    parts: tuple[TimeExpression, ...] = ()
    aside: bool = False

    @property
    def unresolved(self) -> Reference | None:
        return None if self.edtf or self.kind != "date" else self.reference


@dataclass(frozen=True, slots=True)
class Clock:
    """What an expression is read by: the first and last possible day of writing, the date told last (`story`, EDTF),
    and the years of the heading above (a hint for days without a year).

    `told` (EDTF): where the day of writing is unknown, what other reports date of the things told here.
    """

    first: date | None = None
    last: date | None = None
    story: str = ""
    years: tuple[int, int] | None = None
    told: str = ""

    def after(self, expressions: Iterable[TimeExpression]) -> Clock:
        """The clock for the words that follow: the story has moved on to the last date told."""
        story = self.story
        for expression in expressions:
            told = expression.whole.rstrip("~").split("/")[-1]
            # A bare year that is the story's own takes nothing from what is known more closely.
            if moves_story(expression) and not story.startswith(f"{told}-"):
                story = told
        return self if story == self.story else replace(self, story=story)


def moves_story(expression: TimeExpression) -> bool:
    """Whether what follows may be counted from this date: one of a year at most, not counted back nor from today."""
    reference, told = expression.reference, expression.whole
    steps_on = not reference.anchor or (reference.anchor == "story" and reference.step >= 0)
    return (
        expression.kind == "date"
        and told != ""
        and not expression.aside
        and steps_on
        and "X" not in told
        and ".." not in told
    )
