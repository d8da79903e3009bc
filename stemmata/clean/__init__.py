"""Clean: a Report -> the same text cut into Segments with a role. It labels and never deletes."""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.clean.compose import compose
from stemmata.clean.marked import marked_blocks
from stemmata.clean.pieces import Block
from stemmata.clean.plain import plain_blocks
from stemmata.model import Report, Segment

VERSION = "5"
_SHAPELESS = frozenset(("page", "a"))  # runs that tell nothing of paragraphs


def clean(report: Report) -> tuple[Segment, ...]:
    """The segments of a report. They tile its text: in order, no gap, no overlap."""
    return compose(report.text, list(_blocks(report)))


def _blocks(report: Report) -> Iterator[Block]:
    if any(run.tag not in _SHAPELESS for run in report.runs):
        return marked_blocks(report)
    pages = [run for run in report.runs if run.tag == "page"]
    return plain_blocks(report.text, report.known("title"), pages)
