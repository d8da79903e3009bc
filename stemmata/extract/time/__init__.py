"""Time: a passage -> the expressions of time in it, as EDTF."""

from stemmata.extract.time.evidence import not_before as not_before
from stemmata.extract.time.expression import Clock as Clock
from stemmata.extract.time.expression import Reference as Reference
from stemmata.extract.time.expression import TimeExpression as TimeExpression
from stemmata.extract.time.reading import read_times as read_times
from stemmata.extract.time.reading import resolve as resolve
