"""`python -m stemmata.corpus check|statistics|agreement PATH...`: is a folder of marked reports sound, what does it
hold, how far do two markings agree?"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from stemmata.corpus.agreement import agreement
from stemmata.corpus.check import faults
from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.reading import MarkingError, read_file
from stemmata.corpus.statistics import Statistics, statistics
from stemmata.ontology import ontology


def main() -> int:
    """Prints faults or counts; 1 where there are faults."""
    parser = argparse.ArgumentParser(prog="python -m stemmata.corpus", description=__doc__)
    parser.add_argument("what", choices=("check", "statistics", "agreement"))
    parser.add_argument("paths", type=Path, nargs="+", help="folders of marked reports, or single files")
    parser.add_argument("--with", dest="other", type=Path, help="agreement: the folder of the second marking")
    given = parser.parse_args()
    if given.what == "agreement":
        print(json.dumps(agreement(_read(given.paths)[0], _read([given.other])[0]), indent=1))
        return 0
    reports, unread = _read(given.paths)
    found = [*unread, *faults(reports)] if given.what == "check" else unread
    for fault in found:
        print(fault)
    if given.what == "statistics":
        _print(statistics(reports))
    else:
        print(f"{len(reports)} reports, {len(found)} faults", file=sys.stderr)
    return 1 if found else 0


def _read(paths: list[Path]) -> tuple[list[MarkedReport], list[str]]:
    reports, unread = [], []
    for path in (one for folder in paths for one in ([folder] if folder.is_file() else sorted(folder.rglob("*.txt")))):
        try:
            reports.append(read_file(path))
        except MarkingError as fault:
            unread.append(str(fault))
    return reports, unread


def _print(counts: Statistics) -> None:
    share = counts.lures / max(1, counts.sentences)
    print(f"{counts.reports} reports, {counts.sentences} sentences, {counts.words} words, lures {share:.1%}")
    for title, table in (
        ("conflicts", counts.conflicts),
        ("styles", counts.styles),
        ("mentions", counts.mentions),
        ("kinds", counts.kinds),
        ("told as", counts.polarities),
    ):
        print(f"{title} ({len(table)}): {_row(table)}")
    print(f"claims {sum(counts.claims.values())}; predicate: claims, wordings")
    for name in sorted(ontology().predicates, key=lambda name: counts.claims[name]):
        print(f"  {name:20}{counts.claims[name]:6}{len(counts.wordings[name]):6}")


def _row(table: Counter[str]) -> str:
    return ", ".join(f"{key} {count}" for key, count in table.most_common())


if __name__ == "__main__":
    sys.exit(main())
