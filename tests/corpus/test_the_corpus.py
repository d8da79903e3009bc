"""The corpus itself keeps to its own rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from stemmata.corpus.check import faults
from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.reading import read_folder
from stemmata.corpus.statistics import statistics
from stemmata.ontology import ontology

CORPUS = Path(__file__).parents[2] / "corpus"
ABSENT = "interview"  # the style that train never shows


@pytest.fixture(scope="module")
def reports() -> Sequence[MarkedReport]:
    return read_folder(CORPUS)


def splits(reports: Sequence[MarkedReport]) -> dict[str, list[MarkedReport]]:
    found: dict[str, list[MarkedReport]] = {}
    for report in reports:
        found.setdefault(report.path.relative_to(CORPUS).parts[0], []).append(report)
    return found


def test_it_has_no_fault(reports: Sequence[MarkedReport]) -> None:
    assert list(faults(reports)) == []


def test_it_is_as_large_as_it_says(reports: Sequence[MarkedReport]) -> None:
    counts = statistics(reports)
    assert counts.reports >= 400 and counts.sentences >= 5000 and len(counts.conflicts) >= 40
    assert counts.lures / counts.sentences >= 0.25


def test_a_conflict_stands_in_one_split_only(reports: Sequence[MarkedReport]) -> None:
    own = {name: {report.path.parent.name for report in some} for name, some in splits(reports).items()}
    assert own.keys() == {"train", "dev", "test"}
    assert own["train"] & own["dev"] == own["train"] & own["test"] == own["dev"] & own["test"] == set()


def test_one_style_is_kept_out_of_train(reports: Sequence[MarkedReport]) -> None:
    styles = {name: Counter(report.head["style"] for report in some) for name, some in splits(reports).items()}
    assert styles["train"][ABSENT] == 0
    assert styles["dev"][ABSENT] > 0 and styles["test"][ABSENT] > 0


def test_train_teaches_every_predicate_in_many_wordings(reports: Sequence[MarkedReport]) -> None:
    counts = statistics(splits(reports)["train"])
    taught = {*counts.claims}
    few = {name for name in taught if counts.claims[name] < 100 or len(counts.wordings[name]) < 25}
    assert few == set()
    assert taught <= set(ontology().predicates)
