"""How well a reader reads marked reports: the figures of `stemmata evaluate` and of benchmarks/corpus.py."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from stemmata.corpus.assemble import Assembled, assemble
from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.score import Judged, Tally, score
from stemmata.extract.reader import Reader
from stemmata.model import Extraction
from stemmata.training.deciding import ranking, reliability

Figures = dict[str, float]
Tell = Callable[[int, int], None]  # how many reports are read, and of how many


@dataclass(slots=True)
class Measured:
    """What came of reading marked reports.

    `tally` and those by style are of the claims that were sure enough; `judged` has every claim that was read.
    """

    tally: Tally = field(default_factory=Tally)
    by_style: dict[str, Tally] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0

    def add(self, marked: MarkedReport, made: Assembled, read: Extraction, at_least: float) -> None:
        """Takes in one more report."""
        style = self.by_style.setdefault(marked.head.get("style", ""), Tally())
        for tally in (self.tally, style):
            tally.add(score(marked, made, read, at_least))
        self.judged += score(marked, made, read).judged
        self.words += len(made.report.text.split())

    def figures(self) -> Figures:
        """Shares, calibration and speed. ECE and AUROC are of every claim read, `..._kept` of those sure enough."""
        found = self.tally.figures()
        for name, judged in (("", self.judged), ("_kept", self.tally.judged)):
            area = ranking(judged)
            found |= {f"ece{name}": round(reliability(judged)[1], 4)} if judged else {}
            found |= {} if math.isnan(area) else {f"auroc{name}": round(area, 4)}
        return found | {"words_per_second": round(self.words / self.seconds) if self.seconds else 0}


def measure(
    reader: Reader, reports: Sequence[MarkedReport], at_least: float = 0.0, tell: Tell = lambda done, whole: None
) -> Measured:
    """Reads every report. Seconds are those of the processor in the extract step, which runs on one thread."""
    measured = Measured()
    for done, marked in enumerate(reports, 1):
        made = assemble(marked)
        began = time.process_time()
        read = reader.extract(made.report, made.segments)
        measured.seconds += time.process_time() - began
        measured.add(marked, made, read, at_least)
        tell(done, len(reports))
    return measured


def predicate_rows(tally: Tally) -> list[tuple[str, int, int, float, float]]:
    """Predicate, how often marked, how often read, precision, recall; the most marked first."""
    counted = sorted(tally.by_predicate.items(), key=lambda item: (-item[1]["marked"], item[0]))
    return [
        (name, c["marked"], c["read"], c["right"] / max(1, c["read"]), c["right"] / max(1, c["marked"]))
        for name, c in counted
    ]


def style_rows(measured: Measured) -> list[tuple[str, int, int, float, float]]:
    """The same by style."""
    return [
        (
            style,
            tally.counts["claims marked"],
            tally.counts["claims read"],
            tally.figures().get("claim_precision", 0.0),
            tally.figures().get("claim_recall", 0.0),
        )
        for style, tally in sorted(measured.by_style.items())
    ]
