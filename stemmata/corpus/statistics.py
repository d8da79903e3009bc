"""What a folder of marked reports holds, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemmata.corpus.marked import Line, MarkedClaim, MarkedReport, Words


@dataclass(slots=True)
class Statistics:
    """Counts over reports; `wordings` are what stands between the ends of a claim, names left out."""

    reports: int = 0
    sentences: int = 0
    words: int = 0
    lures: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    wordings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    styles: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)
    polarities: Counter[str] = field(default_factory=Counter)


def statistics(reports: Sequence[MarkedReport]) -> Statistics:
    """The counts of these reports."""
    counts = Statistics()
    for report in reports:
        counts.reports += 1
        counts.styles[report.head.get("style", "")] += 1
        counts.conflicts[report.path.parent.name] += 1
        for line in report.lines:
            _count(counts, line)
    return counts


def _count(counts: Statistics, line: Line) -> None:
    counts.sentences += 1
    counts.words += len(line.text.split())
    counts.lures += line.lure is not None
    counts.mentions.update(mark.type.value for mark in line.marks)
    counts.kinds.update(mark.kind.value for mark in line.marks)
    for claim in line.claims:
        counts.claims[claim.predicate] += 1
        counts.wordings[claim.predicate].add(wording(line, claim))
        counts.polarities[claim.modality or claim.polarity] += 1


def wording(line: Line, claim: MarkedClaim) -> str:
    """The words that say a claim, roughly: those between its ends with the three about them, marks left out."""
    places = [m.start for m in line.marks if m.id in (claim.subject, claim.object)]
    if isinstance(claim.object, Words):
        places.append(claim.object.start)
    first, last = (min(places), max(places)) if places else (0, len(line.text))
    text = line.text
    masked = [text[i] for i in range(len(text))]
    for mark in line.marks:
        masked[mark.start : mark.end] = ["\0"] * (mark.end - mark.start)
    before = "".join(masked[:first]).replace("\0", "").lower().split()[-3:]
    after = "".join(masked[last:]).replace("\0", "").lower().split()[:3]
    between = "".join(masked[first:last]).replace("\0", "").lower().split()
    return " ".join([*(between or before), *(() if len(between) > 1 else after)])
