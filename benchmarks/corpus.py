"""Scores the reader on marked reports (the format of corpus/README.md).

    python benchmarks/corpus.py PATH [--only patterns|network|both] [--without-context] [--min-confidence X]
                                     [--model DIR] [--style-absent interview] [--errors FILE] [--curve FILE.svg]

PATH is a folder of marked reports. A mention is right where its words (an article aside) and its type are those of a
mark; a claim where a marked claim of the same sentence has its predicate and the same things at its ends. Time,
polarity and voice are asked of the claims that are right; references of descriptions and pronouns whose thing was
spoken of before. `ece` (15 equal bins) and `auroc` are of every claim that is read, `ece_kept` and `auroc_kept` of
those at least as sure as --min-confidence. Words a second are those of the extract step, in seconds of the processor.
Confidence was fitted for both together: of `--only` one, precision and recall count, not its confidence.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from stemmata.corpus.reading import read_folder
from stemmata.extract.deciding import ALONE_FROM
from stemmata.extract.reader import Reader, Use
from stemmata.settings import MIN_CONFIDENCE
from stemmata.training.curve import reliability_curve
from stemmata.training.deciding import reliability
from stemmata.training.measure import Measured, measure, predicate_rows, style_rows

USES = {"patterns": (True, False), "network": (False, True), "both": (True, True)}


def main() -> None:
    given = arguments()
    patterns, network = USES[given.only]
    least = 0.0 if given.every else ALONE_FROM
    reader = Reader.load(given.model, Use(patterns, network, not given.without_context, least))
    reports = read_folder(given.path)
    if not reports:
        raise SystemExit(f"{given.path}: no marked report in it")
    measured = measure(reader, reports, given.min_confidence, tell)
    print(file=sys.stderr)
    show(measured)
    if given.errors is not None:
        given.errors.write_text("".join(f"{line}\n" for line in errors(measured)), "utf-8")
    if given.curve is not None:
        given.curve.write_text(reliability_curve(reliability(measured.judged)[0], str(given.path.name)), "utf-8")
    asked = {"reports": len(reports), "only": given.only, "context": not given.without_context}
    print(json.dumps({**asked, "min_confidence": given.min_confidence, **figures(measured, given.style_absent)}))


def figures(measured: Measured, absent: str | None) -> dict[str, object]:
    """All figures, those of one style beside them."""
    own = measured.by_style.get(absent or "")
    return {**measured.figures(), **({f"style_{absent}": own.figures()} if own is not None else {})}


def show(measured: Measured) -> None:
    for title, rows in (("predicate", predicate_rows(measured.tally)), ("style", style_rows(measured))):
        print(f"{title:20}{'marked':>8}{'read':>8}{'precision':>11}{'recall':>8}")
        for name, marked, read, precision, recall in rows:
            print(f"{name:20}{marked:8}{read:8}{precision:11.2f}{recall:8.2f}")
        print(flush=True)


def errors(measured: Measured) -> list[str]:
    """What went wrong, in words: claims missed, claims that nobody marked, details that are wrong."""
    tally = measured.tally
    kinds = (("missed", tally.missed), ("false", tally.false), ("wrong", tally.wrong))
    return [f"{kind}\t{line}" for kind, lines in kinds for line in lines]


def tell(done: int, whole: int) -> None:
    if done == whole or done % 5 == 0:
        print(f"\r{done}/{whole} reports", end="", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="folder of marked reports")
    parser.add_argument("--only", choices=sorted(USES), default="both", help="read with a part of the reader")
    parser.add_argument("--without-context", action="store_true", help="the network looks at one passage at a time")
    parser.add_argument("--min-confidence", type=float, default=MIN_CONFIDENCE, help="leave out claims below it")
    parser.add_argument("--every", action="store_true", help="keep whatever the network alone reads, however unsure")
    parser.add_argument("--model", type=Path, help="folder of a model; without it the shipped one")
    parser.add_argument("--style-absent", metavar="STYLE", help="give the figures of this style apart as well")
    parser.add_argument("--errors", type=Path, help="write what went wrong to this file")
    parser.add_argument("--curve", type=Path, help="draw the reliability curve into this SVG file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
