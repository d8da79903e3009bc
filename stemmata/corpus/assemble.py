"""A marked report as the report that a reader gets: one text, its segments, and where each line and mark stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from stemmata.clean.lexicon import labels
from stemmata.corpus.marked import Line, MarkedReport
from stemmata.model import Metadatum, Report, Role, Segment, report_id


@dataclass(frozen=True, slots=True)
class Assembled:
    """A report with its segments; `starts` says where the text of each line begins."""

    report: Report
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]


def assemble(marked: MarkedReport) -> Assembled:
    """The report that a marked file stands for. Sentences of a paragraph stand side by side, all else in lines."""
    text, starts, cuts = "", [], []
    before: Line | None = None
    for line in marked.lines:
        joins = before is not None and before.role is line.role is Role.BODY and before.paragraph == line.paragraph
        text += "" if before is None else " " if joins else "\n\n"
        if not joins:
            cuts.append((len(text), line))
        starts.append(len(text))
        text += line.text
        before = line
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    segments = tuple(
        _numbered(s for (start, line), end in zip(cuts, ends, strict=True) for s in _cut(start, end, line))
    )
    return Assembled(_report(marked, text), segments, tuple(starts))


def _cut(start: int, end: int, line: Line) -> Iterator[tuple[int, int, Role, str]]:
    """A paragraph as one segment; a row whose label is known as two, its value under that label."""
    key = labels().key(line.label) if line.role is Role.INFOBOX else None
    if line.role is Role.INFOBOX and key is None:
        yield start, end, Role.BODY, ""
        return
    if key is None:
        yield start, end, line.role, ""
        return
    value = start + len(line.label) + 3
    yield start, value, Role.INFOBOX, "label"
    yield value, end, Role.INFOBOX, key


def _numbered(cuts: Iterator[tuple[int, int, Role, str]]) -> Iterator[Segment]:
    for flow, (start, end, role, label) in enumerate(cuts):
        yield Segment(start, end, role, flow, label)


def _report(marked: MarkedReport, text: str) -> Report:
    data = text.encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    path = marked.path.name
    known = {
        key: marked.head[key] for key in ("published", "publisher") if marked.head.get(key, "unknown") != "unknown"
    }
    metadata = {key: Metadatum(value, f"head: {key}") for key, value in known.items()}
    identity = report_id(sha256, str(marked.path), None)
    return Report(identity, path, None, sha256, len(data), "text/plain", "corpus/1", text, metadata)
