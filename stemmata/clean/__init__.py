"""Clean: a Report -> the same text cut into Segments with a role. It labels and never deletes."""

from __future__ import annotations

from stemmata.clean.compose import compose
from stemmata.clean.plain import plain_blocks
from stemmata.model import Report, Segment

VERSION = "1"


def clean(report: Report) -> tuple[Segment, ...]:
    """The segments of a report. They tile its text: in order, no gap, no overlap."""
    return compose(report.text, list(plain_blocks(report.text, report.known("title"))))
