"""What a report tells of the past shows when it cannot have been written yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from stemmata.edtf import edtf_bounds
from stemmata.extract.time.expression import TimeExpression
from stemmata.extract.time.lexicon import data

_ENDS = re.compile(r"[.!?]\s")
_REACH = 400  # characters; longer sentences are not searched to their ends
_AHEAD = ("until", "before", "by")


@cache
def _ahead() -> re.Pattern[str]:
    """The words of lexicon.yml that may speak of what is to come; "may" is one, "May" is not."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, data('lexicon.yml')['ahead']))})\b")


def not_before(passages: Iterable[tuple[str, tuple[TimeExpression, ...]]]) -> TimeExpression | None:
    """The latest date that body text tells as past: the report was written on its first possible day or later.

    Takes texts with the expressions read in them. Leaves out dates that hang on the day of writing, approximate ones,
    and those in sentences that may tell of plans. None where no date is left.
    """
    told = [e for text, expressions in passages for e in expressions if _is_past(text, e)]
    dated = [(day, e) for e in told if (day := edtf_bounds(_last(e))[0]) is not None]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def _is_past(text: str, expression: TimeExpression) -> bool:
    if expression.kind != "date" or not expression.edtf or expression.relation in _AHEAD:
        return False
    if expression.reference.anchor == "report" or expression.edtf[-1] in "~?%":
        return False
    window = max(expression.start - _REACH, 0), expression.end + _REACH
    start = max((found.end() for found in _ENDS.finditer(text, window[0], expression.start)), default=window[0])
    stop = _ENDS.search(text, expression.end, window[1])
    return _ahead().search(text, start, stop.start() if stop else window[1]) is None


def _last(expression: TimeExpression) -> str:
    """The date itself; of a range its end, of one that still goes on its start."""
    if not expression.parts:
        return expression.edtf
    return expression.parts[1].edtf or expression.parts[0].edtf
